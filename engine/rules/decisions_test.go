package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

func TestADecisionTakesEffectAfterItsLeadTime(t *testing.T) {
	b := newTown()
	state, county := b.org("state"), b.org("county")
	way := b.channel(state, county)
	b.Channels[way].Open = false
	open := b.decision("open", state, model.Effect{Verb: model.Open, A: the(model.KindOrg, state), B: the(model.KindOrg, county)})
	b.Decisions[open].Lead = 2 * model.Hour

	g := b.play(t, 1).until(10).decide(state, open)
	g.until(10 + 2*model.Hour - 1)
	assert.Zero(t, g.State().Channels[way].Open, "not before the lead time is over")
	g.until(10 + 2*model.Hour)
	assert.EqualValues(t, 1, g.State().Channels[way].Open)

	changed := g.happened(model.ChannelChanged)[0]
	matured := g.causeOf(changed)
	assert.Equal(t, model.DecisionMatured, matured.What)
	taken := g.causeOf(matured)
	assert.Equal(t, model.DecisionTaken, taken.What)
	assert.Empty(t, taken.Causes, "a command is a leaf")
}

func TestADecisionWithoutLeadTakesEffectAtTheNextTick(t *testing.T) {
	b := newTown()
	state := b.org("state")
	consent := b.decision("consent", state, model.Effect{Verb: model.Consent, A: itself})
	g := b.play(t, 1).decide(state, consent)
	assert.Zero(t, g.State().Orgs[state].Consents)
	g.until(1)
	assert.EqualValues(t, 1, g.State().Orgs[state].Consents)
}

func TestDecisionsCostStaffHoursOfTheDay(t *testing.T) {
	b := newTown()
	state, county := b.org("state"), b.org("county")
	b.Orgs[state].ShiftFrom, b.Orgs[state].ShiftTo = 8*60, 16*60 // one analyst: 8 staff-hours a day
	exercise := b.decision("exercise", state)
	b.Decisions[exercise].Cost = num("3")
	b.Decisions[exercise].By = []model.OrgID{state, county}

	g := b.play(t, 1).decide(state, exercise).decide(state, exercise)
	assert.InDelta(t, 6, g.measure(model.StaffHours), 1e-9)
	assert.Equal(t, []string{"Needs 3 staff-hours; you have 2 left today."}, g.refused(state, exercise))
	g.decide(county, exercise) // another's hours are its own

	g.until(model.Day - 1)
	assert.NotEmpty(t, g.refused(state, exercise))
	g.until(model.Day).decide(state, exercise) // midnight brings a new day's hours
	assert.InDelta(t, 12, g.measure(model.StaffHours), 1e-9, "hours spent stay counted")
}

func TestOnceAndEveryLimitRepeats(t *testing.T) {
	b := newTown()
	state, county := b.org("state"), b.org("county")
	site, roll := b.asset("site", state), b.asset("roll", state)
	audit := b.decision("audit", state)
	b.Decisions[audit].Once = true
	b.Decisions[audit].By = []model.OrgID{state, county}
	b.Decisions[audit].Targets = []model.Ref{ref(model.KindAsset, site), ref(model.KindAsset, roll)}
	brief := b.decision("brief", state)
	b.Decisions[brief].Every = 6 * model.Hour

	g := b.play(t, 1)
	g.decide(state, audit, ref(model.KindAsset, site))
	assert.Equal(t, []string{"Already decided."}, g.refused(state, audit, ref(model.KindAsset, site)))
	g.decide(state, audit, ref(model.KindAsset, roll))  // once for each target
	g.decide(county, audit, ref(model.KindAsset, site)) // and for each seat

	g.decide(state, brief)
	g.until(model.Hour)
	assert.Equal(t, []string{"Decided a short while ago; again in 5 hours."}, g.refused(state, brief))
	g.until(6*model.Hour).decide(state, brief)
}

func TestASurgeOfAnalystsGoesHome(t *testing.T) {
	b := newTown()
	state := b.org("state")
	call := b.decision("call-in", state, model.Effect{Verb: model.Surge, A: itself, N: num("2"), For: 6 * model.Hour})
	g := b.play(t, 1).decide(state, call).until(1)
	assert.Equal(t, num("3"), g.State().Orgs[state].Analysts)
	assert.Equal(t, num("72"), model.NewView(g.sc, g.State(), state).HoursADay())
	g.until(6 * model.Hour)
	assert.Equal(t, num("3"), g.State().Orgs[state].Analysts)
	g.until(6*model.Hour + 1)
	assert.Equal(t, fixed.One, g.State().Orgs[state].Analysts)
}

// TestEffectsSpeakOfTheTargetTheActorAndTheOwner shows how an effect's arguments
// are found when a decision takes effect.
func TestEffectsSpeakOfTheTargetTheActorAndTheOwner(t *testing.T) {
	b := newTown()
	agency, county := b.org("agency"), b.org("county")
	roll := b.asset("roll", county)
	help := b.decision(
		"help", agency,
		model.Effect{Verb: model.FallBack, A: theTarget},
		model.Effect{Verb: model.Clear, A: theOwner},
		model.Effect{Verb: model.Credit, A: itself, N: num("2")},
	)
	b.Decisions[help].Targets = []model.Ref{ref(model.KindAsset, roll)}
	g := b.play(t, 1).decide(agency, help, ref(model.KindAsset, roll)).until(1)
	assert.EqualValues(t, 1, g.State().Assets[roll].FellBack)
	assert.EqualValues(t, 1, g.State().Orgs[county].Cleared)
	assert.Zero(t, g.State().Orgs[agency].Cleared)
	assert.Equal(t, num("52"), g.State().Orgs[agency].Credibility)
}

func TestCredibilityStaysBetweenNoneAndAll(t *testing.T) {
	b := newTown()
	state := b.org("state")
	fall := b.decision("fall", state, model.Effect{Verb: model.Credit, A: itself, N: num("-70")})
	rise := b.decision("rise", state, model.Effect{Verb: model.Credit, A: itself, N: num("170")})
	g := b.play(t, 1).decide(state, fall).until(1)
	assert.Zero(t, g.State().Orgs[state].Credibility)
	g.decide(state, rise).until(2)
	assert.Equal(t, num("100"), g.State().Orgs[state].Credibility)
}

func TestCommandsThatMeanNothingAreRefusedInWords(t *testing.T) {
	b := newTown()
	state, county := b.org("state"), b.org("county")
	site, roll := b.asset("site", state), b.asset("roll", county)
	inspect := b.decision("inspect", state)
	b.Decisions[inspect].Targets = []model.Ref{ref(model.KindAsset, site)}
	b.decision("speak", state)
	b.inject("call", 50)
	g := b.play(t, 1)
	value := model.Cell{Column: model.ColMeasureValue, Row: int64(model.FalseAlarms)}
	for want, c := range map[string]model.Command{
		"no organisation holds that seat":                              {Seat: 7, Decision: inspect},
		"there is no such decision":                                    {Seat: state, Decision: 9},
		"that target is not open to STATE":                             decision(state, inspect, ref(model.KindAsset, roll)),
		"that target is not open to COUNTY":                            decision(county, inspect, ref(model.KindAsset, site)),
		"there is no such inject":                                      {Seat: model.Facilitator, Kind: model.HoldInject, Inject: 3},
		"there is no such command":                                     {Seat: model.Facilitator, Kind: 99},
		"an override needs a reason":                                   {Kind: model.OverrideCell, Seat: model.Facilitator, Cell: value, Value: 1},
		"the new time must lie ahead, within the exercise":             {Seat: model.Facilitator, Kind: model.MoveInject, At: g.sc.Clock.End + 1},
		"only the facilitator overrides, and only a value that exists": {Kind: model.OverrideCell, Seat: state, Cell: value, Rationale: "why"},
	} {
		before := g.State().Hash()
		assert.Equal(t, []string{want}, g.submit(c))
		assert.Equal(t, before, g.State().Hash(), want)
	}
	none := model.Cell{Column: model.ColMeasureValue, Row: 99}
	assert.NotEmpty(t, g.submit(model.Command{Kind: model.OverrideCell, Seat: model.Facilitator, Cell: none, Rationale: "why"}))
}

func TestAnUntargetedDecisionIsOneHoweverItsTargetIsWritten(t *testing.T) {
	b := newTown()
	state := b.org("state")
	speak := b.decision("speak", state)
	written, zero := b.play(t, 1), b.play(t, 1)
	require.Empty(t, written.submit(model.Command{Seat: state, Decision: speak, Target: model.Nothing}))
	require.Empty(t, zero.submit(model.Command{Seat: state, Decision: speak}))
	assert.Equal(t, written.State().Hash(), zero.State().Hash())
}

func TestTheFacilitatorMayOverrideAValueWithAReason(t *testing.T) {
	b := newTown()
	state := b.org("state")
	g := b.play(t, 1)
	cell := model.Cell{Column: model.ColOrgCredibility, Row: int64(state)}
	require.Empty(t, g.submit(model.Command{
		Kind: model.OverrideCell, Seat: model.Facilitator, Cell: cell, Value: int64(num("80")), Rationale: "as the room agreed",
	}))
	assert.Equal(t, num("80"), g.State().Orgs[state].Credibility)
	e := g.happened(model.Overridden)[0]
	assert.Equal(t, []model.Change{{Cell: cell, Value: int64(num("30"))}}, e.Changes, "an amount, so that sums hold")
}
