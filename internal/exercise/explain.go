package exercise

import (
	"fmt"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
	"tabletop/replays"
	"tabletop/scenarios"
)

// Explanation says why a measure or any other number of the state changed.
type Explanation struct {
	Scenario string `json:"scenario"`
	Measure  string `json:"measure"` // id of a headline measure, or path of a cell
	From     Moment `json:"from"`    // what follows it counts
	To       Moment `json:"to"`      // included
	Cause
}

// Cause is one cause of a change; the amounts of its parts sum to its own.
type Cause struct {
	Amount string        `json:"amount"` // exact, in the measure's unit
	Shown  string        `json:"shown"`  // rounded so that parts still sum
	Text   string        `json:"text"`
	Event  model.EventID `json:"event,omitempty"` // the first event that it stands for
	At     *Moment       `json:"at,omitempty"`    // when that happened
	Count  int           `json:"count"`           // changes that it stands for
	First  *Moment       `json:"first,omitempty"` // of them
	Last   *Moment       `json:"last,omitempty"`
	Parts  []Cause       `json:"parts,omitempty"`
}

// Explain answers why from a replay alone. Measure is the id of a headline
// measure or the path of a cell. It needs no rules.
func Explain(r *replays.Replay, measure string, from, to model.Tick) (Explanation, error) {
	cell, err := CellNamed(r.Scenario, measure)
	if err != nil {
		return Explanation{}, err
	}
	if to < from {
		return Explanation{}, fmt.Errorf("the time to explain ends (%s) before it begins (%s)",
			r.Scenario.Clock.Relative(to), r.Scenario.Clock.Relative(from))
	}
	return explanation(r.Scenario, cell, measure, ledger.Why(r.Scenario, r.Initial, r.Events(), cell, from, to)), nil
}

// Explain answers why in an exercise in progress.
func (x *Exercise) Explain(cell model.Cell, from, to model.Tick) Explanation {
	sc := x.Scenario()
	return explanation(sc, cell, sc.CellPath(cell), ledger.Why(sc, x.initial, x.events, cell, from, to))
}

func explanation(sc *model.Scenario, cell model.Cell, measure string, tree *ledger.Tree) Explanation {
	e := Explanation{
		Scenario: sc.ID, Measure: measure, From: moment(sc, max(0, tree.From)), To: moment(sc, max(0, tree.To)),
		Cause: cause(sc, cell, tree),
	}
	e.At, e.First, e.Last = nil, nil, nil
	return e
}

// CellNamed returns the cell of a headline measure or of a path.
func CellNamed(sc *model.Scenario, name string) (model.Cell, error) {
	if m := model.MeasureNamed(name); m != model.None {
		return measureCell(m), nil
	}
	if cell, ok := sc.ParseCell(name); ok {
		return cell, nil
	}
	if near := scenarios.Closest(name, MeasureIDs()); near != "" {
		return model.Cell{}, fmt.Errorf("there is no measure %q; did you mean %q?", name, near)
	}
	return model.Cell{}, fmt.Errorf("there is no measure %q; name one of %s, or the path of a cell such as asset.roll.condition",
		name, list(MeasureIDs()))
}

// MeasureIDs lists the ids of the headline measures.
func MeasureIDs() []string {
	var ids []string
	for i := range model.Measures {
		ids = append(ids, model.Measures[i].ID)
	}
	return ids
}

func cause(sc *model.Scenario, cell model.Cell, t *ledger.Tree) Cause {
	c := Cause{
		Amount: exact(cell, t.Amount), Shown: ledger.Amount(cell, t.Shown), Text: t.Text, Event: t.Event, Count: t.Count,
	}
	if t.Count > 0 {
		at, first, last := moment(sc, max(0, t.At)), moment(sc, max(0, t.From)), moment(sc, max(0, t.To))
		c.At, c.First, c.Last = &at, &first, &last
	}
	for _, part := range t.Children {
		c.Parts = append(c.Parts, cause(sc, cell, part))
	}
	return c
}

// exact writes an amount in full.
func exact(cell model.Cell, amount int64) string {
	if cell.Column.Kind() == model.FixedColumn {
		return fixed.Num(amount).Exact()
	}
	return fmt.Sprint(amount)
}

// Text writes the explanation as a tree.
func (e Explanation) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\nafter %s, up to %s\n\n%s  in all\n", Marking, e.Cause.Text, e.From.Time, e.To.Time, e.Shown)
	if len(e.Parts) == 0 {
		b.WriteString("Nothing changed it.\n")
	}
	branches(&b, "", e.Parts)
	fmt.Fprintf(&b, "\n%s\n", Illustration)
	return replays.Printable(b.String())
}

// branches draws the parts of a cause. Parts that round to nothing are counted
// in one line.
func branches(b *strings.Builder, indent string, parts []Cause) {
	var shown []Cause
	for _, p := range parts {
		if !strings.HasPrefix(p.Shown, "±") {
			shown = append(shown, p)
		}
	}
	small := len(parts) - len(shown)
	for i := range shown {
		p := &shown[i]
		fork, below := "├─ ", "│  "
		if i == len(shown)-1 && small == 0 {
			fork, below = "└─ ", "   "
		}
		fmt.Fprintf(b, "%s%s%s  %s%s\n", indent, fork, p.Shown, p.Text, p.span())
		branches(b, indent+below, p.Parts)
	}
	if small == 1 {
		fmt.Fprintf(b, "%s└─ and one cause too small to show\n", indent)
	} else if small > 1 {
		fmt.Fprintf(b, "%s└─ and %d causes too small to show\n", indent, small)
	}
}

// span says when it happened, and how often where it stands for several changes.
func (c *Cause) span() string {
	switch {
	case c.At == nil:
		return ""
	case len(c.Parts) > 0 || c.Count == 1:
		return " · " + c.At.Time
	case c.First.Tick == c.Last.Tick:
		return fmt.Sprintf(" · %d times at %s", c.Count, c.First.Time)
	}
	return fmt.Sprintf(" · %d times, %s to %s", c.Count, c.First.Time, c.Last.Time)
}
