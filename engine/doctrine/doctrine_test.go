package doctrine_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/doctrine"
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

func ref[T ~int64](kind model.Kind, id T) model.Ref { return model.Ref{Kind: kind, ID: int64(id)} }

// Seats, decisions and assets of the office below.
const (
	county model.OrgID = iota
	state
)

const (
	brief model.DecisionID = iota
	audit
	explain
)

const (
	net model.AssetID = iota
	roll
)

// office is a scenario of two seats. Both may brief; the state, whose shift is
// from 8 to 18, may audit each of two assets once, and explain, which takes all
// its hours of a day. It begins at midnight.
func office() *model.Scenario {
	sc := &model.Scenario{
		ID:    "office",
		Clock: model.Clock{Start: 1604188800, End: 10 * model.Day, Election: 2 * model.Day, Offsets: []model.Offset{{Abbrev: "UTC"}}},
		Orgs: []model.Org{
			{ID: "county", Name: "County", Analysts: fixed.One, ShiftTo: 24 * 60, Detection: fixed.One},
			{ID: "state", Name: "State", Analysts: fixed.One, ShiftFrom: 8 * 60, ShiftTo: 18 * 60, Detection: fixed.One},
		},
		Assets: []model.Asset{{ID: "net", Owner: county}, {ID: "roll", Owner: state}},
		Topics: []model.Topic{{Of: ref(model.KindAsset, net)}, {Of: ref(model.KindAsset, roll)}},
		Decisions: []model.Decision{
			{ID: "brief", By: []model.OrgID{county, state}},
			{ID: "audit", By: []model.OrgID{state}, Once: true, Targets: []model.Ref{ref(model.KindAsset, net), ref(model.KindAsset, roll)}},
			{ID: "explain", By: []model.OrgID{state}, Cost: fixed.FromInt(10)},
		},
	}
	return sc
}

// rule lets a seat take a decision on any target, whenever it is legal.
func rule(seat model.OrgID, d model.DecisionID) model.DoctrineRule {
	return model.DoctrineRule{Org: seat, Decision: d, Target: model.Nothing}
}

func doctrineOf(rules ...model.DoctrineRule) *model.Doctrine {
	d := &model.Doctrine{ID: "test", Rules: rules}
	d.Group()
	return d
}

func at(t *testing.T, tick model.Tick) *engine.Run {
	t.Helper()
	run := engine.New(office(), 1)
	run.Advance(tick)
	return run
}

func commands(seat model.OrgID, d model.DecisionID, targets ...model.Ref) (all []model.Command) {
	for _, target := range targets {
		all = append(all, model.Command{Seat: seat, Kind: model.Decide, Decision: d, Target: target, Auto: true})
	}
	return all
}

const noon = 12 * model.Hour

func TestNamed(t *testing.T) {
	sc := office()
	sc.Doctrines = []model.Doctrine{{ID: "none"}, {ID: "cautious"}}
	assert.Same(t, &sc.Doctrines[1], doctrine.Named(sc, "cautious"))
	assert.Nil(t, doctrine.Named(sc, "bold"))
}

func TestAutomatedSeatsDecideOnTheHour(t *testing.T) {
	for tick, due := range map[model.Tick]bool{-1: false, 0: true, 1: false, 11: false, 12: true, model.Day: true} {
		assert.Equal(t, due, doctrine.Due(tick), "tick %d", tick)
	}
}

func TestNobodyDecidesWithoutADoctrineOrARule(t *testing.T) {
	run := at(t, noon)
	assert.Empty(t, doctrine.Decide(run, nil, state))
	assert.Empty(t, doctrine.Decide(run, doctrineOf(), state))
	assert.Empty(t, doctrine.Decide(run, doctrineOf(rule(county, brief)), state), "another's rule is not one's own")
}

// TestASeatDecidesWithinItsShift, its first minute included and its last not.
func TestASeatDecidesWithinItsShift(t *testing.T) {
	d := doctrineOf(rule(county, brief), rule(state, brief))
	for hour, works := range map[model.Tick]bool{0: false, 7: false, 8: true, 17: true, 18: false, 23: false, 24 + 8: true} {
		run := at(t, hour*model.Hour)
		assert.Equal(t, works, len(doctrine.Decide(run, d, state)) == 1, "at %d", hour)
		assert.Len(t, doctrine.Decide(run, d, county), 1, "the county works round the clock")
	}
}

// TestRulesAreTriedInOrder, and each takes every target that it may.
func TestRulesAreTriedInOrder(t *testing.T) {
	both := []model.Ref{ref(model.KindAsset, net), ref(model.KindAsset, roll)}
	run := at(t, noon)
	d := doctrineOf(rule(state, explain), rule(county, brief), rule(state, audit), rule(state, brief))
	want := commands(state, explain, model.Nothing)
	want = append(want, commands(state, audit, both...)...)
	want = append(want, commands(state, brief, model.Nothing)...)
	assert.Equal(t, want, doctrine.Decide(run, d, state))

	one := rule(state, audit)
	one.Target = both[1]
	assert.Equal(t, commands(state, audit, both[1]), doctrine.Decide(run, doctrineOf(one), state))
}

// TestWhatIsNotLegalIsNotProposed: what was decided once is not again; and what an
// earlier command used up, the run refuses.
func TestWhatIsNotLegalIsNotProposed(t *testing.T) {
	run := at(t, noon)
	d := doctrineOf(rule(state, audit), rule(state, explain), rule(state, explain))
	proposed := doctrine.Decide(run, d, state)
	require.Len(t, proposed, 4)
	for i, c := range proposed {
		_, err := run.Submit(c)
		assert.Equal(t, i == 3, err != nil, "the second explanation finds no hours left")
	}
	assert.Empty(t, doctrine.Decide(run, d, state))
	run.Advance(model.Day + noon)
	assert.Equal(t, commands(state, explain, model.Nothing, model.Nothing), doctrine.Decide(run, d, state), "a new day's hours, but no second audit")
}

// TestConditionsReadTheSeatsOwnView: what happened elsewhere, unknown to the seat,
// moves nothing; a condition may ask of each target.
func TestConditionsReadTheSeatsOwnView(t *testing.T) {
	sc := office()
	sc.Orgs[state].ShiftFrom, sc.Orgs[state].ShiftTo = 0, 24*60
	sc.Injects = []model.Inject{{ID: "storm", At: 0, Tells: model.None, Effects: []model.Effect{
		{Verb: model.Outage, A: model.Argument{Ref: ref(model.KindAsset, net)}, For: model.Day},
	}}}
	knows := func(target bool) *model.Condition {
		return &model.Condition{Nodes: []model.Node{
			{Op: model.OpFact, Fact: model.Knows, A: int64(net), Target: target},
			{Op: model.OpValue, Value: fixed.One},
			{Op: model.OpGreaterEqual, X: 0, Y: 1},
		}}
	}
	told, ofTarget := rule(state, brief), rule(state, audit)
	told.When, ofTarget.When = knows(false), knows(true)
	owner := rule(county, brief)
	owner.When = knows(false)
	d := doctrineOf(told, ofTarget, owner)

	run := engine.New(sc, 1)
	run.Advance(model.Hour)
	assert.Len(t, doctrine.Decide(run, d, county), 1, "the owner saw it")
	assert.Empty(t, doctrine.Decide(run, d, state), "the state did not")

	sc.Injects[0].To, sc.Injects[0].Tells = []model.OrgID{state}, 0
	run = engine.New(sc, 1)
	run.Advance(model.Hour)
	want := append(commands(state, brief, model.Nothing), commands(state, audit, ref(model.KindAsset, net))...)
	assert.Equal(t, want, doctrine.Decide(run, d, state))
}

// TestADoctrineHasNoMemory: it answers alike as often as it is asked, and to a run
// that was written down and taken up again.
func TestADoctrineHasNoMemory(t *testing.T) {
	run := at(t, noon)
	d := doctrineOf(rule(state, audit), rule(state, brief))
	first := doctrine.Decide(run, d, state)
	assert.Equal(t, first, doctrine.Decide(run, d, state))
	_, err := run.Submit(first[0])
	require.NoError(t, err)
	again, err := engine.Decode(run.Scenario(), run.Seed(), run.Encode())
	require.NoError(t, err)
	assert.Equal(t, doctrine.Decide(run, d, state), doctrine.Decide(again, d, state))
	assert.Equal(t, doctrine.Decide(run, d, state), doctrine.Decide(run.Clone(), d, state))
}
