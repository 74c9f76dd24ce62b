package rng

import "tabletop/engine/fixed"

// Bernoulli returns true with probability p. Under one key it never turns
// false as p rises.
func (k Key) Bernoulli(p fixed.Frac) bool {
	return BernoulliQuantile(k.Uniform(), p)
}

// BernoulliQuantile reports whether u is within p of 1. Certainty is true at
// every u, and 0 at none.
func BernoulliQuantile(u, p fixed.Frac) bool {
	return u.Complement() < p || p == fixed.FracOne
}

// Exponential returns a waiting time with the given mean, in the mean's unit.
// Under one key it is proportional to the mean; for a mean of 0 or less it
// is 0.
func (k Key) Exponential(mean fixed.Num) fixed.Num {
	return ExponentialQuantile(k.Uniform(), mean)
}

// ExponentialQuantile returns -mean*ln(1-u). It is at most 44.4 means.
func ExponentialQuantile(u fixed.Frac, mean fixed.Num) fixed.Num {
	return max(mean, 0).Mul(fixed.NegLog(max(u.Complement(), 1)))
}

// Normal returns a normal variable with the given mean and standard deviation.
// Under one key it rises with the mean; with the deviation it moves away from
// the mean. A negative deviation counts as 0.
func (k Key) Normal(mean, deviation fixed.Num) fixed.Num {
	return NormalQuantile(k.Uniform(), mean, deviation)
}

// NormalQuantile returns the value that a normal variable stays below with
// probability u. It is within 9.2 deviations of the mean.
func NormalQuantile(u fixed.Frac, mean, deviation fixed.Num) fixed.Num {
	return mean.Add(max(deviation, 0).Mul(fixed.NormalQuantile(u)))
}

// Lognormal returns a variable whose logarithm is normal: half of all draws
// are below the median, and spread is the standard deviation of the natural
// logarithm (0.7 puts two draws in three between half and twice the median).
// Under one key it is proportional to the median; with the spread it moves
// away from the median. A negative median or spread counts as 0.
func (k Key) Lognormal(median, spread fixed.Num) fixed.Num {
	return LognormalQuantile(k.Uniform(), median, spread)
}

// LognormalQuantile returns median*e^(spread*z) with z the normal quantile of
// u.
func LognormalQuantile(u fixed.Frac, median, spread fixed.Num) fixed.Num {
	return fixed.MulExp(max(median, 0), max(spread, 0).Mul(fixed.NormalQuantile(u)))
}
