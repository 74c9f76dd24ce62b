package rules

import (
	"fmt"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/engine/rng"
)

// World is one run's state with the rules at work on it. It is not safe for use
// by several goroutines.
type World struct {
	sc  *model.Scenario
	st  *model.State
	t   *tables
	key rng.Key
	out []model.Event
}

// New returns the world before its first tick.
func New(sc *model.Scenario, seed uint64) *World {
	w := &World{sc: sc, t: newTables(sc), key: rng.Seed(seed)}
	w.st = w.initial()
	return w
}

// Resume returns a world that goes on from a state of the same scenario.
func Resume(sc *model.Scenario, seed uint64, st *model.State) *World {
	return &World{sc: sc, t: newTables(sc), key: rng.Seed(seed), st: st}
}

// Clone returns a world of its own at the same point.
func (w *World) Clone() *World {
	c := *w
	c.st, c.out = w.st.Clone(), nil
	return &c
}

// State returns the state. Callers must not change it.
func (w *World) State() *model.State { return w.st }

// Taken returns the events emitted since the last call, in order.
func (w *World) Taken() []model.Event {
	out := w.out
	w.out = nil
	return out
}

// Tick runs every rule system at a tick later than the last.
func (w *World) Tick(t model.Tick) {
	w.st.Pass(t)
	w.decisions()
	w.injects()
	w.campaigns()
	w.intrusion()
	w.spread()
	w.detection()
	w.sharing()
	w.public()
	w.measures()
}

// Next returns the next tick at which some rule system is due, or the end.
func (w *World) Next() model.Tick {
	if w.st.Moved == w.st.Tick {
		return w.st.Tick + 1
	}
	next := w.sc.Clock.End
	next = min(next, w.decisionsDue(), w.injectsDue(), w.campaignsDue(), w.intrusionDue())
	next = min(next, w.spreadDue(), w.detectionDue(), w.sharingDue(), w.publicDue(), w.measuresDue())
	return max(next, w.st.Tick+1)
}

// cause is why a rule acts: the event that an emitted event follows from, and
// the organisation in whose name it happens.
type cause struct {
	rule   model.Rule
	event  model.EventID // None at a leaf
	self   model.OrgID   // None where nobody acts
	target model.Ref
	choice int64 // row of the decision, or None
}

// emit applies an event and keeps it. A refusal is a broken invariant.
func (w *World) emit(c cause, what model.What, subject, object model.Ref, changes ...model.Change) model.EventID {
	e := model.Event{
		ID: w.st.LastEvent + 1, Tick: w.st.Tick, Rule: c.rule, What: what,
		Subject: subject, Object: object, Changes: changes,
	}
	if c.event > 0 {
		e.Causes = []model.EventID{c.event}
	}
	if err := w.st.Apply(&e); err != nil {
		panic(fmt.Sprintf("rules: %v", err))
	}
	w.out = append(w.out, e)
	return e.ID
}

// also adds causes to the event just emitted.
func (w *World) also(causes ...model.EventID) {
	e := &w.out[len(w.out)-1]
	for _, c := range causes {
		if c > 0 {
			e.Causes = append(e.Causes, c)
		}
	}
}

// next is the number that the next event will have, for cells that name the
// event which sets them.
func (w *World) next() int64 { return int64(w.st.LastEvent + 1) }

func set[T ~int64](column model.Column, row int64, value T) model.Change {
	return model.Change{Cell: model.Cell{Column: column, Row: row}, Set: true, Value: int64(value)}
}

func add[T ~int64](column model.Column, row int64, value T) model.Change {
	return model.Change{Cell: model.Cell{Column: column, Row: row}, Value: int64(value)}
}

// measure adds to a headline measure.
func measure(m model.MeasureID, amount fixed.Num) model.Change {
	return add(model.ColMeasureValue, int64(m), amount)
}

func ref[T ~int64](kind model.Kind, id T) model.Ref { return model.Ref{Kind: kind, ID: int64(id)} }

// hours turns ticks into hours.
func hours(t model.Tick) fixed.Num { return fixed.FromRatio(int64(t), int64(model.Hour)) }

var hundred = fixed.FromInt(100)

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
