package rules_test

// Under common luck every control is monotone: what is compared here shares its
// seed, and differs in one thing alone. So a difference between two runs is never
// an accident of the draws.

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// hundredths draws a number of hundredths between two, as a decimal.
func hundredths(t *rapid.T, low, high int, label string) fixed.Num {
	return fixed.FromRatio(int64(rapid.IntRange(low, high).Draw(t, label)), 100)
}

// lessAndMore draws two shares, the second no smaller.
func lessAndMore(t *rapid.T) (less, more fixed.Num) {
	a, b := hundredths(t, 0, 100, "one share"), hundredths(t, 0, 100, "another share")
	return min(a, b), max(a, b)
}

func drawSeed(t *rapid.T) uint64 { return rapid.Uint64().Draw(t, "seed") }

func drawTick(t *rapid.T, low, high model.Tick, label string) model.Tick {
	return model.Tick(rapid.IntRange(int(low), int(high)).Draw(t, label))
}

func TestMoreOfAControlNeverHelpsTheAttacker(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed, steps := drawSeed(rt), rapid.IntRange(1, 4).Draw(rt, "steps")
		means := make([]fixed.Num, steps)
		for i := range means {
			means[i] = hundredths(rt, 1, 300, "mean")
		}
		early, late := drawTick(rt, 0, 2*model.Day, "fitted"), drawTick(rt, 0, 2*model.Day, "fitted later")
		early, late = min(early, late), max(early, late)
		less, more := lessAndMore(rt)
		done := func(coverage fixed.Num, at model.Tick) []model.Tick {
			b := newTown()
			net := b.asset("net", b.org("county"))
			tool := b.technique("T1078")
			b.fit(net, b.control("mfa", "none"), "1")
			keys := b.control("mfa", "security-key", model.Block{Technique: tool, Share: num("0.95")})
			b.inject("fit", at, model.Effect{Verb: model.Fit, A: the(model.KindAsset, net), B: the(model.KindControl, keys), N: coverage})
			c := b.campaign("raid", b.actor("ring"))
			var after []model.StepID
			for i, mean := range means {
				s := b.step(c, fmt.Sprint(i), "1", after...)
				b.Steps[s].Mean, b.Steps[s].Target, b.Steps[s].Technique = mean, net, tool
				after = []model.StepID{s}
			}
			g := b.play(t, seed).toEnd()
			var at2 []model.Tick
			for s := range b.Steps {
				at2 = append(at2, g.when(model.StepSucceeded, step(model.StepID(s))))
			}
			return at2
		}
		no := func(weak, strong []model.Tick, what string) {
			for i := range weak {
				if strong[i] < weak[i] {
					rt.Fatalf("%s: step %d is done at %d, not %d", what, i, strong[i], weak[i])
				}
			}
		}
		no(done(less, early), done(more, early), "more coverage")
		no(done(more, late), done(more, early), "fitted earlier")
	})
}

// TestLessSharingNeverYieldsMorePosts, whatever measure makes it less, and at no
// tick of the burst.
func TestLessSharingNeverYieldsMorePosts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := drawSeed(rt)
		e := model.Enforcement(rapid.IntRange(0, int(model.Enforcements)-1).Draw(rt, "measure"))
		gain, size := hundredths(rt, 0, 95, "gain"), fixed.FromInt(int64(rapid.IntRange(3, 200_000).Draw(rt, "size")))
		less, more := lessAndMore(rt)
		course := func(effect fixed.Num) []int64 {
			v := newVenue("1", "0", 40)
			v.Narratives[v.claim].Size, v.Narratives[v.claim].Gain = size, gain
			p := &v.Platforms[v.platform].Policies[e]
			p.Effect, p.Auto = effect, true
			v.knows(v.org, ref(model.KindNarrative, v.claim))
			return v.course(t, seed)
		}
		no(rt, course(less), course(more), model.EnforcementWords[e])
	})
}

// course returns the posts made by each tick of the first burst.
func (v *venue) course(t *testing.T, seed uint64) []int64 {
	g := v.play(t, seed)
	var posts []int64
	for at := range v.Narratives[v.claim].Duration {
		posts = append(posts, g.until(at).State().Spreads[0].Posts)
	}
	return posts
}

func no(t *rapid.T, weak, strong []int64, what string) {
	for at := range weak {
		if strong[at] > weak[at] {
			t.Fatalf("%s: by tick %d there are %d posts, not at most %d", what, at, strong[at], weak[at])
		}
	}
}

// TestABreakerHoldsTheSmallestStoriesToo: momentum is never below nothing, so a
// lower gain never lifts posts. A story of six posts once showed otherwise.
func TestABreakerHoldsTheSmallestStoriesToo(t *testing.T) {
	for seed := range uint64(50) {
		v := newVenue("6", "0.32", 40)
		free := v.posts(t, seed)
		assert.LessOrEqual(t, v.ordered(model.Breaker, "0.07").posts(t, seed), free, "seed %d", seed)
		assert.GreaterOrEqual(t, v.play(t, seed).State().Spreads[0].Momentum, fixed.Num(0))
	}
}

func TestAMeasureTakenEarlierNeverYieldsMorePosts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := drawSeed(rt)
		e := model.Enforcement(rapid.IntRange(0, int(model.Breaker)).Draw(rt, "measure"))
		a, b := drawTick(rt, 0, 39, "ordered"), drawTick(rt, 0, 39, "ordered otherwise")
		gain := hundredths(rt, 0, 95, "gain")
		course := func(at model.Tick) []int64 {
			v := newVenue("20000", "0", 40)
			v.Narratives[v.claim].Gain = gain
			v.ordered(e, "0.6")
			v.Injects[len(v.Injects)-1].At = at
			return v.course(t, seed)
		}
		no(rt, course(max(a, b)), course(min(a, b)), model.EnforcementWords[e])
	})
}

func TestABetterWatchNeverNoticesLater(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := drawSeed(rt)
		less, more := lessAndMore(rt)
		noise := hundredths(rt, 0, 100, "noise")
		mean := hundredths(rt, 1, 200, "mean")
		noticed := func(detection fixed.Num) model.Tick {
			l := newLookout("2")
			l.Clock.End = 20 * model.Day
			l.Orgs[l.county].Detection = detection
			l.Steps[l.enter].Noise, l.Steps[l.enter].Mean = noise, mean
			return l.play(t, seed).toEnd().when(model.Noticed)
		}
		if weak, strong := noticed(less), noticed(more); strong > weak {
			rt.Fatalf("with detection %s it notices at %d, with %s at %d", less, weak, more, strong)
		}
	})
}

// TestAClosedChannelNeverDelivers, nor one over which nobody consented or that the
// reader is not cleared for, whenever it opens, closes and hastens.
func TestAClosedChannelNeverDelivers(t *testing.T) {
	delivered := 0
	rapid.Check(t, func(rt *rapid.T) {
		b := newTown()
		var orgs []model.OrgID
		for i := range 4 {
			o := b.org(fmt.Sprint("org", i))
			b.Orgs[o].Cleared, b.Orgs[o].Consents = rapid.Bool().Draw(rt, "cleared"), rapid.Bool().Draw(rt, "consents")
			orgs = append(orgs, o)
		}
		net := b.asset("net", orgs[0])
		b.knows(orgs[0], ref(model.KindAsset, net))
		for _, from := range orgs {
			for _, to := range orgs {
				if from == to {
					continue
				}
				ch := &b.Channels[b.channel(from, to)]
				ch.Open, ch.NeedsConsent = rapid.Bool().Draw(rt, "open"), rapid.Bool().Draw(rt, "needs consent")
				ch.Classified, ch.Legal, ch.Spread = rapid.Bool().Draw(rt, "classified"), 7, num("0.5")
				ch.Throughput = rapid.Int64Range(0, 9).Draw(rt, "throughput")
				b.decision(fmt.Sprint("tell", from, to), from, model.Effect{
					Verb: model.Report, A: the(model.KindAsset, net), B: the(model.KindOrg, to),
				})
				turns := rapid.SampledFrom([]model.Verb{model.Open, model.Close, model.Hasten}).Draw(rt, "turn")
				b.inject(fmt.Sprint("turn", from, to), drawTick(rt, 1, 200, "turned"), model.Effect{
					Verb: turns, A: the(model.KindOrg, from), B: the(model.KindOrg, to), N: fixed.Half,
				})
			}
		}
		g := b.play(t, drawSeed(rt))
		for at := model.Tick(1); at < 200; at += 20 {
			for d := range b.Decisions {
				g.submit(decision(b.Decisions[d].By[0], model.DecisionID(d)))
			}
			g.until(at)
		}
		g.toEnd().fold(rt, func(st *model.State, e *model.Event) {
			if e.What != model.ReportArrived && e.What != model.ReportSent {
				return
			}
			delivered++
			ch := b.Channels[e.Object.ID]
			from, to := b.Orgs[ch.From], b.Orgs[ch.To]
			cleared := to.Cleared || !ch.Classified || e.What == model.ReportSent
			if st.Channels[e.Object.ID].Open == 0 || !from.Consents && ch.NeedsConsent || !cleared {
				rt.Fatalf("at tick %d: %s from %s to %s", e.Tick, model.WhatWords[e.What], from.ID, to.ID)
			}
		})
	})
	assert.Positive(t, delivered)
}

// told is a venue whose platform labels what it suspects, and an agency that sees the
// claim and reports it to the platform. How well they share is all that differs.
type told struct {
	*venue
	agency model.OrgID
	way    model.ChannelID
}

func newTold(size, gain fixed.Num) *told {
	v := &told{venue: newVenue("1", "0", 60)}
	v.Narratives[v.claim].Size, v.Narratives[v.claim].Gain = size, gain
	v.agency = v.town.org("agency")
	v.way = v.channel(v.agency, v.org)
	v.watch(v.agency, ref(model.KindNarrative, v.claim), "0.02")
	p := &v.Platforms[v.platform].Policies[model.Label]
	p.Auto, p.Effect = true, num("0.5")
	v.decision("tell", v.agency, model.Effect{Verb: model.Report, A: the(model.KindNarrative, v.claim), B: the(model.KindOrg, v.org)})
	return v
}

// course plays the burst; the agency reports once, on the quarter of an hour in which
// it first may.
func (v *told) course(t *testing.T, seed uint64) []int64 {
	g := v.play(t, seed)
	var posts []int64
	for at := range v.Narratives[v.claim].Duration {
		if at%3 == 0 && len(g.State().Choices) == 0 {
			g.submit(decision(v.agency, 0))
		}
		posts = append(posts, g.until(at).State().Spreads[0].Posts)
	}
	return posts
}

// TestLessSharingOfReportsNeverYieldsFewerPosts, at any tick and under any luck: a
// channel that is closed, slower, classified, without consent or distrusted, and a
// reader with fewer analysts never help a platform that only needs to be told. It
// holds exactly where what the reader then does only lowers posts, and where reports
// do not crowd each other out; telling people of a claim in public, which amplifies it,
// is another matter.
func TestLessSharingOfReportsNeverYieldsFewerPosts(t *testing.T) {
	moved := 0
	rapid.Check(t, func(rt *rapid.T) {
		seed := drawSeed(rt)
		size, gain := fixed.FromInt(int64(rapid.IntRange(500, 200_000).Draw(rt, "size"))), hundredths(rt, 10, 90, "gain")
		legal, slower := drawTick(rt, 0, 20, "legal"), drawTick(rt, 0, 20, "slower")
		how := rapid.SampledFrom([]string{"closed", "slower", "classified", "consent", "distrusted", "analysts", "closing"}).Draw(rt, "less")
		course := func(less bool) []int64 {
			v := newTold(size, gain)
			ch := &v.Channels[v.way]
			ch.Legal, ch.Spread = legal, num("0.6")
			v.Orgs[v.org].Triage = 2
			if !less {
				return v.course(t, seed)
			}
			switch how {
			case "closed":
				ch.Open = false
			case "slower":
				ch.Legal += slower
			case "classified":
				ch.Classified = true
			case "consent":
				ch.NeedsConsent = true
			case "distrusted":
				ch.Trust = hundredths(rt, 0, 100, "trust")
			case "analysts":
				v.Orgs[v.org].Analysts = hundredths(rt, 5, 100, "analysts")
			case "closing":
				v.inject("close", drawTick(rt, 1, 50, "closed at"), model.Effect{
					Verb: model.Close, A: the(model.KindOrg, v.agency), B: the(model.KindOrg, v.org),
				})
			}
			return v.course(t, seed)
		}
		weak, strong := course(true), course(false)
		no(rt, weak, strong, how)
		if weak[len(weak)-1] > strong[len(strong)-1] {
			moved++
		}
	})
	assert.Positive(t, moved, "sharing makes a difference")
}

func TestMoreThroughputNeverDeliversLater(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := drawSeed(rt)
		a, b := rapid.Int64Range(1, 8).Draw(rt, "throughput"), rapid.Int64Range(1, 8).Draw(rt, "another throughput")
		arrive := func(throughput int64) (at []model.Tick) {
			p := newPost()
			p.Channels[p.way].Throughput = throughput
			p.Channels[p.way].Transport, p.Channels[p.way].Spread = model.Hour, num("0.8")
			g := p.play(t, seed)
			for hour := range model.Tick(12) {
				g.until(hour*3*model.Hour).decide(p.agency, p.report)
			}
			for _, r := range g.toEnd().State().Reports {
				at = append(at, r.Arrives)
			}
			for i := range at { // never more than so many in 24 hours
				within := int64(0)
				for _, other := range at {
					if other >= at[i] && other < at[i]+model.Day {
						within++
					}
				}
				if within > throughput {
					rt.Fatalf("%d reports in the day from tick %d over a channel that carries %d", within, at[i], throughput)
				}
			}
			return at
		}
		few, many := arrive(min(a, b)), arrive(max(a, b))
		for i := range few {
			if many[i] > few[i] {
				rt.Fatalf("report %d arrives at %d, not %d", i, many[i], few[i])
			}
		}
	})
}

func TestMoreAnalystsNeverReadLater(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := drawSeed(rt)
		a, b := hundredths(rt, 10, 500, "analysts"), hundredths(rt, 10, 500, "analysts otherwise")
		from, to := rapid.Int64Range(0, 11).Draw(rt, "shift from"), rapid.Int64Range(12, 24).Draw(rt, "shift to")
		read := func(analysts fixed.Num) (at []model.Tick) {
			p := newPost()
			o := &p.Orgs[p.county]
			o.Analysts, o.Triage, o.ShiftFrom, o.ShiftTo = analysts, 2*model.Hour, 60*from, 60*to
			p.Channels[p.way].Transport, p.Channels[p.way].Spread = model.Hour, num("0.8")
			g := p.play(t, seed)
			for hour := range model.Tick(12) {
				g.until(hour*3*model.Hour).decide(p.agency, p.report)
			}
			for _, r := range g.toEnd().State().Reports {
				at = append(at, r.Reads)
			}
			return at
		}
		few, many := read(min(a, b)), read(max(a, b))
		for i := range few {
			if many[i] > few[i] {
				rt.Fatalf("report %d is read at %d, not %d", i, many[i], few[i])
			}
		}
	})
}
