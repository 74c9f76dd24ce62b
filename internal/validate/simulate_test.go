package validate

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/rng"
	"tabletop/engine/spread"
)

// part is a world of every ninth event of a population, for tests that need no more.
func part(seed uint64) *world {
	w := newWorld(seed, Defaults(), 0)
	p := *w
	p.events, p.laws, p.starts = nil, nil, nil
	for i := 4; i < len(w.events); i += 9 {
		p.events, p.laws, p.starts = append(p.events, w.events[i]), append(p.laws, w.laws[i]), append(p.starts, w.starts[i])
	}
	return &p
}

func with(change func(c *Condition)) Condition {
	c := Nothing()
	change(&c)
	return c
}

// plainly runs one event as the paper's equations read, a tick at a time: with a pool
// of its own where accounts are banned, and posts that do not stay up after removal.
func (w *world) plainly(event, run int, c Condition, pool *spread.Pool) int64 {
	key := rng.Seed(w.seed).Name("event").At(int64(event)).At(int64(run))
	nudged := key.Name("nudge").Bernoulli(fixed.FracOf(c.NudgeShare))
	slowed := key.Name("breaker").Bernoulli(fixed.FracOf(c.BreakerShare))
	gone := key.Name("removal").Bernoulli(fixed.FracOf(c.RemovalShare))
	law, v, total := w.laws[event], w.starts[event], int64(0)
	for age := range w.events[event].Ticks {
		force := spread.Free
		minute := age*5 + 2 // a tick stands for the minutes nearest to its beginning
		if gone && minute >= c.RemovalAt {
			force.Kept = spread.Nothing // as in play, where nothing is put up again
		}
		if nudged && minute >= c.NudgeFrom {
			force.Eta = fixed.Log(c.Nudge)
		}
		if slowed && minute >= c.BreakerFrom {
			force.Breaker = c.Breaker
		}
		posts, x := w.tables.Tick(law.Level(v, &force), pool, &force, key.At(age).Uint64())
		total += posts
		v = v.Mul(law.Memory(age+1)) + x
	}
	return total
}

// TestBatchesAreThePlainProcess: lanes, forks and batches change nothing but the
// time.
func TestBatchesAreThePlainProcess(t *testing.T) {
	w := part(3)
	conditions := []Condition{
		Nothing(),
		with(func(c *Condition) { c.Nudge, c.NudgeShare, c.NudgeFrom = fixed.MustParse("0.7"), fixed.Half, 33 }),
		with(func(c *Condition) {
			c.Breaker, c.BreakerShare, c.BreakerFrom, c.RemovalShare, c.RemovalAt = fixed.MustParse("0.9"), fixed.Half, 60, fixed.Half, 120
			c.Nudge, c.NudgeFrom = fixed.MustParse("0.9"), 150
		}),
		with(func(c *Condition) { c.Bans = []Rule{{Strikes, 10_000}} }),
		with(func(c *Condition) { c.RemovalShare, c.RemovalAt = fixed.One, 0 }),
	}
	const runs = batchRuns + 3
	totals := w.totals(context.Background(), conditions, runs, 2)
	assert.Equal(t, totals[0], totals[1], "a condition that does nothing")
	for _, run := range []int{0, 1, batchRuns - 1, batchRuns, runs - 1} {
		for i, c := range conditions {
			want := int64(0)
			for event := range w.events {
				want += w.plainly(event, run, c, w.pool(c.Bans))
			}
			assert.Equal(t, want, totals[i+1][run], "condition %d, run %d", i, run)
		}
	}
	assert.Equal(t, make([]int64, runs), totals[5], "removed at minute 0")
}

func TestAnyNumberOfWorkersGivesTheSame(t *testing.T) {
	w := part(1)
	conditions := []Condition{DefaultTargets()[9].Condition}
	one := w.totals(context.Background(), conditions, 40, 1)
	for _, workers := range []int{2, 8} {
		assert.Equal(t, one, w.totals(context.Background(), conditions, 40, workers))
	}
	assert.Equal(t, newWorld(5, Defaults(), 1).laws, newWorld(5, Defaults(), 8).laws)
}

// TestMoreOfAMeasureNeverMeansMorePosts, run by run and not only in the median.
// Events whose fitted gain is negative are left out: their momentum calms them.
func TestMoreOfAMeasureNeverMeansMorePosts(t *testing.T) {
	w := part(2)
	for i := len(w.events) - 1; i >= 0; i-- {
		if w.events[i].Gain < 0 || i%3 != 0 {
			w.events, w.laws, w.starts = slices.Delete(w.events, i, i+1), slices.Delete(w.laws, i, i+1), slices.Delete(w.starts, i, i+1)
		}
	}
	require.NotEmpty(t, w.events)
	rapid.Check(t, func(t *rapid.T) {
		minute := rapid.Int64Range(0, 600)
		share := rapid.Custom(func(t *rapid.T) fixed.Num { return fixed.FromRatio(rapid.Int64Range(0, 20).Draw(t, "twentieths"), 20) })
		weak := Condition{
			Nudge: max(share.Draw(t, "nudge"), fixed.FromRatio(1, 10)), NudgeShare: share.Draw(t, "nudged"), NudgeFrom: minute.Draw(t, "nudge from"),
			Breaker: share.Draw(t, "breaker"), BreakerShare: share.Draw(t, "slowed"), BreakerFrom: minute.Draw(t, "breaker from"),
			RemovalShare: share.Draw(t, "removed"), RemovalAt: minute.Draw(t, "removal at"),
		}
		strong := weak
		switch rapid.IntRange(0, 8).Draw(t, "more of") {
		case 0:
			strong.RemovalAt = rapid.Int64Range(0, weak.RemovalAt).Draw(t, "earlier")
		case 1:
			strong.RemovalShare = max(weak.RemovalShare, share.Draw(t, "more removed"))
		case 2:
			strong.Nudge = min(weak.Nudge, max(share.Draw(t, "stronger nudge"), fixed.FromRatio(1, 10)))
		case 3:
			strong.NudgeShare = max(weak.NudgeShare, share.Draw(t, "more nudged"))
		case 4:
			strong.NudgeFrom = rapid.Int64Range(0, weak.NudgeFrom).Draw(t, "nudge earlier")
		case 5:
			strong.Breaker = min(weak.Breaker, share.Draw(t, "stronger breaker"))
		case 6:
			strong.BreakerShare = max(weak.BreakerShare, share.Draw(t, "more slowed"))
		case 7:
			strong.BreakerFrom = rapid.Int64Range(0, weak.BreakerFrom).Draw(t, "breaker earlier")
		case 8:
			weak.Bans = []Rule{{Strikes, 100_000}}
			strong.Bans = []Rule{{Strikes, rapid.Int64Range(10_000, 100_000).Draw(t, "threshold")}}
		}
		totals := w.totals(context.Background(), []Condition{weak, strong}, 6, 1)
		for run := range totals[1] {
			require.LessOrEqual(t, totals[2][run], totals[1][run], "run %d", run)
		}
	})
}

func TestTheLargestAreNudged(t *testing.T) {
	w := part(1)
	p := w.plan(with(func(c *Condition) { c.Nudge, c.NudgeShare, c.Largest = fixed.Half, fixed.FromRatio(1, 10), true }))
	count := 0
	for event := range w.events {
		if p.cover(event, len(w.events), rng.Seed(0))&nudged != 0 {
			count++
			assert.GreaterOrEqual(t, event, len(w.events)-5)
		}
	}
	assert.Equal(t, 5, count, "a tenth of 50")
}

// TestMeasuresActFromTheTickNearestTheirMinute.
func TestMeasuresActFromTheTickNearestTheirMinute(t *testing.T) {
	for minute, tick := range map[int64]int64{0: 0, 2: 0, 3: 1, 5: 1, 30: 6, 271: 54, never: never} {
		assert.Equal(t, tick, tickOf(minute), "minute %d", minute)
	}
}

// TestSolvedEventsMakeTheirPosts: over luck that solving did not see, all events
// together make the posts that were observed, within the luck of the largest.
func TestSolvedEventsMakeTheirPosts(t *testing.T) {
	w := newWorld(1, Defaults(), 0)
	want, got := 0.0, 0.0
	for i := range w.events {
		want += float(w.events[i].Posts)
	}
	const runs = 60
	for _, posts := range w.totals(context.Background(), nil, runs, 0)[0] {
		got += float64(posts) / runs
	}
	assert.InEpsilon(t, want, got, 0.12)
}

func BenchmarkTotals(b *testing.B) {
	w := newWorld(1, Defaults(), 0)
	ticks := int64(0)
	for i := range w.events {
		ticks += w.events[i].Ticks
	}
	var conditions []Condition
	for _, t := range DefaultTargets() {
		conditions = append(conditions, t.Condition)
	}
	for b.Loop() {
		w.totals(context.Background(), conditions, batchRuns, 1)
	}
	runs := float64(b.N) * batchRuns * float64(len(conditions)+1)
	b.ReportMetric(runs*float64(len(w.events))/b.Elapsed().Seconds(), "event-runs/s")
	b.ReportMetric(runs*float64(ticks)/b.Elapsed().Seconds(), "event-ticks/s")
}

// policies are those of the paper: none, nudges, removal and circuit breakers of
// all and of a fifth of events after five delays, six bans, and two combinations.
func policies() []Condition {
	all := []Condition{Nothing()}
	for _, nudge := range []string{"0.95", "0.9", "0.8", "0.6"} {
		all = append(all, with(func(c *Condition) { c.Nudge = fixed.MustParse(nudge) }))
	}
	for _, share := range []string{"1", "0.2"} {
		for _, minute := range []int64{15, 30, 60, 120, 240} {
			all = append(all,
				with(func(c *Condition) { c.RemovalShare, c.RemovalAt = fixed.MustParse(share), minute }),
				with(func(c *Condition) {
					c.Breaker, c.BreakerShare, c.BreakerFrom = fixed.MustParse("0.9"), fixed.MustParse(share), minute
				}))
		}
	}
	for _, rules := range []string{"3strike-10k", "3strike-50k", "3strike-100k", "3strike-500k", "verified", "platform-removed"} {
		bans, _ := ParseRules(rules)
		all = append(all, with(func(c *Condition) { c.Bans = bans }))
	}
	combine := func(strength, share, rule string, from, removed int64) Condition {
		bans, _ := ParseRules(rule + "+verified+platform-removed")
		times := fixed.MustParse(strength)
		return Condition{times, fixed.One, 0, false, times, fixed.MustParse(share), from, fixed.MustParse("0.2"), removed, bans}
	}
	return append(all, combine("0.9", "0.05", "3strike-100k", 120, 240), combine("0.8", "0.1", "3strike-50k", 60, 120))
}

// BenchmarkPaper runs the paper's policies over all events, 500 times each, on all
// processors.
func BenchmarkPaper(b *testing.B) {
	w := newWorld(1, Defaults(), 0)
	all := policies()
	for b.Loop() {
		w.totals(context.Background(), all, 500, 0)
	}
	b.ReportMetric(float64(b.N)*500*float64(len(all)*len(w.events))/b.Elapsed().Seconds(), "event-runs/s")
}

func BenchmarkPopulation(b *testing.B) {
	for b.Loop() {
		newWorld(1, Defaults(), 1)
	}
}
