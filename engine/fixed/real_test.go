package fixed

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func realToBig(a Real) *big.Float {
	f := new(big.Float).SetPrec(precision).SetUint64(a.m)
	f.SetMantExp(f, int(a.e))
	if a.negative {
		f.Neg(f)
	}
	return f
}

// closeTo asserts that got is within 2^-bits of want, relative to scale.
func closeTo(t *rapid.T, got Real, want, scale *big.Float, bits int, what string) {
	diff := new(big.Float).SetPrec(precision).Sub(realToBig(got), want)
	allowed := new(big.Float).SetMantExp(new(big.Float).Abs(scale), -bits)
	assert.LessOrEqual(t, diff.Abs(diff).Cmp(allowed), 0, "%s: %v, want %v", what, realToBig(got), want)
}

func anyReal(widest int) *rapid.Generator[Real] {
	return rapid.Custom(func(t *rapid.T) Real {
		r := MakeReal(rapid.Uint64().Draw(t, "mantissa"), rapid.IntRange(-64-widest, widest-64).Draw(t, "exponent"))
		if rapid.Bool().Draw(t, "negative") {
			return r.Neg()
		}
		return r
	})
}

func TestRealArithmeticMatchesBigFloats(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyReal(70).Draw(t, "a"), anyReal(70).Draw(t, "b")
		x, y := realToBig(a), realToBig(b)
		float := func() *big.Float { return new(big.Float).SetPrec(precision) }

		larger := float().Abs(x)
		if z := float().Abs(y); larger.Cmp(z) < 0 {
			larger = z
		}
		closeTo(t, a.Add(b), float().Add(x, y), larger, 62, "sum")
		closeTo(t, a.Sub(b), float().Sub(x, y), larger, 62, "difference")
		product := float().Mul(x, y)
		closeTo(t, a.Mul(b), product, product, 62, "product")
		if !b.IsZero() {
			q := float().Quo(x, y)
			closeTo(t, a.Div(b), q, q, 62, "quotient")
		}
		if !a.IsNegative() {
			root := float().Sqrt(x)
			closeTo(t, a.Sqrt(), root, root, 62, "root")
		}
		assert.Equal(t, x.Cmp(y) < 0, a.Less(b))
		exact, _ := x.Rat(nil)
		assert.Equal(t, nearest(exact), a.Num())
		floor := new(big.Int).Div(exact.Num(), exact.Denom())
		if floor.IsInt64() {
			assert.Equal(t, floor.Int64(), a.Floor())
		} else {
			assert.Equal(t, int64(saturated(a.IsNegative())), a.Floor())
		}
	})
}

func TestRealExpAndLog(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyReal(70).Draw(t, "a")
		x := realToBig(a)
		if a.IsZero() {
			assert.Equal(t, RealInt(1), a.Exp())
			return
		}
		if v, _ := x.Float64(); math.Abs(v) < 500 {
			want := bigExp(x)
			closeTo(t, a.Exp(), want, new(big.Float).Mul(want, big.NewFloat(max(1, math.Abs(v)))), 61, "exp")
		}
		if a.IsNegative() {
			return
		}
		want := bigLog(x)
		scale := new(big.Float).Abs(want)
		if scale.Cmp(ratio(1, 64)) < 0 {
			scale = ratio(1, 64)
		}
		closeTo(t, a.Log(), want, scale, 62, "log")
		if x.MantExp(nil) > -150 {
			want = bigLog(new(big.Float).SetPrec(precision+64).Add(x, bigInt(1)))
			closeTo(t, a.Log1p(), want, want, 54, "log1p")
		}
	})
}

func TestRealOfOtherKinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := anyNum().Draw(t, "x")
		assert.Equal(t, x, x.Real().Num())
		assert.Equal(t, x.Floor(), x.Real().Floor())
		n := rapid.Int64().Draw(t, "n")
		assert.Equal(t, n, RealInt(n).Floor())
		f := Frac(rapid.Uint64().Draw(t, "f"))
		assert.Equal(t, f.Num(), f.Real().Num())
	})
	assert.Equal(t, RealInt(1), FracOne.Real())
}

func TestRealLimits(t *testing.T) {
	one := RealInt(1)
	huge := one.Scale(realLimit - 64).Scale(realLimit)
	assert.Equal(t, huge, huge.Mul(huge))
	assert.Equal(t, huge.Neg(), huge.Mul(huge.Neg()))
	assert.Equal(t, Real{}, one.Scale(-realLimit).Mul(one.Scale(-realLimit)))
	assert.Equal(t, huge, RealInt(1<<40).Exp())
	assert.Equal(t, Real{}, RealInt(-1<<40).Exp())
	assert.Equal(t, Real{}, Real{}.Div(Real{}))
	assert.True(t, one.Div(Real{}).Num() == Max && one.Neg().Div(Real{}).Num() == Min)
	assert.True(t, Real{}.Log().Num() == Min && one.Neg().Log().Num() == Min)
	assert.True(t, one.Neg().Sqrt().IsZero() && one.Neg().Log1p().IsZero() && Real{}.Log1p().IsZero())
	assert.Equal(t, RealInt(3), RealInt(9).Sqrt())
}

var realSink Real

func BenchmarkReal(b *testing.B) {
	x := RealInt(3).Div(RealInt(7))
	for name, f := range map[string]func(Real) Real{
		"Add": x.Add, "Mul": x.Mul, "Div": x.Div,
		"Sqrt": Real.Sqrt, "Exp": Real.Exp, "Log": Real.Log,
	} {
		b.Run(name, func(b *testing.B) {
			y := x
			for range b.N {
				y = f(y)
				if y.m == 0 || y.negative || y.e < -100 {
					y = x
				}
			}
			realSink = y
		})
	}
}
