package model

import "tabletop/engine/fixed"

// TruthFacts answers conditions from the state as it is. Injects read it.
type TruthFacts struct {
	Scenario *Scenario
	State    *State
}

// Now returns the current tick.
func (t TruthFacts) Now() Tick { return t.State.Tick }

// Fact answers from the truth.
func (t TruthFacts) Fact(f Fact, a, b int64) fixed.Num {
	sc, st := t.Scenario, t.State
	if v, ok := shared(sc, st, f, a, b); ok {
		return v
	}
	switch f {
	case AssetCondition:
		return fixed.FromInt(int64(st.Assets[a].Condition))
	case AssetHeld:
		return truth(st.Assets[a].Holder != None)
	case AssetOut:
		return hoursOut(st, a)
	case FallbackOn:
		return truth(st.Assets[a].FellBack != 0)
	case AccountsTaken:
		return fixed.FromInt(st.Assets[a].Taken)
	case CampaignStatus:
		return fixed.FromInt(int64(st.Campaigns[a].Status))
	case StepDone:
		return truth(st.Steps[a].Status == StepDoneStage)
	case StepDoneAt:
		return when(st.Steps[a].Done)
	case NarrativePosts, NarrativeRate, NarrativeActive:
		return narrative(sc, st, f, a)
	case Knows, FirstSuspected, ConfirmedAt, CauseOf:
		return t.anyoneKnows(f, TopicID(a))
	case ToldAt:
		return when(st.Knowledge[sc.KnowledgeRow(OrgID(a), TopicID(b))].Suspected)
	case Decided, DecidedAt, DecidedOn:
		return decided(sc, st, f, a, b, None)
	case ChannelOpen:
		return truth(st.Channels[a].Open != 0)
	case TrustIn:
		return st.Channels[a].Trust.Mul(fixed.FromInt(100))
	case SlotLevel:
		return fixed.FromInt(st.Slots[a].Level)
	case SlotCoverage:
		return st.Slots[a].Coverage
	case InjectReleased:
		return truth(st.Injects[a].Status == InjectOut)
	case InjectAt:
		return injectAt(st, a)
	case MeasureIs:
		return st.Measures[a].Value
	case Enforced:
		return enforcedNow(sc, st, a, b)
	}
	return Unknown
}

// anyoneKnows answers for the organisation that knows most, or first.
func (t TruthFacts) anyoneKnows(f Fact, topic TopicID) fixed.Num {
	best := Unknown
	for org := range t.Scenario.Orgs {
		v := knowledge(&t.State.Knowledge[t.Scenario.KnowledgeRow(OrgID(org), topic)], f)
		earlier := f == FirstSuspected || f == ConfirmedAt
		if v != Unknown && (best == Unknown || earlier && v < best || !earlier && v > best) {
			best = v
		}
	}
	return best
}

// shared answers what every asker knows: the calendar and what is public.
func shared(sc *Scenario, st *State, f Fact, a, b int64) (fixed.Num, bool) {
	switch f {
	case DaysToElection:
		return fixed.FromInt(sc.Clock.DaysToElection(st.Tick)), true
	case HourOfDay:
		return fixed.FromRatio(sc.Clock.MinuteOfDay(st.Tick), 60), true
	case PhaseIs:
		return fixed.FromInt(int64(sc.PhaseAt(st.Tick))), true
	case ConfidenceOf:
		return st.Publics[sc.PublicRow(AudienceID(a), Level(b))].Percent, true
	case CredibilityOf:
		return st.Orgs[a].Credibility, true
	case CredibilityWith:
		return st.Credibilities[sc.CredibilityRow(OrgID(a), AudienceID(b))].Percent, true
	case Corrections:
		return st.Narratives[a].Corrected.Mul(fixed.FromInt(100)), true
	case Enforced:
		if Enforcement(b).Visible() {
			return enforcedNow(sc, st, a, b), true
		}
	}
	return 0, false
}

func enforcedNow(sc *Scenario, st *State, a, b int64) fixed.Num {
	from := st.Actions[sc.ActionRow(SpreadID(a), Enforcement(b))].From
	return truth(from != None && from <= st.Tick)
}

func when(t Tick) fixed.Num {
	if t == None {
		return Unknown
	}
	return fixed.FromInt(int64(t))
}

func knowledge(k *KnowledgeState, f Fact) fixed.Num {
	switch f {
	case Knows:
		return fixed.FromInt(int64(k.Level))
	case FirstSuspected:
		return when(k.Suspected)
	case ConfirmedAt:
		return when(k.Confirmed)
	case CauseOf:
		return fixed.FromInt(int64(k.Cause))
	}
	return Unknown
}

func narrative(sc *Scenario, st *State, f Fact, a int64) fixed.Num {
	var posts int64
	var rate fixed.Num
	active := false
	for _, s := range sc.Narratives[a].Spreads {
		posts += st.Spreads[s].Posts
		if st.Spreads[s].End != None {
			active = true
			rate = rate.Add(st.Spreads[s].Rate)
		}
	}
	switch f {
	case NarrativePosts:
		return fixed.FromRatio(posts, 1000)
	case NarrativeRate:
		return rate.DivInt(1000)
	}
	return truth(active)
}

// decided answers for one seat, or for anyone where the seat is None.
func decided(sc *Scenario, st *State, f Fact, a, b int64, seat OrgID) fixed.Num {
	for i := range st.Choices {
		c := &st.Choices[i]
		if c.Decision != a || seat != None && c.Seat != int64(seat) {
			continue
		}
		if f == DecidedOn && int64(sc.TopicOf(Ref{Kind(c.TargetKind), c.Target})) != b {
			continue
		}
		if f == DecidedAt {
			return when(c.At)
		}
		return fixed.One
	}
	if f == DecidedAt {
		return Unknown
	}
	return 0
}

func injectAt(st *State, a int64) fixed.Num {
	if st.Injects[a].Status != InjectOut {
		return Unknown
	}
	return when(st.Injects[a].At)
}

func hoursOut(st *State, a int64) fixed.Num {
	out := st.Assets[a].Out
	if st.Assets[a].Condition.Down() {
		out += st.Tick - st.Assets[a].Since
	}
	return fixed.FromRatio(int64(out), int64(Hour))
}
