// Package fixed is the number of the simulation core: signed 64-bit fixed
// point with 32 fraction bits, computed with integers alone, so that every
// machine gets the same bits.
//
// A [Num] is a multiple of 2^-32 (one unit in the last place, "ulp", about
// 2.3e-10) from -2147483648 to just under 2147483648. A [Frac] is a
// probability in steps of 2^-64.
//
// # Rounding
//
// There is one rounding rule: an exact result that lies between two Nums
// becomes the nearer one, and a tie becomes the one whose last bit is 0 (round
// half to even). Add, Sub, Neg, Abs and MulInt never need it. Parse, FromRatio,
// Mul, Div, DivInt, MulDiv and Sqrt apply it to the exact result. The
// transcendental functions apply it to an internal value that is far finer
// than an ulp; each states its maximum error, rounding included.
//
// # Saturation
//
// Nothing wraps round and nothing panics on a value. A result beyond the range
// becomes [Max] or [Min]. Division by zero saturates by the sign of the
// dividend, and 0/0 is 0. Use the methods rather than Go's own + and -, which
// wrap.
//
// # Monotonicity
//
// Exp, Expm1, Pow2, Log, Log1p, Log2, Sqrt, Logistic, Logit, OneMinusExpNeg,
// NegLog and NormalQuantile never move against their argument: a larger
// argument never gives a smaller result where the function rises, nor a larger
// one where it falls.
package fixed
