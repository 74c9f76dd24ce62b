package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Kind says what sort of mistake a [Problem] is.
type Kind string

// Kinds of mistake.
const (
	Syntax      Kind = "syntax"      // not TOML
	Limit       Kind = "limit"       // too large, too deep, too many
	UnknownKey  Kind = "unknown-key" // a key or table that means nothing here
	MissingKey  Kind = "missing-key" // a key or table that must be there
	Duplicate   Kind = "duplicate"   // an id, number or value given twice
	Dangling    Kind = "dangling"    // names what does not exist
	WrongType   Kind = "wrong-type"  // a value of another type or unit
	OutOfRange  Kind = "out-of-range"
	BadTime     Kind = "bad-time"    // outside the exercise, or skipped by the clock
	Cycle       Kind = "cycle"       // things that require each other
	Unreachable Kind = "unreachable" // can never happen
	Condition   Kind = "condition"   // does not parse or type-check
	Effect      Kind = "effect"      // does not parse
	Hidden      Kind = "hidden"      // asks what the view in question never shows
	Authority   Kind = "authority"   // a decision that may not be taken, or not by them
	Uncited     Kind = "uncited"     // a quantity without evidence
)

// Problem is one mistake in a pack.
type Problem struct {
	Kind       Kind   `json:"kind"`
	File       string `json:"file"`
	Line       int    `json:"line"`   // from 1; 0 where the mistake has no line
	Column     int    `json:"column"` // from 1, in characters; 0 where the key says enough
	Key        string `json:"key,omitempty"`
	Message    string `json:"message"`
	Suggestion string `json:"suggestion,omitempty"` // what was probably meant
}

// String returns "file:line:column: key: message; did you mean "x"?".
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	if p.Column > 0 {
		fmt.Fprintf(&b, ":%d", p.Column)
	}
	if p.File != "" {
		b.WriteString(": ")
	}
	if p.Key != "" && p.File != setFlag+p.Key {
		b.WriteString(p.Key + ": ")
	}
	b.WriteString(p.Message)
	switch {
	case p.Suggestion == "":
	case strings.Contains(p.Suggestion, `"`):
		b.WriteString("; did you mean " + p.Suggestion + "?")
	default:
		fmt.Fprintf(&b, "; did you mean %q?", p.Suggestion)
	}
	return b.String()
}

// OfSet reports whether the mistake lies in a value set by the user, not in a file.
func (p Problem) OfSet() bool { return strings.HasPrefix(p.File, setFlag) }

// near suggests the candidate nearest to a word.
func (p *Problem) near(word string, candidates []string) {
	if p.Message != "" {
		p.Suggestion = Closest(word, candidates)
	}
}

// MaxPrinted is the number of problems that [Problems.Error] writes out.
const MaxPrinted = 100

// Problems are all mistakes of a pack, in order of file, line and column. As an
// error it is never empty.
type Problems []Problem

// Error writes one problem a line, at most [MaxPrinted] of them.
func (ps Problems) Error() string {
	var b strings.Builder
	for i, p := range ps {
		if i == MaxPrinted {
			fmt.Fprintf(&b, "and %d more", len(ps)-MaxPrinted)
			return b.String()
		}
		b.WriteString(p.String() + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// inOrder sorts problems by place and drops repetitions: what is said twice of one
// place, perhaps by two paths that lead there.
func inOrder(ps Problems) Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Message, b.Message), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Suggestion, b.Suggestion),
		)
	})
	return slices.CompactFunc(ps, func(a, b Problem) bool {
		return a.File == b.File && a.Line == b.Line && a.Column == b.Column && a.Message == b.Message
	})
}

// local reports whether a mistake can be judged without the rest of the pack.
// Where a part could not be parsed, only such mistakes are certain.
func (p Problem) local() bool {
	switch p.Kind {
	case Syntax, Limit, UnknownKey, WrongType, OutOfRange:
		return true
	}
	return false
}
