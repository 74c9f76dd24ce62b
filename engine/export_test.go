package engine

import "tabletop/engine/model"

// RunTick runs the rules at the very next tick, due or not.
func (r *Run) RunTick() []model.Event {
	r.world.Tick(r.Tick() + 1)
	return r.world.Taken()
}
