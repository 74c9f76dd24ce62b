package model

// Kind says which table of the scenario a [Ref] points into.
type Kind int64

// The kinds of things that events, commands and conditions speak of.
const (
	NoKind Kind = iota
	KindScenario
	KindOrg
	KindChannel
	KindAsset
	KindControl
	KindActor
	KindCampaign
	KindStep
	KindNarrative
	KindPlatform
	KindAudience
	KindDecision
	KindInject
	KindObjective
	KindTask
	KindSpread
	KindTechnique
	KindReport
	KindPhase
	KindMeasure
	KindTopic
)

var kindNames = [...]string{
	"", "scenario", "org", "channel", "asset", "control", "actor", "campaign", "step", "narrative",
	"platform", "audience", "decision", "inject", "objective", "task", "spread", "technique", "report",
	"phase", "measure", "topic",
}

// String returns the word that paths use for the kind: "org", "asset", ….
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return "unknown"
	}
	return kindNames[k]
}

// KindNamed returns the kind a path word names, or NoKind.
func KindNamed(word string) Kind {
	for i, n := range kindNames {
		if n == word {
			return Kind(i)
		}
	}
	return NoKind
}

// None is the id, tick or event number that means "there is none".
const None = -1

// Dense identifiers: positions in the tables of a [Scenario].
type (
	OrgID       int64
	ChannelID   int64
	AssetID     int64
	ControlID   int64
	ActorID     int64
	CampaignID  int64
	StepID      int64
	NarrativeID int64
	PlatformID  int64
	AudienceID  int64
	DecisionID  int64
	InjectID    int64
	ObjectiveID int64
	TaskID      int64
	SpreadID    int64
	TechniqueID int64
	TopicID     int64
	PhaseID     int64
	MeasureID   int64
)

// Ref names one thing of a scenario: its kind and its dense id.
type Ref struct {
	Kind Kind  `json:"k"`
	ID   int64 `json:"i"`
}

// Nothing is the Ref that names no thing.
var Nothing = Ref{Kind: NoKind, ID: None}

// IsNothing reports whether the ref names no thing.
func (r Ref) IsNothing() bool { return r.Kind == NoKind }
