package fixed

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func rat(x Num) *big.Rat { return big.NewRat(int64(x), int64(One)) }

func TestArithmeticMatchesBigRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyNum().Draw(t, "a"), anyNum().Draw(t, "b"), anyNum().Draw(t, "c")
		n := int64(anyNum().Draw(t, "n"))
		integer := new(big.Rat).SetInt64(n)
		product := new(big.Rat).Mul(rat(a), rat(b))

		assert.Equal(t, nearest(new(big.Rat).Add(rat(a), rat(b))), a.Add(b))
		assert.Equal(t, nearest(new(big.Rat).Sub(rat(a), rat(b))), a.Sub(b))
		assert.Equal(t, nearest(new(big.Rat).Neg(rat(a))), a.Neg())
		assert.Equal(t, nearest(new(big.Rat).Abs(rat(a))), a.Abs())
		assert.Equal(t, nearest(product), a.Mul(b))
		assert.Equal(t, nearest(new(big.Rat).Mul(rat(a), integer)), a.MulInt(n))
		assert.Equal(t, nearest(integer), FromInt(n))
		if b != 0 {
			assert.Equal(t, nearest(new(big.Rat).Quo(rat(a), rat(b))), a.Div(b))
		}
		if n != 0 {
			assert.Equal(t, nearest(new(big.Rat).Quo(rat(a), integer)), a.DivInt(n))
			assert.Equal(t, nearest(big.NewRat(int64(a), n)), FromRatio(int64(a), n))
		}
		if c != 0 {
			assert.Equal(t, nearest(new(big.Rat).Quo(product, rat(c))), MulDiv(a, b, c))
		}
	})
}

func TestRoundingToIntegers(t *testing.T) {
	for _, c := range []struct {
		x                  string
		floor, round, ceil int64
	}{
		{"0", 0, 0, 0},
		{"0.5", 0, 0, 1},
		{"1.5", 1, 2, 2},
		{"2.5", 2, 2, 3},
		{"-0.5", -1, 0, 0},
		{"-1.5", -2, -2, -1},
		{"-2.25", -3, -2, -2},
		{"7", 7, 7, 7},
		{"2147483647.9999999998", 2147483647, 2147483648, 2147483648},
		{"-2147483648", -2147483648, -2147483648, -2147483648},
	} {
		x := MustParse(c.x)
		assert.Equal(t, c.floor, x.Floor(), "floor %s", c.x)
		assert.Equal(t, c.round, x.Round(), "round %s", c.x)
		assert.Equal(t, c.ceil, x.Ceil(), "ceil %s", c.x)
	}
}

func TestDivisionByZeroSaturatesBySign(t *testing.T) {
	assert.Equal(t, Max, One.Div(0))
	assert.Equal(t, Min, (-One).Div(0))
	assert.Equal(t, Num(0), Num(0).Div(0))
	assert.Equal(t, Max, One.DivInt(0))
	assert.Equal(t, Min, (-One).DivInt(0))
	assert.Equal(t, Num(0), Num(0).DivInt(0))
	assert.Equal(t, Min, FromRatio(-1, 0))
	assert.Equal(t, Min, MulDiv(One, -One, 0))
	assert.Equal(t, Max, MulDiv(-One, -One, 0))
	assert.Equal(t, Num(0), MulDiv(0, One, 0))
}

func TestSaturationAtTheEnds(t *testing.T) {
	assert.Equal(t, Max, Max.Add(1))
	assert.Equal(t, Min, Min.Sub(1))
	assert.Equal(t, Max, Min.Neg())
	assert.Equal(t, Max, Min.Abs())
	assert.Equal(t, Max, Min.Mul(-One))
	assert.Equal(t, Min, Min.Mul(One))
	assert.Equal(t, Max, Min.MulInt(-1))
	assert.Equal(t, Max, Min.DivInt(-1))
	assert.Equal(t, Max, Min.Div(-One))
	assert.Equal(t, Max, FromInt(math.MaxInt64))
	assert.Equal(t, Min, FromInt(math.MinInt64))
	assert.Equal(t, Max, MulDiv(Max, Max, One))
	assert.Equal(t, Max, MulDiv(Max, Max, Max))
}

func TestClamp(t *testing.T) {
	assert.Equal(t, One, (5*One).Clamp(0, One))
	assert.Equal(t, Num(0), (-One).Clamp(0, One))
	assert.Equal(t, Half, Half.Clamp(0, One))
	assert.Equal(t, One, Half.Clamp(One, 0), "an empty interval gives its low end")
}

var sink Num

func BenchmarkMul(b *testing.B) {
	x := MustParse("1.000001")
	for b.Loop() {
		sink = x.Mul(sink | 1)
	}
}

func BenchmarkDiv(b *testing.B) {
	x := MustParse("123.456")
	for i := range b.N {
		sink = x.Div(Num(i) | 1)
	}
}

func BenchmarkString(b *testing.B) {
	for i := range b.N {
		_ = Num(i * 7919).String()
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		sink, _ = Parse("1234.5678")
	}
}
