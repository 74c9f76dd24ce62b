package validate

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/spread"
)

func floats(events []Event, of func(*Event) float64) []float64 {
	out := make([]float64, len(events))
	for i := range events {
		out[i] = of(&events[i])
	}
	return out
}

func sorted(values []float64) []float64 {
	values = slices.Clone(values)
	slices.Sort(values)
	return values
}

func moments(values []float64) (mean, deviation float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		deviation += (v - mean) * (v - mean) / float64(len(values)-1)
	}
	return mean, math.Sqrt(deviation)
}

func correlation(a, b []float64) float64 {
	ma, da := moments(a)
	mb, db := moments(b)
	sum := 0.0
	for i := range a {
		sum += (a[i] - ma) * (b[i] - mb) / float64(len(a)-1)
	}
	return sum / (da * db)
}

// quantiles checks a quantity of the population against the published quantiles.
func quantiles(t *testing.T, seed uint64, of string, values []float64, within func(published float64) float64) {
	t.Helper()
	at, want := percentiles(of)
	values = sorted(values)
	for i, hundredths := range at {
		got, expected := quantile(values, float64(hundredths)/100), float(want[i])
		t.Logf("population %d: %s p%02d %.4g, published %.4g", seed, of, hundredths, got, expected)
		assert.InDelta(t, expected, got, within(expected), "population %d: %s p%02d", seed, of, hundredths)
	}
}

// TestPopulationHasThePublishedStatistics prints and checks each statistic of the
// events for ten seeds. What the population is made from comes out exactly or
// nearly; the base rates, which nothing is made from, are a check on the rest.
func TestPopulationHasThePublishedStatistics(t *testing.T) {
	for seed := uint64(1); seed <= Populations; seed++ {
		events := population(seed, Defaults().Couplings)
		require.Len(t, events, 454)
		posts := floats(events, func(e *Event) float64 { return float(e.Posts) })
		hours := floats(events, func(e *Event) float64 { return float64(e.Ticks) / 12 })
		share := func(p float64) func(float64) float64 { return func(x float64) float64 { return math.Abs(x) * p } }
		points := func(d float64) func(float64) float64 { return func(float64) float64 { return d } }
		quantiles(t, seed, "posts", posts, share(0.1))
		quantiles(t, seed, "hours", hours, share(0.05))
		quantiles(t, seed, "gain", floats(events, func(e *Event) float64 { return float(e.Gain) }), points(0.01))
		quantiles(t, seed, "decay", floats(events, func(e *Event) float64 { return float(e.Decay) }), points(0.02))
		quantiles(t, seed, "ageing", floats(events, func(e *Event) float64 { return float(e.Ageing) }), points(0.03))

		check := func(of, point string, got, within float64) {
			want := float(published(of, point))
			t.Logf("population %d: %s %s %.4g, published %.4g", seed, of, point, got, want)
			assert.InDelta(t, want, got, within, "population %d: %s %s", seed, of, point)
		}
		total := 0.0
		for _, p := range posts {
			total += p
		}
		check("posts", "fitted", total, 0.04*total)
		check("posts", "max", posts[len(posts)-1], 10)
		for _, n := range []int{5, 23, 45} {
			largest := 0.0
			for _, p := range posts[len(posts)-n:] {
				largest += p / total
			}
			check("share of largest", fmt.Sprint(n), largest, 0.035)
		}
		logPosts := floats(events, func(e *Event) float64 { return math.Log(float(e.Posts)) })
		logTicks := floats(events, func(e *Event) float64 { return math.Log(float64(e.Ticks)) })
		mean, deviation := moments(logPosts)
		check("log posts", "mean", mean, 0.1)
		check("log posts", "deviation", deviation, 0.1)
		mean, deviation = moments(logTicks)
		check("log ticks", "mean", mean, 0.05)
		check("log ticks", "deviation", deviation, 0.06)
		check("log posts and log ticks", "correlation", correlation(logPosts, logTicks), 0.04)
		top := events[len(events)-1]
		check("largest", "gain", float(top.Gain), 1e-6)
		check("largest", "ageing", float(top.Ageing), 1e-6)
		check("largest", "decay", float(top.Decay), 1e-6)
		assert.Greater(t, correlation(logPosts, floats(events, func(e *Event) float64 { return float(e.Gain) })), 0.4, "gain rises with size")
		assert.Greater(t, correlation(logPosts, floats(events, func(e *Event) float64 { return math.Abs(float(e.Ageing) - 1) })), 0.3,
			"small events sit at the prior")
		for i := range events[:len(events)-1] {
			e := &events[i]
			if e.Gain.Mul(surplus) < fixed.FromRatio(9, 10) {
				assert.False(t, e.runsAway(), "event %d: gain %s, decay %s, ageing %s", i, e.Gain, e.Decay, e.Ageing)
			}
		}
	}
}

// TestBaseRatesComeOutAsFitted: base rates are solved from everything else, and
// nothing of the population is made from them. That they lie near the paper's
// fits, over a range of more than eight, says that the events hang together much
// as the paper's do.
func TestBaseRatesComeOutAsFitted(t *testing.T) {
	w := newWorld(1, Defaults(), 0)
	rates := make([]float64, len(w.laws))
	gains := floats(w.events, func(e *Event) float64 { return float(e.Gain) })
	for i := range w.laws {
		rates[i] = float(w.laws[i].Alpha)
	}
	quantiles(t, 1, "base rate", rates, func(float64) float64 { return 1 })
	assert.InDelta(t, float(published("largest", "base rate")), rates[len(rates)-1], 0.4)
	_, spreadOfGains := moments(gains)
	mean, spreadOfRates := moments(rates)
	slope := correlation(gains, rates) * spreadOfRates / spreadOfGains
	middle, _ := moments(gains)
	t.Logf("base rate about %.2f %+.2f × gain; published 3 at gain 0 and -6.5 at 0.9", mean-slope*middle, slope)
	assert.InDelta(t, 3, mean-slope*middle, 0.6)
	assert.InDelta(t, -6.5, mean+slope*(0.9-middle), 1.5)
}

func TestSameSeedSamePopulation(t *testing.T) {
	k := Defaults().Couplings
	assert.Equal(t, population(7, k), population(7, k))
	assert.NotEqual(t, population(7, k), population(8, k))
}

// TestReachOutgrowsPosters holds the surplus to what the accounts give: the rise of
// the typical log of reach over the first thousand posters, by the rise of the log
// of their number.
func TestReachOutgrowsPosters(t *testing.T) {
	w := &world{constants: Defaults()}
	pool := w.pool(nil)
	tables := spread.NewTables(fixed.FromInt(1_000), 3_400_000) // counts that hardly vary
	free := spread.Free
	typical := func(posters int64) float64 {
		sum, n := 0.0, 0
		for i := range uint64(20_000) {
			draw := 1<<63 | (i*0x9E3779B97F4A7C15)>>32
			posts, x := tables.Tick(fixed.Log(fixed.FromInt(posters)), pool, &free, draw)
			if posts > 0 {
				sum, n = sum+float(x)-math.Log(float64(posts)/float64(posters)), n+1
			}
		}
		return sum / float64(n)
	}
	assert.InDelta(t, float(surplus), (typical(1_000)-typical(1))/math.Log(1_000), 0.05)
}
