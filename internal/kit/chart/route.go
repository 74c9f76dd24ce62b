package chart

import (
	"math"
	"slices"

	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
)

const (
	// clearance is how far a channel keeps from the boxes it passes.
	clearance = 6
	// bends is how often a channel tries to go further around, bend by how much.
	bends, bend = 36, 8
	// steps is into how many pieces a way is cut to see what it meets.
	steps = 96
)

// route is the way of a channel from one box to another: straight, or bent as
// little as takes it around the boxes in between. Where nothing helps, it is the
// way that passes behind the fewest.
func route(boxes []kit.Rect, from, to int) []kit.Point {
	a, b := boxes[from].Center(), boxes[to].Center()
	best := []kit.Point{edge(boxes[from], b), edge(boxes[to], a)}
	fewest := behind(best, boxes, from, to)
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	if length == 0 {
		return best
	}
	for i := 1; i <= bends && fewest > 0; i++ {
		for _, side := range []float64{1, -1} {
			off := side * float64(i) * bend / length
			over := display.Pt((a.X+b.X)/2-(b.Y-a.Y)*off, (a.Y+b.Y)/2+(b.X-a.X)*off)
			way := curve(a, over, b, boxes[from], boxes[to])
			if n := behind(way, boxes, from, to); n < fewest {
				best, fewest = way, n
			}
		}
	}
	return best
}

// curve is a quadratic curve from a to b, drawn towards over, without what lies
// inside the boxes at its ends.
func curve(a, over, b kit.Point, from, to kit.Rect) []kit.Point {
	var way []kit.Point
	for i := range steps + 1 {
		t := float64(i) / steps
		p := a.Toward(over, t).Toward(over.Toward(b, t), t)
		if !from.Has(p) && !to.Has(p) {
			way = append(way, p)
		}
	}
	if len(way) < 2 {
		return []kit.Point{a, b}
	}
	return slices.Concat([]kit.Point{edge(from, way[0])}, way, []kit.Point{edge(to, way[len(way)-1])})
}

// behind counts the boxes, other than those at its ends, that a way passes
// behind or comes close to.
func behind(way []kit.Point, boxes []kit.Rect, from, to int) int {
	if len(way) == 2 {
		a, b := way[0], way[1]
		way = make([]kit.Point, 0, steps+1)
		for i := range steps + 1 {
			way = append(way, a.Toward(b, float64(i)/steps))
		}
	}
	count := 0
	for i, box := range boxes {
		if i == from || i == to {
			continue
		}
		if slices.ContainsFunc(way, box.Inset(-clearance).Has) {
			count++
		}
	}
	return count
}

// along is the point at a share of a way's length.
func along(way []kit.Point, share float64) kit.Point {
	var length float64
	for i := 1; i < len(way); i++ {
		length += math.Hypot(way[i].X-way[i-1].X, way[i].Y-way[i-1].Y)
	}
	left := length * share
	for i := 1; i < len(way); i++ {
		step := math.Hypot(way[i].X-way[i-1].X, way[i].Y-way[i-1].Y)
		if left <= step && step > 0 {
			return way[i-1].Toward(way[i], left/step)
		}
		left -= step
	}
	return way[len(way)-1]
}

// arrow is an arrow head with its tip at a point, coming from another.
func arrow(tip, from kit.Point, size float64, ink display.Color) display.Area {
	length := max(math.Hypot(from.X-tip.X, from.Y-tip.Y), 1)
	dx, dy := (from.X-tip.X)/length*size, (from.Y-tip.Y)/length*size
	return display.Area{Color: ink, Points: []kit.Point{
		tip, display.Pt(tip.X+dx-dy/2, tip.Y+dy+dx/2), display.Pt(tip.X+dx+dy/2, tip.Y+dy-dx/2),
	}}
}

// edge returns where the way from the middle of a box to a point leaves it.
func edge(box kit.Rect, to kit.Point) kit.Point {
	center := box.Center()
	dx, dy := to.X-center.X, to.Y-center.Y
	share := 1.0
	if dx != 0 {
		share = min(share, box.W/2/math.Abs(dx))
	}
	if dy != 0 {
		share = min(share, box.H/2/math.Abs(dy))
	}
	return center.Toward(to, share)
}
