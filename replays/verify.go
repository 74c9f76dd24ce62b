package replays

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tabletop/engine"
	"tabletop/engine/model"
)

// Verified is what a successful [Verify] found.
type Verified struct {
	Epoch       int
	Tick        model.Tick   // up to which the file was simulated again
	Hash        model.Digest // of the state there
	Events      int
	Commands    int
	Interrupted bool // the file has no end; what it has is true
	Broken      bool // a last record that was never finished was left out
}

// EpochError says that a file can't be verified by these rules. All else that
// reads a file still works.
type EpochError struct {
	File        string
	Epoch, Have int
	Engine      string // that wrote the file
}

// Error names both epochs and what to do.
func (e *EpochError) Error() string {
	return Printable(fmt.Sprintf("%s: made by rules of epoch %d (tabletop %s), and these are of epoch %d; "+
		"verify it with a tabletop of epoch %d. Everything but verify works on it", e.File, e.Epoch, e.Engine, e.Have, e.Epoch))
}

// Divergence is the first place where the rules give something else than the
// file holds.
type Divergence struct {
	File     string
	Line     int
	Tick     model.Tick
	Time     string // of the tick, as people read it
	Event    model.EventID
	Rule     string // rule system, where an event differs
	Subject  string // path of what the event is about
	Field    string // what differs
	Expected string // in the file
	Got      string // from the rules
}

// Error names tick, rule, subject and field, and both values.
func (d *Divergence) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d: diverges at tick %d (%s)", d.File, d.Line, d.Tick, d.Time)
	if d.Rule != "" {
		fmt.Fprintf(&b, ", rule %s", d.Rule)
	}
	if d.Subject != "" {
		fmt.Fprintf(&b, ", %s", d.Subject)
	}
	if d.Event > 0 {
		fmt.Fprintf(&b, ", event %d", d.Event)
	}
	fmt.Fprintf(&b, ", %s: the file has %s, the rules give %s", d.Field, d.Expected, d.Got)
	return Printable(b.String())
}

// Verify simulates a file's commands again and compares every event, hash and
// measure. It stops at the first that differs, with a [*Divergence]; a file of
// another epoch is an [*EpochError]. Progress, where given, is told each tick
// that was reached.
func Verify(r *Replay, progress func(model.Tick)) (Verified, error) {
	v, err := simulate(r, progress)
	if err != nil {
		return Verified{}, err
	}
	return Verified{
		Epoch: r.Head.Epoch, Tick: v.fold.Tick, Hash: v.fold.Hash(), Events: v.events, Commands: len(r.Commands()),
		Interrupted: r.Interrupted(), Broken: r.Cut > 0,
	}, nil
}

// Resimulate verifies a file and returns the run where it stops, with the events
// that the rules emitted there and that the file was cut off before.
func Resimulate(r *Replay, progress func(model.Tick)) (run *engine.Run, missing []model.Event, err error) {
	v, err := simulate(r, progress)
	if err != nil {
		return nil, nil, err
	}
	return v.run, v.due, nil
}

func simulate(r *Replay, progress func(model.Tick)) (v *verification, err error) {
	if r.Head.Epoch != engine.RulesEpoch {
		return nil, &EpochError{r.File, r.Head.Epoch, engine.RulesEpoch, r.Head.Engine}
	}
	// A forged scenario may break what the rules take for granted.
	defer func() {
		if broken := recover(); broken != nil {
			err = r.problem(2, fmt.Sprintf("the rules can't run the scenario: %v", broken), doRestore)
		}
	}()
	seed := r.Head.Seed
	if r.Head.Parent != nil {
		seed = r.Head.Parent.Seed
	}
	v = &verification{r: r, run: engine.New(r.Scenario, seed), fold: r.Initial.Clone()}
	if err := v.same(2, v.run.State(), r.Initial); err != nil {
		return nil, err
	}
	for i := range r.Records {
		if err := v.record(&r.Records[i]); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(v.run.Tick())
		}
	}
	return v, v.ending()
}

type verification struct {
	r      *Replay
	run    *engine.Run
	fold   *model.State  // from the file's events alone
	due    []model.Event // emitted by the rules and not yet compared
	events int
}

func (v *verification) record(rec *Record) error {
	switch {
	case rec.Event != nil:
		return v.event(rec.Line, rec.Event)
	case rec.Command != nil:
		return v.command(rec.Line, rec.Command)
	case rec.Mark != nil:
		return v.mark(rec.Line, rec.Mark)
	}
	return nil
}

// advance runs the rules up to a tick, and goes over to a branch's own luck at
// its fork.
func (v *verification) advance(to model.Tick) error {
	fork := v.r.Head.Parent
	if fork != nil && v.run.Seed() != v.r.Head.Seed && to > fork.Tick {
		v.due = append(v.due, v.run.Advance(fork.Tick)...)
		forked, err := engine.Decode(v.r.Scenario, v.r.Head.Seed, v.run.Encode())
		if err != nil {
			return err
		}
		v.run = forked
	}
	v.due = append(v.due, v.run.Advance(to)...)
	return nil
}

func (v *verification) event(line int, e *model.Event) error {
	if len(v.due) == 0 {
		if err := v.advance(e.Tick); err != nil {
			return err
		}
	}
	if len(v.due) == 0 {
		d := v.about(line, e)
		d.Field, d.Expected, d.Got = "event", v.brief(e), "none"
		return d
	}
	got := Canonical(v.due[0])
	v.due = v.due[1:]
	v.events++
	if d := v.compare(line, e, &got); d != nil {
		return d
	}
	return v.fold.Apply(e)
}

// settled makes sure that the rules emitted nothing that the file lacks.
func (v *verification) settled(line int, to model.Tick) error {
	if len(v.due) == 0 {
		if err := v.advance(to); err != nil {
			return err
		}
	}
	if len(v.due) == 0 {
		v.fold.Pass(to)
		return nil
	}
	d := v.about(line, &v.due[0])
	d.Field, d.Expected, d.Got = "event", "none", v.brief(&v.due[0])
	return d
}

func (v *verification) command(line int, c *Command) error {
	if err := v.settled(line, c.Tick); err != nil {
		return err
	}
	emitted, err := v.run.Submit(c.Command)
	if err != nil {
		return &Divergence{
			File: v.r.File, Line: line, Tick: c.Tick, Time: v.time(c.Tick),
			Field: fmt.Sprintf("command %d", c.Sequence), Expected: "carried out", Got: "a refusal: " + err.Error(),
		}
	}
	v.due = emitted
	return nil
}

func (v *verification) mark(line int, m *Mark) error {
	if err := v.settled(line, m.Tick); err != nil {
		return err
	}
	d := &Divergence{File: v.r.File, Line: line, Tick: m.Tick, Time: v.time(m.Tick)}
	for i := range m.Measures {
		if got := v.run.State().Measures[i].Value; got != m.Measures[i] {
			d.Field, d.Expected, d.Got = "measure "+model.Measures[i].ID, m.Measures[i].String(), got.String()
			return d
		}
	}
	if m.State == v.run.Hash() {
		return nil
	}
	if err := v.same(line, v.run.State(), v.fold); err != nil {
		return err
	}
	d.Field, d.Expected, d.Got = "state hash", m.State.String(), v.run.Hash().String()
	return d
}

func (v *verification) ending() error {
	end := v.r.Ended
	if end == nil {
		return nil
	}
	if err := v.mark(v.r.Lines, &end.Mark); err != nil {
		return err
	}
	for i := range v.r.Scenario.Tasks {
		name := v.r.Scenario.Name(model.Ref{Kind: model.KindTask, ID: int64(i)})
		got := model.TaskStatusWords[v.run.State().Tasks[i].Status]
		if end.Tasks[name] != got {
			return &Divergence{
				File: v.r.File, Line: v.r.Lines, Tick: end.Tick, Time: v.time(end.Tick),
				Field: "verdict on task " + name, Expected: fmt.Sprintf("%q", end.Tasks[name]), Got: fmt.Sprintf("%q", got),
			}
		}
	}
	return nil
}

// same compares the rules' state with the file's, cell by cell.
func (v *verification) same(line int, rules, file *model.State) error {
	d := &Divergence{File: v.r.File, Line: line, Tick: file.Tick, Time: v.time(max(0, file.Tick))}
	if rules.Tick != file.Tick || rules.Stirred != file.Stirred || rules.LastEvent != file.LastEvent {
		d.Field = "tick, tick of the last stir and number of the last event"
		d.Expected = fmt.Sprint(file.Tick, file.Stirred, file.LastEvent)
		d.Got = fmt.Sprint(rules.Tick, rules.Stirred, rules.LastEvent)
		return d
	}
	cell, differs := rules.Difference(file)
	if !differs {
		return nil
	}
	expected, _ := file.Get(cell)
	got, _ := rules.Get(cell)
	d.Field = v.r.names.cell(cell)
	d.Expected = string(appendValue(nil, cell.Column, expected))
	d.Got = string(appendValue(nil, cell.Column, got))
	return d
}

func (v *verification) time(t model.Tick) string { return v.r.Scenario.Clock.Relative(t) }

// about begins a divergence at an event.
func (v *verification) about(line int, e *model.Event) *Divergence {
	return &Divergence{
		File: v.r.File, Line: line, Tick: e.Tick, Time: v.time(e.Tick), Event: e.ID,
		Rule: model.RuleWords[e.Rule], Subject: v.r.names.ref(e.Subject),
	}
}

// brief writes an event as the file would.
func (v *verification) brief(e *model.Event) string {
	const longest = 300
	text := string(v.r.names.appendEvent(nil, *e))
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "") + "…"
	}
	return text
}

// compare returns the first field in which two events differ, or nil.
func (v *verification) compare(line int, want, got *model.Event) *Divergence {
	d := v.about(line, want)
	differs := func(field, expected, given string) bool {
		d.Field, d.Expected, d.Got = field, expected, given
		return expected != given
	}
	n := v.r.names
	if differs("number", fmt.Sprint(want.ID), fmt.Sprint(got.ID)) ||
		differs("tick", fmt.Sprint(want.Tick), fmt.Sprint(got.Tick)) ||
		differs("rule", model.RuleWords[want.Rule], model.RuleWords[got.Rule]) ||
		differs("what", model.WhatWords[want.What], model.WhatWords[got.What]) ||
		differs("subject", n.ref(want.Subject), n.ref(got.Subject)) ||
		differs("object", n.ref(want.Object), n.ref(got.Object)) {
		return d
	}
	a, b := inOrder(want.Changes), inOrder(got.Changes)
	for i := range max(len(a), len(b)) {
		cell, expected, given := v.change(a, b, i)
		if differs(cell, expected, given) {
			return d
		}
	}
	if differs("causes", fmt.Sprint(want.Causes), fmt.Sprint(got.Causes)) {
		return d
	}
	return nil
}

// inOrder sorts changes by cell, for their order in an event has no meaning.
func inOrder(changes []model.Change) []model.Change {
	sorted := slices.Clone(changes)
	slices.SortFunc(sorted, func(a, b model.Change) int { return compareCells(a.Cell, b.Cell) })
	return sorted
}

func compareCells(a, b model.Cell) int {
	return cmp.Or(cmp.Compare(a.Column, b.Column), cmp.Compare(a.Row, b.Row))
}

// change describes the first changes that differ at a position of two sorted
// lists: the cell, and what either does to it.
func (v *verification) change(want, got []model.Change, i int) (cell, expected, given string) {
	says := func(c model.Change) string {
		if c.Set {
			return "set to " + string(appendValue(nil, c.Cell.Column, c.Value))
		}
		return "add " + string(appendAmount(nil, c.Cell.Column, c.Value))
	}
	expected, given = "no change", "no change"
	switch {
	case i >= len(want) || i < len(got) && compareCells(got[i].Cell, want[i].Cell) < 0:
		return v.r.names.cell(got[i].Cell), expected, says(got[i])
	case i >= len(got) || compareCells(want[i].Cell, got[i].Cell) < 0:
		return v.r.names.cell(want[i].Cell), says(want[i]), given
	}
	return v.r.names.cell(want[i].Cell), says(want[i]), says(got[i])
}
