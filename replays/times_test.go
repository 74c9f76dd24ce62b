package replays

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

func clock() *model.Clock {
	c := sample().Clock
	return &c
}

func TestTimesAsPeopleWriteThem(t *testing.T) {
	c := clock() // clocks go back on E−2 at 02:00
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
	c := clock()
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
		_, err := ParseTime(clock(), text)
		assert.Error(t, err, text)
	}
}
