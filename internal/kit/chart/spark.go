package chart

import (
	"math"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
)

// Spark is a small chart without axes that shows the course of one measure.
type Spark struct {
	Label  string
	Value  string // what a screen reader says of it, such as the last value
	Points []float64
	// Low and High are the values at the bottom and the top; where they are
	// equal, the points' own range is used.
	Low, High float64
	Color     assets.Color // Blue if unset
	// Share is how much of the width the points fill; 0 means all. A run that
	// is half over fills half.
	Share float64
}

// Measure implements kit.Element.
func (s Spark) Measure(f *kit.Frame, limit kit.Size) kit.Size {
	return display.Sz(min(limit.W, f.Em(12)), min(limit.H, f.Em(1.8)))
}

// Draw implements kit.Element.
func (s Spark) Draw(f *kit.Frame, bounds kit.Rect) {
	f.Add(kit.Node{Role: kit.RolePicture, Label: s.Label, Value: s.Value, Bounds: bounds})
	inner := bounds.Inset(assets.Thick)
	if s.Share > 0 {
		inner.W *= min(s.Share, 1)
	}
	low, high := s.Low, s.High
	if low == high {
		low, high = span(s.Points)
	}
	line := display.Line{Color: f.Color(s.Color, assets.Blue), Width: 1.5}
	for i, v := range s.Points {
		if math.IsNaN(v) {
			continue
		}
		x := inner.X + inner.W*float64(i)/float64(max(len(s.Points)-1, 1))
		t := (min(max(v, low), high) - low) / (high - low)
		line.Points = append(line.Points, display.Pt(x, inner.Bottom()-inner.H*t))
	}
	line.Points = thin(line.Points)
	f.Paint(line)
}

// span returns the range of the points, never empty.
func span(points []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range points {
		if !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	switch {
	case low > high:
		return 0, 1
	case low == high:
		return low - 0.5, high + 0.5
	}
	return low, high
}
