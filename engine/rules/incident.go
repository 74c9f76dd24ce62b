package rules

import "tabletop/engine/model"

// An incident of a topic begins with what an attacker or a fault does, and is open
// until its asset is sound, unheld and has been noticed; a claim's never closes.
// What happens to the asset afterwards is a new incident, which people must notice
// anew: what they know of the old one is stale.

// underway reports whether a topic has an incident that has not ended.
func (w *World) underway(t model.TopicID) bool {
	st := &w.st.Topics[t]
	return st.Start != model.None && st.Start >= st.Ended
}

// begin notes that a topic's incident began. An incident that is open goes on; one
// that seemed to be nobody's becomes the attacker's who joins it.
func (w *World) begin(t model.TopicID, campaign model.CampaignID) []model.Change {
	if t == model.None {
		return nil
	}
	row, st := int64(t), &w.st.Topics[t]
	if w.underway(t) {
		if w.hostile(campaign) && !w.hostile(model.CampaignID(st.Campaign)) {
			return []model.Change{set(model.ColTopicCampaign, row, campaign)}
		}
		return nil
	}
	never := model.Tick(model.None)
	detected := never
	finder, found := w.foreseer(t)
	if finder != model.None { // noticed in its making, it goes unnoticed for no time
		detected = w.st.Tick
	}
	return []model.Change{
		set(model.ColTopicStart, row, w.st.Tick), set(model.ColTopicCampaign, row, campaign),
		set(model.ColTopicDetected, row, detected), set(model.ColTopicShared, row, never),
		set(model.ColTopicActed, row, never), set(model.ColTopicEvent, row, w.next()),
		set(model.ColTopicFound, row, found), set(model.ColTopicFinder, row, finder),
	}
}

// foreseer returns who was the first to know something of a topic since its last
// incident ended, and how, or None.
func (w *World) foreseer(t model.TopicID) (model.OrgID, model.Finding) {
	first, found, since := model.OrgID(model.None), model.NotFound, model.Never
	for i := range w.sc.Orgs {
		org := model.OrgID(i)
		k := &w.st.Knowledge[w.sc.KnowledgeRow(org, t)]
		if k.Level == model.NotKnown || k.Suspected <= w.st.Topics[t].Ended || k.Suspected >= since {
			continue
		}
		first, since = org, k.Suspected
		switch k.Suspected { // nobody was there to report it before
		case k.Noticed:
			found = w.side(t, org)
		case k.Tipped:
			found = model.FoundOutside
		default:
			found = model.FoundByInject
		}
	}
	return first, found
}

// knows reports whether an organisation knows of a topic's present incident.
func (w *World) knows(org model.OrgID, t model.TopicID) bool {
	return w.st.Knowledge[w.sc.KnowledgeRow(org, t)].Level != model.NotKnown && !w.stale(org, t)
}

// stale reports whether all that an organisation knows of a topic is of an
// incident before the present one.
func (w *World) stale(org model.OrgID, t model.TopicID) bool {
	st := &w.st.Topics[t]
	return st.Ended != model.None && w.underway(t) && w.st.Knowledge[w.sc.KnowledgeRow(org, t)].Suspected <= st.Ended
}

// closeIncident ends an asset's incident once the asset is sound and unheld and
// somebody has noticed, and counts the hours that it was never shared or acted on.
func (w *World) closeIncident(a model.AssetID) {
	t, asset := w.t.assetTopic[a], &w.st.Assets[a]
	if t == model.None || !w.underway(t) || asset.Condition != model.Healthy || asset.Holder != model.None {
		return
	}
	st := &w.st.Topics[t]
	if st.Detected == model.None || st.Start == w.st.Tick {
		return
	}
	c := cause{rule: model.RuleIntrusion, event: asset.Event, self: model.None, choice: model.None}
	if c.event == 0 {
		c.event = st.Event
	}
	w.emit(c, model.IncidentEnded, ref(model.KindAsset, a), model.Nothing, append(w.unmended(t), set(model.ColTopicEnded, int64(t), w.st.Tick))...)
}

// unmended counts the hours of an incident's stages that never came.
func (w *World) unmended(t model.TopicID) []model.Change {
	st, now := &w.st.Topics[t], w.st.Tick
	if st.Detected == model.None {
		return w.took(t, model.HoursToDetect, now-st.Start)
	}
	var changes []model.Change
	if st.Shared == model.None {
		changes = append(changes, w.took(t, model.HoursToShare, now-st.Detected)...)
	}
	if st.Acted == model.None {
		changes = append(changes, w.took(t, model.HoursToAct, now-st.Detected)...)
	}
	return changes
}

// detected notes the first notice of an incident: how it came to light, and by whom.
func (w *World) detected(t model.TopicID, found model.Finding, by model.OrgID) []model.Change {
	st := &w.st.Topics[t]
	if !w.underway(t) || st.Detected != model.None {
		return nil
	}
	return append([]model.Change{
		set(model.ColTopicDetected, int64(t), w.st.Tick),
		set(model.ColTopicFound, int64(t), found), set(model.ColTopicFinder, int64(t), by),
	}, w.took(t, model.HoursToDetect, w.st.Tick-st.Start)...)
}

// acted notes the first act in force against a topic's incident.
func (w *World) acted(t model.TopicID, c cause) {
	if t == model.None {
		return
	}
	st := &w.st.Topics[t]
	if !w.underway(t) || st.Acted != model.None || st.Detected == model.None {
		return
	}
	w.emit(c, model.HoursCounted, w.sc.Topics[t].Of, w.actor(c), append(
		w.took(t, model.HoursToAct, w.st.Tick-st.Detected),
		set(model.ColTopicActed, int64(t), w.st.Tick))...)
}

// behind returns the campaign behind what there is to see of a topic: who holds
// the asset, whose incident is open, whose step shows, or whose incident it was.
func (w *World) behind(t model.TopicID) model.CampaignID {
	of := w.sc.Topics[t].Of
	switch {
	case of.Kind == model.KindCampaign:
		return model.CampaignID(of.ID)
	case of.Kind == model.KindAsset && w.st.Assets[of.ID].Holder != model.None:
		return model.CampaignID(w.st.Assets[of.ID].Holder)
	case of.Kind == model.KindAsset && !w.underway(t):
		for _, s := range w.t.attackers[of.ID] {
			if w.st.Steps[s].Status == model.StepWorking && w.noise(s) > 0 {
				return w.sc.Steps[s].Campaign
			}
		}
	}
	return model.CampaignID(w.st.Topics[t].Campaign)
}

// hostile reports whether there is a campaign and someone means harm by it.
func (w *World) hostile(id model.CampaignID) bool {
	return id != model.None && !w.sc.Campaigns[id].Benign()
}

// culprit is what an examination finds: an attack, a benign cause, or nothing.
func (w *World) culprit(t model.TopicID) model.Cause {
	campaign := w.behind(t)
	switch {
	case w.hostile(campaign):
		return model.CauseAttack
	case campaign != model.None || w.st.Topics[t].Start != model.None:
		return model.CauseBenign
	}
	return model.CauseUnknown
}
