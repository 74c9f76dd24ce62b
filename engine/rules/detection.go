package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// detection lets organisations notice what they watch, and outsiders find what
// owners don't. A watch gathers hazard at ln 2 over its median (C13–C15, K15),
// multiplied by the watcher's strength, its controls, indicators that it was sent,
// noise, hunting and its workload.
func (w *World) detection() {
	w.ownersSee()
	for i := range w.sc.Watches {
		w.keep(int64(i))
	}
	w.conclude()
}

// keep goes on with one watch: it ends in a notice where it has gathered enough,
// and takes up what moves its rate.
func (w *World) keep(i int64) {
	watch, st := &w.sc.Watches[i], &w.st.Watches[i]
	reader, watcher := watch.Org, ref(model.KindOrg, watch.Org)
	if watch.Org == model.None {
		reader, watcher = w.owner(watch.Topic), model.Nothing
	}
	c := cause{rule: model.RuleDetection, event: w.sign(watch.Topic), self: watch.Org, choice: model.None}
	h := hazard{st.Rate, st.Hazard, st.Need, st.Since}
	if h.ripe(w.st.Tick) && st.Rate > 0 && !w.knows(reader, watch.Topic) {
		if again := w.afresh(i); watch.Org == model.None {
			w.tip(watch.Topic, c, again)
		} else {
			w.notice(watch.Org, watch.Topic, c, again)
		}
	}
	rate := fixed.Num(0)
	if !w.knows(reader, watch.Topic) {
		rate = w.vigilance(watch)
	}
	if rate != st.Rate {
		w.emit(c, model.WatchPaced, ref(model.KindTopic, watch.Topic), watcher,
			set(model.ColWatchHazard, i, h.gathered(w.st.Tick)), set(model.ColWatchRate, i, rate),
			set(model.ColWatchSince, i, w.st.Tick))
	}
}

// sign is what there is to see of a topic: its incident or, before that, a step
// under way or what befell the asset.
func (w *World) sign(t model.TopicID) model.EventID {
	of, event := w.sc.Topics[t].Of, w.st.Topics[t].Event
	if event > 0 || of.Kind != model.KindAsset {
		return event
	}
	event = w.st.Assets[of.ID].Event
	for _, s := range w.t.attackers[of.ID] {
		if w.st.Steps[s].Status == model.StepWorking && w.noise(s) > 0 {
			event = max(event, w.st.Steps[s].Event)
		}
	}
	return event
}

// ln2 over a median is the hazard a day at which half have noticed by then.
var ln2 = fixed.Log(fixed.FromInt(2))

// inPart is the hazard a day of a watch, all else being plain: ln 2 over its
// median, less what others find (C14).
func inPart(watch *model.Watch) fixed.Num {
	return ln2.Div(watch.Median).Mul(fixed.One.Sub(watch.Elsewhere))
}

// vigilance is the hazard a day of a watch, zero while there is nothing to see.
func (w *World) vigilance(watch *model.Watch) fixed.Num {
	if watch.Org == model.None {
		return w.outsiders(watch)
	}
	topic, plain := w.sc.Topics[watch.Topic].Of, fixed.One
	switch topic.Kind {
	case model.KindAsset:
		plain = w.exposed(model.AssetID(topic.ID), watch.Org)
	case model.KindNarrative:
		if !w.running(model.NarrativeID(topic.ID), w.t.platformOf[watch.Org]) {
			return 0
		}
	case model.KindCampaign:
		if !w.traced(model.CampaignID(topic.ID), watch.Org) {
			return 0
		}
	}
	if plain == 0 {
		return 0
	}
	rate := inPart(watch).Mul(w.sc.Orgs[watch.Org].Detection).Mul(plain)
	full := model.NewView(w.sc, w.st, watch.Org).HoursADay()
	if full > 0 {
		busy := min(w.st.Orgs[watch.Org].Spent.Div(full), fixed.One)
		rate = rate.Mul(fixed.One.Sub(w.sc.Params.Workload.Mul(busy)))
	}
	return rate
}

// exposed is how plainly an attack on an asset shows to a watcher, zero when
// there is nothing to see. A step under way shows by its noise; a hold shows by
// itself, and so do the traces of an attack that is over and that nobody noticed.
func (w *World) exposed(a model.AssetID, watcher model.OrgID) fixed.Num {
	st := &w.st.Assets[a]
	noise, lift, present := fixed.Num(0), fixed.One, st.Condition != model.Healthy || st.Holder != model.None || w.attacked(w.t.assetTopic[a])
	for _, s := range w.t.attackers[a] {
		step := &w.sc.Steps[s]
		stage := w.st.Steps[s].Status
		if stage != model.StepWorking && !(stage == model.StepDoneStage && st.Holder == int64(step.Campaign)) {
			continue
		}
		loud := w.noise(s)
		if stage == model.StepWorking {
			if loud == 0 {
				continue
			}
			present = true
		}
		noise = max(noise, loud)
		if step.Technique != model.None {
			lift = max(lift, w.st.Indicators[w.sc.IndicatorRow(watcher, step.Technique)].Lift)
		}
	}
	if !present {
		return 0
	}
	f := fixed.One.Add(w.sc.Params.NoiseLift.Mul(noise)).Mul(lift).Mul(st.Hunt)
	return f.Mul(w.sharpened(a))
}

// noise is how loud a step is, as far as its actor's craft does not hide it.
func (w *World) noise(s model.StepID) fixed.Num {
	step := &w.sc.Steps[s]
	if actor := w.sc.Campaigns[step.Campaign].Actor; actor != model.None {
		return step.Noise.Mul(fixed.One.Sub(w.sc.Actors[actor].Skill))
	}
	return step.Noise
}

// running reports whether a claim spreads where a watcher looks: on its own
// platform, or anywhere for one that runs none.
func (w *World) running(n model.NarrativeID, own model.PlatformID) bool {
	for _, s := range w.sc.Narratives[n].Spreads {
		if w.st.Spreads[s].End != model.None && (own == model.None || w.sc.Spreads[s].Platform == own) {
			return true
		}
	}
	return false
}

// traced reports whether a watcher has something of a campaign to go on: it
// knows of an asset or claim that the campaign touched.
func (w *World) traced(id model.CampaignID, watcher model.OrgID) bool {
	if w.st.Campaigns[id].Status == model.CampaignWaiting {
		return false
	}
	for n := range w.sc.Narratives {
		if t := w.t.narrativeTopic[n]; w.st.Topics[t].Campaign == int64(id) && w.knows(watcher, t) {
			return true
		}
	}
	for _, s := range w.sc.Campaigns[id].Steps {
		if a := w.sc.Steps[s].Target; a != model.None && w.st.Steps[s].Began != model.None && w.knows(watcher, w.t.assetTopic[a]) {
			return true
		}
	}
	return false
}

// notice has an organisation suspect a topic by its own watch, and returns the
// event.
func (w *World) notice(org model.OrgID, t model.TopicID, c cause, also ...model.Change) model.EventID {
	row := w.sc.KnowledgeRow(org, t)
	changes := append(w.learn(org, t, model.SuspectedLevel, model.CauseUnknown, model.EventID(w.next())),
		set(model.ColKnowledgeNoticed, row, w.st.Tick))
	changes = append(changes, also...)
	return w.emit(c, model.Noticed, w.sc.Topics[t].Of, ref(model.KindOrg, org),
		append(changes, w.detected(t, w.side(t, org), org)...)...)
}

// afresh lets a watch that has noticed need as much again for the next incident.
// The need before names the luck, so that each has its own, whenever it comes.
func (w *World) afresh(watch int64) model.Change {
	more := w.draw("notice again", w.t.watches[watch]).With(uint64(w.st.Watches[watch].Need)).Exponential(fixed.One)
	return add(model.ColWatchNeed, watch, more)
}

// learn returns the changes that raise what an organisation knows of a topic, or
// none where it knows as much already.
func (w *World) learn(org model.OrgID, t model.TopicID, level model.Knowledge, why model.Cause, event model.EventID) []model.Change {
	row := w.sc.KnowledgeRow(org, t)
	k := &w.st.Knowledge[row]
	var changes []model.Change
	if of := w.sc.Topics[t].Of; of.Kind == model.KindAsset {
		if health := w.st.Assets[of.ID].Condition; health != k.Health {
			changes = append(changes, set(model.ColKnowledgeHealth, row, health))
		}
	}
	if w.stale(org, t) {
		return append(changes, w.relearn(row, level, why, event)...)
	}
	if level <= k.Level && (why == model.CauseUnknown || why == k.Cause) {
		return changes
	}
	changes = append(changes, set(model.ColKnowledgeLevel, row, max(level, k.Level)), set(model.ColKnowledgeEvent, row, event))
	if k.Suspected == model.None {
		changes = append(changes, set(model.ColKnowledgeSuspected, row, w.st.Tick))
	}
	if level == model.ConfirmedLevel && k.Confirmed == model.None {
		changes = append(changes, set(model.ColKnowledgeConfirmed, row, w.st.Tick))
	}
	if why != model.CauseUnknown {
		changes = append(changes, set(model.ColKnowledgeCause, row, why))
	}
	return changes
}

// relearn replaces what an organisation knew of an incident long over by what it
// learns of a new one.
func (w *World) relearn(row int64, level model.Knowledge, why model.Cause, event model.EventID) []model.Change {
	confirmed := model.Tick(model.None)
	if level == model.ConfirmedLevel {
		confirmed = w.st.Tick
	}
	return []model.Change{
		set(model.ColKnowledgeLevel, row, level), set(model.ColKnowledgeCause, row, why),
		set(model.ColKnowledgeSuspected, row, w.st.Tick), set(model.ColKnowledgeConfirmed, row, confirmed),
		set(model.ColKnowledgeEvent, row, event),
	}
}

// ownersSee has owners notice at once what stops working.
func (w *World) ownersSee() {
	for a := range w.st.Assets {
		st := &w.st.Assets[a]
		if st.Condition == model.Healthy || st.Condition == model.Isolated || st.Knocked != 0 && w.isolatedBelow(model.AssetID(a)) {
			continue
		}
		t := w.t.assetTopic[a]
		c := cause{rule: model.RuleDetection, event: st.Event, self: w.sc.Assets[a].Owner, choice: model.None}
		if t == model.None {
			continue
		}
		// An owner that was warned before it began sees now that it has.
		k, start := &w.st.Knowledge[w.sc.KnowledgeRow(c.self, t)], w.st.Topics[t].Start
		unseen := start != model.None && k.Suspected < start && k.Noticed < start
		if unseen || !w.knows(c.self, t) {
			w.notice(c.self, t, c)
		}
	}
}

// isolatedBelow reports whether an asset is out only because something that it
// depends on was taken off line on purpose: no incident.
func (w *World) isolatedBelow(a model.AssetID) bool {
	for _, d := range w.sc.Assets[a].DependsOn {
		st := &w.st.Assets[d]
		if st.Condition.Down() && st.Condition != model.Isolated && (st.Knocked == 0 || !w.isolatedBelow(d)) {
			return false
		}
	}
	return true
}

// examine sets an organisation to find out what is behind a topic. How long it takes
// is drawn afresh each time.
func (w *World) examine(t model.TopicID, median model.Tick, c cause) {
	if t == model.None || c.self == model.None {
		return
	}
	row := w.sc.KnowledgeRow(c.self, t)
	if w.st.Knowledge[row].Examined > w.st.Tick {
		return
	}
	span := w.draw("examine", w.t.orgs[c.self]).With(w.t.topics[t]).At(w.st.Knowledge[row].Inquiries).
		Lognormal(fixed.FromInt(int64(median)), w.sc.Params.ExamineSpread)
	w.emit(c, model.OrgChanged, w.sc.Topics[t].Of, w.actor(c),
		set(model.ColKnowledgeExamined, row, w.st.Tick+max(1, model.Tick(span.Round()))),
		add(model.ColKnowledgeInquiries, row, int64(1)), set(model.ColKnowledgeEvent, row, w.next()))
}

// conclude ends examinations whose time has come: they find the cause.
func (w *World) conclude() {
	for row := range w.st.Knowledge {
		k := &w.st.Knowledge[row]
		if k.Examined != w.st.Tick {
			continue
		}
		n := len(w.sc.Topics)
		org, t := model.OrgID(row/n), model.TopicID(row%n)
		found, what := w.culprit(t), model.Confirmed
		if found != model.CauseAttack {
			what = model.ClearedAsBenign
		}
		c := cause{rule: model.RuleDetection, event: k.Event, self: org, choice: model.None}
		changes := w.findings(org, t, found)
		w.emit(c, what, w.sc.Topics[t].Of, ref(model.KindOrg, org), append(changes, w.detected(t, w.side(t, org), org)...)...)
		w.also(w.st.Topics[t].Event)
	}
}

// findings are what an examination teaches: the cause, or that there was nothing,
// after which the organisation watches as before.
func (w *World) findings(org model.OrgID, t model.TopicID, found model.Cause) []model.Change {
	event := model.EventID(w.next())
	if found != model.CauseUnknown {
		return w.learn(org, t, model.ConfirmedLevel, found, event)
	}
	row := w.sc.KnowledgeRow(org, t)
	return []model.Change{
		set(model.ColKnowledgeLevel, row, model.NotKnown), set(model.ColKnowledgeCause, row, found),
		set(model.ColKnowledgeSuspected, row, model.Tick(model.None)), set(model.ColKnowledgeConfirmed, row, model.Tick(model.None)),
		set(model.ColKnowledgeEvent, row, event),
	}
}

func (w *World) detectionDue() model.Tick {
	due := model.Never
	for i := range w.st.Watches {
		if st := &w.st.Watches[i]; st.Rate > 0 {
			due = min(due, hazard{st.Rate, st.Hazard, st.Need, st.Since}.due())
		}
	}
	for row := range w.st.Knowledge {
		if at := w.st.Knowledge[row].Examined; at != model.None && at > w.st.Tick {
			due = min(due, at)
		}
	}
	return due
}
