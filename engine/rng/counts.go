package rng

import "tabletop/engine/fixed"

// Counts are exact at their low end: probabilities are summed from 0 until
// they pass the uniform. Above exactBelow a smooth approximation takes over,
// which never answers less than exactBelow when it is asked. So a count never
// falls where one method hands over to the other.
const (
	exactBelow  = 32
	clearlyHigh = 2 * exactBelow // from here, the approximation needs no check
	usuallyLow  = exactBelow / 2 // with a mean below, the sum comes first
)

// Poisson returns a Poisson count with the given mean. Under one key it never
// falls as the mean rises. A mean of 0 or less gives 0.
func (k Key) Poisson(mean fixed.Num) int64 {
	return PoissonQuantile(k.Uniform(), mean)
}

// PoissonQuantile returns the least count that a Poisson variable is at or
// below with probability u. Its distribution function is within 10^-12 of the
// exact one for counts below 32 and within 5*10^-5 above.
func PoissonQuantile(u fixed.Frac, mean fixed.Num) int64 {
	if mean <= 0 {
		return 0
	}
	m := read(mean)
	exact := func() series {
		return series{first: m.Neg().Exp(), alpha: m}
	}
	return count(u, mean, exact, func(u fixed.Frac) fixed.Real {
		return pearson(u, m.Scale(2), fixed.MakeReal(1, -1), m)
	})
}

// NegBinomial returns a negative binomial count with the given mean and
// dispersion: variance mean + mean^2/dispersion, so that a small dispersion
// means bursts and a large one a Poisson count. Under one key it never falls
// as the mean rises. With the dispersion alone no sampler could be monotone:
// as it falls at a constant mean, high counts rise, low counts fall, and those
// between do one and then the other. A mean or dispersion of 0 or less
// gives 0.
func (k Key) NegBinomial(mean, dispersion fixed.Num) int64 {
	return NegBinomialQuantile(k.Uniform(), mean, dispersion)
}

// NegBinomialQuantile returns the least count that a negative binomial
// variable is at or below with probability u. Its distribution function is
// within 10^-12 of the exact one for counts below 32 and within 5*10^-5 above.
func NegBinomialQuantile(u fixed.Frac, mean, dispersion fixed.Num) int64 {
	if mean <= 0 || dispersion <= 0 {
		return 0
	}
	m, d := read(mean), read(dispersion)
	exact := func() series {
		p0 := m.Div(d).Log1p().Mul(d).Neg().Exp()
		beta := m.Div(m.Add(d))
		return series{p0, beta.Mul(d), beta}
	}
	return count(u, mean, exact, func(u fixed.Frac) fixed.Real {
		spread := d.Add(m.Scale(1))
		shape := m.Mul(d).Mul(m.Add(d)).Div(spread.Mul(spread)).Scale(2)
		return pearson(u, shape, spread.Div(d).Scale(-1), m.Mul(d).Div(spread))
	})
}

// count returns the quantile of a count: exact below exactBelow, and else the
// whole part of the approximation.
func count(u fixed.Frac, mean fixed.Num, exact func() series, approximate func(fixed.Frac) fixed.Real) int64 {
	if mean >= usuallyLow*fixed.One {
		n := approximate(readFrac(u)).Floor()
		if n >= clearlyHigh {
			return n
		}
		if few, ok := exact().search(u, exactBelow); ok {
			return few
		}
		return max(n, exactBelow)
	}
	if few, ok := exact().search(u, exactBelow); ok {
		return few
	}
	return max(approximate(readFrac(u)).Floor(), exactBelow)
}

// pearson returns the quantile of a shifted gamma variable, plus the half that
// makes its whole part a count. With the mean, the variance and the skewness
// of a negative binomial or Poisson count it is Pearson's type III
// approximation: shape 4/skewness^2, scale deviation*skewness/2.
func pearson(u fixed.Frac, shape, scale, shift fixed.Real) fixed.Real {
	return gammaQuantile(u, shape).Mul(scale).Sub(shift).Add(fixed.MakeReal(1, -1))
}

// series gives the probabilities of the counts 0, 1, 2, ...: the first, and
// each next one by Panjer's recursion (ASTIN Bulletin 12, 1981): that of n+1
// is (alpha + beta*n)/(n+1) times that of n.
type series struct {
	first, alpha, beta fixed.Real
}

// search returns the least count whose cumulative probability reaches u, if it
// is below limit. The far tail, where a sum of 64 bits stands still, counts as
// reached.
func (s series) search(u fixed.Frac, limit int64) (n int64, ok bool) {
	target, _ := middle(u)
	still := fixed.MakeReal(1, -72)
	rise, term, sum := s.alpha, s.first, s.first
	for sum.Less(target) {
		if n++; n >= limit {
			return 0, false
		}
		next := term.Mul(rise).Div(fixed.RealInt(n))
		if next.Less(term) && next.Less(still) {
			break
		}
		rise = rise.Add(s.beta)
		term, sum = next, sum.Add(next)
	}
	return n, true
}
