package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// breakage is an inject that does something to an asset.
func (b *town) breakage(a model.AssetID, at model.Tick, verb model.Verb, span model.Tick) {
	b.inject("break", at, model.Effect{Verb: verb, A: the(model.KindAsset, a), For: span})
}

// steady leaves chance out of how long outages last.
func (b *town) steady() { b.Params.OutageSpread = 0 }

func TestAnOutageLastsLognormallyAboutItsMedian(t *testing.T) {
	b := newTown()
	site := b.asset("site", b.org("state"))
	b.breakage(site, 0, model.Outage, model.Day)
	sc := b.build()
	spans := overSeeds(manySeeds, func(seed uint64) float64 {
		return days(newGame(t, sc, seed).toEnd().when(model.AssetRestored))
	})
	follows(t, spans, lasts(1, float(sc.Params.OutageSpread)), "half of all outages are shorter than the median")
}

// TestBackupsShortenAnOutage as far as they cover it, under the same luck.
func TestBackupsShortenAnOutage(t *testing.T) {
	restored := func(coverage string, seed uint64) float64 {
		b := newTown()
		site := b.asset("site", b.org("state"))
		backups := b.control("backups", "offline")
		b.Controls[backups].Recovery = num("0.4")
		b.fit(site, backups, coverage)
		b.breakage(site, 0, model.Encrypt, model.Day)
		return float64(b.play(t, seed).toEnd().when(model.AssetRestored))
	}
	for seed := range uint64(20) {
		bare := restored("0", seed)
		assert.InDelta(t, 0.4*bare, restored("1", seed), 1)
		assert.InDelta(t, 0.7*bare, restored("0.5", seed), 1)
	}
}

// TestAnOutageGoesAlongDependencies and ends with what caused it.
func TestAnOutageGoesAlongDependencies(t *testing.T) {
	for _, verb := range []model.Verb{model.Outage, model.Encrypt, model.Isolate} {
		b := newTown()
		b.steady()
		county := b.org("county")
		books, net, vendor, other := b.asset("books", county), b.asset("net", county), b.asset("vendor", county), b.asset("other", county)
		b.Assets[books].DependsOn = []model.AssetID{net}
		b.Assets[net].DependsOn = []model.AssetID{other, vendor}
		b.breakage(vendor, model.Hour, verb, 10*model.Hour)
		g := b.play(t, 1).until(model.Hour + 3)
		for _, a := range []model.AssetID{books, net} {
			assert.Equal(t, model.Offline, g.State().Assets[a].Condition, b.Assets[a].ID)
			assert.EqualValues(t, 1, g.State().Assets[a].Knocked)
		}
		assert.Equal(t, model.Healthy, g.State().Assets[other].Condition)
		follows := g.causeOf(g.happened(model.AssetBroken, ref(model.KindAsset, books))[0])
		assert.Equal(t, ref(model.KindAsset, net), follows.Subject, "books are out because of the network")
		assert.Equal(t, ref(model.KindAsset, vendor), g.causeOf(follows).Subject, "and that because of the vendor")

		g.until(11*model.Hour + 3)
		for a := range g.State().Assets {
			assert.Equal(t, model.Healthy, g.State().Assets[a].Condition, b.Assets[a].ID)
		}
		assert.InDelta(t, float64(10*model.Hour), float64(g.State().Assets[books].Out), 3)
	}
}

func TestWhatIsBrokenItselfStaysOutWhenItsDependencyReturns(t *testing.T) {
	b := newTown()
	b.steady()
	county := b.org("county")
	net, vendor := b.asset("net", county), b.asset("vendor", county)
	b.Assets[net].DependsOn = []model.AssetID{vendor}
	b.breakage(vendor, model.Hour, model.Outage, 2*model.Hour)
	b.breakage(net, 2*model.Hour, model.Encrypt, 6*model.Hour)
	g := b.play(t, 1).until(4 * model.Hour)
	assert.Equal(t, model.Healthy, g.State().Assets[vendor].Condition)
	assert.Equal(t, model.Encrypted, g.State().Assets[net].Condition)
	g.until(8 * model.Hour)
	assert.Equal(t, model.Healthy, g.State().Assets[net].Condition)
}

// TestTheWorseConditionWins and the longer of two outages counts.
func TestTheWorseConditionWins(t *testing.T) {
	b := newTown()
	b.steady()
	net := b.asset("net", b.org("county"))
	b.breakage(net, model.Hour, model.Encrypt, 10*model.Hour)
	b.breakage(net, 2*model.Hour, model.Outage, 50*model.Hour)
	g := b.play(t, 1).until(3 * model.Hour)
	assert.Equal(t, model.Encrypted, g.State().Assets[net].Condition)
	assert.Equal(t, 11*model.Hour, g.State().Assets[net].Until)

	b.breakage(net, 3*model.Hour, model.Encrypt, model.Hour)
	g = b.play(t, 1).until(20 * model.Hour)
	assert.Equal(t, 11*model.Hour, g.when(model.AssetRestored), "a second, shorter blow does not mend it")
	assert.Equal(t, 10*model.Hour, g.State().Assets[net].Out)
}

func TestTakingAnAssetOffLine(t *testing.T) {
	b := newTown()
	b.steady()
	county := b.org("county")
	net := b.asset("net", county)
	isolate := b.decision("isolate", county, model.Effect{Verb: model.Isolate, A: the(model.KindAsset, net), For: 4 * model.Hour})
	g := b.play(t, 1).decide(county, isolate).until(1)
	assert.Equal(t, model.Isolated, g.State().Assets[net].Condition)
	assert.True(t, model.Isolated.Down(), "it serves nobody meanwhile")
	g.until(4*model.Hour + 1)
	assert.Equal(t, model.Healthy, g.State().Assets[net].Condition)

	b.breakage(net, 0, model.Encrypt, 2*model.Hour)
	g = b.play(t, 1).decide(county, isolate).until(1)
	assert.Equal(t, model.Encrypted, g.State().Assets[net].Condition, "what is down already is not isolated")
	assert.Equal(t, 2*model.Hour, g.toEnd().when(model.AssetRestored))
}

func TestFallingBackLastsUntilTheAssetWorksAgain(t *testing.T) {
	b := newTown()
	b.steady()
	county := b.org("county")
	net := b.asset("net", county)
	b.breakage(net, model.Hour, model.Outage, 5*model.Hour)
	paper := b.decision("paper", county, model.Effect{Verb: model.FallBack, A: the(model.KindAsset, net)})
	g := b.play(t, 1).until(2*model.Hour).decide(county, paper).until(3 * model.Hour)
	assert.EqualValues(t, 1, g.State().Assets[net].FellBack)
	g.decide(county, paper).until(4 * model.Hour)
	assert.Len(t, g.happened(model.AssetFellBack), 1, "there is only one paper")
	g.until(6 * model.Hour)
	assert.Zero(t, g.State().Assets[net].FellBack)
}

func TestRestoringShortensWhatIsLeft(t *testing.T) {
	b := newTown()
	b.steady()
	county := b.org("county")
	net := b.asset("net", county)
	b.breakage(net, 0, model.Outage, 10*model.Hour)
	help := b.decision("help", county, model.Effect{Verb: model.Restore, A: the(model.KindAsset, net), N: num("0.5")})
	g := b.play(t, 1).until(4*model.Hour-1).decide(county, help).toEnd()
	restored := g.happened(model.AssetRestored)
	assert.Len(t, restored, 2, "restored sooner, then restored")
	assert.Equal(t, 7*model.Hour, restored[1].Tick, "half of the six hours that were left")

	g = b.play(t, 1).until(11*model.Hour).decide(county, help).toEnd()
	assert.Len(t, g.happened(model.AssetRestored), 1, "nothing to restore")
}

func TestWhatIsRebuiltHoldsNobody(t *testing.T) {
	b := newTown()
	b.steady()
	net := b.asset("net", b.org("county"))
	enter := b.raid(b.actor("ring"), net, "0")
	b.Steps[enter].Effects = []model.Effect{{Verb: model.Encrypt, A: the(model.KindAsset, net), For: model.Day}}
	g := b.play(t, 1).until(model.Day)
	assert.NotEqualValues(t, model.None, g.State().Assets[net].Holder)
	g.until(model.Day + 1)
	assert.EqualValues(t, model.None, g.State().Assets[net].Holder)
	assert.Zero(t, g.measure(model.Intrusions))
}

func TestAnAssetHasOneHolder(t *testing.T) {
	b := newTown()
	net := b.asset("net", b.org("county"))
	first := b.raid(b.actor("ring"), net, "0")
	second := b.raid(b.actor("crew"), net, "0")
	b.Steps[second].At = model.Hour
	g := b.play(t, 1).until(model.Day)
	assert.EqualValues(t, b.Steps[first].Campaign, g.State().Assets[net].Holder)
	assert.InDelta(t, 1, g.measure(model.Intrusions), 1e-9)
}

func TestFittingAControlReplacesTheOneOfItsGroup(t *testing.T) {
	b := newTown()
	county := b.org("county")
	net, bare := b.asset("net", county), b.asset("bare", county)
	none, keys := b.control("mfa", "none"), b.control("mfa", "security-key")
	b.fit(net, none, "1")
	fit := b.decision("fit", county, model.Effect{Verb: model.Fit, A: theTarget, B: the(model.KindControl, keys), N: num("0.8")})
	b.Decisions[fit].Targets = []model.Ref{ref(model.KindAsset, net), ref(model.KindAsset, bare)}
	g := b.play(t, 1).decide(county, fit, ref(model.KindAsset, net)).decide(county, fit, ref(model.KindAsset, bare)).until(1)
	assert.Equal(t, model.SlotState{Level: int64(keys), Coverage: num("0.8"), Event: g.happened(model.ControlFitted)[0].ID}, g.State().Slots[0])
	assert.Len(t, g.happened(model.ControlFitted), 1, "an asset without the group has nowhere to fit it")

	few := b.decision("fit-few", county, model.Effect{Verb: model.Fit, A: the(model.KindAsset, net), B: the(model.KindControl, keys), N: num("0.3")})
	g = b.play(t, 1).decide(county, fit, ref(model.KindAsset, net)).decide(county, few).until(1)
	assert.Equal(t, num("0.8"), g.State().Slots[0].Coverage, "nothing is taken off again")
}

func TestAHuntEnds(t *testing.T) {
	b := newTown()
	county := b.org("county")
	net := b.asset("net", county)
	hunt := b.decision("hunt", county, model.Effect{Verb: model.Hunt, A: the(model.KindAsset, net), N: num("3"), For: model.Day})
	g := b.play(t, 1).decide(county, hunt).until(model.Day)
	assert.Equal(t, num("3"), g.State().Assets[net].Hunt)
	g.until(model.Day + 1)
	assert.Equal(t, fixed.One, g.State().Assets[net].Hunt)
}

// TestBackupsAreLeftAsOftenAsTheySurvive an encryption (C19): else it takes as long as
// without any. What does not encrypt does not touch them.
func TestBackupsAreLeftAsOftenAsTheySurvive(t *testing.T) {
	span := func(survives string, verb model.Verb, seed uint64) model.Tick {
		b := newTown()
		net := b.asset("net", b.org("county"))
		backups := b.control("backups", "online")
		b.Controls[backups].Recovery, b.Controls[backups].Survives = num("0.5"), num(survives)
		b.fit(net, backups, "1")
		b.breakage(net, 0, verb, model.Day)
		return b.play(t, seed).toEnd().when(model.AssetRestored)
	}
	left := 0
	for seed := range uint64(manySeeds) {
		bare, some, all := span("0", model.Encrypt, seed), span("0.495", model.Encrypt, seed), span("1", model.Encrypt, seed)
		assert.InDelta(t, float64(bare)/2, float64(all), 1)
		assert.Contains(t, []model.Tick{bare, all}, some)
		if some == all {
			left++
		}
	}
	share(t, left, manySeeds, 0.495, "left")
	assert.Equal(t, span("0", model.Deface, 3), span("1", model.Deface, 3), "nobody spoils backups to deface a page")
}

// TestAControlHelpsFromWhatItIsFor: backups against encryption, a shield against floods.
func TestAControlHelpsFromWhatItIsFor(t *testing.T) {
	span := func(verb model.Verb, from ...model.Health) model.Tick {
		b := newTown()
		b.steady()
		net := b.asset("net", b.org("county"))
		control := b.control("group", "level")
		b.Controls[control].Recovery, b.Controls[control].Recovers = num("0.5"), from
		b.fit(net, control, "1")
		b.breakage(net, 0, verb, model.Day)
		return b.play(t, 1).toEnd().when(model.AssetRestored)
	}
	assert.Equal(t, model.Day/2, span(model.Encrypt, model.Defaced, model.Encrypted))
	assert.Equal(t, model.Day, span(model.Outage, model.Defaced, model.Encrypted))
	assert.Equal(t, model.Day/2, span(model.Outage, model.Offline))
	assert.Equal(t, model.Day/2, span(model.Outage), "one that names nothing helps from all")
}

func TestAHuntEndsBecauseItBegan(t *testing.T) {
	b := newTown()
	county := b.org("county")
	net := b.asset("net", county)
	hunt := b.decision("hunt", county, model.Effect{Verb: model.Hunt, A: the(model.KindAsset, net), N: num("3"), For: model.Day})
	g := b.play(t, 1).decide(county, hunt).toEnd()
	changed := g.happened(model.OrgChanged, ref(model.KindAsset, net))
	assert.Len(t, changed, 2)
	assert.Equal(t, changed[0], g.causeOf(changed[1]))
}

// TestAFallbackOutlastsItsOwnRepair while what the asset depends on is still down.
func TestAFallbackOutlastsItsOwnRepair(t *testing.T) {
	b := newTown()
	b.steady()
	county := b.org("county")
	books, net := b.asset("books", county), b.asset("net", county)
	b.Assets[books].DependsOn = []model.AssetID{net}
	b.breakage(net, model.Hour, model.Outage, 10*model.Hour)
	b.breakage(books, 2*model.Hour, model.Encrypt, 3*model.Hour)
	paper := b.decision("paper", county, model.Effect{Verb: model.FallBack, A: the(model.KindAsset, books)})
	g := b.play(t, 1).until(3*model.Hour).decide(county, paper).until(6 * model.Hour)
	assert.EqualValues(t, 1, g.State().Assets[books].FellBack)
	assert.Equal(t, model.Offline, g.State().Assets[books].Condition)
	g.until(12 * model.Hour)
	assert.Zero(t, g.State().Assets[books].FellBack)
	assert.Equal(t, model.Healthy, g.State().Assets[books].Condition)
}
