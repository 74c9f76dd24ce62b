package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// intrusion lets steps under way gather hazard and succeed, and mends what time
// mends.
func (w *World) intrusion() {
	w.restoreAssets()
	for i := range w.sc.Steps {
		s := model.StepID(i)
		st := &w.st.Steps[i]
		if st.Status != model.StepWorking {
			w.moreAccounts(s)
			continue
		}
		c := cause{rule: model.RuleIntrusion, event: st.Event, self: model.None, target: ref(model.KindStep, s), choice: model.None}
		if w.succeeds(s) {
			w.succeed(s, c)
			continue
		}
		if rate, stalled := w.pace(s), w.stalledSince(s); rate != st.Rate || stalled != st.Stalled {
			w.emit(c, model.StepPaced, ref(model.KindStep, s), model.Nothing,
				set(model.ColStepHazard, int64(s), w.effort(s).gathered(w.st.Tick)),
				set(model.ColStepRate, int64(s), rate), set(model.ColStepSince, int64(s), w.st.Tick),
				set(model.ColStepStalled, int64(s), stalled))
		}
	}
}

func (w *World) effort(s model.StepID) hazard {
	st := &w.st.Steps[s]
	return hazard{st.Rate, st.Hazard, st.Need, st.Since}
}

// succeeds reports whether a step under way is through. A step without a law
// succeeds on the tick after it began, unless it is barred.
func (w *World) succeeds(s model.StepID) bool {
	st := &w.st.Steps[s]
	if w.sc.Steps[s].Mean == 0 {
		return st.Rate > 0 && st.Since < w.st.Tick
	}
	return w.effort(s).ripe(w.st.Tick)
}

// paceOfOne is a step's hazard a day, for each account where its target stands for
// many: the actor's effort, shared among the steps it works on, over the mean, times
// what the controls on the target let through. It is zero while the step is barred.
func (w *World) paceOfOne(s model.StepID) fixed.Num {
	step := &w.sc.Steps[s]
	if w.barred(s) {
		return 0
	}
	rate := fixed.One
	if actor := w.sc.Campaigns[step.Campaign].Actor; actor != model.None {
		rate = w.sc.Actors[actor].Effort.DivInt(max(1, w.workingWith(actor, s)))
	}
	if step.Mean > 0 {
		rate = rate.Div(step.Mean)
	}
	return rate.Mul(w.through(s))
}

// through is the share of a step's attempts that the controls on its target let
// pass: the product of 1 − coverage × share stopped, where a control stops the step's
// technique aimed as the step is (C1–C5).
func (w *World) through(s model.StepID) fixed.Num {
	step, pass := &w.sc.Steps[s], fixed.One
	if step.Target == model.None || step.Technique == model.None {
		return pass
	}
	for _, slot := range w.sc.Assets[step.Target].Slots {
		st := &w.st.Slots[slot]
		for _, b := range w.sc.Controls[st.Level].Blocks {
			if b.Technique == step.Technique && (b.Aim == model.AnyAim || b.Aim == step.Aim) {
				pass = pass.Mul(fixed.One.Sub(st.Coverage.Mul(b.Share)))
			}
		}
	}
	return pass
}

// stalledSince returns since when a step makes little progress or none: it is
// barred, or the controls let no more than Slow of it through. It is None while the
// step goes well.
func (w *World) stalledSince(s model.StepID) model.Tick {
	st := &w.st.Steps[s]
	switch {
	case !w.barred(s) && w.through(s) > w.sc.Params.Slow:
		return model.None
	case st.Status == model.StepWorking && st.Stalled != model.None:
		return st.Stalled
	}
	return w.st.Tick
}

// workingWith counts the steps an actor works on, this one included.
func (w *World) workingWith(actor model.ActorID, s model.StepID) int64 {
	n := w.working(actor)
	if w.st.Steps[s].Status != model.StepWorking {
		n++
	}
	return n
}

// barred reports whether a step can make no progress now: its target is off line,
// the way into it is burned, or a hold that it needs was lost. A flood needs no way
// in.
func (w *World) barred(s model.StepID) bool {
	step := &w.sc.Steps[s]
	if w.sc.Campaigns[step.Campaign].Benign() {
		return false
	}
	if a := step.Target; a != model.None {
		if w.st.Assets[a].Condition == model.Isolated || w.st.Steps[s].Burned != 0 {
			return true
		}
	}
	for _, r := range step.After {
		if w.lost(r) {
			return true
		}
	}
	for _, r := range step.Any {
		if w.st.Steps[r].Status == model.StepDoneStage && !w.lost(r) {
			return false
		}
	}
	return len(step.Any) > 0
}

// lost reports whether a done step's hold on its target is no more.
func (w *World) lost(s model.StepID) bool {
	step := &w.sc.Steps[s]
	return step.Holds && step.Target != model.None && w.st.Steps[s].Status == model.StepDoneStage &&
		w.st.Assets[step.Target].Holder != int64(step.Campaign)
}

func (w *World) succeed(s model.StepID, c cause) {
	step := &w.sc.Steps[s]
	c.event = w.emit(c, model.StepSucceeded, ref(model.KindStep, s), model.Nothing,
		set(model.ColStepStatus, int64(s), model.StepDoneStage), set(model.ColStepDone, int64(s), w.st.Tick),
		set(model.ColStepRate, int64(s), fixed.Num(0)), set(model.ColStepEvent, int64(s), w.next()))
	if step.Holds && step.Target != model.None {
		w.take(step.Target, step.Campaign, c)
		w.takeAccount(s, c)
	}
	for i := range step.Effects {
		w.apply(&step.Effects[i], c)
	}
}

func (w *World) intrusionDue() model.Tick {
	due := model.Never
	for i := range w.st.Steps {
		if w.st.Steps[i].Status != model.StepWorking {
			due = min(due, w.moreAccountsDue(model.StepID(i)))
			continue
		}
		if w.sc.Steps[i].Mean == 0 {
			if w.st.Steps[i].Rate > 0 {
				due = min(due, w.st.Steps[i].Since+1)
			}
			continue
		}
		due = min(due, w.effort(model.StepID(i)).due())
	}
	for i := range w.st.Assets {
		a := &w.st.Assets[i]
		if a.Condition != model.Healthy && a.Until != model.None {
			due = min(due, a.Until)
		}
		if a.HuntEnd != model.None {
			due = min(due, a.HuntEnd)
		}
	}
	return due
}
