package rules

import (
	"slices"

	"tabletop/engine/model"
)

// prospects are what an actor sees when it looks at its graph of steps: which of
// them can still come about, and which of them still lead to something it wants.
// They follow from the state alone.
type prospects struct {
	at       model.EventID // the last event before they were found
	possible []bool        // done, under way, or still to be reached
	serving  []bool        // wanted and not done, or on the way to such a step
}

// look finds the prospects of every step, or remembers them where nothing has
// happened since.
func (w *World) look() prospects {
	if w.sight.possible != nil && w.sight.at == w.st.LastEvent {
		return w.sight
	}
	p := prospects{
		at:       w.st.LastEvent,
		possible: resized(w.sight.possible, len(w.sc.Steps)),
		serving:  resized(w.sight.serving, len(w.sc.Steps)),
	}
	w.sight = p
	for i := range w.sc.Steps {
		st := &w.st.Steps[i]
		p.possible[i] = st.Status == model.StepDoneStage || st.Status == model.StepWorking && st.Burned == 0
		p.serving[i] = false
	}
	for again := true; again; {
		again = false
		for i := range w.sc.Steps {
			if !p.possible[i] && w.reachable(model.StepID(i), p.possible) {
				p.possible[i], again = true, true
			}
		}
	}
	for i := range w.sc.Steps {
		p.serving[i] = w.t.wanted[i] && p.possible[i] && w.st.Steps[i].Status != model.StepDoneStage
	}
	w.trace(p)
	return p
}

func resized(list []bool, n int) []bool { return slices.Grow(list[:0], n)[:n] }

// reachable reports whether a step that waits may still begin: what it requires is
// possible, and its way in is not burned.
func (w *World) reachable(s model.StepID, possible []bool) bool {
	step, st := &w.sc.Steps[s], &w.st.Steps[s]
	if st.Status != model.StepWaiting || st.Burned != 0 {
		return false
	}
	for _, r := range step.After {
		if !possible[r] {
			return false
		}
	}
	return len(step.Any) == 0 || slices.ContainsFunc(step.Any, func(r model.StepID) bool { return possible[r] })
}

// trace marks what leads to a step that serves.
func (w *World) trace(p prospects) {
	for again := true; again; {
		again = false
		for i := range w.sc.Steps {
			if !p.serving[i] {
				continue
			}
			for _, list := range [2][]model.StepID{w.sc.Steps[i].After, w.sc.Steps[i].Any} {
				for _, r := range list {
					if !p.serving[r] && p.possible[r] {
						p.serving[r], again = true, true
					}
				}
			}
		}
	}
}

// wants lists which steps an actor takes for their own sake: the campaign's goals,
// or without any every step that has an effect or that nothing follows, or else all.
func wants(sc *model.Scenario) []bool {
	wanted := make([]bool, len(sc.Steps))
	for i := range sc.Campaigns {
		campaign := &sc.Campaigns[i]
		goal := campaign.Goal
		if len(goal) == 0 {
			goal = slices.DeleteFunc(slices.Clone(campaign.Steps), func(s model.StepID) bool {
				return len(sc.Steps[s].Effects) == 0 && !unfollowed(sc, s)
			})
		}
		if len(goal) == 0 {
			goal = campaign.Steps
		}
		for _, s := range goal {
			wanted[s] = true
		}
	}
	return wanted
}

// unfollowed reports whether no step of any campaign requires this one.
func unfollowed(sc *model.Scenario, s model.StepID) bool {
	return !slices.ContainsFunc(sc.Steps, func(other model.Step) bool {
		return slices.Contains(other.After, s) || slices.Contains(other.Any, s)
	})
}
