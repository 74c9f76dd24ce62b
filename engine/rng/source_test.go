package rng

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

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
