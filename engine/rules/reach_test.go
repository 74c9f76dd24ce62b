package rules

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"gonum.org/v1/gonum/stat/distuv"

	"tabletop/engine/fixed"
)

// TestMorePostersNeverReachFewer under the same luck, however extreme: else less
// sharing could yield more posts by accident.
func TestMorePostersNeverReachFewer(t *testing.T) {
	for spread := 10; spread <= 30; spread += 5 {
		for luck := -92; luck <= 92; luck += 4 {
			before := fixed.Min
			for y := int64(1); y < 2_000_000; y += 1 + y/20 {
				reach := logReach(y, fixed.FromInt(300), fixed.FromRatio(int64(spread), 10), fixed.FromRatio(int64(luck), 10))
				if reach < before {
					t.Fatalf("spread %d/10, luck %d/10: at %d posters the reach falls", spread, luck, y)
				}
				before = reach
			}
		}
	}
}

// TestReachAgainstDrawingEveryPoster holds the approximation to the slower way.
// One poster and very many are right; between, where few with many followers
// decide, its body is too low and its upper tail a little too high.
func TestReachAgainstDrawingEveryPoster(t *testing.T) {
	const mean, spread, draws = 300, 2.0, 4000
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		y               int64
		low, mid, upper float64 // largest error of the log at 5%, 50% and 95%
	}{
		{1, 0.6, 0.2, 0.2}, // of a poster without followers, 1+F counts the poster
		{10, 1.3, 0.45, 0.3},
		{50, 0.9, 0.25, 0.35},
		{500, 0.3, 0.1, 0.2},
	} {
		sums := make([]float64, draws)
		for i := range sums {
			for range c.y {
				sums[i] += 1 + mean*math.Exp(spread*random.NormFloat64()-spread*spread/2)
			}
		}
		slices.Sort(sums)
		for at, within := range map[float64]float64{0.05: c.low, 0.5: c.mid, 0.95: c.upper} {
			luck := fixed.FromRatio(int64(1e6*distuv.UnitNormal.Quantile(at)), 1e6)
			reach := float64(logReach(c.y, fixed.FromInt(mean), fixed.FromInt(spread), luck)) / float64(fixed.One)
			assert.InDelta(t, math.Log(sums[int(at*draws)]), reach, within, "%d posters at %g", c.y, at)
		}
	}
}
