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
)

// balance prints the whole table over 200 seeds; without it a slice is held.
var balance = flag.Bool("balance", false, "print the flagship's balance over 200 seeds (make balance)")

// seeds is how many seeds the comparisons of doctrines and postures play.
func seeds() int {
	if *balance {
		return 200
	}
	return 16
}

func flagship(t testing.TB, posture string) *model.Scenario {
	pack, err := scenarios.Embedded("us-2020")
	require.NoError(t, err)
	sc, err := pack.Compile(scenarios.Options{Posture: posture})
	require.NoError(t, err)
	return sc
}

func play(t testing.TB, sc *model.Scenario, d *model.Doctrine, runs int) []ensemble.Outcome {
	t.Helper()
	out, err := ensemble.Run(context.Background(), ensemble.Plan{Scenario: sc, Doctrine: d, From: 1, Runs: runs})
	require.NoError(t, err)
	return out
}

// clear counts the measures whose paired interval excludes zero, staff-hours
// aside: spending hours is no consequence.
func clear(all [model.MeasureCount]ensemble.Difference) int {
	n := 0
	for m, d := range all {
		if model.MeasureID(m) != model.StaffHours && d.Clear() {
			n++
		}
	}
	return n
}

func printComparison(title string, a, b []ensemble.Outcome) {
	if !*balance {
		return
	}
	fmt.Printf("\n%s (mean of the first; difference of the second, 95%% interval; %d pairs)\n", title, len(a))
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', tabwriter.AlignRight)
	for m, d := range ensemble.Compare(a, b) {
		mark := ""
		if d.Clear() {
			mark = "clear"
		}
		mean := 0.0
		for i := range a {
			mean += ensemble.Float(a[i].Measures[m]) / float64(len(a))
		}
		fmt.Fprintf(w, "%s\t%.2f\t%+.2f\t%+.2f … %+.2f\t%s\t\n", model.Measures[m].ID, mean, d.Mean, d.Low, d.High, mark)
	}
	w.Flush()
}

func TestDoctrinesMatter(t *testing.T) {
	if testing.Short() {
		t.Skip("plays dozens of runs of the flagship; not with -short")
	}
	for _, posture := range []string{"2016", "2019", "2020"} {
		sc := flagship(t, posture)
		none := play(t, sc, doctrine.Named(sc, "none"), seeds())
		recommended := play(t, sc, doctrine.Named(sc, "recommended"), seeds())
		printComparison("posture "+posture+": doctrine none, recommended", none, recommended)
		assert.GreaterOrEqual(t, clear(ensemble.Compare(none, recommended)), 4, "posture %s", posture)
	}
}

func TestPosturesMatter(t *testing.T) {
	if testing.Short() {
		t.Skip("plays dozens of runs of the flagship; not with -short")
	}
	before, after := flagship(t, "2016"), flagship(t, "2020")
	a := play(t, before, doctrine.Named(before, "recommended"), seeds())
	b := play(t, after, doctrine.Named(after, "recommended"), seeds())
	printComparison("doctrine recommended: posture 2016, 2020", a, b)
	assert.GreaterOrEqual(t, clear(ensemble.Compare(a, b)), 4)
}

// TestEveryDecisionMovesAndNoneIsBest takes each decision as eagerly as it is
// legal, within the recommended doctrine without it. Each must move some measure
// in some posture, and none may be the best for every objective.
func TestEveryDecisionMovesAndNoneIsBest(t *testing.T) {
	if testing.Short() {
		t.Skip("plays hundreds of runs of the flagship; not with -short")
	}
	postures := []string{"2019", "2016", "2020"}
	packs := map[string]*model.Scenario{}
	for _, p := range postures {
		packs[p] = flagship(t, p)
	}
	runs, more := 2, 12
	if *balance {
		runs = 24
		fmt.Printf("\nWhat each decision moves, taken as soon as it is legal (mean difference over %d pairs; * interval clear of zero)\n", runs)
	}
	objectives := packs["2019"].Objectives
	gains := make([][]float64, len(packs["2019"].Decisions)) // by decision, by objective: tasks met in 2019
	for d := range packs["2019"].Decisions {
		moves := false
		for _, p := range postures {
			if moves && !*balance {
				break
			}
			without, with := pair(t, packs[p], model.DecisionID(d), runs)
			moved := movedMeasures(without, with)
			if p == "2020" && moved == "" && !moves && !*balance { // a decision that matters seldom
				moved = movedMeasures(pair(t, packs["2016"], model.DecisionID(d), more))
			}
			moves = moves || moved != ""
			if p == "2019" {
				for o := range objectives {
					gains[d] = append(gains[d], ensemble.Paired(without, with, tasksMet(packs[p], model.ObjectiveID(o))).Mean)
				}
			}
			if *balance {
				fmt.Printf("%-24s %-5s %s\n", packs[p].Decisions[d].ID, p, moved)
			}
		}
		assert.True(t, moves, "decision %s moves no measure in any posture", packs["2019"].Decisions[d].ID)
	}
	for d := range gains {
		assert.False(t, bestOfAll(gains, d), "decision %s is best on every objective", packs["2019"].Decisions[d].ID)
	}
}

// pair plays the recommended doctrine without a decision, and with it taken as
// soon as it is legal.
func pair(t testing.TB, sc *model.Scenario, d model.DecisionID, runs int) (without, with []ensemble.Outcome) {
	base := doctrine.Named(sc, "recommended")
	return play(t, sc, ensemble.Without(base, d), runs), play(t, sc, ensemble.Eager(sc, base, d), runs)
}

func tasksMet(sc *model.Scenario, o model.ObjectiveID) func(*ensemble.Outcome) float64 {
	return func(x *ensemble.Outcome) float64 {
		met := 0.0
		for _, task := range sc.Objectives[o].Tasks {
			if x.Tasks[task] == model.TaskMetStatus {
				met++
			}
		}
		return met
	}
}

// bestOfAll reports whether no other decision gains more on any objective.
func bestOfAll(gains [][]float64, d int) bool {
	for other := range gains {
		for o := range gains[other] {
			if gains[other][o] > gains[d][o] {
				return false
			}
		}
	}
	return true
}

func TestBestOfAllIsNoticed(t *testing.T) {
	assert.True(t, bestOfAll([][]float64{{1, 2}, {1, 1}}, 0))
	assert.False(t, bestOfAll([][]float64{{1, 2}, {2, 1}}, 0))
}

func movedMeasures(a, b []ensemble.Outcome) string {
	var moved []string
	for m, d := range ensemble.Compare(a, b) {
		if model.MeasureID(m) == model.StaffHours || d.Moved == 0 {
			continue
		}
		star := ""
		if d.Clear() {
			star = "*"
		}
		moved = append(moved, fmt.Sprintf("%s %+.3g%s", model.Measures[m].ID, d.Mean, star))
	}
	for o := range a[0].Credit {
		d := ensemble.Paired(a, b, func(x *ensemble.Outcome) float64 { return ensemble.Float(x.Credit[o]) })
		if d.Moved > 0 {
			moved = append(moved, fmt.Sprintf("credibility[%d] %+.3g", o, d.Mean))
		}
	}
	return strings.Join(moved, ", ")
}
