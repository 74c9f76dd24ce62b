package gallery

import (
	"tabletop/assets"
	"tabletop/internal/kit"
)

func controls() []Story {
	return []Story{
		{Name: "buttons", Size: kit.Size{W: 460, H: 190}, New: buttons, Inputs: tabs(2)},
		{Name: "choices", Size: kit.Size{W: 420, H: 240}, New: choices, Inputs: tabs(3)},
		{Name: "fields", Size: kit.Size{W: 420, H: 330}, New: fields, Inputs: append(tabs(2),
			kit.KeyPress{Key: "Ctrl+Home"}, kit.KeyPress{Key: "Ctrl+Right"}, kit.KeyPress{Key: "Ctrl+Shift+Right"})},
		{Name: "hint", Size: kit.Size{W: 420, H: 130}, New: hint, Inputs: tabs(1)},
		{Name: "progress", Size: kit.Size{W: 420, H: 130}, New: progress},
		{Name: "icons", Size: kit.Size{W: 460, H: 250}, New: icons},
	}
}

// tabs presses Tab a few times.
func tabs(n int) []kit.Input {
	inputs := make([]kit.Input, n)
	for i := range inputs {
		inputs[i] = kit.KeyPress{Key: kit.KeyTab}
	}
	return inputs
}

func buttons() kit.Screen {
	pressed := 0
	return func(*kit.Frame) kit.Element {
		count := func() { pressed++ }
		return card(
			kit.Row(assets.Near,
				kit.Button{Label: "Pause", Icon: assets.Pause, OnPress: count},
				kit.Button{Label: "Next inject", Key: "N", OnPress: count},
				kit.Button{Label: "Decide", Primary: true, OnPress: count},
			),
			kit.Row(assets.Near,
				kit.Button{Label: "×60", Selected: true, OnPress: count},
				kit.Button{Label: "Attribute", Disabled: "No tear-line yet.", OnPress: count},
				kit.Button{Label: "Close", Icon: assets.Cross, Bare: true, OnPress: count},
				kit.Button{Label: "Help", Icon: assets.Help, Bare: true, Key: "?", OnPress: count},
			),
			kit.Row(assets.Near,
				kit.Link{Label: "evidence C19", OnPress: count},
				kit.Badge{Label: "Exercise"},
				kit.Badge{Label: "Control only", Fill: assets.Action, Ink: assets.OnAction},
			),
		)
	}
}

func choices() kit.Screen {
	confidence, sound, large := 1, true, false
	return func(*kit.Frame) kit.Element {
		return card(
			kit.Segmented{
				Label: "Confidence", Options: []string{"low", "even", "high"}, Selected: confidence,
				OnSelect: func(i int) { confidence = i },
			},
			kit.Toggle{Label: "Sound when an inject arrives", On: sound, OnChange: func(on bool) { sound = on }},
			kit.Toggle{Label: "Large type", On: large, OnChange: func(on bool) { large = on }},
			kit.Toggle{Label: "Show truth", Disabled: "Only the control seat sees it."},
			kit.Segmented{
				Label: "Nothing chosen yet", Options: []string{"P", "S", "M", "U"}, Selected: -1, OnSelect: func(int) {},
			},
		)
	}
}

func fields() kit.Screen {
	name := ""
	why := "Counting stops in four days if nobody goes there. The county has asked twice, and the vendor " +
		"has not said whether it was the way in."
	return func(*kit.Frame) kit.Element {
		return card(
			kit.Field{Label: "Name of the run", Value: name, OnChange: func(s string) { name = s }},
			kit.Field{Label: "Why", Value: why, Lines: 5, OnChange: func(s string) { why = s }},
			kit.Field{Label: "Target", Value: "Harlow County", Disabled: "Chosen already."},
			kit.Field{Label: "Last hash", Value: "This text can be selected and copied, not changed.", ReadOnly: true},
		)
	}
}

func hint() kit.Screen {
	return func(*kit.Frame) kit.Element {
		return card(kit.Row(assets.Near,
			kit.Button{
				Label: "Send incident team", OnPress: press,
				Hint: "Restores counting sooner. Costs 22 staff-hours, which leaves 14 for today.",
			},
			kit.Button{Label: "Wait", OnPress: press},
		))
	}
}

func progress() kit.Screen {
	return func(*kit.Frame) kit.Element {
		return card(
			kit.Progress{Label: "What other choices would have led to", Share: 0.4, Note: "120 of 300 · 12 s left"},
			kit.Progress{Label: "Reading the replay", Share: 0.02, Note: "starting"},
		)
	}
}

func icons() kit.Screen {
	return func(f *kit.Frame) kit.Element {
		grid := kit.Grid{Least: f.Em(8), Gap: assets.Near}
		for _, icon := range assets.Icons() {
			grid.Children = append(grid.Children, kit.Row(assets.Tight,
				kit.Glyph{Icon: icon, Style: assets.Heading, Ink: assets.Text, Label: string(icon)},
				kit.Grow(1, kit.Label(string(icon), assets.Small, assets.Muted)),
			))
		}
		return card(grid)
	}
}
