package rules

import (
	"tabletop/engine/model"
)

var byDecisions = cause{rule: model.RuleDecisions, self: model.None, target: model.Nothing, choice: model.None}

// Submit carries out a command at the current tick, or refuses it with reasons
// and changes nothing.
func (w *World) Submit(c model.Command) (reasons []string) {
	switch c.Kind {
	case model.Decide:
		return w.decide(c)
	case model.OverrideCell:
		return w.override(c)
	}
	return w.facilitate(c)
}

func (w *World) decide(c model.Command) []string {
	if c.Seat < 0 || int(c.Seat) >= len(w.sc.Orgs) {
		return []string{"no organisation holds that seat"}
	}
	if c.Decision < 0 || int(c.Decision) >= len(w.sc.Decisions) {
		return []string{"there is no such decision"}
	}
	if !w.offered(c.Seat, c.Decision, c.Target) {
		return []string{"that target is not open to " + w.sc.Orgs[c.Seat].Name}
	}
	if c.Target.IsNothing() {
		c.Target = model.Nothing // one meaning, one writing
	}
	option := w.weigh(c.Seat, c.Decision, c.Target)
	if !option.Legal {
		return option.Reasons
	}
	d := &w.sc.Decisions[c.Decision]
	row := int64(len(w.st.Choices))
	w.emit(byDecisions, model.DecisionTaken, ref(model.KindDecision, c.Decision), ref(model.KindOrg, c.Seat),
		set(model.ColChoiceDecision, row, c.Decision),
		set(model.ColChoiceSeat, row, c.Seat),
		set(model.ColChoiceTargetKind, row, option.Target.Kind),
		set(model.ColChoiceTarget, row, option.Target.ID),
		set(model.ColChoiceAt, row, w.st.Tick),
		set(model.ColChoiceDue, row, w.st.Tick+max(1, d.Lead)),
		set(model.ColChoiceEvent, row, w.next()),
		add(model.ColOrgSpent, int64(c.Seat), d.Cost),
		measure(model.StaffHours, d.Cost),
	)
	return nil
}

// facilitate carries out a facilitator's command about an inject.
func (w *World) facilitate(c model.Command) []string {
	if c.Seat != model.Facilitator {
		return []string{"only the facilitator may do that"}
	}
	if c.Inject < 0 || int(c.Inject) >= len(w.sc.Injects) {
		return []string{"there is no such inject"}
	}
	row := int64(c.Inject)
	if w.st.Injects[row].Status == model.InjectOut {
		return []string{"the inject is already released"}
	}
	change := func(changes ...model.Change) []string {
		changes = append(changes, set(model.ColInjectEvent, row, w.next()))
		w.emit(byDecisions, model.InjectChanged, ref(model.KindInject, c.Inject), model.Nothing, changes...)
		return nil
	}
	switch c.Kind {
	case model.HoldInject:
		return change(set(model.ColInjectStatus, row, model.InjectHeld))
	case model.ReleaseHold:
		return change(set(model.ColInjectStatus, row, model.InjectPlanned))
	case model.SkipInject:
		return change(set(model.ColInjectStatus, row, model.InjectSkipped))
	case model.MoveInject:
		if c.At <= w.st.Tick || c.At > w.sc.Clock.End {
			return []string{"the new time must lie ahead, within the exercise"}
		}
		return change(set(model.ColInjectStatus, row, model.InjectPlanned), set(model.ColInjectAt, row, c.At))
	case model.FireInject:
		change(set(model.ColInjectStatus, row, model.InjectPlanned))
		w.release(c.Inject, cause{rule: model.RuleInjects, event: w.st.LastEvent, self: model.None, choice: model.None})
		return nil
	}
	return []string{"there is no such command"}
}

// override sets one cell to a value, as a facilitator may with a reason. Measures
// and other quantities move by what the override changes; conditions and times are
// set. What a cell only refers to (an id, an event) is not for overriding.
func (w *World) override(c model.Command) []string {
	old, ok := w.st.Get(c.Cell)
	if !ok || c.Seat != model.Facilitator {
		return []string{"only the facilitator overrides, and only a value that exists"}
	}
	if c.Rationale == "" {
		return []string{"an override needs a reason"}
	}
	change := model.Change{Cell: c.Cell, Set: true, Value: c.Value}
	switch c.Cell.Column.Kind() {
	case model.FixedColumn:
		change = model.Change{Cell: c.Cell, Value: c.Value - old}
	case model.WordColumn:
		if c.Value < 0 || int(c.Value) >= len(c.Cell.Column.Words()) {
			return []string{"there is no such word for " + c.Cell.Column.String()}
		}
	case model.TickColumn:
		if c.Value < model.None || c.Value > int64(w.sc.Clock.End) {
			return []string{"the time must lie within the exercise"}
		}
	default:
		return []string{c.Cell.Column.String() + " is not for overriding"}
	}
	w.emit(byDecisions, model.Overridden, model.Nothing, model.Nothing, change)
	return nil
}

// decisions brings into effect what has matured.
func (w *World) decisions() {
	for row := w.pendingChoices(); row < len(w.st.Choices); row++ {
		c := &w.st.Choices[row]
		if c.Done != 0 || c.Due > w.st.Tick {
			continue
		}
		target := model.Ref{Kind: model.Kind(c.TargetKind), ID: c.Target}
		because := cause{model.RuleDecisions, c.Event, model.OrgID(c.Seat), target, int64(row)}
		decision, seat := c.Decision, c.Seat
		because.event = w.emit(because, model.DecisionMatured, ref(model.KindDecision, decision),
			ref(model.KindOrg, seat), set(model.ColChoiceDone, int64(row), int64(1)))
		for i := range w.sc.Decisions[decision].Effects {
			w.apply(&w.sc.Decisions[decision].Effects[i], because)
		}
	}
	w.endSurges()
}

// pendingChoices returns the first choice that is not yet in effect.
func (w *World) pendingChoices() int {
	for w.choices < len(w.st.Choices) && w.st.Choices[w.choices].Done != 0 {
		w.choices++
	}
	return w.choices
}

func (w *World) decisionsDue() model.Tick {
	due := model.Never
	for i := w.pendingChoices(); i < len(w.st.Choices); i++ {
		if w.st.Choices[i].Done == 0 {
			due = min(due, w.st.Choices[i].Due)
		}
	}
	for i := range w.st.Orgs {
		if w.st.Orgs[i].SurgeEnd != model.None {
			due = min(due, w.st.Orgs[i].SurgeEnd)
		}
	}
	return due
}
