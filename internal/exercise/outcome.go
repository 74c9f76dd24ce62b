package exercise

import (
	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
	"tabletop/replays"
)

// Outcome is how an exercise went.
type Outcome struct {
	Scenario  string `json:"scenario"` // id
	Version   string `json:"version"`
	Title     string `json:"title"`
	Question  string `json:"question,omitempty"`
	Posture   string `json:"posture,omitempty"`
	Sets      []Set  `json:"sets,omitempty"`
	Seed      uint64 `json:"seed,string"`
	Doctrine  string `json:"doctrine,omitempty"`
	From      Moment `json:"from"`
	To        Moment `json:"to"`
	Complete  bool   `json:"complete"` // it reached the scenario's end
	Decisions int    `json:"decisions"`

	Objectives []Objective `json:"objectives"`
	Measures   []Measure   `json:"measures"`
	Published  []Published `json:"published,omitempty"` // of the case that the scenario replays
	Incidents  []Incident  `json:"incidents,omitempty"` // in the order in which they began
	Enforced   []Enforced  `json:"measures_against_claims,omitempty"`
	Story      []Line      `json:"story"` // at most ten lines, in order of time
	Refused    []Refusal   `json:"refused,omitempty"`

	Hash   string `json:"hash"`             // of the final state
	Replay string `json:"replay,omitempty"` // file
	Chain  string `json:"chain,omitempty"`  // hash of the replay's last record
}

// Set is a value set over the pack's own.
type Set = model.Set

// Moment is a tick as people read it.
type Moment struct {
	Tick model.Tick `json:"tick"`
	Time string     `json:"time"` // E−12 19:00
	Date string     `json:"date"` // Tue 27 Oct 2020 09:25 EDT
}

// Objective is one objective and how its critical tasks stand. Whether that is
// good enough, people say.
type Objective struct {
	ID         string `json:"id"`
	Text       string `json:"text"`
	Capability string `json:"core_capability"`
	Seat       string `json:"seat"`
	Tasks      []Task `json:"tasks"`
}

// Task is one critical task: its verdict and what it rests on.
type Task struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Verdict  string   `json:"verdict"` // open, met, missed
	Judged   *Moment  `json:"judged,omitempty"`
	Measure  string   `json:"measure"`  // the condition as written
	Evidence []string `json:"evidence"` // what the seat's view answered when it was judged
}

// Measure is one headline measure at the start and at the end.
type Measure struct {
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Unit   string    `json:"unit,omitempty"`
	Start  fixed.Num `json:"start"`
	End    fixed.Num `json:"end"`
	Before string    `json:"-"` // as people read them
	After  string    `json:"-"`
	Change string    `json:"-"`
}

// Line is one thing that mattered.
type Line struct {
	Moment
	Event  model.EventID `json:"event"`
	Text   string        `json:"text"`
	Effect string        `json:"effect,omitempty"` // the headline measure that it moved most, and by how much
}

// Refusal is a command of a script that was not carried out.
type Refusal struct {
	Moment
	Seat     string   `json:"seat"`
	Decision string   `json:"decision,omitempty"`
	Reasons  []string `json:"reasons"`
}

// Outcome says how the exercise stands now.
func (x *Exercise) Outcome() Outcome {
	o := outcome(x.Scenario(), x.initial, x.events, x.run.State())
	o.Seed, o.Replay = x.seed, x.replay
	if x.doctrine != nil {
		o.Doctrine = x.doctrine.ID
	}
	for _, r := range x.refused {
		o.Refused = append(o.Refused, refusal(x.Scenario(), r))
	}
	if x.journal != nil {
		o.Chain = x.journal.Hash().String()
	} else {
		o.Chain = x.chain
	}
	return o
}

// OutcomeOf says how an exercise went, from its replay alone. It needs no rules.
func OutcomeOf(r *replays.Replay) Outcome {
	o := outcome(r.Scenario, r.Initial, r.Events(), r.Final)
	o.Seed, o.Replay, o.Chain, o.Doctrine = r.Head.Seed, r.File, r.Hash.String(), seated(r, ResumeOptions{}).Doctrine
	return o
}

func outcome(sc *model.Scenario, initial *model.State, events []model.Event, final *model.State) Outcome {
	o := Outcome{
		Scenario: sc.ID, Version: sc.Version, Title: sc.Title, Question: sc.Question, Posture: sc.Posture, Sets: sc.Sets,
		From: moment(sc, 0), To: moment(sc, max(0, final.Tick)), Complete: final.Tick >= sc.Clock.End,
		Decisions: len(final.Choices), Hash: final.Hash().String(),
		Objectives: objectives(sc, initial, events, final),
		Measures:   measures(sc, initial, final),
		Published:  published(sc, final),
		Incidents:  incidents(sc, initial, events),
		Enforced:   enforced(sc, events),
		Story:      story(sc, initial, events),
	}
	return o
}

func moment(sc *model.Scenario, t model.Tick) Moment {
	return Moment{t, sc.Clock.Relative(t), sc.Clock.Format(t)}
}

func refusal(sc *model.Scenario, r Refused) Refusal {
	out := Refusal{Moment: moment(sc, r.Tick), Seat: replays.FacilitatorWord, Reasons: r.Reasons}
	if r.Command.Seat != model.Facilitator {
		out.Seat = sc.Orgs[r.Command.Seat].ID
	}
	if r.Command.Kind == model.Decide {
		out.Decision = sc.Decisions[r.Command.Decision].ID
	}
	return out
}

func measures(sc *model.Scenario, initial, final *model.State) []Measure {
	all := make([]Measure, model.MeasureCount)
	for i := range all {
		m, cell := model.Measures[i], measureCell(model.MeasureID(i))
		start, end := initial.Measures[i].Value, final.Measures[i].Value
		all[i] = Measure{
			ID: m.ID, Title: m.Title, Unit: m.Unit, Start: start, End: end,
			Before: ledger.Value(sc, cell, int64(start)), After: ledger.Value(sc, cell, int64(end)),
			Change: ledger.Amount(cell, lastDecimals(cell, end)-lastDecimals(cell, start)),
		}
	}
	return all
}

// lastDecimals rounds a measure as it is shown, to units of its last decimal, so
// that start and change add up to the end in print.
func lastDecimals(cell model.Cell, value fixed.Num) int64 {
	scale := int64(1)
	for range ledger.Decimals(cell) {
		scale *= 10
	}
	return value.MulInt(scale).Round()
}

func measureCell(m model.MeasureID) model.Cell {
	return model.Cell{Column: model.ColMeasureValue, Row: int64(m)}
}

// objectives folds the events once and asks each task's condition at the moment
// when it was judged; those still open are asked at the end.
func objectives(sc *model.Scenario, initial *model.State, events []model.Event, final *model.State) []Objective {
	tasks := make([]Task, len(sc.Tasks))
	state := initial.Clone()
	for i := range events {
		e := &events[i]
		if err := state.Apply(e); err != nil {
			break // a run's own events always apply
		}
		if (e.What == model.TaskMet || e.What == model.TaskMissed) && e.Subject.Kind == model.KindTask {
			at := moment(sc, e.Tick)
			tasks[e.Subject.ID].Judged = &at
			tasks[e.Subject.ID].Evidence = evidence(sc, state, model.TaskID(e.Subject.ID))
		}
	}
	all := make([]Objective, len(sc.Objectives))
	for i := range sc.Objectives {
		in := &sc.Objectives[i]
		all[i] = Objective{ID: in.ID, Text: in.Text, Capability: in.Capability, Seat: sc.Orgs[in.Seat].ID}
		for _, id := range in.Tasks {
			t := &tasks[id]
			t.ID, t.Text, t.Measure = sc.Name(model.Ref{Kind: model.KindTask, ID: int64(id)}), sc.Tasks[id].Text, sc.Tasks[id].Measure.Text
			t.Verdict = model.TaskStatusWords[final.Tasks[id].Status]
			if t.Judged == nil {
				t.Evidence = evidence(sc, final, id)
			}
			all[i].Tasks = append(all[i].Tasks, *t)
		}
	}
	return all
}
