package scenarios

import (
	"cmp"
	"slices"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// narratives reads [[narrative]] and lists a spread for each of its platforms.
func (c *compiler) narratives() {
	c.narrative.each(c, func(t *table, at int) {
		n := &c.sc.Narratives[at]
		*n = model.Narrative{
			ID:        c.narrative.list[at].id,
			Name:      t.text("name", lineSize),
			Claim:     t.text("claim", lineSize),
			Truth:     model.Truth(t.word("truth", model.TruthWords)),
			Kind:      model.NarrativeKind(t.word("kind", model.NarrativeKindWords)),
			Gain:      t.number("gain", share.within("0", "0.95", "between 0 and 0.95")),
			Duration:  t.ticks("duration", duration.within("5 min", "4 w", "between 5 minutes and 4 weeks")),
			Congenial: to[model.AudienceID](t.refs("congenial_to", c.audience)),
			Technique: t.technique("technique"),
		}
		if s := t.needSub("size"); s != nil {
			n.Size = s.number("median", positive)
			n.Deviation = s.number("spread", factor.within("0", "5", "between 0 and 5"))
			s.done()
		}
		if most := c.sc.Params.MostGain(); n.Gain >= most && t.node.get("gain") != nil {
			c.report(t.node.get("gain"), t.key("gain"), OutOfRange, "momentum lasts so long here that bursts with a gain of %s run away (model.delta %s, model.lambda %s); give a gain below %s, or raise model.lambda",
				n.Gain, c.sc.Params.Delta, c.sc.Params.Lambda, most)
		}
		c.spreads(t, at)
	})
}

// needSub reads a table within the table that must be there.
func (t *table) needSub(key string) *table {
	t.need(key)
	return t.sub(key)
}

// spreads reads platforms = ["twitter", "facebook 60%"]; the first is where the
// narrative starts.
func (c *compiler) spreads(t *table, narrative int) {
	t.need("platforms")
	if n := t.node.get("platforms"); n != nil && n.form == listForm && len(n.items) == 0 {
		c.report(n, t.key("platforms"), MissingKey, "the list names nothing; a claim needs a platform to begin on")
	}
	var all []model.Spread
	for i, n := range t.items("platforms") {
		if n.form != textForm {
			c.report(n, t.key("platforms"), WrongType, `expected a platform such as "facebook 60%%", not %s`, n.describe())
			continue
		}
		name, rest, _ := strings.Cut(strings.TrimSpace(n.text), " ")
		at := c.named(c.platform, n, 0, t.key("platforms"), name)
		size := fixed.One
		if rest = strings.TrimSpace(rest); rest != "" {
			size = c.part(n, t.key("platforms")+"."+name, rest, t.cited)
		}
		if at < 0 {
			continue
		}
		if slices.ContainsFunc(all, func(s model.Spread) bool { return int(s.Platform) == at }) {
			c.report(n, t.key("platforms"), Duplicate, "%s is named twice", name)
			continue
		}
		all = append(all, model.Spread{Narrative: model.NarrativeID(narrative), Platform: model.PlatformID(at), First: i == 0, Share: size})
	}
	slices.SortFunc(all, func(a, b model.Spread) int { return cmp.Compare(a.Platform, b.Platform) })
	ids := &c.sc.Narratives[narrative].Spreads
	for _, s := range all {
		id := model.SpreadID(len(c.sc.Spreads))
		if s.First {
			*ids = append([]model.SpreadID{id}, *ids...)
		} else {
			*ids = append(*ids, id)
		}
		c.sc.Spreads = append(c.sc.Spreads, s)
	}
}

// spread finds the spread of a narrative on a platform, -1 when there is none.
func (c *compiler) spread(narrative, platform int) int {
	return slices.IndexFunc(c.sc.Spreads, func(s model.Spread) bool {
		return int(s.Narrative) == narrative && int(s.Platform) == platform
	})
}
