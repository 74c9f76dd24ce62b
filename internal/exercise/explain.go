package exercise

import (
	"cmp"
	"fmt"
	"slices"
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
	Measure  string `json:"measure"`           // id of a headline measure, or path of a cell
	From     Moment `json:"from"`              // what follows it counts
	To       Moment `json:"to"`                // included
	History  []Turn `json:"history,omitempty"` // of a cell that holds words, which don't sum
	Cause

	words bool // the cell holds words
}

// Turn is one value that a cell of words took.
type Turn struct {
	Moment
	Value string        `json:"value"`
	Text  string        `json:"text"`            // what happened
	From  string        `json:"cause,omitempty"` // what that came from, where it is something else
	Event model.EventID `json:"event"`
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
	return explanation(r.Scenario, r.Initial, r.Events(), cell, measure, from, to), nil
}

// Explain answers why in an exercise in progress.
func (x *Exercise) Explain(cell model.Cell, from, to model.Tick) Explanation {
	sc := x.Scenario()
	return explanation(sc, x.initial, x.events, cell, sc.CellPath(cell), from, to)
}

func explanation(sc *model.Scenario, initial *model.State, events []model.Event, cell model.Cell, measure string, from, to model.Tick) Explanation {
	tree := ledger.Why(sc, initial, events, cell, from, to)
	e := Explanation{
		Scenario: sc.ID, Measure: measure, From: moment(sc, max(0, tree.From)), To: moment(sc, max(0, tree.To)),
		Cause: cause(sc, cell, tree),
	}
	e.At, e.First, e.Last = nil, nil, nil
	if e.words = cell.Column.Kind() == model.WordColumn; e.words {
		e.History = turns(sc, initial, events, cell, from, to)
	}
	return e
}

// turns lists the values that a cell was given after a tick, up to and including
// another, each with what happened and what that came from.
func turns(sc *model.Scenario, initial *model.State, events []model.Event, cell model.Cell, from, to model.Tick) []Turn {
	var all []Turn
	value, _ := initial.Get(cell)
	for i := range events {
		e := &events[i]
		for _, c := range e.Changes {
			if c.Cell != cell || !c.Set || c.Value == value {
				continue // words are set, never added to
			}
			value = c.Value
			if e.Tick <= from || e.Tick > to {
				continue
			}
			t := Turn{Moment: moment(sc, e.Tick), Value: ledger.Value(sc, cell, c.Value), Text: ledger.Describe(sc, e), Event: e.ID}
			if root := origin(events, e); root != e {
				t.From = ledger.Describe(sc, root)
			}
			all = append(all, t)
		}
	}
	return all
}

// origin follows the first causes of an event to where a why-query stops.
func origin(events []model.Event, e *model.Event) *model.Event {
	for !ledger.IsLeaf(e) {
		first := int64(e.Causes[0]) - int64(events[0].ID)
		if first < 0 || first >= int64(len(events)) || e.Causes[0] >= e.ID {
			break
		}
		e = &events[first]
	}
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
	if near := cmp.Or(meant(name, MeasureIDs()), nearestPath(sc, name)); near != "" {
		return model.Cell{}, fmt.Errorf("there is no measure %q; did you mean %q?", name, near)
	}
	return model.Cell{}, fmt.Errorf("there is no measure %q; name one of %s, or the path of a cell such as asset.roll.condition",
		name, list(MeasureIDs()))
}

// nearestPath returns the path of a cell that was probably meant by a mistyped one.
func nearestPath(sc *model.Scenario, name string) string {
	table, rest, dotted := strings.Cut(name, ".")
	if !dotted {
		return ""
	}
	var tables, paths []string
	for t := range model.Tables {
		tables = append(tables, t.String())
	}
	if near := scenarios.Closest(table, tables); near != "" && !slices.Contains(tables, table) {
		table = near
	}
	for t := range model.Tables {
		if t.String() != table {
			continue
		}
		for row := range sc.TableRows(t) {
			for _, column := range t.Columns() {
				paths = append(paths, sc.CellPath(model.Cell{Column: column, Row: row}))
			}
		}
	}
	if name = table + "." + rest; slices.Contains(paths, name) {
		return name
	}
	return meant(name, paths)
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
	fmt.Fprintf(&b, "%s\n\n%s\nafter %s, up to %s\n\n", Marking, e.Cause.Text, e.From.Time, e.To.Time)
	switch {
	case len(e.History) > 0:
		e.history(&b)
	case len(e.Parts) == 0 && e.words:
		b.WriteString("Nothing changed it.\n")
	case len(e.Parts) == 0:
		fmt.Fprintf(&b, "%s  in all\nNothing changed it.\n", e.Shown)
	default:
		fmt.Fprintf(&b, "%s  in all\n", e.Shown)
		branches(&b, "", e.Parts)
	}
	fmt.Fprintf(&b, "\n%s\n", Illustration)
	return replays.Printable(b.String())
}

// history writes the values in order of time, with what led to each.
func (e Explanation) history(b *strings.Builder) {
	for _, t := range e.History {
		fmt.Fprintf(b, "%-11s  %s: %s\n", t.Time, t.Value, t.Text)
		if t.From != "" {
			fmt.Fprintf(b, "%-11s  from: %s\n", "", t.From)
		}
	}
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
