package validate

import (
	"tabletop/engine/fixed"
	"tabletop/engine/rng"
	"tabletop/engine/spread"
)

// A lane is one condition for those runs of an event that its measures cover
// alike. Before the first of them acts, it is the run without intervention.
type lane struct {
	plan        int
	covers      uint8
	from, until int64       // ticks: it leaves the run without intervention, and ends
	runs        []int32     // places in the batch
	momentum    []fixed.Num // by place in runs
	posts       []int64
	force       spread.Force
	draws       []uint64 // of the tick, by place in runs
}

// Which measures cover an event in a run, as bits.
const (
	nudged uint8 = 1 << iota
	slowed
	removed
	coverings
)

// Names of the luck by which an event is covered. It is the same for all
// conditions, so that a larger share covers what a smaller one does.
var (
	nudgeName   = rng.HashName("nudge")
	breakerName = rng.HashName("breaker")
	removalName = rng.HashName("removal")
)

// cover draws which measures of a plan cover an event in a run.
func (p *plan) cover(event, events int, luck rng.Key) uint8 {
	var covers uint8
	if p.Largest && event >= events-p.nudged || !p.Largest && luck.With(nudgeName).Bernoulli(fixed.FracOf(p.NudgeShare)) {
		covers |= nudged
	}
	if luck.With(breakerName).Bernoulli(fixed.FracOf(p.BreakerShare)) {
		covers |= slowed
	}
	if luck.With(removalName).Bernoulli(fixed.FracOf(p.RemovalShare)) {
		covers |= removed
	}
	return covers
}

// begin empties a lane for another event.
func (l *lane) begin(p int, covers uint8) {
	l.plan, l.covers, l.from, l.until = p, covers, never, never
	l.runs, l.momentum, l.posts = l.runs[:0], l.momentum[:0], l.posts[:0]
}

// join adds a run.
func (l *lane) join(run int32, momentum fixed.Num) {
	l.runs, l.momentum, l.posts = append(l.runs, run), append(l.momentum, momentum), append(l.posts, 0)
}

// schedule says from when the lane differs from the run without intervention.
func (l *lane) schedule(p *plan) {
	if l.covers&removed != 0 {
		l.until = p.removalAt
	}
	if l.covers&nudged != 0 && p.eta != 0 {
		l.from = min(l.from, p.nudgeFrom)
	}
	if l.covers&slowed != 0 && p.Breaker != fixed.One {
		l.from = min(l.from, p.breakerFrom)
	}
	if p.struck != nil {
		l.from = 0
	}
	l.from = min(l.from, l.until)
}

// fork takes over where the run without intervention is.
func (l *lane) fork(free *lane) {
	for i, r := range l.runs {
		l.momentum[i], l.posts[i] = free.momentum[r], free.posts[r]
	}
}

// enforce sets what is in force at an age.
func (l *lane) enforce(p *plan, age int64) {
	l.force = spread.Free
	if p.struck != nil {
		l.force.Strikes, l.force.Struck = fixed.One, p.struck
	}
	if l.covers&nudged != 0 && age >= p.nudgeFrom {
		l.force.Eta = p.eta
	}
	if l.covers&slowed != 0 && age >= p.breakerFrom {
		l.force.Breaker = p.Breaker
	}
}

// tick draws one tick of every run of the lane.
func (l *lane) tick(t *spread.Tables, pool *spread.Pool, law *spread.Law, memory fixed.Num, draws []uint64) {
	l.draws = l.draws[:0]
	for _, r := range l.runs {
		l.draws = append(l.draws, draws[r])
	}
	t.TickAll(law, memory, pool, &l.force, l.draws, l.momentum, l.posts)
}
