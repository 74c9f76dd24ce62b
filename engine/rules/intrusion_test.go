package rules_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// mailbox is a town with one step against one asset.
type mailbox struct {
	*town
	county model.OrgID
	box    model.AssetID
	phish  model.TechniqueID
	ring   model.ActorID
	enter  model.StepID
}

func newMailbox(mean string) *mailbox {
	m := &mailbox{town: newTown()}
	m.Clock.End = 100 * model.Day
	m.county = m.org("county")
	m.box = m.asset("box", m.county)
	m.phish = m.technique("T1566")
	m.ring = m.actor("ring")
	m.enter = m.raid(m.ring, m.box, mean)
	m.Steps[m.enter].Technique = m.phish
	return m
}

// TestTheTimeToSuccessIsExponential: its mean is the step's own, over the
// actor's effort and over what the controls let through (C1 to C5, C23).
func TestTheTimeToSuccessIsExponential(t *testing.T) {
	for name, c := range map[string]struct {
		set  func(m *mailbox)
		mean float64 // days
	}{
		"alone":        {func(*mailbox) {}, 2},
		"twice a team": {func(m *mailbox) { m.Actors[m.ring].Effort = num("2") }, 1},
		"a control lets a half through": {func(m *mailbox) {
			m.fit(m.box, m.control("mfa", "sms", model.Block{Technique: m.phish, Share: num("0.5")}), "1")
		}, 4},
		"on half of the mailboxes": {func(m *mailbox) {
			m.fit(m.box, m.control("mfa", "sms", model.Block{Technique: m.phish, Share: num("0.5")}), "0.5")
		}, 2 / 0.75},
		"two controls multiply": {func(m *mailbox) {
			m.Actors[m.ring].Effort = num("4")
			m.fit(m.box, m.control("mfa", "sms", model.Block{Technique: m.phish, Share: num("0.5")}), "1")
			m.fit(m.box, m.control("training", "yearly", model.Block{Technique: m.phish, Share: num("0.2")}), "1")
		}, 2 / 4.0 / 0.5 / 0.8},
		"a control against something else": {func(m *mailbox) {
			m.fit(m.box, m.control("mfa", "sms", model.Block{Technique: m.technique("T1190"), Share: num("0.9")}), "1")
		}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMailbox("2")
			c.set(m)
			sc := m.build()
			times := overSeeds(manySeeds, func(seed uint64) float64 {
				return days(newGame(t, sc, seed).toEnd().when(model.StepSucceeded))
			})
			follows(t, times, waits(c.mean), name)
		})
	}
}

// TestAControlFittedMeanwhileSlowsWhatIsLeft: effort already gathered is kept.
func TestAControlFittedMeanwhileSlowsWhatIsLeft(t *testing.T) {
	m := newMailbox("1")
	none := m.control("mfa", "none")
	keys := m.control("mfa", "sms", model.Block{Technique: m.phish, Share: num("0.75")})
	m.fit(m.box, none, "1")
	m.inject("fit", 12*model.Hour, model.Effect{
		Verb: model.Fit, A: the(model.KindAsset, m.box), B: the(model.KindControl, keys), N: fixed.One,
	})
	sc := m.build()
	times := overSeeds(manySeeds, func(seed uint64) float64 {
		return days(newGame(t, sc, seed).toEnd().when(model.StepSucceeded))
	})
	follows(t, times, func(x float64) float64 {
		return 1 - math.Exp(-min(x, 0.5)-max(0, x-0.5)/4)
	}, "a quarter of the pace after half a day")
}

// TestControlsStopWhatTheyAreMeasuredAgainst: a code by text message stops all that
// machines try, 96% of bulk phishing and 76% of targeted attempts (C1).
func TestControlsStopWhatTheyAreMeasuredAgainst(t *testing.T) {
	for aim, pass := range map[model.Aim]float64{model.Automated: 0, model.Bulk: 0.04, model.Targeted: 0.24} {
		m := newMailbox("2")
		m.fit(m.box, m.control("mfa", "sms",
			model.Block{Technique: m.phish, Aim: model.Automated, Share: fixed.One},
			model.Block{Technique: m.phish, Aim: model.Bulk, Share: num("0.96")},
			model.Block{Technique: m.phish, Aim: model.Targeted, Share: num("0.76")},
		), "1")
		m.Steps[m.enter].Aim = aim
		assert.InDelta(t, 0.5*pass, float(m.play(t, 1).State().Steps[m.enter].Rate), 1e-6, model.AimWords[aim])
	}
}

func TestAStepWithoutALawSucceedsATickAfterItBegins(t *testing.T) {
	m := newMailbox("0")
	m.Steps[m.enter].At = model.Hour
	g := m.play(t, 1).until(model.Day)
	assert.Equal(t, model.Hour, g.when(model.StepBegan))
	assert.Equal(t, model.Hour+1, g.when(model.StepSucceeded))
}

// TestSuccessHoldsTheTargetAndHasItsEffects, each naming the success as its cause.
func TestSuccessHoldsTheTargetAndHasItsEffects(t *testing.T) {
	m := newMailbox("0")
	m.Assets[m.box].Records = 41_000
	m.Steps[m.enter].Effects = []model.Effect{
		{Verb: model.Steal, A: the(model.KindAsset, m.box), N: num("0.2")},
		{Verb: model.Deface, A: the(model.KindAsset, m.box), For: model.Day},
	}
	g := m.play(t, 1).until(1)
	assert.EqualValues(t, m.Steps[m.enter].Campaign, g.State().Assets[m.box].Holder)
	assert.InDelta(t, 8200, g.measure(model.RecordsLeaked), 1e-9)
	assert.InDelta(t, 1, g.measure(model.Intrusions), 1e-9)
	assert.Equal(t, model.Defaced, g.State().Assets[m.box].Condition)
	for _, what := range []model.What{model.AssetTaken, model.RecordsStolen, model.AssetBroken} {
		assert.Equal(t, model.StepSucceeded, g.causeOf(g.happened(what)[0]).What, model.WhatWords[what])
	}
	topic := g.topic(ref(model.KindAsset, m.box))
	assert.EqualValues(t, 1, topic.Start)
	assert.EqualValues(t, m.Steps[m.enter].Campaign, topic.Campaign)
}

// TestATargetOffLineMakesAStepWait: it goes on where it stopped.
func TestATargetOffLineMakesAStepWait(t *testing.T) {
	m := newMailbox("1")
	m.Actors[m.ring].Patience = 30 * model.Day
	free := newGame(t, m.build(), 11).toEnd().when(model.StepSucceeded)
	assert.Greater(t, free, model.Hour)

	off := m.decision("isolate", m.county, model.Effect{Verb: model.Isolate, A: the(model.KindAsset, m.box), For: 2 * model.Day})
	g := m.play(t, 11).until(model.Hour-1).decide(m.county, off).toEnd()
	assert.InDelta(t, float64(free+2*model.Day), float64(g.when(model.StepSucceeded)), 1)
}

func TestAHoldThatIsLostEndsWhatNeedsIt(t *testing.T) {
	m := newMailbox("0")
	m.Actors[m.ring].Parallel = 2
	window := m.asset("window", m.county)
	second := m.step(m.Steps[m.enter].Campaign, "second", "0")
	m.Steps[second].Target, m.Steps[second].Holds = window, true
	loot := m.step(m.Steps[m.enter].Campaign, "loot", "1")
	m.Steps[loot].Any = []model.StepID{m.enter, second}
	leave := func(a model.AssetID) model.Effect {
		return model.Effect{Verb: model.Evict, A: the(model.KindAsset, a)}
	}
	one := m.decision("evict-one", m.county, leave(m.box))
	both := m.decision("evict-both", m.county, leave(m.box), leave(window))

	rate := func(d model.DecisionID) fixed.Num {
		return m.play(t, 4).until(2).decide(m.county, d).until(5).State().Steps[loot].Rate
	}
	assert.Positive(t, rate(one), "one hold of two is enough")
	assert.Zero(t, rate(both))
}
