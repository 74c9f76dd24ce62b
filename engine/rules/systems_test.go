package rules_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/doctrine"
	"tabletop/engine/ensemble"
	"tabletop/engine/rules"
	"tabletop/scenarios"
)

// BenchmarkSystems plays the flagship, with nobody deciding and with every seat
// automated, and says what share of the time each rule system takes. The rest is
// finding out what is due, and the automated seats.
func BenchmarkSystems(b *testing.B) {
	pack, err := scenarios.Embedded("us-2020")
	require.NoError(b, err)
	sc, err := pack.Compile(scenarios.Options{Posture: "2019"})
	require.NoError(b, err)
	for _, name := range []string{"none", "recommended"} {
		b.Run(name, func(b *testing.B) {
			var took [len(rules.SystemNames)]time.Duration
			stop := rules.TimeSystems(&took)
			defer stop()
			first := engine.New(sc, 1)
			seed := uint64(0)
			for b.Loop() {
				seed++
				ensemble.Play(first.Again(seed), doctrine.Named(sc, name), sc.Clock.End)
			}
			all := b.Elapsed()
			rest := all
			for i, d := range took {
				b.ReportMetric(100*d.Seconds()/all.Seconds(), "%"+rules.SystemNames[i])
				rest -= d
			}
			b.ReportMetric(100*rest.Seconds()/all.Seconds(), "%rest")
		})
	}
}
