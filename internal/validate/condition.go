package validate

import (
	"tabletop/engine/fixed"
)

// never is a minute that no event reaches.
const never = int64(1) << 40

// tickMinutes is how long a tick lasts (D1).
const tickMinutes = 5

// A Condition is one published counterfactual: what was done to every event of
// the population, to how many of them, and from when. The zero value does
// nothing only together with [Nothing]; build conditions from it.
type Condition struct {
	Nudge      fixed.Num // multiplier on sharing, η: 0.9 is a 10% nudge
	NudgeShare fixed.Num // share of events it acts on
	NudgeFrom  int64     // minute of the event from which it acts
	Largest    bool      // the nudged events are the largest, not drawn at random

	Breaker      fixed.Num // circuit-breaker multiplier on the gain, c
	BreakerShare fixed.Num
	BreakerFrom  int64

	RemovalShare fixed.Num // share of events that are removed
	RemovalAt    int64     // minute at which they are

	Bans []Rule // accounts taken out of the pool of posters
}

// Nothing is the condition without any intervention.
func Nothing() Condition {
	return Condition{
		Nudge: fixed.One, NudgeShare: fixed.One, Breaker: fixed.One, BreakerFrom: never, RemovalAt: never,
	}
}

// tickOf returns the tick that begins nearest to a minute.
func tickOf(minute int64) int64 {
	if minute >= never {
		return never
	}
	return (minute + tickMinutes/2) / tickMinutes
}

// A Target is one published result and how near the model must come to it.
type Target struct {
	ID        string
	Source    string
	Condition Condition
	Published float64 // change of the number of posts over all events, per cent
	Tolerance float64 // percentage points either way
	HowRead   string  // "printed", "digitised", or as the file says
}
