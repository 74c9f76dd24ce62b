package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// enforced is what the platform's measures do to a burst at this tick.
type enforced struct {
	eta       fixed.Num // multiplies sharing
	gain      fixed.Num // multiplies the gain
	followers fixed.Num // multiplies the followers of posters
	kept      fixed.Num // share of posts that stay up
	events    []model.EventID
}

// inForce gathers the measures in force on a spread.
func (w *World) inForce(s model.SpreadID) enforced {
	e := enforced{fixed.One, fixed.One, fixed.One, fixed.One, nil}
	platform := w.sc.Spreads[s].Platform
	accurate := w.sc.Narratives[w.sc.Spreads[s].Narrative].Truth == model.True
	for m := range model.Enforcements {
		if accurate && m == model.Prompt {
			continue // it asks whether a post is accurate
		}
		strength, event := fixed.Num(0), model.EventID(0)
		if m.WholePlatform() {
			policy := &w.st.Policies[w.sc.PolicyRow(platform, m)]
			if policy.From == model.None || policy.From > w.st.Tick {
				continue
			}
			rule := &w.sc.Platforms[platform].Policies[m]
			strength, event = rule.Effect.Mul(rule.Coverage), policy.Event
		} else {
			action := &w.st.Actions[w.sc.ActionRow(s, m)]
			if action.From == model.None || action.From > w.st.Tick {
				continue
			}
			strength, event = action.Strength, action.Event
		}
		e.add(m, fixed.One.Sub(strength), &w.sc.Params)
		if event > 0 {
			e.events = append(e.events, event)
		}
	}
	return e
}

func (e *enforced) add(m model.Enforcement, left fixed.Num, p *model.Params) {
	// What is taken down or removed partly comes back.
	again := func(back fixed.Num) fixed.Num { return left.Add(fixed.One.Sub(left).Mul(back)) }
	switch m {
	case model.Label, model.Friction, model.Prompt:
		e.eta = e.eta.Mul(left)
	case model.Breaker:
		e.gain = e.gain.Mul(left)
	case model.Demote:
		e.followers = e.followers.Mul(left)
	case model.Takedown:
		e.followers = e.followers.Mul(again(p.Replace))
	case model.Remove:
		e.kept = e.kept.Mul(again(p.Reupload))
	}
}

// order has a platform act on a claim: in force after a drawn latency (D16,
// K18). Labels, demotion and the rest reach the share of posts that the policy
// covers; removal reaches the whole story with that chance, drawn once.
func (w *World) order(s model.SpreadID, m model.Enforcement, c cause) {
	row := w.sc.ActionRow(s, m)
	if w.st.Actions[row].From != model.None {
		return
	}
	policy := &w.sc.Platforms[w.sc.Spreads[s].Platform].Policies[m]
	name := model.EnforcementWords[m]
	wait := w.draw(name+" latency", w.t.spreads[s]).Lognormal(fixed.FromInt(int64(policy.Latency)), w.sc.Params.LatencySpread)
	strength := policy.Effect.Mul(policy.Coverage)
	if m == model.Remove {
		strength = 0
		if w.draw("removal reaches", w.t.spreads[s]).Bernoulli(fixed.FracOf(policy.Coverage)) {
			strength = policy.Effect
		}
	}
	w.emit(c, model.EnforcementOrdered, ref(model.KindSpread, s), w.actor(c),
		set(model.ColActionFrom, row, w.st.Tick+max(1, model.Tick(wait.Round()))),
		set(model.ColActionStrength, row, strength), set(model.ColActionEvent, row, w.next()))
}

// enforcement has platforms carry out automatic policies, and notes measures as they
// come into force.
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
			c.event = w.emit(c, model.EnforcementForce, ref(model.KindSpread, s), w.actor(c), set(model.ColActionEvent, row, w.next()))
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
