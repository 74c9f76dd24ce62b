package scenarios

import (
	"cmp"
	"slices"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// functionWords are the functions of the NIST Cybersecurity Framework 2.0.
var functionWords = []string{"GV", "ID", "PR", "DE", "RS", "RC"}

// function reads a CSF function that may be absent.
func (t *table) function(key string) string {
	n := t.get(key)
	if n == nil || t.c.word(n, t.key(key), functionWords) < 0 {
		return ""
	}
	return n.text
}

// controls reads [[control]]. What each blocks waits until the techniques of
// steps are known.
func (c *compiler) controls() {
	groups := map[string]bool{}
	c.blocks = make([][]written, len(c.control.list))
	c.control.each(c, func(t *table, at int) {
		t.asked = append(t.asked, "group", "level")
		control := &c.sc.Controls[at]
		control.Group, control.Level, _ = strings.Cut(c.control.list[at].id, ".")
		control.Title = t.maybe("title", lineSize)
		control.Function = t.function("csf")
		control.Mitigation = t.catalogued("mitigation", "M", "ATT&CK mitigation", attack)
		control.Detection = t.number("detection", factor.orNeutral("1"))
		control.Recovery = t.number("recovery", factor.orNeutral("1"))
		control.Recovers = t.conditions("recovers")
		control.Survives = t.number("survives", share.orNeutral("1"))
		if blocks := t.node.get("blocks"); blocks != nil && len(blocks.items) > maxBlocks {
			c.report(blocks, t.key("blocks"), Limit, "a control may block %d techniques", maxBlocks)
		}
		t.tables("blocks", func(b *table, _ int) {
			id := b.needTechnique("technique")
			shares := b.shares("share")
			for i := range shares {
				shares[i].technique = id
			}
			if id != "" && len(c.blocks[at]) < maxBlocks {
				c.blocks[at] = append(c.blocks[at], shares...)
			}
		})
		groups[control.Group] = groups[control.Group] || control.Level == noLevel
	})
	for _, row := range c.control.list {
		group, _, _ := strings.Cut(row.id, ".")
		if has, seen := groups[group]; seen && !has && group != "" {
			c.report(row.node, row.path, MissingKey, "the group %s has no level %q", group, noLevel)
			groups[group] = true
		}
	}
}

// maxBlocks bounds the techniques that one level of a control stops.
const maxBlocks = 200

// noLevel is the level at which a control is not there.
const noLevel = "none"

// written is a block as the pack has it: by a technique's id.
type written struct {
	technique string
	aim       model.Aim
	share     fixed.Num
}

// shares reads the share of attempts that a control stops: one for all, or one for
// each aim.
func (t *table) shares(key string) []written {
	n := t.node.get(key)
	aimed := func(word string) bool { return n.get(word) != nil }
	if n == nil || n.form != tableForm || !slices.ContainsFunc(model.AimWords, aimed) {
		return []written{{aim: model.AnyAim, share: t.number(key, share)}}
	}
	t.get(key)
	sub := t.c.table(n, t.key(key), t.cited)
	var all []written
	for aim, word := range model.AimWords {
		if aim != int(model.AnyAim) {
			all = append(all, written{aim: model.Aim(aim), share: sub.number(word, share)})
		}
	}
	sub.done()
	return all
}

// conditions reads the conditions of an asset from which a control helps to recover;
// absent means all.
func (t *table) conditions(key string) []model.Health {
	var all []model.Health
	for _, n := range t.items(key) {
		if at := t.c.word(n, t.key(key), model.ConditionWords[model.Isolated:]); at >= 0 {
			all = append(all, model.Health(at)+model.Isolated)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// covers reports whether a technique is another or its sub-technique.
func covers(technique, other string) bool {
	return technique == other || strings.HasPrefix(other, technique+".")
}

// techniques lists those that steps use and controls block, and gives every
// control its blocks: one on a parent holds for each sub-technique that has no
// block of its own.
func (c *compiler) techniques(used []string) {
	for _, blocks := range c.blocks {
		for _, b := range blocks {
			used = append(used, b.technique)
		}
	}
	slices.Sort(used)
	used = slices.Compact(used)
	for _, id := range used {
		name, _ := TechniqueName(id)
		c.sc.Techniques = append(c.sc.Techniques, model.Technique{ID: id, Name: name})
	}
	for at := range c.sc.Controls {
		for i, id := range used {
			for _, b := range c.blocked(at, id) {
				c.sc.Controls[at].Blocks = append(c.sc.Controls[at].Blocks, model.Block{Technique: model.TechniqueID(i), Aim: b.aim, Share: b.share})
			}
		}
	}
}

// blocked finds the blocks of a control that speak most closely of a technique.
func (c *compiler) blocked(control int, technique string) []written {
	closest := ""
	for _, b := range c.blocks[control] {
		if covers(b.technique, technique) && len(b.technique) > len(closest) {
			closest = b.technique
		}
	}
	return slices.DeleteFunc(slices.Clone(c.blocks[control]), func(b written) bool { return closest == "" || b.technique != closest })
}

// technique returns the dense id of a technique.
func (c *compiler) technique(id string) model.TechniqueID {
	at, ok := slices.BinarySearchFunc(c.sc.Techniques, id, func(t model.Technique, id string) int { return cmp.Compare(t.ID, id) })
	if !ok {
		return model.None
	}
	return model.TechniqueID(at)
}
