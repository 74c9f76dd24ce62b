package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/engine/spread"
)

// Expected says what the measures in a decision would do to the posts of each claim
// that the seat knows of and the decision reaches, once a burst has settled. It
// rests on the scenario's figures for the claim and not on how it runs now, which
// the seat may not know.
func (w *World) Expected(seat model.OrgID, d model.DecisionID, target model.Ref) []model.Expectation {
	var all []model.Expectation
	c := cause{rule: model.RuleDecisions, self: seat, target: target, choice: model.None}
	view := model.NewView(w.sc, w.st, seat)
	for i := range w.sc.Decisions[d].Effects {
		e := &w.sc.Decisions[d].Effects[i]
		switch e.Verb {
		case model.Enforce:
			all = append(all, w.expectOf(view, e, c)...)
		case model.Prebunk:
			all = append(all, w.expectPrebunk(view, e, w.bound(e.A, c))...)
		}
	}
	return all
}

// expectOf is what a measure would do on a platform: to a claim, or to every claim
// there, that the seat suspects.
func (w *World) expectOf(view model.View, e *model.Effect, c cause) []model.Expectation {
	org := w.bound(e.B, c)
	if org.Kind != model.KindOrg || org.ID < 0 || w.t.platformOf[org.ID] == model.None {
		return nil
	}
	var all []model.Expectation
	claim := w.bound(e.A, c)
	for i := range w.sc.Spreads {
		s, sp := model.SpreadID(i), &w.sc.Spreads[i]
		meant := e.Measure.WholePlatform() || claim == ref(model.KindNarrative, sp.Narrative)
		if sp.Platform == w.t.platformOf[org.ID] && meant && view.Suspects(w.t.narrativeTopic[sp.Narrative]) {
			all = append(all, w.Reckoned(s, e.Measure))
		}
	}
	return all
}

// Reckoned is what one measure by a platform's policy would do to a claim there. It
// is not for seats that don't know of the claim.
func (w *World) Reckoned(s model.SpreadID, m model.Enforcement) model.Expectation {
	sp := &w.sc.Spreads[s]
	policy, v := &w.sc.Platforms[sp.Platform].Policies[m], &w.t.venues().of[sp.Platform]
	chance, strength := reaching(policy, m)
	f := enforced{Force: spread.Free}
	if m == model.Takedown {
		f.Struck = v.struck()
	}
	f.add(m, strength, v.heed[sp.Narrative], &w.sc.Params) // a prompt's too: whether it asks in vain is what a seat may not know
	expected := w.expectation(s, m, &f.Force, chance)
	expected.Latency = policy.Latency
	return expected
}

// expectPrebunk is what prebunking would do to a claim's sharing on its platforms,
// if the seat suspects it.
func (w *World) expectPrebunk(view model.View, e *model.Effect, claim model.Ref) []model.Expectation {
	if claim.Kind != model.KindNarrative || claim.ID < 0 || !view.Suspects(w.t.narrativeTopic[claim.ID]) {
		return nil
	}
	var all []model.Expectation
	for _, s := range w.sc.Narratives[claim.ID].Spreads {
		f := spread.Free
		f.Eta = logOfLeft(w.sc.Params.PrebunkSharing.Mul(e.N))
		all = append(all, w.expectation(s, model.Enforcements, &f, fixed.One))
	}
	return all
}

func (w *World) expectation(s model.SpreadID, m model.Enforcement, f *spread.Force, chance fixed.Num) model.Expectation {
	sp := &w.sc.Spreads[s]
	n, pool, law := &w.sc.Narratives[sp.Narrative], w.t.venues().of[sp.Platform].all, w.law(s)
	return model.Expectation{
		Narrative: sp.Narrative, Platform: sp.Platform, Measure: m, Gain: n.Gain, Chance: chance,
		Left: law.Left(pool, f, spread.Level(n.Size.Mul(sp.Share), int64(n.Duration)), int64(n.Duration)),
	}
}
