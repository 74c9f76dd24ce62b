package rng

import (
	"math/bits"

	"tabletop/engine/fixed"
)

// Gamma returns a gamma variable with the given shape and scale: mean
// shape*scale, variance shape*scale^2, in the scale's unit. Under one key it
// is proportional to the scale and never falls as the shape rises. A shape or
// scale of 0 or less gives 0.
func (k Key) Gamma(shape, scale fixed.Num) fixed.Num {
	return GammaQuantile(k.Uniform(), shape, scale)
}

// GammaQuantile returns the value that a gamma variable stays below with
// probability u. It is within a relative 2*10^-8 of the exact quantile for a
// shape, and a smaller one of u and 1-u, read to 24 significant bits; then it
// is rounded to a Num. With a shape far below 1 and no large scale, much of
// the probability lies below an ulp, and those draws are 0.
func GammaQuantile(u fixed.Frac, shape, scale fixed.Num) fixed.Num {
	if shape <= 0 || scale <= 0 {
		return 0
	}
	return gammaQuantile(readUniform(u), read(shape)).Mul(scale.Real()).Num()
}

// gammaQuantile returns the quantile for scale 1. Both arguments have been
// read to readBits.
func gammaQuantile(u fixed.Frac, shape fixed.Real) fixed.Real {
	if shape.Less(fixed.RealInt(largeShape)) {
		return smallGamma(u, shape)
	}
	return largeGamma(u, shape)
}

// largeShape is where the expansion takes over from the iteration. The two
// differ by less than 10^-7 there, which is below the step of the shape.
const largeShape = 16

// largeGamma returns the quantile as shape*y^3, with y expanded in powers of
// 1/shape at a fixed t = w/sqrt(shape), w the normal quantile of u. The first
// terms are those of Wilson and Hilferty (1931), y = 1 + t/3 - 1/(9*shape);
// that the expansion holds evenly in t, into the tails, is due to Temme
// (Mathematics of Computation 58, 1992).
func largeGamma(u fixed.Frac, shape fixed.Real) fixed.Real {
	t := fixed.NormalQuantile(u).Real().Div(shape.Sqrt())
	inverse := fixed.RealInt(1).Div(shape)
	y := fixed.MakeReal(uint64(cubeRoot(units(t), units(inverse))), -gammaUnit)
	return y.Mul(y).Mul(y).Mul(shape)
}

// gammaUnit is the number of fraction bits of gammaTerms.
const gammaUnit = 60

// units returns r in units of 2^-gammaUnit, rounded towards 0, for |r| < 8.
func units(r fixed.Real) int64 {
	if r.IsNegative() {
		return -r.Neg().Scale(gammaUnit).Floor()
	}
	return r.Scale(gammaUnit).Floor()
}

// cubeRoot sums gammaTerms by Horner's rule, in t and then in 1/shape.
func cubeRoot(t, inverse int64) int64 {
	y := int64(0)
	for i := len(gammaTerms) - 1; i >= 0; i-- {
		term := int64(0)
		for j := len(gammaTerms[i]) - 1; j >= 0; j-- {
			term = mulUnits(term, t) + gammaTerms[i][j]
		}
		y = mulUnits(y, inverse) + term
	}
	return y
}

// mulUnits returns a*b in units of 2^-gammaUnit.
func mulUnits(a, b int64) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	high := int64(hi) - a>>63&b - b>>63&a
	return high<<(64-gammaUnit) | int64(lo>>gammaUnit)
}

// gammaTerms[i][j] is the coefficient of t^j/shape^i in the cube root of
// quantile/shape, in units of 2^-60. They are Chebyshev fits for |t| up to
// 2.32 to the exact quantile, extrapolated from shapes of 150 to 750. The
// tests hold the sum to the incomplete gamma function.
var gammaTerms = [][]int64{
	{
		1152921504649520385, 384307168751607081, -1283446555, -3558404413053286,
		948912934304918, -148255074214698, 5008616054105, 5497216691341,
		-2080526398436, 416798908674, -28895324914, -17793959727,
		8819086644, -1324782796, -208154290, 83041796,
		-5714565,
	},
	{
		-128102401782303338, 10675203005784306, 3795856836060834, -1976922438066589,
		451156485995968, -27718852518635, -21084990989210, 10175180428178,
		-2749462323426, 181868500195, 251012255383, -76742403556,
		-5227938007, 3231556044,
	},
	{
		-6642159181309589, -2224232590666584, 2015799999093897, -598541376164498,
		33890901737762, 50789032786844, -30131490619032, 7278458596889,
		1472220590674, -1042709643528, 24976280319, 36034680474,
	},
	{
		1821232334277372, -1454818828306066, 419008232994814, 66556403207117,
		-119368978204366, 45257898934145, -36925099412, -4223584162084,
		776954438841,
	},
	{
		705128610212701, -38711582953064, -255345906838439, 176960548559394,
		-22525587735874, -20016035614242, 5782173061324,
	},
	{
		-338074350417931, 382232757231343, -88105086444156, -68261447638386,
		26456357967761,
	},
}
