package validate

import (
	"tabletop/engine/fixed"
	"tabletop/engine/spread"
)

// Fitted is a population with its base rates solved, and what it draws from: what it
// takes to run it without intervention.
type Fitted struct {
	Events    []Event
	Laws      []spread.Law // by event
	Starts    []fixed.Num  // by event: the momentum with which it begins
	Tables    *spread.Tables
	Everybody *spread.Pool
	Cap       int64 // the most posts that a tick may have
}

// Fit synthesises the population of a seed and solves the base rate of every event,
// in so many workers, or one for each processor where workers is 0.
func Fit(seed uint64, k Constants, workers int) *Fitted {
	w := newWorld(seed, k, workers)
	return &Fitted{w.events, w.laws, w.starts, w.tables, w.everybody, constant("cap").Floor()}
}
