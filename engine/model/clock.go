package model

import "fmt"

// Tick counts five-minute steps of elapsed time since the scenario starts
// (evidence D1). Local clock changes do not touch it.
type Tick int64

// Units of elapsed time in ticks.
const (
	MinutesPerTick      = 5
	Hour           Tick = 60 / MinutesPerTick
	Day            Tick = 24 * Hour
)

// Never is a tick that is never reached.
const Never Tick = 1<<62 - 1

// Clock turns ticks into local time. It is resolved once, at load, from zone
// data, so that the core holds no clock and no zone database.
type Clock struct {
	Zone     string   `json:"zone"`     // IANA name, for display
	Start    int64    `json:"start"`    // Unix seconds, UTC, of tick 0
	End      Tick     `json:"end"`      // last tick of the exercise
	Election Tick     `json:"election"` // local midnight that begins election day
	Offsets  []Offset `json:"offsets"`  // in order of From; the first has From 0 or earlier
}

// Offset is a span of ticks with one distance from UTC.
type Offset struct {
	From    Tick   `json:"from"`
	Seconds int64  `json:"seconds"` // east of UTC
	Abbrev  string `json:"abbrev"`  // EDT, EST
}

// NextHour returns the first whole hour of elapsed time after a tick, tick 0
// before the first.
func NextHour(t Tick) Tick {
	if t < 0 {
		return 0
	}
	return (t/Hour + 1) * Hour
}

// Offset returns the distance from UTC in force at the tick; before tick 0 it is
// that of tick 0.
func (c *Clock) Offset(t Tick) Offset {
	at := Offset{Abbrev: "UTC"}
	for i, o := range c.Offsets {
		if i > 0 && o.From > t {
			break
		}
		at = o
	}
	return at
}

// Local is a local calendar time.
type Local struct {
	Year, Month, Day int64
	Weekday          int64 // 0 is Sunday
	Hour, Minute     int64
	Abbrev           string
}

// Local returns the local calendar time of a tick.
func (c *Clock) Local(t Tick) Local {
	o := c.Offset(t)
	minutes := floorDiv(c.Start+o.Seconds, 60) + int64(t)*MinutesPerTick
	days := floorDiv(minutes, 24*60)
	inDay := minutes - days*24*60
	y, m, d := civil(days)
	return Local{
		Year: y, Month: m, Day: d, Weekday: floorMod(days+4, 7),
		Hour: inDay / 60, Minute: inDay % 60, Abbrev: o.Abbrev,
	}
}

// MinuteOfDay returns the local minute of the day, 0 to 1439.
func (c *Clock) MinuteOfDay(t Tick) int64 {
	l := c.Local(t)
	return l.Hour*60 + l.Minute
}

// dayNumber counts local calendar days since 1 January 1970.
func (c *Clock) dayNumber(t Tick) int64 {
	return floorDiv(floorDiv(c.Start+c.Offset(t).Seconds, 60)+int64(t)*MinutesPerTick, 24*60)
}

// DaysToElection counts local calendar days until election day: 12 on E−12,
// 0 on the day, negative after it.
func (c *Clock) DaysToElection(t Tick) int64 { return c.dayNumber(c.Election) - c.dayNumber(t) }

// SameDay reports whether two ticks fall on one local calendar day.
func (c *Clock) SameDay(a, b Tick) bool { return c.dayNumber(a) == c.dayNumber(b) }

// NextMinute returns the first tick after t whose local time of day is the
// given minute. A local time that a clock change skips counts as the next tick
// that exists.
func (c *Clock) NextMinute(t Tick, minute int64) Tick {
	wait := minute - c.MinuteOfDay(t)
	if wait <= 0 {
		wait += 24 * 60
	}
	next := t + Tick((wait+MinutesPerTick-1)/MinutesPerTick)
	shift := c.Offset(t).Seconds - c.Offset(next).Seconds
	next += Tick(shift / 60 / MinutesPerTick)
	if next <= t {
		next += Day
	}
	return next
}

// Relative writes a tick as people plan: "E−12 19:00", "E 07:00", "E+1 00:30".
func (c *Clock) Relative(t Tick) string {
	l := c.Local(t)
	days := c.DaysToElection(t)
	switch {
	case days > 0:
		return fmt.Sprintf("E−%d %02d:%02d", days, l.Hour, l.Minute)
	case days < 0:
		return fmt.Sprintf("E+%d %02d:%02d", -days, l.Hour, l.Minute)
	}
	return fmt.Sprintf("E %02d:%02d", l.Hour, l.Minute)
}

var (
	monthNames = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	dayNames   = [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
)

// Format writes the local time: "Tue 27 Oct 2020 09:25 EDT".
func (c *Clock) Format(t Tick) string {
	l := c.Local(t)
	return fmt.Sprintf("%s %d %s %d %02d:%02d %s",
		dayNames[l.Weekday], l.Day, monthNames[l.Month-1], l.Year, l.Hour, l.Minute, l.Abbrev)
}

// civil turns days since 1970-01-01 into a proleptic Gregorian date
// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
func civil(days int64) (year, month, day int64) {
	z := days + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = mp + 3
	if month > 12 {
		month -= 12
	}
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }
