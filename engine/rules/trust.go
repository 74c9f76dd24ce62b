package rules

import (
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Trust is how far a reader relies on one sender. It acts on how long a report is
// checked, on whether a suspicion is taken up and a finding believed, and on which
// of two contrary reports counts. It is no factor on detection.

// trust returns how far an organisation relies on what another reports, 0..1.
func (w *World) trust(from, to model.OrgID) fixed.Num {
	ch := w.channel(from, to)
	if ch == model.None {
		return 0
	}
	return w.st.Channels[ch].Trust
}

// voices are those who have told a reader of a topic's present incident, weighed
// by its trust in them. Each counts once, by what it said last.
type voices struct {
	say    fixed.Num // trust in all who report it
	found  fixed.Num // trust in those who report it as found
	causes [model.CauseAttack + 1]fixed.Num
}

// heard gathers the voices on a report's topic, the report's own among them.
func (w *World) heard(row int64) voices {
	r := &w.st.Reports[row]
	var v voices
	var counted []int64
	for i := int64(len(w.st.Reports)) - 1; i >= 0; i-- {
		o := &w.st.Reports[i]
		if o.To != r.To || o.Topic != r.Topic || slices.Contains(counted, o.From) || i != row && !w.current(o) {
			continue
		}
		counted = append(counted, o.From)
		trust := w.trust(model.OrgID(o.From), model.OrgID(o.To))
		v.say = v.say.Add(trust)
		weight := trust.Mul(w.sc.Params.Suspicion)
		if o.Level == model.ConfirmedLevel {
			v.found, weight = v.found.Add(trust), trust
		}
		v.causes[o.Cause] = v.causes[o.Cause].Add(weight)
	}
	return v
}

// current reports whether a report has been read and speaks of its topic's present
// incident.
func (w *World) current(r *model.ReportState) bool {
	return r.Status == model.ReportDone && r.Reads > w.st.Topics[r.Topic].Ended
}

// weighReport says what a reader makes of a report, and how its knowledge changes,
// by event. A suspicion is taken up where those who say so are trusted enough
// together (Heed), and a finding believed likewise (Believe); below, a finding counts
// as a suspicion. Of two contrary causes the one holds that weighs more: each sender
// by its trust, a suspicion less than a finding, the reader's own finding as one
// whom it trusts fully. On a tie it keeps what it holds.
func (w *World) weighReport(row int64, event model.EventID) (model.Outcome, []model.Change) {
	r, p := &w.st.Reports[row], &w.sc.Params
	to, t := model.OrgID(r.To), model.TopicID(r.Topic)
	know := &w.st.Knowledge[w.sc.KnowledgeRow(to, t)]
	known, v := w.knows(to, t), w.heard(row)
	if !known && v.say < p.Heed {
		return model.SetAside, nil
	}
	level := r.Level
	if level == model.ConfirmedLevel && v.found < p.Believe {
		level = model.SuspectedLevel
	}
	if w.foundOut(to, t) {
		v.causes[know.Cause] = v.causes[know.Cause].Add(fixed.One)
	}
	contrary := known && r.Cause != model.CauseUnknown && know.Cause != model.CauseUnknown && r.Cause != know.Cause
	if contrary && v.causes[r.Cause] <= v.causes[know.Cause] {
		return model.Overruled, nil
	}
	changes := w.learn(to, t, level, r.Cause, event)
	switch {
	case contrary:
		return model.Overruling, changes
	case len(changes) == 0 && (r.Indicators == 0 || len(w.indicators(to, t)) == 0):
		return model.Repeated, nil
	}
	return model.Taught, changes
}

// foundOut reports whether an organisation has examined a topic's present incident
// itself.
func (w *World) foundOut(org model.OrgID, t model.TopicID) bool {
	k := &w.st.Knowledge[w.sc.KnowledgeRow(org, t)]
	return k.Level == model.ConfirmedLevel && k.Examined <= w.st.Tick && k.Examined > w.st.Topics[t].Ended
}

// proveExamined has readers whose own examination ends at this tick compare what
// they found with what they had been told.
func (w *World) proveExamined() {
	n := len(w.sc.Topics)
	for row := range w.st.Knowledge {
		if k := &w.st.Knowledge[row]; k.Examined == w.st.Tick {
			org := model.OrgID(row / n)
			w.prove(org, model.TopicID(row%n), byItself, cause{rule: model.RuleSharing, event: k.Event, self: org, choice: model.None})
		}
	}
}

// byItself is the teller of what a reader has found out without one.
const byItself = model.OrgID(model.None)

// prove judges what a reader was told of a topic by what it now holds to be so, and
// moves its trust once for each sender. Whoever has just told it so is not judged by
// its own word, and what taught nothing proves nothing. What the reader finds out by
// itself also revises what others' word had proved.
func (w *World) prove(reader model.OrgID, t model.TopicID, teller model.OrgID, c cause) {
	var judged []int64
	for i := int64(len(w.st.Reports)) - 1; i >= 0; i-- {
		r := &w.st.Reports[i]
		if r.To != int64(reader) || r.Topic != int64(t) || r.From == int64(teller) || r.Outcome == model.Repeated || !w.current(r) {
			continue
		}
		proof := w.proof(r)
		if r.Proof == proof || r.Proof != model.Unproved && teller != byItself {
			continue
		}
		changes := []model.Change{set(model.ColReportProof, i, proof)}
		ch := w.channel(model.OrgID(r.From), reader)
		if !slices.Contains(judged, r.From) {
			judged = append(judged, r.From)
			changes = append(changes, w.relies(ch, proof))
		}
		read := r.Event
		w.emit(c, model.TrustMoved, ref(model.KindChannel, ch), w.sc.Topics[t].Of, changes...)
		if read != c.event {
			w.also(read)
		}
	}
}

// proof compares a report with what its reader holds to be so: wrong where there was
// nothing, where the cause was another, and where what was flagged is true.
func (w *World) proof(r *model.ReportState) model.Proof {
	k := &w.st.Knowledge[w.sc.KnowledgeRow(model.OrgID(r.To), model.TopicID(r.Topic))]
	of := w.sc.Topics[r.Topic].Of
	trueStory := of.Kind == model.KindNarrative && w.sc.Narratives[of.ID].Truth == model.True
	if k.Level == model.NotKnown || trueStory || r.Cause != model.CauseUnknown && r.Cause != k.Cause {
		return model.ProvedWrong
	}
	return model.ProvedRight
}

// relies moves the trust of a channel's reader: up by a share of what is missing to
// full trust, down by a share of what there is.
func (w *World) relies(ch model.ChannelID, proof model.Proof) model.Change {
	trust := w.st.Channels[ch].Trust
	by := w.sc.Params.TrustGain.Mul(fixed.One.Sub(trust))
	if proof == model.ProvedWrong {
		by = w.sc.Params.TrustLoss.Mul(trust).Neg()
	}
	return add(model.ColChannelTrust, int64(ch), by)
}

// relyLess has every partner that an organisation reports to trust it less, once it
// was wrong in public.
func (w *World) relyLess(speaker model.OrgID, t model.TopicID, c cause) {
	var changes []model.Change
	for ch := range w.sc.Channels {
		if w.sc.Channels[ch].From == speaker && w.st.Channels[ch].Trust > 0 {
			changes = append(changes, w.relies(model.ChannelID(ch), model.ProvedWrong))
		}
	}
	if len(changes) > 0 {
		w.emit(c, model.TrustMoved, ref(model.KindOrg, speaker), w.sc.Topics[t].Of, changes...)
	}
}
