package chart

import (
	"math"
	"strconv"
	"strings"
)

// Axis is a scale along one side of a chart. Where Low and High are equal, the
// data's own range is used.
type Axis struct {
	Low, High float64
	// Log makes equal factors equally far apart. Values at or below Low, which
	// must be above 0, stand on the edge.
	Log bool
	// Ticks are the labelled places; nil chooses round ones.
	Ticks []Tick
	// Format writes the labels of chosen ticks; nil writes plain numbers.
	Format func(v float64) string
}

// Tick is a labelled place on an axis.
type Tick struct {
	At    float64
	Label string
}

// fit returns the axis with a range that holds the data, widened to round
// values, and with ticks.
func (a Axis) fit(low, high float64, most int) Axis {
	chosen := a.Low == a.High
	if chosen {
		a.Low, a.High = low, high
	}
	if a.Log {
		return a.fitLog(chosen, most)
	}
	// A range too small for its place could not be told apart in steps.
	if !(a.High-a.Low > max(math.Abs(a.Low), math.Abs(a.High))*1e-9) {
		margin := max(0.5, math.Abs(a.Low)/1e6)
		a.Low, a.High = a.Low-margin, a.Low+margin
	}
	step := roundStep((a.High - a.Low) / float64(max(most, 1)))
	if chosen {
		a.Low, a.High = math.Floor(a.Low/step)*step, math.Ceil(a.High/step)*step
	}
	if a.Ticks == nil {
		first, last := math.Ceil(a.Low/step-1e-9), math.Floor(a.High/step+1e-9)
		for i := range int(min(last-first+1, float64(4*max(most, 1)))) {
			at := (first+float64(i))*step + 0 // never minus zero
			a.Ticks = append(a.Ticks, Tick{At: at, Label: a.format(at)})
		}
	}
	return a
}

func (a Axis) fitLog(chosen bool, most int) Axis {
	if !(a.Low > 0) {
		a.Low = min(1, a.High)
	}
	if !(a.Low > 0) {
		a.Low = 1
	}
	if !(a.High > a.Low) {
		a.High = a.Low * 10
	}
	if chosen {
		a.Low = math.Pow(10, math.Floor(math.Log10(a.Low)))
		a.High = math.Pow(10, math.Ceil(math.Log10(a.High)))
	}
	if a.Ticks == nil {
		first, last := math.Ceil(math.Log10(a.Low)-1e-9), math.Floor(math.Log10(a.High)+1e-9)
		every := max(math.Ceil((last-first)/float64(max(most, 1))), 1)
		for e := first; e <= last; e += every {
			a.Ticks = append(a.Ticks, Tick{At: math.Pow(10, e), Label: a.format(math.Pow(10, e))})
		}
	}
	return a
}

func (a Axis) format(v float64) string {
	if a.Format != nil {
		return a.Format(v)
	}
	return plain(v)
}

// share returns how far along the axis a value stands, from 0 to 1.
func (a Axis) share(v float64) float64 {
	low, high := a.Low, a.High
	if a.Log {
		low, high, v = math.Log(low), math.Log(high), math.Log(max(v, a.Low))
	}
	return min(max((v-low)/(high-low), 0), 1)
}

// value is the inverse of share.
func (a Axis) value(share float64) float64 {
	share = min(max(share, 0), 1)
	if a.Log {
		return a.Low * math.Pow(a.High/a.Low, share)
	}
	return a.Low + (a.High-a.Low)*share
}

// roundStep returns the smallest of 1, 2 or 5 times a power of ten that is at
// least v.
func roundStep(v float64) float64 {
	if !(v > 0) || math.IsInf(v, 1) {
		return 1
	}
	base := math.Pow(10, math.Floor(math.Log10(v)))
	for _, factor := range []float64{1, 2, 5} {
		if factor*base >= v*(1-1e-9) {
			return factor * base
		}
	}
	return 10 * base
}

// plain writes a number with a true minus sign and thousands set apart.
func plain(v float64) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	if len(s) > 12 {
		s = strconv.FormatFloat(math.Abs(v), 'g', 4, 64)
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if !strings.Contains(whole, "e") {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if v < 0 {
		return "−" + whole
	}
	return whole
}
