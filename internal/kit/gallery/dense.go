package gallery

import (
	"tabletop/assets"
	"tabletop/internal/kit"
)

// Dense is a whole screen, as full as the desktop gets. Its data are canned.
func Dense() Story {
	return Story{Name: "dense", Size: kit.Size{W: 1280, H: 720}, New: dense, Inputs: tabs(1)}
}

func dense() kit.Screen {
	open, chosen, tab, confidence, why := 0, 1, 0, 1, "Counting stops in 4 days if not"
	picture, strip, measures, letter := network(), timeline(), sparks(), memo()
	return func(f *kit.Frame) kit.Element {
		list := kit.List{
			Label: "Inbox", Count: 40, Row: row, Selected: open, OnSelect: func(i int) { open = i },
			Name: func(i int) string { return mail[i%len(mail)].subject },
		}
		left := kit.Panel{Fill: assets.Surface, Child: kit.Column(0,
			kit.Pad(kit.Sides(assets.Apart, assets.Near), kit.Heading("Inbox · 3 new")),
			kit.Grow(1, list),
			kit.Pad(kit.All(assets.Near), kit.Height(f.Em(17), letter(f))),
		)}
		center := kit.Pad(kit.Sides(assets.Near, assets.Near), kit.Tabs{
			Label: "Picture", Names: []string{"Network", "Narratives", "Timeline", "Public"}, Selected: tab,
			OnSelect: func(i int) { tab = i }, Child: picture(f),
			Trailing: kit.Label("what DHS / CISA knows", assets.Small, assets.Muted),
		})
		right := kit.Panel{Fill: assets.Surface, Pad: kit.All(assets.Apart), Child: kit.Column(assets.Near,
			kit.Row(assets.Near, kit.Heading("Decisions · 6 open"), kit.Spacer(), kit.Label("36 staff-hours left", assets.Small, assets.Muted)),
			kit.Grow(1, kit.Scroll{Label: "Decisions", Child: decisions(&chosen)}),
			kit.Field{Label: "Why", Value: why, Lines: 2, OnChange: func(s string) { why = s }},
			kit.Row(assets.Near,
				kit.Grow(1, kit.Segmented{
					Label: "Confidence", Options: []string{"low", "even", "high"}, Selected: confidence,
					OnSelect: func(i int) { confidence = i },
				}),
				kit.Button{Label: "Decide", Primary: true, OnPress: press},
			),
		)}
		bottom := kit.Row(0, kit.Grow(1, strip(f)), kit.Width(f.Em(24), measures(f)))
		return kit.Column(0,
			topBar(), kit.Divider{},
			kit.Grow(1, kit.Row(0, kit.Width(f.Em(21), left), kit.Grow(1, center), kit.Width(f.Em(25), right)).Aligned(kit.Stretch)),
			kit.Divider{}, kit.Panel{Fill: assets.Surface, Child: bottom},
		)
	}
}

func topBar() kit.Element {
	return kit.Panel{Fill: assets.Surface, Pad: kit.Sides(assets.Apart, assets.Near), Child: kit.Row(assets.Apart,
		kit.Badge{Label: "Exercise"},
		kit.Fit(kit.Column(0,
			kit.Label("Were the measures enough?", assets.Strong, assets.Text),
			kit.Label("us-2020 · posture 2019 · seed 31", assets.Small, assets.Muted),
		)),
		kit.Spacer(),
		kit.Label("E−7", assets.Display, assets.Blue),
		kit.Column(0,
			kit.Label("Tue 27 Oct 2020 · 09:25 EDT", assets.Heading, assets.Text),
			kit.Label("Phase 3 of 4 · Early voting", assets.Small, assets.Muted),
		),
		kit.Spacer(),
		kit.Button{Label: "Pause", Icon: assets.Pause, OnPress: press},
		kit.Button{Label: "+1 h", OnPress: press},
		kit.Button{Label: "Next inject", Key: "N", OnPress: press},
		kit.Button{Label: "Next decision", Key: "D", OnPress: press},
	)}
}

func decisions(chosen *int) kit.Element {
	return kit.Column(assets.Near,
		decision(1, "Send incident team to Harlow",
			"Restores counting sooner; confirms whether the vendor is the way in.", "", chosen),
		decision(2, "Warn counties that share the vendor",
			"They look for the same intrusion. Needs EI-ISAC's consent to name the vendor.", "", chosen),
		decision(3, "Rumor-control page: ballot video", "Helps those who see it before the claim.", "", chosen),
		decision(4, "Joint statement with FBI and ODNI", "", "ODNI has not attributed the video; no tear-line.", chosen),
	)
}
