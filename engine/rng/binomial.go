package rng

import "tabletop/engine/fixed"

// Binomial returns how many of n trials succeed when each does with
// probability p. Under one key it never falls as n or p rises. An n of 0 or
// less gives 0.
func (k Key) Binomial(n int64, p fixed.Frac) int64 {
	return BinomialQuantile(k.Uniform(), n, p)
}

// BinomialQuantile returns the least count that a binomial variable is at or
// below with probability u. For a p of which the smaller of p and 1-p is read
// to 24 significant bits, its distribution function is within 3*10^-10 of the
// exact one where fewer than 31 trials succeed or fail, and within 10^-4
// elsewhere.
func BinomialQuantile(u fixed.Frac, n int64, p fixed.Frac) int64 {
	switch {
	case n <= 0 || p == 0:
		return 0
	case p == fixed.FracOne:
		return n
	}
	return newTrials(n, p).quantile(ordinary(u))
}

// trials are n trials: few successes and few failures are counted exactly, as
// in count, with a smooth approximation between.
type trials struct {
	n          int64
	p, q, mean fixed.Real // q = 1-p
}

func newTrials(n int64, p fixed.Frac) trials {
	success := uint64(p)
	failure := -success // of 2^64, like success
	if success <= failure {
		success = keep(success)
		failure = -success
	} else {
		failure = keep(failure)
		success = -failure
	}
	t := trials{n: n, p: fixed.MakeReal(success, -64), q: fixed.MakeReal(failure, -64)}
	t.mean = t.p.Mul(fixed.RealInt(n))
	return t
}

func (t trials) quantile(u fixed.Frac) int64 {
	middle := t.approximate(readUniform(u)).Floor()
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
