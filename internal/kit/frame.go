package kit

import (
	"fmt"
	"strings"
	"time"

	"tabletop/assets"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/text"
)

// Frame is one drawing of a screen in the making. Elements measure with it and
// draw into it.
type Frame struct {
	ui    *UI
	list  display.List
	nodes []Node
	ids   map[ID]int
	scope []string
	clips []Rect
	// parent is the node that nodes are now added inside of, or -1.
	parent int
	layer  int
	// above is drawn after everything else: tooltips.
	above []func()
	// complaints are what did not fit.
	complaints []string
	// animate asks for a frame at the next tick, wake for one at a time.
	animate bool
	wake    time.Duration
}

// Size is the size of the window.
func (f *Frame) Size() Size { return f.ui.size }

// Theme is the theme in use.
func (f *Frame) Theme() *assets.Theme { return f.ui.theme }

// Color returns the theme's value for c, or for otherwise where c is Unset.
func (f *Frame) Color(c, otherwise assets.Color) display.Color {
	if c == assets.Unset {
		c = otherwise
	}
	return f.ui.theme.Color(c)
}

// TextScale is how much larger than normal text is set.
func (f *Frame) TextScale() float64 { return f.ui.text }

// Em returns a length that grows with the text: n times the size of Body.
func (f *Frame) Em(n float64) float64 { return n * assets.Body.Type().Size * f.ui.text }

// Face returns the face of a style at the text scale in use.
func (f *Frame) Face(s assets.Style) text.Face {
	t := s.Type()
	return text.Face{Weight: t.Weight, Size: t.Size * f.ui.text, Tracking: t.Tracking}
}

// Leading returns the height of a line of a style.
func (f *Frame) Leading(s assets.Style) float64 {
	t := s.Type()
	return t.Size * t.Leading * f.ui.text
}

// Now is the time since the program started.
func (f *Frame) Now() time.Duration { return f.ui.now }

// Animate asks for another frame at the next tick.
func (f *Frame) Animate() { f.animate = true }

// Wake asks for a frame at a time, if none comes before.
func (f *Frame) Wake(at time.Duration) {
	if f.wake == 0 || at < f.wake {
		f.wake = at
	}
}

// Paint adds shapes in front of all others. Shapes that the clips hide whole
// are left out.
func (f *Frame) Paint(ops ...display.Op) {
	for _, op := range ops {
		if !hidden(op.Extent(), f.clip()) {
			f.list.Add(op)
		}
	}
}

// hidden says whether nothing of r lies inside clip. A level line has no
// height and is still to be seen.
func hidden(r, clip Rect) bool {
	return r.X > clip.Right() || r.Right() < clip.X || r.Y > clip.Bottom() || r.Bottom() < clip.Y || clip.Empty()
}

func (f *Frame) clip() Rect { return f.clips[len(f.clips)-1] }

// Clip hides what draw paints outside of the clip's rectangle.
func (f *Frame) Clip(c display.Clip, draw func()) {
	f.list.Add(c)
	f.clips = append(f.clips, f.clip().Intersect(c.Rect))
	draw()
	f.clips = f.clips[:len(f.clips)-1]
	f.list.Add(display.Unclip{})
}

// complain notes that something does not fit, for tests of screens.
func (f *Frame) complain(format string, args ...any) {
	where := "screen"
	if f.parent >= 0 {
		where = fmt.Sprintf("%s %q", f.nodes[f.parent].Role, f.nodes[f.parent].Label)
	}
	f.complaints = append(f.complaints, where+": "+fmt.Sprintf(format, args...))
}

// Above draws after everything else, in front of it and under no clip.
func (f *Frame) Above(draw func()) { f.above = append(f.above, draw) }

// State is how an element stands with the pointer and the keyboard.
type State struct {
	ID      ID
	Focused bool
	Hovered bool
	Pressed bool
	// Ring says that the element should show a focus ring.
	Ring bool
}

// Add puts a node on the frame and returns its state. The node's ID is its
// name within the scopes around it; where it has none, its role and label
// serve. Bounds are in window coordinates.
func (f *Frame) Add(n Node) State {
	n.ID = f.unique(n)
	n.Visible = n.Bounds.Intersect(f.clip())
	n.parent, n.layer = f.parent, f.layer
	u := f.ui
	n.Focused = n.Focusable && u.focusIn(f.layer) == n.ID
	s := State{ID: n.ID, Focused: n.Focused, Hovered: u.hover == n.ID, Pressed: u.pressed == n.ID && u.hover == n.ID}
	s.Ring = s.Focused && f.layer == u.layer && (u.byKeyboard || n.Type != nil)
	f.nodes = append(f.nodes, n)
	return s
}

// Inside adds a node and puts the nodes that draw adds inside of it.
func (f *Frame) Inside(n Node, draw func(s State)) State {
	s := f.Add(n)
	outer, scope := f.parent, f.scope
	f.parent = len(f.nodes) - 1
	f.scope = append(f.scope[:len(f.scope):len(f.scope)], string(s.ID[strings.LastIndex(string(s.ID), "/")+1:]))
	draw(s)
	f.parent, f.scope = outer, scope
	return s
}

// unique returns the node's ID: the scopes around it, its name, and a number if
// the name was taken.
func (f *Frame) unique(n Node) ID {
	name := string(n.ID)
	if name == "" {
		name = string(n.Role) + ":" + n.Label
	}
	name = strings.ReplaceAll(name, "/", "∕")
	id := ID(strings.Join(append(f.scope[:len(f.scope):len(f.scope)], name), "/"))
	f.ids[id]++
	if count := f.ids[id]; count > 1 {
		id = ID(fmt.Sprintf("%s#%d", id, count))
	}
	return id
}

// Remember returns what the UI keeps for an element under its ID: the zero
// value of T at first. T belongs to the element's type alone.
func Remember[T any](f *Frame, id ID) *T {
	if kept, ok := f.ui.memory[id].(*T); ok {
		return kept
	}
	kept := new(T)
	f.ui.memory[id] = kept
	return kept
}
