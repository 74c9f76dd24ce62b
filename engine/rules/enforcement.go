package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/engine/spread"
)

// enforced is what the platform's measures do to a burst at this tick, and the
// events that brought them into force.
type enforced struct {
	spread.Force
	events []model.EventID
}

// inForce gathers the measures in force on a spread.
func (w *World) inForce(s model.SpreadID) enforced {
	e := enforced{Force: spread.Free}
	platform, narrative := w.sc.Spreads[s].Platform, w.sc.Spreads[s].Narrative
	venue := &w.t.venues().of[platform]
	e.Carried = w.carried(s)
	accurate := w.sc.Narratives[narrative].Truth == model.True
	for m := range model.Enforcements {
		if accurate && m == model.Prompt {
			continue // it asks whether a post is accurate
		}
		strength, event := w.strength(s, m)
		if strength == 0 {
			continue
		}
		e.add(m, strength, venue.heed[narrative], &w.sc.Params)
		if event > 0 {
			e.events = append(e.events, event)
		}
	}
	if e.Strikes > 0 {
		e.Struck = venue.struck()
	}
	if w.st.Narratives[narrative].PrebunkEvent > 0 {
		e.Eta += logOfLeft(w.sharingForewarned(s))
		e.events = append(e.events, w.st.Narratives[narrative].PrebunkEvent)
	}
	return e
}

// strength returns how strongly a measure acts on a spread now, and the event that
// brought it into force.
func (w *World) strength(s model.SpreadID, m model.Enforcement) (fixed.Num, model.EventID) {
	platform := w.sc.Spreads[s].Platform
	if m.WholePlatform() {
		policy := &w.st.Policies[w.sc.PolicyRow(platform, m)]
		if policy.From == model.None || policy.From > w.st.Tick {
			return 0, 0
		}
		_, strength := reaching(&w.sc.Platforms[platform].Policies[m], m)
		return strength, policy.Event
	}
	action := &w.st.Actions[w.sc.ActionRow(s, m)]
	if action.From == model.None || action.From > w.st.Tick {
		return 0, 0
	}
	return action.Strength, action.Event
}

// reaching is what a policy's coverage means: the share of posts that carry a label, a
// prompt or friction, and for every other measure the chance that it reaches the whole
// story (D9). It returns that chance, and how strong the measure then is.
func reaching(p *model.Policy, m model.Enforcement) (chance, strength fixed.Num) {
	if m == model.Label || m.WholePlatform() {
		return fixed.One, p.Effect.Mul(p.Coverage)
	}
	return p.Coverage, p.Effect
}

// logOfLeft is the log of what is left of something of which a share is gone.
func logOfLeft(gone fixed.Num) fixed.Num {
	if gone >= fixed.One {
		return spread.Nothing
	}
	return fixed.Log(fixed.One.Sub(gone))
}

func (e *enforced) add(m model.Enforcement, strength, heeded fixed.Num, p *model.Params) {
	switch m {
	case model.Label:
		e.Eta += logOfLeft(strength.Mul(heeded))
	case model.Friction, model.Prompt:
		e.Eta += logOfLeft(strength)
	case model.Breaker:
		e.Breaker = e.Breaker.Mul(fixed.One.Sub(strength))
	case model.Demote:
		e.Demote += logOfLeft(strength)
	case model.Takedown: // some come back under other names
		e.Strikes = strength.Mul(fixed.One.Sub(p.Replace))
	case model.Remove: // some is put up again
		e.Kept += logOfLeft(strength.Mul(fixed.One.Sub(p.Reupload)))
	}
}

// sharingForewarned is the share of a claim's sharing on a platform that prebunking
// holds back: among those whom it reached before, and fading.
func (w *World) sharingForewarned(s model.SpreadID) fixed.Num {
	sp := &w.sc.Spreads[s]
	var held, people fixed.Num
	for a := range w.sc.Audiences {
		share := w.t.weights[a].Mul(w.sc.Audiences[a].Use[sp.Platform])
		people = people.Add(share)
		held = held.Add(share.Mul(w.prebunked(w.sc.ExposureRow(sp.Narrative, model.AudienceID(a)))))
	}
	if people == 0 {
		return 0
	}
	return w.sc.Params.PrebunkSharing.Mul(held.Div(people))
}

// order has a platform act on a claim: in force after a drawn latency (D16,
// K18). Whether it reaches the story at all is drawn once.
func (w *World) order(s model.SpreadID, m model.Enforcement, c cause) {
	row := w.sc.ActionRow(s, m)
	if w.st.Actions[row].From != model.None {
		return
	}
	policy := &w.sc.Platforms[w.sc.Spreads[s].Platform].Policies[m]
	name := model.EnforcementWords[m]
	wait := w.draw(name+" latency", w.t.spreads[s]).Lognormal(fixed.FromInt(int64(policy.Latency)), w.sc.Params.LatencySpread)
	chance, strength := reaching(policy, m)
	if !w.draw(name+" reaches", w.t.spreads[s]).Bernoulli(fixed.FracOf(chance)) {
		strength = 0
	}
	w.emit(c, model.EnforcementOrdered, ref(model.KindSpread, s), w.actor(c),
		set(model.ColActionFrom, row, w.st.Tick+max(1, model.Tick(wait.Round()))),
		set(model.ColActionStrength, row, strength), set(model.ColActionEvent, row, w.next()))
}

// enforcement has platforms carry out automatic policies, and notes measures as they
// come into force or miss the story, which is no act against it.
func (w *World) enforcement() {
	for i := range w.sc.Spreads {
		s := model.SpreadID(i)
		w.orderByItself(s)
		for m := range model.Enforcements {
			row := w.sc.ActionRow(s, m)
			if w.st.Actions[row].From != w.st.Tick {
				continue
			}
			c := cause{rule: model.RuleSpread, event: w.st.Actions[row].Event, self: w.sc.Platforms[w.sc.Spreads[s].Platform].Org, choice: model.None}
			what := model.EnforcementForce
			if w.st.Actions[row].Strength == 0 {
				what = model.EnforcementMissed
			}
			c.event = w.emit(c, what, ref(model.KindSpread, s), w.actor(c), set(model.ColActionEvent, row, w.next()))
			if what == model.EnforcementMissed {
				continue
			}
			w.acted(w.t.narrativeTopic[w.sc.Spreads[s].Narrative], c)
		}
	}
}

// orderByItself orders what a platform's policy says of claims that it suspects
// to be false.
func (w *World) orderByItself(s model.SpreadID) {
	sp := &w.sc.Spreads[s]
	if w.sc.Narratives[sp.Narrative].Truth == model.True || w.st.Spreads[s].End == model.None {
		return
	}
	platform := &w.sc.Platforms[sp.Platform]
	know := &w.st.Knowledge[w.sc.KnowledgeRow(platform.Org, w.t.narrativeTopic[sp.Narrative])]
	if know.Level < model.SuspectedLevel {
		return
	}
	for m := range model.Enforcements {
		policy := &platform.Policies[m]
		if !policy.Auto || m.WholePlatform() || w.st.Policies[w.sc.PolicyRow(sp.Platform, m)].Ready == 0 {
			continue
		}
		w.order(s, m, cause{rule: model.RuleSpread, event: know.Event, self: platform.Org, choice: model.None})
	}
}

func (w *World) enforcementDue() model.Tick {
	due := model.Never
	for i := range w.st.Actions {
		if from := w.st.Actions[i].From; from != model.None && from > w.st.Tick {
			due = min(due, from)
		}
	}
	for i := range w.st.Policies {
		if from := w.st.Policies[i].From; from != model.None && from > w.st.Tick {
			due = min(due, from)
		}
	}
	return due
}
