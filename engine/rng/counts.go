package rng

import "tabletop/engine/fixed"

// Counts are exact at their low end: probabilities are summed from 0 until
// they pass the uniform. Above exactBelow a smooth approximation takes over,
// which never answers less than exactBelow when it is asked. So a count never
// falls where one method hands over to the other.
const (
	exactBelow  = 32
	clearlyHigh = 2 * exactBelow // from here, the approximation needs no check
	usuallyLow  = 48             // with a mean below, the sum comes first
)

// ordinary moves a uniform that is closer than 2^-32 to an end to that
// distance. One count in two thousand million is less extreme for it, and sums
// of probabilities always reach their target.
func ordinary(u fixed.Frac) fixed.Frac {
	const end = fixed.Frac(1) << 32
	return min(max(u, end), end.Complement())
}

// Poisson returns a Poisson count with the given mean. Under one key it never
// falls as the mean rises. A mean of 0 or less gives 0.
func (k Key) Poisson(mean fixed.Num) int64 {
	return PoissonQuantile(k.Uniform(), mean)
}

// PoissonQuantile returns the least count that a Poisson variable is at or
// below with probability u. For a mean read to 24 significant bits, its
// distribution function is within 3*10^-10 of the exact one at counts below 31
// and within 10^-4 above.
func PoissonQuantile(u fixed.Frac, mean fixed.Num) int64 {
	if mean <= 0 {
		return 0
	}
	m := read(mean)
	exact := func() series {
		return series{first: m.Neg().Exp(), alpha: m}
	}
	return count(u, mean, exact, func(u fixed.Frac) fixed.Real {
		p := pearson{shape: m.Scale(2), scale: fixed.MakeReal(1, -1), shift: m, mean: m, variance: m}
		return p.quantile(u)
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
// variable is at or below with probability u. For parameters read to 24
// significant bits, its distribution function is within 3*10^-10 of the exact
// one at counts below 31 and within 10^-4 above.
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
		return pearson{
			shape: m.Mul(d).Mul(m.Add(d)).Div(spread.Mul(spread)).Scale(2),
			scale: spread.Div(d).Scale(-1),
			shift: m.Mul(d).Div(spread),
			mean:  m, variance: m.Add(m.Mul(m).Div(d)),
		}.quantile(u)
	})
}

// count returns the quantile of a count: exact below exactBelow, and else the
// whole part of the approximation.
func count(u fixed.Frac, mean fixed.Num, exact func() series, approximate func(fixed.Frac) fixed.Real) int64 {
	u = ordinary(u)
	if mean >= usuallyLow*fixed.One {
		n := approximate(readUniform(u)).Floor()
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
	return max(approximate(readUniform(u)).Floor(), exactBelow)
}

// pearson is Pearson's type III approximation to a negative binomial or
// Poisson count: a gamma variable less a shift, with the mean, the variance
// and the skewness of the count. Its shape is 4/skewness^2 and its scale
// deviation*skewness/2.
type pearson struct {
	shape, scale, shift, mean, variance fixed.Real
}

// quantile returns the approximate quantile, plus the half that makes its
// whole part a count. To second order it corrects for whole numbers (Sheppard)
// and for the fourth cumulant, which is half the variance below that of the
// gamma variable.
func (p pearson) quantile(u fixed.Frac) fixed.Real {
	w := fixed.NormalQuantile(u).Real()
	hermite := w.Mul(w.Mul(w).Sub(fixed.RealInt(3)))
	deviation := p.variance.Sqrt()
	x := gammaQuantile(u, p.shape).Mul(p.scale).Sub(p.shift)
	whole := x.Sub(p.mean).Div(p.variance.Mul(fixed.RealInt(24)))
	fourth := hermite.Div(deviation.Mul(fixed.RealInt(48)))
	return x.Sub(whole).Sub(fourth).Add(fixed.MakeReal(1, -1))
}

// series gives the probabilities of the counts 0, 1, 2, ...: the first, and
// each next one by Panjer's recursion (ASTIN Bulletin 12, 1981): that of n+1
// is (alpha + beta*n)/(n+1) times that of n.
type series struct {
	first, alpha, beta fixed.Real
}

// search returns the least count whose cumulative probability reaches u, if it
// is below limit.
func (s series) search(u fixed.Frac, limit int64) (n int64, ok bool) {
	target, _ := middle(u)
	rise, term, sum := s.alpha, s.first, s.first
	for sum.Less(target) {
		if n++; n >= limit {
			return 0, false
		}
		term = term.Mul(rise).Div(fixed.RealInt(n))
		sum = sum.Add(term)
		rise = rise.Add(s.beta)
	}
	return n, true
}
