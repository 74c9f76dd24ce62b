package bench

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"

	"tabletop/engine/fixed"
	"tabletop/engine/rng"
	"tabletop/engine/spread"
)

// population is the events that speed is measured on, with what they draw from.
type population struct {
	tables *spread.Tables
	pool   *spread.Pool
	laws   []spread.Law
	ticks  []int64
}

// published are quantiles of the paper's fitted events over the normal score, the
// columns at 5, 25, 50, 75, 95 and 99% (D3–D6), with the largest event at the end.
// Between them, values are straight over the score; posts and hours in their logs.
var published = struct{ posts, hours, gain, ageing []float64 }{
	posts:  []float64{60, 235, 1_780, 14_355, 95_314, 351_568, 1_686_989},
	hours:  []float64{1, 1.6, 3.3, 7.4, 19.2, 40.1, 60}, // the last: assumption
	gain:   []float64{-0.05, 0.07, 0.18, 0.34, 0.68, 0.8, 0.9},
	ageing: []float64{0.02, 0.09, 0.56, 1.05, 1.74, 2.2, 2.6},
}

const events = 454

// everything is built once: base rates take a second to solve.
var everything = sync.OnceValue(func() *population {
	p := &population{
		tables: spread.NewTables(fixed.FromInt(5), 3_400_000),
		pool:   spread.NewPool(spread.Accounts{Mean: fixed.FromInt(4_447), Sigma: fixed.FromInt(2)}),
	}
	for i := range events {
		size := score((float64(i) + 0.5) / events)
		// Length and gain rise with size (D4, D5); ageing is drawn for itself.
		posts, length := logQuantile(published.posts, size), coupled(0.79, size, i, 0.6180339887)
		law := spread.Law{
			Gain:   num(quantile(published.gain, coupled(0.6, size, i, 0.7548776662))),
			Lambda: max(0, num(quantile(published.ageing, coupled(0, size, i, 0.5698402910)))),
			Delta:  fixed.Half,
		}
		law.Gain = min(law.Gain, num(0.9))
		// An event grows without end unless its gain on lasting momentum stays below 1.
		law.Delta = min(law.Delta, fixed.FromRatio(19, 20).Sub(law.Gain).Mul(fixed.Exp(law.Lambda)))
		ticks := max(3, int64(math.Round(12*logQuantile(published.hours, length))))
		p.ticks = append(p.ticks, ticks)
		p.laws = append(p.laws, p.tables.Solve(law, p.pool, p.pool.Mean(), num(posts), ticks, 16))
	}
	return p
})

func num(x float64) fixed.Num { return fixed.Num(math.Round(x * (1 << 32))) }

func score(p float64) float64 { return distuv.UnitNormal.Quantile(p) }

// coupled is a normal score correlated with another: its own part runs evenly over
// all probabilities in steps of an irrational number.
func coupled(correlation, with float64, event int, step float64) float64 {
	_, own := math.Modf((float64(event) + 0.5) * step)
	return correlation*with + math.Sqrt(1-correlation*correlation)*score(own)
}

func quantile(values []float64, at float64) float64 {
	scores := []float64{score(0.05), score(0.25), 0, score(0.75), score(0.95), score(0.99), score(1 - 0.5/events)}
	i, _ := slices.BinarySearchFunc(scores[1:len(scores)-1], at, cmp.Compare[float64])
	part := (at - scores[i]) / (scores[i+1] - scores[i])
	return values[i] + (values[i+1]-values[i])*min(max(part, -1), 1.5)
}

func logQuantile(values []float64, at float64) float64 {
	logs := make([]float64, len(values))
	for i, v := range values {
		logs[i] = math.Log(v)
	}
	return math.Exp(quantile(logs, at))
}

// eventTicks is how many ticks one run of the whole population has.
func (p *population) eventTicks() (n int64) {
	for _, ticks := range p.ticks {
		n += ticks
	}
	return n
}

// run plays every event so many times, and returns each event's posts.
func (p *population) run(runs int) (totals []int64) {
	free := spread.Free
	keys, draws := make([]rng.Key, runs), make([]uint64, runs)
	momentum, posts := make([]fixed.Num, runs), make([]int64, runs)
	for i := range p.laws {
		law, luck := &p.laws[i], rng.Seed(1).At(int64(i))
		for r := range keys {
			keys[r], momentum[r], posts[r] = luck.At(int64(r)), p.pool.Mean(), 0
		}
		for age := range p.ticks[i] {
			rng.Draws(keys, age, draws)
			p.tables.TickAll(law, law.Memory(age+1), p.pool, &free, draws, momentum, posts)
		}
		total := int64(0)
		for _, y := range posts {
			total += y
		}
		totals = append(totals, total)
	}
	return totals
}
