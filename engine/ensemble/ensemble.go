// Package ensemble plays many runs of a scenario at once and compares them. Runs
// are independent and their results are kept in the order of their seeds, so the
// number of workers changes nothing but the time. Statistics are floats, here
// only: nothing of them goes back into a run.
package ensemble

import (
	"context"
	"runtime"
	"sync"

	"tabletop/engine"
	"tabletop/engine/doctrine"
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Plan says what to play: one scenario under one doctrine over seeds From to
// From+Runs−1. All seats are automated.
type Plan struct {
	Scenario *model.Scenario
	Doctrine *model.Doctrine // nil decides nothing
	From     uint64
	Runs     int
	Workers  int        // 0: one for each processor
	Until    model.Tick // 0: the end
}

// Outcome is what one run came to.
type Outcome struct {
	Seed     uint64
	Measures [model.MeasureCount]fixed.Num
	Credit   []fixed.Num        // credibility by OrgID, percent
	Tasks    []model.TaskStatus // by TaskID
	Taken    []bool             // by DecisionID: somebody took it
	Figures  []fixed.Num        // by published outcome of a case: its measure, [model.Unknown] where it never came to it
	Hash     model.Digest
}

// Run plays the plan and returns the outcomes in the order of their seeds. It
// stops early with the context's error when that is cancelled.
func Run(ctx context.Context, p Plan) ([]Outcome, error) {
	workers := p.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	first := engine.New(p.Scenario, p.From)
	outcomes := make([]Outcome, p.Runs)
	jobs := make(chan int)
	var wait sync.WaitGroup
	for range min(workers, max(1, p.Runs)) {
		wait.Go(func() {
			for i := range jobs {
				outcomes[i] = p.one(first.Again(p.From + uint64(i)))
			}
		})
	}
	var err error
feed:
	for i := range p.Runs {
		select {
		case jobs <- i:
		case <-ctx.Done():
			err = ctx.Err()
			break feed
		}
	}
	close(jobs)
	wait.Wait()
	return outcomes, err
}

// one plays a single run from its start.
func (p Plan) one(run *engine.Run) Outcome {
	end := p.Scenario.Clock.End
	if p.Until > 0 {
		end = min(end, p.Until)
	}
	Play(run, p.Doctrine, end)
	return outcome(run)
}

// Play advances a run to a tick with every seat deciding by one doctrine.
func Play(run *engine.Run, d *model.Doctrine, end model.Tick) {
	everyone := func(model.OrgID) bool { return true }
	submit := func(c model.Command) error {
		_, err := run.Submit(c)
		return err
	}
	for run.Tick() < end {
		run.Advance(min(end, model.NextHour(run.Tick())))
		_ = doctrine.Turn(run, d, everyone, submit) // a run's only errors are refusals, which a turn passes over
	}
}

func outcome(run *engine.Run) Outcome {
	st, sc := run.State(), run.Scenario()
	o := Outcome{Seed: run.Seed(), Taken: make([]bool, len(sc.Decisions)), Hash: run.Hash()}
	for m := range o.Measures {
		o.Measures[m] = st.Measures[m].Value
	}
	for i := range st.Orgs {
		o.Credit = append(o.Credit, st.Orgs[i].Credibility)
	}
	for i := range st.Tasks {
		o.Tasks = append(o.Tasks, st.Tasks[i].Status)
	}
	if sc.Case != nil {
		truth := model.TruthFacts{Scenario: sc, State: st}
		for i := range sc.Case.Published {
			o.Figures = append(o.Figures, sc.Case.Published[i].Measure.Value(truth))
		}
	}
	for i := range st.Choices {
		o.Taken[st.Choices[i].Decision] = true
	}
	return o
}
