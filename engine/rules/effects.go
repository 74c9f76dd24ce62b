package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// bound resolves an effect's argument.
func (w *World) bound(a model.Argument, c cause) model.Ref {
	switch a.Bind {
	case model.ToTarget:
		return c.target
	case model.ToSelf:
		return ref(model.KindOrg, c.self)
	case model.ToOwner:
		if c.target.Kind == model.KindAsset {
			return ref(model.KindOrg, w.sc.Assets[c.target.ID].Owner)
		}
		return c.target
	}
	return a.Ref
}

func (w *World) topic(a model.Argument, c cause) model.TopicID { return w.sc.TopicOf(w.bound(a, c)) }

// apply carries out one effect of a step, inject or decision.
func (w *World) apply(e *model.Effect, c cause) {
	a := w.bound(e.A, c)
	switch e.Verb {
	case model.Steal, model.Encrypt, model.Outage, model.Deface, model.Leave, model.Fit, model.Evict,
		model.Isolate, model.Restore, model.FallBack, model.Hunt:
		w.applyToAsset(e, model.AssetID(a.ID), c)
	case model.Burst, model.Pulse, model.Correct, model.Prebunk:
		w.applyToNarrative(e, model.NarrativeID(a.ID), c)
	case model.Enforce, model.Ready:
		w.applyToPlatform(e, a, c)
	case model.Report, model.Indicators, model.Open, model.Close, model.Hasten, model.TearLine, model.Examine:
		w.applyToSharing(e, a, c)
	case model.Clear, model.Consent, model.Surge, model.Credit:
		w.applyToOrg(e, model.OrgID(a.ID), c)
	case model.Explain:
		w.speak(e, c)
	case model.Attribute:
		w.attribute(w.topic(e.A, c), c)
	case model.Indict:
		w.alarm(model.ActorID(a.ID), e.N, c)
	}
}

// actor names the organisation that acts, or nothing.
func (w *World) actor(c cause) model.Ref {
	if c.self == model.None {
		return model.Nothing
	}
	return ref(model.KindOrg, c.self)
}

func (w *World) applyToNarrative(e *model.Effect, n model.NarrativeID, c cause) {
	switch e.Verb {
	case model.Burst:
		w.burst(w.sc.Narratives[n].Spreads[0], e.N, started, c)
	case model.Pulse:
		for _, s := range w.sc.Narratives[n].Spreads {
			if w.st.Spreads[s].End != model.None {
				w.emit(c, model.BridgeCrossed, ref(model.KindSpread, s), w.actor(c),
					add(model.ColSpreadMomentum, int64(s), w.sc.Params.Pulse.Mul(e.N)))
			}
		}
	case model.Correct:
		w.correct(n, e.N, c)
	case model.Prebunk:
		w.prebunk(n, e.N, c)
	}
}

func (w *World) applyToPlatform(e *model.Effect, claim model.Ref, c cause) {
	p := w.t.platformOf[w.bound(e.B, c).ID]
	if p == model.None {
		return
	}
	row := w.sc.PolicyRow(p, e.Measure)
	subject := ref(model.KindPlatform, p)
	if e.Verb == model.Ready {
		w.emit(c, model.EnforcementOrdered, subject, w.actor(c),
			set(model.ColPolicyReady, row, int64(1)), set(model.ColPolicyEvent, row, w.next()))
		return
	}
	if w.st.Policies[row].Ready == 0 {
		return
	}
	if e.Measure.WholePlatform() {
		if w.st.Policies[row].From == model.None {
			w.emit(c, model.EnforcementOrdered, subject, w.actor(c),
				set(model.ColPolicyFrom, row, w.st.Tick+w.latency(p, e.Measure)),
				set(model.ColPolicyEvent, row, w.next()))
		}
		return
	}
	if s := w.spreadOn(model.NarrativeID(claim.ID), p); s != model.None {
		w.order(s, e.Measure, c)
	}
}

// latency draws how long a platform takes to bring a measure into force that acts on
// all content, about the policy's median (D16, K18).
func (w *World) latency(p model.PlatformID, m model.Enforcement) model.Tick {
	platform := &w.sc.Platforms[p]
	wait := w.draw(model.EnforcementWords[m]+" latency", w.t.orgs[platform.Org]).
		Lognormal(fixed.FromInt(int64(platform.Policies[m].Latency)), w.sc.Params.LatencySpread)
	return max(1, model.Tick(wait.Round()))
}

func (w *World) applyToSharing(e *model.Effect, a model.Ref, c cause) {
	switch e.Verb {
	case model.Report, model.Indicators:
		w.send(w.sc.TopicOf(a), model.OrgID(w.bound(e.B, c).ID), e.Verb == model.Indicators, c)
	case model.TearLine:
		t := int64(w.sc.TopicOf(a))
		w.emit(c, model.OrgChanged, a, w.actor(c), set(model.ColTopicTearLine, t, int64(1)))
	case model.Examine:
		w.examine(w.sc.TopicOf(a), e.For, c)
	default:
		ch := w.channel(model.OrgID(a.ID), model.OrgID(w.bound(e.B, c).ID))
		if ch == model.None {
			return
		}
		change := set(model.ColChannelOpen, int64(ch), flag(e.Verb == model.Open))
		if e.Verb == model.Hasten {
			change = set(model.ColChannelPace, int64(ch), w.st.Channels[ch].Pace.Mul(e.N))
		}
		w.emit(c, model.ChannelChanged, ref(model.KindChannel, ch), w.actor(c),
			change, set(model.ColChannelEvent, int64(ch), w.next()))
	}
}

func (w *World) applyToOrg(e *model.Effect, o model.OrgID, c cause) {
	row := int64(o)
	changes := []model.Change{set(model.ColOrgEvent, row, w.next())}
	switch e.Verb {
	case model.Clear:
		changes = append(changes, set(model.ColOrgCleared, row, int64(1)))
	case model.Consent:
		changes = append(changes, set(model.ColOrgConsents, row, int64(1)))
	case model.Surge:
		changes = append(changes, w.callIn(o, e, w.st.Tick+e.For)...)
	case model.Credit:
		w.credits(o, e.N, c)
		return
	}
	w.emit(c, model.OrgChanged, ref(model.KindOrg, o), w.actor(c), changes...)
}

// attribute has an organisation say publicly who is behind a topic. It makes the
// actor more careful; over a benign cause it is a false alarm.
func (w *World) attribute(t model.TopicID, c cause) {
	if t == model.None {
		return
	}
	if campaign := w.behind(t); campaign != model.None && !w.sc.Campaigns[campaign].Benign() {
		// To be named again adds half as much each time.
		row := int64(w.t.campaignTopic[campaign])
		by := fixed.Num(int64(w.sc.Params.Attributed) >> min(w.st.Topics[row].Accused, 32))
		w.alarm(w.sc.Campaigns[campaign].Actor, by, c, add(model.ColTopicAccused, row, int64(1)))
		w.acted(t, c)
		return
	}
	w.falseAlarm(t, c)
}

// alarm makes an actor more careful.
func (w *World) alarm(a model.ActorID, by fixed.Num, c cause, also ...model.Change) {
	w.emit(c, model.ActorAdapted, ref(model.KindActor, a), w.actor(c), append(also,
		add(model.ColActorCaution, int64(a), by), set(model.ColActorEvent, int64(a), w.next()))...)
}

// falseAlarm lowers confidence everywhere and the speaker's credibility.
func (w *World) falseAlarm(t model.TopicID, c cause) {
	if w.st.Topics[t].Accused != 0 {
		return
	}
	subject := w.sc.Topics[t].Of
	changes := []model.Change{
		set(model.ColTopicAccused, int64(t), int64(1)),
		measure(model.FalseAlarms, fixed.One),
	}
	for a := range w.sc.Audiences {
		for l := range model.Levels {
			changes = append(changes, w.confidence(model.AudienceID(a), l, w.sc.Params.FalseAlarm.Neg())...)
		}
	}
	c.event = w.emit(c, model.AlarmFell, subject, w.actor(c), changes...)
	if c.self != model.None {
		w.relyLess(c.self, t, c)
		w.credits(c.self, w.sc.Params.AlarmCredit.Neg(), c)
	}
}
