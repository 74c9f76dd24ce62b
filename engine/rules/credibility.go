package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Credibility is the share of an audience that believes what an organisation says.
// What an organisation explains, corrects or warns of wins people in proportion. It
// falls by false alarms, denials of what is true and over-enforcement, and goes back
// slowly.

// believed is the share of an audience that believes a speaker. Of words that nobody
// in the scenario speaks, all but the distrustful believe them.
func (w *World) believed(speaker model.OrgID, a model.AudienceID) fixed.Num {
	if speaker == model.None {
		return fixed.One.Sub(w.sc.Audiences[a].Distrust)
	}
	return w.st.Credibilities[w.sc.CredibilityRow(speaker, a)].Percent.Div(hundred)
}

// credit moves an organisation's credibility with one audience by so many points,
// and the mean over audiences by exactly that audience's weight of what it moved.
func (w *World) credit(o model.OrgID, a model.AudienceID, points fixed.Num) []model.Change {
	row := w.sc.CredibilityRow(o, a)
	now := w.st.Credibilities[row].Percent
	if points = now.Add(points).Clamp(0, hundred).Sub(now); points == 0 {
		return nil
	}
	return []model.Change{
		add(model.ColCredibilityPercent, row, points),
		add(model.ColOrgCredibility, int64(o), points.Mul(w.t.weights[a])),
	}
}

// credits moves an organisation's credibility with every audience.
func (w *World) credits(o model.OrgID, points fixed.Num, c cause) {
	if points == 0 {
		return
	}
	changes := []model.Change{set(model.ColOrgEvent, int64(o), w.next())}
	for a := range w.sc.Audiences {
		changes = append(changes, w.credit(o, model.AudienceID(a), points)...)
	}
	if len(w.sc.Audiences) == 0 { // nobody is asked, but the name still suffers
		now := w.st.Orgs[o].Credibility
		changes = append(changes, add(model.ColOrgCredibility, int64(o), now.Add(points).Clamp(0, hundred).Sub(now)))
	}
	w.emit(c, model.CredibilityMoved, ref(model.KindOrg, o), w.actor(c), changes...)
}

// denied costs a speaker credibility for calling false what is true.
func (w *World) denied(n model.NarrativeID, c cause) {
	if w.sc.Narratives[n].Truth == model.True && c.self != model.None {
		w.credits(c.self, w.sc.Params.DenialCredit.Neg(), c)
	}
}

// unheard is the move of credibility below which nothing is worth an event.
var unheard = fixed.FromRatio(1, 200)

// regain moves credibility a share of the way back to where it began.
func (w *World) regain(c cause) {
	for o := range w.sc.Orgs {
		var changes []model.Change
		for a := range w.sc.Audiences {
			org, audience := model.OrgID(o), model.AudienceID(a)
			back := w.startingCredit(org, audience).Sub(w.st.Credibilities[w.sc.CredibilityRow(org, audience)].Percent)
			if back = back.Mul(w.sc.Params.CreditReversion); back.Abs() > unheard {
				changes = append(changes, w.credit(org, audience, back)...)
			}
		}
		if len(changes) > 0 {
			w.emit(c, model.CredibilityDrifted, ref(model.KindOrg, int64(o)), model.Nothing, changes...)
		}
	}
}

// startingCredit is an organisation's credibility with an audience before the first
// tick, in percent.
func (w *World) startingCredit(o model.OrgID, a model.AudienceID) fixed.Num {
	org := &w.sc.Orgs[o]
	if len(org.CredibilityBy) > 0 {
		return org.CredibilityBy[a].Mul(hundred)
	}
	return org.Credibility.Mul(hundred)
}

func (w *World) initialCredibility(st *model.State) {
	for o := range w.sc.Orgs {
		for a := range w.sc.Audiences {
			percent := w.startingCredit(model.OrgID(o), model.AudienceID(a))
			st.Credibilities[w.sc.CredibilityRow(model.OrgID(o), model.AudienceID(a))].Percent = percent
			st.Orgs[o].Credibility = st.Orgs[o].Credibility.Add(percent.Mul(w.t.weights[a]))
		}
		if len(w.sc.Audiences) == 0 {
			st.Orgs[o].Credibility = w.sc.Orgs[o].Credibility.Mul(hundred)
		}
	}
}
