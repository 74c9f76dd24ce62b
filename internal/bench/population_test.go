package bench

import (
	"sync"

	"tabletop/engine/fixed"
	"tabletop/engine/rng"
	"tabletop/engine/spread"
	"tabletop/internal/validate"
)

// population is the events that speed is measured on: those of validation.
type population struct{ *validate.Fitted }

// everything is built once: base rates take some seconds to solve.
var everything = sync.OnceValue(func() population { return population{validate.Fit(1, validate.Defaults(), 0)} })

// eventTicks is how many ticks one run of the whole population has.
func (p population) eventTicks() (n int64) {
	for i := range p.Events {
		n += p.Events[i].Ticks
	}
	return n
}

// run plays every event so many times, and returns each event's posts.
func (p population) run(runs int) (totals []int64) {
	free := spread.Free
	keys, draws := make([]rng.Key, runs), make([]uint64, runs)
	momentum, posts := make([]fixed.Num, runs), make([]int64, runs)
	for i := range p.Laws {
		law, luck := &p.Laws[i], rng.Seed(1).At(int64(i))
		for r := range keys {
			keys[r], momentum[r], posts[r] = luck.At(int64(r)), p.Starts[i], 0
		}
		for age := range p.Events[i].Ticks {
			rng.Draws(keys, age, draws)
			p.Tables.TickAll(law, law.Memory(age+1), p.Everybody, &free, draws, momentum, posts)
		}
		total := int64(0)
		for _, y := range posts {
			total += y
		}
		totals = append(totals, total)
	}
	return totals
}
