//go:build !headless

package main

import (
	"time"

	"github.com/spf13/cobra"

	"tabletop/engine/model"
	"tabletop/internal/desktop"
	"tabletop/internal/exercise"
)

// openDesktop opens the window and returns when it is closed. It begins in the
// seat that was named, or on the start screen.
var openDesktop = func(cmd *cobra.Command, r windowRequest) error {
	if r.seat != "" {
		return playInWindow(cmd, r)
	}
	o, err := r.options(cmd, r.name)
	if err != nil {
		return err
	}
	first := desktop.Choice{Posture: r.pack.posture, Doctrine: o.Doctrine, Seed: r.seed}
	begin := func(c desktop.Choice) (*exercise.Exercise, error) {
		chosen := r
		chosen.pack.posture, chosen.seed, chosen.seat = c.Posture, c.Seed, c.Seat
		x, _, err := chosen.begin(cmd, &c.Doctrine)
		return x, err
	}
	return desktop.Choose(o.Scenario, first, begin, desktop.WindowOptions{})
}

// resumeDesktop opens the window on an exercise that goes on.
var resumeDesktop = func(x *exercise.Exercise, seat model.OrgID) error {
	return desktop.Play(x, seat, desktop.WindowOptions{})
}

// playInWindow opens the window in a seat.
func playInWindow(cmd *cobra.Command, r windowRequest) error {
	x, seat, err := r.begin(cmd, nil)
	if err != nil {
		return err
	}
	return desktop.Play(x, seat, desktop.WindowOptions{})
}

// begin starts the exercise that was asked for. It always has a replay.
func (r *windowRequest) begin(cmd *cobra.Command, doctrine *string) (*exercise.Exercise, model.OrgID, error) {
	o, err := r.options(cmd, r.name)
	if err != nil {
		return nil, model.None, err
	}
	if doctrine != nil {
		o.Doctrine = *doctrine
	}
	seat, err := exercise.SeatNamed(o.Scenario, r.seat)
	if err != nil {
		return nil, seat, usageError{err}
	}
	if err := nameReplay(&o); err != nil {
		return nil, seat, err
	}
	o.People, o.Now = []model.OrgID{seat}, time.Now
	x, err := exercise.Start(o)
	if err == nil {
		printNotice(cmd, "The replay is %s.", o.Replay)
	}
	return x, seat, err
}
