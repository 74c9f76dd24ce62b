package spread

import (
	"tabletop/engine/fixed"
	"tabletop/engine/rng"
)

// After is the law of the posts that come after a peak: lognormal, with a median
// of the peak's posts to a power (D11).
type After struct {
	Power fixed.Num // 0.935
	Sigma fixed.Num // sigma of the log, 1.30
}

// Draw returns the posts after a peak of so many posts, 1 or more.
func (a After) Draw(posts int64, luck rng.Key) fixed.Num {
	return luck.Lognormal(fixed.Exp(a.Power.Mul(fixed.Log(fixed.FromInt(posts)))), a.Sigma)
}

// Within holds what was drawn to what so many events can be, with the quiet beside
// them: none of them is larger than the peak.
func (a After) Within(drawn, peak fixed.Num, events int64) fixed.Num {
	return min(drawn, peak.MulInt(events+1))
}
