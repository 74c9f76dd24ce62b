package raster

import (
	"image"
	"image/color"
	"math"
	"slices"

	"tabletop/internal/kit/display"
)

func (p *Painter) line(l display.Line) {
	width := max(l.Width*p.scale, 1)
	scaled := p.points(l.Points, 0, 0, p.scale)
	if r, ok := Hairline(scaled, width); ok && l.Dash == (display.Dash{}) {
		p.fill(r, l.Color)
		return
	}
	if !p.begin(display.Bounds(scaled).Inset(-width)) {
		return
	}
	for _, piece := range l.Strokes() {
		p.addStroke(p.points(piece, 0, 0, p.scale), width)
	}
	p.paint(l.Color)
}

// Hairline returns the pixels of a level or upright line, which must not blur.
func Hairline(points []display.Point, width float64) (image.Rectangle, bool) {
	if len(points) != 2 {
		return image.Rectangle{}, false
	}
	a, b := points[0], points[1]
	across := func(v float64) (low, high int) {
		low = int(math.Round(v - width/2))
		return low, low + max(int(math.Round(width)), 1)
	}
	along := func(v, w float64) (low, high int) {
		return int(math.Round(min(v, w))), int(math.Round(max(v, w)))
	}
	var r image.Rectangle
	switch {
	case a.Y == b.Y:
		r.Min.X, r.Max.X = along(a.X, b.X)
		r.Min.Y, r.Max.Y = across(a.Y)
	case a.X == b.X:
		r.Min.X, r.Max.X = across(a.X)
		r.Min.Y, r.Max.Y = along(a.Y, b.Y)
	default:
		return r, false
	}
	return r, true
}

func (p *Painter) area(a display.Area) {
	scaled := p.points(a.Points, 0, 0, p.scale)
	if len(scaled) < 3 || !p.begin(display.Bounds(scaled)) {
		return
	}
	p.addPolygon(scaled)
	p.paint(a.Color)
}

func (p *Painter) icon(i display.Icon) {
	side := i.Rect.W * p.scale
	x, y := math.Round(i.Rect.X*p.scale), math.Round(i.Rect.Y*p.scale)
	if !p.begin(display.Rect{X: x, Y: y, W: side, H: side}) {
		return
	}
	shape := display.IconShape(i.Name)
	unit := side / display.IconGrid
	for _, area := range shape.Areas {
		p.addPolygon(p.points(area, x, y, unit))
	}
	for _, line := range shape.Lines {
		p.addStroke(p.points(line, x, y, unit), display.IconStroke*unit)
	}
	p.paint(i.Color)
}

// points scales points and moves them.
func (p *Painter) points(points []display.Point, x, y, scale float64) []display.Point {
	scaled := make([]display.Point, len(points))
	for i, q := range points {
		scaled[i] = display.Point{X: x + q.X*scale, Y: y + q.Y*scale}
	}
	return scaled
}

// begin readies the pen for shapes within bounds, in device pixels. It says
// false if nothing of that can be seen.
func (p *Painter) begin(bounds display.Rect) bool {
	r := image.Rect(int(math.Floor(bounds.X))-1, int(math.Floor(bounds.Y))-1,
		int(math.Ceil(bounds.Right()))+1, int(math.Ceil(bounds.Bottom()))+1)
	p.window = r.Intersect(p.clip())
	if p.window.Empty() {
		return false
	}
	p.pen.Reset(p.window.Dx(), p.window.Dy())
	return true
}

// paint fills what was added since begin.
func (p *Painter) paint(c color.NRGBA) {
	p.pen.Draw(p.target, p.window, image.NewUniform(c), image.Point{})
}

func (p *Painter) moveTo(q display.Point) { p.pen.MoveTo(p.local(q)) }
func (p *Painter) lineTo(q display.Point) { p.pen.LineTo(p.local(q)) }

func (p *Painter) local(q display.Point) (x, y float32) {
	return float32(q.X - float64(p.window.Min.X)), float32(q.Y - float64(p.window.Min.Y))
}

func (p *Painter) addPolygon(points []display.Point) {
	p.moveTo(points[0])
	for _, q := range points[1:] {
		p.lineTo(q)
	}
	p.pen.ClosePath()
}

// addStroke adds a line with mitred corners and butt ends.
func (p *Painter) addStroke(points []display.Point, width float64) {
	c := display.NewContour(points)
	if len(c.Points) < 2 {
		return
	}
	left, right := c.Side(width/2), c.Side(-width/2)
	slices.Reverse(right)
	if c.Closed {
		p.addPolygon(left)
		p.addPolygon(right) // the other way round, it cuts the inside out
		return
	}
	p.addPolygon(append(left, right...))
}

// addRoundRect adds a rectangle with round corners. Reversed, it cuts a hole.
func (p *Painter) addRoundRect(r display.Rect, radius float64, reversed bool) {
	points := RoundRect(r, max(radius, 0))
	if reversed {
		slices.Reverse(points)
	}
	p.addPolygon(points)
}

// RoundRect returns the outline of a rectangle with round corners.
func RoundRect(r display.Rect, radius float64) []display.Point {
	if radius == 0 {
		return []display.Point{{X: r.X, Y: r.Y}, {X: r.Right(), Y: r.Y}, {X: r.Right(), Y: r.Bottom()}, {X: r.X, Y: r.Bottom()}}
	}
	centers := []display.Point{
		{X: r.Right() - radius, Y: r.Y + radius},
		{X: r.Right() - radius, Y: r.Bottom() - radius},
		{X: r.X + radius, Y: r.Bottom() - radius},
		{X: r.X + radius, Y: r.Y + radius},
	}
	steps := max(int(math.Sqrt(radius)*3), 4)
	var points []display.Point
	for quarter, center := range centers {
		for i := 0; i <= steps; i++ {
			angle := math.Pi/2*(float64(quarter)+float64(i)/float64(steps)) - math.Pi/2
			points = append(points, display.Point{
				X: center.X + radius*math.Cos(angle), Y: center.Y + radius*math.Sin(angle),
			})
		}
	}
	return points
}
