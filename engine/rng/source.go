package rng

import (
	//lint:ignore SA1019 Replays pin this generator's exact outputs; math/rand/v2 seeds its PCG otherwise. A move is this one file and a new rules epoch.
	"golang.org/x/exp/rand"
)

// draw returns the first output of the PCG XSL RR 128/64 generator seeded with
// a hash. The source copies the seed into both words of its state, so a seed
// that is no hash would make related draws.
func draw(hash uint64) uint64 {
	var source rand.PCGSource
	source.Seed(hash)
	return source.Uint64()
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
