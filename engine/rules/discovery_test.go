package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// outsiders lets the world find intrusions into an asset: a share of all that come to
// light, half of them within a median in days. The owner's watch keeps the rest.
func (b *town) outsiders(a model.AssetID, median, share string) {
	b.found = append(b.found, found{a, num(median), num(share)})
}

// known plays a hold until somebody knows of it, and returns for how long it was held.
func (l *lookout) known(t *testing.T, sc *model.Scenario, seed uint64) (dwell float64, found model.Finding) {
	g := newGame(t, sc, seed).toEnd()
	topic := g.topic(ref(model.KindAsset, l.net))
	require.NotEqual(t, model.Tick(model.None), topic.Detected, "seed %d", seed)
	return days(topic.Detected - topic.Start), topic.Found
}

// TestTheDefaultsGiveTheMedianDwellAndTheShareFoundOutside is target V17: with the
// defaults of the model half of all intrusions are known of within 10 days (C13), and
// the owner is told of 54% of them by outsiders (C14).
func TestTheDefaultsGiveTheMedianDwellAndTheShareFoundOutside(t *testing.T) {
	l := newLookout("10")
	l.outsiders(l.net, l.Params.Dwell.String(), l.Params.Outside.String())
	sc := l.build()
	outside := 0
	times := overSeeds(2*manySeeds, func(seed uint64) float64 {
		dwell, found := l.known(t, sc, seed)
		if found == model.FoundOutside {
			outside++
		}
		return dwell
	})
	assert.InDelta(t, 10, median(times), 1)
	assert.InDelta(t, 54, 100*float64(outside)/float64(len(times)), 3)
	follows(t, times, waits(10/0.6931471805599453), "dwell time, found inside or outside")
	share(t, outside, len(times), 0.54, "found outside")
}

// TestWhatTheOwnerDoesMovesItsOwnShareAlone: a watch twice as strong finds at twice the
// rate from inside; outsiders find as they did.
func TestWhatTheOwnerDoesMovesItsOwnShareAlone(t *testing.T) {
	for name, set := range map[string]func(l *lookout){
		"a stronger watch": func(l *lookout) { l.Orgs[l.county].Detection = num("2") },
		"a sensor": func(l *lookout) {
			sensor := l.control("sensor", "albert")
			l.Controls[sensor].Detection = num("2")
			l.fit(l.net, sensor, "1")
		},
		"a hunt": func(l *lookout) {
			l.inject("hunt", 1, model.Effect{Verb: model.Hunt, A: the(model.KindAsset, l.net), N: num("2"), For: 390 * model.Day})
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLookout("10")
			l.outsiders(l.net, "10", "0.54")
			set(l)
			g := l.play(t, 1).until(3)
			assert.InEpsilon(t, 2*0.46*0.0693147, float(g.State().Watches[0].Rate), 1e-3)
			assert.InEpsilon(t, 0.54*0.0693147, float(g.State().Watches[1].Rate), 1e-3)
		})
	}
}

// TestAnOwnerWithoutAWatchIsToldAllTheSame, later, by the outsiders' share of the
// hazard.
func TestAnOwnerWithoutAWatchIsToldAllTheSame(t *testing.T) {
	l := newLookout("10")
	l.watching = nil
	l.outsiders(l.net, "10", "0.54")
	sc := l.build()
	times := overSeeds(500, func(seed uint64) float64 {
		dwell, found := l.known(t, sc, seed)
		assert.Equal(t, model.FoundOutside, found)
		return dwell
	})
	follows(t, times, waits(10/0.6931471805599453/0.54), "dwell time without a watch")
}

// TestSomeoneWithoutASeatTellsTheOwnerAtOnce where no organisation can.
func TestSomeoneWithoutASeatTellsTheOwnerAtOnce(t *testing.T) {
	l := newLookout("100000")
	l.outsiders(l.net, "1", "1")
	g := l.play(t, 1).until(60 * model.Day)
	told := g.happened(model.OutsidersTold)
	require.Len(t, told, 1)
	assert.Equal(t, ref(model.KindOrg, l.county), told[0].Object)
	assert.NotEmpty(t, told[0].Causes)
	k := g.State().Knowledge[g.sc.KnowledgeRow(l.county, 0)]
	assert.Equal(t, model.SuspectedLevel, k.Level)
	assert.Equal(t, told[0].Tick, k.Tipped)
	assert.EqualValues(t, model.None, k.Noticed, "its own people did not notice")
	topic := g.topic(ref(model.KindAsset, l.net))
	assert.Equal(t, model.FoundOutside, topic.Found)
	assert.EqualValues(t, model.None, topic.Finder)
	inbox := model.NewView(g.sc, g.State(), l.county).Inbox()
	require.Len(t, inbox, 1)
	assert.Equal(t, model.TipMessage, inbox[0].Kind)
	assert.Zero(t, g.State().Watches[1].Rate, "there is nothing left to tell")
}

// TestAnOrganisationWithAChannelTellsTheOwner over it, which takes the channel's time.
// The time that the incident went unnoticed ends when the first of them knew.
func TestAnOrganisationWithAChannelTellsTheOwner(t *testing.T) {
	l := newLookout("100000")
	l.outsiders(l.net, "1", "1")
	bureau, paper := l.org("bureau"), l.org("paper")
	l.Orgs[bureau].Kind, l.Orgs[paper].Kind = model.FederalAgency, model.NewsMedia
	way := l.channel(bureau, l.county)
	l.Channels[way].Legal = 3 * model.Day
	l.channel(paper, l.county)
	g := l.play(t, 1).until(90 * model.Day)
	noticed := g.happened(model.Noticed)
	require.Len(t, noticed, 1)
	assert.Equal(t, ref(model.KindOrg, bureau), noticed[0].Object, "it is no newspaper's business")
	require.Len(t, g.happened(model.ReportSent), 1)
	assert.Equal(t, noticed[0], g.causeOf(g.happened(model.ReportSent)[0]))
	k := g.State().Knowledge[g.sc.KnowledgeRow(l.county, 0)]
	assert.GreaterOrEqual(t, k.Suspected, noticed[0].Tick+3*model.Day)
	topic := g.topic(ref(model.KindAsset, l.net))
	assert.Equal(t, noticed[0].Tick, topic.Detected)
	assert.Equal(t, model.FoundOutside, topic.Found)
	assert.EqualValues(t, bureau, topic.Finder)
	assert.Empty(t, g.happened(model.OutsidersTold))
}

// TestWhoCannotWriteToTheOwnerDoesNotTellIt: the channel is closed, nobody consented,
// or the owner may not read what it carries.
func TestWhoCannotWriteToTheOwnerDoesNotTellIt(t *testing.T) {
	for name, set := range map[string]func(c *model.Channel){
		"closed":     func(c *model.Channel) { c.Open = false },
		"no consent": func(c *model.Channel) { c.NeedsConsent = true },
		"classified": func(c *model.Channel) { c.Classified = true },
	} {
		l := newLookout("100000")
		l.outsiders(l.net, "1", "1")
		bureau := l.org("bureau")
		set(&l.Channels[l.channel(bureau, l.county)])
		g := l.play(t, 1).until(60 * model.Day)
		assert.Len(t, g.happened(model.OutsidersTold), 1, name)
		assert.Equal(t, model.NotKnown, g.level(bureau, ref(model.KindAsset, l.net)), name)
	}
}

// TestTheStrongerWatchIsTheLikelierFinder, in proportion.
func TestTheStrongerWatchIsTheLikelierFinder(t *testing.T) {
	l := newLookout("100000")
	l.outsiders(l.net, "0.1", "1")
	strong, weak := l.org("strong"), l.org("weak")
	l.Orgs[strong].Detection = num("3")
	l.channel(strong, l.county)
	l.channel(weak, l.county)
	sc := l.build()
	first := 0
	for seed := range uint64(1000) {
		if newGame(t, sc, seed).until(30*model.Day).topic(ref(model.KindAsset, l.net)).Finder == int64(strong) {
			first++
		}
	}
	share(t, first, 1000, 0.75, "found by the stronger")
}

// TestAPartnersWatchIsPartOfTheWorld: what it finds is taken off the outsiders' share,
// so that the time until somebody knows stays as published.
func TestAPartnersWatchIsPartOfTheWorld(t *testing.T) {
	l := newLookout("10")
	l.outsiders(l.net, "10", "0.54")
	centre := l.org("centre")
	l.watch(centre, ref(model.KindAsset, l.net), "40")
	sc := l.build()
	times := overSeeds(manySeeds, func(seed uint64) float64 {
		dwell, _ := l.known(t, sc, seed)
		return dwell
	})
	follows(t, times, waits(10/0.6931471805599453), "dwell time with a partner's watch")
}

// TestATheftLeavesTraces: who copies records and is gone, without ever holding anything,
// is found by the same law, inside and outside.
func TestATheftLeavesTraces(t *testing.T) {
	l := newLookout("10")
	l.outsiders(l.net, "10", "0.54")
	l.Steps[l.enter].Holds = false
	l.Assets[l.net].Records = 90_000
	l.Steps[l.enter].Effects = []model.Effect{{Verb: model.Steal, A: the(model.KindAsset, l.net), N: fixed.One}}
	sc := l.build()
	outside := 0
	times := overSeeds(manySeeds, func(seed uint64) float64 {
		dwell, found := l.known(t, sc, seed)
		if found == model.FoundOutside {
			outside++
		}
		return dwell
	})
	follows(t, times, waits(10/0.6931471805599453), "the time until a theft is known of")
	share(t, outside, len(times), 0.54, "found outside")
}

// TestOutsidersFindNoFault and nothing where there is nothing.
func TestOutsidersFindNoFault(t *testing.T) {
	b := newTown()
	county := b.org("county")
	net := b.asset("net", county)
	b.outsiders(net, "0.01", "1")
	fault := b.step(b.campaign("fault", benign), "break", "0")
	b.Steps[fault].Target, b.Steps[fault].At = net, model.Day
	b.Steps[fault].Effects = []model.Effect{{Verb: model.Deface, A: the(model.KindAsset, net), For: model.Day}}
	g := b.play(t, 1).toEnd()
	assert.Empty(t, g.happened(model.OutsidersTold))
	assert.Equal(t, model.FoundInside, g.topic(ref(model.KindAsset, net)).Found, "its owner sees it stop working")
}

// TestEveryIncidentThatWasNoticedSaysHow, whatever happens in a run, and none else.
func TestEveryIncidentThatWasNoticedSaysHow(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		g.fold(rt, func(st *model.State, _ *model.Event) {
			for i := range st.Topics {
				topic := &st.Topics[i]
				if g.sc.Topics[i].Of.Kind == model.KindAsset && (topic.Detected != model.None) != (topic.Found != model.NotFound) {
					rt.Fatalf("topic %d was noticed at %d, and %s", i, topic.Detected, model.FindingWords[topic.Found])
				}
			}
		})
	})
}

// TestAnOwnersBetterWatchNeverFindsLater, outsiders or not.
func TestAnOwnersBetterWatchNeverFindsLater(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed, outside := drawSeed(rt), hundredths(rt, 0, 100, "outside")
		less, more := lessAndMore(rt)
		known := func(detection fixed.Num) model.Tick {
			l := newLookout("3")
			l.Clock.End = 40 * model.Day
			l.outsiders(l.net, "3", outside.String())
			l.Orgs[l.county].Detection = detection
			if at := l.play(t, seed).toEnd().topic(ref(model.KindAsset, l.net)).Detected; at != model.None {
				return at
			}
			return model.Never
		}
		if weak, strong := known(less), known(more); strong > weak {
			rt.Fatalf("with detection %s it is known at %d, with %s at %d", less, weak, more, strong)
		}
	})
}
