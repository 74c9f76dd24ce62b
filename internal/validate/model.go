package validate

import (
	"cmp"
	"slices"

	"tabletop/engine/fixed"
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
	Verified   fixed.Num // multiplies the shares of accounts with three strikes that were verified, none above 1
	Removed    fixed.Num // share of accounts with three strikes that the platform had removed, above 10,000 followers
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
		Verified:   fixed.One,
		Removed:    fixed.FromRatio(1_500, 21_000), // D10
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

// pilots decide an event's base rate, see [spread.Tables.Solve]. There are more than
// in play, since the largest events, of which few runs hold the mean, decide much.
const pilots = 128

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
		law := spread.Law{Gain: e.Gain, Delta: e.Decay, Lambda: e.Ageing}
		w.laws[i] = w.tables.Solve(law, w.everybody, w.starts[i], e.Posts, e.Ticks, pilots)
	})
	return w
}

// pool returns the accounts that posters are drawn from under some rules.
func (w *world) pool(rules []Rule) *spread.Pool {
	a := spread.Accounts{Mean: w.constants.Followers, Sigma: w.constants.Sigma}
	for _, c := range w.constants.cuts(rules) {
		a.Bans = append(a.Bans, spread.Ban{Above: c.above, Share: c.share})
	}
	return spread.NewPool(a)
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
