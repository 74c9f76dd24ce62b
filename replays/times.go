package replays

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"tabletop/engine/model"
)

var (
	relativeTime = regexp.MustCompile(`^E(?:([+-])(\d{1,4}))?(?: (\d{1,2}):(\d{2}))?$`)
	localTime    = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{1,2}):(\d{2}))?$`)
)

// ParseTime reads a moment as people plan: "E-12 19:00", "E", "E+1 06:00" (days
// from election day, local time, midnight where no hour is given) or local ISO
// "2020-10-27 09:25". Where clocks go back, the first of the two hours is
// meant. The tick returned is the first that is not earlier.
func ParseTime(c *model.Clock, text string) (model.Tick, error) {
	plain := strings.ReplaceAll(strings.TrimSpace(text), "−", "-")
	if m := relativeTime.FindStringSubmatch(plain); m != nil {
		days := number(m[2])
		if m[1] == "-" {
			days = -days
		}
		return tickAt(c, text, days, m[3], m[4])
	}
	if m := localTime.FindStringSubmatch(plain); m != nil {
		l := c.Local(c.Election)
		days := dayNumber(number(m[1]), number(m[2]), number(m[3])) - dayNumber(l.Year, l.Month, l.Day)
		if month, day := number(m[2]), number(m[3]); month < 1 || month > 12 || day < 1 || day > 31 {
			return 0, fmt.Errorf("%q is no date", text)
		}
		return tickAt(c, text, days, m[4], m[5])
	}
	return 0, fmt.Errorf("%q is no time; write E-12 19:00 (days before election day), E+1 06:00, or 2020-10-27 09:25", text)
}

// tickAt finds the tick of a local time some days from election day.
func tickAt(c *model.Clock, text string, days int64, hour, minute string) (model.Tick, error) {
	h, m := number(hour), number(minute)
	if h > 23 || m > 59 {
		return 0, fmt.Errorf("%q is no time of day; hours go from 00:00 to 23:59", text)
	}
	inDay := h*60 + m
	t := c.Election + model.Tick(days)*model.Day + model.Tick((inDay+model.MinutesPerTick-1)/model.MinutesPerTick)
	// The offset in force is that of the day before or of the day after, and the
	// earlier of two readings counts.
	shift := func(near model.Tick) (model.Tick, int64) {
		offset := c.Offset(max(near, 0)).Seconds
		return t + model.Tick((c.Offset(max(c.Election, 0)).Seconds-offset)/60/model.MinutesPerTick), offset
	}
	if early, offset := shift(t - model.Day); c.Offset(max(early, 0)).Seconds == offset {
		return early, nil
	}
	late, _ := shift(t + model.Day)
	return late, nil
}

// dayNumber counts days of the Gregorian calendar from a fixed one; only
// differences have a meaning (Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms").
func dayNumber(year, month, day int64) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day
}

func number(digits string) int64 {
	n, _ := strconv.ParseInt(digits, 10, 64)
	return n
}
