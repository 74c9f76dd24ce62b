package rules_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// lookout is a town in which a county watches its network, which an adversary
// holds, quietly, from the second tick on.
type lookout struct {
	*town
	county model.OrgID
	net    model.AssetID
	tool   model.TechniqueID
	ring   model.ActorID
	enter  model.StepID
}

func newLookout(median string) *lookout {
	l := &lookout{town: newTown()}
	l.Clock.End = 400 * model.Day
	l.county = l.org("county")
	l.net = l.asset("net", l.county)
	l.tool = l.technique("T1021.001")
	l.ring = l.actor("ring")
	l.enter = l.raid(l.ring, l.net, "0")
	l.Steps[l.enter].Technique = l.tool
	l.watch(l.county, ref(model.KindAsset, l.net), median)
	return l
}

// dwell is the time in days from the hold to the notice.
func (l *lookout) dwell(t *testing.T, seed uint64) float64 {
	g := l.play(t, seed).toEnd()
	return days(g.when(model.Noticed) - g.when(model.AssetTaken))
}

// TestDwellTimeHasTheWatchsMedian: half of all quiet holds are noticed within the
// median that the pack cites (C13), and the law is exponential.
func TestDwellTimeHasTheWatchsMedian(t *testing.T) {
	l := newLookout("10")
	times := overSeeds(manySeeds, func(seed uint64) float64 { return l.dwell(t, seed) })
	assert.InDelta(t, 10, median(times), 1)
	follows(t, times, waits(10/math.Ln2), "dwell time")
}

// TestWhatMovesTheTimeToNotice: each case says by which factor, under the same
// luck, the county notices sooner.
func TestWhatMovesTheTimeToNotice(t *testing.T) {
	for name, c := range map[string]struct {
		set    func(l *lookout)
		faster float64
	}{
		"a stronger watch": {func(l *lookout) { l.Orgs[l.county].Detection = num("2") }, 2},
		"noise, by NoiseLift": {func(l *lookout) {
			l.Params.NoiseLift = num("2")
			l.Steps[l.enter].Noise = num("0.5")
		}, 2},
		"a control that detects": {func(l *lookout) {
			sensor := l.control("sensor", "albert")
			l.Controls[sensor].Detection = num("3")
			l.fit(l.net, sensor, "0.5")
		}, 2},
		"a hunt": {func(l *lookout) {
			l.inject("hunt", 1, model.Effect{Verb: model.Hunt, A: the(model.KindAsset, l.net), N: num("3"), For: 300 * model.Day})
		}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(30) {
				plain := newLookout("10").dwell(t, seed)
				l := newLookout("10")
				c.set(l)
				assert.InDelta(t, plain/c.faster, l.dwell(t, seed), days(2))
			}
		})
	}
}

// TestIndicatorsLiftTheDetectionOfMatchingSteps: what the adversary has used is
// found IndicatorLift times faster from then on; what it has not begun only by
// the overlap of feeds (K10).
func TestIndicatorsLiftTheDetectionOfMatchingSteps(t *testing.T) {
	watched := func(given bool) (*lookout, *game) {
		l := newLookout("10")
		agency := l.org("agency")
		l.channel(agency, l.county)
		later := l.technique("T1486")
		s := l.step(l.Steps[l.enter].Campaign, "encrypt", "900", l.enter)
		l.Steps[s].Technique, l.Steps[s].At = later, 390*model.Day
		l.knows(agency, ref(model.KindCampaign, l.Steps[l.enter].Campaign))
		if given {
			send := l.decision("send", agency, model.Effect{
				Verb: model.Indicators, A: the(model.KindCampaign, l.Steps[l.enter].Campaign), B: the(model.KindOrg, l.county),
			})
			return l, l.play(t, 6).until(1).decide(agency, send)
		}
		return l, l.play(t, 6)
	}
	_, plain := watched(false)
	l, given := watched(true)
	plain.toEnd()
	given.toEnd()
	row := given.sc.IndicatorRow(l.county, l.tool)
	assert.Equal(t, num("4"), given.State().Indicators[row].Lift)
	assert.Equal(t, num("1.09"), given.State().Indicators[row+1].Lift, "1 + 3 × 3%")

	read := given.when(model.IndicatorGiven)
	before := days(read - 1)
	assert.InDelta(t, before+(days(plain.when(model.Noticed)-1)-before)/4, days(given.when(model.Noticed)-1), days(2))
}

// TestABusyWatchNoticesLate: a day's staff-hours all spent cost Workload of the
// watch, until midnight.
func TestABusyWatchNoticesLate(t *testing.T) {
	l := newLookout("1000")
	l.Params.Workload = num("0.5")
	busy := l.decision("audit", l.county)
	l.Decisions[busy].Cost = num("12") // of 24
	g := l.play(t, 1).until(1)
	quiet := g.State().Watches[0].Rate
	g.decide(l.county, busy).until(2)
	assert.InEpsilon(t, 0.75*float(quiet), float(g.State().Watches[0].Rate), 1e-6, "half a day's hours cost a quarter")
	g.decide(l.county, busy).until(3)
	assert.InEpsilon(t, 0.5*float(quiet), float(g.State().Watches[0].Rate), 1e-6)
	g.until(model.Day + 1)
	assert.Equal(t, quiet, g.State().Watches[0].Rate)
}

// TestThereIsNothingToNoticeWhereNothingIs: a silent step shows nothing until it
// holds something, a noisy one from its beginning.
func TestThereIsNothingToNoticeWhereNothingIs(t *testing.T) {
	rate := func(noise string, at model.Tick) fixed.Num {
		l := newLookout("10")
		l.Steps[l.enter].Mean, l.Steps[l.enter].At, l.Steps[l.enter].Noise = num("900"), model.Hour, num(noise)
		return l.play(t, 1).until(at).State().Watches[0].Rate
	}
	assert.Zero(t, rate("1", model.Hour-1))
	assert.Zero(t, rate("0", model.Day))
	assert.Positive(t, rate("0.1", model.Hour))
}

func TestANoticeIsMadeOnce(t *testing.T) {
	l := newLookout("0.1")
	g := l.play(t, 1).until(30 * model.Day)
	require.Len(t, g.happened(model.Noticed), 1)
	assert.Zero(t, g.State().Watches[0].Rate, "who knows needs no watch")
	assert.Equal(t, g.when(model.Noticed), g.State().Knowledge[g.sc.KnowledgeRow(l.county, 0)].Noticed)
	assert.InDelta(t, days(g.when(model.Noticed)-g.when(model.AssetTaken))*24, g.measure(model.HoursToDetect), 1e-6)
}

// TestAnIncidentNoticedInItsMakingIsDetectedAtItsStart: the hours that it went
// unnoticed are none.
func TestAnIncidentNoticedInItsMakingIsDetectedAtItsStart(t *testing.T) {
	l := newLookout("0.01")
	l.Steps[l.enter].Noise, l.Steps[l.enter].At = fixed.One, model.Hour
	l.Steps[l.enter].Mean = num("5")
	g := l.play(t, 1).toEnd()
	require.Less(t, g.when(model.Noticed), g.when(model.AssetTaken))
	topic := g.topic(ref(model.KindAsset, l.net))
	assert.Equal(t, topic.Start, topic.Detected)
	assert.Zero(t, g.measure(model.HoursToDetect))
}

// TestAWarnedOwnerStillSeesWhatBreaks: to suspect that it will is not to see it.
func TestAWarnedOwnerStillSeesWhatBreaks(t *testing.T) {
	b := newTown()
	county := b.org("county")
	net := b.asset("net", county)
	b.knows(county, ref(model.KindAsset, net))
	b.breakage(net, 5*model.Hour, model.Encrypt, model.Day)
	g := b.play(t, 1).toEnd()
	require.Len(t, g.happened(model.Noticed), 1)
	assert.Equal(t, 5*model.Hour, g.when(model.Noticed))
	assert.Zero(t, g.measure(model.HoursToDetect))
}

func TestOwnersSeeAtOnceWhatStopsWorking(t *testing.T) {
	b := newTown()
	county, other := b.org("county"), b.org("other")
	for hour, verb := range []model.Verb{model.Outage, model.Encrypt, model.Deface} {
		a := b.asset(model.VerbWords[verb], county)
		b.breakage(a, model.Tick(hour+1)*model.Hour, verb, model.Day)
		b.watch(other, ref(model.KindAsset, a), "100000")
	}
	g := b.play(t, 1).until(4 * model.Hour)
	for a := range b.Assets {
		at := model.Tick(a+1) * model.Hour
		assert.Equal(t, at, g.when(model.Noticed, ref(model.KindAsset, int64(a))))
		assert.Equal(t, model.SuspectedLevel, g.level(county, ref(model.KindAsset, int64(a))), "seeing it is not knowing why")
		assert.Equal(t, model.NotKnown, g.level(other, ref(model.KindAsset, int64(a))))
	}
	assert.Zero(t, g.measure(model.HoursToDetect))
}

// TestWhatIsTakenOffLineOnPurposeIsNoIncident, nor what depends on it; what fails
// with a broken dependency is.
func TestWhatIsTakenOffLineOnPurposeIsNoIncident(t *testing.T) {
	for verb, noticed := range map[model.Verb]int{model.Isolate: 0, model.Outage: 3} {
		b := newTown()
		county := b.org("county")
		vendor, net, books := b.asset("vendor", county), b.asset("net", county), b.asset("books", county)
		b.Assets[net].DependsOn, b.Assets[books].DependsOn = []model.AssetID{vendor}, []model.AssetID{net}
		b.breakage(vendor, model.Hour, verb, model.Day)
		g := b.play(t, 1).until(3 * model.Hour)
		assert.Equal(t, model.Offline, g.State().Assets[books].Condition)
		assert.Len(t, g.happened(model.Noticed), noticed, model.VerbWords[verb])
	}
}

// TestAClaimIsNoticedWhereItRuns: a platform watches itself, others watch all.
func TestAClaimIsNoticedWhereItRuns(t *testing.T) {
	b := newTown()
	here, there, agency := b.org("here"), b.org("there"), b.org("agency")
	p := b.platformOf(here)
	b.platformOf(there)
	claim := b.narrative("torn", "50000", "0.5", p)
	for _, org := range []model.OrgID{here, there, agency} {
		b.watch(org, ref(model.KindNarrative, claim), "0.001")
	}
	b.inject("start", model.Hour, model.Effect{Verb: model.Burst, A: the(model.KindNarrative, claim), N: fixed.One})
	g := b.play(t, 1).until(model.Hour - 1)
	assert.Empty(t, g.happened(model.Noticed))
	g.until(2 * model.Hour)
	assert.Equal(t, model.SuspectedLevel, g.level(here, ref(model.KindNarrative, claim)))
	assert.Equal(t, model.SuspectedLevel, g.level(agency, ref(model.KindNarrative, claim)))
	assert.Equal(t, model.NotKnown, g.level(there, ref(model.KindNarrative, claim)), "it is not on their platform")
}

// TestWhoIsBehindACampaignIsTracedFromWhatItTouched.
func TestWhoIsBehindACampaignIsTracedFromWhatItTouched(t *testing.T) {
	l := newLookout("2")
	raid := ref(model.KindCampaign, l.Steps[l.enter].Campaign)
	l.watch(l.county, raid, "0.001")
	g := l.play(t, 2).toEnd()
	first, then := g.when(model.Noticed, ref(model.KindAsset, l.net)), g.when(model.Noticed, raid)
	assert.Greater(t, first, model.Hour)
	assert.InDelta(t, float64(first), float64(then), 12, "only once the network's trouble is known, and then soon")
	assert.GreaterOrEqual(t, then, first)
}

// TestAnExaminationFindsTheCause after a lognormal time.
func TestAnExaminationFindsTheCause(t *testing.T) {
	for name, c := range map[string]struct {
		actor model.ActorID
		what  model.What
		cause model.Cause
	}{
		"an attack": {0, model.Confirmed, model.CauseAttack},
		"a fault":   {benign, model.ClearedAsBenign, model.CauseBenign},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTown()
			county := b.org("county")
			net := b.asset("net", county)
			b.actor("ring")
			s := b.step(b.campaign("trouble", c.actor), "outage", "0")
			b.Steps[s].Target = net
			b.Steps[s].Effects = []model.Effect{{Verb: model.Outage, A: the(model.KindAsset, net), For: 30 * model.Day}}
			examine := b.decision("examine", county, model.Effect{Verb: model.Examine, A: the(model.KindAsset, net), For: model.Day})
			sc := b.build()
			spans := overSeeds(500, func(seed uint64) float64 {
				g := newGame(t, sc, seed).until(9).decide(county, examine).toEnd()
				require.Len(t, g.happened(c.what), 1)
				k := g.State().Knowledge[sc.KnowledgeRow(county, 0)]
				assert.Equal(t, model.ConfirmedLevel, k.Level)
				assert.Equal(t, c.cause, k.Cause)
				assert.Equal(t, g.when(c.what), k.Confirmed)
				return days(g.when(c.what) - 10)
			})
			follows(t, spans, lasts(1, float(sc.Params.ExamineSpread)), "how long it takes")
		})
	}
}

// TestAnAttemptUnderWayIsAnAttack: who examines what was noticed in its making
// finds it, may say so without crying wolf, and has indicators to share.
func TestAnAttemptUnderWayIsAnAttack(t *testing.T) {
	l := newLookout("0.001")
	l.Clock.End = 20 * model.Day
	l.Steps[l.enter].Noise, l.Steps[l.enter].Mean = fixed.One, num("900")
	net := the(model.KindAsset, l.net)
	other := l.org("other")
	l.channel(l.county, other)
	examine := l.decision("examine", l.county, model.Effect{Verb: model.Examine, A: net, For: model.Hour})
	accuse := l.decision("accuse", l.county, model.Effect{Verb: model.Attribute, A: net})
	send := l.decision("send", l.county, model.Effect{Verb: model.Indicators, A: net, B: the(model.KindOrg, other)})
	g := l.play(t, 5).until(5).decide(l.county, examine).decide(l.county, send).until(model.Day)
	assert.Len(t, g.happened(model.Confirmed), 1)
	assert.Equal(t, model.CauseAttack, g.State().Knowledge[g.sc.KnowledgeRow(l.county, 0)].Cause)
	assert.Equal(t, num("4"), g.State().Indicators[g.sc.IndicatorRow(other, l.tool)].Lift)
	g.decide(l.county, accuse).until(2 * model.Day)
	assert.Zero(t, g.measure(model.FalseAlarms))
	assert.Positive(t, g.State().Actors[l.ring].Caution)
}

// TestAnExaminationThatFindsNothingLeavesTheWatchOn: what is cleared can be
// noticed when it happens after all.
func TestAnExaminationThatFindsNothingLeavesTheWatchOn(t *testing.T) {
	l := newLookout("0.5")
	l.Steps[l.enter].At = 5 * model.Day
	l.knows(l.county, ref(model.KindAsset, l.net))
	examine := l.decision("examine", l.county, model.Effect{Verb: model.Examine, A: the(model.KindAsset, l.net), For: model.Hour})
	g := l.play(t, 2).until(9).decide(l.county, examine).until(2 * model.Day)
	require.Len(t, g.happened(model.ClearedAsBenign), 1)
	assert.Equal(t, model.NotKnown, g.level(l.county, ref(model.KindAsset, l.net)))
	g.toEnd()
	assert.Greater(t, g.when(model.Noticed), g.when(model.AssetTaken))
	assert.NotEqual(t, model.Never, g.when(model.Noticed))
}

// TestAnExaminationIsBegunOnce: to order it again meanwhile changes nothing; when
// it is over there may be another.
func TestAnExaminationIsBegunOnce(t *testing.T) {
	b := newTown()
	county := b.org("county")
	net := b.asset("net", county)
	b.breakage(net, 0, model.Outage, 30*model.Day)
	examine := b.decision("examine", county, model.Effect{Verb: model.Examine, A: the(model.KindAsset, net), For: model.Day})
	g := b.play(t, 1).decide(county, examine).until(1)
	end := g.State().Knowledge[0].Examined
	require.Greater(t, end, 2*model.Hour)
	g.until(model.Hour).decide(county, examine).until(2 * model.Hour)
	assert.Equal(t, end, g.State().Knowledge[0].Examined)
	assert.Len(t, g.until(end).happened(model.ClearedAsBenign), 1)
	g.decide(county, examine).until(end + 1)
	assert.Greater(t, g.State().Knowledge[0].Examined, end)
}

// TestEachExaminationTakesATimeOfItsOwn: the second of one organisation on one topic
// does not repeat the first.
func TestEachExaminationTakesATimeOfItsOwn(t *testing.T) {
	b := newTown()
	b.Clock.End = 60 * model.Day
	county := b.org("county")
	net := b.asset("net", county)
	b.breakage(net, 0, model.Outage, 50*model.Day)
	examine := b.decision("examine", county, model.Effect{Verb: model.Examine, A: the(model.KindAsset, net), For: model.Day})
	sc := b.build()
	var first, second []float64
	for seed := range uint64(500) {
		g := newGame(t, sc, seed)
		for _, all := range []*[]float64{&first, &second} {
			begun := g.State().Tick
			g.decide(county, examine).until(begun + 1)
			end := g.State().Knowledge[0].Examined
			*all = append(*all, days(end-begun-1))
			g.until(end)
		}
	}
	assert.Greater(t, 25, same(first, second), "of 500, in ticks of five minutes")
	follows(t, first, lasts(1, float(sc.Params.ExamineSpread)), "the first")
	follows(t, second, lasts(1, float(sc.Params.ExamineSpread)), "the second")
}

func same(a, b []float64) (n int) {
	for i := range a {
		if a[i] == b[i] {
			n++
		}
	}
	return n
}
