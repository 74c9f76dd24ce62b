// Package rng draws chance from keys instead of from a shared stream.
//
// A [Key] is a hash of what a draw is for: the run's seed, the stream, the
// thing's name path, and the tick where the draw repeats.
//
//	step := rng.HashName("campaign.ransomware.step.phish") // once, at load
//	key := rng.Seed(seed).Name("intrusion").With(step).At(tick)
//	if key.Bernoulli(p) { ... }
//
// Equal keys give equal luck and other keys unrelated luck, so it does not
// matter in which order draws are made, or which others are made at all:
// remove one actor, and everybody else's luck is what it was.
//
// # One uniform, inverted
//
// Every sampler turns one uniform draw into its result by inverting the
// distribution function. Hence, under one key, a result never falls as the
// uniform rises, and moves with a parameter as the distribution does: more
// probability, a higher mean, a higher median or a longer scale never gives
// less. That is what makes two runs that differ in one decision comparable.
// Each sampler states what holds for its other parameters.
//
// Every sampler also exists as a function of the uniform, such as
// [PoissonQuantile], for draws that are to be correlated and for tables. Gamma
// variables and counts read the uniform and their parameters to 24 significant
// bits, so that their rounding can't break this order; within 2^-32 of either
// end a count reads no further.
//
// A key is one piece of luck. Two samplers under the same key see the same
// uniform; give each draw a key of its own unless that is wanted.
package rng
