package rules_test

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Conditions as packs compile them, for tests that write none in words.

// is compares a fact with a value.
func is(f model.Fact, a, b int64, op model.Op, value fixed.Num) model.Condition {
	return model.Condition{Nodes: []model.Node{
		{Op: model.OpFact, Fact: f, A: a, B: b},
		{Op: model.OpValue, Value: value},
		{Op: op, X: 0, Y: 1},
	}}
}

// holds is a fact that is true or false.
func holds[T ~int64](f model.Fact, a T) model.Condition {
	return model.Condition{Nodes: []model.Node{{Op: model.OpFact, Fact: f, A: int64(a)}}}
}

// suspects is the condition that the asker knows of the decision's target.
func suspects() model.Condition {
	c := is(model.Knows, 0, 0, model.OpGreaterEqual, fixed.FromInt(int64(model.SuspectedLevel)))
	c.Nodes[0].Target = true
	return c
}
