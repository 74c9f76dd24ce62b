package ensemble

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// counted returns 1 to n as figures, the last ones never reached.
func counted(n, never int) []fixed.Num {
	all := make([]fixed.Num, n)
	for i := range all {
		all[n-1-i] = fixed.FromInt(int64(i + 1))
		if i >= n-never {
			all[n-1-i] = model.Unknown
		}
	}
	return all
}

func between(low, high int64) model.Published {
	return model.Published{AtLeast: fixed.FromInt(low), AtMost: fixed.FromInt(high)}
}

// TestBands by hand: of 1 to 10 the 10th percentile is 1, the median 5, the 90th 9.
func TestBands(t *testing.T) {
	f := finding(between(5, 5), counted(10, 0))
	assert.Equal(t, Band{Low: 1, Median: 5, High: 9, Runs: 10}, f.Band)
	f = finding(between(5, 5), counted(500, 0))
	assert.Equal(t, Band{Low: 50, Median: 250, High: 450, Runs: 500}, f.Band)
	f = finding(between(5, 5), counted(10, 2))
	assert.Equal(t, Band{Low: 1, Median: 5, High: math.Inf(1), Runs: 10, Never: 2}, f.Band)
	f = finding(between(3, 3), counted(1, 0))
	assert.Equal(t, Band{Low: 1, Median: 1, High: 1, Runs: 1}, f.Band)
}

func TestWhatLiesInside(t *testing.T) {
	open := between(0, 0)
	for name, c := range map[string]struct {
		published model.Published
		never     int
		inside    bool
	}{
		"at the lower end":            {between(1, 1), 0, true},
		"at the upper end":            {between(9, 9), 0, true},
		"beyond the upper end":        {between(10, 10), 0, false},
		"below":                       {between(0, 0), 0, false},
		"an interval that begins in":  {between(9, 20), 0, true},
		"an interval that ends in":    {between(-5, 1), 0, true},
		"an interval around":          {between(-5, 50), 0, true},
		"an interval beyond":          {between(10, 50), 0, false},
		"at least, reached":           {model.Published{AtLeast: fixed.FromInt(9), AtMost: fixed.Max}, 0, true},
		"at least, not reached":       {model.Published{AtLeast: fixed.FromInt(10), AtMost: fixed.Max}, 0, false},
		"at most, reached":            {model.Published{AtLeast: fixed.Min, AtMost: fixed.FromInt(1)}, 0, true},
		"at most, not reached":        {model.Published{AtLeast: fixed.Min, AtMost: open.AtMost}, 0, false},
		"beyond, where some have not": {between(10, 10), 2, true},
		"none has":                    {between(5, 5), 10, false},
		"at least, and none has":      {model.Published{AtLeast: fixed.FromInt(1), AtMost: fixed.Max}, 10, false},
		"at most, and none has":       {model.Published{AtLeast: fixed.Min, AtMost: fixed.FromInt(24)}, 10, false},
	} {
		assert.Equal(t, c.inside, finding(c.published, counted(10, c.never)).Inside, name)
	}
}

// TestTheShareOfRunsThatMeetABound stands beside bands that a bound only touches.
func TestTheShareOfRunsThatMeetABound(t *testing.T) {
	atLeast := func(n int64) model.Published { return model.Published{AtLeast: fixed.FromInt(n), AtMost: fixed.Max} }
	atMost := func(n int64) model.Published { return model.Published{AtLeast: fixed.Min, AtMost: fixed.FromInt(n)} }
	for name, c := range map[string]struct {
		published model.Published
		never     int
		share     float64
		bounded   bool
	}{
		"at least, by a few":           {atLeast(9), 0, 0.2, true},
		"at least, not come is no yes": {atLeast(9), 2, 0, true},
		"at most":                      {atMost(4), 0, 0.4, true},
		"at most, by all who came":     {atMost(24), 3, 0.7, true},
		"between":                      {between(3, 7), 0, 0.5, true},
		"a value":                      {between(5, 5), 0, 0.1, false},
		"none":                         {between(20, 30), 0, 0, true},
	} {
		f := finding(c.published, counted(10, c.never))
		assert.InDelta(t, c.share, f.Share, 1e-12, name)
		assert.Equal(t, c.bounded, f.Bounded(), name)
	}
}

func TestABandIsJSON(t *testing.T) {
	text, err := json.Marshal(Band{Low: 1.5, Median: 2, High: math.Inf(1), Runs: 10, Never: 2})
	require.NoError(t, err)
	assert.JSONEq(t, `{"low": 1.5, "median": 2, "high": null, "runs": 10, "never": 2}`, string(text))
}
