package fixed

import "math/bits"

// NormalQuantile returns z such that a standard normal variable is below z
// with probability f, with an error below 0.51 ulp from one end to the other:
// from -9.16 (f is 2^-65) to 9.16. It reads f as the middle of its step of
// 2^-64, so both ends are finite and NormalQuantile(f.Complement()) is exactly
// the negative of NormalQuantile(f). It is AS 241, routine PPND16: Wichura,
// Applied Statistics 37 (1988) 477-484.
//
// The rational functions carry 54 fraction bits. So that their rounding can't
// show as a step backwards, f is read to 48 bits in the middle and to 44
// significant bits in the tails, which moves z by less than 10^-13.
func NormalQuantile(f Frac) Num {
	const tail = 0x1333333333333333 // 0.075 in units of 2^-64
	lower := f < 1<<63
	p := uint64(f)
	if !lower {
		p = ^p
	}
	var z Num
	if p >= tail {
		z = normalCentre(p)
	} else {
		z = normalTail(p)
	}
	if lower {
		return -z
	}
	return z
}

// normalCentre returns the magnitude of the quantile for a p between 0.075 and
// 0.5 in units of 2^-64.
func normalCentre(p uint64) Num {
	const square = 0x2E3D70A3D70A3D71 // 0.425^2
	q := (1<<63 - p) >> 16 << 16
	qq, _ := bits.Mul64(q, q)
	r := max(qq, square) - qq
	ratio := ratioOf(normalCentreTable, r<<2, 62)
	hi, lo := bits.Mul64(q, ratio)
	return Num(roundShift(hi>>30, hi<<34|lo>>30))
}

// normalTail returns the magnitude of the quantile for the tail of p+1/2 in
// units of 2^-64.
func normalTail(p uint64) Num {
	const (
		near = 0x3333333333333333 // 1.6 in units of 2^-61
		far  = 0xA000000000000000 // 5
	)
	p = 2*p + 1
	drop := max(0, 20-bits.LeadingZeros64(p))
	l := wide{}.sub(logScaled(p>>drop<<drop, 65))
	r := sqrt128(uint64(l.whole)<<58|l.hi>>6, 0)
	var z uint64
	if r <= far {
		z = ratioOf(normalTailTable, (r-near)<<1, 60)
	} else {
		z = ratioOf(normalFarTable, (r-far)<<2, 60)
	}
	return Num(roundShift(z>>28, z<<36))
}

// rational is a quotient of two polynomials: coefficients in units of 2^-54,
// the constant ones first.
type rational struct {
	over, under [8]uint64
}

// ratioOf evaluates f at t/2^64 in units of 2^-unit.
func ratioOf(f rational, t uint64, unit int) uint64 {
	over, under := f.over[7], f.under[7]
	for i := 6; i >= 0; i-- {
		a, _ := bits.Mul64(over, t)
		b, _ := bits.Mul64(under, t)
		over, under = f.over[i]+a, f.under[i]+b
	}
	q, _ := bits.Div64(over>>(64-unit), over<<unit, under)
	return q
}
