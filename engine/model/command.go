package model

import "tabletop/engine/fixed"

// CommandKind says what a command does.
type CommandKind int64

// Kinds of command.
const (
	Decide       CommandKind = iota // a seat takes Decision, on Target where it has one
	HoldInject                      // facilitator: keep Inject back
	ReleaseHold                     // facilitator: let a held Inject go by its plan again
	SkipInject                      // facilitator: never release Inject
	FireInject                      // facilitator: release Inject now
	MoveInject                      // facilitator: release Inject at At
	OverrideCell                    // facilitator: set Cell to Value, with a reason
)

// CommandKindWords are the words for [CommandKind] in files, by value.
var CommandKindWords = []string{"decide", "hold", "unhold", "skip", "fire", "move", "override"}

// Facilitator is the seat of commands that no organisation gives.
const Facilitator OrgID = None

// Confidence is how sure a person was of a decision.
type Confidence int64

// Degrees of confidence.
const (
	NoConfidence Confidence = iota
	LowConfidence
	EvenConfidence
	HighConfidence
)

// ConfidenceWords are the words for [Confidence], by value.
var ConfidenceWords = []string{"", "low", "even", "high"}

// Command is the only input of a run: a seat's decision or a facilitator's
// act. Rationale and Confidence are kept for the record; no rule reads them.
type Command struct {
	Seat       OrgID // Facilitator for one who holds none
	Kind       CommandKind
	Decision   DecisionID
	Target     Ref
	Inject     InjectID
	At         Tick
	Cell       Cell
	Value      int64
	Auto       bool // decided by a doctrine
	Rationale  string
	Confidence Confidence
}

// Option is one thing a seat may or may not do now.
type Option struct {
	Decision DecisionID
	Target   Ref
	Legal    bool
	Reasons  []string // why not, in plain words; empty when legal
}

// Expectation is what a measure would do to a claim's posts on a platform once a
// burst has settled, by its gain g: what multiplies sharing by η leaves η^(g/(1−g))
// of the posts.
type Expectation struct {
	Narrative NarrativeID
	Platform  PlatformID
	Measure   Enforcement // Enforcements for prebunking
	Gain      fixed.Num   // g, 0..0.95
	Chance    fixed.Num   // that the measure reaches the story at all, 0..1
	Left      fixed.Num   // share of the posts left where it does, 0..1
	Latency   Tick        // median from the order to its being in force
}
