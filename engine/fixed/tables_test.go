package fixed

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"math/big"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite tables.go and golden files")

// TestTables computes every entry with math/big and compares tables.go with
// it, to the byte. With -update it writes the file.
func TestTables(t *testing.T) {
	var b bytes.Buffer
	fmt.Fprint(&b, `package fixed

// Computed with math/big by TestTables, which checks them and rewrites them
// under -update.

`)
	const highs = 178 // the first eight bits of fractions up to ln 2
	fmt.Fprint(&b, "// expHigh[i] is e^(i/256) in units of 2^-63. It is padded so that any byte\n// may index it.\nvar expHigh = [256]uint64{")
	for i := range int64(highs) {
		entry(&b, i, integer(bigExp(ratio(i, 256)), 63))
	}
	fmt.Fprint(&b, "\n}\n\n// expLow[j] is e^(j/65536) - 1 in units of 2^-71.\nvar expLow = [256]uint64{")
	for j := range int64(256) {
		entry(&b, j, integer(new(big.Float).Sub(bigExp(ratio(j, 65536)), bigInt(1)), 71))
	}
	fmt.Fprint(&b, "\n}\n\n// logReciprocal[i] is 256/(256+i) in units of 2^-15, rounded up.\nvar logReciprocal = [256]uint16{")
	reciprocal := func(i int64) int64 { return (256<<15 + 255 + i) / (256 + i) }
	for i := range int64(256) {
		entry(&b, i, big.NewInt(reciprocal(i)))
	}
	fmt.Fprint(&b, "\n}\n\n// logTable[i] is the negative logarithm of what logReciprocal[i] stands for, as\n// a fraction of 2^128.\nvar logTable = [256]struct{ hi, lo uint64 }{")
	for i := range int64(256) {
		v := integer(new(big.Float).Neg(bigLog(ratio(reciprocal(i), 1<<15))), 128)
		hi, lo := new(big.Int).Rsh(v, 64), new(big.Int).And(v, big.NewInt(0).SetUint64(1<<64-1))
		fmt.Fprintf(&b, "\n\t{%#x, %#x},", hi, lo)
	}
	fmt.Fprint(&b, "\n}\n")
	writeRationals(t, &b)
	want, err := format.Source(b.Bytes())
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile("tables.go", want, 0o644))
	}
	got, err := os.ReadFile("tables.go")
	require.NoError(t, err)
	assert.True(t, bytes.Equal(want, got), "tables.go differs from what math/big computes; see go test -update")
}

// writeRationals writes the coefficients of wichura in units of 2^-54.
func writeRationals(t *testing.T, b *bytes.Buffer) {
	for _, r := range wichura {
		fmt.Fprintf(b, "\n// %s holds the coefficients of x^i times %g^i.\nvar %s = rational{\n", r.name, r.scale, r.name)
		for i, coefficients := range [][]string{r.over, r.under} {
			fmt.Fprintf(b, "%s: [8]uint64{", []string{"over", "under"}[i])
			power := bigInt(1)
			for i, text := range coefficients {
				c, ok := new(big.Float).SetPrec(precision).SetString(text)
				require.True(t, ok)
				entry(b, int64(i), integer(c.Mul(c, power), 54))
				power = new(big.Float).Mul(power, r.scale)
			}
			fmt.Fprint(b, "\n},\n")
		}
		fmt.Fprint(b, "}\n")
	}
}

// wichura holds the coefficients of AS 241 as published, and the power of two
// that brings the variable of each polynomial below 1.
var wichura = []struct {
	name        string
	scale       *big.Float
	over, under []string
}{
	{
		"normalCentreTable", ratio(1, 4),
		[]string{"3.3871328727963666080", "1.3314166789178437745e+2", "1.9715909503065514427e+3", "1.3731693765509461125e+4", "4.5921953931549871457e+4", "6.7265770927008700853e+4", "3.3430575583588128105e+4", "2.5090809287301226727e+3"},
		[]string{"1", "4.2313330701600911252e+1", "6.8718700749205790830e+2", "5.3941960214247511077e+3", "2.1213794301586595867e+4", "3.9307895800092710610e+4", "2.8729085735721942674e+4", "5.2264952788528545610e+3"},
	},
	{
		"normalTailTable", bigInt(4),
		[]string{"1.42343711074968357734", "4.63033784615654529590", "5.76949722146069140550", "3.64784832476320460504", "1.27045825245236838258", "2.41780725177450611770e-1", "2.27238449892691845833e-2", "7.74545014278341407640e-4"},
		[]string{"1", "2.05319162663775882187", "1.67638483018380384940", "6.89767334985100004550e-1", "1.48103976427480074590e-1", "1.51986665636164571966e-2", "5.47593808499534494600e-4", "1.05075007164441684324e-9"},
	},
	{
		"normalFarTable", bigInt(2),
		[]string{"6.65790464350110377720", "5.46378491116411436990", "1.78482653991729133580", "2.96560571828504891230e-1", "2.65321895265761230930e-2", "1.24266094738807843860e-3", "2.71155556874348757815e-5", "2.01033439929228813265e-7"},
		[]string{"1", "5.99832206555887937690e-1", "1.36929880922735805310e-1", "1.48753612908506148525e-2", "7.86869131145613259100e-4", "1.84631831751005468180e-5", "1.42151175831644588870e-7", "2.04426310338993978564e-15"},
	},
}

func entry(b *bytes.Buffer, i int64, v *big.Int) {
	if i%4 == 0 {
		fmt.Fprint(b, "\n\t")
	}
	fmt.Fprintf(b, "%#x, ", v)
}

const precision = 256

var half = ratio(1, 2)

func bigInt(x int64) *big.Float { return new(big.Float).SetPrec(precision).SetInt64(x) }

func ratio(a, b int64) *big.Float {
	return new(big.Float).SetPrec(precision).Quo(bigInt(a), bigInt(b))
}

// toBig returns x exactly.
func toBig(x Num) *big.Float {
	f := new(big.Float).SetPrec(precision).SetInt64(int64(x))
	return f.SetMantExp(f, -fractionBits)
}

// integer returns x*2^shift rounded to the nearest integer.
func integer(x *big.Float, shift int) *big.Int {
	f := new(big.Float).SetPrec(precision).SetMantExp(x, shift)
	if f.Sign() < 0 {
		f.Sub(f, half)
	} else {
		f.Add(f, half)
	}
	n, _ := f.Int(nil)
	return n
}

// bigExp sums the series of e^(x/2^s), small enough to converge fast, and
// squares the sum s times.
func bigExp(x *big.Float) *big.Float {
	const squarings = 24
	small := new(big.Float).SetPrec(precision+64).SetMantExp(x, -squarings)
	sum := new(big.Float).SetPrec(precision + 64).SetInt64(1)
	term := new(big.Float).Copy(sum)
	for n := int64(1); term.Sign() != 0 && (n < 4 || term.MantExp(nil) > -precision-32); n++ {
		term.Mul(term, small)
		term.Quo(term, new(big.Float).SetInt64(n))
		sum.Add(sum, term)
	}
	for range squarings {
		sum.Mul(sum, sum)
	}
	return sum
}

var bigLn2 = bigLogNearOne(bigInt(2))

// bigLog returns ln x for x above 0.
func bigLog(x *big.Float) *big.Float {
	m := new(big.Float).SetPrec(precision)
	e := x.MantExp(m) // m in [1/2, 1)
	sum := new(big.Float).SetPrec(precision).SetInt64(int64(e))
	return sum.Mul(sum, bigLn2).Add(sum, bigLogNearOne(m))
}

// bigLogNearOne sums ln x = 2 artanh((x-1)/(x+1)).
func bigLogNearOne(x *big.Float) *big.Float {
	z := new(big.Float).SetPrec(precision).Sub(x, bigInt(1))
	z.Quo(z, new(big.Float).SetPrec(precision).Add(x, bigInt(1)))
	square := new(big.Float).SetPrec(precision).Mul(z, z)
	sum := new(big.Float).SetPrec(precision)
	for n := int64(1); z.Sign() != 0 && z.MantExp(nil) > -precision; n += 2 {
		sum.Add(sum, new(big.Float).SetPrec(precision).Quo(z, new(big.Float).SetInt64(n)))
		z.Mul(z, square)
	}
	return sum.Mul(sum, bigInt(2))
}
