package display

import (
	"image/color"

	"tabletop/assets"
	"tabletop/internal/kit/text"
)

// Color is a colour whose alpha has not been multiplied in.
type Color = color.NRGBA

// List is a picture: its size, what it is of, and its shapes from back to
// front.
type List struct {
	Size  Size
	Title string // names the picture for those who cannot see it
	Ops   []Op
}

// Add puts shapes in front of all others.
func (l *List) Add(ops ...Op) { l.Ops = append(l.Ops, ops...) }

// Op is one of Box, Line, Area, Text, Icon, Clip and Unclip.
type Op interface {
	// Extent is the rectangle the shape stays within.
	Extent() Rect
}

// Box is a rectangle, with round corners if Radius is above zero. The outline
// lies inside the rectangle. A colour whose alpha is zero is not painted.
type Box struct {
	Rect   Rect
	Radius float64
	Fill   Color
	Stroke Color
	Width  float64 // of the outline; painted at least one device pixel wide
}

// Disc returns a filled circle.
func Disc(center Point, radius float64, fill Color) Box {
	return Box{
		Rect:   Rect{center.X - radius, center.Y - radius, 2 * radius, 2 * radius},
		Radius: radius, Fill: fill,
	}
}

// Line joins points by straight strokes.
type Line struct {
	Points []Point
	Color  Color
	Width  float64
	Dash   Dash
}

// Dash is a pattern of strokes and gaps; the zero value is a whole line.
type Dash struct{ On, Off float64 }

// Area is a filled polygon.
type Area struct {
	Points []Point
	Color  Color
}

// Text is a shaped run with its baseline starting at At.
type Text struct {
	At    Point
	Run   text.Run
	Color Color
	// Short says that the end was left out for lack of room.
	Short bool
}

// Icon is a small picture that fills a square.
type Icon struct {
	Rect  Rect
	Name  assets.Icon
	Color Color
}

// Clip hides what later shapes paint outside its rectangle and outside of the
// clips around it, until the Unclip that belongs to it.
type Clip struct {
	Rect Rect
	// ScrollsX and ScrollsY say that what lies outside can be scrolled to, so
	// that being cut there is no mistake.
	ScrollsX, ScrollsY bool
}

// Unclip ends the innermost clip.
type Unclip struct{}

// Extent implements Op.
func (b Box) Extent() Rect { return b.Rect }

// Extent implements Op.
func (l Line) Extent() Rect { return Bounds(l.Points).Inset(-l.Width / 2) }

// Extent implements Op.
func (a Area) Extent() Rect { return Bounds(a.Points) }

// Extent implements Op. It is the run's advance by the height of its letters.
func (t Text) Extent() Rect {
	ascent := t.Run.Face.Ascent()
	return Rect{t.At.X, t.At.Y - ascent, t.Run.Advance, ascent + t.Run.Face.Descent()}
}

// Extent implements Op.
func (i Icon) Extent() Rect { return i.Rect }

// Extent implements Op.
func (c Clip) Extent() Rect { return c.Rect }

// Extent implements Op.
func (Unclip) Extent() Rect { return Rect{} }
