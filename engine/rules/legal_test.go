package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
	"tabletop/engine/rules"
	"tabletop/scenarios/scenariotest"
)

// office is the seat whose choices the table below weighs; it runs a platform,
// knows of the roll, and may be given more.
type office struct {
	*town
	state, agency, silent model.OrgID
	roll, site            model.AssetID
	claim                 model.NarrativeID
	platform              model.PlatformID
	raid                  model.CampaignID
	ring                  model.ActorID
}

func newOffice() *office {
	b := newTown()
	o := &office{town: b, state: b.org("state"), agency: b.org("agency"), silent: b.org("silent")}
	b.Phases = []model.Phase{{ID: "before"}, {ID: "after", From: 5 * model.Day}}
	o.roll, o.site = b.asset("roll", o.agency), b.asset("site", o.agency)
	o.platform = b.platformOf(o.state)
	o.ring = b.actor("ring")
	o.raid = b.campaign("raid", o.ring)
	b.Campaigns[o.raid].Begin = model.Never
	o.claim = b.narrative("torn", "100", "0.5", o.platform)
	b.channel(o.state, o.agency)
	b.knows(o.state, ref(model.KindAsset, o.roll))
	return o
}

func TestReasonsAgainstADecision(t *testing.T) {
	report := func(to model.OrgID) model.Effect {
		return model.Effect{Verb: model.Report, A: theTarget, B: the(model.KindOrg, to)}
	}
	for name, c := range map[string]struct {
		set  func(o *office, d *model.Decision)
		want []string
	}{
		"nothing is against it": {func(o *office, d *model.Decision) {
			d.Effects = []model.Effect{report(o.agency)}
		}, nil},
		"another phase": {func(o *office, d *model.Decision) {
			d.Phases = []model.PhaseID{1}
		}, []string{"Not in this phase."}},
		"too few hours": {func(o *office, d *model.Decision) {
			d.Cost = num("40.5")
		}, []string{"Needs 40.5 staff-hours; you have 24 left today."}},
		"a need of the pack's own": {func(o *office, d *model.Decision) {
			d.Needs = []model.Requirement{
				{If: suspects(), Reason: "You know nothing of it yet."},
				{If: holds(model.Decided, model.DecisionID(0)), Reason: "Call the lawyers first."},
			}
		}, []string{"Call the lawyers first."}},
		"nothing to report": {func(o *office, d *model.Decision) {
			d.Targets = []model.Ref{ref(model.KindAsset, o.site)}
			d.Effects = []model.Effect{report(o.agency)}
		}, []string{"You have nothing to report about it yet."}},
		"no way there": {func(o *office, d *model.Decision) {
			d.Effects = []model.Effect{report(o.silent)}
		}, []string{"No open channel to SILENT."}},
		"one way of two is enough": {func(o *office, d *model.Decision) {
			d.Effects = []model.Effect{report(o.silent), report(o.agency)}
		}, nil},
		"a closed channel": {func(o *office, d *model.Decision) {
			o.Channels[0].Open = false
			d.Effects = []model.Effect{report(o.agency)}
		}, []string{"No open channel to AGENCY."}},
		"no consent": {func(o *office, d *model.Decision) {
			o.Channels[0].NeedsConsent = true
			d.Effects = []model.Effect{report(o.agency)}
		}, []string{"Passing it on needs a consent that has not been given."}},
		"to oneself": {func(o *office, d *model.Decision) {
			d.Effects = []model.Effect{report(o.state)}
		}, []string{"You would be telling yourself."}},
		"no policy": {func(o *office, d *model.Decision) {
			o.Platforms[o.platform].Policies[model.Friction].Ready = false
			d.Effects = []model.Effect{{Verb: model.Enforce, B: itself, Measure: model.Friction}}
		}, []string{"There is no policy for it yet."}},
		"a policy in force": {func(o *office, d *model.Decision) {
			o.Platforms[o.platform].Policies[model.Friction].Auto = true
			d.Effects = []model.Effect{{Verb: model.Enforce, B: itself, Measure: model.Friction}}
		}, []string{"Already in force."}},
		"several at once": {func(o *office, d *model.Decision) {
			d.Phases, d.Cost = []model.PhaseID{1}, num("30")
			d.Effects = []model.Effect{report(o.silent)}
		}, []string{"Not in this phase.", "Needs 30 staff-hours; you have 24 left today.", "No open channel to SILENT."}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice()
			d := o.decision("act", o.state)
			o.Decisions[d].Targets = []model.Ref{ref(model.KindAsset, o.roll)}
			c.set(o, &o.Decisions[d])
			g := o.play(t, 1)
			options := g.Legal(o.state)
			require.Len(t, options, 1)
			assert.Equal(t, c.want, options[0].Reasons)
			assert.Equal(t, c.want == nil, options[0].Legal)
			assert.Equal(t, c.want, g.submit(decision(o.state, d, options[0].Target)))
		})
	}
}

func TestAnEnforcementIsOrderedOnceOnAClaimThatThePlatformCarries(t *testing.T) {
	o := newOffice()
	other := o.platformOf(o.silent)
	elsewhere := o.narrative("rumour", "100", "0.5", other)
	label := o.decision("label", o.state, model.Effect{Verb: model.Enforce, A: theTarget, B: itself, Measure: model.Label})
	o.Decisions[label].By = []model.OrgID{o.state, o.agency}
	o.Decisions[label].Targets = []model.Ref{ref(model.KindNarrative, o.claim), ref(model.KindNarrative, elsewhere)}
	for _, org := range []model.OrgID{o.state, o.agency} {
		o.knows(org, ref(model.KindNarrative, o.claim))
		o.knows(org, ref(model.KindNarrative, elsewhere))
	}
	g := o.play(t, 1)
	assert.Equal(t, []string{"You run no platform."}, g.refused(o.agency, label, ref(model.KindNarrative, o.claim)))
	assert.Equal(t, []string{"The claim is not on your platform."}, g.refused(o.state, label, ref(model.KindNarrative, elsewhere)))
	g.decide(o.state, label, ref(model.KindNarrative, o.claim)).until(1)
	assert.Equal(t, []string{"Already ordered."}, g.refused(o.state, label, ref(model.KindNarrative, o.claim)))
}

// TestWhatASeatDoesNotKnowOfCannotBeNamed: organisations and assets are known to
// exist; claims, campaigns and actors only once something of them is.
func TestWhatASeatDoesNotKnowOfCannotBeNamed(t *testing.T) {
	o := newOffice()
	act := o.decision("act", o.state)
	all := []model.Ref{
		ref(model.KindOrg, o.agency), ref(model.KindAsset, o.site), ref(model.KindNarrative, o.claim),
		ref(model.KindCampaign, o.raid), ref(model.KindActor, o.ring),
	}
	o.Decisions[act].Targets = all
	named := func(g *game) (found []model.Ref) {
		for _, option := range g.Legal(o.state) {
			found = append(found, option.Target)
		}
		return found
	}
	assert.Equal(t, all[:2], named(o.play(t, 1)))

	tell := o.inject("tell", 0)
	o.told(tell, ref(model.KindNarrative, o.claim), o.state)
	assert.Equal(t, all[:3], named(o.play(t, 1)))

	o.told(tell, ref(model.KindCampaign, o.raid), o.state)
	assert.Equal(t, append(all[:2:2], all[3:]...), named(o.play(t, 1)), "an actor is known by its campaign")

	o.Decisions[act].Targets = all[4:]
	o.Injects = nil
	o.telling = nil
	g := o.play(t, 1)
	require.Len(t, g.Legal(o.state), 1, "the decision is shown, and why it can't be used")
	assert.Equal(t, []string{"You know of nothing yet that it could be used on."}, g.Legal(o.state)[0].Reasons)
	assert.Equal(t, []string{"that target is not open to STATE"}, g.refused(o.state, act, all[4]))
}

func TestADecisionOnOnesOwnAssetsIsForTheirOwner(t *testing.T) {
	o := newOffice()
	own := o.asset("own", o.state)
	fit := o.decision("fit", o.state)
	o.Decisions[fit].Targets = []model.Ref{ref(model.KindAsset, o.site), ref(model.KindAsset, own)}
	o.Decisions[fit].OwnOnly = true
	g := o.play(t, 1)
	assert.Equal(t, []model.Option{{Decision: fit, Target: ref(model.KindAsset, own), Legal: true}}, g.Legal(o.state))
	g.decide(o.state, fit, ref(model.KindAsset, own))
	assert.Equal(t, []string{"that target is not open to STATE"}, g.refused(o.state, fit, ref(model.KindAsset, o.site)))
}

// TestPermitsAnswersAsLegalDoes on every option of the small pack, hour by hour.
func TestPermitsAnswersAsLegalDoes(t *testing.T) {
	sc := scenariotest.Small(t)
	for seed := range uint64(3) {
		w := rules.New(sc, seed)
		for at := model.Tick(0); at < sc.Clock.End; at += 3 * model.Hour {
			for w.State().Tick < at {
				w.Tick(w.State().Tick + 1)
			}
			for seat := range sc.Orgs {
				org := model.OrgID(seat)
				for _, o := range w.Legal(org) {
					assert.Equal(t, o.Legal, w.Permits(org, o.Decision, o.Target))
				}
				for d := range sc.Decisions {
					for _, target := range append(sc.Decisions[d].Targets, model.Nothing) {
						if w.Permits(org, model.DecisionID(d), target) {
							assert.Contains(t, w.Legal(org), model.Option{Decision: model.DecisionID(d), Target: target, Legal: true})
						}
					}
				}
			}
		}
	}
}
