package model

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// eastern is the flagship's clock: E−60 of 2020 in New York, across the change
// from daylight time on 1 November.
func eastern(t *testing.T) (*Clock, *time.Location) {
	zone, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	start := time.Date(2020, 9, 4, 0, 0, 0, 0, zone)
	back := time.Date(2020, 11, 1, 6, 0, 0, 0, time.UTC)
	ticks := func(at time.Time) Tick { return Tick(at.Sub(start) / (5 * time.Minute)) }
	return &Clock{
		Zone: "America/New_York", Start: start.Unix(), End: ticks(time.Date(2020, 11, 17, 18, 0, 0, 0, zone)),
		Election: ticks(time.Date(2020, 11, 3, 0, 0, 0, 0, zone)),
		Offsets:  []Offset{{From: 0, Seconds: -4 * 3600, Abbrev: "EDT"}, {From: ticks(back), Seconds: -5 * 3600, Abbrev: "EST"}},
	}, zone
}

func TestClockAgreesWithTheStandardLibrary(t *testing.T) {
	c, zone := eastern(t)
	start := time.Unix(c.Start, 0)
	for tick := Tick(-1); tick <= c.End; tick += 7 {
		want := start.Add(time.Duration(tick) * 5 * time.Minute).In(zone)
		assert.Equal(t, want.Format("Mon 2 Jan 2006 15:04 MST"), c.Format(tick))
	}
}

func TestRelativeTimes(t *testing.T) {
	c, _ := eastern(t)
	for tick, want := range map[Tick]string{
		0: "E−60 00:00", Hour: "E−60 01:00", c.Election: "E 00:00", c.Election + 30*Hour: "E+1 06:00",
		c.Election - Day: "E−1 00:00",
	} {
		assert.Equal(t, want, c.Relative(tick))
	}
	assert.EqualValues(t, 60, c.DaysToElection(0))
	assert.EqualValues(t, -14, c.DaysToElection(c.End))
}

func TestNextMinuteCrossesTheClockChange(t *testing.T) {
	c, _ := eastern(t)
	for tick := Tick(0); tick < c.End; tick += 11 {
		for _, minute := range []int64{0, 8 * 60, 18 * 60} {
			next := c.NextMinute(tick, minute)
			assert.Greater(t, next, tick)
			assert.LessOrEqual(t, next, tick+Day+Hour)
			assert.EqualValues(t, minute, c.MinuteOfDay(next), c.Format(next))
		}
	}
}

func TestSameDay(t *testing.T) {
	c, _ := eastern(t)
	assert.True(t, c.SameDay(0, Day-1))
	assert.False(t, c.SameDay(0, Day))
}
