package validate

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPublishedResultsAreReproduced is what `tabletop validate` says of the default
// population; the cases are held to their bands by their own test.
func TestPublishedResultsAreReproduced(t *testing.T) {
	results, err := ofPopulation(context.Background(), Options{Targets: DefaultTargets(), Constants: Defaults(), Runs: DefaultRuns, Seed: DefaultSeed}, true)
	require.NoError(t, err)
	found, err := discovery(context.Background(), 0)
	require.NoError(t, err)
	report := &Report{Results: append(results, found), Seed: DefaultSeed, Runs: DefaultRuns}
	for _, r := range report.Results {
		for _, f := range r.Figures {
			t.Logf("%s %s, %s: simulated %s, %s", r.ID, f.published(), f.tolerance(), f.number(f.Median), f.interval())
			assert.True(t, f.Within, "%s %s: %s", r.ID, f.Name, f.number(f.Median))
		}
	}
	ids := ""
	for _, r := range report.Results {
		ids += r.ID + " "
	}
	assert.Equal(t, "V1 V2 V3 V4 V5 V6 V7 V8 V9 V10 V11 V12 V13 V14 V15 V17 ", ids)
}

// TestIncidentsHoldTheEventsThereAre: Simon's process gives as many events as were
// counted, and a few incidents with very many.
func TestIncidentsHoldTheEventsThereAre(t *testing.T) {
	w := &world{seed: 1, events: population(1, Defaults().Couplings)}
	events, most, alone := 0, 0, 0
	const runs = 100
	for run := range runs {
		incidents := w.incidents(run)
		require.Len(t, incidents, 269)
		for _, i := range incidents {
			events += i.events
			most = max(most, i.events)
			if i.events == 1 {
				alone++
			}
			assert.Less(t, i.before, i.events)
		}
	}
	assert.InDelta(t, 544, float64(events)/runs, 25)
	assert.InDelta(t, 0.664, float64(alone)/runs/269, 0.02, "Yule's ρ ÷ (ρ+1)")
	assert.Greater(t, most, 40)
}

func TestAReportForPeopleAndForPrograms(t *testing.T) {
	value, low, high := -24.0, -31.4, -13.9
	nineteen, day, share := 19.0, 24.0, 0.125
	posts := given("", "%", -27.3, 8)
	posts.Median, posts.Low, posts.High, posts.Within = &value, &low, &high, true
	r := &Report{
		Seed: 1, Runs: 200, Within: 1, Of: 4,
		Results: []Result{
			{ID: "V1", Source: "Fig 3a", Within: true, Figures: []Figure{posts}},
			ofInput(Result{ID: "V11", Source: "printed", Figures: []Figure{{Name: "sigma", Published: &nineteen, Tolerance: &day, Median: &nineteen, Low: &nineteen, High: &day}}}),
			ofInput(Result{ID: "V17", Source: "press", Figures: []Figure{{Name: "dwell", Unit: "d", Published: &day, Tolerance: &nineteen, Median: &day, Low: &nineteen, High: &day}}}),
			{ID: "V18", Source: "case", Figures: []Figure{
				{Name: "noticed", Unit: "d", AtLeast: &nineteen, AtMost: &nineteen, Median: &day, Low: &nineteen, Within: true},
				{Name: "patched", Unit: "h", AtMost: &day, Share: &share},
			}},
		},
		Populations: []Population{{1, 1, 1}, {2, 0, 1}},
		Variations:  []Variation{{ID: "V1", Unit: "%", Low: -33, High: -22.75, Within: 1}},
	}
	assert.Equal(t, strings.TrimPrefix(`
id   source   published             simulated       interval                          tolerance              verdict
V1   Fig 3a   -27.3%                -24.0%          -31.4% to -13.9%                  8 pts                  within
V11  printed  sigma 19.000          19.000          19.000 to 24.000                  24                     SHORT
V17  press    dwell 24 d            24 d            19 d to 24 d                      19 d                   SHORT
V18  case     noticed 19 d          24 d            19 d to not by the end            in band                within
              patched at most 24 h  not by the end  not by the end to not by the end  in band, met by 12.5%  SHORT

Medians of 200 runs over population 1. An interval holds the central 89% of runs, or 80% of a case,
where what was published must lie in the band; of bounds, some of what they allow.
V11 and V17 check inputs: the model is given what was published, so they hold the code to it and prove no more.

id    medians over populations 1 to 10  within
V1    -33.0% to -22.8%                  1 of 2
within by population: 1/1 0/1

1 of 4 within tolerance
`, "\n"), r.Text())
	text, err := json.Marshal(r.Results[3].Figures[1])
	require.NoError(t, err)
	assert.JSONEq(t, `{"name":"patched","unit":"h","at_most":24,"median":null,"low":null,"high":null,"share":0.125,"within":false}`, string(text))
}

func TestQuantilesOfRuns(t *testing.T) {
	assert.InDelta(t, 2.5, quantile([]float64{1, 2, 3, 4}, 0.5), 1e-12)
	assert.InDelta(t, 4, quantile([]float64{1, 2, 3, 4}, 1), 1e-12)
	assert.InDelta(t, 7, quantile([]float64{7}, 0.945), 1e-12)
	assert.Nil(t, known(math.Inf(1)))
}

// TestRunStopsWhenAsked to.
func TestRunStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Run(ctx, Options{Runs: 1, Seed: 1})
	require.ErrorIs(t, err, context.Canceled)
	_, err = Sensitivity(ctx, Options{Runs: 1, Seed: 1})
	require.ErrorIs(t, err, context.Canceled)
}
