package exercise

import (
	"errors"
	"path/filepath"
	"time"

	"tabletop/engine/doctrine"
	"tabletop/engine/model"
	"tabletop/replays"
)

// ResumeOptions say how to go on with an exercise from its replay.
type ResumeOptions struct {
	Into      string           // file to go on in; empty: the same one, which must be interrupted
	Overwrite bool             // Into may exist
	Now       func() time.Time // wall clock, as in [Options]
	Progress  func(model.Tick) // told each tick that was simulated again; may be nil
}

// Resume goes on with an exercise where its replay stops, after a crash or
// another day. The file is verified on the way: nothing goes on from a file that
// the rules don't bear out. Seats are held as they last were.
func Resume(path string, o ResumeOptions) (*Exercise, error) {
	r, err := replays.Open(path)
	if err != nil {
		return nil, err
	}
	run, missing, err := replays.Resimulate(r, o.Progress)
	if err != nil {
		return nil, err
	}
	if run.Done() && !r.Interrupted() {
		return nil, &replays.Problem{File: path, What: "the exercise in this file is over", Do: "review it, or start a new one"}
	}
	x, err := prepare(seated(r, o))
	if err != nil {
		return nil, err
	}
	x.run, x.initial, x.replay = run, r.Initial, path
	x.events = r.Events()
	x.keep(missing)
	for _, m := range r.Marks() {
		if m.Tick >= 0 && m.Tick%model.Hour == 0 {
			x.remember(Point{m.Tick, m.Measures})
		}
	}
	if o.Into == "" || filepath.Clean(o.Into) == filepath.Clean(path) {
		x.journal, err = replays.Continue(r)
	} else {
		x.replay = o.Into
		x.journal, err = branch(r, o)
	}
	if err != nil {
		return nil, err
	}
	if err := x.goOn(missing); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return x, nil
}

// seated reads from a replay who held the seats.
func seated(r *replays.Replay, o ResumeOptions) Options {
	options := Options{Scenario: r.Scenario, Pack: r.Head.Pack, Seed: r.Head.Seed, Now: o.Now}
	for _, n := range r.Notes() {
		if n.Kind != replays.NoteSeats {
			continue
		}
		options.Doctrine, options.People = n.Doctrine, nil
		for _, id := range n.People {
			if seat, err := SeatNamed(r.Scenario, id); err == nil {
				options.People = append(options.People, seat)
			}
		}
	}
	if doctrine.Named(r.Scenario, options.Doctrine) == nil {
		options.Doctrine = ""
	}
	return options
}

// branch begins a file that holds all that another does and goes on from there.
func branch(r *replays.Replay, o ResumeOptions) (*replays.Journal, error) {
	head := replays.Head{
		Seed: r.Head.Seed, Pack: r.Head.Pack,
		Parent: &replays.Parent{File: filepath.Base(r.File), Hash: r.Hash.String(), Tick: max(0, r.Last()), Seed: r.Head.Seed},
	}
	if p := r.Head.Parent; p != nil && p.Seed != r.Head.Seed {
		return nil, &replays.Problem{
			File: r.File, What: "luck was drawn anew in this file, so only the file itself can go on", Do: "resume it in place",
		}
	}
	j, err := replays.Create(o.Into, head, r.Scenario, r.Initial, o.Overwrite)
	if err != nil {
		return nil, err
	}
	if err := j.Copy(r); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return j, nil
}

// goOn journals what the file was cut off before, and has automated seats
// finish the hour. Those that had decided are not asked twice: what they took is
// no longer open.
func (x *Exercise) goOn(missing []model.Event) error {
	if err := x.journal.Events(missing); err != nil {
		return err
	}
	if err := x.automated(); err != nil {
		return err
	}
	x.point()
	if err := x.mark(); err != nil {
		return err
	}
	if x.run.Done() {
		return x.Finish()
	}
	return x.noteClock("went on")
}
