package validate

import (
	"tabletop/engine/fixed"
)

// curve is a quantile function that runs through published quantiles: straight
// between them over the normal score z, as a normal or lognormal variable is all
// along, and straight on beyond the outer ones as far as its bounds.
type curve struct {
	z, value  []fixed.Num // ascending
	low, high fixed.Num
}

// newCurve runs through the quantiles that the table gives for a quantity, each
// taken through a scale such as the logarithm.
func newCurve(of string, scale func(fixed.Num) fixed.Num) curve {
	c := curve{low: fixed.Min, high: fixed.Max}
	at, values := percentiles(of)
	for i, hundredths := range at {
		c = c.through(score(fixed.FromRatio(hundredths, 100)), scale(values[i]))
	}
	return c
}

// through returns the curve with one more point at its upper end.
func (c curve) through(z, value fixed.Num) curve {
	c.z, c.value = append(c.z, z), append(c.value, value)
	return c
}

// within returns the curve held between two bounds.
func (c curve) within(low, high fixed.Num) curve {
	c.low, c.high = low, high
	return c
}

// at returns the quantile at a normal score.
func (c curve) at(z fixed.Num) fixed.Num {
	i := 1
	for i < len(c.z)-1 && z > c.z[i] {
		i++
	}
	slope := c.value[i].Sub(c.value[i-1]).Div(c.z[i].Sub(c.z[i-1]))
	return c.value[i-1].Add(slope.Mul(z.Sub(c.z[i-1]))).Clamp(c.low, c.high)
}

// score is the normal quantile of a probability.
func score(p fixed.Num) fixed.Num { return fixed.NormalQuantile(fixed.FracOf(p)) }

func identity(x fixed.Num) fixed.Num { return x }

// evenFromZero returns the curve of a positive quantity that has a mode below its
// lowest published quantile, at so many hundredths: evenly spread from zero there.
func (c curve) evenFromZero(hundredths int64) curve {
	var below curve
	for _, thousandths := range [...]int64{1, 2, 5, 10, 20, 50, 100, 150, 200} {
		value := c.value[0].MulInt(thousandths).DivInt(10 * hundredths)
		below = below.through(score(fixed.FromRatio(thousandths, 1000)), value)
	}
	below.z, below.value = append(below.z, c.z...), append(below.value, c.value...)
	return below
}
