package gallery

import (
	"tabletop/assets"
	"tabletop/internal/kit"
)

func texts() []Story {
	return []Story{
		{Name: "styles", Size: kit.Size{W: 460, H: 330}, New: styles},
		{Name: "memo", Size: kit.Size{W: 320, H: 380}, New: memo},
		{Name: "lines", Size: kit.Size{W: 320, H: 260}, New: lines},
	}
}

func styles() kit.Screen {
	return func(*kit.Frame) kit.Element {
		return card(
			kit.Label("E−7", assets.Display, assets.Blue),
			kit.Label("Tue 27 Oct 2020 · 09:25 EST", assets.Heading, assets.Text),
			kit.Label("Send incident team to Harlow", assets.Title, assets.Text),
			kit.Heading("Decisions · 6 open"),
			kit.Label("Key adoption, high-risk users", assets.Strong, assets.Text),
			kit.Label("The county has not called law enforcement.", assets.Body, assets.Text),
			kit.Label("22 staff-hours · starts in 3 h", assets.Small, assets.Muted),
			kit.Label("9f3c02aa e1a0b7c4", assets.Figures, assets.Muted),
			kit.Row(assets.Apart,
				kit.Label("Confirmed", assets.Body, assets.Orange),
				kit.Label("Suspected", assets.Body, assets.Amber),
				kit.Label("Better", assets.Body, assets.Green),
				kit.Label("Stories", assets.Body, assets.Purple),
				kit.Label("Closed", assets.Body, assets.Gray),
			),
		)
	}
}

func memo() kit.Screen {
	return func(*kit.Frame) kit.Element {
		letter := kit.Column(assets.Near,
			kit.Text{Style: assets.Small, Ink: assets.FaintInk, Spans: []kit.Span{
				{Value: "EI-ISAC → CISA", Style: assets.Strong, Ink: assets.Ink}, {Value: " · Tue 27 Oct, 09:10"},
			}},
			kit.Label("TLP:AMBER · EXERCISE EXERCISE EXERCISE", assets.Small, assets.FaintInk),
			kit.Divider{Color: assets.Fold},
			kit.Text{Ink: assets.Ink, Value: "Harlow County reports that files on its election network were encrypted " +
				"overnight. Signature check of returned ballots has stopped.\n\nThe county has not called law " +
				"enforcement. Two neighbouring counties share its managed-service vendor."},
			kit.Text{Ink: assets.FaintInk, Spans: []kit.Span{
				{Value: "What this changes: you now "},
				{Value: "suspect", Style: assets.Strong},
				{Value: " a campaign against county networks. Sensor data from the vendor would confirm it."},
			}},
		)
		return kit.Panel{Fill: assets.Paper, Child: kit.Scroll{Label: "Report", Child: kit.Pad(kit.All(assets.Loose), letter)}}
	}
}

func lines() kit.Screen {
	long := "Registration database held by the state; pollbooks print from a copy made at midnight."
	return func(*kit.Frame) kit.Element {
		return card(
			kit.Label(long, assets.Body, assets.Text),
			kit.Text{Value: long, Lines: 2},
			kit.Text{Value: long, Align: kit.Middle, Ink: assets.Muted},
			kit.Text{Value: "sha256:9f3c02aae1a0b7c49f3c02aae1a0b7c49f3c02aae1a0b7c4", Style: assets.Figures},
		)
	}
}
