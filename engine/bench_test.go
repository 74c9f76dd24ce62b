package engine_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/doctrine"
	"tabletop/engine/ensemble"
	"tabletop/engine/model"
	"tabletop/scenarios"
)

func flagship(b testing.TB) *model.Scenario {
	pack, err := scenarios.Embedded("us-2020")
	require.NoError(b, err)
	sc, err := pack.Compile(scenarios.Options{Posture: "2019"})
	require.NoError(b, err)
	return sc
}

// BenchmarkFlagship plays the flagship from start to end without hashing: with
// nobody deciding, and with every seat automated. "first" builds what runs of one
// scenario share, as a single exercise must; "another" has it, as an ensemble does.
func BenchmarkFlagship(b *testing.B) {
	sc := flagship(b)
	for _, name := range []string{"none", "recommended"} {
		shared := engine.New(sc, 1)
		for build, start := range map[string]func(seed uint64) *engine.Run{
			"first":   func(seed uint64) *engine.Run { return engine.New(sc, seed) },
			"another": shared.Again,
		} {
			b.Run(name+"/"+build, func(b *testing.B) {
				b.ReportAllocs()
				seed := uint64(0)
				for b.Loop() {
					seed++
					ensemble.Play(start(seed), doctrine.Named(sc, name), sc.Clock.End)
				}
			})
		}
	}
}

// BenchmarkHashing is what the hashes of one run cost: one for every hour.
func BenchmarkHashing(b *testing.B) {
	sc := flagship(b)
	run := engine.New(sc, 1)
	ensemble.Play(run, doctrine.Named(sc, "recommended"), sc.Clock.End/2)
	b.Run("one", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			run.Hash()
		}
	})
	b.Run("run", func(b *testing.B) {
		for b.Loop() {
			for range sc.Clock.End / model.Hour {
				run.Hash()
			}
		}
	})
}

// BenchmarkClone copies the state in the middle of a run.
func BenchmarkClone(b *testing.B) {
	sc := flagship(b)
	run := engine.New(sc, 1)
	ensemble.Play(run, doctrine.Named(sc, "recommended"), sc.Clock.End/2)
	b.ReportAllocs()
	for b.Loop() {
		run.Clone()
	}
}

// BenchmarkQuietTicks advances a run of the flagship in which nothing is planned.
func BenchmarkQuietTicks(b *testing.B) {
	sc := *flagship(b)
	sc.Campaigns, sc.Injects, sc.Tasks = slices.Clone(sc.Campaigns), slices.Clone(sc.Injects), slices.Clone(sc.Tasks)
	for i := range sc.Campaigns {
		sc.Campaigns[i].Begin = sc.Clock.End + 1
	}
	for i := range sc.Injects {
		sc.Injects[i].At, sc.Injects[i].When = model.None, nil
	}
	for i := range sc.Tasks {
		sc.Tasks[i].Standing, sc.Tasks[i].Deadline = true, sc.Clock.End
	}
	run := engine.New(&sc, 1)
	b.ReportAllocs()
	for b.Loop() {
		if run.Tick() > sc.Clock.End-model.Day {
			run = engine.New(&sc, 1)
		}
		run.Advance(run.Tick() + 1)
	}
}
