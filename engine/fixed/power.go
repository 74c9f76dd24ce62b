package fixed

import (
	"math"
	"math/bits"
)

// Sqrt returns the square root of x, correctly rounded, and 0 for a negative
// x.
func Sqrt(x Num) Num {
	if x <= 0 {
		return 0
	}
	hi, lo := uint64(x)>>fractionBits, uint64(x)<<fractionBits
	root := sqrt128(hi, lo)
	// Up if hi:lo is above (root + 1/2)^2, that is if the rest exceeds root.
	_, square := bits.Mul64(root, root)
	if lo-square > root {
		root++
	}
	return Num(root)
}

// sqrt128 returns the integer part of the square root of hi:lo, for hi of at
// most 2^64-3.
func sqrt128(hi, lo uint64) uint64 {
	if hi|lo == 0 {
		return 0
	}
	n := bits.LeadingZeros64(hi)
	if hi == 0 {
		n = 64 + bits.LeadingZeros64(lo)
	}
	n &^= 1 // an even shift brings the first bit to one of the two highest places
	var top, rest uint64
	if n < 64 {
		top, rest = hi<<n|lo>>(64-n), lo<<n
	} else {
		top = lo << (n - 64)
	}
	guess := uint64(math.MaxUint64)
	if root := sqrt64(top) + 1; root <= math.MaxUint32 {
		guess = root << 32
	}
	// guess is above the root of top:rest, so it exceeds top except at the end
	// of its range.
	q := guess
	if top < guess {
		q, _ = bits.Div64(top, rest, guess)
	}
	sum, carry := bits.Add64(guess, q, 0)
	root := (sum>>1 | carry<<63) >> (n / 2)
	for squareAbove(root, hi, lo) {
		root--
	}
	for !squareAbove(root+1, hi, lo) {
		root++
	}
	return root
}

// squareAbove reports whether root^2 > hi:lo.
func squareAbove(root, hi, lo uint64) bool {
	squareHi, squareLo := bits.Mul64(root, root)
	return squareHi > hi || squareHi == hi && squareLo > lo
}

// sqrt64 returns the square root of v from 2^62, at most one below or above:
// a straight line within 5%, and three steps of Newton.
func sqrt64(v uint64) uint64 {
	root := v>>33 + v>>35 + 0x5EB851EB
	root = (root + v/root) / 2
	root = (root + v/root) / 2
	return (root + v/root) / 2
}

// Pow returns x^y for x above 0, as e^(y ln x). The error is at most 2 ulp and
// the result times |y|*2^-65, which matters only for |y| above 2^25 or results
// above 2^20. Pow(x, 0) is 1; a negative x counts as 0; Pow(0, y) is 0 for a
// positive y and Max for a negative one.
func Pow(x, y Num) Num {
	switch {
	case y == 0:
		return One
	case x <= 0 && y > 0:
		return 0
	case x <= 0:
		return Max
	case y == One:
		return x
	}
	l := logScaled(uint64(x), fractionBits)
	negative := y < 0
	if l.whole < 0 {
		l = wide{}.sub(l)
		negative = !negative
	}
	whole, fraction := l.times(y.magnitude())
	if whole >= 24 {
		if negative {
			return 0
		}
		return Max
	}
	if negative {
		var borrow uint64
		fraction, borrow = bits.Sub64(0, fraction, 0)
		whole = -whole - borrow
	}
	m, k := expParts(int64(whole), fraction)
	return scaled(m, k)
}

// times returns w*y/2^32 for a w of 0 or more, as an integer, saturated, and a
// fraction of 2^64.
func (w wide) times(y uint64) (whole, fraction uint64) {
	c0, _ := bits.Mul64(w.lo, y)
	c1, l1 := bits.Mul64(w.hi, y)
	c2, l2 := bits.Mul64(uint64(w.whole), y)
	l1, c := bits.Add64(l1, c0, 0)
	l2, c = bits.Add64(l2, c1, c)
	if c2 += c; c2>>32 != 0 {
		return math.MaxUint64, 0
	}
	return c2<<32 | l2>>32, l2<<32 | l1>>32
}
