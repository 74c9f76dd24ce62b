package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
)

// polls is a town whose pollbooks are in use from 7 to 19 on the first day, by a
// thousand voters an hour, a tenth of whom do not come back if they are turned away.
type polls struct {
	*town
	county model.OrgID
	books  model.AssetID
}

func newPolls() *polls {
	p := &polls{town: newTown()}
	p.steady()
	p.county = p.org("county")
	p.books = p.asset("books", p.county)
	a := &p.Assets[p.books]
	a.Uses = []model.Span{{From: 7 * model.Hour, To: 19 * model.Hour}}
	a.Rate, a.Leave, a.Fallback, a.Voters = num("1000"), num("0.1"), num("0.6"), 20_000
	return p
}

// TestHoursAndVotesAreLostOnlyDuringUse, to the tick.
func TestHoursAndVotesAreLostOnlyDuringUse(t *testing.T) {
	const half = model.Hour / 2
	for name, c := range map[string]struct {
		from, span model.Tick
		lost       float64
	}{
		"before the polls open": {1*model.Hour + half, 5 * model.Hour, 0},
		"over the opening":      {5*model.Hour + half, 4 * model.Hour, 2.5},
		"in the middle":         {9*model.Hour + half, 3 * model.Hour, 3},
		"for ten minutes":       {9*model.Hour + half, 2, 1.0 / 6},
		"over the close":        {18*model.Hour + 10, model.Hour, 1.0 / 6},
		"all day and beyond":    {2*model.Hour + half, 2 * model.Day, 12},
		"after they close":      {19*model.Hour + half, model.Day - model.Hour, 0},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPolls()
			p.breakage(p.books, c.from, model.Outage, c.span)
			g := p.play(t, 1).until(5 * model.Day)
			assert.InDelta(t, c.lost, g.measure(model.HoursLost), 1e-6)
			assert.InDelta(t, 100*c.lost, g.measure(model.VotesBlocked), 1e-3)
			for _, e := range g.happened(model.VotesBlockedEvent) {
				assert.Equal(t, model.AssetBroken, g.causeOf(e).What)
			}
		})
	}
}

// TestADefacedSiteStillServes.
func TestADefacedSiteStillServes(t *testing.T) {
	p := newPolls()
	p.breakage(p.books, 9*model.Hour, model.Deface, 5*model.Hour)
	assert.Zero(t, p.play(t, 1).toEnd().measure(model.HoursLost))
}

// TestFallingBackSavesItsShare of hours and votes, from when it is done, and names
// itself among the causes (C20).
func TestFallingBackSavesItsShare(t *testing.T) {
	p := newPolls()
	p.breakage(p.books, 8*model.Hour+6, model.Outage, 10*model.Hour)
	paper := p.decision("paper", p.county, model.Effect{Verb: model.FallBack, A: the(model.KindAsset, p.books)})
	g := p.play(t, 1).until(12*model.Hour+8).decide(p.county, paper).until(model.Day)
	const whole, byHand = 4 + 3.0/12, 6 - 3.0/12
	assert.InDelta(t, whole+byHand*0.4, g.measure(model.HoursLost), 1e-6, "from the tick at which paper came into use")
	assert.InDelta(t, 100*(whole+byHand*0.4), g.measure(model.VotesBlocked), 1e-3)
	fell := g.happened(model.AssetFellBack)[0].ID
	counted := g.happened(model.HoursCounted, ref(model.KindAsset, p.books))
	assert.NotContains(t, counted[1].Causes, fell)
	assert.Contains(t, counted[len(counted)-1].Causes, fell)
}

// TestAFallbackMadeReadyBeforehandCostsNothingUntilTheOutage, and then saves its share
// from the first minute.
func TestAFallbackMadeReadyBeforehandCostsNothingUntilTheOutage(t *testing.T) {
	p := newPolls()
	p.breakage(p.books, 10*model.Hour+5, model.Outage, 2*model.Hour)
	paper := p.decision("paper", p.county, model.Effect{Verb: model.FallBack, A: the(model.KindAsset, p.books)})
	g := p.play(t, 1).until(8*model.Hour).decide(p.county, paper).until(10 * model.Hour)
	assert.Zero(t, g.measure(model.HoursLost))
	g.until(model.Day)
	assert.InDelta(t, 2*0.4, g.measure(model.HoursLost), 1e-6)
	assert.InDelta(t, 100*2*0.4, g.measure(model.VotesBlocked), 1e-3)
	fell := g.happened(model.AssetFellBack)[0].ID
	for _, e := range g.happened(model.HoursCounted, ref(model.KindAsset, p.books)) {
		if e.Changes[0].Cell.Row == int64(model.HoursLost) {
			assert.Contains(t, e.Causes, fell)
		}
	}
}

// TestBlockedVotesLowerConfidence by their share of the public.
func TestBlockedVotesLowerConfidence(t *testing.T) {
	p := newPolls()
	a := p.audience("all", 1_000_000, "0.6")
	p.Params.Reversion = 0
	p.breakage(p.books, 9*model.Hour, model.Outage, 3*model.Hour)
	g := p.play(t, 1)
	before := g.logit(a, model.National)
	g.until(2 * model.Day)
	assert.InDelta(t, float(p.Params.BlockedFall)*300/1_000_000, before-g.logit(a, model.National), 1e-6)
}

// TestTasksAreJudged: "by" as soon as the condition holds, or missed at its time;
// "at" at its time and not before.
func TestTasksAreJudged(t *testing.T) {
	const due = 10 * model.Hour
	for name, c := range map[string]struct {
		standing bool
		decided  model.Tick // when the seat does what is asked; Never
		want     model.TaskStatus
		at       model.Tick
	}{
		"by, in time":     {false, 3*model.Hour + 5, model.TaskMetStatus, 4 * model.Hour},
		"by, at the last": {false, due - 1, model.TaskMetStatus, due},
		"by, too late":    {false, due + 1, model.TaskMissedStatus, due},
		"by, never":       {false, model.Never, model.TaskMissedStatus, due},
		"at, in time":     {true, 3 * model.Hour, model.TaskMetStatus, due},
		"at, never":       {true, model.Never, model.TaskMissedStatus, due},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTown()
			state := b.org("state")
			brief := b.decision("brief", state)
			task := b.task(state, holds(model.Decided, brief), due)
			b.Tasks[task].Standing = c.standing
			g := b.play(t, 1)
			if c.decided != model.Never {
				g.until(c.decided).decide(state, brief)
			}
			g.toEnd()
			assert.Equal(t, c.want, g.State().Tasks[task].Status)
			assert.Equal(t, c.at, g.State().Tasks[task].At)
		})
	}
}

// TestAStandingTaskIsLostByWhatHappensMeanwhile: what held early must hold at its
// time.
func TestAStandingTaskIsLostByWhatHappensMeanwhile(t *testing.T) {
	b := newTown()
	state := b.org("state")
	none := is(model.MeasureIs, int64(model.FalseAlarms), 0, model.OpEqual, 0)
	task := b.task(state, none, 20*model.Hour)
	b.Tasks[task].Standing = true
	b.inject("alarm", 10*model.Hour, model.Effect{Verb: model.Attribute, A: the(model.KindCampaign, b.campaign("fault", benign))})
	assert.Equal(t, model.TaskMissedStatus, b.play(t, 1).toEnd().State().Tasks[task].Status)
}

// TestTasksReadTheirSeatsView: what is true but unknown to the seat is not met.
func TestTasksReadTheirSeatsView(t *testing.T) {
	b := newTown()
	state, county := b.org("state"), b.org("county")
	net := b.asset("net", county)
	b.breakage(net, 0, model.Outage, model.Day)
	c := is(model.Knows, 0, 0, model.OpGreaterEqual, fixed.One)
	seen, unseen := b.task(county, c, model.Day), b.task(state, c, model.Day)
	g := b.play(t, 1).toEnd()
	assert.Equal(t, model.TaskMetStatus, g.State().Tasks[seen].Status)
	assert.Equal(t, model.TaskMissedStatus, g.State().Tasks[unseen].Status)
}

// TestTheBooksAreClosedAtTheEnd: what nobody noticed, shared or acted on counts
// to the end, each once.
func TestTheBooksAreClosedAtTheEnd(t *testing.T) {
	hold := func(median string) *game {
		l := newLookout(median)
		l.Clock.End = 10 * model.Day
		return l.play(t, 3).toEnd()
	}
	unseen := hold("100000")
	start := unseen.topic(ref(model.KindAsset, model.AssetID(0))).Start
	assert.InDelta(t, 24*days(unseen.sc.Clock.End-start), unseen.measure(model.HoursToDetect), 1e-6)
	assert.Zero(t, unseen.measure(model.HoursToShare))
	assert.Zero(t, unseen.measure(model.HoursToAct))

	seen := hold("1")
	at := seen.when(model.Noticed)
	require.Less(t, at, seen.sc.Clock.End)
	assert.InDelta(t, 24*days(at-start), seen.measure(model.HoursToDetect), 1e-6)
	assert.InDelta(t, 24*days(seen.sc.Clock.End-at), seen.measure(model.HoursToShare), 1e-6)
	assert.InDelta(t, 24*days(seen.sc.Clock.End-at), seen.measure(model.HoursToAct), 1e-6)
}

// TestTheFirstActCounts: hours to act run from the first notice to the first act
// in force.
func TestTheFirstActCounts(t *testing.T) {
	for name, effect := range map[string]model.Effect{
		"evict":     {Verb: model.Evict, A: theTarget},
		"isolate":   {Verb: model.Isolate, A: theTarget, For: model.Hour},
		"fall back": {Verb: model.FallBack, A: theTarget},
		"attribute": {Verb: model.Attribute, A: theTarget},
	} {
		l := newLookout("0.01")
		l.Clock.End = 10 * model.Day
		act := l.decision("act", l.county, effect)
		l.Decisions[act].Targets = []model.Ref{ref(model.KindAsset, l.net)}
		g := l.play(t, 1).until(model.Day).decide(l.county, act, ref(model.KindAsset, l.net)).until(2 * model.Day)
		at := g.when(model.Noticed)
		assert.InDelta(t, 24*days(model.Day+1-at), g.measure(model.HoursToAct), 1e-6, name)
		g.decide(l.county, act, ref(model.KindAsset, l.net)).toEnd()
		assert.InDelta(t, 24*days(model.Day+1-at), g.measure(model.HoursToAct), 1e-6, "%s: the second act does not count", name)
	}
}

// TestIncidentsAreListedOneByOne: two outages of one asset, a claim, and not a story
// that is true.
func TestIncidentsAreListedOneByOne(t *testing.T) {
	v := newVenue("400", "0.2", 40)
	v.Clock.End, v.Params.OutageSpread = 5*model.Day, 0
	county := v.town.org("county")
	site := v.asset("site", county)
	story := v.narrative("how-to", "400", "0.2", v.platform)
	v.Narratives[story].Truth = model.True
	v.inject("story", 5, model.Effect{Verb: model.Burst, A: the(model.KindNarrative, story), N: fixed.One})
	v.breakage(site, 6, model.Outage, 5*model.Hour)
	v.breakage(site, 2*model.Day, model.Outage, 3*model.Hour)
	isolate := v.decision("isolate", county, model.Effect{Verb: model.FallBack, A: the(model.KindAsset, site)})
	v.watch(county, ref(model.KindNarrative, v.claim), "0.001")
	g := v.play(t, 1).until(7).decide(county, isolate).toEnd()
	all := ledger.Incidents(g.sc, g.begin, g.events)
	require.Len(t, all, 3)
	claim, first, second := all[0], all[1], all[2]
	assert.Equal(t, g.sc.TopicOf(ref(model.KindNarrative, v.claim)), claim.Topic)
	assert.EqualValues(t, model.None, claim.Ended, "a claim goes on")
	assert.EqualValues(t, 6, first.Start)
	assert.EqualValues(t, 6, first.Detected, "its owner sees it at once")
	assert.EqualValues(t, 8, first.Acted)
	assert.Equal(t, 6+5*model.Hour, first.Ended)
	assert.InDelta(t, 2.0/12, float(first.ToAct), 1e-6)
	assert.InDelta(t, 5, float(first.ToShare), 1e-6, "nobody else was told, to its end")
	assert.Equal(t, 2*model.Day, second.Start)
	assert.InDelta(t, 3, float(second.ToAct), 1e-6, "the first act was against the first")
	assert.Equal(t, model.BurstBegan, g.events[claim.Begun-1].What)
	assert.InDelta(t, float(claim.ToShare.Add(first.ToShare).Add(second.ToShare)), g.measure(model.HoursToShare), 1e-6)
}

// TestTracingACampaignCostsNoHours: hours are counted for what happened to assets
// and for claims. To find out who is behind it never makes them more.
func TestTracingACampaignCostsNoHours(t *testing.T) {
	hours := func(traced bool) [3]float64 {
		l := newLookout("0.01")
		l.Clock.End = 10 * model.Day
		if traced {
			l.watch(l.county, ref(model.KindCampaign, l.Steps[l.enter].Campaign), "1")
		}
		g := l.play(t, 3).toEnd()
		require.Equal(t, traced, g.level(l.county, ref(model.KindCampaign, l.Steps[l.enter].Campaign)) != model.NotKnown)
		return [3]float64{g.measure(model.HoursToDetect), g.measure(model.HoursToShare), g.measure(model.HoursToAct)}
	}
	assert.Equal(t, hours(false), hours(true))
}
