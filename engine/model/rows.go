package model

// Rows of tables that belong to two things at once.

// KnowledgeRow is the row of one organisation's knowledge of one topic.
func (sc *Scenario) KnowledgeRow(o OrgID, t TopicID) int64 {
	return int64(o)*int64(len(sc.Topics)) + int64(t)
}

// PublicRow is the row of one audience at one level.
func (sc *Scenario) PublicRow(a AudienceID, l Level) int64 { return int64(a)*int64(Levels) + int64(l) }

// ExposureRow is the row of one narrative in one audience.
func (sc *Scenario) ExposureRow(n NarrativeID, a AudienceID) int64 {
	return int64(n)*int64(len(sc.Audiences)) + int64(a)
}

// CredibilityRow is the row of one organisation's word with one audience.
func (sc *Scenario) CredibilityRow(o OrgID, a AudienceID) int64 {
	return int64(o)*int64(len(sc.Audiences)) + int64(a)
}

// ActionRow is the row of one enforcement on one spread.
func (sc *Scenario) ActionRow(s SpreadID, e Enforcement) int64 {
	return int64(s)*int64(Enforcements) + int64(e)
}

// PolicyRow is the row of one enforcement of one platform.
func (sc *Scenario) PolicyRow(p PlatformID, e Enforcement) int64 {
	return int64(p)*int64(Enforcements) + int64(e)
}

// IndicatorRow is the row of one organisation's indicators for one technique.
func (sc *Scenario) IndicatorRow(o OrgID, t TechniqueID) int64 {
	return int64(o)*int64(len(sc.Techniques)) + int64(t)
}

// TopicOf returns the topic that a thing is, or None. Topics stand in the order
// assets, narratives, campaigns, so no search is needed.
func (sc *Scenario) TopicOf(r Ref) TopicID {
	at := r.ID
	switch r.Kind {
	case KindTopic, KindAsset:
	case KindNarrative:
		at += int64(len(sc.Assets))
	case KindCampaign:
		at += int64(len(sc.Assets) + len(sc.Narratives))
	default:
		return None
	}
	if at < 0 || at >= int64(len(sc.Topics)) {
		return None
	}
	return TopicID(at)
}

// PhaseAt returns the phase of a tick, or None before the first.
func (sc *Scenario) PhaseAt(t Tick) PhaseID {
	at := PhaseID(None)
	for i := range sc.Phases {
		if sc.Phases[i].From <= t {
			at = PhaseID(i)
		}
	}
	return at
}

// ShiftAt returns an organisation's shift at a tick in local minutes of the day:
// its own, lengthened by the phase's where it has one.
func (sc *Scenario) ShiftAt(o OrgID, t Tick) (from, to int64) {
	org := &sc.Orgs[o]
	from, to = org.ShiftFrom, org.ShiftTo
	if len(org.Shifts) == 0 {
		return from, to
	}
	phase := sc.PhaseAt(t)
	for _, s := range org.Shifts {
		if s.Phase == phase {
			from, to = min(from, s.From), max(to, s.To)
		}
	}
	return from, to
}

// PlatformOf returns the platform that an organisation runs, or None.
func (sc *Scenario) PlatformOf(o OrgID) PlatformID {
	for i := range sc.Platforms {
		if sc.Platforms[i].Org == o {
			return PlatformID(i)
		}
	}
	return None
}

// ChannelBetween returns the channel from one organisation to another, or None.
func (sc *Scenario) ChannelBetween(from, to OrgID) ChannelID {
	for i := range sc.Channels {
		if sc.Channels[i].From == from && sc.Channels[i].To == to {
			return ChannelID(i)
		}
	}
	return None
}

// OrgNamed returns the organisation with an id, or None.
func (sc *Scenario) OrgNamed(id string) OrgID {
	for i := range sc.Orgs {
		if sc.Orgs[i].ID == id {
			return OrgID(i)
		}
	}
	return None
}

// DecisionNamed returns the decision with an id, or None.
func (sc *Scenario) DecisionNamed(id string) DecisionID {
	for i := range sc.Decisions {
		if sc.Decisions[i].ID == id {
			return DecisionID(i)
		}
	}
	return None
}
