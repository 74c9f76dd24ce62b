package fixed

import "math/bits"

// ln 2 = 0.693147... as a fraction of 2^128, and of 2^64 the high word alone.
const (
	ln2Hi = 0xB17217F7D1CF79AB
	ln2Lo = 0xC9E3B39803F2F6AF
)

// Beyond these arguments a result saturates or is 0; they need not be sharp.
const (
	expHighest = 22 * One  // e^22 > 2^31
	expLowest  = -24 * One // e^-24 < 2^-33
)

// Exp returns e^x. The error is below 0.51 ulp for results up to 2^20 and at
// most 2 ulp beyond. Results from 2^31 saturate.
func Exp(x Num) Num {
	if x >= expHighest {
		return Max
	}
	if x <= expLowest {
		return 0
	}
	m, k := expParts(int64(x>>fractionBits), uint64(x)<<fractionBits)
	return scaled(m, k)
}

// Expm1 returns e^x - 1, with the error of Exp.
func Expm1(x Num) Num {
	return Exp(x).Sub(One)
}

// Pow2 returns 2^x, exact for integers. The error is below 0.51 ulp for
// results up to 2^20 and at most 2 ulp beyond. Results from 2^31 saturate.
func Pow2(x Num) Num {
	if x >= 31*One {
		return Max
	}
	if x <= -34*One {
		return 0
	}
	r, _ := bits.Mul64(uint64(x)<<fractionBits, ln2Hi)
	return scaled(expFraction(r), int(x.Floor()))
}

// MulExp returns a*e^x with e^x kept to 62 significant bits, so that a large a
// and a small e^x, or the reverse, lose nothing. The error is below 0.51 ulp
// for results up to 2^20 and at most 2 ulp beyond.
func MulExp(a, x Num) Num {
	const widest = 64 * One // |a| is 0 or within 2^-32 and 2^31
	if a == 0 || x < -widest {
		return 0
	}
	if x > widest {
		return saturated(a < 0)
	}
	m, k := expParts(int64(x>>fractionBits), uint64(x)<<fractionBits)
	hi, lo := bits.Mul64(a.magnitude(), m) // times 2^(k-63)
	shift := 63 - k
	switch {
	case shift > 128:
		return 0
	case shift > 64:
		return signed(roundShift(shiftRight(hi, lo, shift-64)), a < 0)
	case shift > 0 && hi>>(shift-1)>>1 == 0:
		return signed(roundShift(hi<<(64-shift)|lo>>(shift-1)>>1, lo<<(64-shift)), a < 0)
	default: // at least 2^63 times 2^32
		return saturated(a < 0)
	}
}

// shiftRight shifts hi:lo right by n from 1 to 64 and keeps in the last bit
// whether anything but zeros fell off.
func shiftRight(hi, lo uint64, n int) (whole, fraction uint64) {
	whole, fraction = hi>>n, hi<<(64-n)|lo>>n
	if lo<<(64-n) != 0 {
		fraction |= 1
	}
	return whole, fraction
}

// scaled returns m*2^(k-63) as a Num.
func scaled(m uint64, k int) Num {
	n := 31 - k
	switch {
	case n <= 0:
		return Max
	case n > 64:
		return 0
	default:
		return signed(roundShift(m>>n, m<<(64-n)), false)
	}
}

// expParts returns m in [2^63, 2^64) and k such that e^v = m*2^(k-63), for
// v = whole + fraction/2^64 with |v| < 64. The relative error is below 2^-62,
// and m*2^k rises strictly from one multiple of 2^-32 to the next.
func expParts(whole int64, fraction uint64) (m uint64, k int) {
	const log2e = 24204406 // log2(e) times 2^24
	return expNear(fraction, (whole<<32|int64(fraction>>32))*log2e>>56)
}

// expNear is expParts for a v given by its fraction and by n, the floor of
// v/ln 2. Where v is close to a multiple of ln 2, n may be one off.
func expNear(fraction uint64, n int64) (m uint64, k int) {
	r := lessMultiple(fraction, n)
	if r >= ln2Hi {
		if r > 1<<64-1<<62 {
			n--
		} else {
			n++
		}
		r = lessMultiple(fraction, n)
	}
	return expFraction(r), int(n)
}

// lessMultiple returns the fraction of v - n*ln 2, v given by its fraction.
func lessMultiple(fraction uint64, n int64) uint64 {
	low, _ := bits.Mul64(Num(n).magnitude(), ln2Lo)
	if n < 0 {
		return fraction + uint64(-n)*ln2Hi + low
	}
	return fraction - uint64(n)*ln2Hi - low
}

// expFraction returns e^(r/2^64) in units of 2^-63, for r/2^64 up to ln 2:
// a table for the first eight bits of r, another for the next eight, and a
// cubic for the rest.
func expFraction(r uint64) uint64 {
	s := r << 16 // the rest, in units of 2^-80
	// With t = s*2^-80: e^t - 1 = t + t*(t/2 + t*t/6), in units of 2^-71.
	const sixth = 0x2AAAAAAAAAAAAAAB // 1/6 in units of 2^-64
	inner, _ := bits.Mul64(s, sixth)
	inner, _ = bits.Mul64(s, signBit+inner>>16)
	inner, _ = bits.Mul64(s, inner)
	p := s>>9 + inner>>25
	low := expLow[r>>48&0xff]
	both, _ := bits.Mul64(low, p)
	q := low + p + both>>7
	high := expHigh[r>>56]
	rise, _ := bits.Mul64(high, q)
	return high + (rise+1<<6)>>7
}
