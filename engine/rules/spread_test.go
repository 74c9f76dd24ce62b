package rules_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// venue is a town with a platform on which a claim bursts at the first tick.
// Bursts have their median size and length: nothing but the posts is left to
// chance until a test says so.
type venue struct {
	*town
	org      model.OrgID
	platform model.PlatformID
	claim    model.NarrativeID
}

func newVenue(size, gain string, length model.Tick) *venue {
	v := &venue{town: newTown()}
	v.org = v.town.org("chirp")
	v.platform = v.platformOf(v.org)
	v.claim = v.narrative("torn", size, gain, v.platform)
	v.Narratives[v.claim].Duration = length
	v.Params.SizeTime, v.Params.TimeSpread = 0, 0
	v.inject("start", 0, v.starts(fixed.One))
	return v
}

func (v *venue) starts(times fixed.Num) model.Effect {
	return model.Effect{Verb: model.Burst, A: the(model.KindNarrative, v.claim), N: times}
}

// posts returns the posts of the first burst.
func (v *venue) posts(t *testing.T, seed uint64) float64 {
	return posts(newGame(t, v.build(), seed).until(v.Narratives[v.claim].Duration + 1))
}

func posts(g *game) float64 { return float64(g.State().Spreads[0].Posts) }

// meanPosts is the mean over seeds of the posts of the first burst.
func (v *venue) meanPosts(t *testing.T, seeds int) float64 {
	sc := v.build()
	return mean(overSeeds(seeds, func(seed uint64) float64 {
		return posts(newGame(t, sc, seed).until(v.Narratives[v.claim].Duration + 1))
	}))
}

// TestABurstMakesItsSizeInPosts whatever its gain, in the mean over seeds: a story
// of a few posts as well as one of many.
func TestABurstMakesItsSizeInPosts(t *testing.T) {
	for _, gain := range []string{"0", "0.2", "0.5", "0.8"} {
		assert.InEpsilon(t, 40000, newVenue("40000", gain, 40).meanPosts(t, 200), 0.2, "gain %s", gain)
		assert.InEpsilon(t, 400, newVenue("400", gain, 40).meanPosts(t, 200), 0.2, "gain %s", gain)
	}
	v := newVenue("40000", "0.2", 40)
	v.Spreads[0].Share = num("0.25")
	assert.InEpsilon(t, 10000, v.meanPosts(t, 60), 0.08, "a platform's share of the size")
	v.Injects[0].Effects[0] = v.starts(num("3"))
	assert.InEpsilon(t, 30000, v.meanPosts(t, 60), 0.08, "times three")
}

// TestABurstTakesOff from a first post or a few: it rises to
// its level over the first ticks, slowly where it lives on sharing.
func TestABurstTakesOff(t *testing.T) {
	early := func(gain string) float64 {
		v := newVenue("40000", gain, 40)
		sc := v.build()
		return mean(overSeeds(100, func(seed uint64) float64 { return posts(newGame(t, sc, seed).until(4)) })) / 4000
	}
	assert.InDelta(t, 1, early("0"), 0.15)
	assert.Less(t, early("0.8"), early("0.4"))
	assert.Less(t, early("0.8"), 0.5)
}

// TestAnEchoWaitsForWhatRuns: a burst that starts before the echo of the last puts
// it off, and the echoes of both come together.
func TestAnEchoWaitsForWhatRuns(t *testing.T) {
	v := newVenue("4000", "0.2", 20)
	v.inject("again", 30, v.starts(fixed.One))
	g := v.play(t, 1).until(25)
	first := g.State().Spreads[0].EchoSize
	require.Greater(t, g.State().Spreads[0].EchoAt, model.Tick(30))
	g.until(60)
	assert.Greater(t, g.State().Spreads[0].EchoSize, first)
	assert.Len(t, g.toEnd().happened(model.BurstBegan), 3)
}

// TestPostsAreNegativeBinomial: without gain every tick draws from one law,
// variance μ + μ²/φ.
func TestPostsAreNegativeBinomial(t *testing.T) {
	v := newVenue("40000", "0", 400)
	g := v.play(t, 1).until(400)
	var counts []float64
	for _, e := range g.happened(model.BurstTicked) {
		for _, c := range e.Changes {
			if c.Cell.Column == model.ColSpreadPosts {
				counts = append(counts, float64(c.Value))
			}
		}
	}
	require.Greater(t, len(counts), 390)
	phi := float(v.Params.Dispersion)
	law := distuv.Gamma{Alpha: phi, Beta: phi / 100} // at a mean of 100, close to its count
	follows(t, counts, law.CDF, "posts a tick")
}

// TestGainSaysWhatANudgeIsWorth: with sharing at η, output goes as η^(g/(1−g)).
// Ten per cent less sharing costs 5% of the posts of a story with gain a third,
// and 27% with three quarters.
func TestGainSaysWhatANudgeIsWorth(t *testing.T) {
	for gain, loss := range map[string]float64{"0": 0, "0.333": 0.05, "0.5": 0.10, "0.75": 0.27} {
		v := newVenue("4000000", gain, 400)
		free := v.posts(t, 1)
		v.inForce(model.Friction, "0.1")
		g := float(num(gain))
		assert.InDelta(t, loss, 1-math.Pow(0.9, g/(1-g)), 0.005, "the formula")
		assert.InDelta(t, loss, 1-v.posts(t, 1)/free, 0.02, "gain %s", gain)
	}
}

// inForce puts a whole-platform policy in force from the start.
func (v *venue) inForce(e model.Enforcement, effect string) {
	p := &v.Platforms[v.platform].Policies[e]
	p.Effect, p.Auto = num(effect), true
}

// TestABurstEndsAndIsQuiet: when its length is over it makes no posts, and costs
// no tick, until its echo.
func TestABurstEndsAndIsQuiet(t *testing.T) {
	v := newVenue("4000", "0.3", 40)
	g := v.play(t, 1).until(40)
	assert.EqualValues(t, 40, g.when(model.BurstEnded))
	assert.Len(t, g.happened(model.BurstTicked), 39)
	assert.EqualValues(t, model.None, g.State().Spreads[0].End)
	assert.Zero(t, g.State().Spreads[0].Rate)
	made, echo := posts(g), g.State().Spreads[0].EchoAt
	require.Greater(t, echo, model.Tick(42))
	g.until(echo - 1)
	assert.Equal(t, made, posts(g))
	assert.Equal(t, echo, g.Next())
}

// TestAnEchoFollows: once, after a while, with D11's size: lognormal about the
// burst's posts to the power 0.935, sigma 1.30, and never larger than the burst.
func TestAnEchoFollows(t *testing.T) {
	v := newVenue("4000", "0.2", 20)
	sc := v.build()
	var delays []float64
	sizes := overSeeds(1000, func(seed uint64) float64 {
		g := newGame(t, sc, seed).until(20)
		st := g.State().Spreads[0]
		delays = append(delays, days(st.EchoAt-20))
		assert.LessOrEqual(t, st.EchoSize, fixed.FromInt(st.BurstPosts))
		return math.Log(float(st.EchoSize)) - float(sc.Params.EchoPower)*math.Log(float64(st.BurstPosts))
	})
	law := distuv.Normal{Sigma: float(sc.Params.EchoSpread)}
	for _, below := range []float64{-2, -1, -0.5, 0} { // where the burst's size is no bound yet
		smaller := 0
		for _, size := range sizes {
			if size < below {
				smaller++
			}
		}
		share(t, smaller, len(sizes), law.CDF(below), "size")
	}
	follows(t, delays, lasts(days(sc.Params.EchoDelay), 0.6), "delay")

	g := v.play(t, 1).toEnd()
	began := g.happened(model.BurstBegan)
	require.Len(t, began, 2, "an echo has none of its own")
	assert.Equal(t, model.BurstBegan, g.causeOf(began[1]).What)
}

// TestSizeAndLengthGoTogether: D3 gives the size, D4 the length and their
// correlation.
func TestSizeAndLengthGoTogether(t *testing.T) {
	v := newVenue("5000", "0", 40)
	v.Narratives[v.claim].Deviation = num("2.4")
	v.Params = defaults()
	sc := v.build()
	var lengths []float64
	sizes := overSeeds(manySeeds, func(seed uint64) float64 {
		st := newGame(t, sc, seed).State().Spreads[0]
		length := math.Log(float64(st.End - st.Start))
		lengths = append(lengths, length)
		return float(st.Alpha) + length // without gain α is the log of size ÷ length
	})
	assert.InDelta(t, math.Log(5000), median(sizes), 0.15)
	assert.InDelta(t, 2.4, stat.StdDev(sizes, nil), 0.15)
	assert.InDelta(t, math.Log(40), median(lengths), 0.1)
	assert.InDelta(t, 0.98, stat.StdDev(lengths, nil), 0.05)
	assert.InDelta(t, 0.79, stat.Correlation(sizes, lengths, nil), 0.04)
}

// TestABurstCrossesToOtherPlatforms when it has made enough posts on the first:
// about BridgeAt of its median size.
func TestABurstCrossesToOtherPlatforms(t *testing.T) {
	two := func(times string) *venue {
		v := newVenue("4000", "0.2", 40)
		other := v.platformOf(v.town.org("vids"))
		v.Spreads = append(v.Spreads, model.Spread{Narrative: v.claim, Platform: other, Share: fixed.Half})
		v.Narratives[v.claim].Spreads = append(v.Narratives[v.claim].Spreads, 1)
		v.Injects[0].Effects[0] = v.starts(num(times))
		return v
	}
	sc := two("1").build()
	crossing := overSeeds(500, func(seed uint64) float64 { return float64(newGame(t, sc, seed).State().Spreads[0].Cross) })
	follows(t, crossing, lasts(4000*float(sc.Params.BridgeAt), 0.7), "posts at which it crosses")

	g := newGame(t, sc, 1).until(39)
	need := newGame(t, sc, 1).State().Spreads[0].Cross
	there := g.happened(model.BurstBegan, ref(model.KindSpread, model.SpreadID(1)))
	require.Len(t, there, 1)
	assert.Equal(t, g.happened(model.BridgeCrossed)[0], g.causeOf(there[0]))
	before := newGame(t, sc, 1).until(there[0].Tick - 1)
	assert.Less(t, before.State().Spreads[0].Posts, need)
	assert.GreaterOrEqual(t, newGame(t, sc, 1).until(there[0].Tick).State().Spreads[0].Posts, need)
	assert.Len(t, g.toEnd().happened(model.BridgeCrossed), 1, "once; an echo does not cross again")

	small := two("0.001").play(t, 1).until(model.Day)
	assert.Empty(t, small.happened(model.BridgeCrossed), "a story too small stays where it is")
}

// TestAmplificationActsOnWhatRuns: a pulse, or a second start, adds momentum; on
// a quiet claim a pulse does nothing.
func TestAmplificationActsOnWhatRuns(t *testing.T) {
	for name, effect := range map[string]func(v *venue) model.Effect{
		"pulse": func(v *venue) model.Effect {
			return model.Effect{Verb: model.Pulse, A: the(model.KindNarrative, v.claim), N: num("2")}
		},
		"second start": func(v *venue) model.Effect { return v.starts(num("2")) },
	} {
		v := newVenue("40000", "0.6", 40)
		plain := v.posts(t, 3)
		v.inject("again", 10, effect(v))
		assert.Greater(t, v.posts(t, 3), 1.01*plain, name)
		assert.Len(t, v.play(t, 3).until(39).happened(model.BurstBegan), 1, name)
	}
	v := newVenue("4000", "0.6", 40)
	v.inject("late", 45, model.Effect{Verb: model.Pulse, A: the(model.KindNarrative, v.claim), N: num("2")})
	assert.Empty(t, v.play(t, 3).until(50).happened(model.BridgeCrossed))
}

// TestPostsAreCountedByTheirTruth: false and misleading ones as such; of true
// ones, those that a measure holds back.
func TestPostsAreCountedByTheirTruth(t *testing.T) {
	for truth, counts := range map[model.Truth]bool{model.False: true, model.Misleading: true, model.True: false} {
		v := newVenue("4000", "0.3", 40)
		v.Narratives[v.claim].Truth = truth
		v.inForce(model.Friction, "0.2")
		v.Platforms[v.platform].Posts, v.Params.EchoDelay = 0, 9*model.Day
		g := v.play(t, 1).until(model.Day)
		if counts {
			assert.Equal(t, posts(g), g.measure(model.FalsePosts), model.TruthWords[truth])
			assert.Zero(t, g.measure(model.TruePostsHeld))
			continue
		}
		assert.Zero(t, g.measure(model.FalsePosts))
		assert.InEpsilon(t, posts(g)*(math.Pow(0.8, -0.3/0.7)-1), g.measure(model.TruePostsHeld), 1e-4, "output goes as η^(g/(1−g))")
	}
}

func TestPostsATickNeverExceedTheCap(t *testing.T) {
	v := newVenue("1000000000", "0.9", 40)
	v.Params.Cap = 5000
	g := v.play(t, 1).until(40)
	for _, e := range g.happened(model.BurstTicked) {
		for _, c := range e.Changes {
			if c.Cell.Column == model.ColSpreadPosts {
				assert.LessOrEqual(t, c.Value, int64(5000))
			}
		}
	}
}

// TestTheRateIsPostsAnHour, smoothed over an hour.
func TestTheRateIsPostsAnHour(t *testing.T) {
	v := newVenue("120000", "0", 400) // 300 a tick, 3,600 an hour
	v.Params.Dispersion = num("10000")
	g := v.play(t, 1).until(100)
	assert.InEpsilon(t, 3600, float(g.State().Spreads[0].Rate), 0.1)
	assert.InEpsilon(t, 3600.0/12, float(v.play(t, 1).until(1).State().Spreads[0].Rate), 0.2, "it takes time to show")
}
