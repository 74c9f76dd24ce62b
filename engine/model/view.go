package model

import "tabletop/engine/fixed"

// View is what one organisation knows: what it noticed, was told, did, or can
// see like everyone. Seat screens, automated seats, legal decisions, objectives
// and grading read it and nothing else.
type View struct {
	sc   *Scenario
	st   *State
	seat OrgID
}

// NewView projects the state onto what an organisation knows.
func NewView(sc *Scenario, st *State, seat OrgID) View { return View{sc, st, seat} }

// Seat returns whose view it is.
func (v View) Seat() OrgID { return v.seat }

// Scenario returns the scenario in play.
func (v View) Scenario() *Scenario { return v.sc }

// Now returns the current tick.
func (v View) Now() Tick { return v.st.Tick }

// Knowledge returns what the seat knows of a topic.
func (v View) Knowledge(t TopicID) KnowledgeState {
	return v.st.Knowledge[v.sc.KnowledgeRow(v.seat, t)]
}

// Suspects reports whether the seat at least suspects something of a topic.
func (v View) Suspects(t TopicID) bool { return t != None && v.Knowledge(t).Level >= SuspectedLevel }

// ShiftAt returns the seat's shift at a tick, in local minutes of the day: the
// scenario's for the phase, lengthened by each surge that works longer hours while
// that one lasts.
func (v View) ShiftAt(t Tick) (from, to int64) {
	from, to = v.sc.ShiftAt(v.seat, t)
	for i := range v.st.Surges {
		if s := &v.st.Surges[i]; s.Org == int64(v.seat) && s.Done == 0 && s.ShiftTo > 0 && t < s.End {
			from, to = min(from, s.ShiftFrom), max(to, s.ShiftTo)
		}
	}
	return from, to
}

// OnShift reports whether the seat's people are at work.
func (v View) OnShift() bool {
	from, to := v.ShiftAt(v.st.Tick)
	minute := v.sc.Clock.MinuteOfDay(v.st.Tick)
	return from <= minute && minute < to
}

// HoursADay returns the staff-hours that the seat has on a full day of its present
// shift.
func (v View) HoursADay() fixed.Num {
	from, to := v.ShiftAt(v.st.Tick)
	return fixed.MulDiv(v.st.Orgs[v.seat].Analysts, fixed.FromInt(to-from), fixed.FromInt(60))
}

// HoursLeft returns the staff-hours that the seat has left today.
func (v View) HoursLeft() fixed.Num {
	return max(0, v.HoursADay().Sub(v.st.Orgs[v.seat].Spent))
}

// Choices lists the seat's own decisions, in the order in which they were taken.
func (v View) Choices() []ChoiceState {
	var own []ChoiceState
	for _, c := range v.st.Choices {
		if c.Seat == int64(v.seat) {
			own = append(own, c)
		}
	}
	return own
}

// Fact answers a condition from what the seat knows.
func (v View) Fact(f Fact, a, b int64) fixed.Num {
	if TakesTopic(f) { // what is asked most
		return knowledge(&v.st.Knowledge[v.sc.KnowledgeRow(v.seat, TopicID(a))], f)
	}
	if value, ok := shared(v.sc, v.st, f, a, b); ok {
		return value
	}
	switch f {
	case AssetCondition:
		return fixed.FromInt(int64(v.Condition(AssetID(a))))
	case AssetOut, FallbackOn:
		if v.SeesAsset(AssetID(a)) {
			return TruthFacts{v.sc, v.st}.Fact(f, a, b)
		}
		return 0
	case NarrativePosts, NarrativeRate, NarrativeActive:
		if v.Suspects(v.sc.TopicOf(Ref{KindNarrative, a})) {
			return narrative(v.sc, v.st, f, a)
		}
		return 0
	case ToldAt:
		return when(v.told(OrgID(a), TopicID(b)))
	case Decided, DecidedAt, DecidedOn:
		return decided(v.sc, v.st, f, a, b, v.seat)
	case ChannelOpen:
		if c := v.sc.Channels[a]; c.From == v.seat || c.To == v.seat {
			return truth(v.st.Channels[a].Open != 0)
		}
		return Unknown
	case TrustIn:
		if v.sc.Channels[a].To == v.seat {
			return TruthFacts{v.sc, v.st}.Fact(f, a, b)
		}
		return Unknown
	case SlotLevel, SlotCoverage:
		if v.sc.Assets[v.sc.Slots[a].Asset].Owner == v.seat {
			return TruthFacts{v.sc, v.st}.Fact(f, a, b)
		}
		return Unknown
	case InjectReleased, InjectAt:
		return v.inject(f, a)
	case Enforced:
		if v.sc.Platforms[v.sc.Spreads[a].Platform].Org == v.seat {
			return enforcedNow(v.sc, v.st, a, b)
		}
		return Unknown
	case MeasureIs:
		if Measures[a].Public {
			return v.st.Measures[a].Value
		}
		return Unknown
	case HoursLeft:
		return v.HoursLeft()
	}
	return Unknown
}

// Condition returns the condition of an asset as the seat knows it: as it is
// where the seat can see it, as last learnt otherwise. Of a public asset others
// see that it is out, not why.
func (v View) Condition(a AssetID) Health {
	if v.SeesAsset(a) {
		health := v.st.Assets[a].Condition
		if health.Down() && v.sc.Assets[a].Owner != v.seat {
			return Offline
		}
		return health
	}
	if t := v.sc.TopicOf(Ref{KindAsset, int64(a)}); v.Suspects(t) {
		return v.Knowledge(t).Health
	}
	return Healthy
}

// SeesAsset reports whether the seat sees the asset's condition by itself: its
// owner does, and everyone does where it is public.
func (v View) SeesAsset(a AssetID) bool {
	return v.sc.Assets[a].Owner == v.seat || v.sc.Assets[a].Public
}

func (v View) inject(f Fact, a int64) fixed.Num {
	addressed := false
	for _, to := range v.sc.Injects[a].To {
		addressed = addressed || to == v.seat
	}
	if !addressed {
		if f == InjectReleased {
			return 0
		}
		return Unknown
	}
	return TruthFacts{v.sc, v.st}.Fact(f, a, 0)
}

// told returns when an organisation learned of a topic, as far as the seat
// knows: from its own knowledge, or from a report it sent and saw read.
func (v View) told(to OrgID, t TopicID) Tick {
	if to == v.seat {
		return v.Knowledge(t).Suspected
	}
	first := Tick(None)
	for i := range v.st.Reports {
		r := &v.st.Reports[i]
		if r.From == int64(v.seat) && r.To == int64(to) && r.Topic == int64(t) && r.Status == ReportDone &&
			(first == None || r.Reads < first) {
			first = r.Reads
		}
	}
	return first
}
