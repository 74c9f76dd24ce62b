package rules_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/engine/rules"
	"tabletop/scenarios"
)

// town builds a small scenario by hand. It begins empty: what a test does not
// mention is not there, and what it does not set is plain: one analyst round the
// clock, an actor of one team with no caution, a step that any path leads to.
// The exercise begins at midnight, two days before the election, and takes ten
// days.
type town struct {
	model.Scenario
	watching []watching
	telling  []telling
	found    []found
}

// found is how outsiders find intrusions into an asset.
type found struct {
	asset         model.AssetID
	median, share fixed.Num
}

type watching struct {
	org    model.OrgID
	of     model.Ref
	median fixed.Num
}

type telling struct {
	inject model.InjectID
	of     model.Ref
}

func newTown() *town {
	b := &town{}
	b.ID, b.Title = "town", "A town"
	b.Clock = model.Clock{
		Zone: "UTC", Start: 1604188800, End: 10 * model.Day, Election: 2 * model.Day,
		Offsets: []model.Offset{{Abbrev: "UTC"}},
	}
	b.Params = defaults()
	return b
}

// defaults are the constants that a pack has when it sets none.
func defaults() model.Params { return scenarios.Defaults() }

func num(text string) fixed.Num { return fixed.MustParse(text) }

func ref[T ~int64](kind model.Kind, id T) model.Ref { return model.Ref{Kind: kind, ID: int64(id)} }

// Arguments of effects.
var (
	theTarget = model.Argument{Bind: model.ToTarget}
	itself    = model.Argument{Bind: model.ToSelf}
	theOwner  = model.Argument{Bind: model.ToOwner}
)

func the[T ~int64](kind model.Kind, id T) model.Argument { return model.Argument{Ref: ref(kind, id)} }

func added[T any, ID ~int64](list *[]T, item T) ID {
	*list = append(*list, item)
	return ID(len(*list) - 1)
}

func (b *town) org(id string) model.OrgID {
	return added[model.Org, model.OrgID](&b.Orgs, model.Org{
		ID: id, Name: strings.ToUpper(id), Analysts: fixed.One, ShiftTo: 24 * 60,
		Detection: fixed.One, Credibility: fixed.Half,
	})
}

// channel opens a channel without delays, to a reader who trusts its sender, so that
// a report takes one tick on its way and one in triage.
func (b *town) channel(from, to model.OrgID) model.ChannelID {
	return added[model.Channel, model.ChannelID](&b.Channels, model.Channel{From: from, To: to, Open: true, Trust: fixed.One})
}

func (b *town) asset(id string, owner model.OrgID) model.AssetID {
	return added[model.Asset, model.AssetID](&b.Assets, model.Asset{ID: id, Name: id, Owner: owner})
}

func (b *town) control(group, level string, blocks ...model.Block) model.ControlID {
	return added[model.Control, model.ControlID](&b.Controls, model.Control{
		Group: group, Level: level, Blocks: blocks, Detection: fixed.One, Recovery: fixed.One, Survives: fixed.One,
	})
}

// fit puts a control on an asset from the start, on a share of it.
func (b *town) fit(a model.AssetID, level model.ControlID, coverage string) {
	s := added[model.Slot, int64](&b.Slots, model.Slot{
		Asset: a, Group: b.Controls[level].Group, Level: level, Coverage: num(coverage),
	})
	b.Assets[a].Slots = append(b.Assets[a].Slots, s)
}

func (b *town) technique(id string) model.TechniqueID {
	return added[model.Technique, model.TechniqueID](&b.Techniques, model.Technique{ID: id})
}

func (b *town) actor(id string) model.ActorID {
	return added[model.Actor, model.ActorID](&b.Actors, model.Actor{
		ID: id, Name: id, Effort: fixed.One, Limit: fixed.One, Patience: model.Day, Parallel: 1,
	})
}

// benign is the actor of a campaign that nobody means.
const benign = model.ActorID(model.None)

func (b *town) campaign(id string, actor model.ActorID) model.CampaignID {
	return added[model.Campaign, model.CampaignID](&b.Campaigns, model.Campaign{ID: id, Title: id, Actor: actor})
}

// step adds a step with a mean of so many days; "0" succeeds a tick after it
// begins.
func (b *town) step(c model.CampaignID, id, mean string, after ...model.StepID) model.StepID {
	s := added[model.Step, model.StepID](&b.Steps, model.Step{
		ID: b.Campaigns[c].ID + "." + id, Campaign: c, Title: id, Technique: model.None, Target: model.None,
		At: model.None, Mean: num(mean), Chance: fixed.One, After: after,
	})
	b.Campaigns[c].Steps = append(b.Campaigns[c].Steps, s)
	return s
}

// raid adds a campaign of one step by which its actor comes to hold an asset.
func (b *town) raid(actor model.ActorID, a model.AssetID, mean string) model.StepID {
	s := b.step(b.campaign("raid-"+b.Assets[a].ID, actor), "enter", mean)
	b.Steps[s].Target, b.Steps[s].Holds = a, true
	return s
}

// platformOf has an organisation run a platform whose policies are ready, take a
// tick, and do nothing until a test gives them an effect.
func (b *town) platformOf(org model.OrgID) model.PlatformID {
	p := model.Platform{Org: org, Users: 1_000_000, Audience: num("300")}
	for range model.Enforcements {
		p.Policies = append(p.Policies, model.Policy{Coverage: fixed.One, Latency: 1, Ready: true})
	}
	return added[model.Platform, model.PlatformID](&b.Platforms, p)
}

// narrative adds a false claim that bursts 40 ticks long, on every platform
// given; it starts on the first.
func (b *town) narrative(id, size, gain string, platforms ...model.PlatformID) model.NarrativeID {
	n := added[model.Narrative, model.NarrativeID](&b.Narratives, model.Narrative{
		ID: id, Name: id, Kind: model.Delegitimise, Size: num(size), Gain: num(gain), Duration: 40,
	})
	for i, p := range platforms {
		s := added[model.Spread, model.SpreadID](&b.Spreads, model.Spread{
			Narrative: n, Platform: p, First: i == 0, Share: fixed.One,
		})
		b.Narratives[n].Spreads = append(b.Narratives[n].Spreads, s)
	}
	return n
}

func (b *town) audience(id string, people int64, confidence ...string) model.AudienceID {
	a := model.Audience{ID: id, Name: id, Size: people}
	for l := range model.Levels {
		a.Confidence = append(a.Confidence, num(confidence[min(int(l), len(confidence)-1)]))
	}
	return added[model.Audience, model.AudienceID](&b.Audiences, a)
}

// decision adds a decision without cost, lead or limits.
func (b *town) decision(id string, by model.OrgID, effects ...model.Effect) model.DecisionID {
	return added[model.Decision, model.DecisionID](&b.Decisions, model.Decision{
		ID: id, Title: id, By: []model.OrgID{by}, Effects: effects,
	})
}

// inject adds an inject at a tick.
func (b *town) inject(id string, at model.Tick, effects ...model.Effect) model.InjectID {
	return added[model.Inject, model.InjectID](&b.Injects, model.Inject{
		ID: id, Number: int64(len(b.Injects) + 1), Title: id, At: at, Tells: model.None, Effects: effects,
	})
}

// told has an inject tell organisations of a topic.
func (b *town) told(i model.InjectID, of model.Ref, to ...model.OrgID) {
	b.Injects[i].To = append(b.Injects[i].To, to...)
	b.telling = append(b.telling, telling{i, of})
}

// knows tells an organisation of a topic at the first tick.
func (b *town) knows(org model.OrgID, of model.Ref) {
	b.told(b.inject("tell-"+b.Orgs[org].ID, 0), of, org)
}

// watch has an organisation watch for a topic, so that half would have noticed
// after so many days.
func (b *town) watch(org model.OrgID, of model.Ref, median string) {
	b.watching = append(b.watching, watching{org, of, num(median)})
}

// task adds a task that a seat is to fulfil.
func (b *town) task(seat model.OrgID, measure model.Condition, deadline model.Tick) model.TaskID {
	o := model.ObjectiveID(len(b.Objectives))
	t := added[model.Task, model.TaskID](&b.Tasks, model.Task{Objective: o, Measure: measure, Deadline: deadline})
	b.Objectives = append(b.Objectives, model.Objective{ID: "objective", Seat: seat, Tasks: []model.TaskID{t}})
	return t
}

// build joins what belongs together and returns the scenario.
func (b *town) build() *model.Scenario {
	sc := b.Scenario
	sc.Topics, sc.Watches = nil, nil
	topic := func(k model.Kind, n int) {
		for i := range n {
			sc.Topics = append(sc.Topics, model.Topic{Of: ref(k, int64(i))})
		}
	}
	topic(model.KindAsset, len(sc.Assets))
	topic(model.KindNarrative, len(sc.Narratives))
	topic(model.KindCampaign, len(sc.Campaigns))
	for _, w := range b.watching {
		sc.Watches = append(sc.Watches, model.Watch{Org: w.org, Topic: sc.TopicOf(w.of), Median: w.median})
	}
	for _, f := range b.found {
		owner, t := sc.Assets[f.asset].Owner, sc.TopicOf(ref(model.KindAsset, f.asset))
		inside, outsiders := model.Discovery(owner, t, f.median, f.share)
		for i := range sc.Watches {
			if sc.Watches[i].Org == owner && sc.Watches[i].Topic == t {
				sc.Watches[i].Elsewhere = inside.Elsewhere
			}
		}
		sc.Watches = append(sc.Watches, outsiders)
	}
	for _, tell := range b.telling {
		sc.Injects[tell.inject].Tells = sc.TopicOf(tell.of)
	}
	for i := range sc.Audiences {
		for len(sc.Audiences[i].Use) < len(sc.Platforms) {
			sc.Audiences[i].Use = append(sc.Audiences[i].Use, fixed.Half)
		}
	}
	return &sc
}

// game is a scenario being played: the rules alone, with every event kept.
type game struct {
	*rules.World
	sc     *model.Scenario
	t      testing.TB
	begin  *model.State
	events []model.Event
}

func (b *town) play(t testing.TB, seed uint64) *game { return newGame(t, b.build(), seed) }

// lately is a world of the scenario that was last played, which others of it share
// their tables with.
var lately struct {
	sc *model.Scenario
	*rules.World
}

func newGame(t testing.TB, sc *model.Scenario, seed uint64) *game {
	if lately.sc != sc {
		lately.sc, lately.World = sc, rules.New(sc, seed)
	}
	g := &game{World: lately.Again(seed), sc: sc, t: t}
	g.begin = g.State().Clone()
	return g.until(0)
}

// until runs the rules up to and including a tick.
func (g *game) until(to model.Tick) *game {
	for g.State().Tick < to {
		next := g.Next()
		if next > to {
			g.State().Pass(to)
			break
		}
		g.Tick(next)
	}
	g.events = append(g.events, g.Taken()...)
	return g
}

// toEnd plays the rest.
func (g *game) toEnd() *game { return g.until(g.sc.Clock.End) }

// submit carries out a command and returns why it was refused.
func (g *game) submit(c model.Command) []string {
	reasons := g.Submit(c)
	g.events = append(g.events, g.Taken()...)
	return reasons
}

// decide takes a decision, on a target where one is given.
func (g *game) decide(seat model.OrgID, d model.DecisionID, target ...model.Ref) *game {
	g.t.Helper()
	require.Empty(g.t, g.submit(decision(seat, d, target...)), "%s is refused", g.sc.Decisions[d].ID)
	return g
}

// refused returns the reasons for which a decision is refused.
func (g *game) refused(seat model.OrgID, d model.DecisionID, target ...model.Ref) []string {
	g.t.Helper()
	before := g.State().Hash()
	reasons := g.submit(decision(seat, d, target...))
	require.NotEmpty(g.t, reasons, "%s is not refused", g.sc.Decisions[d].ID)
	require.Equal(g.t, before, g.State().Hash(), "a refusal changes nothing")
	return reasons
}

func decision(seat model.OrgID, d model.DecisionID, target ...model.Ref) model.Command {
	c := model.Command{Seat: seat, Kind: model.Decide, Decision: d, Target: model.Nothing}
	if len(target) > 0 {
		c.Target = target[0]
	}
	return c
}

// happened lists the events of a kind, about one subject where it is given.
func (g *game) happened(what model.What, subject ...model.Ref) []model.Event {
	var found []model.Event
	for _, e := range g.events {
		if e.What == what && (len(subject) == 0 || e.Subject == subject[0]) {
			found = append(found, e)
		}
	}
	return found
}

// when returns the tick at which something first happened, or Never.
func (g *game) when(what model.What, subject ...model.Ref) model.Tick {
	if found := g.happened(what, subject...); len(found) > 0 {
		return found[0].Tick
	}
	return model.Never
}

// the event that another one names as its first cause.
func (g *game) causeOf(e model.Event) model.Event {
	g.t.Helper()
	require.NotEmpty(g.t, e.Causes, "%s has no cause", model.WhatWords[e.What])
	return g.events[e.Causes[0]-1]
}

// measure returns a headline measure in its unit.
func (g *game) measure(m model.MeasureID) float64 { return float(g.State().Measures[m].Value) }

// level returns what an organisation knows of a thing.
func (g *game) level(org model.OrgID, of model.Ref) model.Knowledge {
	return g.State().Knowledge[g.sc.KnowledgeRow(org, g.sc.TopicOf(of))].Level
}

func (g *game) topic(of model.Ref) *model.TopicState { return &g.State().Topics[g.sc.TopicOf(of)] }

func float(x fixed.Num) float64 { return float64(x) / float64(fixed.One) }

// days turns ticks into days.
func days(t model.Tick) float64 { return float64(t) / float64(model.Day) }
