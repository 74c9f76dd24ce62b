package spread

import (
	"math/bits"

	"tabletop/engine/fixed"
)

// Exponentials and logarithms for the loop: short tables with a quadratic, good
// to a relative 2^-24. The rest of the engine uses package fixed, which is exact
// to the last place and some four times slower.

const (
	meanBits   = 24 // fraction bits of a mean number of posts
	ln2Of32    = 2977044472
	log2eOf24  = 24204406 // log2(e)
	curveCells = 256
	softStep   = 64 // entries a unit of softplus
	softEnd    = 12 // beyond, softplus is below 10^-5
	lowest     = -20 * fixed.One
	highest    = 31 * fixed.Half // e^15.5 is above five million posts
)

var (
	exp2Of  = exp2Table()  // 2^(i/256), 30 fraction bits
	logOf   = logTable()   // ln(1+i/256), 32 fraction bits
	inverse = inverseOf()  // 1/(1+i/256), 32 fraction bits
	softOf  = softplusOf() // ln(1+e^(−i/64)), 32 fraction bits
)

func exp2Table() [curveCells]uint64 {
	var t [curveCells]uint64
	for i := range t {
		t[i] = uint64(fixed.Pow2(fixed.FromRatio(int64(i), curveCells))) >> 2
	}
	return t
}

func logTable() [curveCells]int64 {
	var t [curveCells]int64
	for i := range t {
		t[i] = int64(fixed.Log1p(fixed.FromRatio(int64(i), curveCells)))
	}
	return t
}

func inverseOf() [curveCells]uint64 {
	var t [curveCells]uint64
	for i := range t {
		t[i] = uint64(fixed.FromRatio(curveCells, int64(curveCells+i)))
	}
	return t
}

// A softCell is softplus at one entry, and how much it falls to the next.
type softCell struct{ at, fall uint32 }

// softplusOf fills the table. Its last entry is nothing, for all beyond.
func softplusOf() [softEnd*softStep + 1]softCell {
	var t [softEnd*softStep + 1]softCell
	at := func(i int) uint32 { return uint32(fixed.Log1p(fixed.Exp(fixed.FromRatio(int64(-i), softStep)))) }
	for i := range softEnd * softStep {
		t[i] = softCell{at(i), at(i) - at(i+1)}
	}
	return t
}

// exp returns e^x in units of 2^-24, for x clamped to −20..15.5.
func exp(x fixed.Num) uint64 {
	octave, m := mantissa(min(max(x, lowest), highest))
	return m >> (62 - meanBits - octave)
}

// mantissa returns e^x as m·2^octave for an x in range: m has 62 fraction bits, and
// is from 1 to just under 2.
func mantissa(x fixed.Num) (octave int, m uint64) {
	t := int64(x) >> 8 * log2eOf24 >> 16 // log2 of the result, 32 fraction bits
	r := uint64(t) & (1<<24 - 1)         // past the table's entry
	r = r * ln2Of32 >> 32
	return int(t >> 32), exp2Of[uint64(t)>>24&0xff] * (1<<32 + r + r*r>>33)
}

// log returns ln n for n of 1 and more, with an error below 2^-24.
func log(n uint64) fixed.Num { return logOfNormal(normal(n)) }

// normal returns n, 1 or more, as m·2^(octave−63), where m has its highest bit set.
func normal(n uint64) (octave int, m uint64) {
	octave = bits.Len64(n) - 1
	return octave, n << (63 - octave&63)
}

func logOfNormal(octave int, m uint64) fixed.Num {
	i := m >> 55 & 0xff
	t := m & (1<<55 - 1) >> 31 * inverse[i] >> 32 // m ÷ the table's entry, less 1
	return fixed.Num(int64(octave)*ln2Of32 + logOf[i] + int64(t-t*t>>33))
}

// softplus returns ln(1+e^x), with an error below 10^-5. It has no branch, for none
// could foresee on which side of the table's end an x falls.
func softplus(x fixed.Num) fixed.Num {
	const part = 32 - 6 // bits below an entry
	sign := int64(x) >> 63
	away := int64(x) ^ sign - sign
	past := away>>part - softEnd*softStep
	c := &softOf[past&(past>>63)+softEnd*softStep]
	soft := (int64(c.at)<<part - int64(c.fall)*(away&(1<<part-1))) >> part
	return fixed.Num(int64(x)&^sign + soft)
}
