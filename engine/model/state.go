package model

import "tabletop/engine/fixed"

// Table is one table of a [State].
type Table int64

// The tables, in the order in which a state is encoded and hashed.
const (
	TableMeasures Table = iota
	TableOrgs
	TableChannels
	TableAssets
	TableSlots
	TableActors
	TableCampaigns
	TableSteps
	TableNarratives
	TableSpreads
	TableActions
	TablePolicies
	TablePublics
	TableLevels
	TableExposures
	TableKnowledge
	TableWatches
	TableIndicators
	TableTopics
	TableInjects
	TableTasks
	TableChoices
	TableReports
	TableSurges
	TableCredibilities
	TablePlatforms
	Tables
)

// State is everything that changes while an exercise runs: flat tables of small
// rows, indexed by the dense ids of the Scenario. A number that is not in a table
// is not in the hash, and does not exist. Ids, ticks and event numbers that are
// absent hold [None].
type State struct {
	Tick      Tick    // the last tick whose rules have run; −1 before the first
	Stirred   Tick    // the tick of the last event that was not routine
	LastEvent EventID // the last event applied

	Measures   []MeasureState
	Orgs       []OrgState
	Channels   []ChannelState
	Assets     []AssetState
	Slots      []SlotState
	Actors     []ActorState
	Campaigns  []CampaignState
	Steps      []StepState
	Narratives []NarrativeState
	Spreads    []SpreadState
	Actions    []ActionState
	Policies   []PolicyState
	Publics    []PublicState
	Levels     []LevelState
	Exposures  []ExposureState
	Knowledge  []KnowledgeState
	Watches    []WatchState
	Indicators []IndicatorState
	Topics     []TopicState
	Injects    []InjectState
	Tasks      []TaskState
	Choices    []ChoiceState
	Reports    []ReportState
	Surges     []SurgeState

	Credibilities []CredibilityState
	Platforms     []PlatformState
}

// MeasureState is what changes of one headline measure.
type MeasureState struct {
	Value fixed.Num // in the measure's unit; see Measures
}

// OrgState is what changes of one organisation.
type OrgState struct {
	Spent       fixed.Num // staff-hours spent today
	Analysts    fixed.Num // people on shift, surges included
	SurgeEnd    Tick      // when the next surge goes home, None without one
	SurgeBy     fixed.Num // analysts of all surges
	Credibility fixed.Num // percent, the mean over audiences by their size
	Cleared     int64     // 1 with clearance
	Consents    int64     // 1 once it consents
	Event       EventID   // last event that changed it
}

// ChannelState is what changes of one channel.
type ChannelState struct {
	Open  int64     // 1 when it carries reports
	Pace  fixed.Num // multiplies its delays
	Event EventID   // last change
	Trust fixed.Num // 0..1: how far its reader relies on its sender
}

// AssetState is what changes of one asset.
type AssetState struct {
	Condition Health  // see AssetConditions
	Since     Tick    // of its condition
	Until     Tick    // when it is restored by itself
	Event     EventID // that put it in its condition
	Holder    int64   // campaign that holds it, or None
	HeldSince Tick
	Burned    int64 // how often defenders threw a holder out
	Breaks    int64 // how often it broke
	Knocked   int64 // 1 when out only because something it depends on is
	FellBack  int64 // 1 when served by hand
	FallEvent EventID
	Hunt      fixed.Num // multiplies detection on it
	HuntEnd   Tick
	HuntEvent EventID // that began the hunt
	Out       Tick    // ticks out of service up to Since

	Missing      fixed.Num // share of its service that is missing, 0..1
	MissingSince Tick      // up to when what that costs has been counted
	MissingEvent EventID   // that took the service away
	Taken        int64     // accounts taken so far, where it stands for many
}

// SlotState is what changes of one control as fitted.
type SlotState struct {
	Level    int64     // control
	Coverage fixed.Num // 0..1
	Event    EventID   // last change
}

// ActorState is what changes of one threat actor.
type ActorState struct {
	Caution fixed.Num
	Event   EventID // last change
}

// CampaignState is what changes of one campaign.
type CampaignState struct {
	Status CampaignStage // see CampaignStatuses
	Event  EventID       // last change
}

// StepState is what changes of one step.
type StepState struct {
	Status StepStage // see StepStatuses
	Rate   fixed.Num // hazard a day in force
	Hazard fixed.Num // gathered up to Since
	Since  Tick      // when Rate came into force
	Need   fixed.Num // hazard at which it succeeds
	Began  Tick      // when work on it began
	Done   Tick      // when it succeeded
	Event  EventID   // last change

	Stalled Tick  // since when it has made little progress or none, None while it goes well
	Burned  int64 // 1 once defenders have closed this way in to its actor
}

// NarrativeState is what changes of one narrative.
type NarrativeState struct {
	Counted      int64     // posts counted into exposure
	Corrected    fixed.Num // share of the public reached by corrections
	CorrectEvent EventID
	PrebunkEvent EventID
	Event        EventID // first burst
}

// SpreadState is what changes of one narrative on one platform.
type SpreadState struct {
	Burst      int64 // number of the burst, from 1
	Start      Tick
	End        Tick      // None when quiet
	Momentum   fixed.Num // v of the spread process
	Alpha      fixed.Num // base rate of this burst
	Posts      int64     // all posts so far
	BurstPosts int64     // posts of this burst
	Rate       fixed.Num // posts an hour, smoothed
	Echo       int64     // 1 when this burst is an echo
	EchoAt     Tick      // when the next echo begins, None without one
	EchoSize   fixed.Num
	Cross      int64   // posts at which the burst crosses to other platforms, 0 when it has or can't
	Event      EventID // that began the burst
}

// ActionState is what changes of one enforcement on one spread.
type ActionState struct {
	From     Tick      // when it is in force, None without order
	Strength fixed.Num // cut, coverage included
	Event    EventID   // of the order, then of its coming into force
}

// PolicyState is what changes of one enforcement of one platform.
type PolicyState struct {
	Ready int64   // 1 when the platform has this policy
	From  Tick    // whole-platform enforcements: when in force, None otherwise
	Event EventID // last change
}

// PublicState is what changes of one audience at one level.
type PublicState struct {
	Logit   fixed.Num // of the share confident
	Percent fixed.Num // share confident, percent
	Reach   fixed.Num // share to be won by official explanations at the next day's turn
}

// LevelState is what changes of one level of confidence.
type LevelState struct {
	Reach fixed.Num // share to be reached by official explanations at the next day's turn
	Event EventID   // last explanation
}

// ExposureState is what changes of one narrative in one audience.
type ExposureState struct {
	Share     fixed.Num // exposed so far, 0..1
	Prebunk   fixed.Num // share protected when prebunked
	PrebunkAt Tick
	Corrected fixed.Num // share that heard a correction and believed it
}

// KnowledgeState is what changes of one organisation on one topic.
type KnowledgeState struct {
	Level     Knowledge // see KnowledgeLevels
	Suspected Tick      // first suspected
	Noticed   Tick      // when its own people noticed, None otherwise
	Tipped    Tick      // when outsiders who hold no seat told it, None otherwise
	Confirmed Tick      // confirmed
	Cause     Cause     // see Causes
	Health    Health    // condition of the asset as last learnt
	Examined  Tick      // when its own examination ends, None without one
	Inquiries int64     // examinations it has begun
	Event     EventID   // that taught it last
}

// WatchState is what changes of one organisation's watch on one topic.
type WatchState struct {
	Rate   fixed.Num // hazard a day in force
	Hazard fixed.Num // gathered up to Since
	Since  Tick
	Need   fixed.Num // hazard at which it notices
}

// IndicatorState is what changes of one organisation on one technique.
type IndicatorState struct {
	Lift  fixed.Num // factor on detection of matching steps, 0 without
	Event EventID   // that gave it
}

// TopicState is what changes of one topic's incident.
type TopicState struct {
	Campaign int64   // that began it, or None
	Start    Tick    // when it began, None before
	Detected Tick    // first noticed by anyone
	Shared   Tick    // first report of it read by another
	Acted    Tick    // first act against it in force
	Ended    Tick    // when the last incident ended, None before
	TearLine int64   // 1 when the uncleared may read of it
	Accused  int64   // how often it was publicly called an attack
	Event    EventID // that began it
	Found    Finding // who noticed it first, as its owner sees it; nobody for claims and campaigns
	Finder   int64   // organisation that noticed it first, or None
}

// InjectState is what changes of one inject.
type InjectState struct {
	Status InjectStatus // see InjectStatuses
	At     Tick         // planned or released
	Ripe   Tick         // when its condition first held, None before
	Event  EventID      // last change
}

// TaskState is what changes of one critical task.
type TaskState struct {
	Status TaskStatus // see TaskStatuses
	At     Tick       // when judged
	Event  EventID
}

// ChoiceState is what changes of one decision taken; rows are added.
type ChoiceState struct {
	Decision   int64
	Seat       int64
	TargetKind int64
	Target     int64
	At         Tick    // taken
	Due        Tick    // takes effect
	Done       int64   // 1 once in effect
	Event      EventID // taken
}

// ReportState is what changes of one report under way or read; rows are added.
type ReportState struct {
	From       int64
	To         int64
	Topic      int64
	Level      Knowledge
	Cause      Cause
	Indicators int64 // 1 when it carries indicators
	Classified int64
	Sent       Tick
	Arrives    Tick
	Reads      Tick         // when triage is done with it
	Status     ReportStatus // see ReportStatuses
	Choice     int64        // row of the decision that sent it, or None
	Event      EventID      // last change
	Outcome    Outcome      // what its reader made of it
	Proof      Proof        // what became of what it said
}

// CredibilityState is what changes of one organisation's word with one audience.
type CredibilityState struct {
	Percent fixed.Num // percent
}

// PlatformState is what changes of one platform's treatment of true stories.
type PlatformState struct {
	Held  fixed.Num // posts of true stories held back for all to see, since the last day's turn
	Shown fixed.Num // posts of true stories that went through meanwhile
	Quiet fixed.Num // posts of true stories held back so that nobody saw it
}

// SurgeState is what changes of one surge of an organisation's staff; rows are
// added.
type SurgeState struct {
	Org       int64
	Analysts  fixed.Num
	End       Tick    // when they go home
	Done      int64   // 1 once they have
	Event     EventID // that brought them
	ShiftFrom int64   // with longer hours for everybody: local minute at which they begin
	ShiftTo   int64   // and end; both 0 without
}

// Columns of each table; a [Cell] is a column and a row.
const (
	ColMeasureValue Column = Column(TableMeasures)<<columnBits + iota
)

const (
	ColOrgSpent Column = Column(TableOrgs)<<columnBits + iota
	ColOrgAnalysts
	ColOrgSurgeEnd
	ColOrgSurgeBy
	ColOrgCredibility
	ColOrgCleared
	ColOrgConsents
	ColOrgEvent
)

const (
	ColChannelOpen Column = Column(TableChannels)<<columnBits + iota
	ColChannelPace
	ColChannelEvent
	ColChannelTrust
)

const (
	ColAssetCondition Column = Column(TableAssets)<<columnBits + iota
	ColAssetSince
	ColAssetUntil
	ColAssetEvent
	ColAssetHolder
	ColAssetHeldSince
	ColAssetBurned
	ColAssetBreaks
	ColAssetKnocked
	ColAssetFellBack
	ColAssetFallEvent
	ColAssetHunt
	ColAssetHuntEnd
	ColAssetHuntEvent
	ColAssetOut
	ColAssetMissing
	ColAssetMissingSince
	ColAssetMissingEvent
	ColAssetTaken
)

const (
	ColSlotLevel Column = Column(TableSlots)<<columnBits + iota
	ColSlotCoverage
	ColSlotEvent
)

const (
	ColActorCaution Column = Column(TableActors)<<columnBits + iota
	ColActorEvent
)

const (
	ColCampaignStatus Column = Column(TableCampaigns)<<columnBits + iota
	ColCampaignEvent
)

const (
	ColStepStatus Column = Column(TableSteps)<<columnBits + iota
	ColStepRate
	ColStepHazard
	ColStepSince
	ColStepNeed
	ColStepBegan
	ColStepDone
	ColStepEvent
	ColStepStalled
	ColStepBurned
)

const (
	ColNarrativeCounted Column = Column(TableNarratives)<<columnBits + iota
	ColNarrativeCorrected
	ColNarrativeCorrectEvent
	ColNarrativePrebunkEvent
	ColNarrativeEvent
)

const (
	ColSpreadBurst Column = Column(TableSpreads)<<columnBits + iota
	ColSpreadStart
	ColSpreadEnd
	ColSpreadMomentum
	ColSpreadAlpha
	ColSpreadPosts
	ColSpreadBurstPosts
	ColSpreadRate
	ColSpreadEcho
	ColSpreadEchoAt
	ColSpreadEchoSize
	ColSpreadCross
	ColSpreadEvent
)

const (
	ColActionFrom Column = Column(TableActions)<<columnBits + iota
	ColActionStrength
	ColActionEvent
)

const (
	ColPolicyReady Column = Column(TablePolicies)<<columnBits + iota
	ColPolicyFrom
	ColPolicyEvent
)

const (
	ColPublicLogit Column = Column(TablePublics)<<columnBits + iota
	ColPublicPercent
	ColPublicReach
)

const (
	ColLevelReach Column = Column(TableLevels)<<columnBits + iota
	ColLevelEvent
)

const (
	ColExposureShare Column = Column(TableExposures)<<columnBits + iota
	ColExposurePrebunk
	ColExposurePrebunkAt
	ColExposureCorrected
)

const (
	ColKnowledgeLevel Column = Column(TableKnowledge)<<columnBits + iota
	ColKnowledgeSuspected
	ColKnowledgeNoticed
	ColKnowledgeTipped
	ColKnowledgeConfirmed
	ColKnowledgeCause
	ColKnowledgeHealth
	ColKnowledgeExamined
	ColKnowledgeInquiries
	ColKnowledgeEvent
)

const (
	ColWatchRate Column = Column(TableWatches)<<columnBits + iota
	ColWatchHazard
	ColWatchSince
	ColWatchNeed
)

const (
	ColIndicatorLift Column = Column(TableIndicators)<<columnBits + iota
	ColIndicatorEvent
)

const (
	ColTopicCampaign Column = Column(TableTopics)<<columnBits + iota
	ColTopicStart
	ColTopicDetected
	ColTopicShared
	ColTopicActed
	ColTopicEnded
	ColTopicTearLine
	ColTopicAccused
	ColTopicEvent
	ColTopicFound
	ColTopicFinder
)

const (
	ColInjectStatus Column = Column(TableInjects)<<columnBits + iota
	ColInjectAt
	ColInjectRipe
	ColInjectEvent
)

const (
	ColTaskStatus Column = Column(TableTasks)<<columnBits + iota
	ColTaskAt
	ColTaskEvent
)

const (
	ColChoiceDecision Column = Column(TableChoices)<<columnBits + iota
	ColChoiceSeat
	ColChoiceTargetKind
	ColChoiceTarget
	ColChoiceAt
	ColChoiceDue
	ColChoiceDone
	ColChoiceEvent
)

const (
	ColReportFrom Column = Column(TableReports)<<columnBits + iota
	ColReportTo
	ColReportTopic
	ColReportLevel
	ColReportCause
	ColReportIndicators
	ColReportClassified
	ColReportSent
	ColReportArrives
	ColReportReads
	ColReportStatus
	ColReportChoice
	ColReportEvent
	ColReportOutcome
	ColReportProof
)

const (
	ColCredibilityPercent Column = Column(TableCredibilities)<<columnBits + iota
)

const (
	ColPlatformHeld Column = Column(TablePlatforms)<<columnBits + iota
	ColPlatformShown
	ColPlatformQuiet
)

const (
	ColSurgeOrg Column = Column(TableSurges)<<columnBits + iota
	ColSurgeAnalysts
	ColSurgeEnd
	ColSurgeDone
	ColSurgeEvent
	ColSurgeShiftFrom
	ColSurgeShiftTo
)
