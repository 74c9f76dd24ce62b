package scenarios

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"tabletop/engine/model"
)

// Options say how a pack is compiled.
type Options struct {
	Posture string      // "" plays the pack as written
	Sets    []model.Set // values set over pack and posture, in order
}

// Compile checks the pack and returns the scenario it means. When anything is
// wrong the error is a [Problems] with every mistake, and there is no scenario.
// Postures other than the chosen one are not checked; [Pack.Check] does that.
func (p *Pack) Compile(o Options) (*model.Scenario, error) {
	c, found := p.compile(o)
	if len(found) > 0 {
		return nil, found
	}
	return c.sc, nil
}

// Check returns every mistake in the pack as written and under each of its
// postures, once each.
func (p *Pack) Check() Problems {
	_, found := p.compile(Options{})
	for _, id := range p.Postures() {
		_, more := p.compile(Options{Posture: id})
		found = append(found, more...)
	}
	return inOrder(found)
}

func (p *Pack) compile(o Options) (*compiler, Problems) {
	c := &compiler{root: p.root, sc: &model.Scenario{Posture: o.Posture, Sets: o.Sets}}
	c.override(o)
	for _, f := range p.files {
		if f.evidence != nil {
			c.evidence(f.evidence, "evidence")
		}
	}
	c.all()
	found := append(slices.Clone(p.found), c.problems...)
	if p.holes {
		found = slices.DeleteFunc(found, func(p Problem) bool { return !p.local() })
	}
	return c, inOrder(found)
}

// ModelHash returns the SHA-256 of a compiled scenario's JSON, in lower-case
// hexadecimal. Two packs that mean the same have the same hash.
func ModelHash(sc *model.Scenario) string {
	text, err := json.Marshal(sc)
	if err != nil {
		panic("a scenario holds only what JSON can write: " + err.Error())
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// compiler turns one tree into one scenario.
type compiler struct {
	root     *node
	sc       *model.Scenario
	problems Problems
	calendar calendar
	known    []string // top-level keys that mean something

	phase, org, channel, control, asset, actor, campaign, step, narrative, platform,
	audience, decision, inject, objective, doctrine, posture, published *rows

	channelSets map[string][]setting // by channel id
	topic       *rows                // assets, narratives and campaigns as topics
	campaignOf  []int                // by step
	controlsOn  []map[string]fitted  // by asset, by group
	county      []bool               // by organisation: serves one county
	blocks      [][]written          // what controls stop, by control
	aims        []model.Aim          // of actors
	doubts      []Doubt              // quantities with a range
	effectCount int                  // lists of organisations written out
	fits        map[fitting]bool     // controls that an effect may fit
	effects     []func()             // run when every table is known
	conditions  []func()             // run when every slot is known too
}

// Bounds on the number of tables. docs/packs.md states them.
const (
	maxOrgs       = 120
	maxControls   = 200
	maxAssets     = 300
	maxActors     = 50
	maxCampaigns  = 100
	maxSteps      = 1000
	maxNarratives = 100
	maxAudiences  = 50
	maxDecisions  = 400
	maxInjects    = 1000
	maxObjectives = 100
	maxDoctrines  = 20
	maxPostures   = 30
	maxPhases     = 50
	maxPublished  = 50
)

// all compiles every table. Names come first, then tables in the order in which
// they need one another, then effects and conditions, which may speak of all.
func (c *compiler) all() {
	c.names()
	c.frame()
	c.params()
	c.phases()
	c.orgs()
	c.seats()
	c.channels()
	c.controls()
	c.assets()
	c.actors()
	c.campaigns()
	c.narratives()
	c.platforms()
	c.audiences()
	c.topics()
	c.watches()
	c.decisions()
	c.objectives()
	c.injects()
	c.doctrines()
	c.postures()
	c.replayed()
	for _, compile := range c.effects {
		compile()
	}
	c.slots()
	for _, compile := range c.conditions {
		compile()
	}
	c.strangers()
	slices.SortStableFunc(c.sc.Citations, func(a, b model.Citation) int { return cmp.Compare(a.Path, b.Path) })
}

// names gathers the tables and their ids.
func (c *compiler) names() {
	c.known = []string{"scenario", "model", "channel", "case"}
	c.phase = c.collect("phase", "phase", maxPhases, byID)
	c.org = c.collect("org", "organisation", maxOrgs, byID)
	c.control = c.collect("control", "control", maxControls, byLevel)
	c.asset = c.collect("asset", "asset", maxAssets, byID)
	c.actor = c.collect("actor", "actor", maxActors, byID)
	c.campaign = c.collect("campaign", "campaign", maxCampaigns, byID)
	c.narrative = c.collect("narrative", "narrative", maxNarratives, byID)
	c.platform = c.collect("platform", "platform", maxOrgs, byOrg)
	c.audience = c.collect("audience", "audience", maxAudiences, byID)
	c.decision = c.collect("decision", "decision", maxDecisions, byID)
	c.inject = c.collect("inject", "inject", maxInjects, byID)
	c.objective = c.collect("objective", "objective", maxObjectives, byID)
	c.doctrine = c.collect("doctrine", "doctrine", maxDoctrines, byID)
	c.posture = c.collect("posture", "posture", maxPostures, byID)
	c.published = c.collect("published", "published outcome", maxPublished, byID)
	c.stepNames()
	c.sharedNames()
	c.fits = map[fitting]bool{}
	sc := c.sc
	sc.Orgs = make([]model.Org, len(c.org.list))
	sc.Controls = make([]model.Control, len(c.control.list))
	sc.Assets = make([]model.Asset, len(c.asset.list))
	sc.Actors = make([]model.Actor, len(c.actor.list))
	sc.Campaigns = make([]model.Campaign, len(c.campaign.list))
	sc.Steps = make([]model.Step, len(c.step.list))
	sc.Narratives = make([]model.Narrative, len(c.narrative.list))
	sc.Platforms = make([]model.Platform, len(c.platform.list))
	sc.Audiences = make([]model.Audience, len(c.audience.list))
	sc.Decisions = make([]model.Decision, len(c.decision.list))
	sc.Injects = make([]model.Inject, len(c.inject.list))
	sc.Objectives = make([]model.Objective, len(c.objective.list))
	sc.Doctrines = make([]model.Doctrine, len(c.doctrine.list))
	sc.Postures = make([]model.Posture, len(c.posture.list))
}

// sharedNames reports an asset, narrative, campaign, organisation or actor that
// has the id of another one: targets and topics are named without their kind.
func (c *compiler) sharedNames() {
	first := map[string]*rows{}
	reserved := slices.Concat(targetWords, orgWords, []string{"self", "target", "owner", "owned", "claims", model.Outsiders})
	for _, r := range []*rows{c.asset, c.narrative, c.campaign, c.org, c.actor} {
		for _, id := range r.ids {
			row := r.list[r.find(id)]
			if slices.Contains(reserved, id) {
				c.report(row.node, row.path+".id", WrongType, "%q is a word of the pack format; take another id", id)
			}
			other, taken := first[id]
			if !taken {
				first[id] = r
				continue
			}
			c.report(row.node, row.path+".id", Duplicate, "%q is already the id of %s; targets are named by id alone", id, article(other.word))
		}
	}
}

// strangers reports top-level keys that mean nothing.
func (c *compiler) strangers() {
	for _, f := range c.root.fields {
		if !slices.Contains(c.known, f.key) {
			p := c.reportAt(f.value.file, f.start, f.key, UnknownKey, "unknown table %s", f.key)
			p.near(f.key, c.known)
		}
	}
}

// report notes a problem at a node.
func (c *compiler) report(n *node, path string, kind Kind, format string, args ...any) *Problem {
	return c.reportAt(n.file, n.start, path, kind, format, args...)
}

// reportIn notes a problem at an offset of a text's value.
func (c *compiler) reportIn(n *node, offset int, path string, kind Kind, format string, args ...any) *Problem {
	return c.reportAt(n.file, n.offset(offset), path, kind, format, args...)
}

// maxProblems bounds the mistakes that are listed, so that a hostile pack can't
// ask for a suggestion a million times.
const maxProblems = 1000

// reportAt notes a problem. The result serves to add a suggestion at once.
func (c *compiler) reportAt(f *file, offset int, path string, kind Kind, format string, args ...any) *Problem {
	switch {
	case len(c.problems) == maxProblems:
		c.problems = append(c.problems, Problem{Kind: Limit, Message: fmt.Sprintf("there are more mistakes than the first %d", maxProblems)})
		return &Problem{}
	case len(c.problems) > maxProblems:
		return &Problem{}
	}
	c.problems = append(c.problems, f.problem(kind, offset, path, format, args...))
	return &c.problems[len(c.problems)-1]
}

// cite records where a number comes from.
func (c *compiler) cite(path, value, evidence, span string) {
	c.sc.Citations = append(c.sc.Citations, model.Citation{Path: path, Value: value, Evidence: evidence, Range: span})
}
