package display

// Contour is a line made ready to be stroked: no two of its points stand in one
// place, and each has the direction in which the stroke widens there.
type Contour struct {
	Points []Point
	// Closed says that the line ends where it began; the last point is left out.
	Closed bool
	sides  []Point
}

// NewContour prepares a line for a stroke.
func NewContour(points []Point) Contour {
	c := Contour{Points: distinct(points)}
	n := len(c.Points)
	if n > 3 && c.Points[0].Distance(c.Points[n-1]) < nearby {
		c.Closed, c.Points = true, c.Points[:n-1]
		n--
	}
	for i, q := range c.Points {
		a, b := c.Points[max(i-1, 0)], c.Points[min(i+1, n-1)]
		if c.Closed {
			a, b = c.Points[(i+n-1)%n], c.Points[(i+1)%n]
		}
		c.sides = append(c.sides, Miter(a, q, b))
	}
	return c
}

// Side returns the line moved to the left of its way by d, with mitred corners.
func (c Contour) Side(d float64) []Point {
	moved := make([]Point, len(c.Points))
	for i, q := range c.Points {
		moved[i] = Pt(q.X+c.sides[i].X*d, q.Y+c.sides[i].Y*d)
	}
	return moved
}

// nearby is how far apart points must be to have a direction, in device pixels.
const nearby = 0.05

// distinct leaves out points that stand where the one before stands.
func distinct(points []Point) []Point {
	var all []Point
	for _, q := range points {
		if len(all) == 0 || all[len(all)-1].Distance(q) > nearby {
			all = append(all, q)
		}
	}
	return all
}

// Miter returns the way from the corner b, between the edges from a and to c,
// to where their left sides meet when both move out by 1. Sharp corners are cut
// off at 2.
func Miter(a, b, c Point) Point {
	in, out := normal(a, b), normal(b, c)
	if in == (Point{}) {
		in = out
	}
	if out == (Point{}) {
		out = in
	}
	sum := Pt(in.X+out.X, in.Y+out.Y)
	// The sum is 2 cos(t) long and the miter 1 / cos(t), where t is half the
	// angle between the edges.
	square := max(sum.X*sum.X+sum.Y*sum.Y, 1)
	return Pt(2*sum.X/square, 2*sum.Y/square)
}

// normal is the direction to the left of the way from a to b, 1 long, or 0 if
// there is no way.
func normal(a, b Point) Point {
	length := a.Distance(b)
	if length < nearby/2 {
		return Point{}
	}
	return Pt((b.Y-a.Y)/length, (a.X-b.X)/length)
}
