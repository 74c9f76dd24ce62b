package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// rows are the tables of one kind, in order of their ids: a thing's dense id is
// its position here.
type rows struct {
	key   string // "org"
	word  string // "organisation"
	list  []row
	ids   []string
	dense map[string]int
}

// row is one table of the pack.
type row struct {
	id    string
	path  string // "org.cisa"
	node  *node
	cited string // evidence in force around it
	at    int    // position in order of ids
}

// find returns the dense id of a name, or -1.
func (r *rows) find(id string) int {
	if at, ok := r.dense[id]; ok {
		return at
	}
	return -1
}

// each reads every row; keys that read leaves unasked are reported.
func (r *rows) each(c *compiler, read func(t *table, at int)) {
	for i := range r.list {
		t := c.table(r.list[i].node, r.list[i].path, r.list[i].cited)
		t.asked = append(t.asked, "id")
		read(t, i)
		t.done()
	}
}

// reorder gives the rows another order.
func (r *rows) reorder(compare func(a, b int) int) {
	slices.SortFunc(r.list, func(a, b row) int { return compare(a.at, b.at) })
	for i, row := range r.list {
		if _, named := r.dense[row.id]; named {
			r.dense[row.id] = i
		}
	}
}

// naming says how the rows of a kind are named: by which keys, joined by what.
type naming struct {
	keys []string
	join string
}

var (
	byID    = naming{keys: []string{"id"}}
	byOrg   = naming{keys: []string{"org"}}
	byLevel = naming{keys: []string{"group", "level"}, join: "."}
)

// collect gathers the [[key]] tables of the pack and names them. Rows without a
// valid id, or with one that is taken, stay in the list so that the rest of them
// is checked.
func (c *compiler) collect(key, word string, limit int, by naming) *rows {
	n := c.root.get(key)
	c.known = append(c.known, key)
	var nodes []*node
	switch {
	case n == nil:
	case n.form != listForm:
		c.report(n, key, WrongType, "expected [[%s]] tables, not %s", key, n.describe())
	default:
		nodes = n.items
	}
	return c.rows(key, word, limit, by, nodes)
}

func (c *compiler) rows(key, word string, limit int, by naming, nodes []*node) *rows {
	r := &rows{key: key, word: word, dense: map[string]int{}}
	if len(nodes) > limit {
		c.report(nodes[limit], key, Limit, "too many tables: there may be %d of them", limit)
		nodes = nodes[:limit]
	}
	for i, item := range nodes {
		id := by.name(item)
		path := key + "." + id
		if id == "" {
			path = fmt.Sprintf("%s.%d", key, i+1)
		}
		r.list = append(r.list, row{id: id, path: path, node: item, cited: item.file.cited})
	}
	c.order(r, by)
	return r
}

// order sorts rows by id and gives each valid one its dense id.
func (c *compiler) order(r *rows, by naming) {
	slices.SortStableFunc(r.list, func(a, b row) int { return cmp.Compare(a.id, b.id) })
	for i := range r.list {
		row := &r.list[i]
		row.at = i
		if row.node.form != tableForm {
			continue
		}
		if !by.check(c, row) {
			continue
		}
		if first, taken := r.dense[row.id]; taken {
			there := r.list[first].node
			line, _ := there.file.position(there.start)
			c.report(row.node, row.path, Duplicate, "the %s %q is already defined at %s:%d", r.word, row.id, there.file.name, line)
			continue
		}
		r.dense[row.id] = i
		r.ids = append(r.ids, row.id)
	}
}

// name joins the texts of the naming keys, "" when one is missing.
func (by naming) name(n *node) string {
	var parts []string
	for _, key := range by.keys {
		part := n.get(key)
		if part == nil || part.form != textForm {
			return ""
		}
		parts = append(parts, part.text)
	}
	return strings.Join(parts, by.join)
}

// check reports naming keys that are missing or no ids.
func (by naming) check(c *compiler, row *row) bool {
	ok := true
	for _, key := range by.keys {
		n := row.node.get(key)
		switch {
		case n == nil:
			c.report(row.node, row.path+"."+key, MissingKey, "%s is missing", key)
			ok = false
		case n.form != textForm || !validID(n.text):
			c.reportID(n, row.path+"."+key)
			ok = false
		}
	}
	return ok
}

// idSize bounds an id.
const idSize = 60

// validID reports whether an id is made of lower-case words and hyphens.
func validID(id string) bool {
	if id == "" || len(id) > idSize || strings.HasPrefix(id, "-") || strings.HasSuffix(id, "-") {
		return false
	}
	return strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func (c *compiler) reportID(n *node, path string) {
	p := c.report(n, path, WrongType, "an id is lower-case words joined by hyphens, at most %d characters, unlike %s", idSize, n.describe())
	meant := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _.", r) {
			return '-'
		}
		return r
	}, strings.ToLower(n.text)), "-")
	if n.form == textForm && validID(meant) {
		p.Suggestion = meant
	}
}

// lookup finds the thing that a text names, -1 after a report.
func (c *compiler) lookup(r *rows, n *node, path string) int {
	if n.form != textForm {
		c.report(n, path, WrongType, "expected the id of %s, not %s", article(r.word), n.describe())
		return -1
	}
	return c.named(r, n, 0, path, n.text)
}

// named finds the thing whose name stands at an offset in a text.
func (c *compiler) named(r *rows, n *node, offset int, path, name string) int {
	at := r.find(name)
	if at < 0 {
		p := c.reportIn(n, offset, path, Dangling, "there is no %s %q", r.word, shortened(name))
		p.near(name, r.ids)
	}
	return at
}

// article puts "a" or "an" before a word.
func article(word string) string {
	if strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

// ref reads a key that may name a thing, -1 when it is absent or after a report.
func (t *table) ref(key string, r *rows) int {
	if n := t.get(key); n != nil {
		return t.c.lookup(r, n, t.key(key))
	}
	return -1
}

// mustRef reads a key that must name a thing.
func (t *table) mustRef(key string, r *rows) int {
	if n := t.need(key); n != nil {
		return t.c.lookup(r, n, t.key(key))
	}
	return -1
}

// refs reads a list of names as dense ids in ascending order; a name given
// twice is reported.
func (t *table) refs(key string, r *rows) []int {
	var all []int
	for _, n := range t.items(key) {
		at := t.c.lookup(r, n, t.key(key))
		switch {
		case at < 0:
		case slices.Contains(all, at):
			t.c.report(n, t.key(key), Duplicate, "%s is named twice", n.text)
		default:
			all = append(all, at)
		}
	}
	slices.Sort(all)
	return all
}

// to converts dense ids to the model's type of id.
func to[T ~int64](ids []int) []T {
	if len(ids) == 0 {
		return nil
	}
	all := make([]T, len(ids))
	for i, id := range ids {
		all[i] = T(id)
	}
	return all
}
