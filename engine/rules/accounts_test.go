package rules_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// newMailboxes is a town with one step against an asset that stands for many
// accounts.
func newMailboxes(accounts int64, mean string) *mailbox {
	m := newMailbox(mean)
	m.Assets[m.box].Accounts = accounts
	return m
}

func (m *mailbox) taken(g *game) int64 { return g.State().Assets[m.box].Taken }

// TestEachAccountFallsByItself: of n accounts those taken by a time are binomial, with
// the chance that one falls by then, whatever the controls let through.
func TestEachAccountFallsByItself(t *testing.T) {
	const accounts, mean, until = 40, 10.0, 5.0
	for name, through := range map[string]float64{"no control": 1, "half let through": 0.5} {
		t.Run(name, func(t *testing.T) {
			m := newMailboxes(accounts, "10")
			if through < 1 {
				m.fit(m.box, m.control("mfa", "sms", model.Block{Technique: m.phish, Share: num("0.5")}), "1")
			}
			sc := m.build()
			const runs = 1500
			var sum, squares float64
			for seed := range uint64(runs) {
				n := float64(m.taken(newGame(t, sc, seed).until(model.Tick(until * float64(model.Day)))))
				sum, squares = sum+n, squares+n*n
			}
			p := 1 - math.Exp(-through*until/mean)
			expected, variance := accounts*p, accounts*p*(1-p)
			assert.InDelta(t, expected, sum/runs, 4*math.Sqrt(variance/runs))
			assert.InEpsilon(t, variance, squares/runs-sum/runs*sum/runs, 0.15)
		})
	}
}

// TestTheFirstAccountIsTheIntrusion: with it the step is done and the asset held, and
// the campaign goes on until the last one.
func TestTheFirstAccountIsTheIntrusion(t *testing.T) {
	m := newMailboxes(5, "1")
	next := m.step(m.Steps[m.enter].Campaign, "read", "0", m.enter)
	g := m.play(t, 3).toEnd()
	box := ref(model.KindAsset, m.box)
	fallen := g.happened(model.AccountTaken, box)
	require.Len(t, fallen, 5)
	assert.Equal(t, int64(5), m.taken(g))
	assert.Len(t, g.happened(model.AssetTaken, box), 1)
	assert.Equal(t, fallen[0].Tick, g.when(model.StepSucceeded, ref(model.KindStep, m.enter)))
	assert.Less(t, g.when(model.StepSucceeded, ref(model.KindStep, next)), fallen[4].Tick, "what comes after needs one account")
	ended := g.happened(model.CampaignEnded)
	require.Len(t, ended, 1)
	assert.GreaterOrEqual(t, ended[0].Tick, fallen[4].Tick)
	assert.Equal(t, model.CampaignDone, g.State().Campaigns[0].Status)
	for _, e := range fallen {
		assert.Equal(t, ref(model.KindStep, m.enter), g.causeOf(e).Subject)
	}
}

// TestWhatEndsTheTaking: a lost hold, an asset off line, and an actor that stops.
func TestWhatEndsTheTaking(t *testing.T) {
	evict := model.Effect{Verb: model.Evict, N: fixed.One}
	isolate := model.Effect{Verb: model.Isolate, N: fixed.One, For: 50 * model.Day}
	for name, effect := range map[string]model.Effect{"thrown out": evict, "off line": isolate} {
		t.Run(name, func(t *testing.T) {
			m := newMailboxes(200, "10")
			m.Clock.End = 20 * model.Day
			effect.A = the(model.KindAsset, m.box)
			m.inject("act", 2*model.Day, effect)
			g := m.play(t, 1).until(2*model.Day + 1)
			before := m.taken(g)
			require.Positive(t, before)
			g.toEnd()
			assert.Equal(t, before, m.taken(g))
		})
	}
	t.Run("deterred", func(t *testing.T) {
		m := newMailboxes(200, "10")
		m.Clock.End = 20 * model.Day
		m.inject("indict", 2*model.Day, model.Effect{Verb: model.Indict, A: the(model.KindActor, m.ring), N: fixed.One})
		g := m.play(t, 1).until(2*model.Day + 1)
		before := m.taken(g)
		require.Positive(t, before)
		g.toEnd()
		assert.Equal(t, before, m.taken(g))
	})
}

// TestMoreOfAControlNeverLosesMoreAccounts, seed by seed, and every event adds up.
func TestMoreOfAControlNeverLosesMoreAccounts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := drawSeed(rt)
		accounts := rapid.Int64Range(1, 60).Draw(rt, "accounts")
		until := drawTick(rt, model.Hour, 30*model.Day, "until")
		less := rapid.Int64Range(0, 10).Draw(rt, "tenths covered")
		more := rapid.Int64Range(less, 10).Draw(rt, "more tenths covered")
		lost := func(tenths int64) int64 {
			m := newMailboxes(accounts, "8")
			keys := m.control("mfa", "keys", model.Block{Technique: m.phish, Share: num("0.9")})
			m.fit(m.box, keys, fixed.FromRatio(tenths, 10).String())
			g := m.play(t, seed).until(until)
			after := g.begin.Clone()
			for i := range g.events {
				require.NoError(rt, after.Apply(&g.events[i]))
			}
			after.Pass(until)
			require.Equal(rt, g.State().Hash(), after.Hash())
			return m.taken(g)
		}
		require.LessOrEqual(rt, lost(more), lost(less))
	})
}
