package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// What organisations say to the public: explanations of how votes are counted (T8),
// corrections of claims that people have seen (T4, T5), and warnings of claims that
// they have not (T7).

// format is what the way in which an organisation explains is worth, 1 at the median
// of formats that work, and 0 for one that does nothing (T8). It is drawn once for
// each organisation and decision, who repeats it repeating its format, and for each
// text of an effect that nobody decided on.
func (w *World) format(e *model.Effect, c cause) fixed.Num {
	key := w.key.Name("format")
	if c.self != model.None {
		key = key.With(w.t.orgs[c.self])
	}
	if c.choice != model.None {
		key = key.With(w.t.decisions[w.st.Choices[c.choice].Decision])
	} else {
		key = key.Name(e.Text)
	}
	if key.Name("null").Bernoulli(fixed.FracOf(w.sc.Params.NullFormats)) {
		return 0
	}
	return key.Name("worth").Lognormal(fixed.One, w.sc.Params.ExplainedSpread)
}

// speak has an organisation explain how votes are counted, to be heard by the next
// day. It wins the share of each audience that it reaches, that believes it, and on
// whom its format works; who was won already is not won again.
func (w *World) speak(e *model.Effect, c cause) {
	l, reach := e.Level, e.N
	row := int64(l)
	changes := []model.Change{
		add(model.ColLevelReach, row, reach.Mul(fixed.One.Sub(w.st.Levels[l].Reach))), set(model.ColLevelEvent, row, w.next()),
	}
	worth := w.format(e, c)
	for a := range w.sc.Audiences {
		cell := w.sc.PublicRow(model.AudienceID(a), l)
		won := min(fixed.One, reach.Mul(w.believed(c.self, model.AudienceID(a))).Mul(worth))
		changes = append(changes, add(model.ColPublicReach, cell, won.Mul(fixed.One.Sub(w.st.Publics[cell].Reach))))
	}
	w.emit(c, model.OrgChanged, w.actor(c), model.Nothing, changes...)
}

// explain raises confidence where officials explained since the last day (T8).
func (w *World) explain(c cause) {
	for l := range model.Levels {
		st := &w.st.Levels[l]
		if st.Reach == 0 {
			continue
		}
		c.event = st.Event
		changes := []model.Change{set(model.ColLevelReach, int64(l), fixed.Num(0))}
		for a := range w.sc.Audiences {
			cell := w.sc.PublicRow(model.AudienceID(a), l)
			changes = append(changes, w.confidence(model.AudienceID(a), l, w.sc.Params.Explained.Mul(w.st.Publics[cell].Reach))...)
			changes = append(changes, set(model.ColPublicReach, cell, fixed.Num(0)))
		}
		w.emit(c, model.ExplainedRose, ref(model.KindScenario, int64(0)), model.Nothing, changes...)
	}
}

// correct tells an audience that a claim is false. It convinces those whom it reaches
// and who believe the speaker; what has fallen already is not repaired (T4).
func (w *World) correct(n model.NarrativeID, reach fixed.Num, c cause) {
	row := int64(n)
	changes := []model.Change{
		add(model.ColNarrativeCorrected, row, reach.Mul(fixed.One.Sub(w.st.Narratives[n].Corrected))),
		set(model.ColNarrativeCorrectEvent, row, w.next()),
	}
	for a := range w.sc.Audiences {
		cell := w.sc.ExposureRow(n, model.AudienceID(a))
		won := reach.Mul(w.believed(c.self, model.AudienceID(a)))
		changes = append(changes, add(model.ColExposureCorrected, cell, won.Mul(fixed.One.Sub(w.st.Exposures[cell].Corrected))))
	}
	c.event = w.emit(c, model.Corrected, ref(model.KindNarrative, n), w.actor(c), changes...)
	w.acted(w.t.narrativeTopic[n], c)
	w.denied(n, c)
}

// prebunk shows an audience a claim and what makes it false, before it spreads. It
// protects those whom it reaches and who believe the speaker, and raises their
// confidence a little (T7). True stories have nothing to be protected from.
func (w *World) prebunk(n model.NarrativeID, reach fixed.Num, c cause) {
	changes := []model.Change{set(model.ColNarrativePrebunkEvent, int64(n), w.next())}
	falls := w.falls(w.sc.Narratives[n].Kind)
	for a := range w.sc.Audiences {
		audience := model.AudienceID(a)
		cell := w.sc.ExposureRow(n, audience)
		now := w.prebunked(cell)
		won := reach.Mul(w.believed(c.self, audience)).Mul(fixed.One.Sub(now))
		changes = append(changes,
			set(model.ColExposurePrebunk, cell, now.Add(won)), set(model.ColExposurePrebunkAt, cell, w.st.Tick))
		if w.sc.Narratives[n].Truth == model.True {
			continue
		}
		for l := range model.Levels {
			changes = append(changes, w.confidence(audience, l, w.sc.Params.PrebunkRise.Mul(won).Mul(falls[l]))...)
		}
	}
	c.event = w.emit(c, model.PrebunkedEvent, ref(model.KindNarrative, n), w.actor(c), changes...)
	w.denied(n, c)
}
