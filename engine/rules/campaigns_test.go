package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

func step(s model.StepID) model.Ref { return ref(model.KindStep, s) }

// TestStepsNeedWhatTheyRequire: After means all of them, Any means one.
func TestStepsNeedWhatTheyRequire(t *testing.T) {
	b := newTown()
	ring := b.actor("ring")
	b.Actors[ring].Parallel = 9
	c := b.campaign("raid", ring)
	b.Campaigns[c].Begin = model.Hour
	quick, slow := b.step(c, "quick", "0"), b.step(c, "slow", "0")
	b.Steps[slow].At = 5 * model.Hour
	both := b.step(c, "both", "0", quick, slow)
	either := b.step(c, "either", "0")
	b.Steps[either].Any = []model.StepID{quick, slow}
	late := b.step(c, "late", "0", either)
	b.Steps[late].At = model.Day

	g := b.play(t, 1).toEnd()
	assert.Equal(t, model.Hour, g.when(model.CampaignBegan))
	assert.Equal(t, model.Hour, g.when(model.StepBegan, step(quick)))
	assert.Equal(t, 5*model.Hour, g.when(model.StepBegan, step(slow)), "not before its time")
	assert.Equal(t, g.when(model.StepSucceeded, step(quick))+1, g.when(model.StepBegan, step(either)))
	assert.Equal(t, g.when(model.StepSucceeded, step(slow))+1, g.when(model.StepBegan, step(both)))
	assert.Equal(t, model.Day, g.when(model.StepBegan, step(late)))
	assert.Equal(t, model.CampaignDone, g.State().Campaigns[c].Status)
}

func TestAStepFollowsFromWhatItRequired(t *testing.T) {
	b := newTown()
	ring := b.actor("ring")
	b.Actors[ring].Parallel = 3
	c := b.campaign("raid", ring)
	long, quick := b.step(c, "long", "900"), b.step(c, "quick", "0")
	b.Steps[long].At = 12 * model.Hour // it begins when the quick one is done, and is never done itself
	then := b.step(c, "then", "0")
	b.Steps[then].Any, b.Steps[then].At = []model.StepID{long, quick}, model.Day
	g := b.play(t, 1).toEnd()
	began := g.happened(model.StepBegan, step(then))[0]
	assert.Equal(t, g.happened(model.StepSucceeded, step(quick))[0], g.causeOf(began), "from the one that was done")
}

// TestTheChoiceAmongOpenStepsIsARace: a step wins with a chance in proportion to
// how quick and how quiet it is.
func TestTheChoiceAmongOpenStepsIsARace(t *testing.T) {
	for name, c := range map[string]struct {
		a, b             string // mean days
		noise, caution   string // of the first step, and of the actor
		chanceOfTheFirst float64
	}{
		"alike":                            {"1", "1", "0", "0", 0.5},
		"one twice as quick":               {"0.75", "1.75", "0", "0", 2.0 / 3},
		"noise does not repel the bold":    {"1", "1", "1", "0", 0.5},
		"noise repels the cautious":        {"1", "1", "0.5", "1", 1.0 / 3},
		"a caution above one is still one": {"1", "1", "0.5", "1.4", 1.0 / 3},
	} {
		t.Run(name, func(t *testing.T) {
			first := 0
			for seed := range uint64(manySeeds) {
				b := newTown()
				ring := b.actor("ring")
				b.Actors[ring].Caution, b.Actors[ring].Limit = num(c.caution), num("9")
				raid := b.campaign("raid", ring)
				one := b.step(raid, "one", c.a)
				b.Steps[one].Noise = num(c.noise)
				b.step(raid, "two", c.b)
				if b.play(t, seed).when(model.StepBegan, step(one)) == 0 {
					first++
				}
			}
			share(t, first, manySeeds, c.chanceOfTheFirst, name)
		})
	}
}

func TestAnActorWorksOnAsManyStepsAsItCanAndSharesItsEffort(t *testing.T) {
	b := newTown()
	ring := b.actor("ring")
	b.Actors[ring].Parallel, b.Actors[ring].Effort = 2, num("3")
	c := b.campaign("raid", ring)
	for _, id := range []string{"a", "b", "c"} {
		b.step(c, id, "10")
	}
	g := b.play(t, 3).until(1)
	working := 0
	for s := range g.State().Steps {
		if st := g.State().Steps[s]; st.Status == model.StepWorking {
			working++
			assert.Equal(t, num("0.15"), st.Rate, "3 team-days a day, shared by 2, over a mean of 10 days")
		}
	}
	assert.Equal(t, 2, working)
}

func TestACampaignWithoutAnActorHappensByItself(t *testing.T) {
	b := newTown()
	county := b.org("county")
	books := b.asset("books", county)
	c := b.campaign("fault", benign)
	for _, id := range []string{"a", "b", "c"} {
		s := b.step(c, id, "0")
		b.Steps[s].Target = books
		b.Steps[s].Effects = []model.Effect{{Verb: model.Outage, A: the(model.KindAsset, books), For: model.Day}}
	}
	g := b.play(t, 1).until(1)
	assert.Len(t, g.happened(model.StepSucceeded), 3, "all its steps at once; no one chooses, and an outage does not stop them")
}

// TestAPathThatDoesNotExistIsLeft: a step's chance is drawn once, when it is
// tried.
func TestAPathThatDoesNotExistIsLeft(t *testing.T) {
	blocked := 0
	for seed := range uint64(manySeeds) {
		b := newTown()
		c := b.campaign("raid", b.actor("ring"))
		way, other := b.step(c, "way", "0.1"), b.step(c, "other", "0.1")
		b.Steps[way].Chance = num("0.3")
		b.Steps[other].At = 1
		g := b.play(t, seed).until(1)
		if g.when(model.StepBlocked, step(way)) == 0 {
			blocked++
			assert.EqualValues(t, 1, g.when(model.StepBegan, step(other)), "the actor turns to the other at once")
		}
	}
	share(t, blocked, manySeeds, 0.7, "blocked")
}

func TestABlockedPathIsLeftForAnotherAfterTheActorsPatience(t *testing.T) {
	b := newTown()
	county := b.org("county")
	door, window := b.asset("door", county), b.asset("window", county)
	phish := b.technique("T1566")
	b.fit(door, b.control("mfa", "security-key", model.Block{Technique: phish, Share: fixed.One}), "1")
	ring := b.actor("ring")
	b.Actors[ring].Patience = 12 * model.Hour
	c := b.campaign("raid", ring)
	first, second := b.step(c, "first", "0.1"), b.step(c, "second", "0.1")
	b.Steps[first].Target, b.Steps[first].Technique = door, phish
	b.Steps[second].Target, b.Steps[second].Technique = window, phish
	b.Steps[second].At = model.Hour // so that the first is tried first
	loot := b.step(c, "loot", "0.1")
	b.Steps[loot].Any = []model.StepID{first, second}

	g := b.play(t, 1).toEnd()
	assert.EqualValues(t, 0, g.when(model.StepBegan, step(first)))
	assert.Equal(t, 12*model.Hour, g.when(model.StepAbandoned, step(first)))
	assert.Equal(t, 12*model.Hour, g.when(model.StepBegan, step(second)))
	assert.NotEqual(t, model.Never, g.when(model.StepSucceeded, step(loot)), "the other path leads on")
	assert.Equal(t, model.CampaignDone, g.State().Campaigns[c].Status)
}

func TestACampaignWithoutAWayOnIsAbandoned(t *testing.T) {
	b := newTown()
	c := b.campaign("raid", b.actor("ring"))
	enter := b.step(c, "enter", "0")
	only := b.step(c, "only", "0.1", enter)
	b.Steps[only].Chance = 0
	b.step(c, "loot", "0", only)
	g := b.play(t, 1).toEnd()
	assert.Equal(t, model.CampaignAbandoned, g.State().Campaigns[c].Status)
	assert.Equal(t, g.when(model.StepBlocked, step(only)), g.when(model.CampaignEnded))
}

func TestEvictionBurnsThePath(t *testing.T) {
	b := newTown()
	county := b.org("county")
	net := b.asset("net", county)
	ring := b.actor("ring")
	b.Actors[ring].Patience = 6 * model.Hour
	enter := b.raid(ring, net, "0")
	encrypt := b.step(b.Steps[enter].Campaign, "encrypt", "0", enter)
	b.Steps[encrypt].Target, b.Steps[encrypt].At = net, 3*model.Day
	b.Steps[encrypt].Effects = []model.Effect{{Verb: model.Encrypt, A: the(model.KindAsset, net), For: model.Day}}
	evict := b.decision("evict", county, model.Effect{Verb: model.Evict, A: the(model.KindAsset, net)})

	g := b.play(t, 1).until(model.Hour)
	assert.EqualValues(t, b.Steps[enter].Campaign, g.State().Assets[net].Holder)
	assert.InDelta(t, 1, g.measure(model.Intrusions), 1e-9)
	g.decide(county, evict).until(2 * model.Hour)
	assert.EqualValues(t, model.None, g.State().Assets[net].Holder)
	assert.Zero(t, g.measure(model.Intrusions))
	g.toEnd()
	assert.Equal(t, 3*model.Day+6*model.Hour, g.when(model.StepAbandoned, step(encrypt)), "what needs the hold can't go on")
	assert.Equal(t, model.Healthy, g.State().Assets[net].Condition)
	assert.Equal(t, model.CampaignAbandoned, g.State().Campaigns[b.Steps[enter].Campaign].Status)
}

// TestAttentionStopsAnActor: attribution and indictment add caution; at its
// limit the actor gives up, and the campaign's end follows from what was done.
func TestAttentionStopsAnActor(t *testing.T) {
	for name, effect := range map[string]model.Effect{
		"attribution": {Verb: model.Attribute, A: theTarget},
		"indictment":  {Verb: model.Indict, A: the(model.KindActor, model.ActorID(0)), N: num("0.2")},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTown()
			agency := b.org("agency")
			ring := b.actor("ring")
			b.Actors[ring].Caution, b.Actors[ring].Limit = num("0.5"), num("0.79")
			b.Params.Attributed = num("0.2")
			c := b.campaign("raid", ring)
			b.step(c, "enter", "900")
			b.knows(agency, ref(model.KindCampaign, c))
			accuse := b.decision("accuse", agency, effect)
			b.Decisions[accuse].Targets = []model.Ref{ref(model.KindCampaign, c)}

			g := b.play(t, 1).until(model.Hour)
			g.decide(agency, accuse, ref(model.KindCampaign, c)).until(model.Day)
			assert.Equal(t, num("0.7"), g.State().Actors[ring].Caution)
			assert.Equal(t, model.CampaignActive, g.State().Campaigns[c].Status)
			g.decide(agency, accuse, ref(model.KindCampaign, c)).toEnd()
			assert.Equal(t, model.CampaignAbandoned, g.State().Campaigns[c].Status)
			assert.Equal(t, model.Day+1, g.when(model.CampaignEnded))
			assert.Equal(t, model.ActorAdapted, g.causeOf(g.happened(model.CampaignEnded)[0]).What)
		})
	}
}

// TestToBeNamedAgainWeighsLess: every public attribution of one campaign adds half
// as much caution as the one before it.
func TestToBeNamedAgainWeighsLess(t *testing.T) {
	b := newTown()
	agency := b.org("agency")
	ring := b.actor("ring")
	b.Actors[ring].Limit = num("9")
	b.Params.Attributed = num("0.25")
	c := b.campaign("raid", ring)
	b.step(c, "enter", "900")
	name := b.decision("name", agency, model.Effect{Verb: model.Attribute, A: the(model.KindCampaign, c)})
	g := b.play(t, 1)
	for _, caution := range []string{"0.25", "0.375", "0.4375"} {
		g.decide(agency, name).until(g.State().Tick + 1)
		assert.Equal(t, num(caution), g.State().Actors[ring].Caution)
	}
}

func TestAStoppedActorBeginsNothing(t *testing.T) {
	b := newTown()
	ring := b.actor("ring")
	b.Actors[ring].Caution = fixed.One // at its limit from the start
	c := b.campaign("raid", ring)
	b.step(c, "enter", "0")
	g := b.play(t, 1).toEnd()
	assert.Empty(t, g.happened(model.StepBegan))
	assert.Equal(t, model.CampaignAbandoned, g.State().Campaigns[c].Status)
}

// doors is a network with two ways in for a ring, one of them open to a crew as well.
type doors struct {
	*town
	county          model.OrgID
	net             model.AssetID
	ring, crew      model.ActorID
	phish, gateway  model.StepID // the ring's ways in
	again           model.StepID // another of the ring's campaigns, by the first way
	others, encrypt model.StepID // the crew's way in, and what the ring came for
	evict           model.DecisionID
}

func newDoors() *doors {
	d := &doors{town: newTown()}
	d.county = d.org("county")
	d.net = d.asset("net", d.county)
	d.ring, d.crew = d.actor("ring"), d.actor("crew")
	d.Actors[d.ring].Parallel = 3
	mail, exploit := d.technique("T1566.002"), d.technique("T1190")
	enter := func(c model.CampaignID, id string, by model.TechniqueID, at model.Tick) model.StepID {
		s := d.step(c, id, "0")
		d.Steps[s].Target, d.Steps[s].Technique, d.Steps[s].Holds, d.Steps[s].At = d.net, by, true, at
		return s
	}
	ransom := d.campaign("ransom", d.ring)
	d.phish = enter(ransom, "phish", mail, 0)
	d.gateway = enter(ransom, "gateway", exploit, 6*model.Hour)
	d.encrypt = d.step(ransom, "encrypt", "0")
	d.Steps[d.encrypt].Any, d.Steps[d.encrypt].At = []model.StepID{d.phish, d.gateway}, 12*model.Hour
	d.Steps[d.encrypt].Target = d.net
	d.Steps[d.encrypt].Effects = []model.Effect{{Verb: model.Encrypt, A: the(model.KindAsset, d.net), For: model.Day}}
	d.again = enter(d.campaign("second", d.ring), "again", mail, 2*model.Hour)
	d.others = enter(d.campaign("theirs", d.crew), "enter", mail, 3*model.Hour)
	d.evict = d.decision("evict", d.county, model.Effect{Verb: model.Evict, A: the(model.KindAsset, d.net)})
	return d
}

// TestABurnedPathIsAbandonedAndAnotherTried: what was used is closed to the actor that
// used it, in all its campaigns. Its other ways stay open, and so does the asset to
// everybody else.
func TestABurnedPathIsAbandonedAndAnotherTried(t *testing.T) {
	d := newDoors()
	g := d.play(t, 1).until(model.Hour).decide(d.county, d.evict).until(2 * model.Hour)
	assert.EqualValues(t, 1, g.State().Steps[d.phish].Burned)
	assert.EqualValues(t, 1, g.State().Steps[d.again].Burned)
	assert.Zero(t, g.State().Steps[d.gateway].Burned)
	assert.Zero(t, g.State().Steps[d.others].Burned)
	assert.Equal(t, model.Hour+1, g.when(model.StepAbandoned, step(d.again)), "at once, before it was even begun")
	assert.Equal(t, model.AssetFreed, g.causeOf(g.happened(model.StepAbandoned, step(d.again))[0]).What)

	g.until(4 * model.Hour)
	assert.EqualValues(t, d.Steps[d.others].Campaign, g.State().Assets[d.net].Holder, "the crew comes by the same way")
	g.decide(d.county, d.evict).toEnd()
	assert.Equal(t, 6*model.Hour+1, g.when(model.StepSucceeded, step(d.gateway)))
	assert.NotEqual(t, model.Never, g.when(model.StepSucceeded, step(d.encrypt)), "the other way leads to the goal")
}

// TestBeingThrownOutMakesAnActorCareful: by Caught, and by half as much each time more
// on the same asset; at its limit it stops.
func TestBeingThrownOutMakesAnActorCareful(t *testing.T) {
	d := newDoors()
	d.Params.Caught = num("0.25")
	d.Steps[d.encrypt].At = 9 * model.Day
	d.Steps[d.others].At = 9 * model.Day
	g := d.play(t, 1).until(model.Hour).decide(d.county, d.evict).until(2 * model.Hour)
	assert.Equal(t, num("0.25"), g.State().Actors[d.ring].Caution)
	adapted := g.happened(model.ActorAdapted)
	assert.Len(t, adapted, 1)
	assert.Equal(t, model.DecisionMatured, g.causeOf(adapted[0]).What)
	g.until(7*model.Hour).decide(d.county, d.evict).until(8 * model.Hour)
	assert.Equal(t, num("0.375"), g.State().Actors[d.ring].Caution)
	assert.Zero(t, g.State().Actors[d.crew].Caution)

	d.Actors[d.ring].Limit = num("0.15")
	g = d.play(t, 1).until(model.Hour).decide(d.county, d.evict).until(2 * model.Hour)
	assert.Equal(t, model.CampaignAbandoned, g.State().Campaigns[d.Steps[d.phish].Campaign].Status)
	assert.Equal(t, model.CampaignAbandoned, g.State().Campaigns[d.Steps[d.again].Campaign].Status)
}

// TestPatienceCountsSlowProgress: what the controls let through at or below Slow uses
// up patience like a path that is shut; what goes better does not.
func TestPatienceCountsSlowProgress(t *testing.T) {
	for coverage, abandoned := range map[string]model.Tick{
		"1": 12 * model.Hour, "0.95": 12 * model.Hour, "0.9": 12 * model.Hour, "0.89": model.Never, "0": model.Never,
	} {
		b := newTown()
		net := b.asset("net", b.org("county"))
		phish := b.technique("T1566.002")
		b.fit(net, b.control("mfa", "security-key", model.Block{Technique: phish, Share: fixed.One}), coverage)
		ring := b.actor("ring")
		b.Actors[ring].Patience = 12 * model.Hour
		enter := b.raid(ring, net, "900")
		b.Steps[enter].Technique = phish
		assert.Equal(t, abandoned, b.play(t, 1).toEnd().when(model.StepAbandoned), "%s covered", coverage)
	}
}

// TestPatienceBeginsWhenAPathStalls and again when it has gone well in between.
func TestPatienceBeginsWhenAPathStalls(t *testing.T) {
	m := newMailbox("900")
	m.Clock.End = 10 * model.Day
	off := m.decision("isolate", m.county, model.Effect{Verb: model.Isolate, A: the(model.KindAsset, m.box), For: 20 * model.Hour})
	g := m.play(t, 1).until(model.Hour).decide(m.county, off).until(2 * model.Hour)
	assert.Equal(t, model.Hour+1, g.State().Steps[m.enter].Stalled)
	g.until(2 * model.Day)
	assert.EqualValues(t, model.None, g.State().Steps[m.enter].Stalled)
	g.decide(m.county, off).until(2*model.Day + 20*model.Hour)
	assert.Empty(t, g.happened(model.StepAbandoned), "twice twenty hours are not one day")
	g.toEnd()
	assert.Empty(t, g.happened(model.StepAbandoned))
}

// TestWorkThatLeadsNowhereIsDropped: an actor that has what it came for does not go on
// at the other doors, and one whose goal is out of reach stops.
func TestWorkThatLeadsNowhereIsDropped(t *testing.T) {
	b := newTown()
	ring := b.actor("ring")
	b.Actors[ring].Parallel = 3
	c := b.campaign("raid", ring)
	quick, slow := b.step(c, "quick", "0"), b.step(c, "slow", "900")
	loot := b.step(c, "loot", "0")
	b.Steps[loot].Any = []model.StepID{quick, slow}
	g := b.play(t, 1).toEnd()
	taken := g.when(model.StepSucceeded, step(loot))
	assert.Equal(t, taken+1, g.when(model.StepAbandoned, step(slow)))
	assert.Equal(t, model.CampaignDone, g.State().Campaigns[c].Status)
	assert.Equal(t, taken+1, g.when(model.CampaignEnded))

	b.Steps[loot].Chance = 0
	g = b.play(t, 1).toEnd()
	assert.Equal(t, g.when(model.StepBlocked, step(loot))+1, g.when(model.StepAbandoned, step(slow)))
	assert.Equal(t, model.CampaignAbandoned, g.State().Campaigns[c].Status)
}

// TestAGoalIsWhatTheActorIsAfter: with goals named, other last steps are taken only on
// the way, and the campaign is done when a goal was.
func TestAGoalIsWhatTheActorIsAfter(t *testing.T) {
	b := newTown()
	ring := b.actor("ring")
	b.Actors[ring].Parallel = 3
	c := b.campaign("raid", ring)
	enter := b.step(c, "enter", "0")
	steal := b.step(c, "steal", "0", enter)
	aside := b.step(c, "aside", "0", enter)
	b.Campaigns[c].Goal = []model.StepID{steal}
	g := b.play(t, 1).toEnd()
	assert.Equal(t, model.CampaignDone, g.State().Campaigns[c].Status)
	assert.Equal(t, model.Never, g.when(model.StepBegan, step(aside)))
}

// TestStepsThatMayFollowEachOtherAreNoTrouble: either of two may come first, and what
// nothing leads to is not waited for.
func TestStepsThatMayFollowEachOtherAreNoTrouble(t *testing.T) {
	b := newTown()
	c := b.campaign("raid", b.actor("ring"))
	door, one, two := b.step(c, "door", "0"), b.step(c, "one", "0"), b.step(c, "two", "0")
	b.Steps[one].Any = []model.StepID{two, door}
	b.Steps[two].Any = []model.StepID{one}
	g := b.play(t, 1).toEnd()
	assert.NotEqual(t, model.Never, g.when(model.StepSucceeded, step(two)), "it is what nothing else follows, but for the first")
	assert.NotEqual(t, model.CampaignActive, g.State().Campaigns[c].Status)

	b.Steps[door].Chance = 0
	g = b.play(t, 1).toEnd()
	assert.Equal(t, model.Never, g.when(model.StepBegan, step(one)))
	assert.Equal(t, model.CampaignAbandoned, g.State().Campaigns[c].Status)
}

// TestCraftHidesNoise: from the choice of a step, and from those who watch.
func TestCraftHidesNoise(t *testing.T) {
	rate := func(skill string) float64 {
		l := newLookout("10")
		l.Actors[l.ring].Skill = num(skill)
		l.Steps[l.enter].Noise = fixed.One
		return float(l.play(t, 1).until(3).State().Watches[0].Rate)
	}
	assert.InEpsilon(t, (1+2*0.5)/(1+2.0), rate("0.5")/rate("0"), 1e-6, "1 + NoiseLift × noise")
	assert.InEpsilon(t, 1/(1+2.0), rate("1")/rate("0"), 1e-6)
}
