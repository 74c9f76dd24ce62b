package desktop

import (
	"tabletop/internal/kit/display"
)

// half is how far a soft edge reaches to either side, in device pixels.
const half = 0.5

// convex fills a convex polygon whose corners go clockwise.
func (p *painter) convex(points []display.Point, c display.Color) {
	k := inkOf(c)
	inner := p.softEdge(points, k)
	for i := 2; i < len(inner); i++ {
		p.indices = append(p.indices, inner[0], inner[i-1], inner[i])
	}
}

// softEdge draws the edge of a clockwise polygon and returns the corners of what
// is left to fill.
func (p *painter) softEdge(points []display.Point, k ink) []uint32 {
	inner := make([]uint32, len(points))
	outer := make([]uint32, len(points))
	for i, q := range points {
		out := outward(points, i)
		inner[i] = p.vertex(q.X-out.X*half, q.Y-out.Y*half, k)
		outer[i] = p.vertex(q.X+out.X*half, q.Y+out.Y*half, clear)
	}
	for i := range points {
		next := (i + 1) % len(points)
		p.quad(inner[i], inner[next], outer[next], outer[i])
	}
	return inner
}

// outward returns the way out of a clockwise polygon at a corner, so long that
// both edges move by 1.
func outward(points []display.Point, i int) display.Point {
	n := len(points)
	return display.Miter(points[(i+n-1)%n], points[i], points[(i+1)%n])
}

// stroke draws a line with a soft edge on both sides. One thinner than a pixel
// is drawn a pixel wide and fainter.
func (p *painter) stroke(points []display.Point, width float64, c display.Color) {
	contour := display.NewContour(points)
	n := len(contour.Points)
	if n < 2 || c.A == 0 {
		return
	}
	k := inkOf(c)
	if width < 1 {
		s := float32(width)
		k, width = ink{k.r * s, k.g * s, k.b * s, k.a * s}, 1
	}
	core, edge := width/2-half, width/2+half
	var rails [4][]uint32
	for i, rail := range []struct {
		side float64
		ink  ink
	}{{edge, clear}, {core, k}, {-core, k}, {-edge, clear}} {
		rails[i] = p.rail(contour.Side(rail.side), rail.ink)
	}
	last := n - 1
	if contour.Closed {
		last = n
	}
	for i := range last {
		next := (i + 1) % n
		for strip := range 3 {
			p.quad(rails[strip][i], rails[strip][next], rails[strip+1][next], rails[strip+1][i])
		}
	}
}

// rail adds points in one ink.
func (p *painter) rail(points []display.Point, k ink) []uint32 {
	all := make([]uint32, len(points))
	for i, q := range points {
		all[i] = p.vertex(q.X, q.Y, k)
	}
	return all
}

// polygon fills a simple polygon.
func (p *painter) polygon(points []display.Point, c display.Color) {
	points = display.NewContour(points).Points
	if len(points) < 3 || c.A == 0 {
		return
	}
	points = clockwise(points)
	k := inkOf(c)
	inner := p.softEdge(points, k)
	for _, ear := range ears(points) {
		p.indices = append(p.indices, inner[ear[0]], inner[ear[1]], inner[ear[2]])
	}
}

// clockwise returns the polygon with its corners clockwise on the screen.
func clockwise(points []display.Point) []display.Point {
	var area float64
	for i, q := range points {
		next := points[(i+1)%len(points)]
		area += q.X*next.Y - next.X*q.Y
	}
	if area >= 0 {
		return points
	}
	turned := make([]display.Point, len(points))
	for i, q := range points {
		turned[len(points)-1-i] = q
	}
	return turned
}

// ears cuts a clockwise simple polygon into triangles, given by the indexes of
// their corners, by cutting off one ear after the other.
func ears(points []display.Point) [][3]int {
	left := make([]int, len(points))
	for i := range left {
		left[i] = i
	}
	var triangles [][3]int
	for tried, i := 0, 0; len(left) > 3 && tried <= len(left); {
		n := len(left)
		a, b, c := left[(i+n-1)%n], left[i%n], left[(i+1)%n]
		if isEar(points, left, a, b, c) {
			triangles = append(triangles, [3]int{a, b, c})
			left = append(left[:i%n], left[i%n+1:]...)
			tried = 0
			i %= len(left)
		} else {
			tried++
			i = (i + 1) % n
		}
	}
	if len(left) == 3 {
		triangles = append(triangles, [3]int{left[0], left[1], left[2]})
	}
	return triangles
}

// isEar says whether the corner b sticks out and no other corner lies in the
// triangle that cutting it off would make.
func isEar(points []display.Point, left []int, a, b, c int) bool {
	if turn(points[a], points[b], points[c]) < 0 {
		return false
	}
	for _, i := range left {
		q := points[i]
		if i == a || i == b || i == c || q == points[a] || q == points[b] || q == points[c] {
			continue
		}
		if turn(points[a], points[b], q) > 0 && turn(points[b], points[c], q) > 0 && turn(points[c], points[a], q) > 0 {
			return false
		}
	}
	return true
}

// turn is above 0 if the way from a over b to c turns right on the screen.
func turn(a, b, c display.Point) float64 {
	return (b.X-a.X)*(c.Y-b.Y) - (b.Y-a.Y)*(c.X-b.X)
}
