package desktop

import (
	"tabletop/internal/kit/display"
)

// half is how far a soft edge reaches to either side, in device pixels.
const half = 0.5

// convex fills a convex polygon whose corners go clockwise.
func (p *painter) convex(points []display.Point, c display.Color) {
	k := inkOf(c)
	inner := make([]uint32, len(points))
	outer := make([]uint32, len(points))
	for i, q := range points {
		nx, ny := outward(points, i)
		inner[i] = p.vertex(q.X-nx*half, q.Y-ny*half, k)
		outer[i] = p.vertex(q.X+nx*half, q.Y+ny*half, clear)
	}
	for i := range points {
		next := (i + 1) % len(points)
		p.quad(inner[i], inner[next], outer[next], outer[i])
		if i >= 2 {
			p.indices = append(p.indices, inner[0], inner[i-1], inner[i])
		}
	}
}

// outward returns the way out of a clockwise polygon at a corner, so long that
// both edges move by 1.
func outward(points []display.Point, i int) (x, y float64) {
	n := len(points)
	return miter(points[(i+n-1)%n], points[i], points[(i+1)%n])
}

// miter returns the way to the left of the corner b between the edges from a
// and to c, so long that both edges move by 1, and at most by 2.
func miter(a, b, c display.Point) (x, y float64) {
	ax, ay := normal(a, b)
	cx, cy := normal(b, c)
	if ax == 0 && ay == 0 {
		ax, ay = cx, cy
	}
	if cx == 0 && cy == 0 {
		cx, cy = ax, ay
	}
	x, y = ax+cx, ay+cy
	// The length of the sum is 2 cos(t), that of the miter 1 / cos(t), where t
	// is half the angle between the edges.
	square := x*x + y*y
	if square < 1 {
		square = 1
	}
	return 2 * x / square, 2 * y / square
}

// normal returns the direction to the left of the way from a to b, 1 long, or
// 0 if there is no way.
func normal(a, b display.Point) (x, y float64) {
	length := a.Distance(b)
	if length < 1e-9 {
		return 0, 0
	}
	return (b.Y - a.Y) / length, (a.X - b.X) / length
}

// stroke draws a line with a soft edge on both sides. A line that ends where it
// began is closed.
func (p *painter) stroke(points []display.Point, width float64, c display.Color) {
	points = distinct(points)
	n := len(points)
	if n < 2 || c.A == 0 {
		return
	}
	closed := n > 2 && points[0].Distance(points[n-1]) < 1e-6
	k := inkOf(c)
	// A line thinner than a pixel is a pixel wide and fainter.
	if width < 1 {
		s := float32(width)
		k, width = ink{k.r * s, k.g * s, k.b * s, k.a * s}, 1
	}
	core, edge := width/2-half, width/2+half
	var before [4]uint32
	for i, q := range points {
		a, b := points[max(i-1, 0)], points[min(i+1, n-1)]
		if closed && i == 0 {
			a = points[n-2]
		}
		if closed && i == n-1 {
			b = points[1]
		}
		x, y := miter(a, q, b)
		now := [4]uint32{
			p.vertex(q.X+x*edge, q.Y+y*edge, clear), p.vertex(q.X+x*core, q.Y+y*core, k),
			p.vertex(q.X-x*core, q.Y-y*core, k), p.vertex(q.X-x*edge, q.Y-y*edge, clear),
		}
		if i > 0 {
			for strip := range 3 {
				p.quad(before[strip], now[strip], now[strip+1], before[strip+1])
			}
		}
		before = now
	}
}

// distinct leaves out points that stand where the one before stands.
func distinct(points []display.Point) []display.Point {
	var all []display.Point
	for _, q := range points {
		if len(all) == 0 || all[len(all)-1].Distance(q) > 1e-6 {
			all = append(all, q)
		}
	}
	return all
}

// polygon fills a simple polygon.
func (p *painter) polygon(points []display.Point, c display.Color) {
	points = distinct(points)
	if n := len(points); n > 2 && points[0].Distance(points[n-1]) < 1e-6 {
		points = points[:n-1]
	}
	if len(points) < 3 || c.A == 0 {
		return
	}
	points = clockwise(points)
	k := inkOf(c)
	inner := make([]uint32, len(points))
	outer := make([]uint32, len(points))
	for i, q := range points {
		nx, ny := outward(points, i)
		inner[i] = p.vertex(q.X-nx*half, q.Y-ny*half, k)
		outer[i] = p.vertex(q.X+nx*half, q.Y+ny*half, clear)
	}
	for i := range points {
		next := (i + 1) % len(points)
		p.quad(inner[i], inner[next], outer[next], outer[i])
	}
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
