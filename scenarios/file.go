package scenarios

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds on what a pack may hold. docs/packs.md states them.
const (
	maxFileSize = 1 << 20
	maxPackSize = 4 << 20
	maxFiles    = 64
)

// file is one TOML file of a pack.
type file struct {
	name     string // as shown in problems
	base     string // within the pack
	raw      []byte
	text     string // without byte-order mark, lines ending in \n alone
	lines    []int  // offset of the first byte of each line
	whole    bool   // no file, but the pack as a whole
	given    bool   // no file, but a value set by the user
	cited    string // evidence for all plain quantities of the file
	evidence *node  // where that stands, nil without
}

func newFile(name, base string, raw []byte) *file {
	text := bytes.TrimPrefix(raw, []byte("\uFEFF"))
	f := &file{name: name, base: base, raw: raw, text: string(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))}
	f.lines = []int{0}
	for i := range len(f.text) {
		if f.text[i] == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// position turns an offset into a line and a column in characters, from 1.
func (f *file) position(offset int) (line, column int) {
	offset = max(0, min(offset, len(f.text)))
	line = sort.SearchInts(f.lines, offset+1)
	return line, utf8.RuneCountInString(f.text[f.lines[line-1]:offset]) + 1
}

// problem describes a mistake at an offset of the file.
func (f *file) problem(kind Kind, offset int, key, format string, args ...any) Problem {
	p := Problem{Kind: kind, File: f.name, Key: key, Message: fmt.Sprintf(format, args...)}
	if !f.given && !f.whole {
		p.Line, p.Column = f.position(offset)
	}
	return p
}

// refuse reports bytes that no pack may hold: what is not UTF-8, and characters
// that steer a terminal or hide text.
func (f *file) refuse() (Problem, bool) {
	if bytes.IndexByte(f.raw, 0) >= 0 || bytes.HasPrefix(f.raw, []byte("\xFF\xFE")) || bytes.HasPrefix(f.raw, []byte("\xFE\xFF")) {
		return f.problem(Syntax, 0, "", "the file is not UTF-8 text; save it as UTF-8"), true
	}
	for i, r := range f.text {
		if r == utf8.RuneError && !strings.HasPrefix(f.text[i:], "\uFFFD") {
			return f.problem(Syntax, i, "", "the file is not UTF-8 text from here on; save it as UTF-8"), true
		}
		if r != '\n' && r != '\t' && steers(r) {
			return f.problem(Syntax, i, "", "the control character U+%04X is not allowed", r), true
		}
	}
	return Problem{}, false
}

// steers reports whether a character steers a terminal or the direction of
// text, or is invisible.
func steers(r rune) bool {
	switch {
	case r >= ' ' && r <= '~':
		return false
	case unicode.Is(unicode.Cc, r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return slices.Contains([]rune{0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x2060, 0xFEFF}, r)
}

// readFile reads one file within bounds.
func readFile(fsys fs.FS, name, shown string) (*file, *Problem, error) {
	bad := func(kind Kind, format string, args ...any) (*file, *Problem, error) {
		return nil, &Problem{Kind: kind, File: shown, Message: fmt.Sprintf(format, args...)}, nil
	}
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return bad(Limit, "is not a regular file")
	}
	if info.Size() > maxFileSize {
		return bad(Limit, "has %d bytes; a file of a pack may have %d", info.Size(), maxFileSize)
	}
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	if len(raw) > maxFileSize {
		return bad(Limit, "has %d bytes; a file of a pack may have %d", len(raw), maxFileSize)
	}
	f := newFile(shown, name, raw)
	if p, bad := f.refuse(); bad {
		return f, &p, nil
	}
	return f, nil, nil
}
