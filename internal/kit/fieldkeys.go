package kit

import (
	"strings"

	"tabletop/internal/kit/display"
	"tabletop/internal/kit/edit"
)

// moves maps keys to the ways of the caret. Shift with any of them selects.
var moves = map[Key]edit.Move{
	KeyLeft: edit.Back, KeyRight: edit.Forth,
	"Ctrl+Left": edit.WordBack, "Ctrl+Right": edit.WordForth,
	"Ctrl+Home": edit.ToStart, "Ctrl+End": edit.ToEnd,
}

// removals maps keys to what they remove.
var removals = map[Key]edit.Move{
	KeyBackspace: edit.Back, KeyDelete: edit.Forth,
	"Ctrl+Backspace": edit.WordBack, "Ctrl+Delete": edit.WordForth,
}

// key edits and says whether it used the key.
func (e *editor) key(k Key) bool {
	if e.submit(k) || e.clip(k) || e.travel(k) {
		return true
	}
	if m, ok := removals[k]; ok && !e.field.ReadOnly {
		e.text.Delete(m)
		e.changed()
		return true
	}
	plain, extend := unshift(k)
	if m, ok := moves[plain]; ok {
		e.text.Go(m, extend)
		e.moved()
		return true
	}
	return e.lineKey(plain, extend)
}

// unshift splits Shift off a chord.
func unshift(k Key) (plain Key, shift bool) {
	s := string(k)
	return Key(strings.Replace(s, "Shift+", "", 1)), strings.Contains(s, "Shift+")
}

func (e *editor) submit(k Key) bool {
	switch {
	case k == KeyEnter && e.text.SingleLine, k == "Ctrl+Enter":
		if e.field.OnSubmit == nil {
			return false
		}
		e.field.OnSubmit()
	case (k == KeyEnter || k == "Shift+Enter") && !e.field.ReadOnly:
		e.typed("\n")
	default:
		return false
	}
	return true
}

// clip selects all, copies, cuts and pastes.
func (e *editor) clip(k Key) bool {
	board := e.frame.ui.Clipboard
	switch k {
	case "Ctrl+A":
		e.text.SelectAll()
	case "Ctrl+C":
		if s := e.text.Selected(); s != "" {
			board.Write(s)
		}
	case "Ctrl+X":
		if s := e.text.Selected(); s != "" && !e.field.ReadOnly {
			board.Write(s)
			e.text.Delete(edit.Back)
			e.changed()
		}
	case "Ctrl+V":
		if !e.field.ReadOnly {
			e.typed(board.Read())
		}
	default:
		return false
	}
	return true
}

// travel undoes and redoes.
func (e *editor) travel(k Key) bool {
	if e.field.ReadOnly {
		return false
	}
	switch k {
	case "Ctrl+Z":
		e.text.Undo()
	case "Ctrl+Y", "Ctrl+Shift+Z":
		e.text.Redo()
	default:
		return false
	}
	e.changed()
	return true
}

// lineKey moves the caret within and between the lines on the screen.
func (e *editor) lineKey(k Key, extend bool) bool {
	row := e.row()
	switch k {
	case KeyHome:
		e.text.Place(e.lines[row].Start, extend)
	case KeyEnd:
		e.text.Place(e.lines[row].End, extend)
	case KeyUp, KeyDown:
		if e.text.SingleLine {
			return false
		}
		e.vertical(row, k, extend)
		return true
	default:
		return false
	}
	e.moved()
	return true
}

func (e *editor) vertical(row int, k Key, extend bool) {
	if !e.aiming {
		e.aim = e.caret().X + e.scroll.X
	}
	next := row + 1
	if k == KeyUp {
		next = row - 1
	}
	switch {
	case next < 0:
		e.text.Place(0, extend)
	case next >= len(e.lines):
		e.text.Place(len(e.text.String()), extend)
	default:
		y := e.top() + (float64(next)+0.5)*e.leading()
		e.text.Place(e.offset(display.Pt(e.aim-e.scroll.X, y)), extend)
	}
	e.moved()
	e.aiming = true
}

func (e *editor) typed(s string) {
	e.text.Insert(s)
	e.changed()
}

func (e *editor) moved() {
	e.follows, e.aiming = true, false
}

func (e *editor) changed() {
	e.moved()
	e.wrap()
	if e.field.OnChange != nil && e.text.String() != e.field.Value {
		e.field.Value = e.text.String()
		e.field.OnChange(e.field.Value)
	}
}

// pointer puts the caret and selects by dragging, words by a double click and
// everything by a triple click.
func (e *editor) pointer(p Pointer) {
	if p.Release {
		return
	}
	at := e.offset(display.Pt(e.bounds.X+p.At.X, e.bounds.Y+p.At.Y))
	switch {
	case p.Clicks == 2:
		e.text.SelectWord(at)
	case p.Clicks >= 3:
		e.text.SelectAll()
	default:
		e.text.Place(at, p.Extend || p.Clicks == 0)
	}
	e.moved()
}
