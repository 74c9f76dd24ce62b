package scenarios

import (
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// replayed reads [case] and [[published]]: what the sources report of the real
// case that a pack replays. Such a pack sets facts alone, so it has no [model].
func (c *compiler) replayed() {
	n, all := c.root.get("case"), make([]model.Published, len(c.published.list))
	c.published.each(c, func(t *table, at int) { c.outcome(t, &all[at], c.published.list[at].id) })
	if n == nil {
		if len(all) > 0 {
			row := c.published.list[0]
			c.report(row.node, row.path, MissingKey, "published outcomes belong to a case; add [case] with the doctrine by which seats decide as they did then")
		}
		return
	}
	t := c.table(n, "case", n.file.cited)
	at := t.mustRef("doctrine", c.doctrine)
	t.done()
	if len(all) == 0 {
		c.report(n, "case", MissingKey, "a case needs at least one [[published]] outcome")
	}
	c.factsAlone()
	c.sc.Case = &model.Case{Published: all}
	if at >= 0 {
		c.sc.Case.Doctrine = c.sc.Doctrines[at].ID
	}
}

// outcome reads one published outcome.
func (c *compiler) outcome(t *table, p *model.Published, id string) {
	*p = model.Published{ID: id, Text: t.text("text", lineSize), Unit: t.text("unit", 30)}
	if e := t.need("evidence"); e != nil {
		p.Evidence = e.text
		if e.form == textForm && strings.Contains(e.text, assumption) {
			c.report(e, t.key("evidence"), Uncited, "what was published rests on a row of the evidence table, not on an assumption")
		}
	}
	p.AtLeast, p.AtMost = t.figure()
	if n := t.need("measure"); n != nil {
		s := scene{what: "a published outcome", truth: true}
		c.laterNumber(n, t.key("measure"), s, func(compiled model.Expression) { p.Measure = compiled })
	}
}

// figure reads what a source gives: value, or at_least, at_most or both.
func (t *table) figure() (low, high fixed.Num) {
	value, least, most := t.get("value"), t.get("at_least"), t.get("at_most")
	switch {
	case value != nil && (least != nil || most != nil):
		t.c.report(value, t.key("value"), Duplicate, "the outcome has bounds as well; keep value, or at_least and at_most")
	case value == nil && least == nil && most == nil:
		t.c.report(t.node, t.path, MissingKey, "the outcome needs value = what was published, or at_least and at_most where the source gives bounds")
	}
	if value != nil {
		v := t.number("value", number)
		return v, v
	}
	low, high = fixed.Min, fixed.Max
	if least != nil {
		low = t.number("at_least", number)
	}
	if most != nil {
		high = t.number("at_most", number)
	}
	if low > high {
		t.c.report(most, t.key("at_most"), OutOfRange, "at_most lies below at_least")
	}
	return low, high
}

// factsAlone reports constants of the model that a case or a posture of it sets.
// What the user sets by hand is theirs to answer for.
func (c *compiler) factsAlone() {
	const why = "a case sets facts, never constants of the model; leave them at their defaults"
	if n := c.root.get("model"); n != nil {
		for _, f := range n.fields {
			if f.key != "evidence" && !f.value.file.given {
				c.reportAt(f.value.file, f.start, "model."+f.key, Authority, why)
			}
		}
	}
}
