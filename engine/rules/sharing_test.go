package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

// post is a town in which an agency can report the county's network to the
// county.
type post struct {
	*town
	agency, county model.OrgID
	net            model.AssetID
	way            model.ChannelID
	report         model.DecisionID
}

func newPost() *post {
	p := &post{town: newTown()}
	p.Clock.End = 30 * model.Day
	p.agency, p.county = p.org("agency"), p.org("county")
	p.net = p.asset("net", p.county)
	p.way = p.channel(p.agency, p.county)
	p.knows(p.agency, ref(model.KindAsset, p.net))
	p.report = p.decision("report", p.agency, model.Effect{
		Verb: model.Report, A: the(model.KindAsset, p.net), B: the(model.KindOrg, p.county),
	})
	return p
}

// sent plays to tick 10, at which a report leaves the agency, and then to the end.
func (p *post) sent(t *testing.T, seed uint64) *game {
	return p.play(t, seed).until(9).decide(p.agency, p.report).toEnd()
}

const leaves = 10

// TestAReportTakesAllItsStages: classify, legal and transport, times the
// channel's pace, and then triage.
func TestAReportTakesAllItsStages(t *testing.T) {
	p := newPost()
	ch := &p.Channels[p.way]
	ch.Classify, ch.Legal, ch.Transport = model.Day, 4*model.Hour, model.Hour
	g := p.sent(t, 1)
	assert.Equal(t, leaves+29*model.Hour, g.when(model.ReportArrived))
	assert.Equal(t, leaves+29*model.Hour+1, g.when(model.ReportRead))
	assert.Equal(t, model.SuspectedLevel, g.level(p.county, ref(model.KindAsset, p.net)))

	p.inject("hasten", 0, model.Effect{
		Verb: model.Hasten, A: the(model.KindOrg, p.agency), B: the(model.KindOrg, p.county), N: num("0.5"),
	})
	assert.EqualValues(t, leaves+29*model.Hour/2, p.sent(t, 1).when(model.ReportArrived))
}

// TestEachStageIsLognormal about its median.
func TestEachStageIsLognormal(t *testing.T) {
	for name, stage := range map[string]func(c *model.Channel) *model.Tick{
		"classify":  func(c *model.Channel) *model.Tick { return &c.Classify },
		"legal":     func(c *model.Channel) *model.Tick { return &c.Legal },
		"transport": func(c *model.Channel) *model.Tick { return &c.Transport },
	} {
		p := newPost()
		*stage(&p.Channels[p.way]) = model.Day
		p.Channels[p.way].Spread = num("0.6")
		spans := overSeeds(500, func(seed uint64) float64 {
			return days(p.sent(t, seed).when(model.ReportArrived) - leaves)
		})
		follows(t, spans, lasts(1, 0.6), name)
	}
}

// TestWhatKeepsAReportFromBeingRead: a channel that is closed, when it is sent or
// when it arrives; no consent; a reader who is not cleared and no tear-line.
func TestWhatKeepsAReportFromBeingRead(t *testing.T) {
	closing := func(p *post, at model.Tick) {
		p.inject("close", at, model.Effect{Verb: model.Close, A: the(model.KindOrg, p.agency), B: the(model.KindOrg, p.county)})
	}
	for name, c := range map[string]struct {
		set  func(p *post)
		sent bool
		read bool
	}{
		"nothing":                 {func(*post) {}, true, true},
		"a channel closed before": {func(p *post) { closing(p, 5) }, false, false},
		"closed before the decision takes effect": {func(p *post) {
			p.Decisions[p.report].Lead = model.Hour
			closing(p, leaves)
		}, false, false},
		"closed on the way": {func(p *post) { closing(p, model.Hour) }, true, false},
		"no consent":        {func(p *post) { p.Channels[p.way].NeedsConsent = true }, false, false},
		"with consent":      {func(p *post) { p.Channels[p.way].NeedsConsent, p.Orgs[p.agency].Consents = true, true }, true, true},
		"a secret":          {func(p *post) { p.Channels[p.way].Classified = true }, true, false},
		"a cleared reader":  {func(p *post) { p.Channels[p.way].Classified, p.Orgs[p.county].Cleared = true, true }, true, true},
		"cleared on the way": {func(p *post) {
			p.Channels[p.way].Classified = true
			p.inject("clear", model.Hour, model.Effect{Verb: model.Clear, A: the(model.KindOrg, p.county)})
		}, true, true},
		"a tear-line": {func(p *post) {
			p.Channels[p.way].Classified = true
			p.inject("tear", model.Hour, model.Effect{Verb: model.TearLine, A: the(model.KindAsset, p.net)})
		}, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPost()
			p.Channels[p.way].Transport = model.Day
			c.set(p)
			g := p.play(t, 1).until(9)
			g.submit(decision(p.agency, p.report)) // refused where the sender can see why
			g.toEnd()
			assert.Equal(t, c.sent, len(g.happened(model.ReportSent)) == 1)
			assert.Equal(t, c.read, len(g.happened(model.ReportRead)) == 1)
			assert.Equal(t, c.read, g.level(p.county, ref(model.KindAsset, p.net)) != model.NotKnown)
			if c.sent && !c.read {
				lost := g.happened(model.ReportLost)
				require.Len(t, lost, 1)
				assert.EqualValues(t, leaves+model.Day, lost[0].Tick)
			}
		})
	}
}

// TestAChannelCarriesSoManyReportsADay: what is more waits until a day after the
// report that it follows by the throughput.
func TestAChannelCarriesSoManyReportsADay(t *testing.T) {
	p := newPost()
	p.Channels[p.way].Throughput = 2
	report := p.Decisions[p.report].Effects[0]
	p.Decisions[p.report].Effects = []model.Effect{report, report, report, report, report}
	var at []model.Tick
	for _, r := range p.sent(t, 1).State().Reports {
		at = append(at, r.Arrives-leaves-1)
	}
	assert.Equal(t, []model.Tick{0, 0, model.Day, model.Day, 2 * model.Day}, at)
}

// TestTriageIsAQueue: reports are worked off in order of arrival, as many at once
// as there are analysts, and only during the shift.
func TestTriageIsAQueue(t *testing.T) {
	setting := func(analysts string) *post {
		p := newPost()
		p.Orgs[p.county].Triage, p.Orgs[p.county].Analysts = model.Hour, num(analysts)
		p.Decisions[p.report].Effects = nil
		for _, id := range []string{"a", "b", "c", "d"} {
			a := p.asset(id, p.county)
			p.knows(p.agency, ref(model.KindAsset, a))
			p.Decisions[p.report].Effects = append(p.Decisions[p.report].Effects, model.Effect{
				Verb: model.Report, A: the(model.KindAsset, a), B: the(model.KindOrg, p.county),
			})
		}
		return p
	}
	reads := func(g *game) (at []model.Tick) {
		for _, e := range g.happened(model.ReportRead) {
			at = append(at, e.Tick)
		}
		return at
	}
	one, four := reads(setting("1").sent(t, 5)), reads(setting("4").sent(t, 5))
	require.Len(t, one, 4)
	var work []model.Tick // each report's own
	for i := range one {
		before := model.Tick(leaves + 1)
		if i > 0 {
			before = one[i-1]
			assert.Greater(t, one[i], before, "one after another")
		}
		work = append(work, leaves+1+one[i]-before)
	}
	assert.ElementsMatch(t, work, four, "with four, each is at work at once and takes as long")

	alone := overSeeds(500, func(seed uint64) float64 {
		p := setting("1")
		p.Orgs[p.county].Triage = model.Day
		p.Decisions[p.report].Effects = p.Decisions[p.report].Effects[:1]
		return days(p.sent(t, seed).when(model.ReportRead) - leaves - 1)
	})
	follows(t, alone, lasts(1, 0.5), "one report's triage")
}

// TestTriageRestsAtNight: eight hours of work that begin two hours before the end
// of a ten-hour shift are done six hours into the next.
func TestTriageRestsAtNight(t *testing.T) {
	p := newPost()
	p.Orgs[p.county].ShiftFrom, p.Orgs[p.county].ShiftTo = 8*60, 18*60
	p.Orgs[p.county].Triage = model.Hour
	p.Channels[p.way].Transport = 16*model.Hour - leaves
	g := p.sent(t, 1)
	span := g.when(model.ReportRead) - g.when(model.ReportArrived)
	require.Equal(t, 16*model.Hour, g.when(model.ReportArrived))
	require.Less(t, span, 2*model.Hour, "this seed's work fits before the evening")

	p.Orgs[p.county].Analysts = num("0.125") // an eighth of an analyst: eight times as long
	g = p.sent(t, 1)
	assert.InDelta(t, float64(16*model.Hour+8*span+14*model.Hour), float64(g.when(model.ReportRead)), 8, "a night in between")

	p.Channels[p.way].Transport = 20*model.Hour - leaves
	p.Orgs[p.county].Analysts = num("1")
	assert.Equal(t, model.Day+8*model.Hour+span, p.sent(t, 1).when(model.ReportRead), "what comes at night waits for the morning")
}

// TestWithoutAnalystsNothingIsRead, and nobody waits for it.
func TestWithoutAnalystsNothingIsRead(t *testing.T) {
	p := newPost()
	p.Orgs[p.county].ShiftFrom, p.Orgs[p.county].ShiftTo, p.Orgs[p.county].Triage = 8*60, 18*60, model.Hour
	g := p.play(t, 1).until(9)
	require.Empty(t, g.submit(model.Command{
		Kind: model.OverrideCell, Seat: model.Facilitator, Rationale: "all are ill",
		Cell: model.Cell{Column: model.ColOrgAnalysts, Row: int64(p.county)},
	}))
	g.decide(p.agency, p.report).toEnd()
	assert.Len(t, g.happened(model.ReportArrived), 1)
	assert.Empty(t, g.happened(model.ReportRead))
}

// TestAReportCarriesWhatItsSenderKnewThen.
func TestAReportCarriesWhatItsSenderKnewThen(t *testing.T) {
	p := newPost()
	p.Channels[p.way].Transport = 3 * model.Day
	examine := p.decision("examine", p.agency, model.Effect{Verb: model.Examine, A: the(model.KindAsset, p.net), For: model.Hour})
	p.breakage(p.net, 0, model.Outage, 20*model.Day)
	p.knowsNothing(p.county)
	g := p.play(t, 1).until(9).decide(p.agency, p.report).until(leaves).decide(p.agency, examine).until(2 * model.Day)
	require.Equal(t, model.ConfirmedLevel, g.level(p.agency, ref(model.KindAsset, p.net)))
	g.decide(p.agency, p.report).until(4 * model.Day)
	k := g.sc.KnowledgeRow(p.county, 0)
	assert.Equal(t, model.SuspectedLevel, g.State().Knowledge[k].Level, "the first report was sent before the finding")
	g.toEnd()
	assert.Equal(t, model.ConfirmedLevel, g.State().Knowledge[k].Level)
	assert.Equal(t, model.CauseBenign, g.State().Knowledge[k].Cause)
}

// knowsNothing gives the network to somebody else, so that the county does not
// see for itself.
func (p *post) knowsNothing(model.OrgID) { p.Assets[p.net].Owner = p.org("vendor") }

func TestHoursToShareRunFromTheFirstNoticeToTheFirstReading(t *testing.T) {
	p := newPost()
	p.Channels[p.way].Transport = 5 * model.Hour
	p.Assets[p.net].Owner = p.agency
	p.breakage(p.net, 0, model.Outage, 20*model.Day)
	g := p.sent(t, 1)
	assert.Equal(t, g.when(model.ReportRead), g.topic(ref(model.KindAsset, p.net)).Shared)
	assert.InDelta(t, 5+float64(leaves+1)/12, g.measure(model.HoursToShare), 1e-6, "it broke, and was seen, at the first tick")
}
