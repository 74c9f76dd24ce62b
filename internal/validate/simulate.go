package validate

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"tabletop/engine/fixed"
	"tabletop/engine/rng"
	"tabletop/engine/spread"
)

// batchRuns is how many runs of an event go side by side: enough for a processor
// to overlap what does not depend on each other, few enough to stay in its cache.
const batchRuns = 128

// each calls do(worker, i) for every i below n, from several workers. What is
// done for one i must not depend on another.
func each(n, workers int, do func(worker, i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for worker := range min(crew(workers), n) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(worker, i)
			}
		})
	}
	wait.Wait()
}

// crew is the number of workers: one for each processor where none is given.
func crew(workers int) int {
	if workers <= 0 {
		return runtime.GOMAXPROCS(0)
	}
	return workers
}

// plan is a condition in ticks and logs.
type plan struct {
	Condition
	eta                               fixed.Num
	nudgeFrom, breakerFrom, removalAt int64
	struck                            *spread.Pool // without the accounts that are taken down; nil: all are there
	nudged                            int          // with Largest, how many of the largest events
}

func (w *world) plan(c Condition) plan {
	p := plan{
		Condition: c, eta: fixed.Log(c.Nudge),
		nudgeFrom: tickOf(c.NudgeFrom), breakerFrom: tickOf(c.BreakerFrom), removalAt: tickOf(c.RemovalAt),
	}
	if len(c.Bans) > 0 {
		p.struck = w.pool(c.Bans)
	}
	p.nudged = int(c.NudgeShare.MulInt(int64(len(w.events))).Round())
	return p
}

// totals runs conditions over the whole population and returns the posts over all
// events by run: first without intervention, then condition by condition. Runs of
// one number share their luck, keyed by event, run and tick, whatever the
// condition, and however many workers there are.
func (w *world) totals(ctx context.Context, conditions []Condition, runs, workers int) [][]int64 {
	plans := make([]plan, len(conditions))
	each(len(conditions), workers, func(_, i int) { plans[i] = w.plan(conditions[i]) })
	batches := (runs + batchRuns - 1) / batchRuns
	sums := make([][][]int64, crew(workers)) // of whole numbers, so that their order does not matter
	crews := make([]*batch, crew(workers))
	order := w.longestFirst()
	each(len(order)*batches, workers, func(worker, i int) {
		if ctx.Err() != nil {
			return // the caller asks too
		}
		if crews[worker] == nil {
			crews[worker], sums[worker] = newBatch(w, plans), zeros(len(plans)+1, runs)
		}
		from := i % batches * batchRuns
		crews[worker].run(order[i/batches], from, min(batchRuns, runs-from), sums[worker])
	})
	out := zeros(len(plans)+1, runs)
	for _, sum := range sums {
		for c := range sum {
			for r, posts := range sum[c] {
				out[c][r] += posts
			}
		}
	}
	return out
}

func zeros(n, runs int) [][]int64 {
	out := make([][]int64, n)
	for i := range out {
		out[i] = make([]int64, runs)
	}
	return out
}

// batch runs some runs of one event side by side, under all plans.
type batch struct {
	world *world
	plans []plan
	keys  []rng.Key
	draws []uint64
	free  lane   // every run, without intervention
	lanes []lane // by plan and covering
}

func newBatch(w *world, plans []plan) *batch {
	return &batch{world: w, plans: plans, lanes: make([]lane, len(plans)*int(coverings))}
}

// run adds the posts of one event, in count runs from a number, to the sums.
func (b *batch) run(event, from, count int, sums [][]int64) {
	w := b.world
	e, law := &w.events[event], &w.laws[event]
	b.deal(event, from, count)
	for age := range e.Ticks {
		rng.Draws(b.keys, age, b.draws)
		memory := law.Memory(age + 1)
		for i := range b.lanes {
			l := &b.lanes[i]
			if age < l.from || len(l.runs) == 0 {
				continue
			}
			p := &b.plans[l.plan]
			if age == l.from {
				l.fork(&b.free)
			}
			if age < l.until {
				l.enforce(p, age)
				l.tick(w.tables, w.everybody, law, memory, b.draws)
			}
		}
		b.free.tick(w.tables, w.everybody, law, memory, b.draws)
	}
	b.gather(e.Ticks, from, sums)
}

// deal puts every run into the lane of each plan that its luck has it in.
func (b *batch) deal(event, from, count int) {
	w := b.world
	luck := rng.Seed(w.seed).Name("event").At(int64(event))
	b.keys, b.draws = b.keys[:0], make([]uint64, count)
	b.free.begin(0, 0)
	b.free.force = spread.Free
	for i := range b.lanes {
		b.lanes[i].begin(i/int(coverings), uint8(i)%coverings)
	}
	for i := range int32(count) {
		key := luck.At(int64(from) + int64(i))
		b.keys = append(b.keys, key)
		b.free.join(i, w.starts[event])
		for p := range b.plans {
			covers := b.plans[p].cover(event, len(w.events), key)
			b.lanes[p*int(coverings)+int(covers)].join(i, 0)
		}
	}
	for i := range b.lanes {
		l := &b.lanes[i]
		l.schedule(&b.plans[l.plan])
	}
}

// gather adds up what the event came to. A lane that nothing acted on before the
// event ended is the run without intervention.
func (b *batch) gather(ticks int64, from int, sums [][]int64) {
	for i, posts := range b.free.posts {
		sums[0][from+i] += posts
	}
	for k := range b.lanes {
		l := &b.lanes[k]
		if l.from >= ticks {
			l.fork(&b.free)
		}
		for i, r := range l.runs {
			sums[1+l.plan][from+int(r)] += l.posts[i]
		}
	}
}
