package scenarios

import (
	"cmp"
	"slices"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// topics lists what an organisation may know of: assets, then narratives, then
// campaigns.
func (c *compiler) topics() {
	add := func(kind model.Kind, n int) {
		for i := range n {
			c.sc.Topics = append(c.sc.Topics, model.Topic{Of: model.Ref{Kind: kind, ID: int64(i)}})
		}
	}
	add(model.KindAsset, len(c.asset.list))
	add(model.KindNarrative, len(c.narrative.list))
	add(model.KindCampaign, len(c.campaign.list))
	c.topic = &rows{key: "topic", word: "asset, narrative or campaign", dense: map[string]int{}}
	offset := 0
	for _, r := range []*rows{c.asset, c.narrative, c.campaign} {
		for _, id := range r.ids {
			c.topic.dense[id] = offset + r.find(id)
			c.topic.ids = append(c.topic.ids, id)
		}
		offset += len(r.list)
	}
}

// watched is a watch as read; what names its topic alone wins over what names
// many.
type watched struct {
	model.Watch
	single  bool
	node    *node
	path    string
	outside *fixed.Num // share that outsiders find, as the pack has it
}

// maxWatches bounds the watch list of one organisation.
const maxWatches = 50

// watches reads the watch lists of organisations.
func (c *compiler) watches() {
	for at := range c.org.list {
		row := &c.org.list[at]
		t := &table{c: c, node: row.node, path: row.path, cited: row.cited}
		if e := row.node.get("evidence"); e != nil {
			t.cited = e.text
		}
		var all []watched
		if list := row.node.get("watch"); list != nil && len(list.items) > maxWatches {
			c.report(list, row.path+".watch", Limit, "the list may have %d tables", maxWatches)
			continue
		}
		t.tables("watch", func(w *table, _ int) {
			median := w.number("median", days.within("5 min", "520 w", "between 5 minutes and 520 weeks"))
			n, outside := w.need("topic"), w.outside("outside")
			topics := w.topics("topic", at)
			single := n != nil && n.form == textForm && len(topics) == 1
			for _, topic := range topics {
				if outside != nil && !c.owns(at, topic) {
					c.report(w.node, w.key("outside"), UnknownKey, "%s is not its own asset; only an owner's watch says what share outsiders find", c.topicName(topic))
					outside = nil
				}
				all = append(all, watched{model.Watch{Org: model.OrgID(at), Topic: model.TopicID(topic), Median: median}, single, w.node, w.path, outside})
			}
		})
		c.addWatches(all)
	}
	c.outsiders()
}

// outside reads the share of intrusions that outsiders find, or nil.
func (t *table) outside(key string) *fixed.Num {
	if t.node.get(key) == nil {
		return nil
	}
	x := t.number(key, share)
	return &x
}

// owns reports whether a topic is an asset of an organisation.
func (c *compiler) owns(org, topic int) bool {
	return topic < len(c.sc.Assets) && int(c.sc.Assets[topic].Owner) == org
}

// outsiders lets the world outside find intrusions into every asset, as its owner's
// watch has it, or as the model does where the owner keeps none (C13, C14).
func (c *compiler) outsiders() {
	kept := len(c.sc.Watches)
	for i := range c.sc.Assets {
		topic, owner := c.sc.TopicOf(model.Ref{Kind: model.KindAsset, ID: int64(i)}), c.sc.Assets[i].Owner
		median, share := c.sc.Params.Dwell, c.sc.Params.Outside
		own := slices.IndexFunc(c.sc.Watches[:kept], func(w model.Watch) bool { return w.Org == owner && w.Topic == topic })
		if own >= 0 {
			median = c.sc.Watches[own].Median
			share = c.sc.Watches[own].Elsewhere
		}
		inside, outsiders := model.Discovery(owner, topic, median, share)
		if own >= 0 {
			c.sc.Watches[own] = inside
		}
		c.sc.Watches = append(c.sc.Watches, outsiders)
	}
}

func (c *compiler) addWatches(all []watched) {
	slices.SortStableFunc(all, func(a, b watched) int {
		return cmp.Or(cmp.Compare(a.Topic, b.Topic), singleFirst(a.single, b.single))
	})
	for i, w := range all {
		if i == 0 || all[i-1].Topic != w.Topic {
			if w.outside != nil {
				w.Elsewhere = *w.outside
			} else if c.owns(int(w.Org), int(w.Topic)) {
				w.Elsewhere = c.sc.Params.Outside
			}
			c.sc.Watches = append(c.sc.Watches, w.Watch)
		} else if all[i-1].single == w.single && all[i-1].node != w.node {
			c.report(w.node, w.path, Duplicate, "%s is watched already in %s", c.topicName(int(w.Topic)), all[i-1].path)
		}
	}
}

// topicName returns the id of what a topic is about.
func (c *compiler) topicName(topic int) string {
	of := c.sc.Topics[topic].Of
	switch of.Kind {
	case model.KindAsset:
		return c.asset.list[of.ID].id
	case model.KindNarrative:
		return c.narrative.list[of.ID].id
	}
	return c.campaign.list[of.ID].id
}

// topics reads topics an organisation watches: ids, "owned", "claims" or
// "assets of ORG".
func (t *table) topics(key string, org int) []int {
	var all []int
	for _, n := range t.items(key) {
		if n.form != textForm {
			t.c.report(n, t.key(key), WrongType, "expected a topic, not %s", n.describe())
			continue
		}
		all = append(all, t.c.topicsNamed(n, t.key(key), org)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (c *compiler) topicsNamed(n *node, path string, org int) []int {
	owner, ofOrg := strings.CutPrefix(n.text, "assets of ")
	var all []int
	switch {
	case n.text == "claims":
		for i := range c.narrative.list {
			all = append(all, len(c.asset.list)+i)
		}
		return all
	case n.text == "owned":
		return c.ownedBy(org)
	case ofOrg:
		for _, o := range c.orgsIn(n, len("assets of "), path, strings.TrimSpace(owner)) {
			all = append(all, c.ownedBy(o)...)
		}
		return all
	}
	if at := c.topic.find(n.text); at >= 0 {
		return []int{at}
	}
	p := c.report(n, path, Dangling, "there is no %s %q", c.topic.word, shortened(n.text))
	p.near(n.text, append(slices.Clone(c.topic.ids), "owned", "claims"))
	return nil
}

func (c *compiler) ownedBy(org int) []int {
	var all []int
	for i := range c.sc.Assets {
		if int(c.sc.Assets[i].Owner) == org {
			all = append(all, i)
		}
	}
	return all
}
