package rng

import (
	"math/bits"

	"tabletop/engine/fixed"
)

// smallGamma inverts the incomplete gamma function for a shape below
// largeShape by Halley's method on the logarithm of a tail over y = ln x, which
// is concave for either tail.
func smallGamma(u fixed.Frac, shape fixed.Real) fixed.Real {
	g := newGammaTail(shape)
	below, above := middle(u)
	logBelow := below.Log()
	// P(x) is just under x^shape/Gamma(shape+1), so this y is just too low.
	y := logBelow.Add(g.logGammaNext).Div(shape)
	w := fixed.NormalQuantile(u)
	x, ok := g.wilsonHilferty(w)
	if w <= 0 || y.Less(fixed.RealInt(-1)) {
		if guess := x.Log(); ok && y.Less(guess) {
			y = guess
		}
		return halley(y, func(y fixed.Real) (fixed.Real, fixed.Real) { return g.lowerStep(y, logBelow) })
	}
	logAbove := above.Log()
	if !ok || shape.Less(fixed.RealInt(1)) {
		x = logAbove.Neg() // an exponential variable is larger
	}
	return halley(x.Log(), func(y fixed.Real) (fixed.Real, fixed.Real) { return g.upperStep(y, logAbove) })
}

// halley adds steps to y until the next can't matter, and returns e^y. step
// returns Newton's step and the second derivative over the first.
func halley(y fixed.Real, step func(y fixed.Real) (newton, bend fixed.Real)) fixed.Real {
	const most = 30 // two or three are usual
	one, enough := fixed.RealInt(1), fixed.MakeReal(1, -12)
	least := one.Scale(-1)
	for range most {
		d, bend := step(y)
		divisor := one.Add(d.Mul(bend).Scale(-1))
		if divisor.Less(least) {
			divisor = least
		}
		d = d.Div(divisor)
		y = y.Add(d)
		if d.IsNegative() {
			d = d.Neg()
		}
		if d.Less(enough) { // the next step would be its cube
			break
		}
	}
	return y.Exp()
}

// gammaTail evaluates the two tails of a gamma distribution of scale 1.
type gammaTail struct {
	shape, logShape fixed.Real
	logGammaNext    fixed.Real // ln Gamma(shape+1)
}

func newGammaTail(shape fixed.Real) gammaTail {
	return gammaTail{shape, shape.Log(), logGamma(shape.Add(fixed.RealInt(1)))}
}

// wilsonHilferty returns a first guess at the quantile; not for small shapes,
// nor far to the left.
func (g gammaTail) wilsonHilferty(w fixed.Num) (x fixed.Real, ok bool) {
	one, three := fixed.RealInt(1), fixed.RealInt(3)
	if g.shape.Less(one.Scale(-1)) {
		return x, false
	}
	root := g.shape.Sqrt().Mul(three)
	y := one.Sub(one.Div(root.Mul(root))).Add(w.Real().Div(root))
	if y.Less(one.Scale(-5)) {
		return x, false
	}
	return y.Mul(y).Mul(y).Mul(g.shape), true
}

// lowerStep is the step toward ln P(e^y) = target.
func (g gammaTail) lowerStep(y, target fixed.Real) (newton, bend fixed.Real) {
	x := y.Exp()
	sum := g.series(x)
	slope := g.shape.Div(sum) // x times the density, over P
	newton = target.Sub(g.logBelow(x, y, sum)).Div(slope)
	return newton, g.shape.Sub(x).Sub(slope)
}

// upperStep is the step toward ln Q(e^y) = target, Q = 1 - P.
func (g gammaTail) upperStep(y, target fixed.Real) (newton, bend fixed.Real) {
	x := y.Exp()
	logAbove, slope := g.logAbove(x, y)
	return logAbove.Sub(target).Div(slope), g.shape.Sub(x).Add(slope)
}

// logAbove returns ln Q(x), and x times the density over Q.
func (g gammaTail) logAbove(x, y fixed.Real) (logAbove, slope fixed.Real) {
	one := fixed.RealInt(1)
	bulk := g.shape.Add(g.shape.Sqrt().Scale(1)).Add(one)
	if x.Less(bulk) {
		sum := g.series(x)
		below := g.logBelow(x, y, sum).Exp()
		above := one.Sub(below)
		return above.Log(), below.Mul(g.shape).Div(sum).Div(above)
	}
	slope = g.fraction(x)
	return g.shape.Mul(y).Sub(x).Sub(slope.Log()).Sub(g.logGammaNext).Add(g.logShape), slope
}

// logBelow returns ln P(x) = shape*y - x - ln Gamma(shape+1) + ln sum.
func (g gammaTail) logBelow(x, y, sum fixed.Real) fixed.Real {
	return g.shape.Mul(y).Sub(x).Sub(g.logGammaNext).Add(sum.Log())
}

// series returns 1 + x/(a+1) + x^2/((a+1)(a+2)) + ..., with a the shape, for x
// up to a few deviations above a.
func (g gammaTail) series(x fixed.Real) fixed.Real {
	// Fraction bits of the terms, which are below 2^13, and of x and the
	// divisors, which are below 2^8.
	unit, wide := 50, 56
	if x.Less(fixed.RealInt(2)) { // now they are below 2^3 and 2^6
		unit, wide = 60, 58
	}
	factor := uint64(x.Scale(wide).Floor())
	divisor := uint64(g.shape.Scale(wide).Floor())
	term := uint64(1) << unit
	sum := term
	for term > 8 {
		divisor += 1 << wide
		hi, lo := bits.Mul64(term, factor)
		term, _ = bits.Div64(hi, lo, divisor)
		sum += term
	}
	return fixed.MakeReal(sum, -unit)
}

// fraction returns x times the density over Q(x), for x above the bulk, by
// Legendre's continued fraction x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - ...)).
func (g gammaTail) fraction(x fixed.Real) fixed.Real {
	const (
		depth = 48
		unit  = 55 // fraction bits of the denominators, which are below 2^9
		wide  = 52 // fraction bits of the numerators, which are below 2^12
	)
	base := uint64(x.Sub(g.shape).Scale(unit).Floor())
	shape := g.shape.Scale(wide).Floor()
	v := base + (2*depth+1)<<unit
	for n := int64(depth); n > 0; n-- {
		numerator := n * (n<<wide - shape)
		m := uint64(max(numerator, -numerator))
		const shift = 2*unit - wide // brings the numerator to twice the unit
		q, _ := bits.Div64(m>>(64-shift), m<<shift, v)
		v = base + uint64(2*n-1)<<unit
		if numerator < 0 {
			v += q
		} else {
			v -= q
		}
	}
	return fixed.MakeReal(v, -unit)
}

// logGamma returns ln Gamma(z) for z of at least 1, by Stirling's series once
// z has been raised to 16 with Gamma(z) = Gamma(z+1)/z.
func logGamma(z fixed.Real) fixed.Real {
	one, far := fixed.RealInt(1), fixed.RealInt(16)
	product := one
	for z.Less(far) {
		product = product.Mul(z)
		z = z.Add(one)
	}
	const halfLogTwoPi = 0xEB3F8E4325F5A535 // ln(2*pi)/2 as a fraction of 2^64
	inverse := one.Div(z)
	square := inverse.Mul(inverse)
	sum := fixed.RealInt(0)
	for _, divisor := range []int64{-1680, 1260, -360, 12} {
		sum = sum.Mul(square).Add(one.Div(fixed.RealInt(divisor)))
	}
	return z.Sub(one.Scale(-1)).Mul(z.Log()).Sub(z).Add(fixed.MakeReal(halfLogTwoPi, -64)).
		Add(sum.Mul(inverse)).Sub(product.Log())
}
