package rng

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
)

// anyMean draws parameters of every size, often close to where a method hands
// over to another.
func anyMean(label string) *rapid.Generator[fixed.Num] {
	return rapid.Custom(func(t *rapid.T) fixed.Num {
		near := rapid.SampledFrom([]string{"0", "0", "0.01", "1", "15.999", "16", "31", "32", "40", "63", "64", "100", "5000", "1000000"}).Draw(t, label+" near")
		off := rapid.Int64Range(0, math.MaxInt64).Draw(t, label) >> rapid.IntRange(1, 62).Draw(t, label+" shift")
		return fixed.MustParse(near).Add(fixed.Num(off))
	})
}

func anyFrac(label string) *rapid.Generator[fixed.Frac] {
	return rapid.Custom(func(t *rapid.T) fixed.Frac {
		f := fixed.Frac(rapid.Uint64().Draw(t, label)) >> rapid.IntRange(0, 63).Draw(t, label+" shift")
		if rapid.Bool().Draw(t, label+" upper") {
			return f.Complement()
		}
		return f
	})
}

// step draws how far one parameter is above another: often by an ulp.
func step(t *rapid.T, x fixed.Num) fixed.Num {
	return x.Add(fixed.Num(1) << rapid.IntRange(0, 50).Draw(t, "step"))
}

func TestSamplersRiseWithTheUniform(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, v := anyFrac("u").Draw(t, "u"), anyFrac("v").Draw(t, "v")
		if rapid.Bool().Draw(t, "neighbours") {
			v = u + fixed.Frac(1)<<rapid.IntRange(0, 50).Draw(t, "apart")
		}
		u, v = min(u, v), max(u, v)
		m, d := anyMean("mean").Draw(t, "mean"), anyMean("dispersion").Draw(t, "dispersion")
		p := anyFrac("p").Draw(t, "p")
		n := int64(anyMean("n").Draw(t, "n") >> 24)
		assert.LessOrEqual(t, ExponentialQuantile(u, m), ExponentialQuantile(v, m))
		assert.LessOrEqual(t, NormalQuantile(u, m, d), NormalQuantile(v, m, d))
		assert.LessOrEqual(t, LognormalQuantile(u, m, d), LognormalQuantile(v, m, d))
		assert.LessOrEqual(t, GammaQuantile(u, m, d), GammaQuantile(v, m, d))
		assert.LessOrEqual(t, PoissonQuantile(u, m), PoissonQuantile(v, m))
		assert.LessOrEqual(t, NegBinomialQuantile(u, m, d), NegBinomialQuantile(v, m, d))
		assert.LessOrEqual(t, BinomialQuantile(u, n, p), BinomialQuantile(v, n, p))
		assert.False(t, BernoulliQuantile(u, p) && !BernoulliQuantile(v, p))
	})
}

func TestSamplersRiseWithTheirParameters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := anyFrac("u").Draw(t, "u")
		m, d := anyMean("mean").Draw(t, "mean"), anyMean("dispersion").Draw(t, "dispersion")
		more := step(t, m)
		assert.LessOrEqual(t, ExponentialQuantile(u, m), ExponentialQuantile(u, more))
		assert.LessOrEqual(t, NormalQuantile(u, m, d), NormalQuantile(u, more, d))
		assert.LessOrEqual(t, LognormalQuantile(u, m, d), LognormalQuantile(u, more, d))
		assert.LessOrEqual(t, GammaQuantile(u, m, d), GammaQuantile(u, more, d), "shape")
		assert.LessOrEqual(t, GammaQuantile(u, d, m), GammaQuantile(u, d, more), "scale")
		assert.LessOrEqual(t, PoissonQuantile(u, m), PoissonQuantile(u, more))
		assert.LessOrEqual(t, NegBinomialQuantile(u, m, d), NegBinomialQuantile(u, more, d))

		wider := LognormalQuantile(u, d, more) - LognormalQuantile(u, d, m)
		assert.True(t, wider == 0 || (wider > 0) == (fixed.NormalQuantile(u) > 0), "a spread moves away from the median")

		n := int64(m >> 24)
		p := anyFrac("p").Draw(t, "p")
		q := p + min(fixed.Frac(1)<<rapid.IntRange(0, 60).Draw(t, "likelier"), fixed.FracOne-p)
		assert.LessOrEqual(t, BinomialQuantile(u, n, p), BinomialQuantile(u, n, q), "p")
		assert.LessOrEqual(t, BinomialQuantile(u, n, p), BinomialQuantile(u, n+1+int64(rapid.Uint8().Draw(t, "trials")), p), "n")
		assert.False(t, BernoulliQuantile(u, p) && !BernoulliQuantile(u, q))
	})
}

// uniforms spreads probabilities over the middle and both tails.
func uniforms() []fixed.Frac {
	var list []fixed.Frac
	for i := range fixed.Frac(40) {
		list = append(list, 1<<63/40*(2*i+1))
	}
	for i := 4; i < 64; i += 3 {
		list = append(list, 1<<i, (fixed.Frac(1) << i).Complement())
	}
	return list
}

// sweep asserts that f never falls from one grid point to the next.
func sweep(t *testing.T, name string, points int, f func(i int) int64) {
	t.Helper()
	last := f(0)
	for i := 1; i < points; i++ {
		next := f(i)
		if next < last {
			t.Fatalf("%s falls from %d to %d at point %d", name, last, next, i)
		}
		last = next
	}
}

// TestCountsNeverFallAcrossTheirMethods sweeps the mean through every place
// where a count passes from one method to another.
func TestCountsNeverFallAcrossTheirMethods(t *testing.T) {
	mean := func(i int) fixed.Num { return fixed.FromRatio(int64(i), 4) }
	for _, u := range uniforms() {
		sweep(t, fmt.Sprintf("poisson, u %d", u), 400, func(i int) int64 { return PoissonQuantile(u, mean(i)) })
		for _, d := range []string{"0.05", "0.7", "3", "15", "200", "100000"} {
			dispersion := number(d)
			sweep(t, fmt.Sprintf("negative binomial %s, u %d", d, u), 400, func(i int) int64 {
				return NegBinomialQuantile(u, mean(i), dispersion)
			})
		}
		for _, n := range []int64{40, 64, 65, 66, 100, 150, 3000} {
			sweep(t, fmt.Sprintf("binomial of %d, u %d", n, u), 257, func(i int) int64 {
				return BinomialQuantile(u, n, fixed.FracOf(fixed.FromRatio(int64(i), 256)))
			})
		}
		for _, p := range []string{"0.02", "0.3", "0.5", "0.6", "0.95", "0.99"} {
			f := fixed.FracOf(number(p))
			sweep(t, fmt.Sprintf("binomial with %s, u %d", p, u), 400, func(i int) int64 { return BinomialQuantile(u, int64(i), f) })
		}
	}
}

// TestCountsNeverFallAtTheirSteps looks where rounding could show: at the very
// uniform where a count steps up, a mean just above must not step later.
func TestCountsNeverFallAtTheirSteps(t *testing.T) {
	for _, m := range []string{"0.5", "15.9999", "16.0001", "40", "63", "77.7", "1000", "1000000"} {
		mean := number(m)
		above := fixed.Num(keep(uint64(mean))) + fixed.Num(keep(uint64(mean))>>readBits<<1)
		for _, d := range []string{"0.3", "4", "15.9", "50", "1000000"} {
			dispersion := number(d)
			for _, k := range []int64{0, 1, 5, 31, 32, 33, 63, 64, 70, 1000, 900_000} {
				u, p := cumulative(func(u fixed.Frac) int64 { return NegBinomialQuantile(u, mean, dispersion) }, k)
				if p < 1e-9 || p > 1-1e-9 {
					continue
				}
				for off := range fixed.Frac(6) {
					u := u - 2 + off
					require.LessOrEqual(t, NegBinomialQuantile(u, mean, dispersion), NegBinomialQuantile(u, above, dispersion), "mean %s, dispersion %s, count %d", m, d, k)
				}
			}
		}
	}
}

// TestGammaNeverFallsAcrossItsMethods sweeps the shape, finest about the place
// where the expansion takes over.
func TestGammaNeverFallsAcrossItsMethods(t *testing.T) {
	for _, u := range uniforms() {
		sweep(t, fmt.Sprintf("gamma, u %d", u), 200, func(i int) int64 {
			return int64(GammaQuantile(u, fixed.FromRatio(int64(i), 8), 1<<40))
		})
		sweep(t, fmt.Sprintf("gamma about %d, u %d", largeShape, u), 41, func(i int) int64 {
			return int64(GammaQuantile(u, largeShape*fixed.One+fixed.Num(i-20)<<(36-readBits), 1<<55))
		})
	}
}

// As the dispersion rises at a constant mean, a count between low and high
// ones first rises and then falls: the distribution does so itself.
func TestNegBinomialCantBeMonotoneInItsDispersion(t *testing.T) {
	u := fixed.FracOf(number("0.7"))
	at := func(dispersion string) int64 { return NegBinomialQuantile(u, number("1000"), number(dispersion)) }
	assert.Less(t, at("0.2"), at("2"))
	assert.Greater(t, at("2"), at("1000"))
}
