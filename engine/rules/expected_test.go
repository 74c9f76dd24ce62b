package rules_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// deciding gives the platform's organisation a decision with one effect.
func (v *venue) deciding(effects ...model.Effect) model.DecisionID {
	v.Decisions = append(v.Decisions, model.Decision{
		ID: "act", Title: "Act", By: []model.OrgID{v.org}, Effects: effects,
		Targets: []model.Ref{ref(model.KindNarrative, v.claim)},
	})
	return model.DecisionID(len(v.Decisions) - 1)
}

func (v *venue) enforcing(m model.Enforcement) model.Effect {
	return model.Effect{Verb: model.Enforce, A: theTarget, B: itself, Measure: m}
}

// TestAMeasureIsExpectedByTheGain: sharing cut by a tenth leaves about η^(g/(1−g)) of
// the posts where posters are many: 95% of a claim with gain a third, 73% of one with
// three quarters.
func TestAMeasureIsExpectedByTheGain(t *testing.T) {
	for gain, left := range map[string]float64{"0": 1, "0.333": 0.95, "0.75": 0.73} {
		v := newVenue("4000000", gain, 60)
		v.Platforms[v.platform].Policies[model.Label].Effect = num("0.1")
		d := v.deciding(v.enforcing(model.Label))
		all := v.seen().play(t, 1).Expected(v.org, d, ref(model.KindNarrative, v.claim))
		require.Len(t, all, 1)
		assert.InDelta(t, left, float(all[0].Left), 0.015, "gain %s", gain)
		assert.Equal(t, num(gain), all[0].Gain)
		assert.Equal(t, fixed.One, all[0].Chance)
	}
}

// seen has the platform's organisation know of the claim.
func (v *venue) seen() *venue {
	v.knows(v.org, ref(model.KindNarrative, v.claim))
	return v
}

// TestWhatIsExpectedHappens: of stories like the flagship's, with a measure in force
// from the start, about so much is left in the mean over seeds.
func TestWhatIsExpectedHappens(t *testing.T) {
	for _, story := range []struct{ size, gain string }{{"14000", "0.35"}, {"14000", "0.6"}, {"36000", "0.7"}, {"36000", "0.8"}} {
		for _, cut := range []string{"0.1", "0.2"} {
			free, held := newVenue(story.size, story.gain, 90), newVenue(story.size, story.gain, 90)
			held.inForce(model.Friction, cut)
			d := held.deciding(model.Effect{Verb: model.Enforce, B: itself, Measure: model.Friction})
			expected := float(held.seen().play(t, 1).Expected(held.org, d, model.Nothing)[0].Left)
			assert.InDelta(t, held.meanPosts(t, 60)/free.meanPosts(t, 60), expected, 0.1, "size %s, gain %s, cut %s", story.size, story.gain, cut)
		}
	}
}

// TestWhatIsExpectedOfEachMeasure: removal and breakers reach a story with their
// coverage; prebunking acts on sharing; what acts on a whole platform is told for
// the claims that the seat suspects, and for no other.
func TestWhatIsExpectedOfEachMeasure(t *testing.T) {
	v := newVenue("40000", "0.5", 60)
	policy := &v.Platforms[v.platform].Policies[model.Remove]
	policy.Effect, policy.Coverage = num("0.8"), num("0.35")
	d := v.deciding(v.enforcing(model.Remove))
	assert.Empty(t, v.play(t, 1).Expected(v.org, d, ref(model.KindNarrative, v.claim)), "of a claim that it does not know it hears nothing")
	assert.Empty(t, v.play(t, 1).Expected(v.org, d, model.Nothing))
	all := v.seen().play(t, 1).Expected(v.org, d, ref(model.KindNarrative, v.claim))
	require.Len(t, all, 1)
	assert.Equal(t, num("0.35"), all[0].Chance)
	kept := 0.2 + 0.8*float(v.Params.Reupload)
	assert.InDelta(t, math.Pow(kept, 2), float(all[0].Left), 0.03, "what acts on posts counts as its 1/(1−g)th power")

	v = newVenue("4000000", "0.5", 60)
	d = v.deciding(model.Effect{Verb: model.Prebunk, A: theTarget, N: fixed.One})
	assert.Empty(t, v.play(t, 1).Expected(v.org, d, ref(model.KindNarrative, v.claim)))
	assert.Empty(t, v.play(t, 1).Expected(v.org, d, model.Nothing))
	v.seen()
	all = v.play(t, 1).Expected(v.org, d, ref(model.KindNarrative, v.claim))
	require.Len(t, all, 1)
	assert.InDelta(t, 1-float(v.Params.PrebunkSharing), float(all[0].Left), 0.015)

	v = newVenue("4000000", "0.5", 60)
	v.Platforms[v.platform].Policies[model.Friction].Effect = num("0.2")
	d = v.deciding(v.enforcing(model.Friction))
	assert.Empty(t, v.play(t, 1).Expected(v.org, d, model.Nothing), "it knows of no claim")
	v.knows(v.org, ref(model.KindNarrative, v.claim))
	all = v.play(t, 1).Expected(v.org, d, model.Nothing)
	require.Len(t, all, 1)
	assert.InDelta(t, 0.8, float(all[0].Left), 0.02)
}

// TestWhatIsExpectedTellsNothingUnknown: it is the same whatever the burst does, and
// whether or not the story is true.
func TestWhatIsExpectedTellsNothingUnknown(t *testing.T) {
	for _, truth := range []model.Truth{model.False, model.True} {
		v := newVenue("40000", "0.5", 60).seen()
		v.Narratives[v.claim].Truth = truth
		v.Platforms[v.platform].Policies[model.Prompt].Effect = num("0.1")
		d := v.deciding(model.Effect{Verb: model.Enforce, B: itself, Measure: model.Prompt})
		all := v.play(t, 1).Expected(v.org, d, model.Nothing)
		require.Len(t, all, 1)
		assert.Less(t, all[0].Left, num("0.95"), model.TruthWords[truth])
	}
	v := newVenue("40000", "0.5", 60).seen()
	v.Platforms[v.platform].Policies[model.Breaker].Effect = num("0.1")
	d := v.deciding(v.enforcing(model.Breaker))
	g := v.play(t, 1)
	before := g.Expected(v.org, d, ref(model.KindNarrative, v.claim))
	assert.Equal(t, before, g.until(59).Expected(v.org, d, ref(model.KindNarrative, v.claim)))
	assert.Equal(t, before, g.until(70).Expected(v.org, d, ref(model.KindNarrative, v.claim)))
}
