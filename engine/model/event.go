package model

import "fmt"

// EventID numbers the events of a run from 1.
type EventID int64

// Rule is the rule system that emitted an event.
type Rule int64

// Rule systems, in their order within a tick.
const (
	RuleDecisions Rule = iota
	RuleInjects
	RuleCampaigns
	RuleIntrusion
	RuleSpread
	RuleDetection
	RuleSharing
	RulePublic
	RuleMeasures
	Rules
)

// RuleWords are the words for [Rule] in files, by value.
var RuleWords = []string{
	"decisions", "injects", "campaigns", "intrusion", "spread", "detection", "sharing", "public", "measures",
}

// What says what happened, for people and for why-queries.
type What int64

// What can happen.
const (
	DecisionTaken What = iota
	DecisionMatured
	InjectChanged
	InjectReleasedEvent
	Overridden
	CampaignBegan
	CampaignEnded
	ActorAdapted
	StepBegan
	StepPaced
	StepSucceeded
	StepBlocked
	StepAbandoned
	AssetTaken
	AssetFreed
	AssetBroken
	AssetRestored
	AssetFellBack
	RecordsStolen
	ControlFitted
	BurstBegan
	BurstTicked
	BurstEnded
	BridgeCrossed
	EnforcementOrdered
	EnforcementForce
	WatchPaced
	Noticed
	Confirmed
	ClearedAsBenign
	ReportSent
	ReportArrived
	ReportRead
	ReportLost
	IndicatorGiven
	ChannelChanged
	OrgChanged
	Corrected
	PrebunkedEvent
	Drifted
	ExposureFell
	OutageFell
	BlockedFell
	ExplainedRose
	AlarmFell
	CredibilityMoved
	HoursCounted
	VotesBlockedEvent
	DayTurned
	TaskMet
	TaskMissed
	TrueContentHeld
	IncidentEnded
	OutsidersTold
	ServiceChanged
	AccountTaken
	ReportRepeated
	ReportSetAside
	ReportContradicted
	TrustMoved
	CredibilityDrifted
	EnforcementMissed
	Whats
)

// Routine reports whether an event alone gives no rule system but its own reason
// to look again before it is due: a burst goes on.
func (w What) Routine() bool { return w == BurstTicked }

// WhatWords are the words for [What] in files, by value.
var WhatWords = []string{
	"decision-taken", "decision-matured", "inject-changed", "inject-released", "overridden",
	"campaign-began", "campaign-ended", "actor-adapted", "step-began", "step-paced", "step-succeeded",
	"step-blocked", "step-abandoned", "asset-taken", "asset-freed", "asset-broken", "asset-restored",
	"asset-fell-back", "records-stolen", "control-fitted", "burst-began", "burst-ticked", "burst-ended",
	"bridge-crossed", "enforcement-ordered", "enforcement-in-force", "watch-paced", "noticed", "confirmed",
	"cleared-as-benign", "report-sent", "report-arrived", "report-read", "report-lost", "indicator-given",
	"channel-changed", "org-changed", "corrected", "prebunked", "drifted", "exposure-fell", "outage-fell",
	"blocked-fell", "explained-rose", "alarm-fell", "credibility-moved", "hours-counted", "votes-blocked",
	"day-turned", "task-met", "task-missed", "true-content-held", "incident-ended",
	"outsiders-told", "service-changed", "account-taken",
	"report-repeated", "report-set-aside", "report-contradicted", "trust-moved", "credibility-drifted",
	"enforcement-missed",
}

// Event is how the truth changes: one thing that happened, what it changed by
// how much, and the events that caused it. Subject and Object say whom it
// concerns. The first cause is the one that a why-tree follows.
type Event struct {
	ID      EventID
	Tick    Tick
	Rule    Rule
	What    What
	Subject Ref
	Object  Ref
	Changes []Change
	Causes  []EventID
}

// Change alters one cell: sets it to Value, or adds Value to it.
type Change struct {
	Cell  Cell
	Set   bool
	Value int64
}

// Cell names one number of a State: a column and a row.
type Cell struct {
	Column Column
	Row    int64
}

// Apply changes the state as the event says. It is the only code that changes
// a state, and it knows no rules. It fails on an event that is out of order or
// names a cell that does not exist, and then changes nothing.
func (s *State) Apply(e *Event) error {
	if e.ID != s.LastEvent+1 {
		return fmt.Errorf("event %d follows event %d", e.ID, s.LastEvent)
	}
	if e.Tick < s.Tick {
		return fmt.Errorf("event %d is at tick %d, before tick %d", e.ID, e.Tick, s.Tick)
	}
	for i := range e.Changes {
		if !s.accepts(e.Changes[i].Cell) {
			return fmt.Errorf("event %d changes %s row %d, which does not exist",
				e.ID, e.Changes[i].Cell.Column, e.Changes[i].Cell.Row)
		}
	}
	s.Tick, s.LastEvent = e.Tick, e.ID
	if !e.What.Routine() {
		s.Stirred = e.Tick
	}
	for i := range e.Changes {
		c := &e.Changes[i]
		p := s.cell(c.Cell)
		if c.Set {
			*p = c.Value
		} else {
			*p += c.Value
		}
	}
	return nil
}

// Pass moves the state to a later tick in which nothing happened.
func (s *State) Pass(t Tick) {
	if t > s.Tick {
		s.Tick = t
	}
}
