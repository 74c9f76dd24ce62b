package rules_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"gonum.org/v1/gonum/stat/distuv"
)

// The checks of this file ask whether what happens over many seeds follows a
// law. Seeds are fixed; a rule that is right fails one check in a thousand, and
// did not here.
const (
	significance = 0.001
	manySeeds    = 2000
)

// overSeeds plays a scenario under many seeds and gathers a figure.
func overSeeds(seeds int, figure func(seed uint64) float64) []float64 {
	all := make([]float64, seeds)
	for i := range all {
		all[i] = figure(uint64(i))
	}
	return all
}

// follows checks a sample against a distribution function (Kolmogorov–Smirnov).
func follows(t *testing.T, values []float64, cdf func(float64) float64, what string) {
	t.Helper()
	slices.Sort(values)
	n, far := float64(len(values)), 0.0
	for i, x := range values {
		p := cdf(x)
		far = max(far, p-float64(i)/n, float64(i+1)/n-p)
	}
	far *= math.Sqrt(n) + 0.12 + 0.11/math.Sqrt(n)
	p, sign := 0.0, 1.0
	for j := 1.0; j < 100; j++ {
		p += 2 * sign * math.Exp(-2*j*j*far*far)
		sign = -sign
	}
	assert.Greater(t, p, significance, what)
}

// waits returns the distribution of an exponential time, in days, as it is seen
// at the end of its five-minute tick.
func waits(mean float64) func(float64) float64 {
	return func(x float64) float64 { return 1 - math.Exp(-x/mean) }
}

// lasts returns the distribution of a lognormal time.
func lasts(median, spread float64) func(float64) float64 {
	return distuv.LogNormal{Mu: math.Log(median), Sigma: spread}.CDF
}

// share checks that a share of many seeds has a probability.
func share(t *testing.T, n, of int, probability float64, what string) {
	t.Helper()
	deviation := math.Sqrt(float64(of) * probability * (1 - probability))
	z := (float64(n) - float64(of)*probability) / deviation
	assert.Less(t, math.Abs(z), 3.3, "%s: %d of %d, not %.3f", what, n, of, probability)
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
