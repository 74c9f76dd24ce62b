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

// TestEachSurgeGoesHomeAtItsOwnTime, whether it came first or last.
func TestEachSurgeGoesHomeAtItsOwnTime(t *testing.T) {
	b := newTown()
	state := b.org("state")
	long := b.decision("long", state, model.Effect{Verb: model.Surge, A: itself, N: num("2"), For: 20 * model.Hour})
	short := b.decision("short", state, model.Effect{Verb: model.Surge, A: itself, N: num("4"), For: 6 * model.Hour})
	g := b.play(t, 1).decide(state, long).until(2*model.Hour).decide(state, short).until(3 * model.Hour)
	analysts := func(at model.Tick) float64 { return float(g.until(at).State().Orgs[state].Analysts) }
	assert.InDelta(t, 7, analysts(8*model.Hour), 1e-9)
	assert.InDelta(t, 3, analysts(8*model.Hour+1), 1e-9, "the short one is over")
	assert.InDelta(t, 3, analysts(20*model.Hour), 1e-9)
	assert.InDelta(t, 1, analysts(20*model.Hour+1), 1e-9, "and the long one")
	assert.EqualValues(t, model.None, g.State().Orgs[state].SurgeEnd)
	assert.Zero(t, g.State().Orgs[state].SurgeBy)
	changed := g.happened(model.OrgChanged, ref(model.KindOrg, state))
	assert.Len(t, changed, 4)
	assert.Equal(t, changed[1], g.causeOf(changed[2]))
	assert.Equal(t, changed[0], g.causeOf(changed[3]))
}

// TestASurgeMayLengthenTheShift (K14: twelve hours a day, and sixteen to twenty in
// the last week): with the same analysts there are more staff-hours, and what comes
// in at night is read at night; afterwards it is as before.
func TestASurgeMayLengthenTheShift(t *testing.T) {
	setting := func(extended bool) (*post, model.DecisionID) {
		p := newPost()
		p.Orgs[p.county].ShiftFrom, p.Orgs[p.county].ShiftTo, p.Orgs[p.county].Triage = 8*60, 20*60, model.Hour
		p.Params.TriageSpread = 0
		longer := model.Effect{Verb: model.Surge, A: itself, For: 7 * model.Day}
		if extended {
			longer.From, longer.To = 10*60, 24*60
		}
		return p, p.decision("extend", p.county, longer)
	}
	for extended, hours := range map[bool]int64{false: 12, true: 16} {
		p, extend := setting(extended)
		g := p.play(t, 1).decide(p.county, extend).until(21 * model.Hour)
		assert.Equal(t, fixed.FromInt(hours), model.NewView(g.sc, g.State(), p.county).HoursADay())
		assert.Equal(t, extended, model.NewView(g.sc, g.State(), p.county).OnShift(), "at nine in the evening")
		g.decide(p.agency, p.report).until(2 * model.Day)
		assert.Equal(t, extended, g.when(model.ReportRead) < model.Day, "read in the night it came")
		g.until(8 * model.Day)
		assert.Equal(t, fixed.FromInt(12), model.NewView(g.sc, g.State(), p.county).HoursADay(), "a week later it is over")
	}
}

// TestLongerHoursEndWithTheSurgeThatBroughtThem, whatever other surge goes on.
func TestLongerHoursEndWithTheSurgeThatBroughtThem(t *testing.T) {
	b := newTown()
	state := b.org("state")
	b.Orgs[state].ShiftFrom, b.Orgs[state].ShiftTo = 8*60, 16*60
	surge := func(id string, span model.Tick, from, to int64) model.DecisionID {
		return b.decision(id, state, model.Effect{Verb: model.Surge, A: itself, N: fixed.One, For: span, From: from, To: to})
	}
	long, wide := surge("long", 3*model.Day, 8*60, 20*60), surge("wide", model.Day, 6*60, 18*60)
	g := b.play(t, 1).decide(state, long).decide(state, wide).until(2)
	shift := func() [2]int64 {
		from, to := model.NewView(g.sc, g.State(), state).ShiftAt(g.State().Tick)
		return [2]int64{from, to}
	}
	assert.Equal(t, [2]int64{6 * 60, 20 * 60}, shift())
	g.until(2 * model.Day)
	assert.Equal(t, [2]int64{8 * 60, 20 * 60}, shift())
	g.until(4 * model.Day)
	assert.Equal(t, [2]int64{8 * 60, 16 * 60}, shift())
}

// TestAPhaseMayLengthenTheShift, from its first day to its last, and never shortens it.
func TestAPhaseMayLengthenTheShift(t *testing.T) {
	p := newPost()
	p.Phases = []model.Phase{{ID: "before", From: 0}, {ID: "last-week", From: 2 * model.Day}, {ID: "after", From: 4 * model.Day}}
	o := &p.Orgs[p.county]
	o.ShiftFrom, o.ShiftTo, o.Triage = 8*60, 20*60, model.Hour
	o.Shifts = []model.PhaseShift{{Phase: 1, From: 6 * 60, To: 24 * 60}, {Phase: 2, From: 9 * 60, To: 12 * 60}}
	p.Params.TriageSpread = 0
	g := p.play(t, 1)
	for day, hours := range []int64{12, 12, 18, 18, 12} {
		g.until(model.Tick(day) * model.Day)
		assert.Equal(t, fixed.FromInt(hours), model.NewView(g.sc, g.State(), p.county).HoursADay(), "day %d", day)
	}
	read := func(sent model.Tick) model.Tick {
		return p.play(t, 1).until(sent).decide(p.agency, p.report).toEnd().when(model.ReportRead)
	}
	assert.Equal(t, model.Day+9*model.Hour, read(21*model.Hour), "before, what comes in the evening waits for eight")
	assert.Equal(t, 2*model.Day+7*model.Hour, read(model.Day+21*model.Hour), "on the eve of the phase, for six")
	assert.Equal(t, 2*model.Day+22*model.Hour+2, read(2*model.Day+21*model.Hour), "and in the phase it is read at once")
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

// TestTheFacilitatorMayOverrideWithAReason: quantities move by an amount, so that
// sums hold; words and times are set; what only refers to a thing stays.
func TestTheFacilitatorMayOverrideWithAReason(t *testing.T) {
	b := newTown()
	state := b.org("state")
	site := b.asset("site", state)
	call := b.inject("call", model.Day)
	at := func(column model.Column, row int64) model.Cell { return model.Cell{Column: column, Row: row} }
	credit := at(model.ColOrgCredibility, int64(state))
	condition, until := at(model.ColAssetCondition, int64(site)), at(model.ColAssetUntil, int64(site))
	for name, c := range map[string]struct {
		cell    model.Cell
		value   int64
		change  *model.Change
		refused string
	}{
		"a quantity":            {credit, int64(num("80")), &model.Change{Cell: credit, Value: int64(num("30"))}, ""},
		"a word":                {condition, int64(model.Offline), &model.Change{Cell: condition, Set: true, Value: int64(model.Offline)}, ""},
		"a time":                {until, 500, &model.Change{Cell: until, Set: true, Value: 500}, ""},
		"no time":               {until, model.None, &model.Change{Cell: until, Set: true, Value: model.None}, ""},
		"a word there is not":   {condition, 99, nil, "there is no such word for asset.condition"},
		"a word below all":      {condition, -1, nil, "there is no such word for asset.condition"},
		"a time before time":    {until, -2, nil, "the time must lie within the exercise"},
		"a time beyond the end": {until, int64(b.Clock.End) + 1, nil, "the time must lie within the exercise"},
		"an id":                 {at(model.ColAssetHolder, int64(site)), 7, nil, "asset.holder is not for overriding"},
		"an event":              {at(model.ColInjectEvent, int64(call)), 7, nil, "inject.event is not for overriding"},
	} {
		t.Run(name, func(t *testing.T) {
			g := b.play(t, 1)
			before := g.State().Hash()
			reasons := g.submit(model.Command{
				Kind: model.OverrideCell, Seat: model.Facilitator, Cell: c.cell, Value: c.value, Rationale: "as the room agreed",
			})
			if c.change == nil {
				assert.Equal(t, []string{c.refused}, reasons)
				assert.Equal(t, before, g.State().Hash())
				return
			}
			require.Empty(t, reasons)
			assert.Equal(t, []model.Change{*c.change}, g.happened(model.Overridden)[0].Changes)
			value, _ := g.State().Get(c.cell)
			assert.Equal(t, c.value, value)
			g.toEnd()
		})
	}
}

func TestOnlyTheFacilitatorTouchesInjects(t *testing.T) {
	b := newTown()
	state := b.org("state")
	call := b.inject("call", model.Day)
	g := b.play(t, 1)
	for kind := model.HoldInject; kind <= model.MoveInject; kind++ {
		assert.Equal(t, []string{"only the facilitator may do that"},
			g.submit(model.Command{Kind: kind, Seat: state, Inject: call, At: model.Hour}), model.CommandKindWords[kind])
	}
}

// TestACloneIsAWorldOfItsOwn that goes the same way when nothing else is decided.
func TestACloneIsAWorldOfItsOwn(t *testing.T) {
	b := newTown()
	state := b.org("state")
	b.knows(state, ref(model.KindAsset, b.asset("site", state)))
	once := b.decision("once", state, model.Effect{Verb: model.Credit, A: itself, N: fixed.One})
	b.Decisions[once].Once = true
	g := b.play(t, 1)
	other := *g
	other.World = g.Clone()
	g.decide(state, once)
	assert.NotEqual(t, g.State().Hash(), other.State().Hash())
	other.decide(state, once)
	assert.Equal(t, []string{"Already decided."}, other.refused(state, once))
	assert.Equal(t, g.toEnd().State().Hash(), other.toEnd().State().Hash())
}
