package replays

import (
	"tabletop/engine/model"
)

// Replay is a file as read: everything in it, in order.
type Replay struct {
	File     string // as it was named
	Head     Head
	Scenario *model.Scenario
	Initial  *model.State // before the first tick
	Records  []Record     // after the scenario, in the order of the file
	Final    *model.State // after the last event

	Ended     *Ending // nil where the file has no end
	Continued string  // the file that the exercise went on in

	Packed bool   // the file is a gzip file
	Lines  int    // complete lines
	Size   int64  // bytes of complete lines
	Cut    int64  // bytes after them, of a line that was never finished
	Hash   Digest // of the last complete record
	names  *names
}

// Record is one record after the scenario; one of its pointers is set.
type Record struct {
	Line    int
	Event   *model.Event
	Command *Command
	Mark    *Mark
	Note    *Note
}

// Interrupted reports whether the file stops without an end.
func (r *Replay) Interrupted() bool { return r.Ended == nil && r.Continued == "" }

// Events lists all events.
func (r *Replay) Events() []model.Event {
	var all []model.Event
	for i := range r.Records {
		if e := r.Records[i].Event; e != nil {
			all = append(all, *e)
		}
	}
	return all
}

// Commands lists all commands.
func (r *Replay) Commands() []Command {
	var all []Command
	for i := range r.Records {
		if c := r.Records[i].Command; c != nil {
			all = append(all, *c)
		}
	}
	return all
}

// Notes lists all notes.
func (r *Replay) Notes() []Note {
	var all []Note
	for i := range r.Records {
		if n := r.Records[i].Note; n != nil {
			all = append(all, *n)
		}
	}
	return all
}

// Marks lists all marks.
func (r *Replay) Marks() []Mark {
	var all []Mark
	for i := range r.Records {
		if m := r.Records[i].Mark; m != nil {
			all = append(all, *m)
		}
	}
	return all
}

// Last returns the last tick that the file tells of.
func (r *Replay) Last() model.Tick {
	last := r.Final.Tick
	if r.Ended != nil {
		last = max(last, r.Ended.Tick)
	}
	return last
}

// StateAt folds the events up to and including a tick. It needs no rules.
func (r *Replay) StateAt(t model.Tick) (*model.State, error) {
	s := r.Initial.Clone()
	for i := range r.Records {
		e := r.Records[i].Event
		if e == nil {
			continue
		}
		if e.Tick > t {
			break
		}
		if err := s.Apply(e); err != nil {
			return nil, r.problem(r.Records[i].Line, err.Error(), doRestore)
		}
	}
	s.Pass(min(t, r.Last()))
	return s, nil
}

func (r *Replay) problem(line int, what, do string) *Problem { return &Problem{r.File, line, what, do} }
