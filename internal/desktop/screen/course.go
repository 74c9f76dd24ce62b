package screen

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// course is how what a seat can measure went so far.
type course []sample

// sample is what the seat could measure at one tick.
type sample struct {
	at       model.Tick
	measures [model.MeasureCount]float64 // of the public ones
	posts    float64                     // an hour, of all claims the seat follows
}

// note adds a sample of the present.
func (c *course) note(ex Exercise, seat model.OrgID) {
	snap := ex.View(seat).Snapshot()
	s := sample{at: ex.Tick()}
	for _, m := range snap.Measures {
		s.measures[m.Measure] = real(m.Value)
	}
	var posts fixed.Num
	for _, claim := range snap.Claims {
		posts = posts.Add(claim.Rate)
	}
	s.posts = real(posts)
	*c = append(*c, s)
}

// before returns the sample a day before the last, or the first there is.
func (c course) before() sample {
	last := c[len(c)-1]
	for i := len(c) - 1; i >= 0; i-- {
		if c[i].at <= last.at-model.Day {
			return c[i]
		}
	}
	return c[0]
}

func (c course) last() sample { return c[len(c)-1] }
