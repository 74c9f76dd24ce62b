package rules

import (
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// campaigns begins campaigns, has actors choose among the steps open to them,
// and ends what can't go on. An actor presses a stalled path for as long as its
// patience lasts, then takes another; it drops at once a way in that was burned and
// work that no longer leads to anything it wants; too much attention stops it.
func (w *World) campaigns() {
	for i := range w.sc.Campaigns {
		id := model.CampaignID(i)
		st := &w.st.Campaigns[i]
		c := cause{rule: model.RuleCampaigns, event: st.Event, self: model.None, target: model.Nothing, choice: model.None}
		if st.Status == model.CampaignWaiting && w.sc.Campaigns[i].Begin <= w.st.Tick {
			c.event = model.None
			c.event = w.emit(c, model.CampaignBegan, ref(model.KindCampaign, id), model.Nothing, append(
				w.begin(w.t.campaignTopic[i], id),
				set(model.ColCampaignStatus, int64(id), model.CampaignActive),
				set(model.ColCampaignEvent, int64(id), w.next()))...)
		}
		if st.Status != model.CampaignActive {
			continue
		}
		if w.stopped(id) {
			w.endCampaign(id, model.CampaignAbandoned, c)
			continue
		}
		w.abandon(id)
		w.choose(id, c)
		w.finish(id, c)
	}
}

// stopped reports whether the campaign's actor has had enough attention.
func (w *World) stopped(id model.CampaignID) bool {
	a := w.sc.Campaigns[id].Actor
	return a != model.None && w.st.Actors[a].Caution >= w.sc.Actors[a].Limit
}

func (w *World) endCampaign(id model.CampaignID, as model.CampaignStage, c cause) {
	if a := w.sc.Campaigns[id].Actor; a != model.None && as == model.CampaignAbandoned && w.st.Actors[a].Event > 0 {
		c.event = w.st.Actors[a].Event
	}
	changes := []model.Change{set(model.ColCampaignStatus, int64(id), as), set(model.ColCampaignEvent, int64(id), w.next())}
	for _, s := range w.sc.Campaigns[id].Steps {
		if w.st.Steps[s].Status == model.StepWorking {
			changes = append(changes, set(model.ColStepStatus, int64(s), model.StepShut))
		}
	}
	w.emit(c, model.CampaignEnded, ref(model.KindCampaign, id), model.Nothing, changes...)
}

// abandon gives up steps that have stalled for as long as the actor's patience, ways
// in that are burned, and what leads to nothing any more.
func (w *World) abandon(id model.CampaignID) {
	if w.sc.Campaigns[id].Benign() {
		return
	}
	sight := w.look()
	for _, s := range w.sc.Campaigns[id].Steps {
		st := &w.st.Steps[s]
		futile := st.Status == model.StepWorking && !sight.serving[s]
		burned := st.Burned != 0 && (st.Status == model.StepWorking || st.Status == model.StepWaiting)
		if futile || burned || w.impatient(s) <= w.st.Tick {
			c := cause{rule: model.RuleCampaigns, event: st.Event, self: model.None, choice: model.None}
			w.emit(c, model.StepAbandoned, ref(model.KindStep, s), model.Nothing,
				set(model.ColStepStatus, int64(s), model.StepShut), set(model.ColStepEvent, int64(s), w.next()))
		}
	}
}

// impatient returns when the actor gives up a step that makes little progress, or
// Never.
func (w *World) impatient(s model.StepID) model.Tick {
	st, actor := &w.st.Steps[s], w.sc.Campaigns[w.sc.Steps[s].Campaign].Actor
	if st.Status != model.StepWorking || actor == model.None || st.Stalled == model.None {
		return model.Never
	}
	return st.Stalled + max(1, w.sc.Actors[actor].Patience)
}

// choose begins open steps: all of a benign campaign's, and as many as the actor
// works on at once otherwise. The choice is a race: a quick and quiet step is
// likely to win it, and a cautious actor minds noise more.
func (w *World) choose(id model.CampaignID, c cause) {
	actor := w.sc.Campaigns[id].Actor
	if actor == model.None {
		for _, s := range w.sc.Campaigns[id].Steps {
			if w.open(s) {
				w.start(s, c)
			}
		}
		return
	}
	for w.working(actor) < w.sc.Actors[actor].Parallel {
		best, arrival, sight := model.StepID(model.None), fixed.Max, w.look()
		for _, s := range w.sc.Campaigns[id].Steps {
			if !w.open(s) || !sight.serving[s] {
				continue
			}
			at := w.draw("choice", w.t.steps[s]).Exponential(fixed.One).Div(w.appeal(actor, s))
			if best == model.None || at < arrival {
				best, arrival = s, at
			}
		}
		if best == model.None {
			return
		}
		w.start(best, c)
	}
}

// appeal is how much an actor likes a step: the quicker and quieter, the more.
func (w *World) appeal(actor model.ActorID, s model.StepID) fixed.Num {
	p := &w.sc.Params
	quick := fixed.One.Div(w.sc.Steps[s].Mean.Add(p.Haste))
	loud := w.st.Actors[actor].Caution.Clamp(0, fixed.One).Mul(w.noise(s))
	return max(quick.Mul(fixed.One.Sub(loud)), p.Whim)
}

func (w *World) working(actor model.ActorID) int64 {
	var n int64
	for i := range w.st.Steps {
		if w.st.Steps[i].Status == model.StepWorking && w.sc.Campaigns[w.sc.Steps[i].Campaign].Actor == actor {
			n++
		}
	}
	return n
}

// open reports whether a step can begin: not begun, its time come, what it
// requires done.
func (w *World) open(s model.StepID) bool {
	step := &w.sc.Steps[s]
	if w.st.Steps[s].Status != model.StepWaiting || w.st.Steps[s].Burned != 0 || step.At != model.None && step.At > w.st.Tick {
		return false
	}
	for _, r := range step.After {
		if w.st.Steps[r].Status != model.StepDoneStage {
			return false
		}
	}
	if len(step.Any) == 0 {
		return true
	}
	for _, r := range step.Any {
		if w.st.Steps[r].Status == model.StepDoneStage {
			return true
		}
	}
	return false
}

// start begins a step, or finds that its path does not exist.
func (w *World) start(s model.StepID, c cause) {
	step := &w.sc.Steps[s]
	for _, r := range step.After {
		c.event = max(c.event, w.st.Steps[r].Event)
	}
	for _, r := range step.Any {
		if w.st.Steps[r].Status == model.StepDoneStage { // one that is under way opened nothing
			c.event = max(c.event, w.st.Steps[r].Event)
		}
	}
	row := int64(s)
	if !w.draw("path", w.t.steps[s]).Bernoulli(fixed.FracOf(step.Chance)) {
		w.emit(c, model.StepBlocked, ref(model.KindStep, s), model.Nothing,
			set(model.ColStepStatus, row, model.StepShut), set(model.ColStepEvent, row, w.next()))
		return
	}
	w.emit(c, model.StepBegan, ref(model.KindStep, s), model.Nothing,
		set(model.ColStepStatus, row, model.StepWorking), set(model.ColStepBegan, row, w.st.Tick),
		set(model.ColStepSince, row, w.st.Tick), set(model.ColStepRate, row, w.pace(s)),
		set(model.ColStepStalled, row, w.stalledSince(s)), set(model.ColStepEvent, row, w.next()))
}

// finish ends a campaign in which nothing is working and nothing worth while can
// begin any more. It is done when a goal of it was, or without goals some last step,
// and abandoned otherwise.
func (w *World) finish(id model.CampaignID, c cause) {
	campaign, sight, as := &w.sc.Campaigns[id], w.look(), model.CampaignAbandoned
	for _, s := range campaign.Steps {
		switch w.st.Steps[s].Status {
		case model.StepWorking:
			return
		case model.StepWaiting:
			if sight.possible[s] && (campaign.Benign() || sight.serving[s]) {
				return
			}
		case model.StepDoneStage:
			if w.takesMore(s) {
				return
			}
			if w.t.final[s] && len(campaign.Goal) == 0 || slices.Contains(campaign.Goal, s) {
				as = model.CampaignDone
			}
		}
	}
	w.endCampaign(id, as, c)
}

func (w *World) campaignsDue() model.Tick {
	due := model.Never
	for i := range w.sc.Campaigns {
		if w.st.Campaigns[i].Status == model.CampaignWaiting {
			due = min(due, w.sc.Campaigns[i].Begin)
		}
		if w.st.Campaigns[i].Status != model.CampaignActive {
			continue
		}
		for _, s := range w.sc.Campaigns[i].Steps {
			due = min(due, w.impatient(s))
			if at := w.sc.Steps[s].At; w.st.Steps[s].Status == model.StepWaiting && at > w.st.Tick {
				due = min(due, at)
			}
		}
	}
	return due
}
