package scenarios

import (
	"slices"

	"tabletop/engine/model"
)

// maxRules bounds the rules of one doctrine, lists of organisations written out.
const maxRules = 4000

// doctrines reads [[doctrine]] and their rules: one for each organisation that a
// rule names, grouped by organisation in the order in which they stand.
func (c *compiler) doctrines() {
	c.doctrine.each(c, func(t *table, at int) {
		d := &c.sc.Doctrines[at]
		*d = model.Doctrine{ID: c.doctrine.list[at].id, Title: t.text("title", lineSize)}
		t.tables("rule", func(r *table, _ int) { c.rule(r, d) })
		d.Group()
	})
	c.idle()
}

// idle reports decisions that no person and no doctrine ever takes.
func (c *compiler) idle() {
	taken := make([]bool, len(c.sc.Decisions))
	for _, d := range c.sc.Doctrines {
		for _, rule := range d.Rules {
			taken[rule.Decision] = true
		}
	}
	for at := range c.sc.Decisions {
		by := c.sc.Decisions[at].By
		seat := slices.ContainsFunc(by, func(org model.OrgID) bool { return c.sc.Orgs[org].Seat })
		if row := c.decision.list[at]; len(by) > 0 && !seat && !taken[at] {
			c.report(row.node, row.path+".by", Authority, "nobody takes the decision: %s is no seat, and no doctrine takes it", c.orgIDs(by))
		}
	}
}

func (c *compiler) rule(t *table, d *model.Doctrine) {
	orgs := t.mustOrgs("org")
	decision := t.mustRef("do", c.decision)
	when, aimed := t.get("when"), t.get("target")
	if decision < 0 {
		return
	}
	targets := c.sc.Decisions[decision].Targets
	target := model.Nothing
	if aimed != nil {
		target = c.aim(t, aimed, decision)
		targets = []model.Ref{target}
	}
	for _, org := range orgs {
		if !slices.Contains(c.sc.Decisions[decision].By, org) {
			c.report(t.node.get("do"), t.key("do"), Authority, "%s may not take the decision %s; %s may",
				c.sc.Orgs[org].ID, c.decision.list[decision].id, c.orgIDs(c.sc.Decisions[decision].By))
			continue
		}
		if owner := c.ownerOf(target); c.sc.Decisions[decision].OwnOnly && owner != model.None && owner != org {
			c.report(aimed, t.key("target"), Authority, "%s does not own %s, and %s is for one's own assets",
				c.sc.Orgs[org].ID, aimed.text, c.decision.list[decision].id)
			continue
		}
		if len(d.Rules) == maxRules {
			c.report(t.node, t.path, Limit, "a doctrine may have %d rules, organisations counted one by one", maxRules)
			return
		}
		rule := model.DoctrineRule{Org: org, Decision: model.DecisionID(decision), Target: target}
		if when != nil {
			s := scene{what: "the rule", seats: []model.OrgID{org}, targets: targets, unsure: aimed != nil && target.IsNothing()}
			condition := &model.Condition{}
			rule.When = condition
			c.later(when, t.key("when"), s, func(compiled model.Condition) { *condition = compiled })
		}
		d.Rules = append(d.Rules, rule)
	}
}

// ownerOf returns who owns a thing, None where it is no asset.
func (c *compiler) ownerOf(thing model.Ref) model.OrgID {
	if thing.Kind != model.KindAsset {
		return model.None
	}
	return c.sc.Assets[thing.ID].Owner
}

// aim resolves the target of a rule: one that its decision allows.
func (c *compiler) aim(t *table, n *node, decision int) model.Ref {
	if n.form != textForm {
		c.report(n, t.key("target"), WrongType, "expected a target, not %s", n.describe())
		return model.Nothing
	}
	d := &c.sc.Decisions[decision]
	meant := c.targetsNamed(n.text, d.By)
	switch {
	case len(d.Targets) == 0:
		c.report(n, t.key("target"), Authority, "the decision %s has no target", c.decision.list[decision].id)
	case len(meant) == 0:
		c.noTarget(n, t.key("target"))
	case len(meant) > 1:
		c.report(n, t.key("target"), WrongType, "a rule aims at one target, or leaves target out to try each of them")
	case d.OwnOnly && meant[0].Kind == model.KindAsset && c.ownerOf(meant[0]) < 0:
		// its owner is the mistake, and is reported there
	case !slices.Contains(d.Targets, meant[0]):
		c.report(n, t.key("target"), Authority, "%s is no target of the decision %s", n.text, c.decision.list[decision].id)
	default:
		return meant[0]
	}
	return model.Nothing
}

// postures reads [[posture]] for display; their values are set before anything
// is read.
func (c *compiler) postures() {
	c.posture.each(c, func(t *table, at int) {
		c.sc.Postures[at] = model.Posture{
			ID: c.posture.list[at].id, Title: t.text("title", lineSize), Summary: t.maybe("summary", paragraphSize),
		}
		if set := t.get("set"); set != nil && set.form != tableForm {
			c.report(set, t.key("set"), WrongType, `expected a table, { "org.cisa.analysts" = 3 }, not %s`, set.describe())
		}
	})
}
