package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// hazard is a process that gathers hazard at a constant rate a day since a
// tick, and ends when it has gathered what it needs.
type hazard struct {
	rate, before, need fixed.Num
	since              model.Tick
}

// gathered returns the hazard gathered by a tick.
func (h hazard) gathered(t model.Tick) fixed.Num {
	if h.since == model.None || t <= h.since {
		return h.before
	}
	return h.before.Add(h.rate.MulInt(int64(t - h.since)).DivInt(int64(model.Day)))
}

// ripe reports whether the process has ended by a tick.
func (h hazard) ripe(t model.Tick) bool { return h.since != model.None && h.gathered(t) >= h.need }

// most is more hazard than any process gathers, for rate and time saturate.
var most = fixed.Max.DivInt(int64(model.Day))

// due returns the first tick at which the process has ended, or Never.
func (h hazard) due() model.Tick {
	if h.since == model.None || h.rate <= 0 && h.before < h.need {
		return model.Never
	}
	if h.before >= h.need {
		return h.since
	}
	left := h.need.Sub(h.before)
	if left > most { // as an override may leave it
		return model.Never
	}
	wait := left.MulInt(int64(model.Day)).Div(h.rate).Ceil()
	if wait > 1<<30 {
		return model.Never
	}
	t := h.since + model.Tick(wait)
	// The quotient is rounded; the process itself decides the tick.
	for t > h.since && h.ripe(t-1) {
		t--
	}
	for !h.ripe(t) {
		t++
	}
	return t
}
