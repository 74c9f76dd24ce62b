package scenarios

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

// clock is that of an exercise in which clocks go back on E−2 at 02:00.
func clock(t *testing.T) *model.Clock {
	return &compileText(t, frameText("America/New_York", "2020-11-03", "E-4 08:00", "E+16 07:00", `"E"`), Options{}).Clock
}

func TestTimesAsPeopleWriteThem(t *testing.T) {
	c := clock(t)
	for text, want := range map[string]string{
		"E-3 08:00":        "E−3 08:00",
		"E−3 08:00":        "E−3 08:00",
		"E":                "E 00:00",
		"E 07:03":          "E 07:05",
		"E+1 06:00":        "E+1 06:00",
		"E-3":              "E−3 00:00",
		"2020-10-31 23:55": "E−3 23:55",
		"2020-11-01T12:00": "E−2 12:00",
		"2020-11-03":       "E 00:00",
		" E − 3  08:00 ":   "E−3 08:00",
	} {
		tick, err := ParseTime(c, text)
		require.NoError(t, err, text)
		assert.Equal(t, want, c.Relative(tick), text)
	}
	first, err := ParseTime(c, "E-2 01:30")
	require.NoError(t, err)
	assert.Equal(t, "EDT", c.Local(first).Abbrev, "the first of the two hours is meant")
	after, err := ParseTime(c, "E-2 02:00")
	require.NoError(t, err)
	assert.Equal(t, first+model.Hour+model.Hour/2, after)
}

func TestEveryTickIsReadBack(t *testing.T) {
	c := clock(t)
	for tick := range c.End {
		back, err := ParseTime(c, c.Relative(tick))
		require.NoError(t, err)
		if back != tick {
			require.Equal(t, c.Relative(tick), c.Relative(back), "only an hour that comes twice may differ")
			require.Equal(t, tick-model.Hour, back)
		}
	}
}

func TestWhatIsNoTime(t *testing.T) {
	for _, text := range []string{"", "soon", "E-", "E-12 25:00", "E-12 10:60", "2020-13-01", "E+99999", "12:00", "2020-10-27 9"} {
		_, err := ParseTime(clock(t), text)
		assert.Error(t, err, text)
	}
	_, err := ParseTime(clock(t), "e-3 8:00")
	assert.ErrorContains(t, err, `did you mean "E-3 8:00"? Or write`)
}

func TestTimesOutsideTheExercise(t *testing.T) {
	c := clock(t)
	for text, want := range map[string]model.Tick{"E-4 07:55": -1, "E-4 07:58": 0, "E-4 07:54": -1, "E-5 08:00": -model.Day} {
		tick, err := ParseTime(c, text)
		require.NoError(t, err)
		assert.Equal(t, want, tick, text)
	}
	for _, far := range []string{"E-9999", "E+9999 23:59", "0001-01-01", "9999-12-31"} {
		tick, err := ParseTime(c, far)
		require.NoError(t, err)
		assert.True(t, tick < 0 || tick > c.End, far)
	}
	spring := compileText(t, frameText("America/New_York", "2020-03-10", "E-3", "E", `"E"`), Options{}).Clock
	_, err := ParseTime(&spring, "E-2 02:30")
	assert.EqualError(t, err, "clocks in America/New_York skip E-2 02:30; take a time an hour later")
}
