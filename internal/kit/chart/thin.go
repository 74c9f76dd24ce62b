package chart

import (
	"math"

	"tabletop/internal/kit"
)

// thin leaves out points of a course that nobody could see: within one pixel
// column only the first, the lowest, the highest and the last count. X must not
// fall.
func thin(points []kit.Point) []kit.Point {
	if len(points) < 4 || float64(len(points)) < 2*(points[len(points)-1].X-points[0].X) {
		return points
	}
	var kept []kit.Point
	for start := 0; start < len(points); {
		column := math.Floor(points[start].X)
		end, low, high := start, start, start
		for ; end < len(points) && math.Floor(points[end].X) == column; end++ {
			if points[end].Y < points[low].Y {
				low = end
			}
			if points[end].Y > points[high].Y {
				high = end
			}
		}
		last := -1
		for _, i := range []int{start, min(low, high), max(low, high), end - 1} {
			if i > last {
				kept, last = append(kept, points[i]), i
			}
		}
		start = end
	}
	return kept
}
