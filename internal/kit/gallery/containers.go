package gallery

import (
	"fmt"

	"tabletop/assets"
	"tabletop/internal/kit"
)

func containers() []Story {
	return []Story{
		{Name: "list", Size: kit.Size{W: 340, H: 330}, New: inbox, Inputs: append(tabs(1),
			kit.KeyPress{Key: kit.KeyDown}, kit.KeyPress{Key: kit.KeyDown})},
		{Name: "empty-list", Size: kit.Size{W: 340, H: 80}, New: emptyInbox},
		{Name: "tabs", Size: kit.Size{W: 460, H: 160}, New: tabbed, Inputs: append(tabs(1), kit.KeyPress{Key: kit.KeyRight})},
		{Name: "cards", Size: kit.Size{W: 340, H: 400}, New: cards, Inputs: tabs(2)},
		{Name: "split", Size: kit.Size{W: 460, H: 180}, New: split, Inputs: tabs(1)},
		{Name: "scroll", Size: kit.Size{W: 340, H: 160}, New: scroll, Inputs: append(tabs(1), kit.KeyPress{Key: kit.KeyPageDown})},
		{Name: "modal", Size: kit.Size{W: 620, H: 360}, New: modal},
	}
}

var mail = []struct{ subject, from, time string }{
	{"Harlow County: systems encrypted", "EI-ISAC · report · relayed after 41 min", "09:10"},
	{"Video of torn ballots spreads", "Coalition ticket #418 · 12,400 posts an hour", "08:55"},
	{"Request: which counties are affected?", "State election office · phone", "08:40"},
	{"Key adoption, high-risk users: 61%", "Google · weekly note", "Mon"},
	{"Advisory draft for clearance", "ODNI · tear-line expected in 14–30 h", "Mon"},
}

func row(i int) kit.Element {
	m := mail[i%len(mail)]
	var unread kit.Element
	style := assets.Body
	if i < 3 {
		unread, style = kit.Glyph{Icon: assets.Dot, Ink: assets.Blue, Label: "unread"}, assets.Strong
	}
	return kit.Pad(kit.Sides(assets.Apart, assets.Near), kit.Column(0,
		kit.Row(assets.Tight, unread, kit.Grow(1, kit.Label(m.subject, style, assets.Text)),
			kit.Label(m.time, assets.Figures, assets.Muted)),
		kit.Label(m.from, assets.Small, assets.Muted),
	))
}

func inbox() kit.Screen {
	open := -1
	return func(*kit.Frame) kit.Element {
		return kit.Panel{Fill: assets.Surface, Child: kit.Column(0,
			kit.Pad(kit.Sides(assets.Apart, assets.Near), kit.Heading("Inbox · 3 new")),
			kit.Grow(1, kit.List{
				Label: "Inbox", Count: 400, Row: row, Selected: open, OnSelect: func(i int) { open = i },
				Name: func(i int) string { return mail[i%len(mail)].subject },
			}),
		)}
	}
}

func emptyInbox() kit.Screen {
	return func(*kit.Frame) kit.Element {
		return kit.Panel{Fill: assets.Surface, Child: kit.List{
			Label: "Inbox", Selected: -1, Empty: "Nothing has reached this seat yet.",
		}}
	}
}

func tabbed() kit.Screen {
	names := []string{"Network", "Narratives", "Timeline", "Public"}
	chosen := 0
	return func(*kit.Frame) kit.Element {
		return kit.Pad(kit.All(assets.Near), kit.Tabs{
			Label: "Picture", Names: names, Selected: chosen, OnSelect: func(i int) { chosen = i },
			Trailing: kit.Link{Label: "legend", Style: assets.Small, OnPress: press},
			Child:    kit.Pad(kit.All(assets.Loose), kit.Text{Value: "Here is the picture of " + names[chosen] + "."}),
		})
	}
}

func decision(i int, name, what, notYet string, chosen *int) kit.Element {
	ink := assets.Text
	if notYet != "" {
		what, ink = "Not yet: "+notYet, assets.Gray
	}
	return kit.Card{
		Label: name, Value: what, Key: kit.Key(fmt.Sprint(i)), Selected: *chosen == i, Disabled: notYet,
		OnPress: func() { *chosen = i },
		Child: kit.Column(assets.Tight,
			kit.Row(assets.Near, kit.Grow(1, kit.Label(name, assets.Title, ink)), kit.Label(fmt.Sprint(i), assets.Body, assets.Muted)),
			kit.Text{Value: what, Ink: ink},
			kit.Text{Value: "22 staff-hours    starts in 3 h    RS · Respond", Style: assets.Small, Ink: assets.Muted},
		),
	}
}

func cards() kit.Screen {
	chosen := 1
	return func(*kit.Frame) kit.Element {
		return kit.Panel{Fill: assets.Surface, Child: kit.Scroll{Label: "Decisions", Child: kit.Pad(kit.All(assets.Apart),
			kit.Column(assets.Near,
				decision(1, "Send incident team to Harlow",
					"Restores counting sooner; confirms whether the vendor is the way in.", "", &chosen),
				decision(2, "Warn counties that share the vendor",
					"They look for the same intrusion. Needs EI-ISAC's consent to name the vendor.", "", &chosen),
				decision(3, "Joint statement with FBI and ODNI", "", "ODNI has not attributed the video; no tear-line.", &chosen),
			))}}
	}
}

func split() kit.Screen {
	pane := func(words string) kit.Element {
		return kit.Panel{Fill: assets.Surface, Pad: kit.All(assets.Apart), Child: kit.Text{Value: words}}
	}
	return func(*kit.Frame) kit.Element {
		return kit.Split{
			Label: "Width of the inbox", Share: 0.4, Least: 100,
			First:  pane("The bar between the two can be dragged, or moved with the arrow keys."),
			Second: pane("Each side keeps the least room it needs."),
		}
	}
}

func scroll() kit.Screen {
	return func(*kit.Frame) kit.Element {
		column := kit.Column(assets.Tight)
		for i := range 40 {
			column.Children = append(column.Children, kit.Text{Value: fmt.Sprintf("%d. Nothing here can be pressed, so the pane itself takes the focus.", i+1)})
		}
		return kit.Panel{Fill: assets.Surface, Child: kit.Scroll{Label: "Briefing", Child: kit.Pad(kit.All(assets.Apart), column)}}
	}
}

func modal() kit.Screen {
	asking, why := true, ""
	return func(*kit.Frame) kit.Element {
		closed := func() { asking = false }
		base := card(
			kit.Label("Send incident team to Harlow", assets.Title, assets.Text),
			kit.Text{Value: "Restores counting sooner; confirms whether the vendor is the way in."},
			kit.Row(assets.Near, kit.Button{Label: "Choose", OnPress: func() { asking = true }}),
		)
		if !asking {
			return kit.Layers(base)
		}
		return kit.Layers(base, &kit.Modal{
			Title: "Send incident team to Harlow?", OnClose: closed,
			Body: kit.Column(assets.Apart,
				kit.Text{Value: "It costs 22 staff-hours and starts in 3 hours. Say in one line why; the review will ask."},
				kit.Field{Label: "Why", Value: why, OnChange: func(s string) { why = s }},
				kit.Segmented{Label: "Confidence", Options: []string{"low", "even", "high"}, Selected: 1, OnSelect: func(int) {}},
			),
			Actions: []kit.Element{
				kit.Button{Label: "Cancel", Key: "Escape", OnPress: closed},
				kit.Button{Label: "Decide", Primary: true, Disabled: "Say why first.", OnPress: closed},
			},
		})
	}
}
