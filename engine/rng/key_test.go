package rng

import (
	"flag"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestKeysDependOnNamesAloneAndNotOnOrder(t *testing.T) {
	actors := []string{"ember", "gale", "north", "quarry"}
	draws := func(names []string) map[string]uint64 {
		key := Seed(7).Name("campaign")
		result := map[string]uint64{}
		for _, name := range names {
			for tick := range int64(3) {
				result[fmt.Sprint(name, tick)] = key.Name(name).At(tick).Uint64()
			}
		}
		return result
	}
	all := draws(actors)
	backward := draws([]string{"quarry", "north", "gale", "ember"})
	assert.Equal(t, all, backward, "order changes nothing")
	for draw, value := range draws([]string{"ember", "north", "quarry"}) {
		assert.Equal(t, all[draw], value, "removing gale changes %s", draw)
	}
	key := Seed(7).Name("campaign").Name("ember")
	assert.Equal(t, key.Uint64(), key.Uint64(), "a key is one draw")
}

func TestDifferentPathsAreDifferentKeys(t *testing.T) {
	root := Seed(1)
	keys := map[Key]string{}
	add := func(k Key, what string) {
		other, taken := keys[k]
		assert.False(t, taken, "%s has the key of %s", what, other)
		keys[k] = what
	}
	add(root, "seed 1")
	add(Seed(0), "seed 0")
	add(root.Name(""), "the empty name")
	add(root.Name("a").Name("b"), "a, b")
	add(root.Name("b").Name("a"), "b, a")
	add(root.Name("ab"), "ab")
	add(root.Name("a"), "a")
	add(root.With(0).With(0), "0, 0")
	add(root.At(0).At(0), "tick 0, tick 0")
	add(root.With(5).At(6), "5, tick 6")
	add(root.At(6).With(5), "tick 6, 5")
	add(root.At(5).With(6), "tick 5, 6")
	for i := range int64(1000) {
		add(root.At(i), fmt.Sprint("tick ", i))
		add(root.With(uint64(i)), fmt.Sprint("number ", i))
		add(Seed(uint64(i)+2), fmt.Sprint("seed ", i+2))
		add(root.At(-i-1), fmt.Sprint("tick ", -i-1))
	}
	assert.Equal(t, root.Name("org.cisa"), root.With(HashName("org.cisa")))
}

// TestEveryBitOfAKeyMatters flips single bits of each link and looks for draws
// that keep more or fewer of their bits than half.
func TestEveryBitOfAKeyMatters(t *testing.T) {
	const trials = 2000
	for name, chain := range map[string]func(k Key, v uint64) Key{
		"seed": func(_ Key, v uint64) Key { return Seed(v) },
		"with": Key.With,
		"at":   func(k Key, v uint64) Key { return k.At(int64(v)) },
		"parent": func(k Key, v uint64) Key {
			return Key(v).With(uint64(k))
		},
	} {
		for bit := range 64 {
			flipped := 0
			for i := range uint64(trials) {
				k := Seed(i)
				flipped += bits.OnesCount64(chain(k, i).Uint64() ^ chain(k, i^1<<bit).Uint64())
			}
			// 64*trials coins: five standard deviations are 0.7%.
			assert.InDelta(t, 0.5, float64(flipped)/(64*trials), 0.007, "%s, bit %d", name, bit)
		}
	}
}

// TestNeighbouringKeysAreUnrelated checks pairs of draws under consecutive
// ticks for uniformity over a square, and each bit for balance.
func TestNeighbouringKeysAreUnrelated(t *testing.T) {
	const n = 100_000
	key := Seed(3).Name("pairs")
	var square [16][16]int
	var ones [64]int
	last := key.At(-1).Uint64()
	for i := range int64(n) {
		next := key.At(i).Uint64()
		square[last>>60][next>>60]++
		for bit := range ones {
			ones[bit] += int(next >> bit & 1)
		}
		last = next
	}
	statistic := 0.0
	for _, row := range square {
		for _, count := range row {
			d := float64(count) - n/256.0
			statistic += d * d / (n / 256.0)
		}
	}
	assert.InDelta(t, 255, statistic, 4*22.6, "chi-square with 255 degrees of freedom")
	for bit, count := range ones {
		assert.InDelta(t, n/2, count, 5*158, "bit %d", bit)
	}
}

// goldenDraws lists draws of every kind. A change here changes every run and
// every replay.
func goldenDraws() string {
	var b strings.Builder
	root := Seed(20201103)
	fmt.Fprintf(&b, "seed %#x\nname hash %#x\n", uint64(root), HashName("org.cisa.analysts"))
	for tick := range int64(4) {
		k := root.Name("golden").With(HashName("org.cisa.analysts")).At(tick)
		fmt.Fprintf(&b, "\ntick %d key %#x\nbits %#x\n", tick, uint64(k), k.Uint64())
		fmt.Fprintln(&b, "uniform", k.Uniform())
		fmt.Fprintln(&b, "bernoulli", k.Bernoulli(fixed.FracOf(fixed.Half)))
		fmt.Fprintln(&b, "exponential", k.Exponential(3*fixed.One))
		fmt.Fprintln(&b, "normal", k.Normal(fixed.One, 2*fixed.One))
		fmt.Fprintln(&b, "lognormal", k.Lognormal(12*fixed.One, fixed.Half))
		for _, shape := range []string{"0.3", "2.5", "40"} {
			fmt.Fprintln(&b, "gamma", shape, k.Gamma(number(shape), fixed.One))
		}
		for _, mean := range []string{"0.7", "20", "3000"} {
			fmt.Fprintln(&b, "poisson", mean, k.Poisson(number(mean)))
			fmt.Fprintln(&b, "negative binomial", mean, k.NegBinomial(number(mean), number("1.5")))
		}
		for _, n := range []int64{10, 100, 1_000_000} {
			fmt.Fprintln(&b, "binomial", n, k.Binomial(n, fixed.FracOf(number("0.35"))))
		}
	}
	names := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	Shuffle(names, root.Name)
	fmt.Fprintln(&b, "\nshuffle", names)
	return b.String()
}

func TestDrawsKeepTheirValues(t *testing.T) {
	path := filepath.Join("testdata", "draws.golden")
	got := goldenDraws()
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "the draws changed; if that is meant, raise the rules epoch and run with -update")
}

var sink uint64

func BenchmarkKeyedUniform(b *testing.B) {
	key, name := Seed(1), HashName("org.cisa.analysts")
	for i := range b.N {
		sink += uint64(key.With(name).At(int64(i)).Uniform())
	}
}

func BenchmarkHashName(b *testing.B) {
	for b.Loop() {
		sink += HashName("org.cisa.analysts")
	}
}
