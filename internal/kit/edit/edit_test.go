package edit_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/internal/kit/edit"
)

// show writes the text with | at the caret and [ ] around the selection.
func show(t *edit.Text) string {
	s := t.String()
	from, to := t.Selection()
	if from == to {
		return s[:from] + "|" + s[from:]
	}
	return s[:from] + "[" + s[from:to] + "]" + s[to:]
}

func TestEditing(t *testing.T) {
	for _, c := range []struct {
		name, start string
		do          func(e *edit.Text)
		want        string
	}{
		{"type at the end", "ab", func(e *edit.Text) { e.Insert("c") }, "abc|"},
		{"type over a selection", "ab", func(e *edit.Text) { e.SelectAll(); e.Insert("x") }, "x|"},
		{"backspace", "ab", func(e *edit.Text) { e.Delete(edit.Back) }, "a|"},
		{"backspace at the start", "ab", func(e *edit.Text) { e.Go(edit.ToStart, false); e.Delete(edit.Back) }, "|ab"},
		{"delete", "ab", func(e *edit.Text) { e.Go(edit.ToStart, false); e.Delete(edit.Forth) }, "|b"},
		{"delete a selection", "abc", func(e *edit.Text) { e.Go(edit.Back, true); e.Delete(edit.Forth) }, "ab|"},
		{"back over an accent", "ne\u0301", func(e *edit.Text) { e.Go(edit.Back, false) }, "n|e\u0301"},
		{"back over a flag", "a🇺🇸", func(e *edit.Text) { e.Delete(edit.Back) }, "a|"},
		{"word back", "to be, or", func(e *edit.Text) { e.Go(edit.WordBack, false); e.Go(edit.WordBack, false) }, "to |be, or"},
		{"word forth", "to be, or", func(e *edit.Text) { e.Go(edit.ToStart, false); e.Go(edit.WordForth, false) }, "to |be, or"},
		{"delete a word back", "to be", func(e *edit.Text) { e.Delete(edit.WordBack) }, "to |"},
		{"select to the start", "abc", func(e *edit.Text) { e.Go(edit.ToStart, true) }, "[abc]"},
		{"left ends a selection at its left", "abc", func(e *edit.Text) { e.Go(edit.ToStart, true); e.Go(edit.Back, false) }, "|abc"},
		{"right ends it at its right", "abc", func(e *edit.Text) { e.SelectAll(); e.Go(edit.Forth, false) }, "abc|"},
		{"select a word", "to be, or", func(e *edit.Text) { e.SelectWord(4) }, "to [be], or"},
		{"select the last word", "to be", func(e *edit.Text) { e.SelectWord(5) }, "to [be]"},
		{"select in an empty text", "", func(e *edit.Text) { e.SelectWord(0) }, "|"},
		{"place within a character", "né", func(e *edit.Text) { e.Place(2, false) }, "n|é"},
		{"place beyond the end", "ab", func(e *edit.Text) { e.Place(99, false) }, "ab|"},
		{"line ends", "", func(e *edit.Text) { e.Insert("a\r\nb\rc\x07") }, "a\nb\nc|"},
		{"line ends on one line", "", func(e *edit.Text) { e.SingleLine = true; e.Insert("a\nb") }, "a b|"},
		{"broken bytes", "", func(e *edit.Text) { e.Insert("a\xff") }, "a\uFFFD|"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var e edit.Text
			e.Reset(c.start)
			c.do(&e)
			assert.Equal(t, c.want, show(&e))
		})
	}
}

func TestUndoGoesByWords(t *testing.T) {
	var e edit.Text
	for _, r := range "one two" {
		e.Insert(string(r))
	}
	e.Delete(edit.Back)
	var steps []string
	for e.Undo() {
		steps = append(steps, show(&e))
	}
	assert.Equal(t, []string{"one two|", "one|", "|"}, steps)
	var again []string
	for e.Redo() {
		again = append(again, show(&e))
	}
	assert.Equal(t, []string{"one|", "one two|", "one tw|"}, again)
	e.Undo()
	e.Insert("!")
	assert.False(t, e.Redo(), "a change ends what could be redone")
}

// Whatever is done to a text, the caret stands between characters, and undoing
// everything and redoing it comes back to the same.
func TestAnyEditing(t *testing.T) {
	moves := []edit.Move{edit.Back, edit.Forth, edit.WordBack, edit.WordForth, edit.ToStart, edit.ToEnd}
	rapid.Check(t, func(t *rapid.T) {
		var e edit.Text
		e.Reset(rapid.StringMatching(`[a-c é🇺🇸\n]{0,8}`).Draw(t, "start"))
		start := e.String()
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			move := rapid.SampledFrom(moves).Draw(t, "move")
			switch rapid.IntRange(0, 4).Draw(t, "kind") {
			case 0:
				e.Insert(rapid.StringMatching(`[a-c \x{301}🇺🇸]{0,3}`).Draw(t, "insert"))
			case 1:
				e.Delete(move)
			case 2:
				e.Go(move, rapid.Bool().Draw(t, "extend"))
			case 3:
				e.Place(rapid.IntRange(-2, 20).Draw(t, "at"), rapid.Bool().Draw(t, "extend"))
			case 4:
				e.Undo()
			}
			from, to := e.Selection()
			require.True(t, 0 <= from && from <= to && to <= len(e.String()))
			require.True(t, utf8.ValidString(e.String()[:from]) && utf8.ValidString(e.String()[from:]))
			require.Equal(t, e.String()[from:to], e.Selected())
		}
		for e.Redo() {
		}
		end := e.String()
		for e.Undo() {
		}
		require.Equal(t, start, e.String())
		for e.Redo() {
		}
		require.Equal(t, end, e.String())
	})
}
