package scenarios

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
)

// maxSyntaxErrors bounds how often reading resumes after a syntax error.
const maxSyntaxErrors = 20

// read parses a file and reports every syntax error in it. After an error it
// goes on without the body of the table in which the error lies. The tree is
// nil when nothing could be read.
func (f *file) read() (*node, Problems) {
	var found Problems
	at := f
	for {
		tree, wrong := parse(at)
		if wrong == nil {
			return tree, found
		}
		p := f.problem(wrong.kind, wrong.offset, "", "%s", wrong.text)
		p.Suggestion = f.unquoted(p.Line)
		found = append(found, p)
		rest, ok := at.without(wrong.offset)
		if !ok || wrong.last || wrong.kind != Syntax || len(found) == maxSyntaxErrors {
			return nil, found
		}
		at = rest
	}
}

// parse reads a file once. BurntSushi/toml decides whether it is valid, our
// tree gives the bounds. The tree comes first because it is bounded in depth;
// what follows a syntax error is not given to the other parser.
func parse(f *file) (*node, *shapeError) {
	tree, err := parseTree(f)
	var shape *shapeError
	if errors.As(err, &shape) && shape.kind == Limit {
		return nil, shape
	}
	text := f.text
	if shape != nil {
		if end := strings.IndexByte(text[shape.offset:], '\n'); end >= 0 {
			text = text[:shape.offset+end+1]
		}
	}
	if wrong := invalid(text); wrong != nil {
		return nil, wrong
	}
	if shape != nil {
		return nil, shape
	}
	return tree, steering(tree)
}

// invalid returns what BurntSushi/toml objects to, if anything.
func invalid(text string) *shapeError {
	var discard map[string]any
	_, err := toml.Decode(text, &discard)
	if err == nil {
		return nil
	}
	var wrong toml.ParseError
	if !errors.As(err, &wrong) {
		return &shapeError{kind: Syntax, text: err.Error()}
	}
	says := strings.TrimSuffix(wrong.Message, ".")
	says = strings.ToLower(says[:min(1, len(says))]) + says[min(1, len(says)):]
	at := min(max(wrong.Position.Start, 0), len(text))
	if open := strings.LastIndex(text, `"""`); open >= 0 && strings.Contains(says, "EOF") && strings.Contains(says, `"""`) {
		return &shapeError{Syntax, open, `this text never ends; close it with """`, true}
	}
	if strings.Contains(says, "cannot contain newlines") {
		says = "a quote is not closed on this line; close it, or write longer text between " + `"""`
	}
	return &shapeError{kind: Syntax, offset: at, text: says}
}

var bareQuantity = regexp.MustCompile(`^\s*([\w-]+\s*=)\s*(\d[\d_.]*)\s*(%|[a-z]+)\s*(#.*)?$`)

// unquoted suggests quotes around a share or duration that stands bare.
func (f *file) unquoted(line int) string {
	m := bareQuantity.FindStringSubmatch(strings.TrimSuffix(f.line(line), "\n"))
	if m == nil {
		return ""
	}
	text := m[2] + " " + m[3]
	if m[3] == "%" {
		text = m[2] + "%"
	} else if meant := hintDuration(text); meant != "" {
		text = meant
	} else if _, err := parseDuration(text); err != nil {
		return ""
	}
	return fmt.Sprintf("%s %q", m[1], text)
}

// steering reports the first text or key that spells a control character with
// an escape.
func steering(n *node) *shapeError {
	if n.form == textForm {
		if strings.ContainsFunc(n.text, func(r rune) bool { return r != '\n' && r != '\t' && steers(r) }) {
			return &shapeError{kind: WrongType, offset: n.start, text: "the text holds a control character; leave the escape out"}
		}
	}
	for _, f := range n.fields {
		if strings.ContainsFunc(f.key, steers) {
			return &shapeError{kind: WrongType, offset: f.start, text: "the key holds a control character; leave the escape out"}
		}
		if wrong := steering(f.value); wrong != nil {
			return wrong
		}
	}
	for _, item := range n.items {
		if wrong := steering(item); wrong != nil {
			return wrong
		}
	}
	return nil
}

// without returns the file with the body of the table around an offset blanked,
// lines kept. It fails when the offset lies on a header or nothing would change.
func (f *file) without(offset int) (*file, bool) {
	line, _ := f.position(offset)
	header := func(l int) bool { return strings.HasPrefix(strings.TrimLeft(f.line(l), " \t"), "[") }
	if header(line) {
		return nil, false
	}
	from, to := line, line
	for from > 1 && !header(from-1) {
		from--
	}
	for to < len(f.lines) && !header(to+1) {
		to++
	}
	start, end := f.lines[from-1], len(f.text)
	if to < len(f.lines) {
		end = f.lines[to]
	}
	if strings.TrimSpace(f.text[start:end]) == "" {
		return nil, false
	}
	blank := []byte(f.text)
	for i := start; i < end; i++ {
		if blank[i] != '\n' {
			blank[i] = ' '
		}
	}
	return &file{name: f.name, base: f.base, text: string(blank), lines: f.lines}, true
}

// line returns the text of a line, counted from 1.
func (f *file) line(n int) string {
	end := len(f.text)
	if n < len(f.lines) {
		end = f.lines[n]
	}
	return f.text[f.lines[n-1]:end]
}
