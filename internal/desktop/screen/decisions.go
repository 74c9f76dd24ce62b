package screen

import (
	"fmt"
	"slices"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/kit"
)

// numbered is how many decisions have a key of their own: 1 to 9.
const numbered = 9

// decisions is the column of what the seat may decide.
func (a *App) decisions() kit.Element {
	s := a.sight
	if a.result != nil {
		return pane("Decisions", nil, kit.Pad(kit.Sides(assets.Apart, assets.Near), kit.Scroll{
			ID: "decisions", Label: "Decisions", Child: kit.Column(assets.Near, a.decided()...),
		}))
	}
	var list []kit.Element
	if a.said != "" {
		list = append(list, kit.Panel{Label: "Done", Child: kit.Row(assets.Near,
			kit.Glyph{Icon: assets.Check, Ink: assets.Green, Label: "done"},
			kit.Grow(1, kit.Text{Value: a.said, Style: assets.Small})).Aligned(kit.Start)})
	}
	if len(s.open) == 0 {
		list = append(list, kit.Text{Value: "There is nothing you could decide now.", Ink: assets.Muted})
	}
	for i := range s.open {
		list = append(list, a.card(i))
	}
	list = append(list, a.notNow()...)
	return pane(fmt.Sprintf("Decisions · %d open", len(s.open)), nil, kit.Column(assets.Tight,
		kit.Pad(kit.Sides(assets.Apart, 0), aside(s.hours())),
		kit.Grow(1, kit.Pad(kit.Insets{Left: assets.Near, Right: assets.Near, Bottom: assets.Tight}, kit.Scroll{
			ID: "decisions", Label: "Decisions", Child: kit.Column(assets.Near, list...),
		})),
	))
}

// hours says what work the seat can still do today.
func (s *sight) hours() string {
	return fmt.Sprintf("%s of %s left today", tidy(s.snap.HoursLeft), staffHours(s.snap.HoursADay))
}

// card is one open decision, to be read in ten seconds.
func (a *App) card(i int) kit.Element {
	c := &a.sight.open[i]
	d := &a.sight.sc.Decisions[c.id]
	card := kit.Card{
		ID: "decide " + d.ID, Label: d.Title, Value: d.Says + " " + costs(d),
		Selected: a.form != nil && a.form.card.id == c.id,
		OnPress:  func() { a.consider(i) },
	}
	var number kit.Element
	if digit := a.digit(c.id); digit != "" {
		card.Key = digit
		number = kit.Label(string(digit), assets.Title, assets.Muted)
	}
	card.Child = kit.Column(assets.Tight,
		kit.Row(assets.Near, kit.Grow(1, kit.Text{Value: d.Title, Style: assets.Title}), number).Aligned(kit.Start),
		optional(d.Says, paragraph),
		aside(costs(d)),
		optional(c.on(a.sight.sc), func(on string) kit.Element { return kit.Label(on, assets.Small, assets.Muted) }),
		expected(d, 2),
	)
	return card
}

// expected is the likely effect and the row of evidence behind it, in a number
// of lines, or 0 for all.
func expected(d *model.Decision, lines int) kit.Element {
	if d.Likely == "" {
		return nil
	}
	spans := []kit.Span{{Value: "Likely", Ink: assets.Text}}
	switch d.Evidence {
	case "":
	case "assumption":
		spans = append(spans, kit.Span{Value: " (an assumption)", Ink: assets.Blue})
	default:
		spans = append(spans, kit.Span{Value: " (evidence " + d.Evidence + ")", Ink: assets.Blue})
	}
	spans = append(spans, kit.Span{Value: ": " + d.Likely})
	return kit.Text{Style: assets.Small, Ink: assets.Muted, Lines: lines, Spans: spans}
}

// notNow lists the decisions that are not open, each with the reason. They are
// folded away until asked for.
func (a *App) notNow() []kit.Element {
	shut := a.sight.shut
	if len(shut) == 0 {
		return nil
	}
	fold := kit.Button{
		ID: "not now", Label: fmt.Sprintf("Not now (%d)", len(shut)), Icon: assets.ChevronRight, Key: "M",
		OnPress: a.fold,
	}
	if !a.declined {
		return []kit.Element{fold}
	}
	fold.Icon = assets.ChevronDown
	list := []kit.Element{fold}
	for i := range shut {
		d := &a.sight.sc.Decisions[shut[i].id]
		reason := shut[i].reason()
		list = append(list, kit.Card{
			ID: "decide " + d.ID, Label: d.Title, Disabled: reason,
			Child: kit.Column(assets.Tight,
				kit.Text{Value: d.Title, Style: assets.Title, Ink: assets.Gray},
				kit.Text{Value: reason, Style: assets.Small, Ink: assets.Muted},
			),
		})
	}
	return list
}

// fold shows the decisions that are not open, from their top, or puts them away.
func (a *App) fold() {
	if a.declined = !a.declined; a.declined {
		a.ui.ToTop("not now")
	}
}

// cardKeys keeps the number keys of the decisions while their column is hidden.
func (a *App) cardKeys() []kit.Element {
	var keys []kit.Element
	for i := range a.sight.open {
		id := a.sight.open[i].id
		if digit := a.digit(id); digit != "" {
			keys = append(keys, keyOnly{a.sight.sc.Decisions[id].Title, digit, func() { a.consider(i) }})
		}
	}
	return keys
}

// number gives each open decision a digit of its own. It keeps the digit for as
// long as the screens last; only where all are taken does one that can't be taken
// now give way.
func (a *App) number() {
	isOpen := func(id model.DecisionID) bool {
		return slices.ContainsFunc(a.sight.open, func(c card) bool { return c.id == id })
	}
	for i := range a.sight.open {
		id := a.sight.open[i].id
		if a.digit(id) != "" {
			continue
		}
		free := slices.Index(a.digits[:], model.None)
		if free < 0 {
			free = slices.IndexFunc(a.digits[:], func(held model.DecisionID) bool { return !isOpen(held) })
		}
		if free >= 0 {
			a.digits[free] = id
		}
	}
}

// digit is the key that opens a decision, or nothing.
func (a *App) digit(id model.DecisionID) kit.Key {
	if i := slices.Index(a.digits[:], id); i >= 0 {
		return kit.Key(fmt.Sprint(i + 1))
	}
	return ""
}
