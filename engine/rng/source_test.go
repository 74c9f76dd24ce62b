package rng

import (
	"testing"

	"github.com/stretchr/testify/assert"
	//lint:ignore SA1019 Replays pin this generator's exact outputs.
	"golang.org/x/exp/rand"
	"pgregory.net/rapid"
)

// TestDrawIsTheLibrarys: the generator written out here is that of golang.org/x/exp/rand.
func TestDrawIsTheLibrarys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hash := rapid.Uint64().Draw(t, "hash")
		var source rand.PCGSource
		source.Seed(hash)
		assert.Equal(t, source.Uint64(), draw(hash))
	})
}

// TestDrawsAreEachKeys: many keys' draws at a tick are the draw of each.
func TestDrawsAreEachKeys(t *testing.T) {
	keys, out := make([]Key, 100), make([]uint64, 100)
	for i := range keys {
		keys[i] = Seed(uint64(i))
	}
	for _, tick := range []int64{-1, 0, 1, 411, 1 << 40} {
		Draws(keys, tick, out)
		for i, k := range keys {
			assert.Equal(t, k.At(tick).Uint64(), out[i])
		}
	}
}
