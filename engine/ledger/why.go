package ledger

import (
	"cmp"
	"fmt"
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Tree is one cause of a change and the part of the change that came through it.
type Tree struct {
	Amount   int64         // in the cell's own unit, as a state holds it
	Shown    int64         // Amount rounded to the cell's display precision; children sum to their parent
	Text     string        // what happened, in plain words
	Event    model.EventID // the first event that the node stands for; 0 for the whole
	At       model.Tick    // when that happened
	Count    int           // changes of the cell that it stands for
	From, To model.Tick    // of its first and last change
	Children []*Tree       // through what it came about, the largest first
}

// Why explains the change of a cell after tick from, up to and including tick
// to. Events are all events of the run in order, and initial is the state before
// them.
func Why(sc *model.Scenario, initial *model.State, events []model.Event, cell model.Cell, from, to model.Tick) *Tree {
	q := query{sc: sc, events: events, cell: cell}
	before, _ := initial.Get(cell)
	value := before
	root := &Tree{From: from, To: to}
	for i := range events {
		e := &events[i]
		if e.Tick > to {
			break
		}
		next := after(e, cell, value)
		if e.Tick <= from {
			before = next
		} else if next != value {
			q.add(root, e, next-value)
		}
		value = next
	}
	root.From, root.To = from, to
	root.Text = fmt.Sprintf("%s: %s to %s", CellName(sc, cell), Value(sc, cell, before), Value(sc, cell, value))
	root.sort()
	root.show(cell)
	return root
}

// after returns a cell's value once an event is applied.
func after(e *model.Event, cell model.Cell, value int64) int64 {
	for _, c := range e.Changes {
		switch {
		case c.Cell != cell:
		case c.Set:
			value = c.Value
		default:
			value += c.Value
		}
	}
	return value
}

type query struct {
	sc     *model.Scenario
	events []model.Event
	cell   model.Cell
}

// add enters one change into the tree, under the chain of its causes.
func (q *query) add(root *Tree, e *model.Event, amount int64) {
	chain := q.chain(e)
	at := root
	at.count(e, amount)
	for i := len(chain) - 1; i > 0; i-- {
		at = q.child(at, chain[i])
		at.count(e, amount)
	}
	at = q.merged(at, e)
	at.count(e, amount)
}

// chain lists an event and its first causes down to a leaf.
func (q *query) chain(e *model.Event) []*model.Event {
	chain := []*model.Event{e}
	for !IsLeaf(e) {
		first := int64(e.Causes[0]) - int64(q.events[0].ID)
		if first < 0 || first >= int64(len(q.events)) || e.Causes[0] >= e.ID {
			break
		}
		e = &q.events[first]
		chain = append(chain, e)
	}
	return chain
}

// IsLeaf reports whether a why-query stops at an event: a command, an inject, a
// step of an actor, or what has no cause at all.
func IsLeaf(e *model.Event) bool {
	switch e.What {
	case model.DecisionTaken, model.InjectReleasedEvent, model.InjectChanged, model.Overridden,
		model.StepSucceeded, model.StepBlocked, model.CampaignBegan:
		return true
	}
	return len(e.Causes) == 0
}

// child returns the node of one event.
func (q *query) child(parent *Tree, e *model.Event) *Tree {
	for _, c := range parent.Children {
		if c.Event == e.ID {
			return c
		}
	}
	node := &Tree{Event: e.ID, At: e.Tick, Text: Describe(q.sc, e)}
	parent.Children = append(parent.Children, node)
	return node
}

// merged returns the node of the changes that are alike under one cause: the
// same thing happened to the same subject. They are told as one.
func (q *query) merged(parent *Tree, e *model.Event) *Tree {
	for _, c := range parent.Children {
		first := &q.events[int64(c.Event)-int64(q.events[0].ID)]
		if alike(first, e) {
			if c.Count == 1 && c.Event != e.ID {
				c.Text = describeAll(q.sc, first, e)
			}
			return c
		}
	}
	return q.child(parent, e)
}

// alike reports whether two events are told as one.
func alike(a, b *model.Event) bool {
	switch {
	case a.ID == b.ID:
		return true
	case a.What != b.What:
		return false
	case a.What == model.Drifted || a.What == model.CredibilityDrifted || a.What == model.DayTurned:
		return true
	}
	return a.Subject == b.Subject && (a.What != model.DecisionTaken || a.Object == b.Object)
}

// describeAll describes several like events without what differs.
func describeAll(sc *model.Scenario, first, other *model.Event) string {
	e := *first
	e.Changes = nil
	if first.Object != other.Object {
		e.Object = model.Nothing
	}
	if first.Subject != other.Subject {
		e.Subject = model.Nothing
	}
	return Describe(sc, &e)
}

func (t *Tree) count(e *model.Event, amount int64) {
	if t.Count == 0 {
		t.From = e.Tick
	}
	t.Amount += amount
	t.Count++
	t.To = e.Tick
}

// sort puts the largest parts first. What a node changed itself, beside what it
// led to, becomes a part of its own, so that parts always sum.
func (t *Tree) sort() {
	rest := t.Amount
	for _, c := range t.Children {
		c.sort()
		rest -= c.Amount
	}
	if len(t.Children) > 0 && rest != 0 {
		t.Children = append(t.Children, &Tree{Amount: rest, Text: t.Text, Event: t.Event, At: t.At, Count: 1, From: t.At, To: t.At})
	}
	slices.SortStableFunc(t.Children, func(a, b *Tree) int {
		return cmp.Or(cmp.Compare(magnitude(b.Amount), magnitude(a.Amount)), cmp.Compare(a.Event, b.Event))
	})
}

func magnitude(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

// show rounds amounts to the precision in which the cell is shown, so that what
// is shown sums too: every part is rounded down, and the units that are left
// over go to the parts that lost most (largest remainders).
func (t *Tree) show(cell model.Cell) {
	if cell.Column.Kind() != model.FixedColumn {
		t.showWhole()
		return
	}
	t.Shown = units(cell, t.Amount).Round()
	t.apportion(cell)
}

// showWhole shows numbers that have no fraction as they are.
func (t *Tree) showWhole() {
	t.Shown = t.Amount
	for _, c := range t.Children {
		c.showWhole()
	}
}

func (t *Tree) apportion(cell model.Cell) {
	if len(t.Children) == 0 {
		return
	}
	left := t.Shown
	order := make([]*Tree, len(t.Children))
	for i, c := range t.Children {
		c.Shown = units(cell, c.Amount).Floor()
		left -= c.Shown
		order[i] = c
	}
	slices.SortStableFunc(order, func(a, b *Tree) int {
		return cmp.Compare(remainder(cell, b), remainder(cell, a))
	})
	for i := 0; left > 0; i, left = (i+1)%len(order), left-1 {
		order[i].Shown++
	}
	for i := len(order) - 1; left < 0; i, left = (i+len(order)-1)%len(order), left+1 {
		order[i].Shown--
	}
	for _, c := range t.Children {
		c.apportion(cell)
	}
}

func remainder(cell model.Cell, t *Tree) fixed.Num {
	u := units(cell, t.Amount)
	return u.Sub(fixed.FromInt(u.Floor()))
}
