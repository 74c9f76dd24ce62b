package kit

import (
	"math"

	"tabletop/assets"
	"tabletop/internal/kit/display"
)

// Scroll shows a part of a child that is higher than its room.
type Scroll struct {
	ID    string
	Label string // what is scrolled; read out, not shown
	Child Element
}

// scrolled is how far something is scrolled, and how far it could be.
type scrolled struct {
	offset float64
	room   float64 // height that can be seen
	length float64 // height of the content
	chosen int     // place, from 1, of the row that was selected at the last frame
	shown  float64 // room when the selected row was last brought into sight
}

// scrollSlack is how much too long content may be for rounding alone.
const scrollSlack = 0.5

func (s *scrolled) scrolls() bool { return s.length > s.room+scrollSlack }

// by moves the content and says whether it moved.
func (s *scrolled) by(d float64) bool {
	before := s.offset
	s.offset = max(min(s.offset+d, s.length-s.room), 0)
	return s.offset != before
}

// fit takes in the sizes of a new frame.
func (s *scrolled) fit(room, length float64) {
	s.room, s.length = room, length
	s.by(0)
}

// show moves the content until top to bottom, measured in the content, can be
// seen, or as much of it as there is room for.
func (s *scrolled) show(top, bottom float64) bool {
	switch {
	case top < s.offset || bottom-top > s.room:
		return s.by(top - s.offset)
	case bottom > s.offset+s.room:
		return s.by(bottom - s.room - s.offset)
	}
	return false
}

func (s *scrolled) key(k Key) bool {
	switch k {
	case KeyPageUp:
		return s.by(-s.room * 0.9)
	case KeyPageDown:
		return s.by(s.room * 0.9)
	case KeyHome:
		return s.by(-s.length)
	case KeyEnd:
		return s.by(s.length)
	case KeyUp:
		return s.by(-s.room * 0.1)
	case KeyDown:
		return s.by(s.room * 0.1)
	}
	return false
}

// Measure implements Element.
func (s Scroll) Measure(f *Frame, limit Size) Size {
	size := s.Child.Measure(f, display.Sz(limit.W, math.Inf(1)))
	if size.H > limit.H+scrollSlack {
		size = s.Child.Measure(f, display.Sz(max(limit.W-assets.ScrollbarGap, 0), math.Inf(1)))
		size.W += assets.ScrollbarGap
	}
	return display.Sz(size.W, min(size.H, limit.H))
}

// Draw implements Element.
func (s Scroll) Draw(f *Frame, bounds Rect) {
	size := s.Child.Measure(f, display.Sz(bounds.W, math.Inf(1)))
	width := bounds.W
	if size.H > bounds.H+scrollSlack {
		width = max(bounds.W-assets.ScrollbarGap, 0)
		size = s.Child.Measure(f, display.Sz(width, math.Inf(1)))
	}
	n := Node{ID: ID(s.ID), Role: RoleScroll, Label: s.Label, Bounds: bounds}
	f.scrolling(n, size.H, func(at *scrolled, _ State) {
		s.Child.Draw(f, display.Rc(bounds.X, bounds.Y-at.offset, width, size.H))
	})
}

// scrolling adds a node whose content scrolls, with a scrollbar if there is
// need. Where nothing inside can have the focus, the node itself can.
func (f *Frame) scrolling(n Node, length float64, draw func(at *scrolled, s State)) {
	bounds, own := n.Bounds, n.Key
	var at *scrolled
	n.Scroll = func(_, dy float64) bool { return at.by(dy) }
	n.Key = func(k Key) bool { return (own != nil && own(k)) || at.key(k) }
	n.Reveal = func(area Rect) bool {
		top := area.Y - bounds.Y + at.offset
		return at.show(top, top+area.H)
	}
	index := len(f.nodes)
	f.Inside(n, func(s State) {
		at = Remember[scrolled](f, s.ID)
		at.fit(bounds.H, length)
		f.Clip(display.Clip{Rect: bounds, ScrollsY: at.scrolls()}, func() { draw(at, s) })
		f.scrollbar(at, bounds)
		if at.scrolls() && !f.anyFocusable(index) {
			f.nodes[index].Focusable = true
			s.Focused = f.ui.focusIn(f.layer) == s.ID
			s.Ring = s.Focused && f.ui.byKeyboard
			f.nodes[index].Focused = s.Focused
			f.Ring(s, bounds, 0)
		}
	})
}

// anyFocusable says whether the node at index or one added since can have the
// focus.
func (f *Frame) anyFocusable(index int) bool {
	for i := index; i < len(f.nodes); i++ {
		if f.nodes[i].Focusable {
			return true
		}
	}
	return false
}

func (f *Frame) scrollbar(at *scrolled, bounds Rect) {
	if !at.scrolls() {
		return
	}
	const width, gap, least = 4, 3, 24
	length := max(bounds.H*at.room/at.length, least)
	y := bounds.Y + (bounds.H-length)*at.offset/(at.length-at.room)
	f.Paint(display.Box{
		Rect:   display.Rc(bounds.Right()-width-gap, y, width, length),
		Radius: width / 2, Fill: f.Theme().Color(assets.Edge),
	})
}
