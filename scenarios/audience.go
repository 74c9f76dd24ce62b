package scenarios

import (
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// audiences reads [[audience]].
func (c *compiler) audiences() {
	c.audience.each(c, func(t *table, at int) {
		a := &c.sc.Audiences[at]
		*a = model.Audience{
			ID:         c.audience.list[at].id,
			Name:       t.text("name", lineSize),
			Size:       t.count("size", count.within("1", "1000000000000", "between 1 and 1,000,000,000,000")),
			Use:        make([]fixed.Num, len(c.platform.list)),
			Confidence: make([]fixed.Num, model.Levels),
			Distrust:   t.number("distrust", share),
		}
		if s := t.needSub("use"); s != nil {
			for i := range c.platform.list {
				if id := c.platform.list[i].id; id != "" {
					a.Use[i] = s.number(id, share.orNeutral("0"))
				}
			}
			s.strays("platform", c.platform.ids)
		}
		if s := t.needSub("confidence"); s != nil {
			for level, word := range model.LevelWords {
				a.Confidence[level] = s.number(word, confident)
			}
			s.done()
		}
		if s := t.sub("start"); s != nil {
			a.Start = slices.Clone(a.Confidence)
			for level, word := range model.LevelWords {
				if s.get(word) != nil {
					a.Start[level] = s.number(word, confident)
				}
			}
			s.done()
		}
	})
}

// confident is a share of people whose confidence can still move both ways.
var confident = share.within("0.01", "0.99", "between 1% and 99%")

// strays reports keys of a table that should name things of one kind and do not.
func (t *table) strays(what string, ids []string) {
	for _, f := range t.node.fields {
		if !slices.Contains(t.asked, f.key) {
			p := t.c.reportAt(f.value.file, f.start, t.key(f.key), Dangling, "there is no %s %q", what, shortened(f.key))
			p.near(f.key, ids)
		}
	}
}
