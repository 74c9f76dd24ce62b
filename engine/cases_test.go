package engine_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/doctrine"
	"tabletop/engine/ensemble"
	"tabletop/engine/model"
	"tabletop/scenarios"
)

// compiledCases compiles the packs inside the program that replay real cases.
func compiledCases(t *testing.T) []*model.Scenario {
	t.Helper()
	var all []*model.Scenario
	for _, e := range scenarios.List() {
		if !e.Case {
			continue
		}
		pack, err := scenarios.Embedded(e.ID)
		require.NoError(t, err)
		sc, err := pack.Compile(scenarios.Options{})
		require.NoError(t, err)
		all = append(all, sc)
	}
	require.Len(t, all, 4)
	return all
}

// TestCasesKeepTheRules: in every case forced ticks change nothing, folding its events
// gives its state, and a run taken up halfway ends the same.
func TestCasesKeepTheRules(t *testing.T) {
	for _, sc := range compiledCases(t) {
		t.Run(sc.ID, func(t *testing.T) {
			end := min(sc.Clock.End, 20*model.Day)
			leap, walk := engine.New(sc, 5), engine.New(sc, 5)
			begin := leap.State().Clone()
			events := leap.Advance(end)
			var walked []model.Event
			for walk.Tick() < end {
				walked = append(walked, walk.RunTick()...)
			}
			require.Equal(t, events, walked)
			assert.Empty(t, foldsTo(begin, events, leap.State()))

			run := engine.New(sc, 5)
			ensemble.Play(run, doctrine.Named(sc, sc.Case.Doctrine), sc.Clock.End/3)
			assert.Empty(t, continues(run, run.Encode(), sc.Clock.End))
		})
	}
}
