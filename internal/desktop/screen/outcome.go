package screen

import (
	"fmt"
	"slices"
	"strings"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
)

// outcome is the last screen: what was tested and met, how the headline measures
// went, what happened, and what proves it.
func (a *App) outcome(f *kit.Frame) kit.Element {
	tested, went := a.outcomeColumns(f)
	columns := kit.Element(kit.Row(2*assets.Gutter, kit.Grow(2, tested), kit.Grow(3, went)).Aligned(kit.Start))
	if f.Size().W < f.Em(threeColumns) {
		columns = kit.Column(assets.Gutter, tested, went)
	}
	head := kit.Panel{Fill: assets.Surface, Pad: kit.Sides(assets.Gutter, assets.Near), Child: kit.Row(assets.Apart,
		a.marking(), kit.Fit(a.title()), kit.Spacer(),
		kit.Label("Outcome · "+shortName(a.sight.sc, a.seat), assets.Title, assets.Text), a.help.button(),
	)}
	foot := kit.Panel{Fill: assets.Surface, Pad: kit.Sides(assets.Gutter, assets.Near), Child: kit.Row(assets.Apart,
		kit.Grow(1, aside(exercise.Marking+". "+exercise.Illustration)),
		kit.Button{Label: "Back to the last screen", Key: kit.KeyEscape, Primary: true, OnPress: func() { a.page = exercisePage }},
	)}
	return back{"Outcome", func() { a.page = exercisePage }, kit.Column(0,
		head, kit.Divider{},
		kit.Grow(1, kit.Scroll{ID: "outcome", Label: "Outcome", Child: kit.Pad(kit.Sides(assets.Gutter, assets.Loose), columns)}),
		kit.Divider{}, foot, a.themeKey(),
	)}
}

// outcomeColumns are what was tested and how it went. What was decided stands in
// the one that is shorter without it.
func (a *App) outcomeColumns(f *kit.Frame) (tested, went kit.Element) {
	o := a.result
	objectives, figures := a.objectives(o), measures(f, o)
	figures = slices.Concat(figures, published(o), incidents(f, o))
	rest := append(story(f, o), proof(o)...)
	left, right := kit.Column(assets.Near, objectives...), kit.Column(assets.Near, slices.Concat(figures, rest)...)
	if natural(f, left).H < natural(f, right).H {
		return kit.Column(assets.Near, append(objectives, a.decided()...)...), right
	}
	return left, kit.Column(assets.Near, slices.Concat(figures, a.decided(), rest)...)
}

// verdicts are how the verdicts on critical tasks look.
var verdicts = map[string]kit.Glyph{
	"met":    {Icon: assets.Check, Ink: assets.Green, Label: "met"},
	"missed": {Icon: assets.Cross, Ink: assets.Orange, Label: "missed"},
	"open":   {Icon: assets.Clock, Ink: assets.Muted, Label: "open"},
}

// objectives lists what was tested with the verdict on each critical task, first
// those that were judged by what this seat knew.
func (a *App) objectives(o *exercise.Outcome) []kit.Element {
	met, all := 0, 0
	var rows []kit.Element
	own := func(o exercise.Objective) bool { return a.sight.sc.OrgNamed(o.Seat) == a.seat }
	ordered := slices.Clone(o.Objectives)
	slices.SortStableFunc(ordered, func(x, y exercise.Objective) int {
		switch {
		case own(x) == own(y):
			return 0
		case own(x):
			return -1
		}
		return +1
	})
	for _, objective := range ordered {
		whose := "judged by what " + shortName(a.sight.sc, a.sight.sc.OrgNamed(objective.Seat)) + " knew"
		if own(objective) {
			whose = "yours: judged by what you knew"
		}
		rows = append(rows, kit.Text{Style: assets.Title, Value: objective.Text}, aside(objective.Capability+" · "+whose))
		for _, task := range objective.Tasks {
			all++
			if task.Verdict == "met" {
				met++
			}
			says := capital(task.Verdict)
			if task.Judged != nil {
				says += ", judged " + strings.ReplaceAll(task.Judged.Time, " ", "\u00a0")
			}
			rows = append(rows, kit.Row(assets.Near, verdicts[task.Verdict],
				kit.Grow(1, kit.Text{Spans: []kit.Span{{Value: task.Text}, {Value: "  " + says, Ink: assets.Muted}}})).Aligned(kit.Start))
		}
		rows = append(rows, gap())
	}
	return append([]kit.Element{kit.Heading(fmt.Sprintf("Objectives · %d of %d critical tasks met", met, all))}, rows...)
}

// decided lists what this seat decided.
func (a *App) decided() []kit.Element {
	s := a.sight
	rows := []kit.Element{kit.Heading(fmt.Sprintf("What you decided · %d", len(s.snap.Choices)))}
	for _, c := range s.snap.Choices {
		says := s.clock().Relative(c.At)
		if target := (model.Ref{Kind: model.Kind(c.TargetKind), ID: c.Target}); !target.IsNothing() {
			says = "On " + refName(s.sc, target) + " · " + says
		}
		text := kit.Column(0, row(kit.Glyph{Icon: assets.Diamond, Ink: assets.Green}, s.sc.Decisions[c.Decision].Title, says))
		if why := a.because(c); why != "" {
			text.Children = append(text.Children, kit.Pad(kit.Insets{Left: assets.Gutter}, aside(why)))
		}
		rows = append(rows, text)
	}
	if len(s.snap.Choices) == 0 {
		rows = append(rows, kit.Text{Value: "Nothing.", Ink: assets.Muted})
	}
	return append(rows, gap())
}

// because is the reason that was given for a decision, and how sure the person
// was of it.
func (a *App) because(c model.ChoiceState) string {
	why, ok := a.given[c.Event]
	if !ok {
		return ""
	}
	sure := "How sure: " + model.ConfidenceWords[why.confidence] + "."
	if why.rationale == "" {
		return "No reason given. " + sure
	}
	return "“" + why.rationale + "” " + sure
}

// measures is the table of headline measures.
func measures(f *kit.Frame, o *exercise.Outcome) []kit.Element {
	line := func(style assets.Style, ink assets.Color, title string, cells ...string) kit.Element {
		parts := []kit.Element{kit.Grow(1, kit.Text{Value: title, Style: style, Ink: ink})}
		for _, cell := range cells {
			parts = append(parts, kit.Width(f.Em(9.5), kit.Text{Value: cell, Style: style, Ink: ink, Align: kit.Finish}))
		}
		return kit.Row(assets.Near, parts...)
	}
	rows := []kit.Element{kit.Heading("Headline measures"), line(assets.Small, assets.Muted, "", "start", "end", "change")}
	for _, m := range o.Measures {
		rows = append(rows, line(assets.Body, assets.Text, m.Title, m.Before, m.After, m.Change))
	}
	return append(rows, gap())
}

// published lists what was published of the case that was played.
func published(o *exercise.Outcome) []kit.Element {
	if len(o.Published) == 0 {
		return nil
	}
	rows := []kit.Element{kit.Heading("Published of the case")}
	for _, p := range o.Published {
		rows = append(rows, kit.Text{Value: p.Text()})
	}
	return append(rows, gap())
}

// incidents is the table of incidents with how long people took over each.
func incidents(f *kit.Frame, o *exercise.Outcome) []kit.Element {
	if len(o.Incidents) == 0 {
		return nil
	}
	line := func(style assets.Style, ink assets.Color, name string, cells ...string) kit.Element {
		parts := []kit.Element{kit.Grow(1, kit.Text{Value: name, Style: style, Ink: ink})}
		for i, cell := range cells {
			parts = append(parts, kit.Width(f.Em([]float64{7, 9, 6, 6}[i]), kit.Text{Value: cell, Style: style, Ink: ink}))
		}
		return kit.Row(assets.Near, parts...).Aligned(kit.Start)
	}
	rows := []kit.Element{kit.Heading("Incidents"), line(assets.Small, assets.Muted, "", "began", "noticed after", "shared", "acted on")}
	for _, r := range o.IncidentRows() {
		rows = append(rows, line(assets.Body, assets.Text, r[0], r[1:]...))
	}
	return append(rows, gap())
}

// story is what happened, in ten lines at most.
func story(f *kit.Frame, o *exercise.Outcome) []kit.Element {
	rows := []kit.Element{kit.Heading("What happened")}
	for _, l := range o.Story {
		text := kit.Text{Spans: []kit.Span{{Value: l.Text}}}
		if l.Effect != "" {
			text.Spans = append(text.Spans, kit.Span{Value: "  " + l.Effect, Ink: assets.Muted})
		}
		rows = append(rows, kit.Row(assets.Near,
			kit.Width(f.Em(7), kit.Text{Value: l.Time, Ink: assets.Blue}), kit.Grow(1, text)).Aligned(kit.Start))
	}
	return append(rows, gap())
}

// proof is what another person needs to check the run.
func proof(o *exercise.Outcome) []kit.Element {
	rows := []kit.Element{kit.Heading("Proof"), aside("Final hash"), code(o.Hash)}
	if o.Replay == "" {
		return append(rows, aside("No replay was written."))
	}
	return append(rows,
		aside("Replay"), code(o.Replay), aside("Its last link"), code(o.Chain),
		aside("“tabletop verify” simulates the replay again and compares every event."),
	)
}

// code is text for machines, to be read or copied.
func code(value string) kit.Element { return kit.Text{Value: value, Style: assets.Figures} }

// gap keeps groups of lines apart.
func gap() kit.Element { return kit.Panel{Pad: kit.Insets{Top: assets.Near}} }
