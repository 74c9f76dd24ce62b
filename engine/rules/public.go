package rules

import (
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// public turns the day: at local midnight confidence moves toward its baseline,
// falls with exposure and visible outages, and rises with official explanations
// (T3–T8). Exposure to claims changes no vote (D30).
func (w *World) public() {
	if w.sc.Clock.MinuteOfDay(w.st.Tick) != 0 {
		return
	}
	c := cause{rule: model.RulePublic, self: model.None, target: model.Nothing, choice: model.None}
	w.turnDay(c)
	w.drift(c)
	w.regain(c)
	for n := range w.sc.Narratives {
		if w.sc.Narratives[n].Truth != model.True {
			w.expose(model.NarrativeID(n), c)
		}
	}
	w.showOutages(c)
	w.explain(c)
	w.holdTruePosts(c)
}

func (w *World) publicDue() model.Tick { return w.sc.Clock.NextMinute(w.st.Tick, 0) }

// turnDay gives every organisation a new day's staff-hours.
func (w *World) turnDay(c cause) {
	var changes []model.Change
	for o := range w.st.Orgs {
		if spent := w.st.Orgs[o].Spent; spent != 0 {
			changes = append(changes, add(model.ColOrgSpent, int64(o), spent.Neg()))
		}
	}
	if len(changes) > 0 {
		w.emit(c, model.DayTurned, model.Nothing, model.Nothing, changes...)
	}
}

func percent(logit fixed.Num) fixed.Num { return fixed.Logistic(logit).Mul(hundred) }

// confidence moves one audience's confidence at one level by so many logit
// points, and the headline measure with it, by exactly the audience's weight of
// what it moved.
func (w *World) confidence(a model.AudienceID, l model.Level, logit fixed.Num) []model.Change {
	row := w.sc.PublicRow(a, l)
	st := &w.st.Publics[row]
	logit = st.Logit.Add(logit).Clamp(fixed.FromInt(-8), fixed.FromInt(8)).Sub(st.Logit)
	if logit == 0 {
		return nil
	}
	points := percent(st.Logit.Add(logit)).Sub(st.Percent)
	return []model.Change{
		add(model.ColPublicLogit, row, logit), add(model.ColPublicPercent, row, points),
		measure(model.ConfidenceMeasure(l), points.Mul(w.t.weights[a])),
	}
}

// quiet is the drift below which nothing is worth an event: a hundredth of a
// point near the middle.
var quiet = fixed.FromRatio(1, 2500)

func (w *World) drift(c cause) {
	for a := range w.sc.Audiences {
		var changes []model.Change
		for l := range model.Levels {
			base := fixed.Logit(w.sc.Audiences[a].Confidence[l])
			back := base.Sub(w.st.Publics[w.sc.PublicRow(model.AudienceID(a), l)].Logit).Mul(w.sc.Params.Reversion)
			if back.Abs() > quiet {
				changes = append(changes, w.confidence(model.AudienceID(a), l, back)...)
			}
		}
		if len(changes) > 0 {
			w.emit(c, model.Drifted, ref(model.KindAudience, int64(a)), model.Nothing, changes...)
		}
	}
}

// falls are the parts of Exposure by which a kind of claim moves each level of
// confidence. What merely informs moves none.
func (w *World) falls(kind model.NarrativeKind) [model.Levels]fixed.Num {
	p := &w.sc.Params
	switch kind {
	case model.Suppress:
		return [...]fixed.Num{p.SuppressOwnVote, p.SuppressCounty, p.SuppressState, p.SuppressNational}
	case model.Delegitimise:
		return [...]fixed.Num{p.DelegitimiseOwnVote, p.DelegitimiseCounty, p.DelegitimiseState, p.DelegitimiseNational}
	case model.Threaten:
		return [...]fixed.Num{p.ThreatenOwnVote, p.ThreatenCounty, p.ThreatenState, p.ThreatenNational}
	case model.Leak:
		return [...]fixed.Num{p.LeakOwnVote, p.LeakCounty, p.LeakState, p.LeakNational}
	}
	return [model.Levels]fixed.Num{}
}

// expose counts what a claim's posts since the last day reached in every
// audience, and what that does to confidence.
func (w *World) expose(n model.NarrativeID, c cause) {
	var posts int64
	busiest := &w.st.Spreads[w.sc.Narratives[n].Spreads[0]] // names the burst that made most of them
	for _, s := range w.sc.Narratives[n].Spreads {
		posts += w.st.Spreads[s].Posts
		if w.st.Spreads[s].BurstPosts > busiest.BurstPosts {
			busiest = &w.st.Spreads[s]
		}
	}
	fresh := posts - w.st.Narratives[n].Counted
	if fresh <= 0 {
		return
	}
	c.event = busiest.Event
	row := int64(n)
	counted := set(model.ColNarrativeCounted, row, posts)
	for a := range w.sc.Audiences {
		changes := w.exposeAudience(n, model.AudienceID(a))
		w.emit(c, model.ExposureFell, ref(model.KindNarrative, n), ref(model.KindAudience, int64(a)), append(changes, counted)...)
		w.also(w.st.Narratives[n].CorrectEvent, w.st.Narratives[n].PrebunkEvent)
	}
}

// exposeAudience counts who of an audience has seen a claim since the last day, and
// lowers their confidence.
func (w *World) exposeAudience(n model.NarrativeID, a model.AudienceID) []model.Change {
	p, narrative, audience := &w.sc.Params, &w.sc.Narratives[n], &w.sc.Audiences[a]
	cell := w.sc.ExposureRow(n, a)
	st := &w.st.Exposures[cell]
	newly := w.seen(n, a).Sub(st.Share)
	if newly <= 0 {
		return nil
	}
	changes := []model.Change{
		add(model.ColExposureShare, cell, newly),
		measure(model.PeopleExposed, newly.Mul(fixed.FromRatio(audience.Size, 1000))),
	}
	fall := p.Exposure.Mul(newly)
	if slices.Contains(narrative.Congenial, a) {
		fall = fall.Mul(p.Congenial)
	}
	fall = fall.Mul(fixed.One.Sub(p.Prebunked.Mul(w.prebunked(cell))))
	fall = fall.Mul(fixed.One.Sub(p.Corrected.Mul(st.Corrected)))
	for l, part := range w.falls(narrative.Kind) {
		changes = append(changes, w.confidence(a, model.Level(l), fall.Mul(part).Neg())...)
	}
	return changes
}

// seen is the share of an audience that has seen a claim on some platform. A
// platform's posts reach its users alike (D27), those in no audience too; the chance
// that a user has seen none falls exponentially with the posts a head. Who uses no
// platform that carries it sees nothing.
func (w *World) seen(n model.NarrativeID, a model.AudienceID) fixed.Num {
	unseen := fixed.One
	for _, s := range w.sc.Narratives[n].Spreads {
		p := w.sc.Spreads[s].Platform
		users := w.t.users[p]
		if users <= 0 {
			continue
		}
		each := fixed.MulDiv(fixed.FromInt(w.st.Spreads[s].Posts), w.sc.Params.Views, fixed.FromInt(1000)).Div(users)
		reached := w.sc.Audiences[a].Use[p].Mul(fixed.Expm1(each.Neg()).Neg())
		unseen = unseen.Mul(fixed.One.Sub(reached))
	}
	return fixed.One.Sub(unseen)
}

// prebunked is the share of an audience still protected: it halves with time.
func (w *World) prebunked(cell int64) fixed.Num {
	st := &w.st.Exposures[cell]
	if st.PrebunkAt == model.None {
		return 0
	}
	halves := fixed.FromRatio(int64(w.st.Tick-st.PrebunkAt), int64(max(1, w.sc.Params.PrebunkHalf)))
	return st.Prebunk.Mul(fixed.Pow2(halves.Neg()))
}

// showOutages lowers confidence for every public asset that is out at midnight,
// by the hours of the day that it was. What worked again before then has shown
// already.
func (w *World) showOutages(c cause) {
	for a := range w.sc.Assets {
		w.showOutage(model.AssetID(a), c)
	}
}

// showOutage lowers confidence for the hours since midnight for which a public
// asset has been visibly out in its present condition.
func (w *World) showOutage(a model.AssetID, c cause) {
	st := &w.st.Assets[a]
	span := min(w.st.Tick-st.Since, w.sinceMidnight())
	if !w.sc.Assets[a].Public || !st.Condition.Down() && st.Condition != model.Defaced || span <= 0 {
		return
	}
	c.rule, c.event = model.RulePublic, st.Event
	fall := w.sc.Params.OutageFall.Mul(fixed.FromRatio(int64(span), int64(model.Day)))
	for i := range w.sc.Audiences {
		var changes []model.Change
		for l := range model.Levels {
			changes = append(changes, w.confidence(model.AudienceID(i), l, fall.Neg())...)
		}
		w.emit(c, model.OutageFell, ref(model.KindAsset, a), ref(model.KindAudience, int64(i)), changes...)
	}
}

// sinceMidnight returns how long the local day has lasted; at midnight, how long
// the day that ends has.
func (w *World) sinceMidnight() model.Tick {
	clock, now := &w.sc.Clock, w.st.Tick
	span := model.Tick(clock.MinuteOfDay(now)) / model.MinutesPerTick
	if span == 0 {
		return model.Day
	}
	shift := clock.Offset(now).Seconds - clock.Offset(now-span).Seconds
	return span - model.Tick(shift/60/model.MinutesPerTick)
}
