package model

import "tabletop/engine/fixed"

// Type is the type of a condition's value.
type Type int64

// Types of values. All are carried as a [fixed.Num]: a bool is 0 or 1, a time
// is a tick as a whole number, a word is its position in its list.
const (
	Bool Type = iota
	Number
	Time
	Word
)

// Unknown is the value of a time that has not come. Every comparison with it
// is false, except !=, so "hours_since(first_suspected(x)) >= 24" does not hold
// for what was never suspected.
const Unknown = fixed.Min

// Fact is something that a condition may ask.
type Fact int64

// Facts. A and B are the ids of the arguments.
const (
	NoFact          Fact = iota
	DaysToElection       // number
	HourOfDay            // number, local
	PhaseIs              // word: id of the phase
	AssetCondition       // A asset: word
	AssetHeld            // A asset: bool, truth only
	AssetOut             // A asset: hours out of service so far, number
	FallbackOn           // A asset: bool
	CampaignStatus       // A campaign: word, truth only
	StepDone             // A step: bool, truth only
	StepDoneAt           // A step: time, truth only
	NarrativePosts       // A narrative: number, thousands of posts so far
	NarrativeRate        // A narrative: number, thousands of posts in the last hour
	NarrativeActive      // A narrative: bool
	Knows                // A topic: word, level of knowledge
	FirstSuspected       // A topic: time
	ConfirmedAt          // A topic: time
	CauseOf              // A topic: word: unknown, benign, attack
	ToldAt               // A org, B topic: time it was told, as far as the asker knows
	Decided              // A decision: bool, by the asker (truth: by anyone)
	DecidedAt            // A decision: time of the first
	DecidedOn            // A decision, B target's topic: bool
	Enforced             // A spread, B enforcement: bool
	ChannelOpen          // A channel: bool
	SlotLevel            // A slot: word, the control level's position in its group
	SlotCoverage         // A slot: number
	InjectReleased       // A inject: bool
	InjectAt             // A inject: time
	MeasureIs            // A measure: number in the measure's unit
	ConfidenceOf         // A audience, B level: number, percent
	CredibilityOf        // A org: number, percent
	HoursLeft            // number: staff-hours the asker has left today
	Corrections          // A narrative: number: percent of the public reached
	AccountsTaken        // A asset: number of its accounts that were taken, truth only
	CredibilityWith      // A org, B audience: number, percent
	TrustIn              // A channel: number, percent; its reader's in its sender
)

// Op is an operation of a condition's tree.
type Op int64

// Operations.
const (
	OpValue Op = iota // Value
	OpFact            // Fact(A, B)
	OpNot             // !X
	OpAnd             // X && Y
	OpOr              // X || Y
	OpEqual
	OpNotEqual
	OpLess
	OpLessEqual
	OpGreater
	OpGreaterEqual
	OpAdd
	OpSub
	OpMul
	OpDiv
	OpHoursBetween // hours from X to Y
	OpHoursSince   // hours from X to now
)

// Node is one node of a condition's tree. X and Y are positions of its
// children, which always come before it.
type Node struct {
	Op     Op        `json:"op"`
	X      int64     `json:"x,omitempty"`
	Y      int64     `json:"y,omitempty"`
	Fact   Fact      `json:"f,omitempty"`
	A      int64     `json:"a,omitempty"`
	B      int64     `json:"b,omitempty"`
	Target bool      `json:"t,omitempty"` // A comes from the option's target
	Value  fixed.Num `json:"v,omitempty"`
}

// Condition is a compiled condition: nodes in post-order, the last the root.
type Condition struct {
	Text  string `json:"text"`
	Nodes []Node `json:"nodes"`
}

// Facts answers what a condition asks, from the truth or from a seat's View.
type Facts interface {
	// Fact returns the value of a fact, [Unknown] for a time that has not come.
	Fact(f Fact, a, b int64) fixed.Num
	// Now returns the current tick.
	Now() Tick
}

// TargetIDs are the ids by which a target may be asked about: as itself and as
// a topic.
type TargetIDs struct {
	Ref   Ref
	Topic TopicID
}

// Holds evaluates a condition that has no target. A nil condition holds.
func (c *Condition) Holds(facts Facts) bool { return c.HoldsFor(facts, TargetIDs{Nothing, None}) }

// HoldsFor evaluates a condition in which "target" means the given thing.
func (c *Condition) HoldsFor(facts Facts, target TargetIDs) bool {
	if c == nil || len(c.Nodes) == 0 {
		return true
	}
	e := evaluation{c.Nodes, facts, target}
	return yes(e.value(int64(len(c.Nodes) - 1)))
}

// AsksOfTarget reports whether a condition speaks of the target.
func (c *Condition) AsksOfTarget() bool {
	if c == nil {
		return false
	}
	for i := range c.Nodes {
		if c.Nodes[i].Target {
			return true
		}
	}
	return false
}

type evaluation struct {
	nodes  []Node
	facts  Facts
	target TargetIDs
}

func (e *evaluation) value(i int64) fixed.Num {
	n := &e.nodes[i]
	switch n.Op {
	case OpValue:
		return n.Value
	case OpFact:
		return e.fact(n)
	case OpNot:
		return truth(e.value(n.X) == 0) // what is unknown is not denied either
	case OpAnd:
		return truth(yes(e.value(n.X)) && yes(e.value(n.Y)))
	case OpOr:
		return truth(yes(e.value(n.X)) || yes(e.value(n.Y)))
	case OpHoursSince:
		return hours(e.value(n.X), fixed.FromInt(int64(e.facts.Now())))
	}
	x, y := e.operand(n.X), e.operand(n.Y)
	switch n.Op {
	case OpHoursBetween:
		return hours(x, y)
	case OpAdd, OpSub, OpMul, OpDiv:
		return arithmetic(n.Op, x, y)
	}
	return truth(compare(n.Op, x, y))
}

// operand is value for the operands of comparisons and sums, which are facts and
// constants nearly always.
func (e *evaluation) operand(i int64) fixed.Num {
	switch n := &e.nodes[i]; n.Op {
	case OpValue:
		return n.Value
	case OpFact:
		return e.fact(n)
	}
	return e.value(i)
}

func (e *evaluation) fact(n *Node) fixed.Num {
	a := n.A
	if n.Target {
		a = e.target.Ref.ID
		if TakesTopic(n.Fact) {
			a = int64(e.target.Topic)
		} else if e.target.Ref.Kind != Concerns(n.Fact) {
			return Unknown // a claim has no backups, an asset no posts
		}
		if a < 0 {
			return Unknown
		}
	}
	return e.facts.Fact(n.Fact, a, n.B)
}

// Concerns returns the kind of thing that a fact's first argument is, or NoKind
// where it has none.
func Concerns(f Fact) Kind {
	switch f {
	case AssetCondition, AssetHeld, AssetOut, FallbackOn, AccountsTaken:
		return KindAsset
	case CampaignStatus:
		return KindCampaign
	case StepDone, StepDoneAt:
		return KindStep
	case NarrativePosts, NarrativeRate, NarrativeActive, Corrections:
		return KindNarrative
	case Knows, FirstSuspected, ConfirmedAt, CauseOf:
		return KindTopic
	case ToldAt, CredibilityOf, CredibilityWith:
		return KindOrg
	case Decided, DecidedAt, DecidedOn:
		return KindDecision
	case Enforced:
		return KindSpread
	case ChannelOpen, TrustIn:
		return KindChannel
	case InjectReleased, InjectAt:
		return KindInject
	case MeasureIs:
		return KindMeasure
	case ConfidenceOf:
		return KindAudience
	}
	return NoKind
}

// TakesTopic reports whether a fact's first argument is a topic.
func TakesTopic(f Fact) bool {
	switch f {
	case Knows, FirstSuspected, ConfirmedAt, CauseOf:
		return true
	}
	return false
}

func yes(x fixed.Num) bool { return x != 0 && x != Unknown }

func truth(b bool) fixed.Num {
	if b {
		return fixed.One
	}
	return 0
}

func hours(from, to fixed.Num) fixed.Num {
	if from == Unknown || to == Unknown {
		return Unknown
	}
	return to.Sub(from).DivInt(int64(Hour))
}

func arithmetic(op Op, x, y fixed.Num) fixed.Num {
	if x == Unknown || y == Unknown {
		return Unknown
	}
	switch op {
	case OpAdd:
		return x.Add(y)
	case OpSub:
		return x.Sub(y)
	case OpMul:
		return x.Mul(y)
	}
	return x.Div(y)
}

func compare(op Op, x, y fixed.Num) bool {
	if op == OpNotEqual {
		return x != y
	}
	if x == Unknown || y == Unknown {
		return false
	}
	switch op {
	case OpEqual:
		return x == y
	case OpLess:
		return x < y
	case OpLessEqual:
		return x <= y
	case OpGreater:
		return x > y
	case OpGreaterEqual:
		return x >= y
	}
	return false
}
