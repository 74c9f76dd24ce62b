package scenarios

import (
	"cmp"
	"slices"
	"strings"

	"tabletop/engine/model"
)

// decisions reads [[decision]]; effects and needs are compiled later.
func (c *compiler) decisions() {
	c.decision.each(c, func(t *table, at int) {
		d := &c.sc.Decisions[at]
		*d = model.Decision{
			ID:       c.decision.list[at].id,
			Title:    t.text("title", lineSize),
			Says:     t.maybe("says", paragraphSize),
			By:       t.mustOrgs("by"),
			Cost:     t.number("cost", staffHours),
			Lead:     t.ticks("lead", duration),
			Every:    t.ticks("every", duration.orNeutral("0").plain()),
			Phases:   to[model.PhaseID](t.refs("phases", c.phase)),
			Function: t.function("csf"),
			Counter:  t.counter("counter"),
			Likely:   t.maybe("likely", paragraphSize),
			Evidence: t.maybe("evidence", lineSize),
			Question: t.maybe("question", paragraphSize),
		}
		d.Once = t.once(d.Every > 0)
		d.Targets = t.targets("target", d.By)
		d.OwnOnly = slices.ContainsFunc(t.items("target"), func(n *node) bool { return n.text == "own-assets" })
		s := scene{what: "the decision " + d.ID, seats: d.By, targets: d.Targets}
		s.unsure = len(d.Targets) == 0 && t.node.get("target") != nil
		t.effects("effects", s, &d.Effects)
		t.needs("needs", s, &d.Needs)
	})
}

// once reads whether a decision may be taken once only; "every" implies that it
// may be repeated.
func (t *table) once(repeats bool) bool {
	once := t.flag("once", !repeats)
	if once && repeats {
		t.c.report(t.node, t.key("once"), Duplicate, "a decision with every = … can't have once = true")
	}
	return once
}

// counter reads the id of a DISARM counter that may be absent.
func (t *table) counter(key string) string {
	return t.catalogued(key, "C", "DISARM counter", disarm)
}

// needs reads [{ if = 'CONDITION', reason = "…" }].
func (t *table) needs(key string, s scene, into *[]model.Requirement) {
	t.tables(key, func(n *table, i int) {
		*into = append(*into, model.Requirement{Reason: n.text("reason", lineSize)})
		if condition := n.need("if"); condition != nil {
			t.c.later(condition, n.key("if"), s, func(compiled model.Condition) { (*into)[i].If = compiled })
		}
	})
}

// targetWords are the words for several targets, besides those for
// organisations.
var targetWords = []string{"assets", "own-assets", "narratives", "campaigns", "actors", "orgs"}

// targets reads what a decision may be aimed at, in order of kind and id.
func (t *table) targets(key string, by []model.OrgID) []model.Ref {
	var all []model.Ref
	for _, n := range t.items(key) {
		if n.form != textForm {
			t.c.report(n, t.key(key), WrongType, "expected a target, not %s", n.describe())
			continue
		}
		meant := t.c.targetsNamed(n.text, by)
		if len(meant) == 0 {
			t.c.noTarget(n, t.key(key))
		}
		for _, target := range meant {
			if !slices.Contains(all, target) {
				all = append(all, target)
			}
		}
	}
	if n := t.node.get(key); n != nil && n.form == listForm && len(n.items) == 0 {
		t.c.report(n, t.key(key), MissingKey, "the list names nothing; leave target out of a decision without one")
	}
	slices.SortFunc(all, func(a, b model.Ref) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func (c *compiler) noTarget(n *node, path string) {
	if slices.Contains(targetWords, n.text) || slices.Contains(orgWords, n.text) {
		c.report(n, path, Dangling, "the pack has no %s to be a target", n.text)
		return
	}
	known := slices.Concat(targetWords, orgWords, c.topic.ids, c.org.ids, c.actor.ids)
	p := c.report(n, path, Dangling, "there is no target %q", shortened(n.text))
	p.near(n.text, known)
}

// targetsNamed returns what a word names: one thing, or several.
func (c *compiler) targetsNamed(word string, by []model.OrgID) []model.Ref {
	switch word {
	case "assets":
		return every(model.KindAsset, len(c.asset.list))
	case "narratives":
		return every(model.KindNarrative, len(c.narrative.list))
	case "campaigns":
		return every(model.KindCampaign, len(c.campaign.list))
	case "actors":
		return every(model.KindActor, len(c.actor.list))
	case "orgs":
		return every(model.KindOrg, len(c.org.list))
	case "own-assets":
		var all []model.Ref
		for _, org := range by {
			for _, asset := range c.ownedBy(int(org)) {
				all = append(all, model.Ref{Kind: model.KindAsset, ID: int64(asset)})
			}
		}
		return all
	}
	if at := c.topic.find(word); at >= 0 {
		return []model.Ref{c.sc.Topics[at].Of}
	}
	if at := c.actor.find(word); at >= 0 {
		return []model.Ref{{Kind: model.KindActor, ID: int64(at)}}
	}
	var all []model.Ref
	for _, org := range c.orgsNamed(word) {
		all = append(all, model.Ref{Kind: model.KindOrg, ID: int64(org)})
	}
	return all
}

func every(kind model.Kind, n int) []model.Ref {
	all := make([]model.Ref, n)
	for i := range all {
		all[i] = model.Ref{Kind: kind, ID: int64(i)}
	}
	return all
}

// orgIDs joins the ids of organisations for messages, the first few of many.
func (c *compiler) orgIDs(of []model.OrgID) string {
	const shown = 4
	var all []string
	for i, org := range of {
		if i == shown {
			all = append(all, "…")
			break
		}
		all = append(all, c.sc.Orgs[org].ID)
	}
	return strings.Join(all, ", ")
}
