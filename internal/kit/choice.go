package kit

import (
	"tabletop/assets"
	"tabletop/internal/kit/display"
)

// Segmented is a choice of one from a few, all in sight.
type Segmented struct {
	ID       string
	Label    string // what is chosen; read out, not shown
	Options  []string
	Selected int // -1 while nothing is chosen
	Disabled string
	OnSelect func(i int)
}

// Measure implements Element.
func (c Segmented) Measure(f *Frame, limit Size) Size {
	var w float64
	for _, option := range c.Options {
		w += f.width(option, assets.Body) + 2*buttonPad
	}
	return display.Sz(min(w, limit.W), f.control())
}

// Draw implements Element.
func (c Segmented) Draw(f *Frame, bounds Rect) {
	n := Node{
		ID: ID(c.ID), Role: RoleChoice, Label: c.Label, Disabled: c.Disabled, Bounds: bounds,
		Handlers: Handlers{Focusable: true, Key: c.key},
	}
	if c.Selected >= 0 && c.Selected < len(c.Options) {
		n.Value = c.Options[c.Selected]
	}
	f.Inside(n, func(s State) {
		f.Paint(display.Box{
			Rect: bounds, Radius: assets.Radius, Fill: f.Theme().Color(assets.Control),
			Stroke: f.Theme().Color(assets.Edge), Width: assets.Thin,
		})
		extra := (bounds.W - c.Measure(f, bounds.Size()).W) / float64(max(len(c.Options), 1))
		x := bounds.X
		for i, option := range c.Options {
			w := f.width(option, assets.Body) + 2*buttonPad + extra
			c.drawOption(f, i, display.Rc(x, bounds.Y, w, bounds.H))
			x += w
		}
		f.Ring(s, bounds, assets.Radius)
	})
}

func (c Segmented) drawOption(f *Frame, i int, bounds Rect) {
	option := Node{Role: RoleOption, Label: c.Options[i], Selected: i == c.Selected, Disabled: c.Disabled, Bounds: bounds}
	option.Press = func() { c.choose(i) }
	s := f.Add(option)
	look := f.look(s, c.Disabled == "", i == c.Selected, false)
	if i == c.Selected || s.Hovered {
		f.Paint(display.Box{Rect: bounds, Radius: assets.Radius, Fill: look.fill, Stroke: look.edge, Width: assets.Thin})
	}
	w := min(f.width(c.Options[i], assets.Body), bounds.W)
	f.line(c.Options[i], assets.Body, look.ink, display.Rc(bounds.X+(bounds.W-w)/2, bounds.Y, w, bounds.H))
}

func (c Segmented) choose(i int) {
	if c.OnSelect != nil && c.Disabled == "" && i != c.Selected {
		c.OnSelect(i)
	}
}

func (c Segmented) key(k Key) bool {
	next, ok := step(k, c.Selected, len(c.Options), KeyLeft, KeyRight)
	if ok {
		c.choose(next)
	}
	return ok
}

// step moves a selection by the keys for back and forth, Home and End. It
// stops at the ends.
func step(k Key, selected, count int, back, forth Key) (next int, ok bool) {
	if count == 0 {
		return selected, false
	}
	switch k {
	case back:
		next = selected - 1
	case forth:
		next = selected + 1
	case KeyHome:
		next = 0
	case KeyEnd:
		next = count - 1
	default:
		return selected, false
	}
	return min(max(next, 0), count-1), true
}

// Tabs shows one of several contents, with a row of names to choose from.
type Tabs struct {
	ID       string
	Label    string // what the tabs are of; read out, not shown
	Names    []string
	Selected int
	OnSelect func(i int)
	// Trailing stands at the end of the row of names.
	Trailing Element
	// Fill is the surface of the content and the selected name.
	Fill  assets.Color
	Child Element
}

// tabPad is the room beside a tab's name; it shrinks where the row is short.
const (
	tabPad      = assets.Loose
	tabPadLeast = assets.Tight
)

func (t Tabs) bar(f *Frame) float64 { return f.control() + assets.Tight }

// Measure implements Element.
func (t Tabs) Measure(f *Frame, limit Size) Size {
	bar := t.bar(f)
	if t.Child == nil {
		return display.Sz(limit.W, bar)
	}
	child := t.Child.Measure(f, display.Sz(limit.W, max(limit.H-bar, 0)))
	return display.Sz(min(max(child.W, t.names(f, tabPad)), limit.W), child.H+bar)
}

// names is how wide the row of names is.
func (t Tabs) names(f *Frame, pad float64) float64 {
	var w float64
	for _, name := range t.Names {
		w += f.width(name, assets.Strong) + 2*pad
	}
	return w
}

// Draw implements Element.
func (t Tabs) Draw(f *Frame, bounds Rect) {
	bar := t.bar(f)
	row := display.Rc(bounds.X, bounds.Y, bounds.W, bar)
	content := display.Rc(bounds.X, row.Bottom(), bounds.W, max(bounds.H-bar, 0))
	f.Paint(display.Box{Rect: content, Fill: f.Color(t.Fill, assets.Raised)})
	var trailing Size
	if t.Trailing != nil {
		trailing = t.Trailing.Measure(f, display.Sz(max(row.W-t.names(f, tabPadLeast)-assets.Near, 0), bar))
		trailing.W += assets.Near
	}
	t.drawNames(f, display.Rc(row.X, row.Y, row.W-trailing.W, bar))
	if t.Trailing != nil {
		trailing.W -= assets.Near
		t.Trailing.Draw(f, trailing.At(row.Right()-trailing.W, row.Y+(bar-trailing.H)/2))
	}
	if t.Child != nil {
		t.Child.Draw(f, content)
	}
}

func (t Tabs) drawNames(f *Frame, room Rect) {
	spare := (room.W - t.names(f, 0)) / float64(2*max(len(t.Names), 1))
	pad := min(max(spare, tabPadLeast), tabPad)
	width := t.names(f, pad)
	if width > room.W+1 {
		f.complain("tabs %q need %.0f px and have %.0f", t.Label, width, room.W)
	}
	f.Inside(Node{
		ID: ID(t.ID), Role: RoleTabs, Label: t.Label, Bounds: display.Rc(room.X, room.Y, width, room.H),
		Handlers: Handlers{Focusable: true, Key: t.key},
	}, func(s State) {
		x := room.X
		for i, name := range t.Names {
			w := f.width(name, assets.Strong) + 2*pad
			t.drawName(f, i, display.Rc(x, room.Y, w, room.H), s)
			x += w
		}
	})
}

func (t Tabs) drawName(f *Frame, i int, bounds Rect, group State) {
	selected := i == t.Selected
	s := f.Add(Node{
		Role: RoleTab, Label: t.Names[i], Selected: selected, Bounds: bounds,
		Handlers: Handlers{Press: func() { t.choose(i) }},
	})
	style, ink := assets.Body, f.Theme().Color(assets.Muted)
	if selected {
		style, ink = assets.Strong, f.Theme().Color(assets.Text)
		f.Paint(display.Box{Rect: bounds, Fill: f.Color(t.Fill, assets.Raised)})
		f.Paint(display.Box{Rect: display.Rc(bounds.X, bounds.Y, bounds.W, assets.Thick), Fill: f.Theme().Color(assets.Ring)})
		f.Ring(State{Ring: group.Ring}, bounds, 0)
	} else if s.Hovered {
		ink = f.Theme().Color(assets.Text)
	}
	w := f.width(t.Names[i], style)
	f.line(t.Names[i], style, ink, display.Rc(bounds.X+(bounds.W-w)/2, bounds.Y, w, bounds.H))
}

func (t Tabs) choose(i int) {
	if t.OnSelect != nil && i != t.Selected {
		t.OnSelect(i)
	}
}

func (t Tabs) key(k Key) bool {
	next, ok := step(k, t.Selected, len(t.Names), KeyLeft, KeyRight)
	if ok {
		t.choose(next)
	}
	return ok
}
