package kit

import (
	"tabletop/assets"
	"tabletop/internal/kit/display"
)

// Width makes the child as wide as w, even where its neighbours are stretched.
func Width(w float64, child Element) Element { return sized{w: w, child: child} }

// Height makes the child as high as h, even where its neighbours are stretched.
func Height(h float64, child Element) Element { return sized{h: h, child: child} }

type sized struct {
	w, h  float64 // 0: as the child wants
	child Element
}

// Measure implements Element.
func (s sized) Measure(f *Frame, limit Size) Size {
	if s.w > 0 {
		limit.W = min(s.w, limit.W)
	}
	if s.h > 0 {
		limit.H = min(s.h, limit.H)
	}
	var size Size
	if s.child != nil {
		size = s.child.Measure(f, limit)
	}
	if s.w > 0 {
		size.W = limit.W
	}
	if s.h > 0 {
		size.H = limit.H
	}
	return size
}

// Draw implements Element.
func (s sized) Draw(f *Frame, bounds Rect) {
	if s.w > 0 {
		bounds.W = min(s.w, bounds.W)
	}
	if s.h > 0 {
		bounds.H = min(s.h, bounds.H)
	}
	if s.child != nil {
		s.child.Draw(f, bounds)
	}
}

// Insets is the room on each side of something.
type Insets struct{ Left, Top, Right, Bottom float64 }

// All gives every side the same room.
func All(d float64) Insets { return Insets{d, d, d, d} }

// Sides gives the left and right the room x, and the top and bottom y.
func Sides(x, y float64) Insets { return Insets{x, y, x, y} }

func (i Insets) add(s Size) Size {
	return display.Sz(s.W+i.Left+i.Right, s.H+i.Top+i.Bottom)
}

func (i Insets) cut(s Size) Size {
	return display.Sz(max(s.W-i.Left-i.Right, 0), max(s.H-i.Top-i.Bottom, 0))
}

func (i Insets) within(r Rect) Rect {
	return i.cut(r.Size()).At(r.X+i.Left, r.Y+i.Top)
}

// Pad puts room around the child.
func Pad(room Insets, child Element) Element { return Panel{Pad: room, Child: child} }

// Panel is a surface with something on it. Unset colours are not painted.
type Panel struct {
	Fill, Edge assets.Color
	Radius     float64
	Pad        Insets
	Child      Element
	// Label makes the panel a group of that name.
	Label string
}

// Measure implements Element.
func (p Panel) Measure(f *Frame, limit Size) Size {
	if p.Child == nil {
		return p.Pad.add(Size{})
	}
	return p.Pad.add(p.Child.Measure(f, p.Pad.cut(limit)))
}

// Draw implements Element.
func (p Panel) Draw(f *Frame, bounds Rect) {
	f.Paint(display.Box{
		Rect: bounds, Radius: p.Radius, Width: assets.Thin,
		Fill: f.Theme().Color(p.Fill), Stroke: f.Theme().Color(p.Edge),
	})
	if p.Label == "" {
		p.draw(f, bounds)
		return
	}
	f.Inside(Node{Role: RoleGroup, Label: p.Label, Bounds: bounds}, func(State) { p.draw(f, bounds) })
}

func (p Panel) draw(f *Frame, bounds Rect) {
	if p.Child != nil {
		p.Child.Draw(f, p.Pad.within(bounds))
	}
}

// Divider is a hairline across a column.
type Divider struct{ Color assets.Color }

// Measure implements Element.
func (Divider) Measure(_ *Frame, limit Size) Size { return display.Sz(limit.W, assets.Thin) }

// Draw implements Element.
func (d Divider) Draw(f *Frame, bounds Rect) {
	f.Paint(display.Box{Rect: bounds, Fill: f.Color(d.Color, assets.Hairline)})
}

// Glyph is an icon beside text: as large as the text of a style.
type Glyph struct {
	Icon  assets.Icon
	Style assets.Style
	Ink   assets.Color
	// Label says what the icon means; without one it is only decoration.
	Label string
}

// Measure implements Element.
func (g Glyph) Measure(f *Frame, _ Size) Size {
	side := f.Face(g.Style).Size
	return display.Sz(side, f.Leading(g.Style))
}

// Draw implements Element.
func (g Glyph) Draw(f *Frame, bounds Rect) {
	if g.Label != "" {
		f.Add(Node{Role: RolePicture, Label: g.Label, Bounds: bounds})
	}
	f.icon(g.Icon, f.Face(g.Style).Size, bounds.Center(), f.Color(g.Ink, assets.Muted))
}

func (f *Frame) icon(name assets.Icon, side float64, center Point, ink display.Color) {
	square := display.Sz(side, side).At(center.X-side/2, center.Y-side/2)
	f.Paint(display.Icon{Rect: square, Name: name, Color: ink})
}

// Ring paints the focus ring around an element.
func (f *Frame) Ring(s State, bounds Rect, radius float64) {
	if s.Ring {
		f.Paint(display.Box{Rect: bounds, Radius: radius, Stroke: f.Theme().Color(assets.Ring), Width: assets.Thick})
	}
}
