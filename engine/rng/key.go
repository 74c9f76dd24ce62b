package rng

import "tabletop/engine/fixed"

// Key names one piece of luck: a hash chain over everything it depends on.
// Build keys with Seed and the methods; a number converted to a Key is no hash.
type Key uint64

// Increments that keep the links of a chain apart. Names have that of
// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), 2^64 divided by the golden
// ratio; ticks and seeds have 2^64 divided by the plastic number and by its
// square. Each is rounded to an odd number.
const (
	nameIncrement = 0x9E3779B97F4A7C15
	tickIncrement = 0xC13FA9A902A6328F
	seedIncrement = 0x91E10DA5C79E7B1D
)

// Seed returns the key that a run's seed begins with.
func Seed(seed uint64) Key {
	return Key(mix(seed + seedIncrement))
}

// HashName hashes a name or a name path such as "org.cisa.analysts", for use
// with With. It is FNV-1a with a final mix.
func HashName(name string) uint64 {
	const offset, prime = 0xCBF29CE484222325, 0x100000001B3
	h := uint64(offset)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * prime
	}
	return mix(h)
}

// Name returns the key of what is called name below k. It equals
// k.With(HashName(name)). Name("a").Name("b") differs from Name("b").Name("a")
// and from Name("ab").
func (k Key) Name(name string) Key {
	return k.With(HashName(name))
}

// With returns the key of what has the given name hash, or number, below k.
func (k Key) With(name uint64) Key {
	return k.link(mix(name + nameIncrement))
}

// At returns the key of a draw that repeats, at one tick. It is unrelated to
// With of the same number.
func (k Key) At(tick int64) Key {
	return k.link(mix(uint64(tick) + tickIncrement))
}

// Uint64 returns the key's 64 random bits, the same at every call.
func (k Key) Uint64() uint64 {
	return draw(uint64(k))
}

// Uniform returns the key's uniform draw, the same at every call.
func (k Key) Uniform() fixed.Frac {
	return fixed.Frac(k.Uint64())
}

func (k Key) link(hash uint64) Key {
	return Key(mix((uint64(k) ^ hash) + nameIncrement))
}

// mix is the finishing function of SplitMix64: a bijection of which every
// output bit depends on every input bit.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}
