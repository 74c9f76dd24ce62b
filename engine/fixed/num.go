package fixed

import (
	"math"
	"math/bits"
)

// Num is a signed fixed-point number with 32 fraction bits. Its integer value
// is the number times 2^32. The zero value is 0.
type Num int64

// Landmarks of the range.
const (
	One  Num = 1 << fractionBits
	Half Num = One / 2
	Max  Num = math.MaxInt64 // 2147483647.99999999976...
	Min  Num = math.MinInt64 // -2147483648
	ULP  Num = 1             // the smallest step, 2^-32
)

const (
	fractionBits = 32
	fractionMask = 1<<fractionBits - 1
	signBit      = 1 << 63
)

// FromInt returns n, saturated at Min and Max.
func FromInt(n int64) Num {
	if n > math.MaxInt32 {
		return Max
	}
	if n < math.MinInt32 {
		return Min
	}
	return Num(n) << fractionBits
}

// FromRatio returns num/den rounded once, saturated. A zero den saturates by
// the sign of num, and 0/0 is 0.
func FromRatio(num, den int64) Num {
	return Num(num).Div(Num(den))
}

// Add returns x+y, saturated.
func (x Num) Add(y Num) Num {
	sum := x + y
	if (x^sum)&(y^sum) < 0 {
		return saturated(x < 0)
	}
	return sum
}

// Sub returns x-y, saturated.
func (x Num) Sub(y Num) Num {
	diff := x - y
	if (x^y)&(x^diff) < 0 {
		return saturated(x < 0)
	}
	return diff
}

// Neg returns -x. The negative of Min is Max.
func (x Num) Neg() Num {
	if x == Min {
		return Max
	}
	return -x
}

// Abs returns the magnitude of x. That of Min is Max.
func (x Num) Abs() Num {
	if x < 0 {
		return x.Neg()
	}
	return x
}

// Mul returns x*y, rounded once and saturated.
func (x Num) Mul(y Num) Num {
	hi, lo := bits.Mul64(x.magnitude(), y.magnitude())
	negative := x^y < 0
	if hi >= 1<<31 {
		return saturated(negative)
	}
	return signed(roundShift(hi<<fractionBits|lo>>fractionBits, lo<<fractionBits), negative)
}

// Div returns x/y, rounded once and saturated. Division by zero saturates by
// the sign of x, and 0/0 is 0.
func (x Num) Div(y Num) Num {
	if y == 0 {
		return overZero(x)
	}
	m := x.magnitude()
	return quotient(m>>fractionBits, m<<fractionBits, y.magnitude(), x^y < 0)
}

// MulInt returns x*n, exact unless it saturates.
func (x Num) MulInt(n int64) Num {
	hi, lo := bits.Mul64(x.magnitude(), Num(n).magnitude())
	negative := int64(x)^n < 0
	if hi != 0 {
		return saturated(negative)
	}
	return signed(lo, negative)
}

// DivInt returns x/n, rounded once. Division by zero saturates by the sign of
// x, and 0/0 is 0.
func (x Num) DivInt(n int64) Num {
	if n == 0 {
		return overZero(x)
	}
	return quotient(0, x.magnitude(), Num(n).magnitude(), int64(x)^n < 0)
}

// MulDiv returns a*b/c with the product kept whole, rounded once and
// saturated. A zero c saturates by the sign of a*b, and 0/0 is 0.
func MulDiv(a, b, c Num) Num {
	hi, lo := bits.Mul64(a.magnitude(), b.magnitude())
	if hi|lo == 0 {
		return 0
	}
	if c == 0 {
		return saturated(a^b < 0)
	}
	return quotient(hi, lo, c.magnitude(), a^b^c < 0)
}

// Floor returns the greatest integer not above x.
func (x Num) Floor() int64 {
	return int64(x >> fractionBits)
}

// Ceil returns the least integer not below x.
func (x Num) Ceil() int64 {
	if x&fractionMask == 0 {
		return x.Floor()
	}
	return x.Floor() + 1
}

// Round returns the nearest integer to x, and the even one of two as near.
func (x Num) Round() int64 {
	whole, fraction := x.Floor(), x&fractionMask
	if fraction > Half || fraction == Half && whole&1 != 0 {
		whole++
	}
	return whole
}

// Clamp returns x moved into [low, high]. If low is above high, it returns low.
func (x Num) Clamp(low, high Num) Num {
	return max(low, min(x, high))
}

// magnitude is |x| as an unsigned integer; that of Min is 2^63.
func (x Num) magnitude() uint64 {
	s := uint64(x >> 63)
	return (uint64(x) ^ s) - s
}

// signed gives the magnitude its sign and saturates it.
func signed(magnitude uint64, negative bool) Num {
	if magnitude >= signBit {
		return saturated(negative)
	}
	if negative {
		return -Num(magnitude)
	}
	return Num(magnitude)
}

func saturated(negative bool) Num {
	if negative {
		return Min
	}
	return Max
}

func overZero(x Num) Num {
	if x == 0 {
		return 0
	}
	return saturated(x < 0)
}

// quotient returns hi:lo divided by a non-zero d, rounded half to even.
func quotient(hi, lo, d uint64, negative bool) Num {
	if hi >= d {
		return saturated(negative)
	}
	q, r := bits.Div64(hi, lo, d)
	if q >= signBit {
		return saturated(negative)
	}
	// Up if r is above d-r, or as large and q odd; a branch would be a coin toss.
	_, up := bits.Sub64(d-r, r, q&1)
	return signed(q+up, negative)
}

// roundShift rounds whole + fraction/2^64 half to even.
func roundShift(whole, fraction uint64) uint64 {
	// It carries if fraction is above a half, or equal and whole odd; a branch
	// would be a coin toss.
	_, up := bits.Add64(fraction, signBit-1, whole&1)
	return whole + up
}
