package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// table reads one table of a pack key by key. What is missing or ill-typed is
// reported and read as a zero value; done reports the keys that nobody asked
// for.
type table struct {
	c     *compiler
	node  *node
	path  string // "org.cisa"
	cited string // evidence in force for plain quantities
	asked []string
	gone  []string // keys that must be there and are not
}

// table starts to read a node; what is not a table is reported and read as an
// empty one.
func (c *compiler) table(n *node, path, cited string) *table {
	if n.form != tableForm {
		c.report(n, path, WrongType, "expected a table, { key = value }, not %s", n.describe())
		n = &node{form: tableForm, file: n.file, start: n.start, end: -1}
	}
	t := &table{c: c, node: n, path: path, cited: cited}
	if e := t.get("evidence"); e != nil {
		t.cited = c.evidence(e, path+".evidence")
	}
	return t
}

// get returns the value of a key, or nil.
func (t *table) get(key string) *node {
	t.asked = append(t.asked, key)
	return t.node.get(key)
}

// need returns the value of a key that must be there, nil when it is not.
func (t *table) need(key string) *node {
	n := t.get(key)
	if n == nil && t.node.end != -1 {
		t.gone = append(t.gone, key)
	}
	return n
}

// key returns the path of a key of the table.
func (t *table) key(key string) string {
	if t.path == "" {
		return key
	}
	return t.path + "." + key
}

// done reports keys that are missing, and every key that has not been asked for.
func (t *table) done() {
	if len(t.gone) == 1 {
		t.c.report(t.node, t.key(t.gone[0]), MissingKey, "%s is missing", t.gone[0])
	} else if len(t.gone) > 1 {
		slices.Sort(t.gone)
		t.c.report(t.node, t.path, MissingKey, "%s are missing", strings.Join(slices.Compact(t.gone), ", "))
	}
	for _, f := range t.node.fields {
		if !slices.Contains(t.asked, f.key) {
			p := t.c.reportAt(f.value.file, f.start, t.key(f.key), UnknownKey, "unknown key %s", f.key)
			p.near(f.key, t.asked)
		}
	}
}

// Sizes of text, in characters.
const (
	lineSize      = 200
	paragraphSize = 6000
)

// text reads a text that must be there and hold something.
func (t *table) text(key string, size int) string {
	n := t.need(key)
	if n == nil {
		return ""
	}
	s := t.c.text(n, t.key(key), size)
	if s == "" && n.form == textForm {
		t.c.report(n, t.key(key), WrongType, "the text is empty")
	}
	return s
}

// maybe reads a text that may be absent.
func (t *table) maybe(key string, size int) string {
	if n := t.get(key); n != nil {
		return t.c.text(n, t.key(key), size)
	}
	return ""
}

// text trims a text and holds it to its size.
func (c *compiler) text(n *node, path string, size int) string {
	if n.form != textForm {
		c.report(n, path, WrongType, "expected text in quotes, not %s", n.describe())
		return ""
	}
	s := strings.TrimSpace(n.text)
	if long := utf8.RuneCountInString(s); long > size {
		c.report(n, path, Limit, "the text has %d characters; at most %d fit here", long, size)
	}
	return s
}

// flag reads true or false; absent means the default.
func (t *table) flag(key string, absent bool) bool {
	n := t.get(key)
	if n == nil {
		return absent
	}
	if n.form != flagForm {
		p := t.c.report(n, t.key(key), WrongType, "expected true or false, not %s", n.describe())
		if n.text == "yes" || n.text == "no" {
			p.Suggestion = map[string]string{"yes": "true", "no": "false"}[n.text]
		}
	}
	return n.text == "true"
}

// word reads one of a list of words as its position.
func (t *table) word(key string, words []string) int64 {
	n := t.need(key)
	if n == nil {
		return 0
	}
	return max(0, t.c.word(n, t.key(key), words))
}

// word returns the position of a word, -1 after reporting another.
func (c *compiler) word(n *node, path string, words []string) int64 {
	at := slices.Index(words, n.text)
	if n.form != textForm || at < 0 {
		p := c.report(n, path, WrongType, "expected one of %s, not %s", strings.Join(words, ", "), n.describe())
		p.near(n.text, words)
		return -1
	}
	return int64(at)
}

// day reads a date such as 2020-10-01, quoted or not.
func (t *table) day(key string, must bool) string {
	n := t.get(key)
	if n == nil {
		if must {
			t.need(key)
		}
		return ""
	}
	if _, err := parseDay(n.text); err != nil || n.form != dateForm && n.form != textForm {
		t.c.report(n, t.key(key), WrongType, "expected a date such as 2020-10-01, not %s", n.describe())
	}
	return n.text
}

// number reads a quantity that the model carries in fixed point.
func (t *table) number(key string, u unit) fixed.Num { return fixed.Num(t.quantity(key, u)) }

// ticks reads a duration.
func (t *table) ticks(key string, u unit) model.Tick { return model.Tick(t.quantity(key, u)) }

// count reads a whole number.
func (t *table) count(key string, u unit) int64 { return t.quantity(key, u) }

// quantity reads a quantity in the model's representation of its unit.
func (t *table) quantity(key string, u unit) int64 {
	if !u.defaults {
		n := t.need(key)
		if n == nil {
			return u.low
		}
		return t.c.quantity(n, t.key(key), t.cited, u)
	}
	n := t.get(key)
	if n == nil {
		if u.assumed != "" {
			t.c.cite(t.key(key), u.assumed, assumption, "")
		}
		return u.fallback
	}
	return t.c.quantity(n, t.key(key), t.cited, u)
}

// quantity reads a value in place, or { value, evidence, range }.
func (c *compiler) quantity(n *node, path, cited string, u unit) int64 {
	if n.cited != "" {
		cited = n.cited
	}
	if n.form != tableForm {
		value, ok := c.scalar(n, path, u)
		if ok && !u.uncited {
			c.cited(n, path, n.text, cited, "", u)
		}
		return value
	}
	t := c.table(n, path, cited)
	span := t.maybe("range", lineSize)
	inner := t.need("value")
	t.done()
	if inner == nil {
		return u.low
	}
	value, ok := c.scalar(inner, path, u)
	if ok {
		c.cited(inner, path, inner.text, t.cited, span, u)
		c.ranged(n.get("range"), path, value, span, u, func(end string) string { return end })
	}
	return value
}

// cited records where a quantity comes from, or reports that nobody said so.
func (c *compiler) cited(n *node, path, value, evidence, span string, u unit) {
	if evidence == "" && !u.uncited && !n.file.given {
		c.report(n, path, Uncited, `the quantity has no evidence; write { value = %s, evidence = "…" } with a row of the evidence table or "assumption"`, n.literal())
		return
	}
	if n.file.given {
		evidence = "set"
	}
	if evidence != "" {
		c.cite(path, value, evidence, span)
	}
}

// scalar reads a quantity's own text; ok is false after a report.
func (c *compiler) scalar(n *node, path string, u unit) (value int64, ok bool) {
	text := n.text
	switch n.form {
	case integerForm, decimalForm:
		text = strings.ReplaceAll(text, "_", "")
	case textForm:
	default:
		c.report(n, path, WrongType, "expected %s such as %s, not %s", u.name, u.example, n.describe())
		return u.low, false
	}
	value, err := u.parse(text)
	if err != nil {
		p := c.report(n, path, WrongType, "expected %s such as %s, not %s", u.name, u.example, n.describe())
		if u.hint != nil {
			p.Suggestion = u.hint(text)
		}
		return u.low, false
	}
	if value < u.low || value > u.high {
		p := c.report(n, path, OutOfRange, "the value must lie %s, unlike %s", u.bounds, n.describe())
		if u.hint != nil {
			p.Suggestion = u.hint(text)
		}
		return u.low, false
	}
	return value, true
}

// ranged checks a range such as "2 h..24 h" around a value, and notes how its ends
// are set at the value's path. Without a range nothing is done.
func (c *compiler) ranged(n *node, path string, value int64, span string, u unit, set func(end string) string) {
	if span == "" {
		return
	}
	low, high, ok := strings.Cut(span, "..")
	if !ok {
		c.report(n, path+".range", WrongType, `expected a range such as "2 h..24 h", not the text %q`, shortened(span))
		return
	}
	low, high = strings.TrimSpace(low), strings.TrimSpace(high)
	from, err1 := u.parse(low)
	to, err2 := u.parse(high)
	switch {
	case err1 != nil || err2 != nil:
		c.report(n, path+".range", WrongType, "both ends of a range are %s such as %s, unlike the text %q", u.name, u.example, shortened(span))
	case from > to || value < from || value > to:
		c.report(n, path+".range", OutOfRange, "the value must lie in its range %s", shortened(span))
	default:
		c.doubts = append(c.doubts, Doubt{Path: path, Range: span, Low: set(low), High: set(high)})
	}
}

// items returns the nodes of a list, or a single value as a list of one.
func (t *table) items(key string) []*node {
	n := t.get(key)
	if n == nil {
		return nil
	}
	if n.form == listForm {
		return n.items
	}
	return []*node{n}
}

// tables reads the tables of a list.
func (t *table) tables(key string, each func(t *table, i int)) {
	n := t.get(key)
	if n == nil {
		return
	}
	if n.form != listForm {
		t.c.report(n, t.key(key), WrongType, "expected a list of tables, not %s", n.describe())
		return
	}
	for i, item := range n.items {
		sub := t.c.table(item, fmt.Sprintf("%s.%d", t.key(key), i+1), t.cited)
		each(sub, i)
		sub.done()
	}
}

// sub reads a table within the table; nil when it is absent.
func (t *table) sub(key string) *table {
	n := t.get(key)
	if n == nil {
		return nil
	}
	return t.c.table(n, t.key(key), t.cited)
}

// describe says in a few words what a node is, for messages.
func (n *node) describe() string {
	switch n.form {
	case tableForm:
		return "a table"
	case listForm:
		return "a list"
	case textForm:
		return fmt.Sprintf("the text %q", shortened(n.text))
	case integerForm, decimalForm:
		return "the number " + shortened(n.text)
	}
	return shortened(n.text)
}

// literal writes a scalar as it may stand in a file.
func (n *node) literal() string {
	if n.form == textForm {
		return fmt.Sprintf("%q", shortened(n.text))
	}
	return shortened(n.text)
}

func shortened(s string) string {
	const shown = 60
	if utf8.RuneCountInString(s) <= shown {
		return s
	}
	return string([]rune(s)[:shown]) + "…"
}
