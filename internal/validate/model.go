package validate

import (
	"cmp"
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/rng"
	"tabletop/engine/spread"
	"tabletop/scenarios"
)

// Constants are the numbers of the spread process and of the population that no
// statistic of the events gives. They are few, and each has one meaning for all
// targets.
type Constants struct {
	Dispersion fixed.Num // φ of the counts: variance μ + μ²/φ; a constant of the model
	Followers  fixed.Num // mean followers of a poster
	Sigma      fixed.Num // sigma of the log of followers; a constant of the model
	Strikes    fixed.Num // share of posters of a size who have three strikes; a constant of the model
	Onset      fixed.Num // posts with which an event begins, as a share of its mean a tick; a constant of the model
	Couplings  Couplings
}

// Defaults returns the constants that targets are run with. What is also a
// constant of the model has the default that scenarios are played with.
func Defaults() Constants {
	return Constants{
		Dispersion: constant("dispersion"),
		Followers:  fixed.FromInt(4_450),
		Sigma:      constant("followers_spread"),
		Strikes:    constant("strikes"),
		Onset:      constant("onset"),
		Couplings: Couplings{
			Length: published("log posts and log ticks", "correlation"),
			Gain:   fixed.FromRatio(13, 20),
			Prior:  fixed.Half,
		},
	}
}

// constant returns the default of a constant of the model.
func constant(name string) fixed.Num {
	for _, c := range scenarios.Constants() {
		if c.Name == name {
			return fixed.MustParse(c.Default)
		}
	}
	panic("the model has no constant " + name)
}

// world is a population with its laws solved, ready to be run.
type world struct {
	constants Constants
	seed      uint64
	events    []Event
	laws      []spread.Law
	starts    []fixed.Num // momentum with which each event begins
	tables    *spread.Tables
	everybody *spread.Pool
}

// newWorld synthesises a population and solves the base rate of every event.
func newWorld(seed uint64, k Constants, workers int) *world {
	w := &world{
		constants: k, seed: seed, events: population(seed, k.Couplings),
		tables: spread.NewTables(k.Dispersion, constant("cap").Floor()),
	}
	w.everybody = w.pool(nil)
	w.laws, w.starts = make([]spread.Law, len(w.events)), make([]fixed.Num, len(w.events))
	each(len(w.events), workers, func(_, i int) {
		e := &w.events[i]
		w.starts[i] = spread.Start(w.everybody, e.Posts, e.Ticks, k.Onset)
		w.laws[i] = w.solve(e, w.starts[i])
	})
	return w
}

// pool returns the accounts that posters are drawn from under some rules.
func (w *world) pool(rules []Rule) *spread.Pool {
	a := spread.Accounts{Mean: w.constants.Followers, Sigma: w.constants.Sigma}
	for _, c := range cuts(rules, w.constants.Strikes) {
		a.Bans = append(a.Bans, spread.Ban{Above: c.above, Share: c.share})
	}
	return spread.NewPool(a)
}

// Base rates are solved by halving a range: first the widest, which holds every
// base rate of the paper, with few pilot runs; then what those leave, with many,
// until it is as narrow as 0.004 in the log.
const (
	few, many    = 16, 64 // pilot runs
	roughly      = 7      // halvings with few
	closely      = 8      // halvings with many
	widestLow    = -20
	widestHigh   = 12
	leftEachSide = 2 // in quarters, about what the few pilots gave
)

// solve returns the law with the base rate at which an event makes its posts in
// the mean of pilot runs, which have luck of their own.
func (w *world) solve(e *Event, start fixed.Num) spread.Law {
	p := pilots{world: w, start: start, posts: e.Posts, memory: make([]fixed.Num, e.Ticks)}
	law := spread.Law{Gain: e.Gain, Delta: e.Decay, Lambda: e.Ageing}
	for age := range p.memory {
		p.memory[age] = law.Memory(int64(age) + 1)
	}
	p.luck = make([]uint64, many*len(p.memory))
	for i := range p.luck {
		p.luck[i] = rng.Seed(0).Name("pilot").At(int64(i)).Uint64()
	}
	p.halve(&law, fixed.FromInt(widestLow), fixed.FromInt(widestHigh), few, roughly)
	about := fixed.FromRatio(leftEachSide, 4)
	p.halve(&law, law.Alpha.Sub(about), law.Alpha.Add(about), many, closely)
	return law
}

// pilots are the runs that decide one event's base rate.
type pilots struct {
	world    *world
	start    fixed.Num
	posts    fixed.Num   // to be made in the mean
	memory   []fixed.Num // by tick
	luck     []uint64    // by tick and run
	momentum [many]fixed.Num
}

// halve narrows a range of base rates so many times and leaves the law in its
// middle.
func (p *pilots) halve(law *spread.Law, low, high fixed.Num, runs, times int) {
	enough := p.posts.Real().Mul(fixed.RealInt(int64(runs))).Floor()
	for range times {
		law.Alpha = low.Add(high).DivInt(2)
		if p.reach(law, runs, enough) {
			high = law.Alpha
		} else {
			low = law.Alpha
		}
	}
	law.Alpha = low.Add(high).DivInt(2)
}

// reach reports whether so many runs of a law make enough posts between them.
func (p *pilots) reach(law *spread.Law, runs int, enough int64) bool {
	momentum := p.momentum[:runs]
	for i := range momentum {
		momentum[i] = p.start
	}
	free, total := spread.Free, int64(0)
	for age, keep := range p.memory {
		luck := p.luck[age*many:][:runs]
		for i, v := range momentum {
			posts, x := p.world.tables.Tick(law.Level(v, &free), p.world.everybody, &free, luck[i])
			total += posts
			momentum[i] = v.Mul(keep) + x
		}
		if total >= enough {
			return true
		}
	}
	return false
}

// longestFirst orders the events so that no worker is left with a long one at the
// end.
func (w *world) longestFirst() []int {
	order := make([]int, len(w.events))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(w.events[b].Ticks, w.events[a].Ticks) })
	return order
}
