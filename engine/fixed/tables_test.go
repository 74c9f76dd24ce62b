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
	for i := range highs {
		entry(&b, i, integer(bigExp(ratio(i, 256)), 63))
	}
	fmt.Fprint(&b, "\n}\n\n// expLow[j] is e^(j/65536) - 1 in units of 2^-71.\nvar expLow = [256]uint64{")
	for j := range 256 {
		entry(&b, j, integer(new(big.Float).Sub(bigExp(ratio(j, 65536)), real(1)), 71))
	}
	fmt.Fprint(&b, "\n}\n\n// logReciprocal[i] is 256/(256+i) in units of 2^-15, rounded up.\nvar logReciprocal = [256]uint16{")
	reciprocal := func(i int) int { return (256<<15 + 255 + i) / (256 + i) }
	for i := range 256 {
		entry(&b, i, big.NewInt(int64(reciprocal(i))))
	}
	fmt.Fprint(&b, "\n}\n\n// logTable[i] is the negative logarithm of what logReciprocal[i] stands for, as\n// a fraction of 2^128.\nvar logTable = [256]struct{ hi, lo uint64 }{")
	for i := range 256 {
		v := integer(new(big.Float).Neg(bigLog(ratio(reciprocal(i), 1<<15))), 128)
		hi, lo := new(big.Int).Rsh(v, 64), new(big.Int).And(v, big.NewInt(0).SetUint64(1<<64-1))
		fmt.Fprintf(&b, "\n\t{%#x, %#x},", hi, lo)
	}
	fmt.Fprint(&b, "\n}\n")
	want, err := format.Source(b.Bytes())
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile("tables.go", want, 0o644))
	}
	got, err := os.ReadFile("tables.go")
	require.NoError(t, err)
	assert.True(t, bytes.Equal(want, got), "tables.go differs from what math/big computes; see go test -update")
}

func entry(b *bytes.Buffer, i int, v *big.Int) {
	if i%4 == 0 {
		fmt.Fprint(b, "\n\t")
	}
	fmt.Fprintf(b, "%#x, ", v)
}

const precision = 256

func real(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

func ratio(a, b int) *big.Float {
	return new(big.Float).SetPrec(precision).Quo(real(float64(a)), real(float64(b)))
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
		f.Sub(f, real(0.5))
	} else {
		f.Add(f, real(0.5))
	}
	n, _ := f.Int(nil)
	return n
}

// bigExp sums the series of e^(x/2^s), small enough to converge fast, and
// squares the sum s times.
func bigExp(x *big.Float) *big.Float {
	const squarings = 24
	small := new(big.Float).SetPrec(precision + 64).SetMantExp(x, -squarings)
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

var bigLn2 = bigLogNearOne(real(2))

// bigLog returns ln x for x above 0.
func bigLog(x *big.Float) *big.Float {
	m := new(big.Float).SetPrec(precision)
	e := x.MantExp(m) // m in [1/2, 1)
	sum := new(big.Float).SetPrec(precision).SetInt64(int64(e))
	return sum.Mul(sum, bigLn2).Add(sum, bigLogNearOne(m))
}

// bigLogNearOne sums ln x = 2 artanh((x-1)/(x+1)).
func bigLogNearOne(x *big.Float) *big.Float {
	z := new(big.Float).SetPrec(precision).Sub(x, real(1))
	z.Quo(z, new(big.Float).SetPrec(precision).Add(x, real(1)))
	square := new(big.Float).SetPrec(precision).Mul(z, z)
	sum := new(big.Float).SetPrec(precision)
	for n := int64(1); z.Sign() != 0 && z.MantExp(nil) > -precision; n += 2 {
		sum.Add(sum, new(big.Float).SetPrec(precision).Quo(z, new(big.Float).SetInt64(n)))
		z.Mul(z, square)
	}
	return sum.Mul(sum, real(2))
}
