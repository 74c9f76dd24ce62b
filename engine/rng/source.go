package rng

import "math/bits"

// The generator is PCG XSL RR 128/64 (O'Neill, HMC-CS-2014-0905), of which a key
// takes the first output. It is written out here because a library's generator is
// called through memory, at twice the cost; a test holds it to that of
// golang.org/x/exp/rand, whose outputs replays pin.
const (
	multiplierHigh = 0x2360ED051FC65DA4
	multiplierLow  = 0x4385DF649FCCF645
	incrementHigh  = 0x5851F42D4C957F2D
	incrementLow   = 0x14057B7EF767814F
)

// draw returns the first output of the generator seeded with a hash, which both
// words of its state start from; so a seed that is no hash would make related
// draws.
func draw(hash uint64) uint64 {
	high, low := bits.Mul64(hash, multiplierLow)
	high += low + hash*multiplierHigh
	low, carry := bits.Add64(low, incrementLow, 0)
	high += incrementHigh + carry
	return bits.RotateLeft64(high^low, -int(high>>58))
}

// Draws fills out with what every key gives at one tick, keys[i].At(tick).Uint64():
// one tick of as many runs. It is for the keys of runs that go side by side, which a
// processor can then draw together.
func Draws(keys []Key, tick int64, out []uint64) {
	hash := mix(uint64(tick) + tickIncrement)
	for i, k := range keys[:len(out)] {
		out[i] = draw(uint64(k.link(hash)))
	}
}
