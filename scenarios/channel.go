package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// link is a way from one organisation to another that a [[channel]] names.
type link struct {
	from, to int
	node     *node
	path     string
	cited    string
	single   bool // named by itself, not as one of a list or as a way back
}

// maxLinks bounds the channels that all rows name, those named twice included.
const maxLinks = 40_000

// channels reads [[channel]]. A row may stand for many ways; one that names a
// single way wins over one that lists it among others.
func (c *compiler) channels() {
	c.channel = &rows{key: "channel", word: "channel", dense: map[string]int{}}
	n := c.root.get("channel")
	if n == nil {
		return
	}
	if n.form != listForm {
		c.report(n, "channel", WrongType, "expected [[channel]] tables, not %s", n.describe())
		return
	}
	var links []link
	for i, item := range n.items {
		links = append(links, c.links(item, i)...)
		if len(links) > maxLinks {
			c.report(item, "channel", Limit, "the tables up to here name more than %d channels", maxLinks)
			return
		}
	}
	for _, l := range c.distinct(links) {
		c.readChannel(l)
	}
	for id, sets := range c.channelSets {
		p := c.report(sets[0].from, sets[0].key, Dangling, "there is no channel %q in the pack", shortened(id))
		p.near(id, c.channel.ids)
	}
}

// links lists the ways that one row names, both ends and perhaps back.
func (c *compiler) links(n *node, at int) []link {
	t := c.table(n, fmt.Sprintf("channel.%d", at+1), n.file.cited)
	from, to := t.mustOrgs("from"), t.mustOrgs("to")
	back := t.flag("both_ways", false)
	single := c.byName(n.get("from")) && c.byName(n.get("to")) && len(from) == 1 && len(to) == 1
	if single {
		t.path = "channel." + c.sc.Orgs[from[0]].ID + ">" + c.sc.Orgs[to[0]].ID
	}
	if single && from[0] == to[0] {
		c.report(n, t.path, Duplicate, "a channel leads to another organisation")
	}
	var all []link
	for _, a := range from {
		for _, b := range to {
			if a == b {
				continue
			}
			all = append(all, link{int(a), int(b), n, t.path, n.file.cited, single})
			if back {
				all = append(all, link{int(b), int(a), n, t.path, n.file.cited, false})
			}
		}
	}
	cited := len(c.sc.Citations) // what a row says is cited by each of its ways
	t.channel(&model.Channel{})
	c.sc.Citations = c.sc.Citations[:cited]
	return all
}

// byName reports whether an end of a channel is one organisation's id.
func (c *compiler) byName(n *node) bool {
	if n != nil && n.form == listForm && len(n.items) == 1 {
		n = n.items[0]
	}
	return n != nil && n.form == textForm && c.org.find(n.text) >= 0
}

// distinct keeps one row for each way, in order of the ends, and reports ways
// that two rows of the same rank claim.
func (c *compiler) distinct(links []link) []link {
	slices.SortStableFunc(links, func(a, b link) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), singleFirst(a.single, b.single))
	})
	var kept []link
	for _, l := range links {
		if len(kept) > 0 {
			last := kept[len(kept)-1]
			if last.from == l.from && last.to == l.to {
				if last.single == l.single && last.node != l.node {
					line, _ := last.node.file.position(last.node.start)
					c.report(l.node, l.path, Duplicate, "the channel %s is already defined at %s:%d", c.channelID(l), last.node.file.name, line)
				}
				continue
			}
		}
		kept = append(kept, l)
	}
	return kept
}

// singleFirst compares two rows so that what names one thing alone comes before
// what names many.
func singleFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func (c *compiler) channelID(l link) string {
	return c.sc.Orgs[l.from].ID + ">" + c.sc.Orgs[l.to].ID
}

// readChannel decodes one way, with what a posture or user set for it.
func (c *compiler) readChannel(l link) {
	id := c.channelID(l)
	n := l.node
	for _, s := range c.channelSets[id] {
		if changed, ok := c.put(n, strings.Split(s.path, "."), s); ok {
			n = changed
		}
	}
	delete(c.channelSets, id)
	path := l.path
	if n != l.node {
		path = "channel." + id
	}
	t := c.table(n, path, l.cited)
	ch := model.Channel{From: model.OrgID(l.from), To: model.OrgID(l.to)}
	cited := len(c.sc.Citations)
	t.channel(&ch)
	for i := cited; i < len(c.sc.Citations); i++ {
		c.sc.Citations[i].Path = "channel." + id + c.sc.Citations[i].Path[len(path):]
	}
	c.channel.dense[id] = len(c.sc.Channels)
	c.channel.ids = append(c.channel.ids, id)
	c.sc.Channels = append(c.sc.Channels, ch)
}

// channel reads the keys of a channel besides its ends.
func (t *table) channel(ch *model.Channel) {
	t.asked = append(t.asked, "from", "to", "both_ways")
	ch.Open = t.flag("open", false)
	ch.NeedsConsent = t.flag("needs_consent", false)
	ch.Classified = t.flag("classified", false)
	ch.AsOf = t.day("as_of", false)
	ch.Spread = fixed.Num(t.quantity("spread", factor.within("0", "3", "between 0 and 3").or("0.6")))
	if s := t.sub("stages"); s != nil {
		ch.Classify = s.ticks("classify", duration.orNeutral("0"))
		ch.Legal = s.ticks("legal", duration.orNeutral("0"))
		ch.Transport = s.ticks("transport", duration.orNeutral("0"))
		s.done()
	}
	t.done()
}
