package exercise

import (
	"tabletop/engine/doctrine"
	"tabletop/engine/model"
)

// Stops are the things that interrupt an advance.
type Stops uint

// Things that may interrupt an advance.
const (
	OnInject   Stops = 1 << iota // an inject is released: to a seat that a person holds, or to any where nobody holds one
	OnMessage                    // anything new reaches the inbox of a seat that a person holds
	OnDecision                   // a decision opens to a person's seat that was not open before; without persons, any is taken
)

// Reason says why an advance stopped.
type Reason int

// Reasons.
const (
	TimeReached Reason = iota
	EndReached
	InjectReleased
	MessageArrived
	DecisionOpened
)

// Halt is where an advance stopped and why.
type Halt struct {
	Tick   model.Tick
	Reason Reason
	Seat   model.OrgID    // whom it concerns, or None
	Inject model.InjectID // or None
	Option model.Option   // for DecisionOpened to a seat
	Events []model.Event  // all that happened on the way
}

// offer is one decision on one target as open to one seat.
type offer struct {
	seat     model.OrgID
	decision model.DecisionID
	target   model.Ref
}

// Step advances by one hour, up to the next full hour of elapsed time.
func (x *Exercise) Step() (Halt, error) { return x.Advance(model.NextHour(x.run.Tick()), 0) }

// Advance moves time to a tick, or to the first moment before it at which a
// stop occurs. Automated seats decide on each hour, and commands of the script
// are given when their time comes.
func (x *Exercise) Advance(to model.Tick, stops Stops) (Halt, error) {
	to = min(to, x.Scenario().Clock.End)
	before := len(x.events)
	watch := x.watch(stops)
	halt := Halt{Reason: TimeReached, Seat: model.None, Inject: model.None}
	for x.run.Tick() < to {
		from := len(x.events)
		if err := x.stretch(to, stops); err != nil {
			return halt, err
		}
		if found, ok := watch.look(x.events[from:]); ok {
			halt = found
			break
		}
	}
	halt.Tick, halt.Events = x.run.Tick(), x.events[before:]
	if x.run.Done() {
		if halt.Reason == TimeReached {
			halt.Reason = EndReached
		}
		return halt, x.Finish()
	}
	return halt, nil
}

// stretch advances to the next moment at which somebody might act: the hour, a
// command of the script, and with stops each tick at which something is due.
func (x *Exercise) stretch(to model.Tick, stops Stops) error {
	next := min(to, model.NextHour(x.run.Tick()))
	if stops != 0 {
		next = min(next, x.run.Next())
	}
	if len(x.script) > 0 && x.script[0].Tick > x.run.Tick() {
		next = min(next, x.script[0].Tick)
	}
	if err := x.take(x.run.Advance(next)); err != nil {
		return err
	}
	if err := x.automated(); err != nil {
		return err
	}
	if err := x.scriptedNow(); err != nil {
		return err
	}
	x.point()
	if next%model.Hour != 0 {
		return nil
	}
	return x.mark()
}

// automated has the seats that nobody holds decide, on the hour, and waits until
// the disk has what they decided.
func (x *Exercise) automated() error {
	decided := false
	submit := func(c model.Command) error {
		err := x.carryOut(c)
		decided = decided || err == nil
		return err
	}
	mine := func(seat model.OrgID) bool { return x.Holder(seat) == Automated }
	if err := doctrine.Turn(x.run, x.doctrine, mine, submit); err != nil || !decided {
		return err
	}
	return x.sync()
}

// watch looks out for what should interrupt an advance.
type watch struct {
	x      *Exercise
	stops  Stops
	people []model.OrgID
	inbox  []int // messages of each person's seat so far
}

func (x *Exercise) watch(stops Stops) *watch {
	w := &watch{x: x, stops: stops, people: x.People()}
	for _, seat := range w.people {
		if stops&OnMessage != 0 {
			w.inbox = append(w.inbox, len(x.View(seat).Inbox()))
		}
		if stops&OnDecision != 0 {
			x.opened(seat)
		}
	}
	return w
}

// look returns the first thing of interest among what just happened.
func (w *watch) look(events []model.Event) (Halt, bool) {
	halt := Halt{Seat: model.None, Inject: model.None}
	if w.stops&OnInject != 0 {
		for i := range events {
			if events[i].What != model.InjectReleasedEvent {
				continue
			}
			halt.Inject = model.InjectID(events[i].Subject.ID)
			if seat, ok := w.addressed(halt.Inject); ok {
				halt.Reason, halt.Seat = InjectReleased, seat
				return halt, true
			}
		}
		halt.Inject = model.None
	}
	if w.stops&OnMessage != 0 {
		for i, seat := range w.people {
			if n := len(w.x.View(seat).Inbox()); n > w.inbox[i] {
				halt.Reason, halt.Seat = MessageArrived, seat
				return halt, true
			}
		}
	}
	if w.stops&OnDecision != 0 {
		return w.decision(halt, events)
	}
	return halt, false
}

// addressed reports whether an inject concerns a seat that a person holds; where
// nobody holds one, every inject concerns the facilitator.
func (w *watch) addressed(id model.InjectID) (model.OrgID, bool) {
	if len(w.people) == 0 {
		return model.None, true
	}
	for _, to := range w.x.Scenario().Injects[id].To {
		if w.x.people[to] {
			return to, true
		}
	}
	return model.None, false
}

func (w *watch) decision(halt Halt, events []model.Event) (Halt, bool) {
	for _, seat := range w.people {
		if fresh := w.x.opened(seat); len(fresh) > 0 {
			halt.Reason, halt.Seat, halt.Option = DecisionOpened, seat, fresh[0]
			return halt, true
		}
	}
	if len(w.people) > 0 {
		return halt, false
	}
	for i := range events {
		if events[i].What == model.DecisionTaken {
			halt.Reason, halt.Seat = DecisionOpened, model.OrgID(events[i].Object.ID)
			halt.Option = model.Option{Decision: model.DecisionID(events[i].Subject.ID), Target: model.Nothing}
			return halt, true
		}
	}
	return halt, false
}

// opened lists the decisions that are open to a seat for the first time since it
// was last asked about.
func (x *Exercise) opened(seat model.OrgID) []model.Option {
	var fresh []model.Option
	for _, o := range x.run.Legal(seat) {
		key := offer{seat, o.Decision, o.Target}
		if o.Legal && !x.known[key] {
			x.known[key] = true
			fresh = append(fresh, o)
		}
	}
	return fresh
}
