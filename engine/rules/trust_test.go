package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// desk is a town in which two agencies report a network to a county that does not
// keep it. Trust is full, thresholds stand at their defaults (Heed 0.3, Believe 0.5),
// and examining takes an hour.
type desk struct {
	*town
	county, vendor model.OrgID
	agencies       [2]model.OrgID
	ways           [2]model.ChannelID
	reports        [2]model.DecisionID
	net            model.AssetID
	examine        model.DecisionID
}

func newDesk() *desk {
	d := &desk{town: newTown()}
	d.county, d.vendor = d.org("county"), d.org("vendor")
	d.net = d.asset("net", d.vendor)
	for i, id := range []string{"agency", "bureau"} {
		d.agencies[i] = d.org(id)
		d.ways[i] = d.channel(d.agencies[i], d.county)
		d.reports[i] = d.decision("report-"+id, d.agencies[i], model.Effect{
			Verb: model.Report, A: the(model.KindAsset, d.net), B: the(model.KindOrg, d.county),
		})
	}
	d.examine = d.decision("examine", d.county, model.Effect{Verb: model.Examine, A: the(model.KindAsset, d.net), For: model.Hour})
	return d
}

// holds has an organisation hold something of the network, as a facilitator may set.
func (g *game) holds(org model.OrgID, level model.Knowledge, why model.Cause) *game {
	row := g.sc.KnowledgeRow(org, 0)
	for column, value := range map[model.Column]int64{model.ColKnowledgeLevel: int64(level), model.ColKnowledgeCause: int64(why)} {
		require.Empty(g.t, g.submit(model.Command{
			Kind: model.OverrideCell, Seat: model.Facilitator, Rationale: "so it is known",
			Cell: model.Cell{Column: column, Row: row}, Value: value,
		}))
	}
	return g
}

func (g *game) cause(org model.OrgID) model.Cause {
	return g.State().Knowledge[g.sc.KnowledgeRow(org, 0)].Cause
}

// trusts is how far a channel's reader relies on its sender.
func (g *game) trusts(ch model.ChannelID) float64 { return float(g.State().Channels[ch].Trust) }

// TestWhatIsHeldOfAReport: a suspicion is taken up where those who say so are
// trusted enough together, and a finding believed likewise.
func TestWhatIsHeldOfAReport(t *testing.T) {
	const unknown, suspected, confirmed = model.NotKnown, model.SuspectedLevel, model.ConfirmedLevel
	for name, c := range map[string]struct {
		trust [2]string // the second says nothing where it is empty
		told  model.Knowledge
		want  model.Knowledge
		cause model.Cause
		what  model.What // of the last report
	}{
		"a suspicion of a trusted sender":              {[2]string{"0.5", ""}, suspected, suspected, model.CauseUnknown, model.ReportRead},
		"of one not trusted enough":                    {[2]string{"0.29", ""}, suspected, unknown, model.CauseUnknown, model.ReportSetAside},
		"of two, neither trusted enough":               {[2]string{"0.2", "0.2"}, suspected, suspected, model.CauseUnknown, model.ReportRead},
		"of two, not even together":                    {[2]string{"0.1", "0.1"}, suspected, unknown, model.CauseUnknown, model.ReportSetAside},
		"a finding of a trusted sender":                {[2]string{"0.5", ""}, confirmed, confirmed, model.CauseAttack, model.ReportRead},
		"a finding that counts as a suspicion":         {[2]string{"0.4", ""}, confirmed, suspected, model.CauseAttack, model.ReportRead},
		"a finding of two, believed together":          {[2]string{"0.4", "0.3"}, confirmed, confirmed, model.CauseAttack, model.ReportRead},
		"a finding of two, not believed even so":       {[2]string{"0.3", "0.1"}, confirmed, suspected, model.CauseAttack, model.ReportRepeated},
		"a suspicion of two, the second knows no more": {[2]string{"0.9", "0.9"}, suspected, suspected, model.CauseUnknown, model.ReportRepeated},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk()
			why := model.CauseUnknown
			if c.told == confirmed {
				why = model.CauseAttack
			}
			for i, trust := range c.trust {
				if trust != "" {
					d.Channels[d.ways[i]].Trust = num(trust)
				}
			}
			p := d.play(t, 1)
			for i, trust := range c.trust {
				if trust != "" {
					p.holds(d.agencies[i], c.told, why).decide(d.agencies[i], d.reports[i]).until(p.State().Tick + model.Hour)
				}
			}
			assert.Equal(t, c.want, p.level(d.county, ref(model.KindAsset, d.net)))
			assert.Equal(t, c.cause, p.cause(d.county))
			var last model.Event
			for _, e := range p.events {
				switch e.What {
				case model.ReportRead, model.ReportRepeated, model.ReportSetAside, model.ReportContradicted:
					last = e
				}
			}
			assert.Equal(t, model.WhatWords[c.what], model.WhatWords[last.What])
		})
	}
}

// TestContraryReportsAreWeighed: each sender by the reader's trust in it, a suspicion
// half as much as a finding, and the reader's own finding as one that it trusts
// fully. The heavier cause holds; on a tie, what was held. People see it happen.
func TestContraryReportsAreWeighed(t *testing.T) {
	finding, suspicion := model.ConfirmedLevel, model.SuspectedLevel
	for name, c := range map[string]struct {
		trust  [2]string
		levels [2]model.Knowledge // the first says it is a fault, the second an attack
		want   model.Cause
	}{
		"a finding against a finding":              {[2]string{"0.6", "0.7"}, [2]model.Knowledge{finding, finding}, model.CauseAttack},
		"from a sender that is trusted less":       {[2]string{"0.7", "0.6"}, [2]model.Knowledge{finding, finding}, model.CauseBenign},
		"on a tie":                                 {[2]string{"0.7", "0.7"}, [2]model.Knowledge{finding, finding}, model.CauseBenign},
		"a suspicion against a finding":            {[2]string{"0.6", "1"}, [2]model.Knowledge{finding, suspicion}, model.CauseBenign},
		"a suspicion against a doubtful finding":   {[2]string{"0.45", "1"}, [2]model.Knowledge{finding, suspicion}, model.CauseAttack},
		"a finding against a suspicion":            {[2]string{"1", "0.6"}, [2]model.Knowledge{suspicion, finding}, model.CauseAttack},
		"a finding against a trusted one's doubts": {[2]string{"1", "0.5"}, [2]model.Knowledge{suspicion, finding}, model.CauseBenign},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk()
			for i, trust := range c.trust {
				d.Channels[d.ways[i]].Trust = num(trust)
			}
			g := d.play(t, 1)
			for i, why := range []model.Cause{model.CauseBenign, model.CauseAttack} {
				g.holds(d.agencies[i], c.levels[i], why).decide(d.agencies[i], d.reports[i]).until(g.State().Tick + model.Hour)
			}
			assert.Equal(t, c.want, g.cause(d.county))
			seen := g.happened(model.ReportContradicted, ref(model.KindAsset, d.net))
			require.Len(t, seen, 1)
			assert.Equal(t, ref(model.KindChannel, d.ways[1]), seen[0].Object, "it names both ends")
			made := model.NewView(g.sc, g.State(), d.county).Inbox()
			want := model.Overruled
			if c.want == model.CauseAttack {
				want = model.Overruling
			}
			assert.Equal(t, want, made[len(made)-1].Made, "and its reader sees what was made of it")
		})
	}
}

// TestAnOwnFindingYieldsOnlyToSeveral whom the reader trusts more than itself
// together.
func TestAnOwnFindingYieldsOnlyToSeveral(t *testing.T) {
	d := newDesk()
	d.Params.ExamineSpread = 0
	d.breakage(d.net, 0, model.Outage, 5*model.Day)
	d.knows(d.county, ref(model.KindAsset, d.net))
	g := d.play(t, 1).decide(d.county, d.examine).until(2 * model.Hour)
	require.Equal(t, model.CauseBenign, g.cause(d.county))
	for i, want := range []model.Cause{model.CauseBenign, model.CauseAttack} {
		g.holds(d.agencies[i], model.ConfirmedLevel, model.CauseAttack).decide(d.agencies[i], d.reports[i]).until(g.State().Tick + model.Hour)
		assert.Equal(t, want, g.cause(d.county), "told by %d", i+1)
	}
}

// TestASenderThatChangesItsMindCountsOnce: what it says last replaces what it said.
func TestASenderThatChangesItsMindCountsOnce(t *testing.T) {
	d := newDesk()
	g := d.play(t, 1)
	for _, why := range []model.Cause{model.CauseBenign, model.CauseAttack} {
		g.holds(d.agencies[0], model.ConfirmedLevel, why).decide(d.agencies[0], d.reports[0]).until(g.State().Tick + model.Hour)
		assert.Equal(t, why, g.cause(d.county))
	}
}

// TestTrustFollowsWhatProves: the county finds out for itself. Whoever was right
// gains a tenth of what is missing, whoever was wrong loses three tenths.
func TestTrustFollowsWhatProves(t *testing.T) {
	for name, c := range map[string]struct {
		broken bool
		says   model.Cause
		want   float64
		proof  model.Proof
	}{
		"a suspicion of what happened":    {true, model.CauseUnknown, 0.6 + 0.1*0.4, model.ProvedRight},
		"a suspicion of nothing":          {false, model.CauseUnknown, 0.6 - 0.3*0.6, model.ProvedWrong},
		"a fault called a fault":          {true, model.CauseBenign, 0.6 + 0.1*0.4, model.ProvedRight},
		"a fault called an attack":        {true, model.CauseAttack, 0.6 - 0.3*0.6, model.ProvedWrong},
		"an attack where nothing happens": {false, model.CauseAttack, 0.6 - 0.3*0.6, model.ProvedWrong},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk()
			d.Channels[d.ways[0]].Trust = num("0.6")
			if c.broken {
				d.breakage(d.net, 0, model.Outage, 5*model.Day)
			}
			g := d.play(t, 1).holds(d.agencies[0], model.SuspectedLevel, c.says)
			for range 3 { // repeating oneself wins nothing
				g.decide(d.agencies[0], d.reports[0]).until(g.State().Tick + model.Hour)
			}
			g.decide(d.county, d.examine).toEnd()
			assert.InDelta(t, c.want, g.trusts(d.ways[0]), 1e-6)
			assert.InDelta(t, 1, g.trusts(d.ways[1]), 1e-9, "others' reports are not judged by it")
			assert.Equal(t, c.proof, g.State().Reports[0].Proof)
			moved := g.happened(model.TrustMoved)
			require.Len(t, moved, 1)
			assert.Contains(t, []model.What{model.Confirmed, model.ClearedAsBenign}, g.causeOf(moved[0]).What)
			assert.Len(t, moved[0].Causes, 2, "the finding, and the report")
		})
	}
}

// TestABelievedFindingProvesWhatOthersSaid, but not its own sender.
func TestABelievedFindingProvesWhatOthersSaid(t *testing.T) {
	d := newDesk()
	d.Channels[d.ways[0]].Trust, d.Channels[d.ways[1]].Trust = num("0.6"), num("0.8")
	g := d.play(t, 1)
	g.holds(d.agencies[0], model.SuspectedLevel, model.CauseBenign).decide(d.agencies[0], d.reports[0]).until(model.Hour)
	g.holds(d.agencies[1], model.ConfirmedLevel, model.CauseAttack).decide(d.agencies[1], d.reports[1]).until(2 * model.Hour)
	assert.InDelta(t, 0.6*0.7, g.trusts(d.ways[0]), 1e-6)
	assert.InDelta(t, 0.8, g.trusts(d.ways[1]), 1e-6)
}

// TestAnOwnFindingJudges what contradicts it later, and revises what others' word had
// proved.
func TestAnOwnFindingJudges(t *testing.T) {
	d := newDesk()
	d.Params.ExamineSpread = 0
	d.breakage(d.net, 0, model.Outage, 5*model.Day)
	d.knows(d.county, ref(model.KindAsset, d.net))
	d.Channels[d.ways[0]].Trust = num("0.6")
	g := d.play(t, 1).decide(d.county, d.examine).until(2 * model.Hour)
	g.holds(d.agencies[0], model.ConfirmedLevel, model.CauseAttack).decide(d.agencies[0], d.reports[0]).until(3 * model.Hour)
	assert.InDelta(t, 0.6*0.7, g.trusts(d.ways[0]), 1e-6, "it contradicts what the county has found")

	d = newDesk()
	d.breakage(d.net, 0, model.Outage, 5*model.Day)
	d.Channels[d.ways[0]].Trust, d.Channels[d.ways[1]].Trust = num("0.6"), num("0.8")
	g = d.play(t, 1)
	g.holds(d.agencies[0], model.SuspectedLevel, model.CauseBenign).decide(d.agencies[0], d.reports[0]).until(model.Hour)
	g.holds(d.agencies[1], model.ConfirmedLevel, model.CauseAttack).decide(d.agencies[1], d.reports[1]).until(2 * model.Hour)
	require.InDelta(t, 0.6*0.7, g.trusts(d.ways[0]), 1e-6, "the second's word is believed")
	g.decide(d.county, d.examine).toEnd()
	assert.InDelta(t, 0.42+0.1*0.58, g.trusts(d.ways[0]), 1e-6, "but the first was right")
	assert.InDelta(t, 0.8*0.7, g.trusts(d.ways[1]), 1e-6, "and the second wrong")
}

// TestAFalseAlarmCostsThePartnersTrust.
func TestAFalseAlarmCostsThePartnersTrust(t *testing.T) {
	d := newDesk()
	d.breakage(d.net, 0, model.Outage, 5*model.Day)
	cry := d.decision("cry", d.agencies[0], model.Effect{Verb: model.Attribute, A: the(model.KindAsset, d.net)})
	g := d.play(t, 1).decide(d.agencies[0], cry).decide(d.agencies[0], cry).toEnd()
	assert.InDelta(t, 0.7, g.trusts(d.ways[0]), 1e-6, "once")
	assert.InDelta(t, 1, g.trusts(d.ways[1]), 1e-6)
	assert.Equal(t, model.AlarmFell, g.causeOf(g.happened(model.TrustMoved)[0]).What)
}

// TestWhoIsTrustedLessIsCheckedLonger: triage takes twice as long without any trust.
func TestWhoIsTrustedLessIsCheckedLonger(t *testing.T) {
	span := func(trust string) float64 {
		d := newDesk()
		d.Params.TriageSpread, d.Params.Heed = 0, 0
		d.Orgs[d.county].Triage = 10 * model.Hour
		d.Channels[d.ways[0]].Trust = num(trust)
		g := d.play(t, 1).holds(d.agencies[0], model.SuspectedLevel, model.CauseUnknown).decide(d.agencies[0], d.reports[0]).toEnd()
		return float64(g.when(model.ReportRead)-g.when(model.ReportArrived)) / float64(model.Hour)
	}
	assert.InDelta(t, 10, span("1"), 1e-9)
	assert.InDelta(t, 13, span("0.7"), 1e-9)
	assert.InDelta(t, 20, span("0"), 1e-9)
}

// TestWhatIsKnownIsRecognisedSooner: it still costs triage, three tenths of it, and
// teaches nothing.
func TestWhatIsKnownIsRecognisedSooner(t *testing.T) {
	d := newDesk()
	d.Params.TriageSpread = 0
	d.Orgs[d.county].Triage = 10 * model.Hour
	g := d.play(t, 1).holds(d.agencies[0], model.SuspectedLevel, model.CauseUnknown).
		decide(d.agencies[0], d.reports[0]).until(model.Day)
	knew := g.State().Knowledge[g.sc.KnowledgeRow(d.county, 0)]
	g.holds(d.agencies[1], model.SuspectedLevel, model.CauseUnknown).decide(d.agencies[1], d.reports[1]).until(2 * model.Day)
	second := g.State().Reports[1]
	assert.Equal(t, 3*model.Hour, second.Reads-second.Arrives)
	assert.Equal(t, model.Repeated, second.Outcome)
	assert.Equal(t, knew, g.State().Knowledge[g.sc.KnowledgeRow(d.county, 0)])

	g.holds(d.agencies[0], model.ConfirmedLevel, model.CauseAttack).decide(d.agencies[0], d.reports[0]).toEnd()
	third := g.State().Reports[2]
	assert.Equal(t, 10*model.Hour, third.Reads-third.Arrives, "what says more is read in full")
	assert.Equal(t, model.Taught, third.Outcome)
}

// TestTrustStaysBetweenNoneAndFull, and every move of it is of a report or an alarm.
func TestTrustStaysBetweenNoneAndFull(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		g.fold(rt, func(st *model.State, e *model.Event) {
			for _, c := range e.Changes {
				if c.Cell.Column != model.ColChannelTrust {
					continue
				}
				after := st.Channels[c.Cell.Row].Trust + fixed.Num(c.Value)
				if e.What != model.TrustMoved || after < 0 || after > fixed.One {
					rt.Fatalf("%s moves trust to %s", model.WhatWords[e.What], after)
				}
			}
		})
	})
}
