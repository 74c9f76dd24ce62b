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
