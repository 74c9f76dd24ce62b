package fixed

import "math/bits"

// Log returns the natural logarithm of x, with an error below 0.51 ulp. For x
// of 0 or less it saturates to Min.
func Log(x Num) Num {
	if x <= 0 {
		return Min
	}
	return logScaled(uint64(x), fractionBits).num()
}

// Log1p returns ln(1+x), with an error below 0.51 ulp. For x of -1 or less it
// saturates to Min.
func Log1p(x Num) Num {
	if x <= -One {
		return Min
	}
	return logScaled(uint64(x)+uint64(One), fractionBits).num()
}

// Log2 returns the logarithm of x to base 2, exact for powers of two, with an
// error below 0.51 ulp. For x of 0 or less it saturates to Min.
func Log2(x Num) Num {
	if x <= 0 {
		return Min
	}
	const log2e = 0xB8AA3B295C17F0BC // log2(e) in units of 2^-63
	n := bits.LeadingZeros64(uint64(x))
	natural, _ := logFraction(uint64(x) << n)
	hi, lo := bits.Mul64(natural, log2e)
	fraction := hi<<1 | lo>>63
	return FromInt(int64(31-n)) + Num(roundShift(fraction>>32, fraction<<32))
}

// wide is a signed number with 128 fraction bits, in two's complement.
type wide struct {
	whole  int64
	hi, lo uint64
}

// logScaled returns ln(u/2^scale) for u above 0, with an error below 2^-69.
func logScaled(u uint64, scale int) wide {
	n := bits.LeadingZeros64(u)
	hi, lo := logFraction(u << n)
	return wide{hi: hi, lo: lo}.minusLn2(n - 63 + scale)
}

// minusLn2 returns w - n*ln 2.
func (w wide) minusLn2(n int) wide {
	k := Num(n).magnitude()
	carry, lo := bits.Mul64(k, ln2Lo)
	whole, hi := bits.Mul64(k, ln2Hi)
	hi, c := bits.Add64(hi, carry, 0)
	product := wide{int64(whole + c), hi, lo}
	if n < 0 {
		return w.add(product)
	}
	return w.sub(product)
}

func (w wide) add(v wide) wide {
	lo, c := bits.Add64(w.lo, v.lo, 0)
	hi, c := bits.Add64(w.hi, v.hi, c)
	return wide{w.whole + v.whole + int64(c), hi, lo}
}

func (w wide) sub(v wide) wide {
	lo, b := bits.Sub64(w.lo, v.lo, 0)
	hi, b := bits.Sub64(w.hi, v.hi, b)
	return wide{w.whole - v.whole - int64(b), hi, lo}
}

// num rounds w, which is far inside the range.
func (w wide) num() Num {
	fraction := w.hi << 32
	if w.lo != 0 {
		fraction |= 1
	}
	return Num(roundShift(uint64(w.whole)<<32|w.hi>>32, fraction))
}

// logFraction returns ln v as a fraction of 2^128, for v = m/2^63 in [1, 2).
// It is 0 for v = 1, its error is below 2^-69, and it never falls as m rises.
//
// The first eight bits of v choose a short reciprocal c with v*c = 1+t, so that
// ln v = -ln c + ln(1+t) with t below 2^-7.9, by a polynomial of degree 8.
func logFraction(m uint64) (hi, lo uint64) {
	i := m >> 55 & 0xff
	hi, lo = bits.Mul64(m, uint64(logReciprocal[i]))
	t := (hi-1<<14)<<57 | lo>>7 // in units of 2^-71
	p, _ := bits.Mul64(t, logSeries(t))
	entry := logTable[i]
	lo, c := bits.Add64(entry.lo, p<<57, 0)
	return entry.hi + p>>7 + c, lo
}

// logSeries returns ln(1+t)/t as a fraction of 2^64, for t in units of 2^-71
// and below 2^-7.9. The even and odd powers are summed apart, to run side by
// side: 1 + t^2/3 + t^4/5 + t^6/7, less t*(1/2 + t^2/4 + t^4/6 + t^6/8).
func logSeries(t uint64) uint64 {
	const unit = 1<<64 - 1
	square, _ := bits.Mul64(t, t) // in units of 2^-78
	odd, _ := bits.Mul64(square, unit/7)
	even, _ := bits.Mul64(square, unit/8)
	odd, _ = bits.Mul64(square, unit/5+odd>>14)
	even, _ = bits.Mul64(square, unit/6+even>>14)
	odd, _ = bits.Mul64(square, unit/3+odd>>14)
	even, _ = bits.Mul64(square, unit/4+even>>14)
	even, _ = bits.Mul64(t, unit/2+even>>14)
	return unit - (even>>7 - odd>>14)
}
