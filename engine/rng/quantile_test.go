package rng

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"tabletop/engine/fixed"
)

func TestParametersWithoutMeaning(t *testing.T) {
	k := Seed(9).Name("edge")
	for _, x := range []fixed.Num{0, -1, -fixed.One, fixed.Min} {
		assert.Zero(t, k.Exponential(x))
		assert.Zero(t, k.Lognormal(x, fixed.One))
		assert.Zero(t, k.Gamma(x, fixed.One))
		assert.Zero(t, k.Gamma(fixed.One, x))
		assert.Zero(t, k.Poisson(x))
		assert.Zero(t, k.NegBinomial(x, fixed.One))
		assert.Zero(t, k.NegBinomial(fixed.One, x))
		assert.Equal(t, 5*fixed.One, k.Normal(5*fixed.One, x))
		assert.Equal(t, 5*fixed.One, k.Lognormal(5*fixed.One, x))
	}
	for _, n := range []int64{0, -1, -1 << 63} {
		assert.Zero(t, k.Binomial(n, fixed.FracOf(fixed.Half)))
	}
}

func TestCertaintyAndImpossibility(t *testing.T) {
	for _, u := range []fixed.Frac{0, 1, 1 << 63, fixed.FracOne - 1, fixed.FracOne} {
		assert.False(t, BernoulliQuantile(u, 0))
		assert.True(t, BernoulliQuantile(u, fixed.FracOne))
		assert.Equal(t, int64(0), BinomialQuantile(u, 1_000_000, 0))
		assert.Equal(t, int64(1_000_000), BinomialQuantile(u, 1_000_000, fixed.FracOne))
	}
}

// Whatever the arguments, every sampler answers, and counts stay in range.
func TestExtremesNeitherPanicNorLeaveTheRange(t *testing.T) {
	ends := []fixed.Num{1, 2, 1 << 10, 1 << 20, fixed.Half, fixed.One, 16*fixed.One - 1, 16 * fixed.One, 1000 * fixed.One, fixed.Max - 1, fixed.Max}
	probabilities := []fixed.Frac{0, 1, 1 << 20, 1 << 40, 1 << 63, fixed.FracOne - 1<<40, fixed.FracOne - 1, fixed.FracOne}
	for _, u := range probabilities {
		for _, a := range ends {
			assert.GreaterOrEqual(t, ExponentialQuantile(u, a), fixed.Num(0))
			assert.GreaterOrEqual(t, PoissonQuantile(u, a), int64(0))
			for _, b := range ends {
				assert.GreaterOrEqual(t, GammaQuantile(u, a, b), fixed.Num(0))
				assert.GreaterOrEqual(t, LognormalQuantile(u, a, b), fixed.Num(0))
				assert.GreaterOrEqual(t, NegBinomialQuantile(u, a, b), int64(0))
			}
		}
		for _, n := range []int64{1, 2, 31, 32, 33, 63, 64, 65, 1000, 1 << 40, 1<<63 - 1} {
			for _, p := range probabilities {
				k := BinomialQuantile(u, n, p)
				assert.True(t, 0 <= k && k <= n, "%d of %d", k, n)
			}
		}
	}
}

func benchmarkDraw[T any](b *testing.B, draw func(Key) T) {
	key := Seed(1).Name("benchmark")
	for i := range b.N {
		_ = draw(key.At(int64(i)))
	}
}

func BenchmarkBernoulli(b *testing.B) {
	benchmarkDraw(b, func(k Key) bool { return k.Bernoulli(1 << 60) })
}

func BenchmarkExponential(b *testing.B) {
	benchmarkDraw(b, func(k Key) fixed.Num { return k.Exponential(fixed.One) })
}

func BenchmarkNormal(b *testing.B) {
	benchmarkDraw(b, func(k Key) fixed.Num { return k.Normal(0, fixed.One) })
}

func BenchmarkLognormal(b *testing.B) {
	benchmarkDraw(b, func(k Key) fixed.Num { return k.Lognormal(12*fixed.One, fixed.Half) })
}

func BenchmarkGamma(b *testing.B) {
	for _, shape := range []string{"0.1", "2", "15", "50"} {
		b.Run("shape "+shape, func(b *testing.B) {
			s := number(shape)
			benchmarkDraw(b, func(k Key) fixed.Num { return k.Gamma(s, fixed.One) })
		})
	}
}

func BenchmarkPoisson(b *testing.B) {
	for _, mean := range []string{"0.2", "5", "20", "1000"} {
		b.Run("mean "+mean, func(b *testing.B) {
			m := number(mean)
			benchmarkDraw(b, func(k Key) int64 { return k.Poisson(m) })
		})
	}
}

func BenchmarkNegBinomial(b *testing.B) {
	for _, c := range [][2]string{{"0.2", "2"}, {"1", "2"}, {"10", "2"}, {"20", "2"}, {"100", "2"}, {"1000000", "2"}, {"1000000", "50"}} {
		b.Run("mean "+c[0]+" dispersion "+c[1], func(b *testing.B) {
			m, d := number(c[0]), number(c[1])
			benchmarkDraw(b, func(k Key) int64 { return k.NegBinomial(m, d) })
		})
	}
}

func BenchmarkBinomial(b *testing.B) {
	p := fixed.FracOf(number("0.3"))
	for _, n := range []int64{10, 100, 1_000_000} {
		b.Run(fixed.FromInt(n).String(), func(b *testing.B) {
			benchmarkDraw(b, func(k Key) int64 { return k.Binomial(n, p) })
		})
	}
}
