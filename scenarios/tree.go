package scenarios

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Bounds on the shape of a file. docs/packs.md states them.
const (
	maxNesting = 12   // tables and lists within each other
	maxKeys    = 1000 // keys of one table
	maxItems   = 2000 // items of one list
)

// form is what a node was written as.
type form int

const (
	tableForm form = iota
	listForm
	textForm
	integerForm
	decimalForm
	flagForm
	dateForm    // 2020-10-01
	hourForm    // 19:00:00
	momentForm  // 2020-10-01 19:00:00
	instantForm // 2020-10-01 19:00:00Z
)

// node is one value of a pack with its place. Numbers and dates keep their
// literal text, so that decimals are read exactly.
type node struct {
	form       form
	file       *file
	start, end int     // bytes of the literal; for a table or list only start
	text       string  // a text's value, or the literal of any other scalar
	fields     []field // of a table, in order
	items      []*node // of a list
	cited      string  // evidence that came with the value, for instance from a posture
}

// field is one key of a table.
type field struct {
	key   string
	start int // of the key, in the file of the value
	value *node
}

// get returns the value of a key, nil when the table has none.
func (n *node) get(key string) *node {
	for i := range n.fields {
		if n.fields[i].key == key {
			return n.fields[i].value
		}
	}
	return nil
}

// with returns a copy of the table in which a key has another value.
func (n *node) with(key string, value *node) *node {
	c := *n
	c.fields = slices.Clone(n.fields)
	for i, f := range c.fields {
		if f.key != key {
			continue
		}
		if value.file != f.value.file {
			c.fields[i].start = value.start
		}
		c.fields[i].value = value
		return &c
	}
	c.fields = append(c.fields, field{key, value.start, value})
	return &c
}

// shapeError is a mistake found while building the tree.
type shapeError struct {
	kind   Kind
	offset int
	text   string
	last   bool // nothing after it can be read
}

func (e *shapeError) Error() string { return e.text }

// parseTree reads a file into a tree. The error is a *shapeError.
func parseTree(f *file) (*node, error) {
	b := treeBuilder{file: f, root: &node{form: tableForm, file: f}}
	data := []byte(f.text)
	b.parser.Reset(data[:len(data):len(data)])
	b.current = b.root
	for b.parser.NextExpression() {
		if err := b.expression(b.parser.Expression()); err != nil {
			return nil, err
		}
	}
	var wrong *unstable.ParserError
	if err := b.parser.Error(); errors.As(err, &wrong) {
		at := int(b.parser.Range(wrong.Highlight).Offset)
		if strings.Contains(wrong.Message, "nested more than the maximum") {
			return nil, b.tooDeep(at)
		}
		return nil, &shapeError{kind: Syntax, offset: at, text: wrong.Message}
	} else if err != nil {
		return nil, &shapeError{kind: Syntax, offset: 0, text: err.Error()}
	}
	return b.root, nil
}

type treeBuilder struct {
	parser  unstable.Parser
	file    *file
	root    *node
	current *node // the table that keys now belong to
}

// expression adds a header or a key with its value.
func (b *treeBuilder) expression(e *unstable.Node) error {
	if e.Kind == unstable.KeyValue {
		return b.keyValue(b.current, e, 1)
	}
	at := b.root
	keys := e.Key()
	for depth := 1; keys.Next(); depth++ {
		key := keys.Node()
		if depth > maxNesting {
			return b.tooDeep(int(key.Raw.Offset))
		}
		var err error
		if at, err = b.enter(at, key, e.Kind == unstable.ArrayTable && keys.IsLast()); err != nil {
			return err
		}
	}
	b.current = at
	return nil
}

// enter returns the table that a key of a header or of a dotted key leads to,
// made where there is none; a new item of a list of tables when it appends.
func (b *treeBuilder) enter(at *node, key *unstable.Node, appends bool) (*node, error) {
	name, start := string(key.Data), int(key.Raw.Offset)
	next := at.get(name)
	switch {
	case next == nil:
		next = &node{form: tableForm, file: b.file, start: start}
		if appends {
			next = &node{form: listForm, file: b.file, start: start}
		}
		if err := b.add(at, name, start, next); err != nil {
			return nil, err
		}
	case next.form != tableForm && next.form != listForm || appends && next.form != listForm:
		return nil, b.taken(name, start)
	}
	if next.form == tableForm {
		return next, nil
	}
	if appends {
		if len(next.items) == maxItems {
			return nil, &shapeError{kind: Limit, offset: start, text: fmt.Sprintf("there may be %d of these in one file", maxItems)}
		}
		next.items = append(next.items, &node{form: tableForm, file: b.file, start: start})
	}
	if len(next.items) == 0 || next.items[len(next.items)-1].form != tableForm {
		return nil, b.taken(name, start)
	}
	return next.items[len(next.items)-1], nil
}

// keyValue adds a key, perhaps dotted, and its value to a table.
func (b *treeBuilder) keyValue(at *node, e *unstable.Node, depth int) error {
	keys := e.Key()
	for ; keys.Next(); depth++ {
		key := keys.Node()
		if depth > maxNesting {
			return b.tooDeep(int(key.Raw.Offset))
		}
		if !keys.IsLast() {
			var err error
			if at, err = b.enter(at, key, false); err != nil {
				return err
			}
			continue
		}
		value, err := b.value(e.Value(), b.valueStart(key.Raw), depth)
		if err != nil {
			return err
		}
		name, start := string(key.Data), int(key.Raw.Offset)
		if at.get(name) != nil {
			return b.taken(name, start)
		}
		return b.add(at, name, start, value)
	}
	return nil
}

func (b *treeBuilder) add(at *node, name string, start int, value *node) error {
	if len(at.fields) == maxKeys {
		return &shapeError{kind: Limit, offset: start, text: fmt.Sprintf("a table may have %d keys", maxKeys)}
	}
	at.fields = append(at.fields, field{name, start, value})
	return nil
}

// valueStart finds where the value after a key begins; lists carry no place of
// their own.
func (b *treeBuilder) valueStart(key unstable.Range) int {
	end := int(key.Offset + key.Length)
	rest := b.file.text[end:]
	return end + len(rest) - len(strings.TrimLeft(rest, " \t="))
}

var scalarForms = map[unstable.Kind]form{
	unstable.String: textForm, unstable.Integer: integerForm, unstable.Float: decimalForm,
	unstable.Bool: flagForm, unstable.LocalDate: dateForm, unstable.LocalTime: hourForm,
	unstable.LocalDateTime: momentForm, unstable.DateTime: instantForm,
}

// value builds a value; start is where a list begins.
func (b *treeBuilder) value(v *unstable.Node, start, depth int) (*node, error) {
	if f, ok := scalarForms[v.Kind]; ok {
		from := int(v.Raw.Offset)
		return &node{form: f, file: b.file, start: from, end: from + int(v.Raw.Length), text: string(v.Data)}, nil
	}
	if depth >= maxNesting {
		return nil, b.tooDeep(start)
	}
	if v.Kind == unstable.InlineTable {
		return b.inlineTable(v, depth)
	}
	list := &node{form: listForm, file: b.file, start: start}
	children := v.Children()
	for children.Next() {
		if len(list.items) == maxItems {
			return nil, &shapeError{kind: Limit, offset: start, text: fmt.Sprintf("a list may have %d items", maxItems)}
		}
		item, err := b.value(children.Node(), start, depth+1)
		if err != nil {
			return nil, err
		}
		list.items = append(list.items, item)
	}
	return list, nil
}

func (b *treeBuilder) inlineTable(v *unstable.Node, depth int) (*node, error) {
	table := &node{form: tableForm, file: b.file, start: int(v.Raw.Offset)}
	children := v.Children()
	for children.Next() {
		if err := b.keyValue(table, children.Node(), depth+1); err != nil {
			return nil, err
		}
	}
	return table, nil
}

func (b *treeBuilder) tooDeep(at int) error {
	return &shapeError{kind: Limit, offset: at, text: fmt.Sprintf("tables and lists may lie %d deep", maxNesting)}
}

func (b *treeBuilder) taken(name string, start int) error {
	return &shapeError{kind: Syntax, offset: start, text: fmt.Sprintf("%q is already defined", name)}
}
