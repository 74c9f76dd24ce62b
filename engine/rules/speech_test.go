package rules_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// hall is a square with an office that speaks: nine in ten of ours believe it, three
// in ten of theirs.
type hall struct {
	*square
	office model.OrgID
}

func newHall() *hall {
	h := &hall{square: newSquare("2000")}
	h.office = h.town.org("office")
	h.Orgs[h.office].CredibilityBy = []fixed.Num{num("0.9"), num("0.3")}
	h.Params.NullFormats, h.Params.ExplainedSpread, h.Params.PrebunkRise, h.Params.CreditReversion = 0, 0, 0, 0
	return h
}

// says has the office say something about the claim or the national count, once, at
// a tick.
func (h *hall) says(verb model.Verb, reach string, at model.Tick) *hall {
	d := h.decision("say-"+model.VerbWords[verb], h.office, model.Effect{
		Verb: verb, A: the(model.KindNarrative, h.claim), Level: model.National, N: num(reach),
	})
	h.Decisions[d].Once, h.Decisions[d].Lead = true, at
	return h
}

// heard plays until a tick with everything said, from the first tick on.
func (h *hall) heard(t *testing.T, seed uint64, until model.Tick) *game {
	g := h.play(t, seed)
	for d := range h.Decisions {
		g.decide(h.office, model.DecisionID(d))
	}
	return g.until(until)
}

// TestSpeakersWinThoseWhoBelieveThem: an explanation, a correction and a warning each
// do so much more with those who believe the speaker three times as often.
func TestSpeakersWinThoseWhoBelieveThem(t *testing.T) {
	for verb, won := range map[model.Verb]func(g *game, a model.AudienceID) float64{
		model.Explain: func(g *game, a model.AudienceID) float64 {
			return g.logit(a, model.National) - newGame(g.t, g.sc, 1).logit(a, model.National)
		},
		model.Correct: func(g *game, a model.AudienceID) float64 {
			return float(g.State().Exposures[g.sc.ExposureRow(0, a)].Corrected)
		},
		model.Prebunk: func(g *game, a model.AudienceID) float64 {
			return float(g.State().Exposures[g.sc.ExposureRow(0, a)].Prebunk)
		},
	} {
		h := newHall().says(verb, "0.5", 1)
		h.Injects = nil // the claim itself stays away
		g := h.heard(t, 1, model.Day)
		require.Positive(t, won(g, h.theirs), model.VerbWords[verb])
		assert.InEpsilon(t, 3*won(g, h.theirs), won(g, h.ours), 1e-5, model.VerbWords[verb])
	}
}

// TestABelievedSpeakerSavesMore of the fall that a claim brings.
func TestABelievedSpeakerSavesMore(t *testing.T) {
	bare := newSquare("2000").fall(t, 0)
	for verb, part := range map[model.Verb]float64{model.Correct: 0.1, model.Prebunk: 0.5} {
		h := newHall().says(verb, "0.8", 1)
		h.Params.PrebunkHalf = 1_000_000
		g := h.heard(t, 1, model.Day)
		for a, believed := range map[model.AudienceID]float64{h.ours: 0.9, h.theirs: 0.3} {
			fell := newGame(t, g.sc, 1).logit(a, model.National) - g.logit(a, model.National)
			assert.InEpsilon(t, bare*(1-part*0.8*believed), fell, 1e-3, model.VerbWords[verb])
		}
	}
}

// TestAWarningRaisesConfidenceALittle (T7): at each level by what the claim would
// take, of those newly won.
func TestAWarningRaisesConfidenceALittle(t *testing.T) {
	h := newHall().says(model.Prebunk, "0.5", 1).says(model.Prebunk, "0.5", 2)
	h.Injects = nil
	h.Params.PrebunkRise, h.Params.PrebunkHalf = num("0.1"), 1_000_000
	g := h.heard(t, 1, 2)
	won := 1 - (1-0.45)*(1-0.45)
	rose := func(l model.Level) float64 { return g.logit(h.ours, l) - newGame(t, g.sc, 1).logit(h.ours, l) }
	assert.InDelta(t, 0.1*won, rose(model.National), 1e-5)
	assert.InDelta(t, 0.1*won*0.3, rose(model.OwnVote), 1e-5)
}

// TestSomeFormatsDoNothing (T8): three of seven; what the others achieve is lognormal
// about the median. An office that repeats its format repeats its luck; another
// office or another format has its own.
func TestSomeFormatsDoNothing(t *testing.T) {
	h := newHall().says(model.Explain, "0.1", 1)
	h.Injects = nil
	h.Params.NullFormats, h.Params.ExplainedSpread = defaults().NullFormats, defaults().ExplainedSpread
	sc := h.build()
	null, worths := 0, []float64(nil)
	for seed := range uint64(1000) {
		g := newGame(t, sc, seed).decide(h.office, 0).until(1)
		worth := float(g.State().Publics[g.sc.PublicRow(h.ours, model.National)].Reach) / (0.1 * 0.9)
		if worth == 0 {
			null++
		} else {
			worths = append(worths, worth)
		}
	}
	share(t, null, 1000, 3.0/7, "formats that do nothing")
	follows(t, worths, distuv.LogNormal{Mu: 0, Sigma: 0.43}.CDF, "what a format is worth")

	// A lognormal about the median of T8's four effects spans them.
	law := distuv.LogNormal{Mu: math.Log(0.44 * 0.7), Sigma: 0.43}
	points := func(p float64) float64 { return 100/(1+math.Exp(-law.Quantile(p))) - 50 }
	assert.InDelta(t, 4.6, points(0.125), 0.6, "the lowest of four")
	assert.InDelta(t, 7.6, points(0.5), 0.2, "the middle")
	assert.InDelta(t, 13.0, points(0.875), 1.2, "the highest of four")

	h.Decisions[0].Once = false
	other := h.decision("other", h.office, h.Decisions[0].Effects...)
	same, differs := 0, 0
	for seed := range uint64(40) {
		g := h.play(t, seed).decide(h.office, 0).until(1)
		reach := func() float64 { return float(g.State().Publics[g.sc.PublicRow(h.ours, model.National)].Reach) }
		first := reach()
		g.until(model.Day).decide(h.office, 0).until(model.Day + 1)
		if math.Abs(reach()-first) < 1e-9 {
			same++
		}
		g.until(2*model.Day).decide(h.office, other).until(2*model.Day + 1)
		if math.Abs(reach()-first) > 1e-9 {
			differs++
		}
	}
	assert.Equal(t, 40, same)
	assert.Greater(t, differs, 20)
}

// TestWhatNobodyDecidedOnHasItsOwnFormat: words of two injects need not fare alike,
// and are believed by all but the distrustful.
func TestWhatNobodyDecidedOnHasItsOwnFormat(t *testing.T) {
	h := newHall()
	h.Audiences[h.theirs].Distrust = num("0.75")
	h.Params.ExplainedSpread = defaults().ExplainedSpread
	h.Injects = nil
	for i, text := range []string{"a film", "a leaflet"} {
		h.inject(text, model.Tick(1+i), model.Effect{Verb: model.Explain, Level: model.Level(i), N: num("0.1"), Text: text})
	}
	g := h.play(t, 1).until(3)
	reach := func(a model.AudienceID, l model.Level) float64 {
		return float(g.State().Publics[g.sc.PublicRow(a, l)].Reach)
	}
	assert.NotEqual(t, reach(h.ours, 0), reach(h.ours, 1))
	for l := range model.Level(2) {
		assert.InEpsilon(t, 4*reach(h.theirs, l), reach(h.ours, l), 1e-6)
	}
}

// TestDenyingWhatIsTrueCostsCredibility with everyone.
func TestDenyingWhatIsTrueCostsCredibility(t *testing.T) {
	for _, verb := range []model.Verb{model.Correct, model.Prebunk} {
		for truth, cost := range map[model.Truth]float64{model.False: 0, model.Misleading: 0, model.True: 5} {
			h := newHall().says(verb, "0.1", 1)
			h.Narratives[h.claim].Truth = truth
			g := h.heard(t, 1, 2)
			for a, before := range map[model.AudienceID]float64{h.ours: 90, h.theirs: 30} {
				assert.InDelta(t, before-cost, float(g.State().Credibilities[g.sc.CredibilityRow(h.office, a)].Percent), 1e-6)
			}
			assert.InDelta(t, 60-cost, float(g.State().Orgs[h.office].Credibility), 1e-6, "the mean by size")
		}
	}
}

// TestCredibilityComesBackSlowly: a hundredth of the way every night, to where it was
// with each audience.
func TestCredibilityComesBackSlowly(t *testing.T) {
	h := newHall()
	h.Injects = nil
	h.Clock.End = 400 * model.Day
	h.Params.CreditReversion = defaults().CreditReversion
	h.inject("slip", 10, model.Effect{Verb: model.Credit, A: the(model.KindOrg, h.office), N: num("-20")})
	g := h.play(t, 1).until(11)
	lost := func(a model.AudienceID, from float64) float64 {
		return from - float(g.State().Credibilities[g.sc.CredibilityRow(h.office, a)].Percent)
	}
	for night := range 30 {
		g.until(model.Tick(night+1) * model.Day)
		for a, from := range map[model.AudienceID]float64{h.ours: 90, h.theirs: 30} {
			assert.InDelta(t, 20*math.Pow(0.99, float64(night+1)), lost(a, from), 1e-5)
		}
	}
	g.toEnd()
	assert.InDelta(t, 0.5, lost(h.ours, 90), 0.01, "until too little is left to speak of")
}

// TestALostNameConvincesNobody: credibility is what words are worth, now.
func TestALostNameConvincesNobody(t *testing.T) {
	h := newHall().says(model.Explain, "1", model.Hour)
	h.Injects = nil
	h.inject("scandal", 1, model.Effect{Verb: model.Credit, A: the(model.KindOrg, h.office), N: num("-100")})
	g := h.heard(t, 1, 2*model.Day)
	assert.Zero(t, g.logit(h.ours, model.National)-newGame(t, g.sc, 1).logit(h.ours, model.National))
}

// TestCredibilityAddsUp in every history: with each audience between 0 and 100 per
// cent, and the headline their mean by size.
func TestCredibilityAddsUp(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		people := 0.0
		for _, a := range g.sc.Audiences {
			people += float64(a.Size)
		}
		for o := range g.sc.Orgs {
			mean := 0.0
			for a, audience := range g.sc.Audiences {
				p := g.State().Credibilities[g.sc.CredibilityRow(model.OrgID(o), model.AudienceID(a))].Percent
				if p < 0 || p > num("100") {
					rt.Fatalf("%s per cent believe %s", p, g.sc.Orgs[o].ID)
				}
				mean += float(p) * float64(audience.Size) / people
			}
			assert.InDelta(rt, mean, float(g.State().Orgs[o].Credibility), 1e-5)
		}
	})
}
