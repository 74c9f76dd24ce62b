package ensemble_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/doctrine"
	"tabletop/engine/ensemble"
	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/scenarios/scenariotest"
)

// TestOutcomesAreThoseOfSingleRuns, in the order of their seeds.
func TestOutcomesAreThoseOfSingleRuns(t *testing.T) {
	sc := scenariotest.Small(t)
	d := doctrine.Named(sc, "recommended")
	outcomes, err := ensemble.Run(context.Background(), ensemble.Plan{Scenario: sc, Doctrine: d, From: 40, Runs: 5, Workers: 3})
	require.NoError(t, err)
	require.Len(t, outcomes, 5)
	for i, o := range outcomes {
		run := engine.New(sc, 40+uint64(i))
		ensemble.Play(run, d, sc.Clock.End)
		st := run.State()
		assert.Equal(t, run.Seed(), o.Seed)
		assert.Equal(t, run.Hash(), o.Hash)
		for m := range o.Measures {
			assert.Equal(t, st.Measures[m].Value, o.Measures[m])
		}
		for org := range st.Orgs {
			assert.Equal(t, st.Orgs[org].Credibility, o.Credit[org])
		}
		for task := range st.Tasks {
			assert.Equal(t, st.Tasks[task].Status, o.Tasks[task])
			assert.NotEqual(t, model.TaskOpen, o.Tasks[task], "every task is judged by the end")
		}
		taken := make([]bool, len(sc.Decisions))
		for _, c := range st.Choices {
			taken[c.Decision] = true
		}
		assert.Equal(t, taken, o.Taken)
	}
}

func TestPlansEndWhereTheySay(t *testing.T) {
	sc := scenariotest.Small(t)
	play := func(p ensemble.Plan) []ensemble.Outcome {
		p.Scenario = sc
		outcomes, err := ensemble.Run(context.Background(), p)
		require.NoError(t, err)
		return outcomes
	}
	assert.Empty(t, play(ensemble.Plan{}))
	run := engine.New(sc, 3)
	ensemble.Play(run, nil, model.Day)
	assert.Equal(t, run.Hash(), play(ensemble.Plan{From: 3, Runs: 1, Until: model.Day})[0].Hash)
	beyond := play(ensemble.Plan{From: 3, Runs: 1, Until: sc.Clock.End + model.Day})
	assert.Equal(t, play(ensemble.Plan{From: 3, Runs: 1}), beyond)
}

// TestACancelledEnsembleStops before it has played what would take minutes.
func TestACancelledEnsembleStops(t *testing.T) {
	sc := scenariotest.Small(t)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	plan := ensemble.Plan{Scenario: sc, Doctrine: doctrine.Named(sc, "recommended"), Runs: 20_000, Workers: 2}
	_, err := ensemble.Run(cancelled, plan)
	assert.ErrorIs(t, err, context.Canceled)

	short, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	_, err = ensemble.Run(short, plan)
	assert.ErrorIs(t, err, context.DeadlineExceeded)
}

// TestPairedInterval against one computed by hand: differences 1, 2, 3 and 6 have
// mean 3 and standard deviation √(14/3); with three degrees of freedom t is 3.1824,
// so the interval is 3 ± 3.1824 · 2.1602 ÷ 2.
func TestPairedInterval(t *testing.T) {
	outcomes := func(values ...int64) (all []ensemble.Outcome) {
		for _, v := range values {
			o := ensemble.Outcome{}
			o.Measures[model.HoursLost] = fixed.FromInt(v)
			all = append(all, o)
		}
		return all
	}
	a, b := outcomes(10, 10, 10, 10), outcomes(11, 12, 13, 16)
	d := ensemble.Compare(a, b)[model.HoursLost]
	assert.InDelta(t, 3, d.Mean, 1e-12)
	assert.InDelta(t, -0.4374, d.Low, 1e-3)
	assert.InDelta(t, 6.4374, d.High, 1e-3)
	assert.Equal(t, 4, d.Pairs)
	assert.Equal(t, 4, d.Moved)
	assert.False(t, d.Clear())

	d = ensemble.Compare(b, a)[model.HoursLost]
	assert.InDelta(t, -3, d.Mean, 1e-12, "second less first")

	d = ensemble.Compare(outcomes(10, 20, 30, 40), outcomes(12, 22, 33, 43))[model.HoursLost]
	assert.True(t, d.Clear(), "however much the runs themselves differ")

	d = ensemble.Compare(a, a)[model.HoursLost]
	assert.Equal(t, ensemble.Difference{Pairs: 4}, d)
	assert.False(t, d.Clear(), "nothing moved")

	d = ensemble.Compare(outcomes(1, 2, 3), outcomes(1, 2))[model.HoursLost]
	assert.Equal(t, 2, d.Pairs, "what has no partner is left out")
	assert.False(t, ensemble.Compare(nil, nil)[model.HoursLost].Clear())
}

func TestWithoutLeavesADecisionOut(t *testing.T) {
	sc := scenariotest.Small(t)
	d := doctrine.Named(sc, "recommended")
	before := len(d.Rules)
	for decision := range sc.Decisions {
		id := model.DecisionID(decision)
		without := ensemble.Without(d, id)
		outcomes, err := ensemble.Run(context.Background(), ensemble.Plan{Scenario: sc, Doctrine: without, Runs: 1})
		require.NoError(t, err)
		assert.False(t, outcomes[0].Taken[id], sc.Decisions[id].ID)
		for seat := range sc.Orgs {
			var want []model.DoctrineRule
			for _, rule := range d.Of(model.OrgID(seat)) {
				if rule.Decision != id {
					want = append(want, rule)
				}
			}
			assert.ElementsMatch(t, want, without.Of(model.OrgID(seat)))
		}
	}
	assert.Len(t, d.Rules, before, "the doctrine itself is as it was")
}

// TestEagerPutsADecisionFirst: whoever may take it does so as soon as it is legal.
func TestEagerPutsADecisionFirst(t *testing.T) {
	sc := scenariotest.Small(t)
	d := doctrine.Named(sc, "recommended")
	explain := sc.DecisionNamed("explain")
	eager := ensemble.Eager(sc, d, explain)
	for _, seat := range sc.Decisions[explain].By {
		rules := eager.Of(seat)
		assert.Equal(t, model.DoctrineRule{Org: seat, Decision: explain, Target: model.Nothing}, rules[0])
		for _, rule := range rules[1:] {
			assert.NotEqual(t, explain, rule.Decision)
		}
	}
	run := engine.New(sc, 1)
	ensemble.Play(run, eager, model.Hour)
	for _, seat := range sc.Decisions[explain].By {
		first := run.View(seat).Choices()[0]
		assert.EqualValues(t, explain, first.Decision)
		assert.EqualValues(t, 0, first.At, "the exercise begins within the shift")
	}
}
