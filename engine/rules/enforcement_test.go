package rules_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/engine/spread"
)

// ordered has the platform order a measure with an effect at the first tick.
func (v *venue) ordered(e model.Enforcement, effect string) *venue {
	v.Platforms[v.platform].Policies[e].Effect = num(effect)
	v.inject("order-"+model.EnforcementWords[e], 0, model.Effect{
		Verb: model.Enforce, A: the(model.KindNarrative, v.claim), B: the(model.KindOrg, v.org), Measure: e,
	})
	return v
}

// TestWhatEachMeasureActsOn: labels on sharing, breakers on the gain, demotion
// and takedowns on the followers reached, removal on the posts themselves.
func TestWhatEachMeasureActsOn(t *testing.T) {
	after := func(e model.Enforcement, effect string) float64 {
		free := newVenue("4000000", "0.5", 400)
		return newVenue("4000000", "0.5", 400).ordered(e, effect).posts(t, 1) / free.posts(t, 1)
	}
	p := defaults()
	reuploaded := 0.2 + 0.8*float(p.Reupload)
	// In the mean field, y = η^(g/(1−g)) for what acts on x; what acts on μ counts
	// as its 1/(1−g)th power.
	assert.InDelta(t, 0.8, after(model.Label, "0.2"), 0.03)
	assert.InDelta(t, 0.8, after(model.Demote, "0.2"), 0.03)
	assert.InDelta(t, followersLeft("0.8"), after(model.Takedown, "0.8"), 0.05, "some of those taken down are replaced")
	assert.InDelta(t, reuploaded*reuploaded, after(model.Remove, "0.8"), 0.05, "some of what is removed comes back")
	assert.Less(t, after(model.Breaker, "0.1"), 0.5, "near-critical stories break first")
}

// followersLeft is the share of a post's mean followers after a takedown: of the
// accounts with strikes above the threshold, some come back.
func followersLeft(effect string) float64 {
	p := defaults()
	all := spread.Accounts{Mean: newVenue("1", "0", 3).Platforms[0].Audience, Sigma: p.Followers}
	struck := all
	struck.Bans = []spread.Ban{{Above: p.StrikesAbove, Share: p.Strikes}}
	gone := float(num(effect)) * (1 - float(p.Replace))
	return math.Exp(gone * float(spread.NewPool(struck).Mean()-spread.NewPool(all).Mean()))
}

// TestATakedownSparesTheSmall: it takes accounts above a number of followers, and
// the higher that is, the fewer.
func TestATakedownSparesTheSmall(t *testing.T) {
	posts := func(above string) float64 {
		v := newVenue("40000", "0.6", 60).ordered(model.Takedown, "1")
		v.Platforms[v.platform].Audience = num("4447")
		v.Platforms[v.platform].Policies[model.Takedown].Above = num(above)
		return v.posts(t, 7)
	}
	assert.Less(t, posts("10000"), posts("100000"))
	assert.Less(t, posts("100000"), posts("500000"))
	assert.Equal(t, posts("10000"), posts("0"), "by default, ten thousand")
}

// TestTheDistrustfulHeedLabelsLess: by a third at most (D13), and those to whom a
// claim is congenial count for more of its sharers.
func TestTheDistrustfulHeedLabelsLess(t *testing.T) {
	posts := func(distrust string, congenial bool) float64 {
		v := newVenue("40000", "0.6", 60).ordered(model.Label, "0.3")
		v.audience("trusting", 1_000_000, "0.6")
		v.audience("other", 1_000_000, "0.6")
		v.Audiences[1].Distrust = num(distrust)
		if congenial {
			v.Narratives[v.claim].Congenial = []model.AudienceID{1}
		}
		return v.posts(t, 7)
	}
	trusting, doubtful, congenial := posts("0", false), posts("1", false), posts("1", true)
	assert.Less(t, trusting, doubtful)
	assert.Less(t, doubtful, congenial)
	weak := newVenue("40000", "0.6", 60).ordered(model.Label, "0.228") // 0.3 × (1 − 0.32 × 3/4)
	assert.InEpsilon(t, weak.posts(t, 7), congenial, 1e-3)
}

// TestAPrebunkedPublicSharesLess: of the share reached, a tenth, and less as it
// fades.
func TestAPrebunkedPublicSharesLess(t *testing.T) {
	posts := func(reach string, at model.Tick) float64 {
		v := newVenue("40000", "0.6", 60)
		v.audience("all", 1_000_000, "0.6")
		v.Injects[0].At = at
		v.inject("warning", 0, model.Effect{Verb: model.Prebunk, A: the(model.KindNarrative, v.claim), N: num(reach)})
		return posts(newGame(t, v.build(), 7).until(at + 61))
	}
	assert.Less(t, posts("1", 1), posts("0.5", 1))
	assert.Less(t, posts("0.5", 1), newVenue("40000", "0.6", 60).posts(t, 7))
	late := newVenue("40000", "0.6", 60)
	late.Injects[0].At = 8 * model.Day
	assert.Less(t, posts("1", 1)/newVenue("40000", "0.6", 60).posts(t, 7), posts("1", 8*model.Day)/posts("0", 8*model.Day))
}

// TestMoreOfAMeasureMeansFewerPosts, and measures add up.
func TestMoreOfAMeasureMeansFewerPosts(t *testing.T) {
	for e := model.Label; e <= model.Breaker; e++ {
		before := newVenue("40000", "0.6", 60).posts(t, 7)
		for _, effect := range []string{"0.1", "0.3", "0.8"} {
			now := newVenue("40000", "0.6", 60).ordered(e, effect).posts(t, 7)
			assert.Less(t, now, before, "%s %s", model.EnforcementWords[e], effect)
			before = now
		}
		both := newVenue("40000", "0.6", 60).ordered(e, "0.8")
		both.inForce(model.Friction, "0.2")
		assert.LessOrEqual(t, both.posts(t, 7), before, "with friction")
	}
	plain := newVenue("40000", "0.6", 60)
	for _, e := range []model.Enforcement{model.Friction, model.Prompt} {
		v := newVenue("40000", "0.6", 60)
		v.inForce(e, "0.2")
		assert.Less(t, v.posts(t, 7), plain.posts(t, 7))
	}
}

// TestCoverageWeakensALabelAndElseRollsTheDice: a label reaches a share of the
// posts, every other measure the whole story or nothing (D9).
func TestCoverageWeakensALabelAndElseRollsTheDice(t *testing.T) {
	half := newVenue("40000", "0.5", 40).ordered(model.Label, "0.4")
	half.Platforms[half.platform].Policies[model.Label].Coverage = fixed.Half
	whole := newVenue("40000", "0.5", 40).ordered(model.Label, "0.2")
	assert.Equal(t, whole.posts(t, 5), half.posts(t, 5))

	for _, m := range []model.Enforcement{model.Remove, model.Demote, model.Breaker, model.Takedown} {
		v := newVenue("40000", "0.5", 40).ordered(m, "0.9")
		v.Platforms[v.platform].Policies[m].Coverage = num("0.3")
		sc, reached := v.build(), 0
		for seed := range uint64(1000) {
			g := newGame(t, sc, seed)
			if strength := g.State().Actions[g.sc.ActionRow(0, m)].Strength; strength != 0 {
				reached++
				assert.Equal(t, num("0.9"), strength)
			}
		}
		share(t, reached, 1000, 0.3, "stories reached by "+model.EnforcementWords[m])
	}
}

// TestAMeasureIsInForceAfterItsLatency (K18), lognormal.
func TestAMeasureIsInForceAfterItsLatency(t *testing.T) {
	v := newVenue("40", "0.1", 40).ordered(model.Label, "0.3")
	v.Platforms[v.platform].Policies[model.Label].Latency = 6 * model.Hour
	sc := v.build()
	waits := overSeeds(500, func(seed uint64) float64 {
		return days(newGame(t, sc, seed).toEnd().when(model.EnforcementForce))
	})
	follows(t, waits, lasts(0.25, 0.7), "latency")

	g := v.play(t, 1).toEnd()
	force := g.happened(model.EnforcementForce)[0]
	assert.Equal(t, model.EnforcementOrdered, g.causeOf(force).What)
}

// TestPostsNameTheMeasuresThatHeldThemBack, so that a why-query finds them.
func TestPostsNameTheMeasuresThatHeldThemBack(t *testing.T) {
	v := newVenue("4000", "0.3", 100).ordered(model.Label, "0.3")
	v.Platforms[v.platform].Policies[model.Label].Latency = 20
	g := v.play(t, 1).until(99)
	force := g.happened(model.EnforcementForce)[0]
	for _, e := range g.happened(model.BurstTicked) {
		assert.Equal(t, e.Tick >= force.Tick, assert.ObjectsAreEqual(e.Causes[1:], []model.EventID{force.ID}))
	}
}

// TestAnAutomaticPolicyActsOnWhatThePlatformSuspects and on nothing true.
func TestAnAutomaticPolicyActsOnWhatThePlatformSuspects(t *testing.T) {
	auto := func(truth model.Truth, knows, ready bool) *game {
		v := newVenue("4000", "0.3", 100)
		v.Narratives[v.claim].Truth = truth
		p := &v.Platforms[v.platform].Policies[model.Label]
		p.Auto, p.Ready, p.Effect = true, ready, num("0.3")
		if knows {
			v.told(v.inject("tell", 10), ref(model.KindNarrative, v.claim), v.org)
		}
		return v.play(t, 1).until(50)
	}
	assert.EqualValues(t, 10, auto(model.False, true, true).when(model.EnforcementOrdered))
	assert.Empty(t, auto(model.False, false, true).happened(model.EnforcementOrdered), "nobody there has seen it")
	assert.Empty(t, auto(model.False, true, false).happened(model.EnforcementOrdered), "there is no policy")
	assert.Empty(t, auto(model.True, true, true).happened(model.EnforcementOrdered))
}

// TestAPolicyIsMadeBeforeItIsUsed.
func TestAPolicyIsMadeBeforeItIsUsed(t *testing.T) {
	v := newVenue("4000", "0.3", 100)
	friction := &v.Platforms[v.platform].Policies[model.Friction]
	friction.Ready, friction.Effect, friction.Latency = false, num("0.3"), 2*model.Hour
	v.Params.LatencySpread = 0
	use := v.decision("use", v.org, model.Effect{Verb: model.Enforce, B: itself, Measure: model.Friction})
	write := v.decision("write", v.org, model.Effect{Verb: model.Ready, B: itself, Measure: model.Friction})
	g := v.play(t, 1)
	require.Equal(t, []string{"There is no policy for it yet."}, g.refused(v.org, use))
	g.decide(v.org, write).until(1).decide(v.org, use).until(2)
	assert.Equal(t, 2+2*model.Hour, g.State().Policies[g.sc.PolicyRow(v.platform, model.Friction)].From)
	assert.Equal(t, []string{"Already in force."}, g.refused(v.org, use))
}

// TestAPromptHoldsNothingTrueBack: it asks whether a post is accurate (D12).
func TestAPromptHoldsNothingTrueBack(t *testing.T) {
	made := func(truth model.Truth, effect string) float64 {
		v := newVenue("40000", "0.6", 60)
		v.Narratives[v.claim].Truth = truth
		v.Platforms[v.platform].Posts = 40_000
		v.inForce(model.Prompt, effect)
		g := v.play(t, 7).until(61)
		assert.Zero(t, g.measure(model.TruePostsHeld))
		return posts(g)
	}
	assert.Equal(t, made(model.True, "0"), made(model.True, "0.3"))
	assert.Less(t, made(model.False, "0.3"), made(model.False, "0"))
}

// TestAMeasureThatMissesIsNoAct: where it does not reach the story it is told as a
// miss, and does not count as the first act against the incident.
func TestAMeasureThatMissesIsNoAct(t *testing.T) {
	for coverage, acts := range map[string]bool{"0": false, "1": true} {
		v := newVenue("40000", "0.5", 40).ordered(model.Breaker, "0.1")
		v.Platforms[v.platform].Policies[model.Breaker].Coverage = num(coverage)
		v.knows(v.org, ref(model.KindNarrative, v.claim))
		g := v.play(t, 1).until(10)
		assert.Equal(t, acts, len(g.happened(model.EnforcementForce)) == 1, coverage)
		assert.Equal(t, acts, len(g.happened(model.EnforcementMissed)) == 0, coverage)
		assert.Equal(t, acts, g.State().Topics[g.sc.TopicOf(ref(model.KindNarrative, v.claim))].Acted != model.None, coverage)
	}
}
