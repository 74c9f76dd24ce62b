package exercise

import (
	"errors"
	"slices"
	"time"

	"tabletop/engine"
	"tabletop/engine/doctrine"
	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/replays"
)

// Options say what exercise to start.
type Options struct {
	Scenario *model.Scenario
	Pack     string        // hash of the pack, for the replay's head; may be empty
	Seed     uint64        // of all luck
	Doctrine string        // of the seats that nobody holds; empty: they do nothing
	People   []model.OrgID // seats held by people

	Script []replays.Command // commands to give when their time comes; their seats belong to the script

	Replay    string // file to write; empty: none
	Overwrite bool   // the file may exist

	Now func() time.Time // wall clock, noted in the replay; nil: the replay holds no wall-clock times
}

// Exercise is one exercise in progress.
type Exercise struct {
	run      *engine.Run
	initial  *model.State
	seed     uint64
	doctrine *model.Doctrine
	people   []bool // by OrgID
	scripted []bool // by OrgID
	script   []replays.Command
	refused  []Refused
	events   []model.Event
	history  []Point
	known    map[offer]bool // decisions that were open to their seat before
	journal  *replays.Journal
	replay   string
	chain    string // hash of the last record of a journal that is closed
	marked   stamp  // of the last mark in the journal
	now      func() time.Time
}

// stamp says to what the journal's last mark applies.
type stamp struct {
	tick  model.Tick
	event model.EventID
}

// Point is the headline measures at a moment, for sparklines.
type Point struct {
	Tick     model.Tick
	Measures [model.MeasureCount]fixed.Num
}

// Start begins an exercise and runs its first tick.
func Start(o Options) (*Exercise, error) {
	x, err := prepare(o)
	if err != nil {
		return nil, err
	}
	x.run = engine.New(o.Scenario, o.Seed)
	x.initial = x.run.State().Clone()
	if o.Replay != "" {
		head := replays.Head{Seed: o.Seed, Pack: o.Pack}
		if x.journal, err = replays.Create(o.Replay, head, o.Scenario, x.initial, o.Overwrite); err != nil {
			return nil, err
		}
		if err := x.open(); err != nil {
			return nil, errors.Join(err, x.Close())
		}
	}
	if _, err := x.Advance(0, 0); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return x, nil
}

// prepare makes an exercise without run and journal.
func prepare(o Options) (*Exercise, error) {
	orgs := len(o.Scenario.Orgs)
	x := &Exercise{
		seed: o.Seed, marked: stamp{tick: model.None}, people: make([]bool, orgs), scripted: make([]bool, orgs), script: o.Script, now: o.Now,
		replay: o.Replay, known: map[offer]bool{},
	}
	if err := CheckDoctrine(o.Scenario, o.Doctrine); err != nil {
		return nil, err
	}
	x.doctrine = doctrine.Named(o.Scenario, o.Doctrine)
	for _, seat := range o.People {
		if err := mayHold(o.Scenario, seat); err != nil {
			return nil, err
		}
		x.people[seat] = true
	}
	for _, c := range o.Script {
		if c.Seat != model.Facilitator {
			x.scripted[c.Seat] = true
		}
	}
	return x, nil
}

// open notes who holds the seats and when, on the wall clock, people began.
func (x *Exercise) open() error {
	if err := x.noteSeats(); err != nil {
		return err
	}
	return x.noteClock("began")
}

// Scenario returns the scenario in play.
func (x *Exercise) Scenario() *model.Scenario { return x.run.Scenario() }

// Seed returns the seed of the luck.
func (x *Exercise) Seed() uint64 { return x.seed }

// Tick returns the current tick.
func (x *Exercise) Tick() model.Tick { return x.run.Tick() }

// Done reports whether the exercise has reached its end.
func (x *Exercise) Done() bool { return x.run.Done() }

// State returns the truth. Callers must not change it.
func (x *Exercise) State() *model.State { return x.run.State() }

// Initial returns the state before the first tick. Callers must not change it.
func (x *Exercise) Initial() *model.State { return x.initial }

// View returns what a seat knows.
func (x *Exercise) View(seat model.OrgID) model.View { return x.run.View(seat) }

// Legal lists what a seat may decide now, and with reasons what it may not.
func (x *Exercise) Legal(seat model.OrgID) []model.Option { return x.run.Legal(seat) }

// Events returns all that happened so far, as a replay holds it. Callers must not
// change it.
func (x *Exercise) Events() []model.Event { return x.events }

// History returns the headline measures at the start and at each hour so far.
// Callers must not change it.
func (x *Exercise) History() []Point { return x.history }

// Refused lists commands of the script that were not carried out.
func (x *Exercise) Refused() []Refused { return x.refused }

// Replay returns the path of the replay, empty without one.
func (x *Exercise) Replay() string { return x.replay }

// Finish writes the end of the replay, wherever the exercise stands, and closes
// it. Reaching the scenario's end does so by itself.
func (x *Exercise) Finish() error {
	if x.journal == nil {
		return nil
	}
	j := x.journal
	x.journal = nil
	err := j.End(x.run.State())
	x.chain = j.Hash().String()
	return err
}

// Close leaves the exercise. Its replay stays without an end, so that it can be
// resumed.
func (x *Exercise) Close() error {
	if x.journal == nil {
		return nil
	}
	err := x.Pause()
	j := x.journal
	x.journal = nil
	x.chain = j.Hash().String()
	return errors.Join(err, j.Close())
}

// Pause marks the state in the replay and notes the wall clock.
func (x *Exercise) Pause() error {
	if x.journal == nil {
		return nil
	}
	if err := x.mark(); err != nil {
		return err
	}
	return x.noteClock("paused")
}

// take keeps what happened and journals it.
func (x *Exercise) take(events []model.Event) error {
	x.keep(events)
	if x.journal == nil {
		return nil
	}
	return x.journal.Events(events)
}

// keep adds to what happened so far, as a replay would hold it.
func (x *Exercise) keep(events []model.Event) {
	for i := range events {
		x.events = append(x.events, replays.Canonical(events[i]))
	}
}

// stamp returns what a mark made now would apply to.
func (x *Exercise) stamp() stamp { return stamp{x.run.Tick(), x.run.State().LastEvent} }

// mark journals the state's hash and the measures, unless that was just done.
func (x *Exercise) mark() error {
	if x.journal == nil || x.marked == x.stamp() {
		return nil
	}
	x.marked = x.stamp()
	return x.journal.Mark(x.run.State())
}

// point keeps the headline measures of a full hour, for sparklines.
func (x *Exercise) point() {
	p := Point{Tick: x.run.Tick()}
	if p.Tick%model.Hour != 0 {
		return
	}
	for i := range p.Measures {
		p.Measures[i] = x.run.State().Measures[i].Value
	}
	x.remember(p)
}

// remember keeps a point, in place of an earlier one of the same tick.
func (x *Exercise) remember(p Point) {
	if n := len(x.history); n > 0 && x.history[n-1].Tick == p.Tick {
		x.history = x.history[:n-1]
	}
	x.history = append(x.history, p)
}

// Note journals what people said or set outside the simulation. Tick and wall
// clock are filled in.
func (x *Exercise) Note(n replays.Note) error {
	if x.journal == nil {
		return nil
	}
	n.Tick = max(0, x.run.Tick())
	if x.now != nil {
		n.Wall = x.now().UTC().Truncate(time.Second)
	}
	return x.journal.Note(n)
}

// noteClock journals the wall clock, where there is one.
func (x *Exercise) noteClock(text string) error {
	if x.now == nil {
		return nil
	}
	return x.Note(replays.Note{Kind: replays.NoteClock, Text: text})
}

// CheckDoctrine says that a scenario has no doctrine of that id, and which it has.
// No id is right: then the seats that nobody holds do nothing.
func CheckDoctrine(sc *model.Scenario, id string) error {
	if id == "" || doctrine.Named(sc, id) != nil {
		return nil
	}
	return Unknown("doctrine", id, doctrines(sc))
}

// doctrines lists the ids of a scenario's doctrines.
func doctrines(sc *model.Scenario) []string {
	var ids []string
	for i := range sc.Doctrines {
		ids = append(ids, sc.Doctrines[i].ID)
	}
	slices.Sort(ids)
	return ids
}
