package scenarios

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

// frameText is the least pack: a calendar, one office and one inject.
func frameText(zone, election, start, end, inject string) string {
	return fmt.Sprintf(`format = 1
[scenario]
id = "frame"
title = "A frame"
version = "1"
summary = "Nothing but a calendar."
as_of = 2020-01-01
election_day = %s
start = "%s"
end = "%s"
zone = "%s"
[[org]]
id = "office"
name = "An office"
kind = "election-office"
seat = true
evidence = "assumption"
analysts = 1
shift = "always"
triage = "1 h"
credibility = "50%%"
x = 0.5
y = 0.5
[[inject]]
id = "one"
title = "One"
at = %s
from = "Control"
to = "office"
method = "email"
text = "At its time."
`, election, start, end, zone, inject)
}

func TestClock(t *testing.T) {
	for _, c := range []struct {
		name                        string
		zone, election, start, end  string
		inject, formatted, relative string
		hoursFromStart              float64
		offsetsCount                int
	}{
		{"a common day", "America/New_York", "2020-11-03", "E-12", "E+1", `"E-12 19:00"`, "Thu 22 Oct 2020 19:00 EDT", "E−12 19:00", 19, 2},
		{"without an hour", "America/New_York", "2020-11-03", "E-12", "E+1", `"E"`, "Tue 3 Nov 2020 00:00 EST", "E 00:00", 12*24 + 1, 2},
		{"after clocks went back", "America/New_York", "2020-11-03", "E-3", "E+1", `"E-2 06:00"`, "Sun 1 Nov 2020 06:00 EST", "E−2 06:00", 31, 2},
		{"the first of two half past one", "America/New_York", "2020-11-03", "E-2", "E+1", `"E-2 01:30"`, "Sun 1 Nov 2020 01:30 EDT", "E−2 01:30", 1.5, 2},
		{"in local form", "America/New_York", "2020-11-03", "E-2", "E+1", `2020-11-03 09:30`, "Tue 3 Nov 2020 09:30 EST", "E 09:30", 48 + 1 + 9.5, 2},
		{"as text", "America/New_York", "2020-11-03", "E-2", "E+1", `"2020-11-03T09:00"`, "Tue 3 Nov 2020 09:00 EST", "E 09:00", 48 + 1 + 9, 2},
		{"clocks go forward", "America/New_York", "2020-03-10", "E-3", "E", `"E-2 03:00"`, "Sun 8 Mar 2020 03:00 EDT", "E−2 03:00", 26, 2},
		{"no change of clocks", "America/Phoenix", "2020-11-03", "E-9", "E", `"E-2 01:30"`, "Sun 1 Nov 2020 01:30 MST", "E−2 01:30", 7*24 + 1.5, 1},
		{"east of Greenwich", "Europe/Berlin", "2021-09-26", "E-1", "E+1", `"E 08:00"`, "Sun 26 Sep 2021 08:00 CEST", "E 08:00", 32, 1},
		{"half an hour off", "Asia/Kolkata", "2024-04-19", "E-1", "E+1", `"E+1"`, "Sat 20 Apr 2024 00:00 IST", "E+1 00:00", 48, 1},
		{"a typographic minus", "America/New_York", "2020-11-03", "E−3", "E+1", `"E − 2 06:00"`, "Sun 1 Nov 2020 06:00 EST", "E−2 06:00", 31, 2},
		{"clocks skip midnight", "America/Havana", "2021-03-14", "E-1", "E+1", `"E 08:00"`, "Sun 14 Mar 2021 08:00 CDT", "E 08:00", 31, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			sc := compileText(t, frameText(c.zone, c.election, c.start, c.end, c.inject), Options{})
			at := sc.Injects[0].At
			assert.Equal(t, c.formatted, sc.Clock.Format(at))
			assert.Equal(t, c.relative, sc.Clock.Relative(at))
			assert.Equal(t, model.Tick(c.hoursFromStart*12), at)
			assert.Len(t, sc.Clock.Offsets, c.offsetsCount)
			assert.Equal(t, int64(0), sc.Clock.DaysToElection(sc.Clock.Election))
			assert.Equal(t, int64(1), sc.Clock.DaysToElection(sc.Clock.Election-1))
		})
	}
}

// TestClockAgreesWithZoneData walks a year of exercises in zones with odd rules.
func TestClockAgreesWithZoneData(t *testing.T) {
	for _, zone := range []string{"America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu", "UTC"} {
		where, err := time.LoadLocation(zone)
		require.NoError(t, err)
		sc := compileText(t, frameText(zone, "2021-06-01", "E-199", "E+199", `"E"`), Options{})
		for at := model.Tick(0); at <= sc.Clock.End; at += 7 {
			want := time.Unix(sc.Clock.Start+int64(at)*300, 0).In(where).Format("2006-01-02 15:04 MST")
			l := sc.Clock.Local(at)
			require.Equal(t, want, fmt.Sprintf("%d-%02d-%02d %02d:%02d %s", l.Year, l.Month, l.Day, l.Hour, l.Minute, l.Abbrev), zone)
		}
	}
}

func TestNoTimes(t *testing.T) {
	for text, hint := range map[string]string{
		"e-12 19:00": "E-12 19:00", "E-12 7.30": "E-12 7:30", "E-12, 19:00": "E-12 19:00", "E12": "", "E-12 25:00": "", "E-12 19": "",
		"tomorrow": "", "": "", "2020-13-01": "", "2020-11-03 24:00": "", "19:00": "", "E--1": "",
	} {
		_, err := parseMoment(text)
		assert.Error(t, err, text)
		assert.Equal(t, hint, hintMoment(text), text)
	}
}

// FuzzTime: what parses has a minute of a day; a suggestion parses.
func FuzzTime(f *testing.F) {
	for _, seed := range []string{"E", "E-12 19:00", "E+1 06:00", "2020-10-27 09:25", "2020-10-27T09:25:00", "e +1, 6.00", "E−9999 23:59"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := parseMoment(text)
		if err == nil && (m.minute < 0 || m.minute >= 24*60 || m.days > 9999 || m.days < -9999) {
			t.Errorf("%q gave %+v", text, m)
		}
		if meant := hintMoment(text); meant != "" {
			if _, err := parseMoment(meant); err != nil {
				t.Errorf("the hint %q for %q is no time", meant, text)
			}
		}
		if _, compiled := openText(t, frameText("America/New_York", "2020-11-03", "E-12", "E+1", strconv.Quote(text))).Compile(Options{}); compiled == nil && err != nil {
			t.Errorf("%q compiled but is no time", text)
		}
	})
}
