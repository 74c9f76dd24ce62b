package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// TestFrictionHoldsTruePostsBack: it acts on everything (D25), for as much of a day
// as it is in force, the last part of a day included.
func TestFrictionHoldsTruePostsBack(t *testing.T) {
	for name, c := range map[string]struct {
		from, until model.Tick
		days        float64
	}{
		"from the start":             {0, 2 * model.Day, 2},
		"since the afternoon":        {15 * model.Hour, 2 * model.Day, 1.375},
		"for an hour":                {23 * model.Hour, model.Day, 1.0 / 24},
		"to the end, at noon":        {15 * model.Hour, 2*model.Day + model.Day/2, 1.875},
		"an afternoon until the end": {model.Day + 12*model.Hour, model.Day + 18*model.Hour, 0.25},
	} {
		t.Run(name, func(t *testing.T) {
			v := newVenue("40", "0", 40)
			v.Injects = nil
			v.Clock.End = c.until
			v.Params.LatencySpread = 0
			v.Platforms[v.platform].Posts = 40_000
			policy := &v.Platforms[v.platform].Policies[model.Friction]
			policy.Effect, policy.Coverage = num("0.2"), fixed.Half
			policy.Auto = c.from == 0
			if c.from > 0 { // it takes a tick
				v.inject("friction", c.from-1, model.Effect{Verb: model.Enforce, A: model.Argument{Ref: model.Nothing}, B: the(model.KindOrg, v.org), Measure: model.Friction})
			}
			g := v.play(t, 1).toEnd()
			assert.InDelta(t, c.days*40_000*0.2*0.5, g.measure(model.TruePostsHeld), 1e-3)
		})
	}
}

// TestAPlatformTakesItsTimeWithPolicies too: the latency of a measure that acts on all
// content is lognormal about its median, like an action's (D16, K18).
func TestAPlatformTakesItsTimeWithPolicies(t *testing.T) {
	v := newVenue("40", "0", 40)
	v.Platforms[v.platform].Policies[model.Friction].Latency = 6 * model.Hour
	v.inject("friction", 9, model.Effect{Verb: model.Enforce, A: model.Argument{Ref: model.Nothing}, B: the(model.KindOrg, v.org), Measure: model.Friction})
	sc := v.build()
	waits := overSeeds(500, func(seed uint64) float64 {
		g := newGame(t, sc, seed).until(9)
		return days(g.State().Policies[g.sc.PolicyRow(v.platform, model.Friction)].From - 9)
	})
	follows(t, waits, lasts(0.25, 0.7), "latency")
}

// TestWhatAMeasureHoldsBackOfATrueStoryIsCounted, whatever the measure is: about what
// the story made without it, under the same luck.
func TestWhatAMeasureHoldsBackOfATrueStoryIsCounted(t *testing.T) {
	for measure, effect := range map[model.Enforcement]string{
		model.Label: "0.3", model.Remove: "0.3", model.Demote: "0.5", model.Takedown: "0.5", model.Breaker: "0.1", model.Friction: "0.2",
	} {
		story := func() *venue {
			v := newVenue("400000", "0.5", 200)
			v.Narratives[v.claim].Truth = model.True
			v.Platforms[v.platform].Posts, v.Params.EchoDelay = 0, 9*model.Day
			return v
		}
		free := story().posts(t, 3)
		v := story()
		if measure == model.Friction {
			v.inForce(measure, effect)
		} else {
			v.ordered(measure, effect)
		}
		g := v.play(t, 3).until(201)
		assert.Zero(t, g.measure(model.TruePostsHeld), "by the day, so that nobody learns at once what is true")
		g.until(model.Day)
		require.Less(t, posts(g), 0.97*free, model.EnforcementWords[measure])
		assert.InEpsilon(t, free-posts(g), g.measure(model.TruePostsHeld), 0.15, model.EnforcementWords[measure])
		assert.Zero(t, g.measure(model.FalsePosts))
	}
}

// TestNothingIsHeldBackOfWhatIsLeftAlone.
func TestNothingIsHeldBackOfWhatIsLeftAlone(t *testing.T) {
	v := newVenue("40000", "0.5", 40)
	v.Narratives[v.claim].Truth = model.True
	g := v.play(t, 3).until(2 * model.Day)
	assert.Zero(t, g.measure(model.TruePostsHeld))
	assert.Empty(t, g.happened(model.CredibilityMoved))
}

// TestOverEnforcementCostsCredibilityWhereItIsSeen: points for the share of true posts
// that were held back; demotion and breakers are known to the platform alone.
func TestOverEnforcementCostsCredibilityWhereItIsSeen(t *testing.T) {
	for measure, seen := range map[model.Enforcement]bool{
		model.Label: true, model.Remove: true, model.Takedown: true, model.Demote: false, model.Breaker: false,
	} {
		v := newVenue("40000", "0.5", 40)
		v.Narratives[v.claim].Truth = model.True
		v.audience("all", 1_000_000, "0.6")
		v.Params.CreditReversion, v.Params.EchoDelay = 0, 9*model.Day
		g := v.ordered(measure, "0.4").play(t, 3).until(2 * model.Day)
		lost := 50 - float(g.State().Orgs[v.org].Credibility)
		held := g.measure(model.TruePostsHeld)
		require.Positive(t, held, model.EnforcementWords[measure])
		want := 0.0
		if seen {
			want = 4 * held / (held + posts(g))
		}
		// What was made before the order took hold counts as shown.
		assert.InDelta(t, want, lost, 0.02, model.EnforcementWords[measure])
	}

	missed := newVenue("40000", "0.5", 40)
	missed.Narratives[missed.claim].Truth = model.True
	missed.audience("all", 1_000_000, "0.6")
	missed.ordered(model.Demote, "0.4").ordered(model.Remove, "0.9")
	missed.Platforms[missed.platform].Policies[model.Remove].Coverage = 0
	hidden := missed.play(t, 3).until(2 * model.Day)
	require.Positive(t, hidden.measure(model.TruePostsHeld))
	assert.Empty(t, hidden.happened(model.CredibilityMoved), "the removal never reached the story, and the demotion is not seen")

	v := newVenue("40", "0", 40)
	v.Injects = nil
	v.audience("all", 1_000_000, "0.6")
	v.Params.CreditReversion = 0
	v.Platforms[v.platform].Posts = 40_000
	v.inForce(model.Friction, "0.2")
	g := v.play(t, 1).until(2 * model.Day)
	assert.InDelta(t, 2*4*0.2, 50-float(g.State().Orgs[v.org].Credibility), 1e-6, "two days of friction")
	moved := g.happened(model.CredibilityMoved)
	assert.Equal(t, model.TrueContentHeld, g.causeOf(moved[0]).What)
}
