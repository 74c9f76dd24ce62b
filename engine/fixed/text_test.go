package fixed

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]Num{
		"0": 0, "-0": 0, "1": One, "+1": One, "-1": -One, "0.5": Half, ".5": Half, "5.": 5 * One,
		"1e-3": 4294967, "25e-1": 5 * Half, "0.00025E+4": 5 * Half, "1e9": FromInt(1e9),
		"0e9999999999":                             0,
		"1e-9999999999":                            0,
		"2147483647":                               FromInt(2147483647),
		"2147483647.9999999998":                    Max,
		"-2147483648":                              Min,
		"-2147483648.0000000001":                   Min,
		"0.00000000011641532182693481445312":       0, // below half an ulp
		"0.000000000116415321826934814453125":      0, // a tie goes to even
		"0.0000000001164153218269348144531250001":  1,
		"0.000000000349245965480804443359375":      2, // 3/2 ulp, a tie
		"0.0000000003492459654808044433593749":     1,
		"-0.000000000349245965480804443359375":     -2,
		"0.99999999988358467817306518554687":       One - 1,
		"0.999999999883584678173065185546875":      One,
		"0." + strings.Repeat("3", 300):            FromRatio(1, 3),
		strings.Repeat("0", 500) + "7":             7 * One,
		"0." + strings.Repeat("0", 400) + "5e+401": 5 * One,
		"5" + strings.Repeat("0", 400) + "e-400":   5 * One,
	} {
		got, err := Parse(text)
		if assert.NoError(t, err, text) {
			assert.Equal(t, want, got, text)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                        `"" is not a decimal number: it ends where it was expected a digit`,
		"-":                       `"-" is not a decimal number: it ends where it was expected a digit`,
		".":                       `"." is not a decimal number: it ends where it was expected a digit`,
		"abc":                     `"abc" is not a decimal number: expected a digit at character 1`,
		"12,5":                    `"12,5" is not a decimal number: expected nothing more at character 3`,
		"1_000":                   `"1_000" is not a decimal number: expected nothing more at character 2`,
		"1e":                      `"1e" is not a decimal number: it ends where it was expected a digit of the exponent`,
		"1e+x":                    `"1e+x" is not a decimal number: expected a digit of the exponent at character 4`,
		"--1":                     `"--1" is not a decimal number: expected a digit at character 2`,
		" 1":                      `" 1" is not a decimal number: expected a digit at character 1`,
		"0x10":                    `"0x10" is not a decimal number: expected nothing more at character 2`,
		"inf":                     `"inf" is not a decimal number: expected a digit at character 1`,
		"2147483648":              `"2147483648" is outside the range from -2147483648 to 2147483647.9999999998`,
		"-2147483648.00000000012": `"-2147483648.00000000012" is outside the range from -2147483648 to 2147483647.9999999998`,
		"2147483647.9999999999":   `"2147483647.9999999999" is outside the range from -2147483648 to 2147483647.9999999998`,
		"1e10":                    `"1e10" is outside the range from -2147483648 to 2147483647.9999999998`,
		"1e999999999999999999999": `"1e999999999999999999999" is outside the range from -2147483648 to 2147483647.9999999998`,
		strings.Repeat("9", 2000): `a number of 2000 characters is not a decimal number: the longest accepted has 1000`,
	} {
		_, err := Parse(text)
		assert.EqualError(t, err, want)
	}
	assert.Panics(t, func() { MustParse("ten") })
}

func TestText(t *testing.T) {
	for want, x := range map[string]Num{
		"0": 0, "1": One, "-1": -One, "0.5": Half, "-2.75": -11 * One / 4,
		"0.1": MustParse("0.1"), "0.0000000002": 1, "-0.0000000002": -1,
		"0.9999999998": One - 1, "2147483647.9999999998": Max, "-2147483648": Min,
		"0.3333333333": FromRatio(1, 3), "0.0001": MustParse("0.0001"),
	} {
		assert.Equal(t, want, x.String())
		text, err := x.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want, string(text))
	}
	assert.Equal(t, "0.00000000023283064365386962890625", Num(1).Exact())
	assert.Equal(t, "-2147483648", Min.Exact())
	assert.Equal(t, "2147483647.99999999976716935634613037109375", Max.Exact())
	x := One
	require.Error(t, x.UnmarshalText([]byte("?")))
	assert.Equal(t, One, x, "an error leaves the value alone")
	require.NoError(t, x.UnmarshalText([]byte("0.25")))
	assert.Equal(t, One/4, x)
}

// anyNum draws Nums of every size, with the landmarks among them.
func anyNum() *rapid.Generator[Num] {
	return rapid.Custom(func(t *rapid.T) Num {
		x := rapid.Int64().Draw(t, "bits") >> rapid.IntRange(0, 63).Draw(t, "shift")
		return Num(x) + rapid.SampledFrom([]Num{0, 0, 0, One, -One, Half, -Half, Max, Min}).Draw(t, "base")
	})
}

func TestStringIsShortestAndExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := anyNum().Draw(t, "x")
		text := x.String()
		assert.Equal(t, x, MustParse(text))
		assert.Equal(t, x, MustParse(x.Exact()))
		whole, fraction, found := strings.Cut(text, ".")
		assert.LessOrEqual(t, len(fraction), 10)
		if !found {
			return
		}
		// No decimal with one digit fewer reads back as x.
		exact, _ := new(big.Rat).SetString(x.Exact())
		if shorter, err := Parse(exact.FloatString(len(fraction) - 1)); err == nil {
			assert.NotEqual(t, x, shorter, "%s.%s", whole, fraction)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"0", "-1.5", ".5", "5.", "1e-9", "2147483647.9999999998", "+7E+2", "1e", "--", "0.000000000116415321826934814453125"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, err := Parse(text)
		if err != nil {
			return
		}
		if d, _ := scan(text); max(d.exponent, -d.exponent) > 1000 {
			return // math/big would write out every zero
		}
		want, ok := new(big.Rat).SetString(text)
		require.True(t, ok, "%q is no number to math/big", text)
		require.Equal(t, nearest(want), x, "%q", text)
		require.Equal(t, x, MustParse(x.String()))
	})
}

// nearest rounds an exact value half to even, saturated: the rule of the
// package in math/big.
func nearest(exact *big.Rat) Num {
	scaled := new(big.Rat).Mul(exact, new(big.Rat).SetInt64(int64(One)))
	floor := new(big.Int).Div(scaled.Num(), scaled.Denom())
	rest := new(big.Rat).Sub(scaled, new(big.Rat).SetInt(floor))
	switch rest.Cmp(big.NewRat(1, 2)) {
	case 1:
		floor.Add(floor, big.NewInt(1))
	case 0:
		floor.Add(floor, big.NewInt(int64(floor.Bit(0))))
	}
	if !floor.IsInt64() {
		return saturated(floor.Sign() < 0)
	}
	return Num(floor.Int64())
}
