package kit

import (
	"math"

	"tabletop/assets"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/edit"
	"tabletop/internal/kit/text"
)

// Field is text that can be edited, with selection, undo and the clipboard.
type Field struct {
	ID    string
	Label string // what to write; read out, and shown while the field is empty
	Value string
	// Lines is how many lines are in sight: 1 makes Enter submit instead of
	// starting a line, and 0 means 1.
	Lines    int
	Disabled string
	// ReadOnly text can be selected and copied, not changed, and has no frame.
	ReadOnly bool
	OnChange func(value string)
	// OnSubmit is what Enter does in a field of one line, and Ctrl+Enter in any.
	OnSubmit func()
}

// writing is what the UI keeps for a field.
type writing struct {
	text    edit.Text
	scroll  Point
	aim     float64 // the x that Up and Down keep to
	aiming  bool
	follows bool // scroll until the caret is in sight
}

const fieldPad = assets.Near

func (l Field) lines() int { return max(l.Lines, 1) }

func (l Field) pad() Insets {
	if l.ReadOnly {
		return Insets{}
	}
	if l.lines() == 1 {
		return Sides(fieldPad, 0)
	}
	return Sides(fieldPad, assets.Tight+1)
}

// Measure implements Element.
func (l Field) Measure(f *Frame, limit Size) Size {
	switch {
	case l.ReadOnly:
		lines := f.ui.wraps.Wrap([]text.Span{f.span(l.Value, assets.Body)}, limit.W)
		return display.Sz(limit.W, float64(len(lines))*f.Leading(assets.Body))
	case l.lines() == 1:
		return display.Sz(limit.W, f.control())
	default:
		return display.Sz(limit.W, l.pad().add(display.Sz(0, float64(l.Lines)*f.Leading(assets.Body))).H)
	}
}

// Draw implements Element.
func (l Field) Draw(f *Frame, bounds Rect) {
	e := &editor{field: l, frame: f, bounds: bounds, inner: l.pad().within(bounds)}
	n := Node{
		ID: ID(l.ID), Role: RoleField, Label: l.Label, Value: l.Value, Disabled: l.Disabled, Bounds: bounds,
		Handlers: Handlers{Focusable: true, Key: e.key, Pointer: e.pointer, Scroll: e.scrollBy},
	}
	if !l.ReadOnly {
		n.Type = e.typed
	}
	s := f.Add(n)
	e.writing = Remember[writing](f, s.ID)
	e.text.SingleLine = l.lines() == 1 && !l.ReadOnly
	if !e.text.Holds(l.Value) {
		e.text.Reset(l.Value)
	}
	e.wrap()
	if !l.ReadOnly {
		look := f.look(s, l.Disabled == "", false, false)
		f.Paint(display.Box{
			Rect: bounds, Radius: assets.Radius, Width: assets.Thin,
			Fill: f.Theme().Color(assets.Well), Stroke: look.edge,
		})
	}
	f.Ring(s, bounds, assets.Radius)
	e.draw(s)
}

// editor is a field on one frame. Its handlers work with the lines that are on
// the screen.
type editor struct {
	*writing
	field  Field
	frame  *Frame
	bounds Rect
	inner  Rect
	lines  []text.Line
}

func (e *editor) wrap() {
	width := e.inner.W
	if e.text.SingleLine {
		width = math.Inf(1)
	}
	e.lines = e.frame.ui.wraps.Wrap([]text.Span{e.frame.span(e.text.String(), assets.Body)}, width)
}

func (e *editor) leading() float64 { return e.frame.Leading(assets.Body) }

// top is where the first line begins.
func (e *editor) top() float64 {
	if e.text.SingleLine {
		return e.inner.Y + (e.inner.H-e.leading())/2
	}
	return e.inner.Y - e.scroll.Y
}

func (e *editor) draw(s State) {
	f := e.frame
	if e.follows {
		e.follow()
	}
	clip := display.Clip{Rect: e.inner.Inset(-1), ScrollsX: e.text.SingleLine, ScrollsY: !e.text.SingleLine}
	f.Clip(clip, func() {
		if e.text.String() == "" {
			hint := e.inner
			hint.H = max(e.leading(), 0)
			hint.Y = e.top()
			f.line(e.field.Label, assets.Body, f.Theme().Color(assets.Gray), hint)
		}
		ink := f.Theme().Color(assets.Text)
		if e.field.Disabled != "" {
			ink = f.Theme().Color(assets.Gray)
		}
		for i, line := range e.lines {
			row := display.Rc(e.inner.X-e.scroll.X, e.top()+float64(i)*e.leading(), line.Width, e.leading())
			if s.Focused {
				e.drawSelection(line, row)
			}
			for _, piece := range line.Pieces {
				at := display.Pt(row.X+piece.X, row.Y+piece.Run.Face.Baseline(row.H))
				f.Paint(display.Text{At: at, Run: piece.Run, Color: ink})
			}
		}
		if s.Focused && !e.field.ReadOnly {
			f.Paint(display.Box{Rect: e.caret(), Fill: f.Theme().Color(assets.Text)})
		}
	})
}

func (e *editor) drawSelection(line text.Line, row Rect) {
	from, to := e.text.Selection()
	from, to = max(from, line.Start), min(to, line.End)
	if from >= to {
		return
	}
	left, right := caretX(line, from), caretX(line, to)
	mark := display.Rc(row.X+left, row.Y, right-left, row.H)
	e.frame.Paint(display.Box{Rect: mark, Fill: e.frame.Theme().Color(assets.Chosen)})
}

func caretX(line text.Line, at int) float64 {
	if len(line.Pieces) == 0 {
		return 0
	}
	return line.Pieces[0].Run.Caret(at - line.Start)
}

// row is the line the caret stands on.
func (e *editor) row() int {
	row := 0
	for i, line := range e.lines {
		if line.Start <= e.text.Caret() {
			row = i
		}
	}
	return row
}

func (e *editor) caret() Rect {
	row := e.row()
	line := e.lines[row]
	x := e.inner.X - e.scroll.X + caretX(line, min(e.text.Caret(), line.End))
	if gap := e.text.Caret() - line.End; gap > 0 { // spaces at the end of a line
		x += e.frame.width(" ", assets.Body) * float64(gap)
	}
	return display.Rc(x, e.top()+float64(row)*e.leading()+1, 1.5, e.leading()-2)
}

// follow scrolls until the caret is in sight.
func (e *editor) follow() {
	e.follows = false
	if e.text.SingleLine {
		x := e.caret().X + e.scroll.X - e.inner.X
		e.scroll.X = min(max(e.scroll.X, x-e.inner.W+2), x)
		return
	}
	y := float64(e.row()) * e.leading()
	e.scroll.Y = min(max(e.scroll.Y, y+e.leading()-e.inner.H), y)
}

func (e *editor) scrollBy(_, dy float64) bool {
	before := e.scroll.Y
	length := float64(len(e.lines)) * e.leading()
	e.scroll.Y = max(min(e.scroll.Y+dy, length-e.inner.H), 0)
	return !e.text.SingleLine && e.scroll.Y != before
}

// offset finds the place in the text at a point of the window.
func (e *editor) offset(at Point) int {
	row := int(math.Floor((at.Y - e.top()) / e.leading()))
	line := e.lines[min(max(row, 0), len(e.lines)-1)]
	if len(line.Pieces) == 0 {
		return line.Start
	}
	return line.Start + line.Pieces[0].Run.Offset(at.X-e.inner.X+e.scroll.X)
}
