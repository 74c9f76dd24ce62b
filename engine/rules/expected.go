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
	for i := range w.sc.Decisions[d].Effects {
		e := &w.sc.Decisions[d].Effects[i]
		switch e.Verb {
		case model.Enforce:
			all = append(all, w.expectOf(seat, e, c)...)
		case model.Prebunk:
			all = append(all, w.expectPrebunk(e, model.NarrativeID(w.bound(e.A, c).ID))...)
		}
	}
	return all
}

// expectOf is what a measure would do on a platform: to a claim, or to every claim
// there that the seat suspects.
func (w *World) expectOf(seat model.OrgID, e *model.Effect, c cause) []model.Expectation {
	p := w.t.platformOf[w.bound(e.B, c).ID]
	if p == model.None {
		return nil
	}
	var all []model.Expectation
	view := model.NewView(w.sc, w.st, seat)
	for i := range w.sc.Spreads {
		s, sp := model.SpreadID(i), &w.sc.Spreads[i]
		named := !e.Measure.WholePlatform() && int64(sp.Narrative) == w.bound(e.A, c).ID
		whole := e.Measure.WholePlatform() && view.Suspects(w.t.narrativeTopic[sp.Narrative])
		if sp.Platform == p && (named || whole) {
			all = append(all, w.expect(s, e.Measure))
		}
	}
	return all
}

// expect is what one measure by a platform's policy would do to a claim there.
func (w *World) expect(s model.SpreadID, m model.Enforcement) model.Expectation {
	sp := &w.sc.Spreads[s]
	policy, v := &w.sc.Platforms[sp.Platform].Policies[m], &w.t.venues().of[sp.Platform]
	chance, strength := policy.Coverage, policy.Effect
	if m == model.Label || m.WholePlatform() {
		chance, strength = fixed.One, policy.Effect.Mul(policy.Coverage)
	}
	f := enforced{Force: spread.Free}
	if m == model.Takedown {
		f.Struck = v.struck()
	}
	if m != model.Prompt || w.sc.Narratives[sp.Narrative].Truth != model.True {
		f.add(m, strength, v.heed[sp.Narrative], &w.sc.Params)
	}
	return w.expectation(s, m, &f.Force, chance)
}

// expectPrebunk is what prebunking would do to a claim's sharing on its platforms.
func (w *World) expectPrebunk(e *model.Effect, n model.NarrativeID) []model.Expectation {
	var all []model.Expectation
	for _, s := range w.sc.Narratives[n].Spreads {
		f := spread.Free
		f.Eta = logOfLeft(w.sc.Params.PrebunkSharing.Mul(e.N))
		all = append(all, w.expectation(s, model.Enforcements, &f, fixed.One))
	}
	return all
}

func (w *World) expectation(s model.SpreadID, m model.Enforcement, f *spread.Force, chance fixed.Num) model.Expectation {
	sp := &w.sc.Spreads[s]
	n, pool := &w.sc.Narratives[sp.Narrative], w.t.venues().of[sp.Platform].all
	law := spread.MeanField(w.law(s), pool, n.Size.Mul(sp.Share), int64(n.Duration))
	return model.Expectation{
		Narrative: sp.Narrative, Platform: sp.Platform, Measure: m,
		Gain: n.Gain, Chance: chance, Left: law.Expected(pool, f, &spread.Free),
	}
}
