package fixed

import (
	"math"
	"math/bits"
)

// Frac is a probability in steps of 2^-64: the value f stands for f/2^64, and
// the highest value, [FracOne], stands for certainty. Fracs compare with Go's
// own operators.
type Frac uint64

// FracOne is certainty, the probability 1.
const FracOne Frac = math.MaxUint64

// FracOf returns x as a probability, clamped to [0, 1]. It is exact.
func FracOf(x Num) Frac {
	if x <= 0 {
		return 0
	}
	if x >= One {
		return FracOne
	}
	return Frac(x) << fractionBits
}

// Num returns f rounded to a Num. FracOne gives One.
func (f Frac) Num() Num {
	return Num(roundShift(uint64(f>>fractionBits), uint64(f<<fractionBits)))
}

// String returns the decimal text of f.Num().
func (f Frac) String() string {
	return f.Num().String()
}

// Complement returns 1-f, within 2^-64. It is its own inverse, and turns 0 and
// FracOne into each other.
func (f Frac) Complement() Frac {
	return ^f
}

// Mul returns the probability f*g of two independent events, within 2^-64.
// FracOne changes nothing.
func (f Frac) Mul(g Frac) Frac {
	if f == FracOne {
		return g
	}
	if g == FracOne {
		return f
	}
	hi, _ := bits.Mul64(uint64(f), uint64(g))
	return Frac(hi)
}

// OneMinusExpNeg returns 1-e^-h, the probability of an event whose cumulative
// hazard is h, within 3*2^-64 at every h, however small. It is 0 for h of 0 or
// less.
func OneMinusExpNeg(h Num) Frac {
	const certain = 45 * One // e^-45 < 2^-64
	if h <= 0 {
		return 0
	}
	if h >= certain {
		return FracOne
	}
	m, k := expParts(int64(-h>>fractionBits), uint64(-h)<<fractionBits)
	if missed := m >> (-1 - k); missed > 0 {
		return Frac(-missed)
	}
	return FracOne
}

// NegLog returns -ln f with an error below 0.51 ulp: a unit exponential when f
// is a uniform draw. NegLog(FracOne) is 0, and NegLog(0) saturates to Max.
func NegLog(f Frac) Num {
	if f == FracOne {
		return 0
	}
	if f == 0 {
		return Max
	}
	return wide{}.sub(logScaled(uint64(f), 64)).num()
}
