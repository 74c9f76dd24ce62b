package screen

import (
	"math"

	"tabletop/engine/model"
	"tabletop/internal/exercise"
)

// course is how what a seat can measure went so far, as the screen saw it.
type course []sample

// sample is what the seat could measure at one tick.
type sample struct {
	at       model.Tick
	measures [model.MeasureCount]float64 // of the public ones
	posts    float64                     // an hour, of all claims the seat follows
}

// recall takes in what happened before the screen was there: what everyone
// could measure, not what the seat could see of claims.
func (c *course) recall(history []exercise.Point) {
	for _, p := range history {
		s := sample{at: max(p.Tick, 0), posts: math.NaN()}
		for m := range p.Measures {
			s.measures[m] = real(p.Measures[m])
		}
		*c = append(*c, s)
	}
}

// note adds a sample of the present, or renews it where no time has passed.
func (c *course) note(view model.View) {
	s := sample{at: max(view.Now(), 0)}
	for m := range model.Measures {
		if model.Measures[m].Public {
			s.measures[m] = real(view.Fact(model.MeasureIs, int64(m), 0))
		}
	}
	for n := range view.Scenario().Narratives {
		const unit = 1000 // the fact counts in thousands
		s.posts += unit * real(view.Fact(model.NarrativeRate, int64(n), 0))
	}
	if n := len(*c); n > 0 && (*c)[n-1].at == s.at {
		(*c)[n-1] = s
		return
	}
	*c = append(*c, s)
}

// before returns the sample a day before the last, or the first there is.
func (c course) before() sample {
	last := c.last()
	for i := len(c) - 1; i >= 0; i-- {
		if c[i].at <= last.at-model.Day {
			return c[i]
		}
	}
	return c[0]
}

func (c course) last() sample { return c[len(c)-1] }
