package ensemble

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Difference is the mean of paired differences with its 95% interval (Student's
// t). Pairs share a seed, and with it their luck.
type Difference struct {
	Mean, Low, High float64
	Pairs           int
	Moved           int // pairs that differ at all
}

// Clear reports whether the interval excludes zero.
func (d Difference) Clear() bool { return d.Moved > 0 && (d.Low > 0 || d.High < 0) }

// Compare returns, for every headline measure, the paired difference b − a of
// outcomes that share their seeds in order.
func Compare(a, b []Outcome) [model.MeasureCount]Difference {
	var all [model.MeasureCount]Difference
	for m := range all {
		all[m] = Paired(a, b, func(o *Outcome) float64 { return Float(o.Measures[m]) })
	}
	return all
}

// Paired returns the paired difference b − a of one figure of the outcomes.
func Paired(a, b []Outcome, of func(*Outcome) float64) Difference {
	n := min(len(a), len(b))
	deltas := make([]float64, n)
	d := Difference{Pairs: n}
	for i := range n {
		deltas[i] = of(&b[i]) - of(&a[i])
		if deltas[i] != 0 {
			d.Moved++
		}
	}
	if n < 2 { // one pair has a difference, but no interval
		if n == 1 {
			d.Mean, d.Low, d.High = deltas[0], math.Inf(-1), math.Inf(1)
		}
		return d
	}
	mean, deviation := stat.MeanStdDev(deltas, nil)
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 1)}.Quantile(0.975)
	half := t * deviation / math.Sqrt(float64(n))
	d.Mean, d.Low, d.High = mean, mean-half, mean+half
	return d
}

// Float turns a fixed-point number into a float for statistics and display.
func Float(x fixed.Num) float64 { return float64(x) / float64(fixed.One) }
