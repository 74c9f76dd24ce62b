package screen

import (
	"fmt"
	"math"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/kit"
)

// form is a decision about to be taken.
type form struct {
	card       card
	target     int // position among the card's targets, -1 before one is chosen
	rationale  string
	confidence model.Confidence
	refused    string // why it was not accepted
}

// reason is what a person gave for a decision.
type reason struct {
	rationale  string
	confidence model.Confidence
}

// confidences are the degrees a person may choose, in order.
var confidences = []model.Confidence{model.LowConfidence, model.EvenConfidence, model.HighConfidence}

// consider opens the form of an open decision. Time stands still meanwhile.
func (a *App) consider(i int) {
	a.pace.stop()
	a.form = &form{card: a.sight.open[i], confidence: model.EvenConfidence}
	if len(a.form.card.targets) > 1 {
		a.form.target = -1 // nobody decides on the first of a list by accident
	}
}

// decide takes the decision of the form.
func (a *App) decide() {
	w := a.form
	if w.target < 0 {
		w.refused = "choose on what."
		return
	}
	c := model.Command{
		Seat: a.seat, Kind: model.Decide, Decision: w.card.id, Target: w.card.targets[w.target],
		Rationale: w.rationale, Confidence: w.confidence,
	}
	if err := a.ex.Submit(c); err != nil {
		w.refused = err.Error()
		a.look()
		return
	}
	d := &a.sight.sc.Decisions[w.card.id]
	a.said = fmt.Sprintf("Decided %s: %s, %s.", timeOfDay(a.sight.clock(), a.ex.Tick()), d.Title, lead(d.Lead))
	a.form = nil
	a.look()
	a.ui.ToTop("group:Done")
	if n := len(a.sight.snap.Choices); n > 0 {
		a.given[a.sight.snap.Choices[n-1].Event] = reason{w.rationale, w.confidence}
	}
}

func (a *App) decisionForm(f *kit.Frame) *kit.Modal {
	w := a.form
	if w == nil {
		return nil
	}
	d := &a.sight.sc.Decisions[w.card.id]
	cancel := func() { a.form = nil }
	parts := []kit.Element{
		optional(d.Says, paragraph), aside(costs(d) + " · " + a.sight.hours()), expected(d, 0),
		a.targets(f), a.reckoned(), a.reasons(), kit.Column(assets.Tight, kit.Heading("How sure are you?"), kit.Row(0, a.sureness())),
	}
	if w.refused != "" {
		parts = append(parts, kit.Row(assets.Near,
			kit.Glyph{Icon: assets.Warning, Ink: assets.Orange, Label: "not accepted"},
			kit.Grow(1, kit.Text{Value: "Not accepted: " + w.refused, Ink: assets.Orange})).Aligned(kit.Start))
	}
	return &kit.Modal{
		ID: "form", Title: d.Title, Width: f.Em(44), Body: kit.Column(assets.Apart, parts...), OnClose: cancel,
		Actions: []kit.Element{
			kit.Button{Label: "Cancel", Key: kit.KeyEscape, OnPress: cancel},
			kit.Button{Label: "Decide", Key: kit.KeyEnter, Primary: true, OnPress: a.decide},
		},
	}
}

// targets lets the person choose what to use the decision on.
func (a *App) targets(f *kit.Frame) kit.Element {
	w := a.form
	if len(w.card.targets) == 1 {
		if w.card.targets[0].IsNothing() {
			return nil
		}
		return line("On", refName(a.sight.sc, w.card.targets[0]))
	}
	name := func(i int) string { return refName(a.sight.sc, w.card.targets[i]) }
	row := f.Leading(assets.Body) + 2*assets.Tight
	room := f.Size().H - f.Em(36) // what the rest of the form leaves
	height := row * min(max(math.Floor(room/row), 2), 6, float64(len(w.card.targets)))
	return kit.Column(assets.Tight,
		kit.Heading("On what?"),
		kit.Height(height, kit.List{
			ID: "targets", Label: "On what?", Count: len(w.card.targets), Selected: w.target, Name: name,
			OnSelect: func(i int) { w.target, w.refused = i, "" },
			Row: func(i int) kit.Element {
				return kit.Pad(kit.Sides(assets.Apart, assets.Tight), kit.Row(assets.Near,
					kit.Grow(1, kit.Label(name(i), assets.Body, assets.Text)),
					kit.Label(a.sight.standing(w.card.targets[i]), assets.Small, assets.Muted)))
			},
		}),
	)
}

// reckoned says what the decision would do to the posts of claims by their gain, for
// the chosen target.
func (a *App) reckoned() kit.Element {
	w := a.form
	if w.target < 0 {
		return nil
	}
	lines := a.ex.Expected(a.seat, w.card.id, w.card.targets[w.target])
	if len(lines) == 0 {
		return nil
	}
	const most = 4 // lines; what acts on a whole platform may reach many claims
	more := len(lines) - most
	list := []kit.Element{kit.Heading("Expected of the posts still to come")}
	for _, text := range lines[:min(len(lines), most)] {
		list = append(list, kit.Text{Value: text, Style: assets.Small})
	}
	if more > 0 {
		list = append(list, aside(fmt.Sprintf("and %d more", more)))
	}
	return kit.Column(assets.Tight, list...)
}

// standing says what the seat knows of a target.
func (s *sight) standing(target model.Ref) string {
	if target.Kind == model.KindAsset {
		_, word := s.health(model.AssetID(target.ID))
		return word
	}
	if known, ok := knownOf(&s.snap, s.sc.TopicOf(target)); ok {
		return model.KnowledgeWords[known.Level]
	}
	return ""
}

func (a *App) reasons() kit.Element {
	return kit.Column(assets.Tight, kit.Heading("Why?"), kit.Field{
		ID: "rationale", Label: "Your reason, in one line", Value: a.form.rationale, Lines: 1,
		OnChange: func(s string) { a.form.rationale = s }, OnSubmit: a.decide,
	})
}

func (a *App) sureness() kit.Element {
	choice := kit.Segmented{ID: "confidence", Label: "How sure are you?", OnSelect: func(i int) { a.form.confidence = confidences[i] }}
	for i, c := range confidences {
		choice.Options = append(choice.Options, model.ConfidenceWords[c])
		if c == a.form.confidence {
			choice.Selected = i
		}
	}
	return choice
}
