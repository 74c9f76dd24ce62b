package rng

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
)

func candidates(key Key, weights ...string) []Candidate {
	var list []Candidate
	for i, w := range weights {
		list = append(list, Candidate{key.With(uint64(i)), number(w)})
	}
	return list
}

func TestChooseFollowsTheWeights(t *testing.T) {
	const n = 40_000
	weights := []string{"1", "0", "0.000001", "2.5", "1000", "96.5", "-3"}
	total := 1 + 0.000001 + 2.5 + 1000 + 96.5
	var counts [7]int
	for i := range int64(n) {
		counts[Choose(candidates(Seed(5).At(i), weights...))]++
	}
	assert.Zero(t, counts[1]+counts[6], "no weight, no chance")
	statistic := 0.0
	for i, weight := range map[int]float64{0: 1, 3: 2.5, 4: 1000, 5: 96.5} {
		expected := n * weight / total
		statistic += (float64(counts[i]) - expected) * (float64(counts[i]) - expected) / expected
	}
	assert.Greater(t, distuv.ChiSquared{K: 3}.Survival(statistic), significance)
}

func TestChooseAmongNoneOrNothing(t *testing.T) {
	assert.Equal(t, -1, Choose(nil))
	assert.Equal(t, -1, Choose(candidates(Seed(1), "0", "-1")))
	assert.Equal(t, 1, Choose(candidates(Seed(1), "0", "0.0000000003", "-1")))
}

func TestChoosingIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := Seed(rapid.Uint64().Draw(t, "seed"))
		weights := rapid.SliceOfN(rapid.Int64Range(0, int64(50*fixed.One)), 1, 12).Draw(t, "weights")
		var list []Candidate
		for i, w := range weights {
			list = append(list, Candidate{key.With(uint64(i)), fixed.Num(w)})
		}
		chosen := Choose(list)
		if chosen < 0 {
			return
		}
		winner := list[chosen].Key

		// The order of the list does not matter.
		backward := slices.Clone(list)
		slices.Reverse(backward)
		assert.Equal(t, winner, backward[Choose(backward)].Key)

		// Taking out another candidate changes nothing.
		i := rapid.IntRange(0, len(list)-1).Draw(t, "other")
		if i != chosen {
			fewer := slices.Delete(slices.Clone(list), i, i+1)
			assert.Equal(t, winner, fewer[Choose(fewer)].Key)
		}

		// More weight can only move the choice to that candidate.
		heavier := slices.Clone(list)
		heavier[i].Weight += fixed.Num(rapid.Int64Range(1, int64(100*fixed.One)).Draw(t, "more"))
		now := Choose(heavier)
		assert.True(t, now == chosen || now == i)
	})
}

func TestShuffle(t *testing.T) {
	names := func(key Key, list ...string) string {
		Shuffle(list, key.Name)
		return fmt.Sprint(list)
	}
	counts := map[string]int{}
	const n = 24_000
	for i := range int64(n) {
		counts[names(Seed(2).At(i), "a", "b", "c", "d")]++
	}
	assert.Len(t, counts, 24)
	statistic := 0.0
	for _, count := range counts {
		statistic += float64(count-n/24) * float64(count-n/24) / (n / 24)
	}
	assert.Greater(t, distuv.ChiSquared{K: 23}.Survival(statistic), significance)

	rapid.Check(t, func(t *rapid.T) {
		key := Seed(rapid.Uint64().Draw(t, "seed"))
		list := rapid.SliceOfNDistinct(rapid.IntRange(0, 99), 1, 20, rapid.ID[int]).Draw(t, "items")
		itemKey := func(i int) Key { return key.With(uint64(i)) }
		shuffled, backward := slices.Clone(list), slices.Clone(list)
		slices.Reverse(backward)
		Shuffle(shuffled, itemKey)
		Shuffle(backward, itemKey)
		assert.Equal(t, shuffled, backward, "where the items stood does not matter")
		fewer := slices.Clone(list[1:])
		Shuffle(fewer, itemKey)
		rest := slices.DeleteFunc(slices.Clone(shuffled), func(i int) bool { return i == list[0] })
		assert.Equal(t, rest, fewer, "without one item the others keep their order")
	})
}

func BenchmarkChoose(b *testing.B) {
	list := candidates(Seed(1), "1", "2", "3", "4", "5", "6", "7", "8")
	for b.Loop() {
		sink += uint64(Choose(list))
	}
}

func BenchmarkShuffle(b *testing.B) {
	list := []int{0, 1, 2, 3, 4, 5, 6, 7}
	key := Seed(1)
	for b.Loop() {
		Shuffle(list, func(i int) Key { return key.With(uint64(i)) })
	}
}
