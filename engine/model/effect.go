package model

import "tabletop/engine/fixed"

// Verb is what an effect does.
type Verb int64

// Verbs. In packs an effect is a line of words: "outage harlow-net for 9 d",
// "report target to ei-isac". Each says what its arguments mean: A, B, N (a
// number), For (a median duration).
const (
	NoVerb     Verb = iota
	Steal           // A asset, N share of its records copied
	Encrypt         // A asset, For outage
	Outage          // A asset, For outage
	Deface          // A asset, For until seen and cleaned
	Burst           // A narrative, N times its size
	Pulse           // A narrative, N times a small amplification of what runs now
	Report          // A topic, B org told; goes through the channel from the acting org
	Indicators      // A topic, B org given what to look for; goes through the channel
	Fit             // A asset, B control level, N coverage reached
	Enforce         // A narrative or Nothing for all content, B platform org, Measure
	Ready           // B platform org, Measure: the policy now exists
	Correct         // A narrative, N share of the public reached by a correction
	Prebunk         // A narrative, N share of the public reached before it spreads
	Explain         // Level, N share of the public reached by an official explanation
	Open            // Channel from A org to B org
	Close           //
	Hasten          // Channel from A to B, N multiplies its delays
	Clear           // A org gets clearance
	Consent         // A org consents
	TearLine        // A topic may be read by the uncleared
	Examine         // A topic: the acting org confirms or clears it, For work
	Evict           // A asset: the actor loses it
	Isolate         // A asset: taken off line on purpose, For
	Restore         // A asset: N multiplies what remains of an outage
	FallBack        // A asset: served by hand from now on
	Hunt            // A asset, N multiplies detection, For
	Attribute       // A topic: the acting org says publicly that an actor is behind it
	Indict          // A actor: N more caution
	Surge           // A org, N more analysts, For; From and To lengthen the shift meanwhile
	Credit          // A org, N change of credibility
	Leave           // A asset: the actor leaves it of its own will
	Verbs
)

// VerbWords are the pack's words for [Verb], by value.
var VerbWords = []string{
	"", "steal", "encrypt", "outage", "deface", "burst", "pulse", "report", "indicators", "fit", "enforce",
	"ready", "correct", "prebunk", "explain", "open", "close", "hasten", "clear", "consent", "tear-line",
	"examine", "evict", "isolate", "restore", "fall-back", "hunt", "attribute", "indict", "surge", "credit", "leave",
}

// Binding says where an effect's argument comes from.
type Binding int64

// Bindings of an argument.
const (
	Fixed    Binding = iota // the Ref itself
	ToTarget                // the decision's target
	ToSelf                  // the organisation that acts
	ToOwner                 // the owner of the decision's target
)

// Argument is one argument of an effect.
type Argument struct {
	Bind Binding `json:"b,omitempty"`
	Ref  Ref     `json:"r"`
}

// Effect is one consequence of a step, inject or decision.
type Effect struct {
	Verb    Verb        `json:"verb"`
	A       Argument    `json:"a"`
	B       Argument    `json:"b"`
	N       fixed.Num   `json:"n"`
	For     Tick        `json:"for,omitempty"`
	Measure Enforcement `json:"measure,omitempty"`
	Level   Level       `json:"level,omitempty"`
	From    int64       `json:"from,omitempty"` // Surge: the shift worked meanwhile, in local minutes of
	To      int64       `json:"to,omitempty"`   // the day; both 0: as before
	Text    string      `json:"text"`           // as written, for display
}
