// Package edit holds a text being edited: caret, selection, undo. It knows
// nothing of fonts or screens.
package edit

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Text is a text with a caret and a selection. The zero value is empty.
//
// Offsets are in bytes and always stand between grapheme clusters, so that the
// caret never splits what a reader sees as one character.
type Text struct {
	value  string
	caret  int
	anchor int // the other end of the selection; the caret if there is none
	// SingleLine turns line ends into spaces as they come in.
	SingleLine bool

	past, future []state
	typing       bool // the last change typed text, and undoes with the next
}

type state struct {
	value         string
	caret, anchor int
}

// maxHistory bounds how many changes can be undone.
const maxHistory = 200

// String returns the text.
func (t *Text) String() string { return t.value }

// Caret returns the offset of the caret.
func (t *Text) Caret() int { return t.caret }

// Selection returns the ends of the selection, in order.
func (t *Text) Selection() (from, to int) { return min(t.caret, t.anchor), max(t.caret, t.anchor) }

// Selected returns the text that is selected.
func (t *Text) Selected() string {
	from, to := t.Selection()
	return t.value[from:to]
}

// Holds says whether the text is what Reset would make of a value.
func (t *Text) Holds(value string) bool { return t.value == value || t.value == t.clean(value) }

// Reset replaces everything from outside, and forgets what could be undone.
func (t *Text) Reset(value string) {
	*t = Text{value: t.clean(value), SingleLine: t.SingleLine}
	t.caret, t.anchor = len(t.value), len(t.value)
}

// Insert replaces the selection by what was typed or pasted. Control
// characters other than line ends and tabs are dropped.
func (t *Text) Insert(s string) {
	s = t.clean(s)
	if s == "" {
		return
	}
	from, to := t.Selection()
	// Words undo as a whole: a change joins the one before unless it starts a
	// new word or replaces something.
	joins := t.typing && from == to && !strings.ContainsFunc(s, unicode.IsSpace)
	t.replace(from, to, s, joins)
	t.typing = true
}

func (t *Text) clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r', r == '\n':
			if t.SingleLine {
				return ' '
			}
			return '\n'
		case r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

func (t *Text) replace(from, to int, s string, joins bool) {
	if !joins {
		t.past = append(t.past, t.state())
		if len(t.past) > maxHistory {
			t.past = t.past[1:]
		}
	}
	t.future = nil
	t.value = t.value[:from] + s + t.value[to:]
	// What was put in may join with what follows into one cluster.
	t.caret = t.boundary(from + len(s))
	t.anchor = t.caret
	t.typing = false
}

func (t *Text) state() state { return state{t.value, t.caret, t.anchor} }

// Delete removes the selection, or else what a move would pass over.
func (t *Text) Delete(m Move) {
	from, to := t.Selection()
	if from == to {
		target := t.target(m)
		from, to = min(t.caret, target), max(t.caret, target)
	}
	if from != to {
		t.replace(from, to, "", false)
	}
}

// Undo takes back the last change and says whether there was one.
func (t *Text) Undo() bool { return t.travel(&t.past, &t.future) }

// Redo takes back the last Undo and says whether there was one.
func (t *Text) Redo() bool { return t.travel(&t.future, &t.past) }

func (t *Text) travel(from, to *[]state) bool {
	if len(*from) == 0 {
		return false
	}
	last := (*from)[len(*from)-1]
	*from, *to = (*from)[:len(*from)-1], append(*to, t.state())
	t.value, t.caret, t.anchor = last.value, last.caret, last.anchor
	t.typing = false
	return true
}

// Move is a way for the caret to go.
type Move uint8

// The moves. Up and down need to know how lines wrap, so a field does those
// with Place.
const (
	Back Move = iota
	Forth
	WordBack
	WordForth
	ToStart
	ToEnd
)

// Go moves the caret. With extend, the selection grows or shrinks with it;
// without, the selection ends, and Back and Forth go to its ends.
func (t *Text) Go(m Move, extend bool) {
	from, to := t.Selection()
	switch {
	case from != to && !extend && m == Back:
		t.Place(from, false)
	case from != to && !extend && m == Forth:
		t.Place(to, false)
	default:
		t.Place(t.target(m), extend)
	}
}

// Place puts the caret before the character at or around an offset.
func (t *Text) Place(at int, extend bool) {
	t.caret = t.boundary(at)
	if !extend {
		t.anchor = t.caret
	}
	t.typing = false
}

// SelectAll selects everything.
func (t *Text) SelectAll() {
	t.anchor, t.caret, t.typing = 0, len(t.value), false
}

// SelectWord selects the word at an offset.
func (t *Text) SelectWord(at int) {
	words := t.words()
	for i := 1; i < len(words); i++ {
		if at < words[i] || i == len(words)-1 {
			t.anchor, t.caret, t.typing = words[i-1], words[i], false
			return
		}
	}
}

func (t *Text) target(m Move) int {
	switch m {
	case Back:
		return before(t.clusters(), t.caret)
	case Forth:
		return after(t.clusters(), t.caret, len(t.value))
	case WordBack:
		return before(t.wordStarts(), t.caret)
	case WordForth:
		return after(t.wordStarts(), t.caret, len(t.value))
	case ToStart:
		return 0
	default:
		return len(t.value)
	}
}

// boundary returns the last place a caret may stand that is not beyond at.
func (t *Text) boundary(at int) int {
	at = min(max(at, 0), len(t.value))
	best := 0
	for _, place := range t.clusters() {
		if place <= at {
			best = place
		}
	}
	return best
}

func before(places []int, at int) int {
	best := 0
	for _, place := range places {
		if place < at {
			best = place
		}
	}
	return best
}

func after(places []int, at, end int) int {
	for _, place := range places {
		if place > at {
			return place
		}
	}
	return end
}

// clusters lists every place a caret may stand.
func (t *Text) clusters() []int {
	places := []int{0}
	for rest, state := t.value, -1; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		places = append(places, places[len(places)-1]+len(cluster))
	}
	return places
}

// words lists where words and the gaps between them begin, and the end.
func (t *Text) words() []int {
	places := []int{0}
	for rest, state := t.value, -1; rest != ""; {
		var word string
		word, rest, state = uniseg.FirstWordInString(rest, state)
		places = append(places, places[len(places)-1]+len(word))
	}
	return places
}

// wordStarts lists where words begin, without gaps and marks.
func (t *Text) wordStarts() []int {
	words := t.words()
	var starts []int
	for i := 0; i+1 < len(words); i++ {
		if strings.ContainsFunc(t.value[words[i]:words[i+1]], func(r rune) bool {
			return unicode.IsLetter(r) || unicode.IsDigit(r)
		}) {
			starts = append(starts, words[i])
		}
	}
	return starts
}
