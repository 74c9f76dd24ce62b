package spread

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/rng"
)

func num(x float64) fixed.Num   { return fixed.Num(math.Round(x * (1 << 32))) }
func float(x fixed.Num) float64 { return float64(x) / (1 << 32) }

const most = 3_400_000

func accounts(bans ...Ban) Accounts {
	return Accounts{Mean: fixed.FromInt(4447), Sigma: fixed.FromInt(2), Bans: bans}
}

func TestCurvesKeepTheirError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-12, 15.5).Draw(t, "x")
		got := float64(exp(num(x))) / (1 << meanBits)
		assert.InDelta(t, math.Exp(x), got, math.Exp(x)*1e-6+1.0/(1<<meanBits), "exp %v", x)
		assert.InDelta(t, math.Log1p(math.Exp(x)), float(softplus(num(x))), 1e-5, "softplus %v", x)
		n := rapid.Uint64Range(1, 1<<50).Draw(t, "n")
		assert.InDelta(t, math.Log(float64(n)), float(log(n)), 6e-8, "log %d", n)
	})
}

func TestNodesRise(t *testing.T) {
	for n := 1; n < nodes; n++ {
		assert.Greater(t, nodeAt(n), nodeAt(n-1))
	}
	for _, u := range []uint32{0, 1, 1 << 14, 1 << 15, 1<<31 - 1, 1 << 31, 3 << 30, math.MaxUint32} {
		c, part := column(u)
		low, high := float64(nodeAt(c))/(1<<64), float64(nodeAt(c+1))/(1<<64)
		assert.InDelta(t, float64(u)/(1<<32), low+(high-low)*float64(part)/(1<<16), 1e-5, "%d", u)
	}
}

// negBinomial is the exact distribution function at the counts from 0.
func negBinomial(mean, phi float64, upTo int64) []float64 {
	term := math.Exp(-phi * math.Log1p(mean/phi))
	sum, out := 0.0, make([]float64, upTo+1)
	for k := range out {
		sum += term
		out[k] = sum
		term *= mean / (mean + phi) * (phi + float64(k)) / float64(k+1)
	}
	return out
}

// TestCountsFollowTheirLaw compares the table with the exact distribution at means
// that are no rows, over an even grid of draws: the largest difference of the two
// distribution functions, and the mean.
func TestCountsFollowTheirLaw(t *testing.T) {
	const draws = 1 << 17
	for _, phi := range []float64{0.5, 5, 20} {
		table := newPosts(num(phi))
		for _, mean := range []float64{0.003, 0.07, 0.3, 0.9, 1.1, 2.7, 9, 77, 430} {
			exact := negBinomial(mean, phi, int64(40*mean/min(phi, 1)+60))
			counts, total := make([]float64, len(exact)), 0.0
			for i := range uint32(draws) {
				n := table.draw(uint64(mean*(1<<meanBits)), i<<15+1<<14)
				counts[min(int(n), len(counts)-1)] += 1.0 / draws
				total += float64(n)
			}
			sum, worst := 0.0, 0.0
			for k := range exact {
				sum += counts[k]
				worst = max(worst, math.Abs(sum-exact[k]))
			}
			within, share := 0.004, 0.01
			if mean < 4 {
				within, share = 0.006, 0.015
			}
			assert.Less(t, worst, within, "mean %v, dispersion %v", mean, phi)
			assert.InEpsilon(t, mean, total/draws, share, "mean %v, dispersion %v", mean, phi)
		}
		for _, mean := range []float64{700, 9e4, 3e6} {
			total, square := 0.0, 0.0
			for i := range uint32(draws) {
				n := float64(table.draw(uint64(mean*(1<<meanBits)), i<<15+1<<14))
				total, square = total+n/draws, square+n*n/draws
			}
			assert.InEpsilon(t, mean, total, 0.003, "mean %v, dispersion %v", mean, phi)
			assert.InEpsilon(t, mean+mean*mean/phi, square-total*total, 0.06, "mean %v, dispersion %v", mean, phi)
		}
	}
}

// TestCountsAgainstTheirQuantiles sets the table beside the slow way, the quantile of
// the count at the same draw: the same but for one post in a hundred, or one.
func TestCountsAgainstTheirQuantiles(t *testing.T) {
	phi := fixed.FromInt(5)
	table := newPosts(phi)
	rapid.Check(t, func(t *rapid.T) {
		mean := rapid.Float64Range(0.01, 400).Draw(t, "mean")
		u := rapid.Uint32Range(1<<24, 1<<32-1<<24).Draw(t, "u") // but for the rarest in either tail
		want := rng.NegBinomialQuantile(fixed.Frac(u)<<32, num(mean), phi)
		assert.InDelta(t, want, table.draw(uint64(mean*(1<<meanBits)), u), 1.1+0.02*float64(want), "mean %v, draw %d", mean, u)
	})
}

// TestReachAgainstEveryPoster draws the followers of every poster, and compares
// the quantiles of the sums.
func TestReachAgainstEveryPoster(t *testing.T) {
	const runs = 8_000
	for name, a := range map[string]Accounts{
		"all":    accounts(),
		"banned": accounts(Ban{fixed.FromInt(10_000), num(0.7)}),
	} {
		p := NewPool(a)
		for _, y := range []int64{1, 2, 5, 10, 40, 120} {
			sums := make([]float64, runs)
			for i := range sums {
				sums[i] = math.Log(everyPoster(a, rng.Seed(uint64(i)).With(uint64(y)), y))
			}
			slices.Sort(sums)
			for _, u := range []float64{0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99} {
				want := sums[int(u*runs)]
				tolerance := 0.03 + 4*math.Sqrt(u*(1-u)/runs)*(sums[min(int(u*runs)+160, runs-1)]-sums[max(int(u*runs)-160, 0)])*runs/320
				assert.InDelta(t, want, float(p.reach(y, uint32(u*(1<<32)))), tolerance, "%s, %d posters, %v", name, y, u)
			}
		}
	}
}

func everyPoster(a Accounts, k rng.Key, y int64) float64 {
	sum, drawn := 0.0, int64(0)
	for i := int64(0); drawn < y; i++ {
		z := float(k.At(i).Normal(0, fixed.One))
		sigma := float(a.Sigma)
		followers := math.Exp(math.Log(float(a.Mean)) - sigma*sigma/2 + sigma*z)
		if float(k.Name("ban").At(i).Uniform().Num()) >= float(a.stays(num(followers))) {
			continue
		}
		sum += 1 + followers
		drawn++
	}
	return sum
}

func TestManyPostersReachTheirMean(t *testing.T) {
	p := NewPool(accounts())
	assert.InEpsilon(t, 4448, float(p.mean), 0.005)
	for _, y := range []int64{100_000, most, 5_000_000} {
		assert.InDelta(t, math.Log(4448*float64(y)), float(p.reach(y, 1<<31)), 0.06)
	}
}

// TestMoreNeverGivesLess: under one draw, posts never fall as their mean rises,
// and reach never as posters do.
func TestMoreNeverGivesLess(t *testing.T) {
	tables, p := NewTables(fixed.FromInt(5), most), NewPool(accounts())
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.Uint32().Draw(t, "u")
		mean := rapid.Uint64Range(1, 1<<46).Draw(t, "mean") >> rapid.IntRange(0, 40).Draw(t, "scale")
		more := mean + mean>>rapid.IntRange(1, 12).Draw(t, "more") + 1
		assert.LessOrEqual(t, tables.posts.draw(mean, u), tables.posts.draw(more, u), "%d %d", mean, more)
		y := rapid.Int64Range(1, most).Draw(t, "y") >> rapid.IntRange(0, 20).Draw(t, "fewer")
		assert.LessOrEqual(t, p.reach(max(y, 1), u), p.reach(max(y, 1)+1, u), "%d posters", y)
	})
}

// simulate is a burst under one force from a tick on.
func simulate(t *Tables, l *Law, p *Pool, k rng.Key, ticks, from int64, f Force) (total float64) {
	v := p.Mean()
	for age := int64(1); age <= ticks; age++ {
		force := &Free
		if age > from {
			force = &f
		}
		y, x := t.Tick(l.Level(v, force), p, force, k.At(age).Uint64())
		total += float64(y)
		v = v.Mul(l.Memory(age)) + x
	}
	return total
}

var bursts = []struct{ size, ticks, gain, delta, lambda float64 }{
	{60, 12, 0, 0.5, 1},
	{1780, 40, 0.18, 0.5, 1},
	{14_000, 90, 0.34, 0.5, 1},
	{14_000, 90, 0.34, 0.5, 0.05},
	{50_000, 200, 0.6, 0.5, 1},
	{350_000, 480, 0.9, 0.37, 2.6},
	{300, 20, -0.05, 0.5, 1},
	{1, 3, 0.3, 0.5, 1},
	{90_000, 4032, 0.7, 0.5, 1},
	{1_600_000, 3, 0.3, 0.5, 1},
}

// TestABurstMakesItsSize whatever its gain and memory, in the mean over seeds. The
// largest comes out near the base rate of the largest event fitted: −6.5 (D7).
func TestABurstMakesItsSize(t *testing.T) {
	tables, p := NewTables(fixed.FromInt(5), most), NewPool(accounts())
	for _, b := range bursts {
		l := tables.Solve(Law{Gain: num(b.gain), Delta: num(b.delta), Lambda: num(b.lambda)}, p, p.Mean(), num(b.size), int64(b.ticks), 256)
		total := 0.0
		for seed := range uint64(400) {
			total += simulate(tables, &l, p, rng.Seed(seed+1000), int64(b.ticks), 0, Free) / 400
		}
		within := 0.12
		if b.gain == 0.9 {
			within = 0.25 // a few runs hold the mean
		}
		assert.InEpsilon(t, b.size, total, within, "%v", b)
		if b.gain == 0.9 {
			assert.InDelta(t, -6.5, float(l.Alpha), 0.5)
		}
	}
}

// TestGainSaysWhatANudgeIsWorth: output goes as η^(g/(1−g)), in the formula and in
// the process.
func TestGainSaysWhatANudgeIsWorth(t *testing.T) {
	tables, p := NewTables(fixed.FromInt(5), most), NewPool(accounts())
	for gain, left := range map[float64]float64{0: 1, 1.0 / 3: 0.95, 0.5: 0.90, 0.75: 0.73} {
		l := tables.Solve(Law{Gain: num(gain), Delta: fixed.Half, Lambda: fixed.One}, p, p.Mean(), fixed.FromInt(400_000), 400, 16)
		f := Free
		f.Eta = num(math.Log(0.9))
		assert.InDelta(t, left, float(l.Expected(p, &f, &Free)), 0.005, "gain %v", gain)
		free := simulate(tables, &l, p, rng.Seed(1), 400, 0, Free)
		assert.InDelta(t, left, simulate(tables, &l, p, rng.Seed(1), 400, 0, f)/free, 0.02, "gain %v", gain)
	}
}

// TestMeasuresNeverAdd: for any burst and luck, no measure ever gives more posts
// than none, nor a later one fewer.
func TestMeasuresNeverAdd(t *testing.T) {
	tables, p := NewTables(fixed.FromInt(5), most), NewPool(accounts())
	rapid.Check(t, func(t *rapid.T) {
		l := Law{
			Alpha: num(rapid.Float64Range(-6, 4).Draw(t, "alpha")), Gain: num(rapid.Float64Range(0, 0.9).Draw(t, "gain")),
			Delta: num(rapid.Float64Range(0, 0.9).Draw(t, "delta")), Lambda: num(rapid.Float64Range(0.5, 3).Draw(t, "lambda")),
		}
		f := Force{
			Eta: num(rapid.Float64Range(-2, 0).Draw(t, "eta")), Breaker: num(rapid.Float64Range(0.5, 1).Draw(t, "breaker")),
			Demote: num(rapid.Float64Range(-2, 0).Draw(t, "demote")), Kept: num(rapid.Float64Range(-4, 0).Draw(t, "kept")), Carried: Nothing,
		}
		k, ticks := rng.Seed(rapid.Uint64().Draw(t, "seed")), rapid.Int64Range(1, 60).Draw(t, "ticks")
		from := rapid.Int64Range(0, 60).Draw(t, "from")
		never, late, early := simulate(tables, &l, p, k, ticks, ticks, f), simulate(tables, &l, p, k, ticks, from+5, f), simulate(tables, &l, p, k, ticks, from, f)
		assert.LessOrEqual(t, early, late)
		assert.LessOrEqual(t, late, never)
	})
}

func BenchmarkTick(b *testing.B) {
	tables, p, k := NewTables(fixed.FromInt(5), most), NewPool(accounts()), rng.Seed(1)
	l := Law{Alpha: fixed.FromInt(-2), Gain: fixed.Half}
	var v [64]fixed.Num
	for i := range b.N {
		_, v[i&63] = tables.Tick(l.Level(v[i&63], &Free), p, &Free, k.At(int64(i)).Uint64())
	}
}

// TestManyRunsAreEachARun: a tick of many runs is the tick of each, to the bit, for
// any law, measures and luck, at every age.
func TestManyRunsAreEachARun(t *testing.T) {
	tables, all := NewTables(fixed.FromInt(5), most), NewPool(accounts())
	struck := NewPool(accounts(Ban{fixed.FromInt(10_000), num(0.7)}))
	rapid.Check(t, func(t *rapid.T) {
		l := Law{Alpha: num(rapid.Float64Range(-8, 9).Draw(t, "alpha")), Gain: num(rapid.Float64Range(-0.4, 0.95).Draw(t, "gain"))}
		f := Free
		f.Eta = num(rapid.Float64Range(-15, 0).Draw(t, "eta"))
		f.Breaker = num(rapid.Float64Range(0, 1).Draw(t, "breaker"))
		f.Kept = num(rapid.Float64Range(-4, 0).Draw(t, "kept"))
		if rapid.IntRange(0, 3).Draw(t, "other measures") == 0 {
			f.Demote, f.Strikes, f.Struck, f.Carried = num(-0.5), num(0.3), struck, num(2)
		}
		keep := num(rapid.Float64Range(0, 0.95).Draw(t, "keep"))
		luck := rng.Seed(rapid.Uint64().Draw(t, "seed"))
		n := rapid.IntRange(1, 3*block).Draw(t, "runs")
		draws, momentum, posts := make([]uint64, n), make([]fixed.Num, n), make([]int64, n)
		single, total := make([]fixed.Num, n), make([]int64, n)
		for i := range momentum {
			momentum[i] = num(rapid.Float64Range(0, 12).Draw(t, "momentum"))
		}
		copy(single, momentum)
		for age := range int64(8) {
			for i := range draws {
				draws[i] = luck.With(uint64(i)).At(age).Uint64()
				y, x := tables.Tick(l.Level(single[i], &f), all, &f, draws[i])
				single[i], total[i] = single[i].Mul(keep)+x, total[i]+y
			}
			tables.TickAll(&l, keep, all, &f, draws, momentum, posts)
			assert.Equal(t, total, posts)
			assert.Equal(t, single, momentum)
		}
	})
}

func BenchmarkTickAll(b *testing.B) {
	tables, p := NewTables(fixed.FromInt(5), most), NewPool(accounts())
	for name, alpha := range map[string]int64{"rare": -5, "few": -3, "some": -2, "many": 1} {
		b.Run(name, func(b *testing.B) {
			l := Law{Alpha: fixed.FromInt(alpha), Gain: fixed.Half}
			keys, draws := make([]rng.Key, 256), make([]uint64, 256)
			momentum, posts := make([]fixed.Num, 256), make([]int64, 256)
			for i := range keys {
				keys[i] = rng.Seed(uint64(i))
			}
			for i := range (b.N + 255) / 256 {
				rng.Draws(keys, int64(i), draws)
				tables.TickAll(&l, 0, p, &Free, draws, momentum, posts)
			}
			b.ReportMetric(float64(slices.Max(posts))/float64((b.N+255)/256), "posts/tick")
		})
	}
}

func BenchmarkSolve(b *testing.B) {
	tables, p := NewTables(fixed.FromInt(5), most), NewPool(accounts())
	for range b.N {
		tables.Solve(Law{Gain: fixed.Half, Delta: fixed.Half, Lambda: fixed.One}, p, p.Mean(), fixed.FromInt(5000), 60, 16)
	}
}

func BenchmarkNewPool(b *testing.B) {
	for range b.N {
		NewPool(accounts())
	}
}

// TestFewCountsAreExactAndMonotone: at means below 1 probabilities are those of the
// law, and at the rarest draws too a count never falls as the mean rises.
func TestFewCountsAreExactAndMonotone(t *testing.T) {
	for _, phi := range []float64{0.5, 5, 20} {
		table := newPosts(num(phi))
		for _, mean := range []float64{0.001, 0.02, 0.3, 0.97} {
			for count, want := range negBinomial(mean, phi, 3) {
				low, high := uint64(0), uint64(1)<<32
				for low < high { // the least draw above the count
					if u := (low + high) / 2; table.few.draw(uint64(mean*(1<<meanBits)), uint32(u)) > int64(count) {
						high = u
					} else {
						low = u + 1
					}
				}
				assert.InDelta(t, want, float64(low)/(1<<32), 1e-4, "mean %v, dispersion %v, count %d", mean, phi, count)
			}
		}
		for _, u := range []uint32{math.MaxUint32, math.MaxUint32 - 1, math.MaxUint32 - 1<<9, 4293835924} {
			last := int64(0)
			for mean := uint64(0); mean < 3<<meanBits; mean += 61 {
				count := table.draw(mean, u)
				if count < last {
					t.Fatalf("dispersion %v, draw %d: %d posts at a mean of %d, and fewer before", phi, u, last, mean)
				}
				last = count
			}
		}
	}
}

// TestLeftFollowsReachWherePostersAreFew: a nudge does more to a story of few posters
// than the closed form says, and the same to one of many.
func TestLeftFollowsReachWherePostersAreFew(t *testing.T) {
	p, f := NewPool(accounts()), Free
	f.Eta = num(math.Log(0.9))
	l := MeanField(Law{Gain: num(0.7), Delta: fixed.Half, Lambda: fixed.One}, p, fixed.FromInt(4_000_000), 100)
	closed := float(l.Expected(p, &f, &Free))
	assert.InDelta(t, closed, float(l.Left(p, &f, Level(fixed.FromInt(4_000_000), 100), 400)), 0.02)
	assert.Less(t, float(l.Left(p, &f, Level(fixed.FromInt(14_000), 90), 90)), closed-0.03)
	assert.Equal(t, fixed.One, l.Left(p, &Free, Level(fixed.FromInt(14_000), 90), 90))
}

// TestNoEventIsLargerThanThePeak: what follows is held to the events that it may hold.
func TestNoEventIsLargerThanThePeak(t *testing.T) {
	a := After{Power: num(0.935), Sigma: num(1.30)}
	assert.Equal(t, fixed.FromInt(100), a.Within(fixed.FromInt(5000), fixed.FromInt(100), 0))
	assert.Equal(t, fixed.FromInt(300), a.Within(fixed.FromInt(5000), fixed.FromInt(100), 2))
	assert.Equal(t, fixed.FromInt(50), a.Within(fixed.FromInt(50), fixed.FromInt(100), 2))
}

// TestWhatAForgedReplayMaySetDoesNoHarm: tables are built from any constants.
func TestWhatAForgedReplayMaySetDoesNoHarm(t *testing.T) {
	for _, x := range []fixed.Num{fixed.Min, -fixed.One, 0, 1, fixed.Max} {
		tables := NewTables(x, most)
		p := NewPool(Accounts{Mean: x, Sigma: x, Bans: []Ban{{Above: x, Share: x}}})
		l := tables.Solve(Law{Gain: x, Delta: x, Lambda: x}, p, p.Mean(), x, 3, 16)
		assert.NotPanics(t, func() { simulate(tables, &l, p, rng.Seed(1), 3, 0, Free) })
	}
}
