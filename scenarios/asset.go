package scenarios

import (
	"cmp"
	"slices"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// fitted is a control as an asset's table has it.
type fitted struct {
	level    model.ControlID
	coverage fixed.Num
}

// fitting names a group of controls on an asset.
type fitting struct {
	asset int
	group string
}

// assets reads [[asset]]. Controls become slots when all effects are known.
func (c *compiler) assets() {
	c.controlsOn = make([]map[string]fitted, len(c.asset.list))
	c.asset.each(c, func(t *table, at int) {
		c.sc.Assets[at] = model.Asset{
			ID:        c.asset.list[at].id,
			Name:      t.text("name", lineSize),
			Owner:     model.OrgID(t.mustRef("owner", c.org)),
			Kind:      model.AssetKind(t.word("kind", model.AssetKindWords)),
			DependsOn: to[model.AssetID](t.refs("depends_on", c.asset)),
			Records:   t.count("records", count.orNeutral("0")),
			Accounts:  t.count("accounts", count.within("0", "1000000", "between 0 and 1,000,000").orNeutral("0")),
			Public:    t.flag("public", false),
			Voters:    t.count("voters", count.orNeutral("0")),
			Rate:      t.number("rate", factor.orNeutral("0")),
			Fallback:  t.number("fallback", share.orNeutral("0")),
			Leave:     t.number("leave", share.orNeutral("0")),
			Uses:      t.spans("uses"),
		}
		if s := t.sub("controls"); s != nil {
			c.controlsOn[at] = s.fitted()
		}
	})
	c.acyclic(c.asset, "depends on", func(at int) []int { return from(c.sc.Assets[at].DependsOn) })
}

// from converts the model's ids to positions.
func from[T ~int64](ids []T) []int {
	all := make([]int, len(ids))
	for i, id := range ids {
		all[i] = int(id)
	}
	return all
}

// fitted reads { mfa = "security-key 61%", backups = "none" }.
func (t *table) fitted() map[string]fitted {
	on := map[string]fitted{}
	for _, f := range t.node.fields {
		if f.key == "evidence" {
			continue
		}
		n := t.get(f.key)
		path := t.key(f.key)
		if n.form != textForm {
			t.c.report(n, path, WrongType, `expected a level such as "security-key 61%%", not %s`, n.describe())
			continue
		}
		level, rest, _ := strings.Cut(strings.TrimSpace(n.text), " ")
		at := t.c.level(n, 0, path, f.key, level)
		coverage := fixed.One
		if rest = strings.TrimSpace(rest); rest != "" {
			coverage = t.c.part(n, path, rest, t.cited)
		}
		if at >= 0 {
			on[f.key] = fitted{model.ControlID(at), coverage}
		}
	}
	return on
}

// part reads a share that follows a word in one text: "security-key 61%", or
// "security-key 61% (K4)" with its evidence, and its range where it has one. Without
// any it is an assumption.
func (c *compiler) part(n *node, path, text, cited string) fixed.Num {
	at := strings.LastIndex(n.text, text)
	cited = cmp.Or(n.cited, cited, assumption)
	span := ""
	if number, note, ok := strings.Cut(text, "("); ok && strings.HasSuffix(note, ")") {
		text = strings.TrimSpace(number)
		cited, span = c.bracketed(n, path, strings.TrimSuffix(note, ")"))
	}
	value, err := share.parse(text)
	switch {
	case err != nil:
		c.reportIn(n, at, path, WrongType, `expected a share such as "61%%" after the word, not %q`, shortened(text))
		return 0
	case value < share.low || value > share.high:
		p := c.reportIn(n, at, path, OutOfRange, "the value must lie %s, unlike %q", share.bounds, text)
		p.Suggestion = hintShare(text)
		return 0
	}
	c.cited(n, path, text, cited, span, share)
	c.ranged(n, path, value, span, share, func(end string) string { return n.text[:at] + end })
	return fixed.Num(value)
}

// level finds a level of a group of controls, -1 after a report.
func (c *compiler) level(n *node, offset int, path, group, level string) int {
	if at := c.control.find(group + "." + level); at >= 0 {
		return at
	}
	levels := c.levels(group)
	if len(levels) == 0 {
		p := c.reportIn(n, offset, path, Dangling, "there is no group of controls %q", shortened(group))
		p.near(group, c.groups())
		return -1
	}
	p := c.reportIn(n, offset, path, Dangling, "the control %s has no level %q; it has %s", group, shortened(level), strings.Join(levels, ", "))
	p.near(level, levels)
	return -1
}

func (c *compiler) groups() []string {
	var all []string
	for _, id := range c.control.ids {
		group, _, _ := strings.Cut(id, ".")
		all = append(all, group)
	}
	return slices.Compact(all)
}

func (c *compiler) levels(group string) []string {
	var all []string
	for _, id := range c.control.ids {
		if g, level, _ := strings.Cut(id, "."); g == group {
			all = append(all, level)
		}
	}
	return all
}

// spans reads a list of pairs of times.
func (t *table) spans(key string) []model.Span {
	var all []model.Span
	for _, n := range t.items(key) {
		if n.form != listForm || len(n.items) != 2 {
			t.c.report(n, t.key(key), WrongType, `expected pairs of times, [["E 07:00", "E 20:00"]], not %s`, n.describe())
			continue
		}
		s := model.Span{
			From: t.c.time(n.items[0], t.key(key), withinExercise),
			To:   t.c.time(n.items[1], t.key(key), withinExercise),
		}
		if s.From != model.None && s.To != model.None && s.From >= s.To {
			t.c.report(n, t.key(key), BadTime, "%s comes after %s", n.items[0].text, n.items[1].text)
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b model.Span) int { return int(a.From - b.From) })
	return all
}

// slots lists the controls on every asset: those that its table names, and at
// level none those that some effect may fit.
func (c *compiler) slots() {
	for at := range c.sc.Assets {
		asset := &c.sc.Assets[at]
		for _, group := range c.groups() {
			on, named := c.controlsOn[at][group]
			if !named && !c.fits[fitting{at, group}] {
				continue
			}
			if !named {
				on = fitted{model.ControlID(c.control.find(group + "." + noLevel)), fixed.One}
			}
			if on.level == model.None {
				continue
			}
			asset.Slots = append(asset.Slots, int64(len(c.sc.Slots)))
			c.sc.Slots = append(c.sc.Slots, model.Slot{Asset: model.AssetID(at), Group: group, Level: on.level, Coverage: on.coverage})
		}
	}
}

// slot finds the slot of a group on an asset, -1 when it has none.
func (c *compiler) slot(asset int, group string) int {
	return slices.IndexFunc(c.sc.Slots, func(s model.Slot) bool { return int(s.Asset) == asset && s.Group == group })
}
