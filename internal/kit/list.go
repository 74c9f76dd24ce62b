package kit

import (
	"math"

	"tabletop/assets"
	"tabletop/internal/kit/display"
)

// List is a column of rows of equal height, one of which may be selected. Only
// the rows in sight are made, so it may be long.
type List struct {
	ID    string
	Label string // what is listed; read out, not shown
	Count int
	// Row makes one row. All rows are as high as the first.
	Row func(i int) Element
	// Name says what a row is called.
	Name     func(i int) string
	Selected int // -1 for none
	OnSelect func(i int)
	// OnOpen, if any, is what Enter or a double click on a row does.
	OnOpen func(i int)
	// Empty is what to say when there are no rows.
	Empty string
}

// Measure implements Element.
func (l List) Measure(f *Frame, limit Size) Size {
	return display.Sz(limit.W, min(l.rowHeight(f, limit.W)*float64(max(l.Count, 1)), limit.H))
}

func (l List) rowHeight(f *Frame, width float64) float64 {
	if l.Count == 0 {
		return f.Leading(assets.Body) + 2*assets.Near
	}
	return math.Ceil(l.Row(0).Measure(f, display.Sz(width, math.Inf(1))).H)
}

// Draw implements Element.
func (l List) Draw(f *Frame, bounds Rect) {
	height := l.rowHeight(f, bounds.W)
	n := Node{ID: ID(l.ID), Role: RoleList, Label: l.Label, Bounds: bounds}
	n.Focusable = l.Count > 0
	if l.Selected >= 0 && l.Selected < l.Count {
		n.Value = l.Name(l.Selected)
	}
	var at *scrolled
	n.Key = func(k Key) bool { return l.key(k, at, height) }
	f.scrolling(n, height*float64(l.Count), func(kept *scrolled, s State) {
		at = kept
		if l.Count == 0 {
			room := Sides(assets.Apart, assets.Near).within(bounds)
			Text{Value: l.Empty, Ink: assets.Muted}.Draw(f, room)
			return
		}
		l.follow(at, height)
		first := int(at.offset / height)
		last := min(int(math.Ceil((at.offset+bounds.H)/height)), l.Count)
		for i := first; i < last; i++ {
			l.drawRow(f, i, display.Rc(bounds.X, bounds.Y+float64(i)*height-at.offset, bounds.W, height))
		}
		f.Ring(s, bounds, 0)
	})
}

// follow brings the selected row into sight when another one is selected, or when
// the room for the list has changed. Otherwise a person may scroll away from it.
func (l List) follow(at *scrolled, height float64) {
	if at.chosen == l.Selected+1 && at.shown == at.room {
		return
	}
	at.chosen, at.shown = l.Selected+1, at.room
	if l.Selected >= 0 && l.Selected < l.Count {
		at.show(float64(l.Selected)*height, float64(l.Selected+1)*height)
	}
}

func (l List) drawRow(f *Frame, i int, bounds Rect) {
	selected := i == l.Selected
	n := Node{Role: RoleRow, Label: l.Name(i), Selected: selected, Bounds: bounds}
	n.Pointer = func(p Pointer) {
		if p.Clicks > 0 {
			l.choose(i)
		}
		if p.Clicks == 2 && l.OnOpen != nil {
			l.OnOpen(i)
		}
	}
	f.Inside(n, func(s State) {
		foot := display.Rc(bounds.X, bounds.Bottom()-assets.Thin, bounds.W, assets.Thin)
		f.Paint(display.Box{Rect: foot, Fill: f.Theme().Color(assets.Hairline)})
		switch {
		case selected:
			f.Paint(display.Box{Rect: bounds, Fill: f.Theme().Color(assets.Chosen)})
			f.Paint(display.Box{Rect: display.Rc(bounds.X, bounds.Y, 3, bounds.H), Fill: f.Theme().Color(assets.Ring)})
		case s.Hovered:
			f.Paint(display.Box{Rect: bounds, Fill: f.Theme().Color(assets.Hover)})
		}
		l.Row(i).Draw(f, bounds)
	})
}

func (l List) choose(i int) {
	if l.OnSelect != nil && i != l.Selected {
		l.OnSelect(i)
	}
}

// key moves the selection and keeps it in sight.
func (l List) key(k Key, at *scrolled, height float64) bool {
	if k == KeyEnter && l.OnOpen != nil && l.Selected >= 0 {
		l.OnOpen(l.Selected)
		return true
	}
	next, ok := step(k, l.Selected, l.Count, KeyUp, KeyDown)
	page := max(int(at.room/height)-1, 1)
	switch k {
	case KeyPageUp:
		next, ok = max(l.Selected-page, 0), true
	case KeyPageDown:
		next, ok = min(l.Selected+page, l.Count-1), true
	}
	if !ok || l.OnSelect == nil || l.Count == 0 {
		return false
	}
	l.choose(next)
	at.show(float64(next)*height, float64(next+1)*height)
	return true
}
