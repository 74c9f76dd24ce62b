// Package doctrine decides for automated seats: ordered rules from the pack, each
// a condition on the seat's own View and a decision. A doctrine has no memory; it
// is a function of the View and the time.
package doctrine

import (
	"errors"

	"tabletop/engine"
	"tabletop/engine/model"
)

// Named returns the scenario's doctrine with an id, or nil.
func Named(sc *model.Scenario, id string) *model.Doctrine {
	for i := range sc.Doctrines {
		if sc.Doctrines[i].ID == id {
			return &sc.Doctrines[i]
		}
	}
	return nil
}

// Due reports whether automated seats decide at a tick: they do so on the hour.
func Due(t model.Tick) bool { return t >= 0 && t%model.Hour == 0 }

// Turn has the automated seats decide, in their order, if they are due. Each
// command goes to submit before the next seat decides. A refusal, which means
// that an earlier decision ruled a later one out, is passed over; any other
// error ends the turn and is returned.
func Turn(r *engine.Run, d *model.Doctrine, automated func(model.OrgID) bool, submit func(model.Command) error) error {
	if d == nil || !Due(r.Tick()) || r.Done() {
		return nil
	}
	for seat := range r.Scenario().Orgs {
		if !automated(model.OrgID(seat)) {
			continue
		}
		for _, c := range Decide(r, d, model.OrgID(seat)) {
			var refusal *engine.Refusal
			if err := submit(c); err != nil && !errors.As(err, &refusal) {
				return err
			}
		}
	}
	return nil
}

// Decide returns what a seat decides now under a doctrine, in the order of the
// rules: every rule whose condition holds and whose decision is legal. A nil
// doctrine decides nothing, and neither does a seat that is off shift.
// Submitting one command may make a later one illegal; the run then refuses it.
func Decide(r *engine.Run, d *model.Doctrine, seat model.OrgID) []model.Command {
	if d == nil || !r.View(seat).OnShift() {
		return nil
	}
	var commands []model.Command
	view := model.Facts(r.View(seat))
	rules := d.Of(seat)
	for i := range rules {
		rule := &rules[i]
		if !rule.When.AsksOfTarget() && !rule.When.Holds(view) {
			continue
		}
		for _, target := range targets(r.Scenario(), rule) {
			if wants(r, rule, view, target) {
				commands = append(commands, model.Command{
					Seat: seat, Kind: model.Decide, Decision: rule.Decision, Target: target, Auto: true,
				})
			}
		}
	}
	return commands
}

var untargeted = []model.Ref{model.Nothing}

// targets are those a rule may choose among: its own, or its decision's.
func targets(sc *model.Scenario, rule *model.DoctrineRule) []model.Ref {
	if !rule.Target.IsNothing() {
		return []model.Ref{rule.Target}
	}
	if all := sc.Decisions[rule.Decision].Targets; len(all) > 0 {
		return all
	}
	return untargeted
}

// wants reports whether a rule's condition holds for a target and the decision
// is legal. What is cheapest is asked first.
func wants(r *engine.Run, rule *model.DoctrineRule, view model.Facts, target model.Ref) bool {
	asked := model.TargetIDs{Ref: target, Topic: r.Scenario().TopicOf(target)}
	return rule.When.HoldsFor(view, asked) && r.Permits(rule.Org, rule.Decision, target)
}
