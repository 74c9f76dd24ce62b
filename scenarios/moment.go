package scenarios

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"tabletop/engine/model"
)

// moment is a local time as written: a civil date, or days from election day.
type moment struct {
	relative bool
	days     int       // from election day, when relative
	date     time.Time // noon UTC on the civil date, otherwise
	minute   int       // of the day
}

var (
	relativeMoment = regexp.MustCompile(`^E(?: ?([-+−–]) ?(\d{1,4}))?(?: +(\d{1,2}):(\d{2}))?$`)
	isoMoment      = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::00)?)?$`)
)

var errMoment = errors.New("no time")

// parseDay reads a civil date.
func parseDay(text string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, text)
	return day.Add(12 * time.Hour), err
}

// parseMoment reads "E-12 19:00", "E", "E+1 06:00" or "2020-10-27 09:25".
func parseMoment(text string) (moment, error) {
	if m := relativeMoment.FindStringSubmatch(text); m != nil {
		days, _ := strconv.Atoi("0" + m[2])
		if m[1] != "+" {
			days = -days
		}
		minute, err := parseMinute(m[3], m[4])
		return moment{relative: true, days: days, minute: minute}, err
	}
	m := isoMoment.FindStringSubmatch(text)
	if m == nil {
		return moment{}, errMoment
	}
	day, err := parseDay(m[1])
	if err != nil {
		return moment{}, errMoment
	}
	minute, err := parseMinute(m[2], m[3])
	return moment{date: day, minute: minute}, err
}

// parseMinute reads an hour and a minute, both absent for midnight.
func parseMinute(hour, minute string) (int, error) {
	if hour == "" {
		return 0, nil
	}
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	if h > 23 || m > 59 {
		return 0, errMoment
	}
	return h*60 + m, nil
}

// instant returns the Unix seconds of a local time, given election day as noon
// UTC on its civil date and the distance from UTC, in seconds, at any moment. A
// time that occurs twice, as clocks go back, means the first; ok is false when
// the clock skips it.
func (m moment) instant(election time.Time, offset func(unix int64) int64) (unix int64, ok bool) {
	date := m.date
	if m.relative {
		date = election.AddDate(0, 0, m.days)
	}
	asUTC := date.Add(time.Duration(m.minute)*time.Minute - 12*time.Hour).Unix()
	for _, near := range []int64{-24 * 3600, 24 * 3600} { // the offset before a change is tried first
		away := offset(asUTC + near)
		if at := asUTC - away; offset(at) == away {
			return at, true
		}
	}
	return 0, false
}

// ParseTime reads a moment of an exercise as packs and people write it: days from
// election day and local time ("E-12 19:00", "E", "E+1 06:00"; midnight where no
// hour is given), or a local date ("2020-10-27 09:25"). Where clocks go back, the
// first of the two hours is meant. It returns the first tick that is not earlier,
// which may lie outside the exercise. The error says what a time looks like.
func ParseTime(c *model.Clock, text string) (model.Tick, error) {
	text = strings.TrimSpace(text)
	m, err := parseMoment(text)
	if err != nil {
		meant := ""
		if hint := hintMoment(text); hint != "" {
			meant = fmt.Sprintf("did you mean %q? Or ", hint)
		}
		return 0, fmt.Errorf("%q is no time; %swrite E-12 19:00 (days before election day), E+1 06:00, or 2020-10-27 09:25", shortened(text), meant)
	}
	l := c.Local(c.Election)
	election := time.Date(int(l.Year), time.Month(l.Month), int(l.Day), 12, 0, 0, 0, time.UTC)
	unix, ok := m.instant(election, func(unix int64) int64 { return c.Offset(ticksUp(unix - c.Start)).Seconds })
	if !ok {
		return 0, fmt.Errorf("clocks in %s skip %s; take a time an hour later", c.Zone, text)
	}
	return ticksUp(unix - c.Start), nil
}

var looseMoment = regexp.MustCompile(`^[eE] ?([-+−–]?) ?(\d{1,4})?[ T,]*(?:(\d{1,2})[:.h](\d{2}))?$`)

// hintMoment guesses what was meant by a text that is no time.
func hintMoment(text string) string {
	m := looseMoment.FindStringSubmatch(text)
	if m == nil || m[2] != "" && m[1] == "" {
		return ""
	}
	meant := "E"
	if m[2] != "" {
		meant += map[bool]string{true: "+", false: "-"}[m[1] == "+"] + m[2]
	}
	if m[3] != "" {
		meant += " " + m[3] + ":" + m[4]
	}
	if _, err := parseMoment(meant); err != nil || meant == text {
		return ""
	}
	return meant
}
