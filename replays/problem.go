package replays

import (
	"fmt"
	"strings"
	"unicode"
)

// Problem is what is wrong with a file, where, and what to do about it.
type Problem struct {
	File string
	Line int // from 1; 0 where it is about the file as a whole
	What string
	Do   string
}

// Error returns "file:line: what; what to do". It holds no control characters,
// whatever the file does.
func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": " + p.What)
	if p.Do != "" {
		b.WriteString("; " + p.Do)
	}
	return Printable(b.String())
}

// Printable returns a text that can't steer a terminal: control and format
// characters other than line ends and tabs become U+FFFD.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

const doRestore = "the file was changed or damaged; take an undamaged copy"
