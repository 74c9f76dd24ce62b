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
