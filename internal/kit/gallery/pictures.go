package gallery

import (
	"fmt"
	"math"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/chart"
)

func pictures() []Story {
	return []Story{
		{Name: "network", Size: kit.Size{W: 760, H: 480}, New: network, Inputs: tabs(2)},
		{Name: "bands", Size: kit.Size{W: 560, H: 360}, New: bands},
		{Name: "log", Size: kit.Size{W: 560, H: 320}, New: posts},
		{Name: "bars", Size: kit.Size{W: 460, H: 260}, New: bars},
		{Name: "sparks", Size: kit.Size{W: 380, H: 150}, New: sparks},
		{Name: "timeline", Size: kit.Size{W: 900, H: 140}, New: timeline, Inputs: tabs(1)},
	}
}

func framed(child kit.Element) kit.Element {
	return kit.Panel{Fill: assets.Raised, Pad: kit.All(assets.Loose), Child: child}
}

func network() kit.Screen {
	chosen := -1
	return func(*kit.Frame) kit.Element {
		picture := chart.Network{
			Label:  "Who can tell whom",
			Legend: "solid: open channel · dashed: closed · dot: report on its way",
			Nodes: []chart.Place{
				{X: 0.5, Y: 0.5, Name: "DHS / CISA", Note: "you · 14 of 18 analysts busy", Self: true},
				{X: 0.5, Y: 0.06, Name: "ODNI", Note: "classifying", Color: assets.Blue},
				{X: 0.14, Y: 0.12, Name: "FBI", Note: "field office told 08:50", Color: assets.Blue},
				{X: 0.12, Y: 0.45, Name: "Integrity coalition", Note: "ticket #418", Color: assets.Purple},
				{X: 0.9, Y: 0.25, Name: "Facebook", Note: "labels in 2–5 h", Color: assets.Green},
				{X: 0.92, Y: 0.6, Name: "Twitter", Note: "channel not open", Color: assets.Gray},
				{X: 0.3, Y: 0.78, Name: "EI-ISAC", Note: "triage queue 9", Color: assets.Blue},
				{X: 0.08, Y: 0.95, Name: "Harlow Co.", Note: "ENCRYPTED", Mark: assets.Warning, Color: assets.Orange, Ink: assets.Orange},
				{X: 0.7, Y: 0.9, Name: "Managed-service vendor", Note: "suspected", Mark: assets.Diamond, Color: assets.Amber, Ink: assets.Amber},
			},
			Links: []chart.Link{
				{From: 1, To: 0, Color: assets.Blue, Strong: true, Dots: []float64{0.45}, Note: "tear-line, ~19 h"},
				{From: 2, To: 1},
				{From: 2, To: 0, Dashed: true},
				{From: 3, To: 0},
				{From: 0, To: 4, Dots: []float64{0.3}},
				{From: 0, To: 5, Dashed: true},
				{From: 6, To: 0, Color: assets.Blue, Strong: true, Dots: []float64{0.3, 0.7}, Note: "2 reports in transit"},
				{From: 7, To: 6},
				{From: 7, To: 8, Color: assets.Orange, Strong: true},
			},
			OnPress: func(i int) { chosen = i },
		}
		for i := range picture.Nodes {
			picture.Nodes[i].Select = i == chosen
		}
		return kit.Panel{Fill: assets.Raised, Child: picture}
	}
}

// walk is a made-up course that always looks the same.
func walk(i int, start, swing float64) float64 {
	x := float64(i)
	return start + swing*(math.Sin(x/7)+0.4*math.Sin(x/2.3)+0.2*math.Sin(x*1.7))
}

func bands() kit.Screen {
	fan := func(color assets.Color, drift float64) []chart.Band {
		var wide, narrow chart.Band
		wide.Color, narrow.Color = color, color
		for i := range 21 {
			x, middle, spread := float64(i-7), 58.4+drift*float64(i), math.Sqrt(float64(i))
			wide.Points = append(wide.Points, chart.Range{X: x, Low: middle - spread, High: middle + spread})
			narrow.Points = append(narrow.Points, chart.Range{X: x, Low: middle - spread/2, High: middle + spread/2})
		}
		return []chart.Band{wide, narrow}
	}
	line := func(name string, color assets.Color, from, to int, dashed bool, y func(i int) float64) chart.Series {
		s := chart.Series{Name: name, Color: color, Dashed: dashed}
		for i := from; i <= to; i++ {
			s.Points = append(s.Points, chart.XY{X: float64(i), Y: y(i)})
		}
		return s
	}
	picture := chart.Chart{
		Label: "Confidence in the national count",
		X: chart.Axis{Low: -14, High: 13, Ticks: []chart.Tick{
			{At: -14, Label: "E−14"}, {At: -7, Label: "E−7"}, {At: 0, Label: "E"}, {At: 7, Label: "E+7"}, {At: 13, Label: "E+13"},
		}},
		Y:     chart.Axis{Format: func(v float64) string { return fmt.Sprintf("%g%%", v) }},
		Bands: append(fan(assets.Blue, 0.13), fan(assets.Amber, -0.17)...),
		Series: []chart.Series{
			line("as played", assets.Text, -14, 13, false, func(i int) float64 { return walk(i, 59.2, 0.8) }),
			line("warn counties", assets.Blue, -7, 13, false, func(i int) float64 { return 58.4 + 0.13*float64(i+7) }),
			line("nothing", assets.Amber, -7, 13, true, func(i int) float64 { return 58.4 - 0.17*float64(i+7) }),
		},
		Markers: []chart.Marker{{X: -7, Label: "decision 23"}},
	}
	return func(*kit.Frame) kit.Element { return framed(picture) }
}

func posts() kit.Screen {
	series := func(name string, color assets.Color, peak, at float64, step bool) chart.Series {
		s := chart.Series{Name: name, Color: color, Step: step}
		for hour := range 73 {
			x := float64(hour)
			s.Points = append(s.Points, chart.XY{X: x, Y: 3 + peak*math.Exp(-math.Abs(x-at)/8)})
		}
		return s
	}
	hours := func(v float64) string { return fmt.Sprintf("%g h", v) }
	picture := chart.Chart{
		Label: "Posts an hour",
		X:     chart.Axis{Format: hours},
		Y:     chart.Axis{Low: 1, High: 100000, Log: true},
		Series: []chart.Series{
			series("Twitter", assets.Blue, 12000, 30, false),
			series("Facebook", assets.Green, 6000, 38, false),
			series("Google", assets.Purple, 150, 42, true),
		},
		Markers: []chart.Marker{
			{X: 26, Label: "video seen", Icon: assets.Warning, Color: assets.Orange},
			{X: 36, Label: "label", Icon: assets.Diamond, Color: assets.Green},
			{X: 38, Label: "county explains", Icon: assets.Post, Color: assets.Blue},
		},
	}
	return func(*kit.Frame) kit.Element { return framed(picture) }
}

func bars() kit.Screen {
	picture := chart.Chart{
		Label: "Where this run falls", Value: "played: 14th percentile of 2,000",
		X:       chart.Axis{Low: 50, High: 66, Format: func(v float64) string { return fmt.Sprintf("%g%%", v) }},
		Markers: []chart.Marker{{X: 54.25, Label: "played: 14th percentile of 2,000"}},
	}
	for i := range 32 {
		from := 50 + float64(i)/2
		bar := chart.Bar{From: from, To: from + 0.5, Y: math.Round(180 * math.Exp(-math.Pow((from-58)/3, 2)))}
		if i == 8 {
			bar.Color = assets.Yellow
		}
		picture.Bars = append(picture.Bars, bar)
	}
	return func(*kit.Frame) kit.Element { return framed(picture) }
}

func sparks() kit.Screen {
	measure := func(f *kit.Frame, name, value string, color assets.Color, start, swing float64) kit.Element {
		var points []float64
		for i := range 60 {
			points = append(points, walk(i, start, swing))
		}
		return kit.Row(assets.Apart,
			kit.Grow(1, kit.Label(name, assets.Small, assets.Muted)),
			kit.Width(110, chart.Spark{Label: name, Value: value, Points: points, Color: color}),
			kit.Width(f.Em(4.5), kit.Text{Value: value, Style: assets.Figures, Lines: 1, Align: kit.Finish}),
		)
	}
	return func(f *kit.Frame) kit.Element {
		return card(
			measure(f, "National confidence", "58.4%", assets.Text, 58, 1),
			measure(f, "Posts an hour", "12,400", assets.Purple, 9000, 4000),
			measure(f, "Hours of counting lost", "27 h", assets.Orange, 20, 5),
		)
	}
}

func timeline() kit.Screen {
	now := 56.0
	return func(*kit.Frame) kit.Element {
		strip := chart.Timeline{
			Label: "Whole exercise", Value: fmt.Sprintf("day %.0f of 75", now), From: 0, To: 75, Now: now, Step: 1,
			OnSeek: func(at float64) { now = at },
			Ticks: []chart.Tick{
				{At: 0, Label: "1 Sep"}, {At: 14, Label: "15 Sep"}, {At: 30, Label: "1 Oct"}, {At: 44, Label: "15 Oct"}, {At: 70, Label: "10 Nov"},
			},
			Flags:  []chart.Flag{{At: 63, Label: "3 Nov · Election Day"}},
			Shades: []chart.Shade{{From: 49, To: 56}},
		}
		injects := chart.Lane{Name: "Injects and reports"}
		decisions := chart.Lane{Name: "Decisions"}
		confidence := chart.Lane{Name: "National confidence", Note: "58.4%, 1.9 down since Fri", Ink: assets.Orange}
		for i := range 56 {
			day := float64(i)
			if i%3 == 1 {
				mark := chart.Mark{At: day}
				if i%9 == 4 {
					mark.Color = assets.Orange
				}
				injects.Marks = append(injects.Marks, mark)
			}
			if i%7 == 2 {
				decisions.Marks = append(decisions.Marks, chart.Mark{At: day, Icon: assets.Diamond, Color: assets.Green})
			}
			confidence.Course = append(confidence.Course, chart.XY{X: day, Y: walk(i, 58, 1)})
		}
		strip.Lanes = []chart.Lane{injects, decisions, confidence}
		return kit.Panel{Fill: assets.Surface, Pad: kit.Sides(assets.Apart, assets.Near), Child: strip}
	}
}
