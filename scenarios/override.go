package scenarios

import (
	"slices"
	"strconv"
	"strings"

	"tabletop/engine/model"
)

// setting is a value to be set at a path of the pack.
type setting struct {
	path  string
	value *node
	from  *node // where it was asked for, for problems
	key   string
}

// override sets the values of the chosen posture, then those of the user.
func (c *compiler) override(o Options) {
	c.channelSets = map[string][]setting{}
	if o.Posture != "" {
		c.setPosture(o.Posture)
	}
	for _, set := range o.Sets {
		value := parseSet(set)
		c.set(setting{strings.Map(visible, strings.TrimSpace(set.Path)), value, value, ""})
	}
}

// setFlag begins the name of the file in which a value set by the user stands, as
// far as problems know.
const setFlag = "--set "

// parseSet reads a value as TOML where it is one, and as plain text otherwise,
// so that 12 h needs no quotes.
func parseSet(s model.Set) *node {
	name := setFlag + shortened(strings.Map(visible, s.Path))
	literal := strings.TrimSpace(s.Value)
	f := &file{name: name, text: "value = " + literal, lines: []int{0}, given: true}
	if !strings.Contains(literal, "\n") && len(literal) <= paragraphSize {
		if tree, wrong := parse(f); wrong == nil && len(tree.fields) == 1 {
			return tree.fields[0].value
		}
	}
	return &node{form: textForm, file: f, text: strings.Map(visible, literal)}
}

// visible drops characters that may not reach a terminal.
func visible(r rune) rune {
	if steers(r) {
		return -1
	}
	return r
}

// Postures lists the ids of the pack's postures.
func (p *Pack) Postures() []string {
	var ids []string
	if all := p.root.get("posture"); all != nil {
		for _, n := range all.items {
			if id := n.get("id"); id != nil && id.form == textForm {
				ids = append(ids, id.text)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (c *compiler) setPosture(id string) {
	var ids []string
	if all := c.root.get("posture"); all != nil {
		for _, n := range all.items {
			name := n.get("id")
			if name == nil {
				continue
			}
			ids = append(ids, name.text)
			if name.text == id {
				c.setAll(n, "posture."+id)
				return
			}
		}
	}
	p := c.report(c.root, "", Dangling, "the pack has no posture %q", shortened(strings.Map(visible, id)))
	p.near(id, ids)
}

// setAll sets every value of a posture.
func (c *compiler) setAll(posture *node, path string) {
	cited := posture.file.cited
	if e := posture.get("evidence"); e != nil {
		cited = e.text
	}
	set := posture.get("set")
	if set == nil || set.form != tableForm {
		return
	}
	for _, s := range flattened(set, "", path+".set") {
		if cited != "" {
			value := *s.value
			value.cited = cited
			s.value = &value
		}
		c.set(s)
	}
}

// flattened lists the values below a table by path. A table with a value of its
// own, { value, evidence }, is one value.
func flattened(n *node, path, key string) []setting {
	if n.form != tableForm || n.get("value") != nil || path != "" && len(n.fields) == 0 {
		return []setting{{path, n, n, key}}
	}
	var all []setting
	for _, f := range n.fields {
		below := f.key
		if path != "" {
			below = path + "." + f.key
		}
		all = append(all, flattened(f.value, below, key)...)
	}
	return all
}

// set puts one value into the tree. A channel's waits until lists of
// organisations are known.
func (c *compiler) set(s setting) {
	if s.key == "" {
		s.key = s.path
	}
	parts := strings.Split(s.path, ".")
	if len(parts) < 2 || slices.Contains(parts, "") {
		c.report(s.from, s.key, Dangling, "a path leads to one value, such as org.cisa.analysts, unlike %q", shortened(s.path))
		return
	}
	if parts[0] == "channel" && len(parts) > 2 {
		c.channelSets[parts[1]] = append(c.channelSets[parts[1]], setting{strings.Join(parts[2:], "."), s.value, s.from, s.key})
		return
	}
	if parts[0] == "step" && len(parts) > 3 {
		parts = append([]string{"campaign", parts[1], "step"}, parts[2:]...)
	}
	if root, ok := c.put(c.root, parts, s); ok {
		c.root = root
	}
}

// put returns a copy of a tree in which the value stands at a path.
func (c *compiler) put(n *node, parts []string, s setting) (*node, bool) {
	if len(parts) == 0 {
		return s.value, true
	}
	switch {
	case n.form == listForm:
		return c.putInList(n, parts, s)
	case n.form != tableForm:
		c.report(s.from, s.key, Dangling, "%s has no parts, so there is no %s", s.before(parts), s.path)
		return nil, false
	}
	child := n.get(parts[0])
	if child == nil {
		if n == c.root && parts[0] != "model" {
			p := c.report(s.from, s.key, Dangling, "there is no %s in the pack", s.before(parts[1:]))
			p.Suggestion = s.suggest(n, parts)
			return nil, false
		}
		child = &node{form: tableForm, file: s.value.file, start: s.value.start}
	}
	below, ok := c.put(child, parts[1:], s)
	if !ok {
		return nil, false
	}
	return n.with(parts[0], below), true
}

// putInList follows a path into the row of an id, or of a number from 1.
func (c *compiler) putInList(n *node, parts []string, s setting) (*node, bool) {
	at, width := s.row(n, parts)
	if at < 0 {
		p := c.report(s.from, s.key, Dangling, "there is no %s in the pack", s.before(parts[1:]))
		p.Suggestion = s.suggest(n, parts)
		return nil, false
	}
	if len(parts) == width && n.items[at].form == tableForm {
		c.report(s.from, s.key, Dangling, "%s names a whole table; name one of its values", s.path)
		return nil, false
	}
	below, ok := c.put(n.items[at], parts[width:], s)
	if !ok {
		return nil, false
	}
	list := *n
	list.items = slices.Clone(n.items)
	list.items[at] = below
	return &list, true
}

// by says how the rows are named that the path leads through.
func (s setting) by() naming {
	switch {
	case strings.HasPrefix(s.path, "platform."):
		return byOrg
	case strings.HasPrefix(s.path, "control."):
		return byLevel
	}
	return byID
}

// row finds the row that the next parts of the path name, and how many do.
func (s setting) row(n *node, parts []string) (at, width int) {
	by := s.by()
	if width = len(by.keys); width <= len(parts) {
		id := strings.Join(parts[:width], by.join)
		at = slices.IndexFunc(n.items, func(item *node) bool { return by.name(item) == id })
		if at >= 0 {
			return at, width
		}
	}
	if i, err := strconv.Atoi(parts[0]); err == nil && i >= 1 && i <= len(n.items) {
		return i - 1, 1
	}
	return -1, 0
}

// before is the part of the path that leads up to the rest.
func (s setting) before(rest []string) string {
	return strings.TrimSuffix(strings.TrimSuffix(s.path, strings.Join(rest, ".")), ".")
}

// suggest puts a name that is near in the place of the first part not found.
func (s setting) suggest(n *node, parts []string) string {
	var names []string
	for _, f := range n.fields {
		names = append(names, f.key)
	}
	for _, item := range n.items {
		names = append(names, s.by().name(item))
	}
	near := Closest(parts[0], names)
	if near == "" {
		return ""
	}
	found := strings.TrimSuffix(s.path, strings.Join(parts, "."))
	return found + strings.Join(append([]string{near}, parts[1:]...), ".")
}
