package rng

import (
	"cmp"
	"slices"

	"tabletop/engine/fixed"
)

// Candidate is one thing that Choose may take: its own key and its weight. The
// key belongs to the thing and to this choice, such as
// choice.With(HashName("platform.video")).
type Candidate struct {
	Key    Key
	Weight fixed.Num
}

// Choose returns the index of one candidate, each with a probability
// proportional to its weight, or -1 if no weight is above 0.
//
// It is a race: each candidate arrives after an exponential time drawn from
// its own key, divided by its weight, and the first one wins. So the order of
// the list does not matter; taking out a candidate that did not win changes
// nothing, and if the winner is taken out, the second wins; raising a
// candidate's weight can only move the choice to it.
func Choose(candidates []Candidate) int {
	best := -1
	var first fixed.Real
	for i, c := range candidates {
		if c.Weight <= 0 {
			continue
		}
		arrival := c.arrival()
		if best < 0 || arrival.Less(first) || !first.Less(arrival) && c.Key < candidates[best].Key {
			best, first = i, arrival
		}
	}
	return best
}

// arrival returns -ln(u) over the weight.
func (c Candidate) arrival() fixed.Real {
	below, _ := middle(c.Key.Uniform())
	return below.Log().Neg().Div(c.Weight.Real())
}

// Shuffle puts items into a random order, every order as likely as any other.
// Each item brings its own key, so that the order does not depend on how the
// items stood before, and adding or removing one leaves the others in their
// order. Equal keys keep their places.
func Shuffle[T any](items []T, key func(item T) Key) {
	slices.SortStableFunc(items, func(a, b T) int {
		return cmp.Compare(key(a).Uint64(), key(b).Uint64())
	})
}
