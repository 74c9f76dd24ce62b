package fixed

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A functionCase is a function of one Num with its exact counterpart and what
// its doc states: the error in ulps where the result is at most 2^20, and
// beyond.
type functionCase struct {
	name         string
	f            func(Num) Num
	exact        func(*big.Float) *big.Float
	low, high    Num   // where the exact result is inside the range
	seams        []Num // arguments where the tables change
	error, above float64
}

func functionCases() []functionCase {
	return []functionCase{
		{"Exp", Exp, bigExp, -24 * One, MustParse("21.48"), expSeams(bigLn2), 0.51, 2},
		{"Expm1", Expm1, func(x *big.Float) *big.Float { return new(big.Float).Sub(bigExp(x), bigInt(1)) }, -24 * One, MustParse("21.48"), expSeams(bigLn2), 0.51, 2},
		{"Pow2", Pow2, func(x *big.Float) *big.Float { return bigExp(new(big.Float).Mul(x, bigLn2)) }, -34 * One, 31*One - 1, expSeams(bigInt(1)), 0.51, 2},
		{"Log", Log, bigLog, 1, Max, logSeams(0), 0.51, 0},
		{"Log1p", Log1p, func(x *big.Float) *big.Float { return bigLog(new(big.Float).Add(x, bigInt(1))) }, 1 - One, Max - One, logSeams(-One), 0.51, 0},
		{"Log2", Log2, func(x *big.Float) *big.Float { return new(big.Float).Quo(bigLog(x), bigLn2) }, 1, Max, logSeams(0), 0.51, 0},
		{"Sqrt", Sqrt, func(x *big.Float) *big.Float { return new(big.Float).Sqrt(x) }, 0, Max, logSeams(0), 0.5, 0},
		{"Logistic", Logistic, func(x *big.Float) *big.Float {
			return new(big.Float).Quo(bigInt(1), new(big.Float).Add(bigExp(new(big.Float).Neg(x)), bigInt(1)))
		}, -24 * One, 24 * One, expSeams(bigLn2), 0.51, 0},
		{"Logit", Logit, func(x *big.Float) *big.Float {
			return bigLog(new(big.Float).Quo(x, new(big.Float).Sub(bigInt(1), x)))
		}, 1, One - 1, logSeams(0), 0.51, 0},
	}
}

// expSeams lists where the tables of expFraction change: at i/256 above a
// multiple of base, for every i, and at j/65536 above one for every j.
func expSeams(base *big.Float) []Num {
	var seams []Num
	for i := range int64(256) {
		for _, above := range []*big.Float{ratio(i, 256), ratio(i*256+i, 65536)} {
			v := new(big.Float).Mul(base, bigInt(i%56-34))
			v.Add(v, above)
			seams = append(seams, Num(integer(v, fractionBits).Int64()))
		}
	}
	return seams
}

// logSeams lists, for every power of two, the 256 starts of cells of logTable,
// moved by shift.
func logSeams(shift Num) []Num {
	var seams []Num
	for e := 8; e < 63; e++ {
		for i := range int64(256) {
			if (i+int64(e))%8 == 0 || e > 60 {
				seams = append(seams, Num((256+i)<<(e-8))+shift)
			}
		}
	}
	return seams
}

// arguments lists every seam and random arguments of every size.
func (c functionCase) arguments(random int) []Num {
	r := rand.New(rand.NewPCG(1, 2))
	var list []Num
	for _, x := range c.seams {
		list = append(list, x-1, x)
	}
	for range random {
		x := Num(r.Uint64()) >> r.IntN(64)
		list = append(list, x, c.low+Num(r.Uint64N(uint64(c.high-c.low)+1)))
	}
	list = append(list, c.low, c.high, 0, One, -One)
	inside := list[:0]
	for _, x := range list {
		if c.low <= x && x <= c.high {
			inside = append(inside, x)
		}
	}
	return inside
}

func TestFunctionsStayWithinTheirStatedError(t *testing.T) {
	for _, c := range functionCases() {
		t.Run(c.name, func(t *testing.T) {
			worst := 0.0
			for _, x := range c.arguments(1000) {
				got, want := c.f(x), c.exact(toBig(x))
				e := ulpsBetween(got, want)
				limit := c.error
				if got > 1<<52 {
					limit = max(limit, c.above)
				} else {
					worst = max(worst, e)
				}
				require.LessOrEqual(t, e, limit, "%s(%s) is %s", c.name, x.Exact(), got)
			}
			t.Logf("worst error of results to 2^20: %.5f ulp", worst)
		})
	}
}

// ulpsBetween returns |got-want| in ulps.
func ulpsBetween(got Num, want *big.Float) float64 {
	diff := new(big.Float).SetPrec(precision).Sub(toBig(got), want)
	e, _ := diff.SetMantExp(diff.Abs(diff), fractionBits).Float64()
	return e
}

func TestFunctionsNeverFall(t *testing.T) {
	for _, c := range functionCases() {
		t.Run(c.name, func(t *testing.T) {
			rises := func(x Num) {
				if c.f(x) > c.f(x.Add(1)) {
					t.Fatalf("%s falls after %s", c.name, x.Exact())
				}
			}
			const dense = 64
			for _, x := range c.seams {
				for d := Num(-dense); d < dense; d++ {
					rises(x + d)
				}
			}
			r := rand.New(rand.NewPCG(3, 4))
			for range 200_000 {
				rises(Num(r.Uint64()) >> r.IntN(64))
				rises(c.low + Num(r.Uint64N(uint64(c.high-c.low))))
			}
		})
	}
}

func TestFunctionsSaturate(t *testing.T) {
	assert.Equal(t, Max, Exp(22*One))
	assert.Equal(t, Max, Exp(MustParse("21.49")))
	assert.Equal(t, Max, Exp(Max))
	assert.Equal(t, Num(0), Exp(-24*One))
	assert.Equal(t, Num(0), Exp(Min))
	assert.Equal(t, -One, Expm1(Min))
	assert.Equal(t, Max, Pow2(31*One))
	assert.Equal(t, Num(0), Pow2(Min))
	assert.Equal(t, Min, Log(0))
	assert.Equal(t, Min, Log(-One))
	assert.Equal(t, Min, Log1p(-One))
	assert.Equal(t, Log(Max), Log1p(Max-One))
	assert.Equal(t, Min, Log2(0))
	assert.Equal(t, Num(0), Sqrt(-One))
	assert.Equal(t, One, Logistic(Max))
	assert.Equal(t, Num(0), Logistic(Min))
	assert.Equal(t, Min, Logit(0))
	assert.Equal(t, Max, Logit(One))
}

func TestExactResults(t *testing.T) {
	assert.Equal(t, One, Exp(0))
	assert.Equal(t, Num(0), Log(One))
	assert.Equal(t, Half, Logistic(0))
	assert.Equal(t, Num(0), Logit(Half))
	for n := int64(-32); n < 31; n++ {
		power := One << max(n, 0) >> max(-n, 0)
		assert.Equal(t, power, Pow2(FromInt(n)))
		assert.Equal(t, FromInt(n), Log2(power))
	}
	for _, n := range []int64{1, 2, 3, 1000, 46340} {
		assert.Equal(t, FromInt(n), Sqrt(FromInt(n*n)))
	}
}

func TestLogisticIsSymmetricAndLogitInvertsIt(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		x := Num(r.Int64N(int64(18*One))) - 9*One
		p := Logistic(x)
		require.Equal(t, One-p, Logistic(-x))
		slope := p.Mul(One - p)
		allowed := One.Div(slope).Floor()/2 + 2
		require.LessOrEqual(t, int64(Logit(p).Sub(x).Abs()), allowed, "x = %s", x)
	}
}

func TestMulExp(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 20_000 {
		a, x := Num(r.Uint64())>>r.IntN(64), Num(r.Int64N(int64(130*One)))-65*One
		got := MulExp(a, x)
		want := new(big.Float).Mul(toBig(a), bigExp(toBig(x)))
		if e := ulpsBetween(got, want); got.Abs() < 1<<52 {
			require.LessOrEqual(t, e, 0.51, "%s*exp(%s)", a, x)
		} else if got != Max && got != Min {
			require.LessOrEqual(t, e, 2.0, "%s*exp(%s)", a, x)
		} else {
			require.GreaterOrEqual(t, want.MantExp(nil), 31, "%s*exp(%s)", a, x)
		}
		require.LessOrEqual(t, MulExp(a.Abs(), x), MulExp(a.Abs(), x+1))
		require.LessOrEqual(t, got, MulExp(a.Add(1), x))
	}
	assert.Equal(t, Max, MulExp(1, Max))
	assert.Equal(t, Min, MulExp(-1, Max))
	assert.Equal(t, Num(0), MulExp(Max, Min))
	assert.Equal(t, Num(0), MulExp(0, Max))
	assert.Equal(t, Max, MulExp(Max, 0))
	assert.Equal(t, Min, MulExp(Min, One))
}

func TestPow(t *testing.T) {
	assert.Equal(t, One, Pow(0, 0))
	assert.Equal(t, One, Pow(-One, 0))
	assert.Equal(t, Num(0), Pow(-One, One))
	assert.Equal(t, Max, Pow(0, -One))
	assert.Equal(t, Max, Pow(One*2, 31*One))
	assert.Equal(t, Num(0), Pow(One*2, -34*One))
	assert.Equal(t, 1024*One, Pow(2*One, 10*One))
	r := rand.New(rand.NewPCG(9, 10))
	for range 10_000 {
		x, y := 1+Num(r.Uint64()>>1)>>r.IntN(63), Num(r.Uint64())>>(24+r.IntN(40))
		got := Pow(x, y)
		power := new(big.Float).Mul(toBig(y), bigLog(toBig(x)))
		if p, _ := power.Float64(); p > 22 || p < -40 {
			require.True(t, got == Max || got == 0, "%s^%s", x, y)
			continue
		}
		want := bigExp(power)
		if got == Max {
			require.GreaterOrEqual(t, want.MantExp(nil), 32)
			continue
		}
		allowed := new(big.Float).Mul(want, toBig(y.Abs()))
		relative, _ := allowed.SetMantExp(allowed, fractionBits-65).Float64()
		require.LessOrEqual(t, ulpsBetween(got, want), 2+relative, "%s^%s", x, y)
	}
}

func BenchmarkExp(b *testing.B) {
	for i := range b.N {
		sink = Exp(Num(i&0xffff)<<18 - 3*One)
	}
}

func BenchmarkMulExp(b *testing.B) {
	for i := range b.N {
		sink = MulExp(One*1000, Num(i&0xffff)<<18-3*One)
	}
}

func BenchmarkLog(b *testing.B) {
	for i := range b.N {
		sink = Log(Num(i&0xffff)<<18 + 7)
	}
}

func BenchmarkLogistic(b *testing.B) {
	for i := range b.N {
		sink = Logistic(Num(i&0xffff)<<18 - 3*One)
	}
}

func BenchmarkSqrt(b *testing.B) {
	for i := range b.N {
		sink = Sqrt(Num(i&0xffff)<<18 + 7)
	}
}

func BenchmarkPow(b *testing.B) {
	for i := range b.N {
		sink = Pow(Num(i&0xffff)<<18+7, Half+1)
	}
}
