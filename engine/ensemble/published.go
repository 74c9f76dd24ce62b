package ensemble

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"slices"

	"tabletop/engine/doctrine"
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Band is what the runs of a case came to in one measure: the median and the
// central 80% (the 10th and 90th percentile), each the value of a run. A value is
// +Inf where the run had not come to it when the exercise ended.
type Band struct {
	Low, Median, High float64
	Runs              int
	Never             int // runs that had not come to it
}

// MarshalJSON writes the band with null for what had not come.
func (b Band) MarshalJSON() ([]byte, error) {
	finite := func(x float64) *float64 {
		if math.IsInf(x, 0) {
			return nil
		}
		return &x
	}
	return json.Marshal(struct {
		Low    *float64 `json:"low"`
		Median *float64 `json:"median"`
		High   *float64 `json:"high"`
		Runs   int      `json:"runs"`
		Never  int      `json:"never,omitempty"`
	}{finite(b.Low), finite(b.Median), finite(b.High), b.Runs, b.Never})
}

// Finding is a published outcome of a case beside what the runs came to.
type Finding struct {
	Published model.Published
	Band      Band
	Share     float64 // of the runs that came to what was published, 0 to 1

	// Inside says that the published figure lies in the band, or, where bounds were
	// published, that some of what they allow does. That asks little of a bound: one
	// run in ten that meets it is enough, so Share stands beside it. A run that has
	// not come to an outcome meets no bound.
	Inside bool
}

// Bounded says that the source gives bounds and not one value, so that Share says
// more than Inside.
func (f *Finding) Bounded() bool { return f.Published.AtLeast != f.Published.AtMost }

// ErrNoCase says that a scenario publishes nothing to compare runs with.
var ErrNoCase = errors.New("the scenario replays no case: its pack has no [case]")

// Published plays a case over the seeds of a plan, by the case's own doctrine where
// the plan has none, and sets each published outcome beside the runs, in the order
// of the case. It returns [ErrNoCase] for a scenario without one, and the context's
// error when that is cancelled.
func Published(ctx context.Context, p Plan) ([]Finding, error) {
	c := p.Scenario.Case
	if c == nil {
		return nil, ErrNoCase
	}
	if p.Doctrine == nil {
		p.Doctrine = doctrine.Named(p.Scenario, c.Doctrine)
	}
	outcomes, err := Run(ctx, p)
	if err != nil || len(outcomes) == 0 {
		return nil, err
	}
	var all []Finding
	for i := range c.Published {
		figures := make([]fixed.Num, len(outcomes))
		for run := range outcomes {
			figures[run] = outcomes[run].Figures[i]
		}
		all = append(all, finding(c.Published[i], figures))
	}
	return all, nil
}

// finding summarises the figures of a case's runs in one measure.
func finding(p model.Published, figures []fixed.Num) Finding {
	b, met := Band{Runs: len(figures)}, 0
	for i, x := range figures {
		switch {
		case x == model.Unknown: // later than any time that came
			b.Never++
			figures[i] = fixed.Max
		case p.AtLeast <= x && x <= p.AtMost:
			met++
		}
	}
	slices.Sort(figures)
	low, median, high := percentile(figures, 10), percentile(figures, 50), percentile(figures, 90)
	b.Low, b.Median, b.High = reached(low), reached(median), reached(high)
	return Finding{
		Published: p, Band: b, Share: float64(met) / float64(len(figures)),
		Inside: low < fixed.Max && low <= p.AtMost && p.AtLeast <= high,
	}
}

// percentile returns the least of the sorted figures that so many percent of them do
// not exceed.
func percentile(sorted []fixed.Num, percent int) fixed.Num {
	return sorted[max(0, (len(sorted)*percent+99)/100-1)]
}

func reached(x fixed.Num) float64 {
	if x == fixed.Max {
		return math.Inf(1)
	}
	return Float(x)
}
