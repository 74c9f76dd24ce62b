package rules

import (
	"fmt"
	"slices"

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

	due     [systemCount]model.Tick // see dueOf
	taken   []int64                 // by option: 1 + row of its last choice, see last
	indexed int                     // choices that taken covers
	sight   prospects               // room for look; holds nothing of its own
	reports int                     // reports before this one are read or lost
	choices int                     // choices before this one are in effect
}

// New returns the world before its first tick.
func New(sc *model.Scenario, seed uint64) *World {
	w := Resume(sc, seed, nil)
	w.st = w.initial()
	return w
}

// Again returns the world of another seed before its first tick. What is built from
// the scenario is shared.
func (w *World) Again(seed uint64) *World {
	again := w.resume(seed, nil)
	again.st = again.initial()
	return again
}

// Resume returns a world that goes on from a state of the same scenario.
func Resume(sc *model.Scenario, seed uint64, st *model.State) *World {
	return (&World{sc: sc, t: newTables(sc)}).resume(seed, st)
}

func (w *World) resume(seed uint64, st *model.State) *World {
	w = &World{sc: w.sc, t: w.t, key: rng.Seed(seed), st: st, taken: make([]int64, w.t.optionCount)}
	for i := range w.due {
		w.due[i] = stale
	}
	return w
}

// Clone returns a world of its own at the same point.
func (w *World) Clone() *World {
	c := *w
	c.st, c.out, c.taken, c.sight = w.st.Clone(), nil, slices.Clone(w.taken), prospects{}
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

const systemCount = 10

// system is one rule system: what it does in a tick, and when it is next due.
type system struct {
	run func(*World)
	due func(*World) model.Tick
}

// systems in their order within a tick. Enforcement belongs to spread; it stands
// apart because bursts run at every tick and measures seldom change.
var systems = [systemCount]system{
	{(*World).decisions, (*World).decisionsDue},
	{(*World).injects, (*World).injectsDue},
	{(*World).campaigns, (*World).campaignsDue},
	{(*World).intrusion, (*World).intrusionDue},
	{(*World).enforcement, (*World).enforcementDue},
	{(*World).spread, (*World).spreadDue},
	{(*World).detection, (*World).detectionDue},
	{(*World).sharing, (*World).sharingDue},
	{(*World).public, (*World).publicDue},
	{(*World).measures, (*World).measuresDue},
}

// stale marks a due tick that must be found again.
const stale model.Tick = -1

// Tick runs the rule systems at a tick later than the last: all of them from the
// first event that is not routine until the tick after the last such event, and
// otherwise those that are due. The others would find nothing to do.
func (w *World) Tick(t model.Tick) {
	var due [systemCount]bool // asked before the clock moves: what is due lies ahead
	for i := range systems {
		due[i] = w.st.Stirred < t-1 && w.dueOf(i) <= t
	}
	w.st.Pass(t)
	for i := range systems {
		if w.st.Stirred >= t-1 || due[i] {
			systems[i].run(w)
			w.due[i] = stale
		}
	}
}

// Next returns the next tick at which some rule system is due, or the end.
func (w *World) Next() model.Tick {
	if w.st.Stirred == w.st.Tick {
		return w.st.Tick + 1
	}
	next := w.sc.Clock.End
	for i := range systems {
		next = min(next, w.dueOf(i))
	}
	return max(next, w.st.Tick+1)
}

// dueOf returns when a system is due. What it found holds until the system runs,
// and when something stirs every system runs.
func (w *World) dueOf(i int) model.Tick {
	if w.due[i] == stale {
		w.due[i] = max(0, systems[i].due(w))
	}
	return w.due[i]
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
