package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// initial returns the state before the first tick.
func (w *World) initial() *model.State {
	sc := w.sc
	st := model.NewState(sc)
	st.Tick, st.Stirred = model.None, model.None
	for i, o := range sc.Orgs {
		st.Orgs[i] = model.OrgState{
			Analysts: o.Analysts, SurgeEnd: model.None,
			Cleared: flag(o.Cleared), Consents: flag(o.Consents),
		}
	}
	for i, c := range sc.Channels {
		st.Channels[i] = model.ChannelState{Open: flag(c.Open), Pace: fixed.One, Trust: c.Trust}
	}
	for i := range sc.Assets {
		st.Assets[i] = model.AssetState{
			Until: model.None, Holder: model.None, HeldSince: model.None, Hunt: fixed.One, HuntEnd: model.None,
		}
	}
	for i, s := range sc.Slots {
		st.Slots[i] = model.SlotState{Level: int64(s.Level), Coverage: s.Coverage}
	}
	for i, a := range sc.Actors {
		st.Actors[i].Caution = a.Caution
	}
	for i := range sc.Steps {
		st.Steps[i] = model.StepState{
			Need:  w.draw("effort", w.t.steps[i]).Exponential(fixed.One),
			Since: model.None, Began: model.None, Done: model.None, Stalled: model.None,
		}
	}
	for i := range sc.Watches {
		st.Watches[i] = model.WatchState{Need: w.draw("notice", w.t.watches[i]).Exponential(fixed.One), Since: model.None}
	}
	w.initialSpread(st)
	w.initialPublic(st)
	w.initialCredibility(st)
	w.initialPlan(st)
	return st
}

func (w *World) initialSpread(st *model.State) {
	for i := range st.Spreads {
		st.Spreads[i].Start, st.Spreads[i].End, st.Spreads[i].EchoAt = model.None, model.None, model.None
	}
	for i := range st.Actions {
		st.Actions[i].From = model.None
	}
	for p, platform := range w.sc.Platforms {
		for e, policy := range platform.Policies {
			s := &st.Policies[w.sc.PolicyRow(model.PlatformID(p), model.Enforcement(e))]
			s.Ready, s.From = flag(policy.Ready), model.None
			if policy.Ready && policy.Auto && model.Enforcement(e).WholePlatform() {
				s.From = 0
			}
		}
	}
}

func (w *World) initialPublic(st *model.State) {
	for a := range w.sc.Audiences {
		for l := range model.Levels {
			p := &st.Publics[w.sc.PublicRow(model.AudienceID(a), l)]
			p.Logit = fixed.Logit(w.sc.Audiences[a].Confidence[l])
			if start := w.sc.Audiences[a].Start; len(start) > 0 {
				p.Logit = fixed.Logit(start[l])
			}
			p.Percent = percent(p.Logit)
			m := &st.Measures[model.ConfidenceMeasure(l)]
			m.Value = m.Value.Add(p.Percent.Mul(w.t.weights[a]))
		}
	}
	for i := range st.Exposures {
		st.Exposures[i].PrebunkAt = model.None
	}
}

func (w *World) initialPlan(st *model.State) {
	for i := range st.Knowledge {
		k := &st.Knowledge[i]
		k.Suspected, k.Noticed, k.Tipped, k.Confirmed, k.Examined = model.None, model.None, model.None, model.None, model.None
	}
	for i := range st.Topics {
		t := &st.Topics[i]
		t.Finder = model.None
		t.Campaign, t.Start, t.Detected, t.Shared, t.Acted, t.Ended = model.None, model.None, model.None, model.None, model.None, model.None
	}
	for i := range w.sc.Injects {
		st.Injects[i].At, st.Injects[i].Ripe = w.sc.Injects[i].At, model.None
	}
	for i := range st.Tasks {
		st.Tasks[i].At = model.None
	}
}
