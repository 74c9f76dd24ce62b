package rules_test

// What consent, clearance, tear-lines, closed channels and the process of broad notice
// change in the flagship: the same luck, one thing different.

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/scenarios"
)

// autumn is the flagship with organisations and decisions by their names.
type autumn struct{ *game }

func playAutumn(t *testing.T, sets ...model.Set) autumn {
	pack, err := scenarios.Embedded("us-2020")
	require.NoError(t, err)
	sc, err := pack.Compile(scenarios.Options{Sets: sets})
	require.NoError(t, err)
	return autumn{newGame(t, sc, 1)}
}

func (a autumn) org(id string) model.OrgID { return a.sc.OrgNamed(id) }

func (a autumn) thing(kind model.Kind, id string) model.Ref {
	r, ok := a.sc.RefNamed(kind, id)
	require.True(a.t, ok, id)
	return r
}

// holds has an organisation know a thing, as a facilitator may set.
func (a autumn) holds(org string, of model.Ref, level model.Knowledge) {
	row := a.sc.KnowledgeRow(a.org(org), a.sc.TopicOf(of))
	require.Empty(a.t, a.submit(model.Command{
		Kind: model.OverrideCell, Seat: model.Facilitator, Rationale: "so it is known",
		Cell: model.Cell{Column: model.ColKnowledgeLevel, Row: row}, Value: int64(level),
	}))
}

// does takes a decision, from the morning on, and returns why it is refused.
func (a autumn) does(org, decides string, target ...model.Ref) []string {
	return a.submit(decision(a.org(org), a.sc.DecisionNamed(decides), target...))
}

// told reports what became of what one organisation sent another of a thing.
func (a autumn) told(from, to string, of model.Ref) (sent, read bool) {
	for _, r := range a.State().Reports {
		if r.From == int64(a.org(from)) && r.To == int64(a.org(to)) && r.Topic == int64(a.sc.TopicOf(of)) {
			sent, read = true, read || r.Status == model.ReportDone
		}
	}
	return sent, read
}

// TestConsentInTheFlagship (K4): what Maple sees on its network reaches CISA once
// Maple consents, and not before; the state it may call without.
func TestConsentInTheFlagship(t *testing.T) {
	for _, consents := range []bool{false, true} {
		a := playAutumn(t)
		net := a.thing(model.KindAsset, "net-maple")
		a.until(9 * model.Hour).submit(decision(a.org("maple"), a.sc.DecisionNamed("grant-consent")))
		if !consents {
			a = playAutumn(t)
		}
		a.until(3*model.Day + 9*model.Hour)
		a.holds("maple", net, model.SuspectedLevel)
		require.Empty(t, a.does("maple", "report-incident", net))
		a.until(10 * model.Day)
		sent, read := a.told("maple", "cisa", net)
		assert.Equal(t, consents, sent)
		assert.Equal(t, consents, read)
		_, read = a.told("maple", "state", net)
		assert.True(t, read, "a telephone call needs no consent")
	}
}

// TestClearanceAndTearLinesInTheFlagship (K7): the FBI's report arrives at the state
// and may not be read, unless its people are cleared or a tear-line is out.
func TestClearanceAndTearLinesInTheFlagship(t *testing.T) {
	for name, c := range map[string]struct {
		set  []model.Set
		tear bool
		read bool
	}{
		"as it was":        {nil, false, false},
		"cleared":          {[]model.Set{{Path: "org.state.cleared", Value: "true"}}, false, true},
		"with a tear-line": {nil, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			a := playAutumn(t, c.set...)
			roll := a.thing(model.KindAsset, "roll")
			a.until(9 * model.Hour)
			a.holds("fbi", roll, model.SuspectedLevel)
			require.Empty(t, a.does("fbi", "report-incident", roll))
			if c.tear {
				require.Empty(t, a.does("fbi", "release-tear-line", roll))
			}
			a.until(15 * model.Day)
			sent, read := a.told("fbi", "state", roll)
			assert.True(t, sent)
			assert.Equal(t, c.read, read)
			assert.Equal(t, c.read, a.level(a.org("state"), roll) != model.NotKnown)
			assert.Equal(t, !c.read, len(a.happened(model.ReportLost, roll)) > 0, "what may not be read is lost, and seen to be")
		})
	}
}

// TestAClosedChannelInTheFlagship (K8): the same flag, with the FBI's channel to one
// platform open or closed.
func TestAClosedChannelInTheFlagship(t *testing.T) {
	for _, open := range []string{"true", "false"} {
		a := playAutumn(t, model.Set{Path: "channel.fbi>facebook.open", Value: open})
		claim := a.thing(model.KindNarrative, "torn-ballots")
		a.until(9 * model.Hour)
		a.holds("fbi", claim, model.SuspectedLevel)
		require.Empty(t, a.does("fbi", "flag-claim", claim))
		a.until(15 * model.Day)
		sent, read := a.told("fbi", "facebook", claim)
		assert.Equal(t, open == "true", sent && read)
		assert.Equal(t, open == "true", a.level(a.org("facebook"), claim) != model.NotKnown)
		_, read = a.told("fbi", "twitter", claim)
		assert.True(t, read, "the other platforms are told either way")
	}
}

// TestBroadNoticeInTheFlagship (K16): experts and then principals. A joint statement
// waits for its phase and for a confirmed finding, and then for its signatures; what
// it says reaches three in ten.
func TestBroadNoticeInTheFlagship(t *testing.T) {
	a := playAutumn(t)
	claim := a.thing(model.KindNarrative, "torn-ballots")
	registration := a.sc.Phases[1].From
	a.until(9 * model.Hour)
	a.holds("cisa", claim, model.ConfirmedLevel)
	assert.Equal(t, []string{"Not in this phase."}, a.does("cisa", "joint-statement", claim))
	a.until(registration + 9*model.Hour)
	a.holds("cisa", claim, model.SuspectedLevel)
	assert.Equal(t, []string{"Principals will not sign what nobody has confirmed."}, a.does("cisa", "joint-statement", claim))
	a.holds("cisa", claim, model.ConfirmedLevel)
	require.Empty(t, a.does("cisa", "joint-statement", claim))
	a.until(registration + 9*model.Hour + 18*model.Hour - 1)
	assert.Zero(t, a.State().Narratives[claim.ID].Corrected, "the principals have it")
	a.until(registration + 9*model.Hour + 18*model.Hour)
	assert.Equal(t, num("0.3"), a.State().Narratives[claim.ID].Corrected)
	national := a.State().Levels[model.National].Reach
	assert.Equal(t, num("0.05"), national)
	for i := range a.sc.Audiences {
		won := a.State().Exposures[a.sc.ExposureRow(model.NarrativeID(claim.ID), model.AudienceID(i))].Corrected
		assert.InDelta(t, 0.3*float(a.sc.Orgs[a.org("cisa")].CredibilityBy[i]), float(won), 1e-6, "of those who believe it")
		assert.Less(t, won, fixed.MustParse("0.3"))
	}
}
