package model

// Health is the condition of an asset.
type Health int64

// Conditions of an asset, from well to worst.
const (
	Healthy Health = iota
	Isolated
	Defaced
	Offline
	Encrypted
)

// ConditionWords are the words for [Health], by value.
var ConditionWords = []string{"healthy", "isolated", "defaced", "offline", "encrypted"}

// Down reports whether an asset in this condition serves nobody.
func (h Health) Down() bool { return h == Isolated || h == Offline || h == Encrypted }

// CampaignStage is how far a campaign is.
type CampaignStage int64

// Stages of a campaign.
const (
	CampaignWaiting CampaignStage = iota
	CampaignActive
	CampaignDone
	CampaignAbandoned
)

// CampaignStatusWords are the words for [CampaignStage], by value.
var CampaignStatusWords = []string{"waiting", "active", "done", "abandoned"}

// StepStage is how far a step is.
type StepStage int64

// Stages of a step.
const (
	StepWaiting StepStage = iota
	StepWorking
	StepDoneStage
	StepShut // the path does not exist, is blocked or was burned
)

// StepStatusWords are the words for [StepStage], by value.
var StepStatusWords = []string{"waiting", "working", "done", "shut"}

// Knowledge is how much an organisation knows of a topic.
type Knowledge int64

// Levels of knowledge.
const (
	NotKnown Knowledge = iota
	SuspectedLevel
	ConfirmedLevel
)

// KnowledgeWords are the words for [Knowledge], by value.
var KnowledgeWords = []string{"unknown", "suspected", "confirmed"}

// Cause is what an organisation takes to be behind a topic.
type Cause int64

// Causes.
const (
	CauseUnknown Cause = iota
	CauseBenign
	CauseAttack
)

// CauseWords are the words for [Cause], by value.
var CauseWords = []string{"unknown", "benign", "attack"}

// Finding is how an incident of an asset came to light, as its owner sees it.
type Finding int64

// Ways in which an incident comes to light.
const (
	NotFound      Finding = iota
	FoundInside           // by the owner's own people
	FoundOutside          // by anyone else (C14)
	FoundByInject         // the exercise told
)

// FindingWords are the words for [Finding], by value.
var FindingWords = []string{"unfound", "inside", "outside", "inject"}

// InjectStatus is where an inject stands in a run.
type InjectStatus int64

// Statuses of an inject.
const (
	InjectPlanned InjectStatus = iota
	InjectHeld
	InjectSkipped
	InjectOut
)

// InjectStatusWords are the words for [InjectStatus], by value.
var InjectStatusWords = []string{"planned", "held", "skipped", "released"}

// TaskStatus is the verdict on a critical task.
type TaskStatus int64

// Verdicts.
const (
	TaskOpen TaskStatus = iota
	TaskMetStatus
	TaskMissedStatus
)

// TaskStatusWords are the words for [TaskStatus], by value.
var TaskStatusWords = []string{"open", "met", "missed"}

// ReportStatus is where a report is.
type ReportStatus int64

// Statuses of a report.
const (
	ReportTravelling ReportStatus = iota
	ReportWaiting                 // arrived, in triage
	ReportDone                    // read and understood
	ReportLostStatus              // the channel closed, or the reader may not act on it
)

// ReportStatusWords are the words for [ReportStatus], by value.
var ReportStatusWords = []string{"travelling", "waiting", "read", "lost"}

// Outcome is what a reader made of a report.
type Outcome int64

// Outcomes of reading.
const (
	NotRead    Outcome = iota
	Taught             // it said something new
	Repeated           // the reader knew as much
	SetAside           // the reader relies too little on those who say so
	Overruled          // it contradicts what the reader holds, which weighs as much or more
	Overruling         // it contradicts what the reader held, and weighs more
)

// OutcomeWords are the words for [Outcome], by value.
var OutcomeWords = []string{"not-read", "taught", "repeated", "set-aside", "overruled", "overruling"}

// Proof is what became of what a report said, as its reader found out.
type Proof int64

// Proofs of a report.
const (
	Unproved Proof = iota
	ProvedRight
	ProvedWrong
)

// ProofWords are the words for [Proof], by value.
var ProofWords = []string{"unproved", "right", "wrong"}
