package fixed

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func fracToBig(f Frac) *big.Float {
	x := new(big.Float).SetPrec(precision).SetUint64(uint64(f))
	return x.SetMantExp(x, -64)
}

func TestFrac(t *testing.T) {
	assert.Equal(t, Frac(0), FracOf(-One))
	assert.Equal(t, Frac(1)<<63, FracOf(Half))
	assert.Equal(t, FracOne, FracOf(One))
	assert.Equal(t, FracOne, FracOf(Max))
	assert.Equal(t, One, FracOne.Num())
	assert.Equal(t, Half, FracOf(Half).Num())
	assert.Equal(t, "0.35", FracOf(MustParse("0.35")).String())
	assert.Equal(t, FracOne, Frac(0).Complement())
	assert.Equal(t, Frac(0), FracOne.Complement())
	assert.Equal(t, One-MustParse("0.35"), FracOf(MustParse("0.35")).Complement().Num())
	assert.Equal(t, Frac(1)<<62, FracOf(Half).Mul(FracOf(Half)))
	assert.Equal(t, FracOf(Half), FracOf(Half).Mul(FracOne))
	assert.Equal(t, FracOf(Half), FracOne.Mul(FracOf(Half)))
}

func TestOneMinusExpNeg(t *testing.T) {
	assert.Equal(t, Frac(0), OneMinusExpNeg(0))
	assert.Equal(t, Frac(0), OneMinusExpNeg(Min))
	assert.Equal(t, FracOne, OneMinusExpNeg(Max))
	r := rand.New(rand.NewPCG(1, 1))
	for range 5000 {
		h := Num(r.Uint64N(uint64(45*One))) >> r.IntN(37)
		got := OneMinusExpNeg(h)
		want := new(big.Float).Sub(bigInt(1), bigExp(new(big.Float).Neg(toBig(h))))
		diff := new(big.Float).Sub(fracToBig(got), want)
		e, _ := diff.SetMantExp(diff.Abs(diff), 64).Float64()
		require.LessOrEqual(t, e, 3.0, "h = %s", h.Exact())
	}
	for range 500_000 {
		h := Num(r.Uint64N(uint64(46*One))) >> r.IntN(37)
		if OneMinusExpNeg(h) > OneMinusExpNeg(h+1) {
			t.Fatalf("falls after %s", h.Exact())
		}
	}
}

func TestNegLog(t *testing.T) {
	assert.Equal(t, Max, NegLog(0))
	assert.Equal(t, Num(0), NegLog(FracOne))
	assert.Equal(t, "44.3614195557", NegLog(1).String())
	r := rand.New(rand.NewPCG(2, 1))
	for range 3000 {
		f := max(Frac(r.Uint64())>>r.IntN(64), 1)
		if r.IntN(2) == 0 {
			f = f.Complement()
		}
		require.LessOrEqual(t, ulpsBetween(NegLog(f), new(big.Float).Neg(bigLog(fracToBig(f)))), 0.51, "f = %d", f)
	}
	for range 500_000 {
		f := Frac(r.Uint64()) >> r.IntN(64)
		if f != FracOne && NegLog(f) < NegLog(f+1) {
			t.Fatalf("rises after %d", f)
		}
	}
}

// normalProbability returns P(Z < z) by the series
// 1/2 + density(z) * (z + z^3/3 + z^5/15 + ...).
func normalProbability(z *big.Float) *big.Float {
	square := new(big.Float).Mul(z, z)
	term, sum := new(big.Float).Copy(z), new(big.Float).Copy(z)
	for n := int64(3); term.Sign() != 0 && term.MantExp(nil) > -precision; n += 2 {
		term.Mul(term, square)
		term.Quo(term, bigInt(n))
		sum.Add(sum, term)
	}
	const twoPi = "6.283185307179586476925286766559005768394338798750211641949889184615632812572417997256069650684234136"
	density, _ := new(big.Float).SetPrec(precision).SetString(twoPi)
	density.Sqrt(density)
	density.Quo(bigExp(square.Mul(square, ratio(-1, 2))), density)
	return sum.Mul(sum, density).Add(sum, half)
}

func normalArguments(random int) []Frac {
	const tail = 0x1333333333333333
	list := []Frac{0, 1, 2, tail - 1, tail, 1<<63 - 1, 1 << 63}
	// Where the square root of the logarithm passes 5, and the tables change.
	far := Frac(integer(bigExp(bigInt(-25)), 64).Uint64())
	for d := Frac(0); d < 40; d++ {
		list = append(list, far-20+d)
	}
	r := rand.New(rand.NewPCG(3, 1))
	for range random {
		list = append(list, Frac(r.Uint64()), Frac(r.Uint64())>>r.IntN(64))
	}
	for _, f := range list {
		list = append(list, f.Complement())
	}
	return list
}

func TestNormalQuantile(t *testing.T) {
	const allowed = 0.51
	reach := new(big.Float).SetMantExp(big.NewFloat(allowed), -fractionBits)
	for _, f := range normalArguments(1000) {
		z := NormalQuantile(f)
		u := fracToBig(f)
		u.Add(u, new(big.Float).SetMantExp(bigInt(1), -65))
		below := normalProbability(new(big.Float).SetPrec(precision).Sub(toBig(z), reach))
		above := normalProbability(new(big.Float).SetPrec(precision).Add(toBig(z), reach))
		require.True(t, below.Cmp(u) < 0 && u.Cmp(above) < 0, "f = %d gives %s, more than %g ulp off", f, z, allowed)
		require.Equal(t, -z, NormalQuantile(f.Complement()))
	}
	assert.Equal(t, "-9.1552937727", NormalQuantile(0).String())
	assert.Equal(t, "9.1552937727", NormalQuantile(FracOne).String())
}

func TestNormalQuantileNeverFalls(t *testing.T) {
	rises := func(f Frac) {
		if NormalQuantile(f) > NormalQuantile(f+1) {
			t.Fatalf("falls after %d", f)
		}
	}
	for _, f := range normalArguments(1000) {
		for d := range Frac(100) {
			if f+d < FracOne {
				rises(f + d)
			}
		}
	}
	// Neighbours on the grid on which f is read, near every kind of rounding.
	r := rand.New(rand.NewPCG(4, 1))
	for range 300_000 {
		f := Frac(r.Uint64()) >> r.IntN(64)
		step := Frac(1) << r.IntN(24)
		if g := f + step; g > f && NormalQuantile(f) > NormalQuantile(g) {
			t.Fatalf("falls between %d and %d", f, g)
		}
	}
}

func BenchmarkNegLog(b *testing.B) {
	for i := range b.N {
		sink = NegLog(Frac(i) * 0x9E3779B97F4A7C15)
	}
}

func BenchmarkOneMinusExpNeg(b *testing.B) {
	for i := range b.N {
		sink = Num(OneMinusExpNeg(Num(i&0xffff) << 15))
	}
}

func BenchmarkNormalQuantile(b *testing.B) {
	for i := range b.N {
		sink = NormalQuantile(Frac(i) * 0x9E3779B97F4A7C15)
	}
}
