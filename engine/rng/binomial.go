package rng

import "tabletop/engine/fixed"

// Binomial returns how many of n trials succeed when each does with
// probability p. Under one key it never falls as n or p rises. An n of 0 or
// less gives 0. Binomial(1, p) is 1 where Bernoulli(p) is true.
func (k Key) Binomial(n int64, p fixed.Frac) int64 {
	return BinomialQuantile(k.Uniform(), n, p)
}

// BinomialQuantile returns the least count that a binomial variable is at or
// below with probability u. Its distribution function is within 10^-12 of the
// exact one where fewer than 32 trials succeed or fewer than 32 fail, and
// within 5*10^-5 elsewhere.
func BinomialQuantile(u fixed.Frac, n int64, p fixed.Frac) int64 {
	switch {
	case n <= 0 || p == 0:
		return 0
	case p == fixed.FracOne:
		return n
	case n == 1:
		if BernoulliQuantile(u, p) {
			return 1
		}
		return 0
	}
	return newTrials(n, p).quantile(u)
}

// trials are n trials: few successes and few failures are counted exactly, as
// in count, with a smooth approximation between.
type trials struct {
	n          int64
	p, q, mean fixed.Real // q = 1-p
}

func newTrials(n int64, p fixed.Frac) trials {
	p = readFrac(p)
	t := trials{n: n, p: p.Real(), q: p.Complement().Real()}
	t.mean = t.p.Mul(fixed.RealInt(n))
	return t
}

func (t trials) quantile(u fixed.Frac) int64 {
	middle := t.approximate(readFrac(u)).Floor()
	low := min(exactBelow, t.n/2+1) // below, successes are counted exactly
	if middle < clearlyHigh || t.mean.Less(fixed.RealInt(usuallyLow)) {
		if few, ok := t.successes().search(u, low); ok {
			return few
		}
	}
	if missed := t.q.Mul(fixed.RealInt(t.n)); middle <= t.n-clearlyHigh && fixed.RealInt(usuallyLow).Less(missed) {
		return max(middle, low)
	}
	high := min(exactBelow, t.n-t.n/2)
	if few, ok := t.failures().search(u.Complement(), high); ok {
		return t.n - few
	}
	middle = max(low, min(middle, t.n-high))
	return max(middle, t.oneLess(u, high))
}

// oneLess returns the count of one trial fewer if that is exact at its high
// end, and else 0. With n the high end moves up, so a count may leave what is
// exact for what is approximate; it must not fall for that.
func (t trials) oneLess(u fixed.Frac, high int64) int64 {
	t.n--
	if few, ok := t.failures().search(u.Complement(), high); ok {
		return t.n - few
	}
	return 0
}

func (t trials) successes() series { return binomialSeries(t.n, t.p, t.q) }
func (t trials) failures() series  { return binomialSeries(t.n, t.q, t.p) }

func binomialSeries(n int64, p, q fixed.Real) series {
	trials, odds := fixed.RealInt(n), p.Div(q)
	// ln q = -ln(1 + p/q), which is accurate for the smallest p.
	return series{odds.Log1p().Mul(trials).Neg().Exp(), odds.Mul(trials), odds.Neg()}
}

// approximate returns the quantile by the expansion of Cornish and Fisher
// (1938) to the fourth cumulant, with Sheppard's correction for whole numbers,
// plus the half that makes its whole part a count.
func (t trials) approximate(u fixed.Frac) fixed.Real {
	one := fixed.RealInt(1)
	of := func(n int64) fixed.Real { return fixed.RealInt(n) }
	pq, skew := t.p.Mul(t.q), t.q.Sub(t.p)
	deviation := t.mean.Mul(t.q).Sqrt()
	w := fixed.NormalQuantile(u).Real()
	square := w.Mul(w)
	third := skew.Mul(square.Sub(one)).Div(of(6))
	fourth := one.Sub(pq.Mul(of(6))).Mul(square.Sub(of(3))).Div(of(24)).
		Sub(skew.Mul(skew).Mul(square.Scale(1).Sub(of(5))).Div(of(36))).
		Sub(one.Div(of(24)))
	return t.mean.Add(w.Mul(deviation)).Add(third).Add(fourth.Mul(w).Div(deviation)).Add(one.Scale(-1))
}
