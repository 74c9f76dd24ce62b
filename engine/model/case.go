package model

import "tabletop/engine/fixed"

// Case is what a scenario that replays a real case is held to. Such a scenario
// sets facts (dates, exposures, controls) and no constant of the model.
type Case struct {
	Doctrine  string      `json:"doctrine"`  // id of the doctrine by which seats decide as they did then
	Published []Published `json:"published"` // in the order of their ids
}

// Published is one outcome that a source reports, and the measure of a run that
// it is compared with.
type Published struct {
	ID       string     `json:"id"`
	Text     string     `json:"text"`     // "Days until the office noticed"
	Measure  Expression `json:"measure"`  // of the truth when the exercise ends
	AtLeast  fixed.Num  `json:"at_least"` // the source's value or its lower bound; [fixed.Min] where it gives none
	AtMost   fixed.Num  `json:"at_most"`  // the same value or the upper bound; [fixed.Max] where it gives none
	Unit     string     `json:"unit"`     // of value and measure: "d", "accounts"
	Evidence string     `json:"evidence"` // rows of the evidence table
}

// Figure says what the source gives: "19", "at least 14", "at most 24"
// or "7 to 31".
func (p *Published) Figure() string {
	switch {
	case p.AtLeast == p.AtMost:
		return p.AtLeast.String()
	case p.AtMost == fixed.Max:
		return "at least " + p.AtLeast.String()
	case p.AtLeast == fixed.Min:
		return "at most " + p.AtMost.String()
	}
	return p.AtLeast.String() + " to " + p.AtMost.String()
}

// Expression is a compiled expression whose value is a number.
type Expression Condition

// Value evaluates the expression, [Unknown] where it asks for a time that has not
// come.
func (x *Expression) Value(facts Facts) fixed.Num {
	if len(x.Nodes) == 0 {
		return Unknown
	}
	e := evaluation{x.Nodes, facts, TargetIDs{Nothing, None}}
	return e.value(int64(len(x.Nodes) - 1))
}
