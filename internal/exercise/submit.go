package exercise

import (
	"errors"
	"fmt"

	"tabletop/engine"
	"tabletop/engine/model"
)

// Refused is a command of a script that was not carried out.
type Refused struct {
	Tick    model.Tick
	Command model.Command
	Reasons []string
}

// Submit carries out what a person decided or the facilitator did, now. A
// decision needs a seat that a person holds; all else is the facilitator's alone.
// A refusal is an [*engine.Refusal] with reasons; it changes nothing and is not
// journaled. Once Submit returns without an error, a power cut does not lose the
// command.
func (x *Exercise) Submit(c model.Command) error {
	switch {
	case c.Kind != model.Decide && c.Seat != model.Facilitator:
		return &engine.Refusal{Reasons: []string{"Only the facilitator may do that."}}
	case c.Kind == model.Decide && (c.Seat < 0 || int(c.Seat) >= len(x.people) || !x.people[c.Seat]):
		return &engine.Refusal{Reasons: []string{"No person holds that seat."}}
	}
	c.Auto = false
	return x.commit(c)
}

// commit carries out a command of people and waits until the disk has it.
func (x *Exercise) commit(c model.Command) error {
	if err := x.carryOut(c); err != nil {
		return err
	}
	return x.sync()
}

// sync waits until the disk has all that was journaled.
func (x *Exercise) sync() error {
	if x.journal == nil {
		return nil
	}
	return x.journal.Sync()
}

// carryOut submits a command and journals it with what it led to.
func (x *Exercise) carryOut(c model.Command) error {
	tick := x.run.Tick()
	if x.journal != nil {
		if err := x.journal.Accepts(c); err != nil {
			return &engine.Refusal{Reasons: []string{err.Error()}}
		}
	}
	events, err := x.run.Submit(c)
	if err != nil {
		return err
	}
	x.keep(events)
	x.marked = x.stamp()
	if x.journal == nil {
		return nil
	}
	return x.journal.Command(tick, c, events, x.run.State())
}

// scriptedNow gives the commands of the script whose time has come. Those that
// are refused are listed, and the exercise goes on.
func (x *Exercise) scriptedNow() error {
	for len(x.script) > 0 && x.script[0].Tick <= x.run.Tick() {
		c := x.script[0]
		x.script = x.script[1:]
		err := x.commit(c.Command)
		var refusal *engine.Refusal
		if errors.As(err, &refusal) {
			x.refused = append(x.refused, Refused{x.run.Tick(), c.Command, refusal.Reasons})
			continue
		}
		if err != nil {
			return fmt.Errorf("command of %s: %w", x.Scenario().Clock.Relative(c.Tick), err)
		}
	}
	return nil
}
