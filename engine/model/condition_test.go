package model

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"tabletop/engine/fixed"
)

// answers is a Facts with fixed answers by fact and first argument.
type answers struct {
	now   Tick
	known map[[2]int64]fixed.Num
}

func (a answers) Now() Tick { return a.now }

func (a answers) Fact(f Fact, x, _ int64) fixed.Num {
	if v, ok := a.known[[2]int64{int64(f), x}]; ok {
		return v
	}
	return Unknown
}

func number(n int64) Node { return Node{Op: OpValue, Value: fixed.FromInt(n)} }

func TestConditions(t *testing.T) {
	facts := answers{now: 48, known: map[[2]int64]fixed.Num{
		{int64(DaysToElection), 0}: fixed.FromInt(12),
		{int64(FirstSuspected), 3}: fixed.FromInt(24),
		{int64(Knows), 3}:          fixed.One,
	}}
	since := []Node{{Op: OpFact, Fact: FirstSuspected, A: 3}, {Op: OpHoursSince, X: 0}}
	never := []Node{{Op: OpFact, Fact: FirstSuspected, A: 4}, {Op: OpHoursSince, X: 0}}
	for name, c := range map[string]struct {
		nodes []Node
		want  bool
	}{
		"empty holds":       {nil, true},
		"number":            {[]Node{{Op: OpFact, Fact: DaysToElection}, number(12), {Op: OpLessEqual, X: 0, Y: 1}}, true},
		"not":               {[]Node{number(0), {Op: OpNot, X: 0}}, true},
		"and":               {[]Node{number(1), number(0), {Op: OpAnd, X: 0, Y: 1}}, false},
		"or":                {[]Node{number(1), number(0), {Op: OpOr, X: 0, Y: 1}}, true},
		"arithmetic":        {[]Node{number(7), number(2), {Op: OpDiv, X: 0, Y: 1}, number(3), {Op: OpGreater, X: 2, Y: 3}}, true},
		"two hours since":   {append(since, number(2), Node{Op: OpEqual, X: 1, Y: 2}), true},
		"never is not late": {append(never, number(2), Node{Op: OpGreaterEqual, X: 1, Y: 2}), false},
		"nor early":         {append(never, number(2), Node{Op: OpLess, X: 1, Y: 2}), false},
		"but it differs":    {append(never, number(2), Node{Op: OpNotEqual, X: 1, Y: 2}), true},
		"never plus one":    {append(never, number(1), Node{Op: OpAdd, X: 1, Y: 2}, number(0), Node{Op: OpLess, X: 3, Y: 4}), false},
	} {
		got := (&Condition{Nodes: c.nodes}).Holds(facts)
		assert.Equal(t, c.want, got, name)
	}
	assert.True(t, (*Condition)(nil).Holds(facts))
}

func TestConditionsAboutATarget(t *testing.T) {
	facts := answers{known: map[[2]int64]fixed.Num{{int64(Knows), 3}: fixed.One}}
	c := Condition{Nodes: []Node{{Op: OpFact, Fact: Knows, Target: true}, number(1), {Op: OpGreaterEqual, X: 0, Y: 1}}}
	assert.True(t, c.HoldsFor(facts, TargetIDs{Ref{KindNarrative, 0}, 3}))
	assert.False(t, c.HoldsFor(facts, TargetIDs{Ref{KindNarrative, 1}, 4}))
	assert.False(t, c.Holds(facts), "without a target nothing is known of it")

	posts := Node{Op: OpFact, Fact: NarrativeActive, Target: true}
	asset := TargetIDs{Ref{KindAsset, 9}, 9}
	assert.False(t, (&Condition{Nodes: []Node{posts}}).HoldsFor(facts, asset), "an asset has no posts")
	assert.False(t, (&Condition{Nodes: []Node{posts, {Op: OpNot, X: 0}}}).HoldsFor(facts, asset), "nor none")
}
