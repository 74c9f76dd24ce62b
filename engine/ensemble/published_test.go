package ensemble_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/doctrine"
	"tabletop/engine/ensemble"
	"tabletop/engine/model"
	"tabletop/scenarios"
	"tabletop/scenarios/scenariotest"
)

// bands prints how the bands of the cases move over the range of every assumption.
var bands = flag.Bool("bands", false, "print the bands of the cases over the range of each assumption (make bands)")

// caseRuns is how many seeds a case is played over.
const caseRuns = 500

func findings(t testing.TB, pack *scenarios.Pack, sets ...model.Set) []ensemble.Finding {
	t.Helper()
	sc, err := pack.Compile(scenarios.Options{Sets: sets})
	require.NoError(t, err)
	all, err := ensemble.Published(context.Background(), ensemble.Plan{Scenario: sc, From: 1, Runs: caseRuns})
	require.NoError(t, err)
	require.Len(t, all, len(sc.Case.Published))
	return all
}

func within(f ensemble.Finding) string {
	text := fmt.Sprintf("%.4g … %.4g … %.4g", f.Band.Low, f.Band.Median, f.Band.High)
	if f.Band.Never > 0 {
		text += fmt.Sprintf(" (%d of %d not by the end)", f.Band.Never, f.Band.Runs)
	}
	if f.Bounded() {
		text += fmt.Sprintf(", met by %.3g%% of the runs", 100*f.Share)
	}
	if !f.Inside {
		text += "  OUTSIDE"
	}
	return text
}

// TestPublishedOutcomesLieInTheCentralBand of 500 runs, for every case.
func TestPublishedOutcomesLieInTheCentralBand(t *testing.T) {
	cases := 0
	for _, e := range scenarios.List() {
		if !e.Case {
			continue
		}
		cases++
		pack, err := scenarios.Embedded(e.ID)
		require.NoError(t, err)
		for _, f := range findings(t, pack) {
			p := f.Published
			t.Logf("%s %s: published %s %s; 10%%, median, 90%%: %s", e.ID, p.ID, p.Figure(), p.Unit, within(f))
			assert.True(t, f.Inside, "%s %s: published %s %s, but %s", e.ID, p.ID, p.Figure(), p.Unit, within(f))
			assert.Equal(t, caseRuns, f.Band.Runs)
		}
		if *bands {
			printBands(t, e.ID, pack)
		}
	}
	assert.Equal(t, 4, cases)
}

// printBands shows each outcome at both ends of every assumption's range that moves
// its band.
func printBands(t testing.TB, id string, pack *scenarios.Pack) {
	base := findings(t, pack)
	doubts, err := pack.Doubts(scenarios.Options{})
	require.NoError(t, err)
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for i, f := range base {
		fmt.Fprintf(w, "\n%s %s\tpublished %s %s\t%s\n", id, f.Published.ID, f.Published.Figure(), f.Published.Unit, within(base[i]))
	}
	for _, d := range doubts {
		for _, end := range []string{d.Low, d.High} {
			for i, f := range findings(t, pack, model.Set{Path: d.Path, Value: end}) {
				if f.Band != base[i].Band {
					fmt.Fprintf(w, "%s\t%s = %s\t%s\n", f.Published.ID, d.Path, end, within(f))
				}
			}
		}
	}
	w.Flush()
}

// TestTheAccountsTakenFollowWhatProtectsThem: nobody published how many of the 241 had
// a second factor, and the band follows it over the range that the pack states.
func TestTheAccountsTakenFollowWhatProtectsThem(t *testing.T) {
	pack, err := scenarios.Embedded("phosphorus-2019")
	require.NoError(t, err)
	median := func(value string) float64 {
		f := findings(t, pack, model.Set{Path: "asset.mailboxes.controls.second-factor", Value: value})[0]
		t.Logf("second factor %s: 10%%, median, 90%%: %s", value, within(f))
		return f.Band.Median
	}
	few, some, most := median("prompt 20%"), median("prompt 50%"), median("prompt 80%")
	assert.Greater(t, few, some)
	assert.Greater(t, some, most)
	assert.Zero(t, median("security-key 100%"), "no account with a key was lost (C3)")
}

// TestAFixOnTheSameDayNeedsTheDecision: the band of the fix is that of what the office
// decided, not of the pack's plot.
func TestAFixOnTheSameDayNeedsTheDecision(t *testing.T) {
	pack, err := scenarios.Embedded("illinois-2016")
	require.NoError(t, err)
	sc, err := pack.Compile(scenarios.Options{})
	require.NoError(t, err)
	play := func(d string) []ensemble.Finding {
		all, err := ensemble.Published(context.Background(), ensemble.Plan{Scenario: sc, Doctrine: doctrine.Named(sc, d), From: 1, Runs: 50})
		require.NoError(t, err)
		return all
	}
	idle := play("none")
	assert.True(t, strings.HasPrefix(idle[1].Published.ID, "patched"))
	assert.Equal(t, 50, idle[1].Band.Never)
	assert.False(t, idle[1].Inside)
	assert.Less(t, play("recommended")[0].Band.Median, idle[0].Band.Median, "who goes through the logs notices sooner")
}

func TestPublishedNeedsACase(t *testing.T) {
	_, err := ensemble.Published(context.Background(), ensemble.Plan{Scenario: scenariotest.Small(t), Runs: 1})
	assert.ErrorIs(t, err, ensemble.ErrNoCase)
}

// TestAnyNumberOfWorkersGivesTheSameBands, and a cancelled one says so.
func TestAnyNumberOfWorkersGivesTheSameBands(t *testing.T) {
	pack, err := scenarios.Embedded("new-hampshire-2024")
	require.NoError(t, err)
	sc, err := pack.Compile(scenarios.Options{})
	require.NoError(t, err)
	play := func(workers int) []ensemble.Finding {
		all, err := ensemble.Published(context.Background(), ensemble.Plan{Scenario: sc, From: 9, Runs: 40, Workers: workers})
		require.NoError(t, err)
		return all
	}
	assert.Equal(t, play(1), play(2))
	assert.Equal(t, play(1), play(8))
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = ensemble.Published(cancelled, ensemble.Plan{Scenario: sc, Runs: 1000})
	assert.ErrorIs(t, err, context.Canceled)
}
