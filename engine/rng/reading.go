package rng

import (
	"math/bits"

	"tabletop/engine/fixed"
)

// Samplers without a closed inverse read their uniform and their parameters to
// readBits significant bits, a relative 2^-24. That is far below what any
// number of draws could show, and far above the error of the computation, so
// that rounding can't turn a step up into a step down.
const readBits = 24

// read rounds a parameter down to readBits significant bits; anything below 0
// becomes 0.
func read(x fixed.Num) fixed.Real {
	return fixed.MakeReal(keep(uint64(max(x, 0))), 0).Scale(-32)
}

// keep zeroes all but the first readBits bits of v from its highest.
func keep(v uint64) uint64 {
	drop := max(0, 64-readBits-bits.LeadingZeros64(v))
	return v >> drop << drop
}

// readUniform rounds a uniform toward 0 below one half, and toward 1 above, so
// that the smaller of u and its complement keeps readBits significant bits.
func readUniform(u fixed.Frac) fixed.Frac {
	if u < 1<<63 {
		return fixed.Frac(keep(uint64(u)))
	}
	return fixed.Frac(keep(uint64(u.Complement()))).Complement()
}

// middle returns the middle of f's step of 2^-64, (f + 1/2)/2^64, and how far
// that is from 1. Neither is ever 0.
func middle(f fixed.Frac) (below, above fixed.Real) {
	return halfStep(f), halfStep(f.Complement())
}

func halfStep(f fixed.Frac) fixed.Real {
	return fixed.MakeReal(uint64(f), -64).Add(fixed.MakeReal(1, -65))
}
