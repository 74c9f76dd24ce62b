package scenarios

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// channelRow is one [[channel]] as read, without its ends.
type channelRow struct {
	node      *node
	path      string
	channel   model.Channel
	citations []model.Citation
	doubts    []Doubt // of its quantities, by its own path
}

// link is a way from one organisation to another that a row names.
type link struct {
	from, to model.OrgID
	row      *channelRow
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
		c.addChannel(l)
	}
	for _, id := range slices.Sorted(maps.Keys(c.channelSets)) {
		set := c.channelSets[id][0]
		c.report(set.from, set.key, Dangling, "there is no channel %q in the pack", shortened(id)).near(id, c.channel.ids)
	}
}

// links reads one row and lists the ways that it names, both ends and perhaps
// back.
func (c *compiler) links(n *node, at int) []link {
	t := c.table(n, fmt.Sprintf("channel.%d", at+1), n.file.cited)
	from, to := t.mustOrgs("from"), t.mustOrgs("to")
	back := t.flag("both_ways", false)
	single := c.namesOne(n.get("from")) && c.namesOne(n.get("to"))
	if single {
		t.path = "channel." + c.channelID(from[0], to[0])
		if from[0] == to[0] {
			c.report(n, t.path, Duplicate, "a channel leads to another organisation")
		}
	}
	row := c.channelRow(t)
	var all []link
	for _, a := range from {
		for _, b := range to {
			if a == b {
				continue
			}
			all = append(all, link{a, b, row, single})
			if back {
				all = append(all, link{b, a, row, false})
			}
		}
	}
	return all
}

// namesOne reports whether an end of a channel is one organisation's id.
func (c *compiler) namesOne(n *node) bool {
	if n != nil && n.form == listForm && len(n.items) == 1 {
		n = n.items[0]
	}
	return n != nil && n.form == textForm && c.org.find(n.text) >= 0
}

// channelRow reads the keys of a channel besides its ends. What it cites is kept
// for each way that it stands for.
func (c *compiler) channelRow(t *table) *channelRow {
	r := &channelRow{node: t.node, path: t.path}
	before, doubted := len(c.sc.Citations), len(c.doubts)
	t.asked = append(t.asked, "from", "to", "both_ways")
	r.channel = model.Channel{
		Open:         t.flag("open", false),
		NeedsConsent: t.flag("needs_consent", false),
		Classified:   t.flag("classified", false),
		AsOf:         t.day("as_of", false),
		Spread:       fixed.Num(t.quantity("spread", factor.within("0", "3", "between 0 and 3").or("0.6"))),
	}
	r.channel.Throughput = t.count("throughput", count.within("1", "1000000", "between 1 and 1,000,000 a day").orUnlimited())
	r.channel.Trust = c.sc.Params.Trust
	if t.get("trust") != nil {
		r.channel.Trust = t.number("trust", share)
	}
	if s := t.sub("stages"); s != nil {
		r.channel.Classify = s.ticks("classify", duration.orNeutral("0"))
		r.channel.Legal = s.ticks("legal", duration.orNeutral("0"))
		r.channel.Transport = s.ticks("transport", duration.orNeutral("0"))
		s.done()
	}
	t.done()
	r.citations = slices.Clone(c.sc.Citations[before:])
	c.sc.Citations = c.sc.Citations[:before]
	r.doubts = slices.Clone(c.doubts[doubted:])
	c.doubts = c.doubts[:doubted]
	return r
}

// distinct keeps one row for each way, in order of the ends, and reports ways
// that two rows of the same rank claim.
func (c *compiler) distinct(links []link) []link {
	slices.SortStableFunc(links, func(a, b link) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), singleFirst(a.single, b.single))
	})
	var kept []link
	for _, l := range links {
		if len(kept) == 0 || kept[len(kept)-1].from != l.from || kept[len(kept)-1].to != l.to {
			kept = append(kept, l)
			continue
		}
		if last := kept[len(kept)-1]; last.single == l.single && last.row != l.row {
			there := last.row.node
			line, _ := there.file.position(there.start)
			c.report(l.row.node, l.row.path, Duplicate, "the channel %s is already defined at %s:%d", c.channelID(l.from, l.to), there.file.name, line)
		}
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

func (c *compiler) channelID(from, to model.OrgID) string {
	return c.sc.Orgs[from].ID + ">" + c.sc.Orgs[to].ID
}

// addChannel adds one way, with what a posture or the user set for it.
func (c *compiler) addChannel(l link) {
	id := c.channelID(l.from, l.to)
	row := l.row
	if sets := c.channelSets[id]; len(sets) > 0 {
		row = c.channelWith(l.row.node, "channel."+id, sets)
		delete(c.channelSets, id)
	}
	ch := row.channel
	ch.From, ch.To = l.from, l.to
	for _, cited := range row.citations {
		cited.Path = "channel." + id + strings.TrimPrefix(cited.Path, row.path)
		c.sc.Citations = append(c.sc.Citations, cited)
	}
	for _, doubt := range row.doubts {
		doubt.Path = "channel." + id + strings.TrimPrefix(doubt.Path, row.path)
		c.doubts = append(c.doubts, doubt)
	}
	c.channel.dense[id] = len(c.sc.Channels)
	c.channel.ids = append(c.channel.ids, id)
	c.sc.Channels = append(c.sc.Channels, ch)
}

// channelWith reads a row once more, with other values.
func (c *compiler) channelWith(n *node, path string, sets []setting) *channelRow {
	for _, s := range sets {
		if changed, ok := c.put(n, strings.Split(s.path, "."), s); ok {
			n = changed
		}
	}
	return c.channelRow(c.table(n, path, n.file.cited))
}
