package rules_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

// TestAnIncidentEndsWhenItsAssetIsSound, unheld and has been noticed. What happens
// to it then is a new incident, with hours of its own.
func TestAnIncidentEndsWhenItsAssetIsSound(t *testing.T) {
	b := newTown()
	b.steady()
	county := b.org("county")
	books := b.asset("books", county)
	b.breakage(books, 10*model.Hour, model.Outage, 2*model.Hour)
	b.breakage(books, 30*model.Hour, model.Outage, 5*model.Hour)
	g := b.play(t, 1).until(20 * model.Hour)
	topic := g.topic(ref(model.KindAsset, books))
	assert.Equal(t, 10*model.Hour, topic.Start)
	assert.Equal(t, 12*model.Hour, topic.Ended)
	assert.InDelta(t, 2, g.measure(model.HoursToAct), 1e-6, "nobody acted while it lasted")
	assert.InDelta(t, 2, g.measure(model.HoursToShare), 1e-6)

	g.until(40 * model.Hour)
	assert.Equal(t, 30*model.Hour, topic.Start)
	assert.Equal(t, 35*model.Hour, topic.Ended)
	assert.InDelta(t, 2+5, g.measure(model.HoursToAct), 1e-6)
	assert.Len(t, g.happened(model.Noticed), 2, "the owner sees each")
	assert.Equal(t, 30*model.Hour, g.State().Knowledge[g.sc.KnowledgeRow(county, 0)].Suspected, "what it knows is of the new one")
}

// TestWhatNobodyNoticedIsNotOver, even if the intruder has gone.
func TestWhatNobodyNoticedIsNotOver(t *testing.T) {
	l := newLookout("100000")
	l.Clock.End = 10 * model.Day
	l.gone(model.Day)
	g := l.play(t, 1).toEnd()
	assert.EqualValues(t, model.None, g.State().Assets[l.net].Holder)
	assert.Empty(t, g.happened(model.IncidentEnded))
	assert.InDelta(t, 24*days(g.sc.Clock.End-g.when(model.AssetTaken)), g.measure(model.HoursToDetect), 1e-6)
}

// gone has the intruder leave of its own will at a tick.
func (l *lookout) gone(at model.Tick) model.StepID {
	s := l.step(l.Steps[l.enter].Campaign, "leave", "0", l.enter)
	l.Steps[s].At = at
	l.Steps[s].Effects = []model.Effect{{Verb: model.Leave, A: the(model.KindAsset, l.net)}}
	return s
}

// TestAnIntruderWhoComesBackIsNoticedAnew: the second dwell time follows the law of
// the first. The way in is not burned, for nobody threw the intruder out.
func TestAnIntruderWhoComesBackIsNoticedAnew(t *testing.T) {
	l := newLookout("5")
	left := l.gone(100 * model.Day)
	again := l.step(l.Steps[l.enter].Campaign, "again", "0", left)
	l.Steps[again].Target, l.Steps[again].Holds, l.Steps[again].At = l.net, true, 150*model.Day
	sc := l.build()
	var second []float64
	for seed := range uint64(500) {
		g := newGame(t, sc, seed).toEnd()
		noticed := g.happened(model.Noticed)
		require.Len(t, g.happened(model.AssetTaken), 2)
		require.NotEmpty(t, noticed)
		if noticed[0].Tick > 100*model.Day {
			continue // one in a million
		}
		require.Len(t, noticed, 2, "seed %d", seed)
		second = append(second, days(noticed[1].Tick-g.happened(model.AssetTaken)[1].Tick))
	}
	assert.InDelta(t, 5, median(second), 0.8)
	follows(t, second, waits(5/math.Ln2), "the second dwell time")
}

// TestAnAttackerWhoJoinsAFaultIsBehindIt: an incident that seemed to be nobody's.
func TestAnAttackerWhoJoinsAFaultIsBehindIt(t *testing.T) {
	l := newLookout("100000")
	l.Steps[l.enter].At = 5 * model.Hour
	l.breakage(l.net, model.Hour, model.Outage, 30*model.Day)
	examine := l.decision("examine", l.county, model.Effect{Verb: model.Examine, A: the(model.KindAsset, l.net), For: model.Hour})
	g := l.play(t, 1).until(2*model.Hour).decide(l.county, examine).until(5*model.Hour - 1)
	k := g.sc.KnowledgeRow(l.county, 0)
	require.Equal(t, model.CauseBenign, g.State().Knowledge[k].Cause, "a fault, as far as there is one")
	g.until(model.Day).decide(l.county, examine).until(2 * model.Day)
	assert.Equal(t, model.CauseAttack, g.State().Knowledge[k].Cause)
}
