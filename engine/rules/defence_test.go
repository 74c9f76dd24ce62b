package rules_test

// What a defence does under the same luck, in whole small towns. More of it never
// helps the attacker, with two things said plainly that no model of an adversary can
// promise: an actor that is kept out of one place has its hands free for another, and
// an attack that is delayed may strike at a worse hour. So these towns have one way in,
// and need their systems all the time, or compare what leaves the attack's time alone.

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// ransomed is a town whose vendor is entered, from there its network, which is
// encrypted; its pollbooks depend on that.
type ransomed struct {
	*town
	county             model.OrgID
	vendor, net, books model.AssetID
	enter, hop, lock   model.StepID
}

// defences are how well that town is defended: shares 0 to 1, hours.
type defences struct {
	factor, segments, backups, survives, rebuild, fallback fixed.Num
	bulk                                                   bool
	means                                                  [3]fixed.Num // days
	patience, fitted                                       model.Tick
	uses                                                   []model.Span
}

func newRansomed(d defences) *ransomed {
	r := &ransomed{town: newTown()}
	r.Clock.End = 20 * model.Day
	r.county = r.org("county")
	r.vendor, r.net, r.books = r.asset("vendor", r.county), r.asset("net", r.county), r.asset("books", r.county)
	r.Assets[r.net].Records = 1000
	books := &r.Assets[r.books]
	books.DependsOn, books.Uses = []model.AssetID{r.net}, d.uses
	books.Rate, books.Leave, books.Fallback = num("100"), num("0.1"), d.fallback

	login, lateral, encrypt := r.technique("T1078"), r.technique("T1199"), r.technique("T1486")
	r.fit(r.vendor, r.control("mfa", "none"), "1")
	keys := r.control("mfa", "sms",
		model.Block{Technique: login, Aim: model.Bulk, Share: num("0.96")},
		model.Block{Technique: login, Aim: model.Targeted, Share: num("0.76")})
	r.inject("fit", d.fitted, model.Effect{Verb: model.Fit, A: the(model.KindAsset, r.vendor), B: the(model.KindControl, keys), N: d.factor})
	walls := r.control("segmentation", "full",
		model.Block{Technique: lateral, Share: num("0.85")}, model.Block{Technique: encrypt, Share: num("0.75")})
	r.fit(r.net, walls, d.segments.String())
	copies := r.control("backups", "online")
	r.Controls[copies].Recovery, r.Controls[copies].Survives = d.rebuild, d.survives
	r.Controls[copies].Recovers = []model.Health{model.Encrypted}
	r.fit(r.net, copies, d.backups.String())
	paper := model.Effect{Verb: model.FallBack, A: the(model.KindAsset, r.books)}
	r.inject("paper", 0, paper)

	ring := r.actor("ring")
	r.Actors[ring].Patience = d.patience
	c := r.campaign("ransom", ring)
	add := func(id string, target model.AssetID, by model.TechniqueID, mean fixed.Num, after ...model.StepID) model.StepID {
		s := r.step(c, id, "1", after...)
		step := &r.Steps[s]
		step.Target, step.Technique, step.Mean, step.Aim = target, by, mean, model.Targeted
		if d.bulk {
			step.Aim = model.Bulk
		}
		return s
	}
	r.enter = add("enter", r.vendor, login, d.means[0])
	r.hop = add("hop", r.net, lateral, d.means[1], r.enter)
	r.Steps[r.enter].Holds, r.Steps[r.hop].Holds = true, true
	r.lock = add("lock", r.net, encrypt, d.means[2], r.hop)
	r.Steps[r.lock].Effects = []model.Effect{
		{Verb: model.Steal, A: the(model.KindAsset, r.net), N: fixed.Half},
		{Verb: model.Encrypt, A: the(model.KindAsset, r.net), For: 4 * model.Day},
	}
	return r
}

func drawDefences(t *rapid.T) defences {
	return defences{
		factor: hundredths(t, 0, 100, "second factor"), segments: hundredths(t, 0, 100, "segmentation"),
		backups: hundredths(t, 0, 100, "backups"), survives: hundredths(t, 0, 100, "survives"),
		rebuild: hundredths(t, 10, 100, "rebuild"), fallback: hundredths(t, 0, 100, "fallback"),
		bulk: rapid.Bool().Draw(t, "bulk"),
		means: [3]fixed.Num{
			hundredths(t, 1, 300, "enter takes"), hundredths(t, 1, 200, "hop takes"), hundredths(t, 1, 200, "lock takes"),
		},
		patience: drawTick(t, 1, 6*model.Day, "patience"), fitted: drawTick(t, 0, 3*model.Day, "fitted"),
		uses: []model.Span{{From: 0, To: 20 * model.Day}},
	}
}

// damage is what the attack came to.
type damage struct {
	steps                [3]model.Tick
	votes, hours, leaked float64
}

func (r *ransomed) damage(t *testing.T, seed uint64) damage {
	g := r.play(t, seed).toEnd()
	d := damage{votes: g.measure(model.VotesBlocked), hours: g.measure(model.HoursLost), leaked: g.measure(model.RecordsLeaked)}
	for i, s := range []model.StepID{r.enter, r.hop, r.lock} {
		d.steps[i] = g.when(model.StepSucceeded, step(s))
	}
	return d
}

// noWorse fails where the better defended town came off worse.
func noWorse(t *rapid.T, weak, strong damage, what string) {
	const rounding = 1e-6
	for i := range weak.steps {
		if strong.steps[i] < weak.steps[i] {
			t.Fatalf("%s: step %d is done at %d, not %d", what, i, strong.steps[i], weak.steps[i])
		}
	}
	if strong.votes > weak.votes+rounding || strong.hours > weak.hours+rounding || strong.leaked > weak.leaked {
		t.Fatalf("%s: %+v, not at most %+v", what, strong, weak)
	}
}

// TestADefenceNeverHelpsTheAttacker: whichever is raised, no step succeeds earlier and
// no more votes, hours or records are lost.
func TestADefenceNeverHelpsTheAttacker(t *testing.T) {
	raise := map[string]func(d *defences, to fixed.Num){
		"second factor": func(d *defences, to fixed.Num) { d.factor = to },
		"segmentation":  func(d *defences, to fixed.Num) { d.segments = to },
		"backups":       func(d *defences, to fixed.Num) { d.backups = to },
		"survival":      func(d *defences, to fixed.Num) { d.survives = to },
		"fallback":      func(d *defences, to fixed.Num) { d.fallback = to },
		"earlier":       func(d *defences, to fixed.Num) { d.fitted = 288 - model.Tick(to.MulInt(288).Round()) },
	}
	for what, set := range raise {
		t.Run(what, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				seed, base := drawSeed(rt), drawDefences(rt)
				less, more := lessAndMore(rt)
				weak, strong := base, base
				set(&weak, less)
				set(&strong, more)
				noWorse(rt, newRansomed(weak).damage(t, seed), newRansomed(strong).damage(t, seed), what)
			})
		})
	}
}

// TestWhatShortensAnOutageNeverCostsVotes, whenever the systems are needed: the attack
// comes when it comes, and only its end moves.
func TestWhatShortensAnOutageNeverCostsVotes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed, base := drawSeed(rt), drawDefences(rt)
		base.uses = nil
		for at := model.Tick(0); at < 20*model.Day; {
			from := at + drawTick(rt, 1, 2*model.Day, "pause")
			at = from + drawTick(rt, 1, model.Day, "use")
			base.uses = append(base.uses, model.Span{From: from, To: at})
		}
		less, more := lessAndMore(rt)
		for what, set := range map[string]func(d *defences, to fixed.Num){
			"backups":  func(d *defences, to fixed.Num) { d.backups = to },
			"survival": func(d *defences, to fixed.Num) { d.survives = to },
			"rebuild":  func(d *defences, to fixed.Num) { d.rebuild = fixed.One.Sub(to) },
			"fallback": func(d *defences, to fixed.Num) { d.fallback = to },
		} {
			weak, strong := base, base
			set(&weak, less)
			set(&strong, more)
			noWorse(rt, newRansomed(weak).damage(t, seed), newRansomed(strong).damage(t, seed), what)
		}
	})
}

// TestLostServiceIsWhatTheHistoryOfConditionsGives: hours and votes, counted by the
// rules as things happen, are those that anyone gets from when each asset was down, by
// hand or not, while it was needed.
func TestLostServiceIsWhatTheHistoryOfConditionsGives(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		hours, votes, at := 0.0, 0.0, model.Tick(0)
		sum := func(st *model.State, to model.Tick) {
			for i := range g.sc.Assets {
				asset, now, missing := &g.sc.Assets[i], &st.Assets[i], 0.0
				if now.Condition.Down() {
					missing = 1
					if now.FellBack != 0 {
						missing -= float(asset.Fallback)
					}
				}
				for tick := at; missing > 0 && tick < to; tick++ {
					for _, span := range asset.Uses {
						if span.Holds(tick) {
							hours += missing / float64(model.Hour)
							votes += missing / float64(model.Hour) * float(asset.Rate) * float(asset.Leave)
						}
					}
				}
			}
			at = max(at, to)
		}
		g.fold(rt, func(st *model.State, e *model.Event) { sum(st, e.Tick) })
		sum(g.State(), g.sc.Clock.End)
		assert.InDelta(rt, hours, g.measure(model.HoursLost), 1e-4)
		assert.InDelta(rt, votes, g.measure(model.VotesBlocked), 1e-2)
	})
}

// TestAssetsAndAnalystsAreCounted: intrusions are the assets held, analysts are those of the
// organisation and of its surges, and shares stay between none and all.
func TestAssetsAndAnalystsAreCounted(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		check := func(st *model.State) {
			var held int64
			for i := range st.Assets {
				if st.Assets[i].Holder != model.None {
					held++
				}
				if m := st.Assets[i].Missing; m < 0 || m > fixed.One {
					rt.Fatalf("a share of %s is missing", m)
				}
			}
			if got := st.Measures[model.Intrusions].Value; got != fixed.FromInt(held) {
				rt.Fatalf("%s intrusions, and %d assets are held", got, held)
			}
			extra := make([]fixed.Num, len(st.Orgs))
			for _, s := range st.Surges {
				if s.Done == 0 {
					extra[s.Org] = extra[s.Org].Add(s.Analysts)
				}
			}
			for i := range st.Orgs {
				o := &st.Orgs[i]
				if o.SurgeBy != extra[i] || o.Analysts != g.sc.Orgs[i].Analysts.Add(extra[i]) || (o.SurgeEnd == model.None) != (extra[i] == 0) {
					rt.Fatalf("%s has %s analysts, %s of them for a time", g.sc.Orgs[i].ID, o.Analysts, o.SurgeBy)
				}
			}
		}
		g.fold(rt, func(st *model.State, _ *model.Event) { check(st) })
		check(g.State())
	})
}

// TestThrowingAnIntruderOutNeverHelpsIt, from wherever and whenever.
func TestThrowingAnIntruderOutNeverHelpsIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed, base := drawSeed(rt), drawDefences(rt)
		at, vendor := drawTick(rt, 1, 8*model.Day, "thrown out"), rapid.Bool().Draw(rt, "of the vendor")
		let, thrown := newRansomed(base), newRansomed(base)
		from := thrown.net
		if vendor {
			from = thrown.vendor
		}
		thrown.inject("evict", at, model.Effect{Verb: model.Evict, A: the(model.KindAsset, from)})
		noWorse(rt, let.damage(t, seed), thrown.damage(t, seed), "evicted")
	})
}

// TestAnActorKeptOutOfOnePlaceTriesAnotherTheSooner is the price of displacement, which
// the properties above leave out: a control that all but closes one door has its actor
// give it up, and come by the other one earlier than if it had gone on at the first.
func TestAnActorKeptOutOfOnePlaceTriesAnotherTheSooner(t *testing.T) {
	entered := func(share string) (first, second model.Tick) {
		b := newTown()
		b.Clock.End = 100 * model.Day
		county := b.org("county")
		door, window := b.asset("door", county), b.asset("window", county)
		phish := b.technique("T1566.002")
		b.fit(door, b.control("mfa", "some", model.Block{Technique: phish, Share: num(share)}), "1")
		c := b.campaign("raid", b.actor("ring"))
		one, two := b.step(c, "one", "1"), b.step(c, "two", "0")
		b.Steps[one].Target, b.Steps[one].Technique = door, phish
		b.Steps[two].Target, b.Steps[two].Technique, b.Steps[two].At = window, phish, 1
		g := b.play(t, 3).toEnd()
		return g.when(model.StepSucceeded, step(one)), g.when(model.StepSucceeded, step(two))
	}
	weakOne, weakTwo := entered("0.8")
	strongOne, strongTwo := entered("0.95")
	assert.Less(t, weakOne, strongOne, "the door itself is never entered earlier")
	assert.Greater(t, weakTwo, strongTwo, "the window is")
}
