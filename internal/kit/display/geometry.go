package display

import "math"

// Point is a place in logical pixels, from the top left corner.
type Point struct{ X, Y float64 }

// Size is a width and a height in logical pixels.
type Size struct{ W, H float64 }

// Rect is an upright rectangle: its top left corner and its size.
type Rect struct{ X, Y, W, H float64 }

// At places a size.
func (s Size) At(x, y float64) Rect { return Rect{x, y, s.W, s.H} }

// Size returns the rectangle's width and height.
func (r Rect) Size() Size { return Size{r.W, r.H} }

// Right is the x of the right edge.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom is the y of the bottom edge.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Center is the middle of the rectangle.
func (r Rect) Center() Point { return Point{r.X + r.W/2, r.Y + r.H/2} }

// Empty says whether the rectangle covers nothing.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Inset moves every edge inwards by d.
func (r Rect) Inset(d float64) Rect {
	return Rect{r.X + d, r.Y + d, max(r.W-2*d, 0), max(r.H-2*d, 0)}
}

// Moved returns the rectangle moved by dx, dy.
func (r Rect) Moved(dx, dy float64) Rect { return Rect{r.X + dx, r.Y + dy, r.W, r.H} }

// Has says whether the point lies inside.
func (r Rect) Has(p Point) bool {
	return p.X >= r.X && p.X < r.Right() && p.Y >= r.Y && p.Y < r.Bottom()
}

// Contains says whether o lies inside, give or take slack.
func (r Rect) Contains(o Rect, slack float64) bool {
	return o.X >= r.X-slack && o.Y >= r.Y-slack && o.Right() <= r.Right()+slack && o.Bottom() <= r.Bottom()+slack
}

// Intersect returns what two rectangles share; it may be empty.
func (r Rect) Intersect(o Rect) Rect {
	x, y := max(r.X, o.X), max(r.Y, o.Y)
	return Rect{x, y, max(min(r.Right(), o.Right())-x, 0), max(min(r.Bottom(), o.Bottom())-y, 0)}
}

// Bounds returns the smallest rectangle around the points.
func Bounds(points []Point) Rect {
	if len(points) == 0 {
		return Rect{}
	}
	low, high := points[0], points[0]
	for _, p := range points[1:] {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	return Rect{low.X, low.Y, high.X - low.X, high.Y - low.Y}
}

// Distance is the length of the way from p to q.
func (p Point) Distance(q Point) float64 { return math.Hypot(q.X-p.X, q.Y-p.Y) }

// Toward returns the point that lies a share t of the way from p to q.
func (p Point) Toward(q Point, t float64) Point {
	return Point{p.X + (q.X-p.X)*t, p.Y + (q.Y-p.Y)*t}
}

// Pt is short for a Point.
func Pt(x, y float64) Point { return Point{x, y} }

// Sz is short for a Size.
func Sz(w, h float64) Size { return Size{w, h} }

// Rc is short for a Rect.
func Rc(x, y, w, h float64) Rect { return Rect{x, y, w, h} }
