package spread

import (
	"math"
	"math/bits"

	"tabletop/engine/fixed"
)

// few is the table of counts at means below 1: how likely each count and all below
// it are, by mean, straight between the rows. As the mean rises none of them does,
// so that the count never falls.
type few [][mostFew]uint32 // 32 fraction bits

const (
	mostFew   = 64 // counts told apart
	fewOctave = 8  // the first row is a mean of nothing, the second of 2^-8
	fewRows   = 16 // rows an octave
)

func newFew(phi fixed.Real) few {
	rows := make(few, 1+fewOctave*fewRows+1)
	for count := range rows[0] {
		rows[0][count] = math.MaxUint32
	}
	for i := range rows[1:] {
		mean := fixed.RealInt(int64(fewRows + i%fewRows)).Scale(i/fewRows - fewOctave - 4)
		beta := mean.Div(mean.Add(phi))
		rise := beta.Mul(phi)
		term := mean.Div(phi).Log1p().Mul(phi).Neg().Exp()
		sum := term
		for count := range rows[i+1] {
			below := uint32(min(sum.Scale(32).Floor(), math.MaxUint32))
			rows[i+1][count] = min(below, rows[i][count])
			term = term.Mul(rise).Div(fixed.RealInt(int64(count) + 1))
			rise = rise.Add(beta)
			sum = sum.Add(term)
		}
	}
	return rows
}

// draw returns the count at a mean below 1, in units of 2^-24, and a uniform draw.
// Its probabilities are within 10^-4 of the exact ones.
func (f few) draw(mean uint64, u uint32) int64 {
	row, part := 0, int64(mean<<fewOctave) // of a row, 24 fraction bits
	if n := bits.Len64(mean) - 1; n >= meanBits-fewOctave {
		mean <<= 63 - n
		row = 1 + (n-meanBits+fewOctave)*fewRows + int(mean>>59&(fewRows-1))
		part = int64(mean << 5 >> (64 - meanBits))
	}
	low, high := &f[row], &f[row+1]
	for count := range low {
		below := int64(low[count]) + (int64(high[count])-int64(low[count]))*part>>meanBits
		if int64(u) < below || below == math.MaxUint32 { // as likely as can be told
			return int64(count)
		}
	}
	return mostFew
}
