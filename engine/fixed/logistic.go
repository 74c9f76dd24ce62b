package fixed

// Logistic returns 1/(1+e^-x), within [0, 1], with an error below 0.51 ulp.
// Logistic(-x) is exactly 1 - Logistic(x).
func Logistic(x Num) Num {
	if x < 0 {
		return One - Logistic(x.Neg())
	}
	if x >= -expLowest {
		return One
	}
	m, k := expParts(int64(-x>>fractionBits), uint64(-x)<<fractionBits)
	// 1/(1+e) with e in units of 2^-62, as a quotient in units of 2^-32.
	const one = 1 << 62
	return quotient(one>>32, 0, one+m>>(1-k), false)
}

// Logit returns ln(p/(1-p)), the inverse of Logistic, with an error below 0.51
// ulp. It saturates to Min for p of 0 or less and to Max for p of 1 or more.
// Logit(Logistic(x)) differs from x by no more than an ulp and the rounding of
// the probability, half an ulp divided by p*(1-p).
func Logit(p Num) Num {
	if p <= 0 {
		return Min
	}
	if p >= One {
		return Max
	}
	return logScaled(uint64(p), 0).sub(logScaled(uint64(One-p), 0)).num()
}
