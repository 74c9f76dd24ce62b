package kit

import (
	"tabletop/assets"
	"tabletop/internal/kit/display"
)

// Button does something when it is pressed.
type Button struct {
	ID    string // needed where the label changes or is not the only one
	Label string
	Icon  assets.Icon // before the label
	Key   Key         // presses the button from anywhere, shown behind the label
	Hint  string
	// Disabled is the reason why the button cannot be pressed now. It shows as
	// the hint.
	Disabled string
	// Primary marks the one button that carries the screen's purpose.
	Primary bool
	// Selected marks a button that is in force, such as the speed chosen.
	Selected bool
	// Bare draws only the icon; Label is what it is called.
	Bare    bool
	OnPress func()
}

const (
	buttonPad = assets.Near + 2
	iconGap   = assets.Tight + 2
)

// Measure implements Element.
func (b Button) Measure(f *Frame, _ Size) Size {
	size := display.Sz(2*buttonPad, f.control())
	if b.Icon != "" {
		size.W += f.Face(assets.Body).Size
	}
	if b.Bare {
		size.W = max(size.W, size.H)
		return size
	}
	if b.Icon != "" {
		size.W += iconGap
	}
	size.W += f.width(b.Label, assets.Body)
	if b.Key != "" {
		size.W += assets.Near + f.width(string(b.Key), assets.Small)
	}
	return size
}

// control is the height of buttons and one-line fields.
func (f *Frame) control() float64 { return f.Leading(assets.Body) + assets.Near + 2 }

// Draw implements Element.
func (b Button) Draw(f *Frame, bounds Rect) {
	s := f.Add(Node{
		ID: ID(b.ID), Role: RoleButton, Label: b.Label, Hint: b.hint(), Disabled: b.Disabled, Selected: b.Selected,
		Bounds: bounds, Keys: keys(b.Key), Handlers: Handlers{Focusable: true, Press: b.OnPress},
	})
	look := f.look(s, b.Disabled == "", b.Selected, b.Primary)
	f.Paint(display.Box{Rect: bounds, Radius: assets.Radius, Fill: look.fill, Stroke: look.edge, Width: assets.Thin})
	f.Ring(s, bounds, assets.Radius)
	inner := Sides(buttonPad, 0).within(bounds)
	side := f.Face(assets.Body).Size
	if b.Bare {
		f.icon(b.Icon, side, bounds.Center(), look.ink)
		return
	}
	natural := b.Measure(f, bounds.Size()).W - 2*buttonPad
	x := inner.X + max(inner.W-natural, 0)/2
	if b.Icon != "" {
		f.icon(b.Icon, side, display.Pt(x+side/2, inner.Center().Y), look.ink)
		x += side + iconGap
	}
	x += f.line(b.Label, assets.Body, look.ink, display.Rc(x, inner.Y, inner.Right()-x, inner.H))
	if badge := f.badgeOf(b.Key, s); badge != "" {
		x += assets.Near
		f.line(string(badge), assets.Small, look.faint, display.Rc(x, inner.Y, inner.Right()-x, inner.H))
	}
}

// badgeOf is the key that stands on a button now. While the focus is on something
// that Enter and Space press, no other button shows them, and a button that has
// the focus shows Enter where there is room.
func (f *Frame) badgeOf(k Key, s State) Key {
	focus := f.ui.focused()
	if focus == nil || focus.Press == nil || f.layer != f.ui.layer {
		return k
	}
	switch {
	case s.ID == focus.ID && f.width(string(KeyEnter), assets.Small) <= f.width(string(k), assets.Small):
		return KeyEnter
	case s.ID != focus.ID && (k == KeyEnter || k == KeySpace):
		return ""
	}
	return k
}

func keys(k Key) []Key {
	if k == "" {
		return nil
	}
	return []Key{k}
}

// hint says why the button cannot be pressed, or else what it does.
func (b Button) hint() string {
	if b.Disabled != "" {
		return b.Disabled
	}
	return b.Hint
}

// look is how a control is coloured.
type look struct{ fill, edge, ink, faint display.Color }

// look chooses the colours of a control by its state.
func (f *Frame) look(s State, enabled, selected, primary bool) look {
	c := f.Theme().Color
	l := look{c(assets.Control), c(assets.Edge), c(assets.Text), c(assets.Muted)}
	switch {
	case !enabled:
		l = look{c(assets.Surface), c(assets.Hairline), c(assets.Gray), c(assets.Gray)}
	case primary:
		l = look{c(assets.Action), c(assets.Action), c(assets.OnAction), c(assets.OnAction)}
		if s.Hovered {
			l.edge = c(assets.Ring)
		}
	case selected:
		l.fill, l.edge = c(assets.Chosen), c(assets.Ring)
	case s.Hovered:
		l.fill = c(assets.Hover)
	}
	if enabled && s.Pressed && !primary {
		l.fill = c(assets.Chosen)
	}
	return l
}

// Link is a word that does something when it is pressed.
type Link struct {
	ID      string
	Label   string
	Style   assets.Style
	Key     Key
	Hint    string
	OnPress func()
}

// Measure implements Element.
func (l Link) Measure(f *Frame, _ Size) Size {
	return display.Sz(f.width(l.Label, l.Style), f.Leading(l.Style))
}

// Draw implements Element.
func (l Link) Draw(f *Frame, bounds Rect) {
	s := f.Add(Node{
		ID: ID(l.ID), Role: RoleLink, Label: l.Label, Hint: l.Hint, Bounds: bounds, Keys: keys(l.Key),
		Handlers: Handlers{Focusable: true, Press: l.OnPress},
	})
	ink := f.Theme().Color(assets.Blue)
	width := f.line(l.Label, l.Style, ink, bounds)
	y := bounds.Y + f.Face(l.Style).Baseline(bounds.H) + 2
	f.Paint(display.Line{Points: []Point{display.Pt(bounds.X, y), display.Pt(bounds.X+width, y)}, Color: ink, Width: assets.Thin})
	f.Ring(s, bounds.Inset(-2), assets.RadiusSmall)
}

// Toggle switches something on and off.
type Toggle struct {
	ID       string
	Label    string
	On       bool
	Key      Key
	Disabled string
	OnChange func(on bool)
}

// Measure implements Element.
func (t Toggle) Measure(f *Frame, limit Size) Size {
	w := f.toggleWidth() + assets.Near + f.width(t.Label, assets.Body)
	return display.Sz(min(w, limit.W), f.control())
}

func (f *Frame) toggleWidth() float64 { return f.Em(2.1) }

// Draw implements Element.
func (t Toggle) Draw(f *Frame, bounds Rect) {
	n := Node{
		ID: ID(t.ID), Role: RoleToggle, Label: t.Label, Value: "off", Hint: t.Disabled, Disabled: t.Disabled, Selected: t.On,
		Bounds: bounds, Keys: keys(t.Key), Handlers: Handlers{Focusable: true},
	}
	if t.On {
		n.Value = "on"
	}
	if t.OnChange != nil {
		n.Press = func() { t.OnChange(!t.On) }
	}
	s := f.Add(n)
	look := f.look(s, n.Enabled(), false, t.On)
	h := f.Em(1.2)
	track := display.Rc(bounds.X, bounds.Center().Y-h/2, f.toggleWidth(), h)
	f.Paint(display.Box{Rect: track, Radius: h / 2, Fill: look.fill, Stroke: look.edge, Width: assets.Thin})
	knob := display.Pt(track.X+h/2, track.Center().Y)
	if t.On {
		knob.X = track.Right() - h/2
	}
	f.Paint(display.Disc(knob, h/2-3, look.ink))
	f.Ring(s, track.Inset(-2), h/2+2)
	x := track.Right() + assets.Near
	ink := f.Theme().Color(assets.Text)
	if !n.Enabled() {
		ink = look.ink
	}
	f.line(t.Label, assets.Body, ink, display.Rc(x, bounds.Y, bounds.Right()-x, bounds.H))
}
