package fixed

import (
	"math"
	"math/bits"
)

// Real is a number with 64 significant bits and a wide exponent, made of
// integers: the intermediate form for formulas whose parts are far below an
// ulp or far beyond the range of a Num. Each operation is correct within a
// relative 2^-62, except where it says otherwise or where a difference
// cancels. The zero value is 0. Results beyond 2^realLimit stay there, and
// results below 2^-realLimit are 0. Compare with Less.
type Real struct {
	m        uint64 // 0, or at least 2^63
	e        int32  // the magnitude is m*2^e
	negative bool
}

const realLimit = 1 << 24

// MakeReal returns mantissa*2^exponent, exactly.
func MakeReal(mantissa uint64, exponent int) Real {
	if mantissa == 0 {
		return Real{}
	}
	n := bits.LeadingZeros64(mantissa)
	return bounded(mantissa<<n, exponent-n, false)
}

// RealInt returns n, exactly.
func RealInt(n int64) Real {
	r := MakeReal(Num(n).magnitude(), 0)
	r.negative = n < 0
	return r
}

// Real returns x, exactly.
func (x Num) Real() Real {
	r := MakeReal(x.magnitude(), -fractionBits)
	r.negative = x < 0
	return r
}

// Real returns f/2^64, exactly, and 1 for FracOne.
func (f Frac) Real() Real {
	if f == FracOne {
		return RealInt(1)
	}
	return MakeReal(uint64(f), -64)
}

// Num returns a rounded to a Num, saturated.
func (a Real) Num() Num {
	switch shift := -(int(a.e) + fractionBits); {
	case a.m == 0 || shift > 64:
		return 0
	case shift <= 0:
		return saturated(a.negative)
	default:
		return signed(roundShift(a.m>>shift, a.m<<(64-shift)), a.negative)
	}
}

// Floor returns the greatest integer not above a, saturated to int64.
func (a Real) Floor() int64 {
	shift := -int(a.e)
	if a.m == 0 {
		return 0
	}
	if shift <= 0 {
		return int64(saturated(a.negative))
	}
	whole, rest := a.m>>shift, a.m<<(64-min(shift, 64))
	if shift > 64 {
		rest = a.m
	}
	if !a.negative {
		return int64(whole)
	}
	if rest != 0 {
		whole++
	}
	return -int64(whole)
}

// IsZero reports whether a is 0.
func (a Real) IsZero() bool { return a.m == 0 }

// IsNegative reports whether a is below 0.
func (a Real) IsNegative() bool { return a.negative }

// Less reports whether a < b.
func (a Real) Less(b Real) bool {
	if a.negative != b.negative {
		return a.negative
	}
	if a.negative {
		a, b = b, a
	}
	switch {
	case a.m == 0 || b.m == 0:
		return b.m != 0
	case a.e != b.e:
		return a.e < b.e
	default:
		return a.m < b.m
	}
}

// Neg returns -a.
func (a Real) Neg() Real {
	a.negative = !a.negative && a.m != 0
	return a
}

// Scale returns a*2^n.
func (a Real) Scale(n int) Real {
	if a.m == 0 {
		return a
	}
	return bounded(a.m, int(a.e)+n, a.negative)
}

// Mul returns a*b.
func (a Real) Mul(b Real) Real {
	hi, lo := bits.Mul64(a.m, b.m)
	if hi == 0 {
		return Real{}
	}
	e := int(a.e) + int(b.e) + 64
	if hi < signBit {
		hi = hi<<1 | lo>>63
		e--
	}
	return bounded(hi, e, a.negative != b.negative)
}

// Div returns a/b. Division by zero gives 2^realLimit with the sign of a, and
// 0/0 is 0.
func (a Real) Div(b Real) Real {
	if a.m == 0 {
		return Real{}
	}
	if b.m == 0 {
		return bounded(signBit, 2*realLimit, a.negative)
	}
	q, _ := bits.Div64(a.m>>1, a.m<<63, b.m)
	e := int(a.e) - int(b.e) - 63
	if q < signBit {
		q <<= 1
		e--
	}
	return bounded(q, e, a.negative != b.negative)
}

// Add returns a+b.
func (a Real) Add(b Real) Real {
	if b.m == 0 {
		return a
	}
	if a.m == 0 {
		return b
	}
	if a.e < b.e || a.e == b.e && a.m < b.m {
		a, b = b, a
	}
	small := b.m >> min(uint(a.e-b.e), 64)
	if a.negative == b.negative {
		sum, carry := bits.Add64(a.m, small, 0)
		if carry != 0 {
			sum = sum>>1 | signBit
			return bounded(sum, int(a.e)+1, a.negative)
		}
		a.m = sum
		return a
	}
	diff := a.m - small
	if diff == 0 {
		return Real{}
	}
	n := bits.LeadingZeros64(diff)
	return bounded(diff<<n, int(a.e)-n, a.negative)
}

// Sub returns a-b.
func (a Real) Sub(b Real) Real {
	return a.Add(b.Neg())
}

// Sqrt returns the square root of a, and 0 for a negative a.
func (a Real) Sqrt() Real {
	if a.m == 0 || a.negative {
		return Real{}
	}
	odd := int(a.e) & 1
	root := sqrt128(a.m>>(2-odd), a.m<<(62+odd)) // of a.m * 2^(62+odd)
	return MakeReal(root, (int(a.e)-62-odd)/2)
}

// Exp returns e^a. Its relative error is below 2^-62 while |a| is below 2, and
// grows with |a| as the last bit of a does.
func (a Real) Exp() Real {
	const log2e = 0xB8AA3B295C17F0BC // log2(e) in units of 2^-63
	switch shift := -int(a.e); {
	case a.m == 0 || shift > 128:
		return RealInt(1)
	case shift < 64-24: // |a| is 2^24 or more
		if a.negative {
			return Real{}
		}
		return bounded(signBit, 2*realLimit, false)
	default:
		// a = n*ln 2 + r, with a as an integer and a fraction of 2^64.
		whole, fraction := a.m>>shift, a.m<<(64-min(shift, 64))
		if shift > 64 {
			fraction = a.m >> (shift - 64)
		}
		hi, _ := bits.Mul64(whole<<32|fraction>>32, log2e) // in units of 2^-31
		n := int64(hi >> 31)
		if a.negative {
			fraction, n = -fraction, -n-1
		}
		m, k := expNear(fraction, n)
		return bounded(m, k-63, false)
	}
}

// Log returns the natural logarithm of a, with an absolute error below 2^-69
// or a relative one below 2^-62. For an a of 0 or less it returns -2^realLimit.
func (a Real) Log() Real {
	if a.m == 0 || a.negative {
		return bounded(signBit, 2*realLimit, true)
	}
	hi, lo := logFraction(a.m)
	return wide{hi: hi, lo: lo}.minusLn2(-int(a.e) - 63).real()
}

// Log1p returns ln(1+a) for an a of 0 or more, however small, with a relative
// error below 2^-54. A negative a counts as 0.
func (a Real) Log1p() Real {
	if a.m == 0 || a.negative {
		return Real{}
	}
	// Below 2^-8, n is at least 1 and a is a.m >> n in units of 2^-71.
	if n := -71 - int(a.e); n > 0 {
		return a.Mul(MakeReal(logSeries(a.m>>min(n, 64)), -64))
	}
	return RealInt(1).Add(a).Log()
}

// real returns w to 64 significant bits.
func (w wide) real() Real {
	negative := w.whole < 0
	if negative {
		w = wide{}.sub(w)
	}
	r := MakeReal(uint64(w.whole), 0).Add(MakeReal(w.hi, -64)).Add(MakeReal(w.lo, -128))
	r.negative = negative && r.m != 0
	return r
}

// bounded keeps the exponent within the limits.
func bounded(m uint64, e int, negative bool) Real {
	if e > realLimit {
		return Real{math.MaxUint64, realLimit, negative}
	}
	if e < -realLimit {
		return Real{}
	}
	return Real{m, int32(e), negative}
}
