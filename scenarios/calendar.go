package scenarios

import (
	"time"
	_ "time/tzdata" // zones without the machine's own data

	"tabletop/engine/model"
)

// calendar turns the local times of a pack into ticks.
type calendar struct {
	known    bool // false when [scenario] does not give one
	zone     *time.Location
	election time.Time // noon UTC on the civil date of election day
	start    int64     // Unix seconds
	end      model.Tick
}

// instant returns the Unix seconds of a local time; ok is false when the clock
// skips it.
func (k *calendar) instant(m moment) (unix int64, ok bool) { return m.instant(k.election, k.offset) }

func (k *calendar) offset(unix int64) int64 {
	_, offset := time.Unix(unix, 0).In(k.zone).Zone()
	return int64(offset)
}

// offsets lists the distances from UTC in force during the exercise.
func (k *calendar) offsets() []model.Offset {
	var all []model.Offset
	for unix := k.start; ; {
		at := time.Unix(unix, 0).In(k.zone)
		abbrev, seconds := at.Zone()
		all = append(all, model.Offset{From: ticksUp(unix - k.start), Seconds: int64(seconds), Abbrev: abbrev})
		_, next := at.ZoneBounds()
		if next.IsZero() || ticksUp(next.Unix()-k.start) > k.end {
			return all
		}
		unix = next.Unix()
	}
}

const tickSeconds = model.MinutesPerTick * 60

// ticksUp is the first tick at or after so many seconds.
func ticksUp(seconds int64) model.Tick {
	if seconds <= 0 {
		return model.Tick(seconds / tickSeconds)
	}
	return model.Tick((seconds-1)/tickSeconds + 1)
}

// midnight is the first moment of election day; in some zones clocks skip 00:00.
func (k *calendar) midnight() int64 {
	for minute := range 4 * 60 {
		if unix, ok := k.instant(moment{relative: true, minute: minute}); ok {
			return unix
		}
	}
	return k.election.Unix()
}

// span says which times a key may hold.
type span int

const (
	withinExercise span = iota
	untilEnd            // may lie before the exercise
	anyTime
)

// time reads a local time as a tick; None when it is absent or wrong.
func (t *table) time(key string, s span) model.Tick {
	n := t.get(key)
	if n == nil {
		return model.None
	}
	return t.c.time(n, t.key(key), s)
}

func (t *table) mustTime(key string, s span) model.Tick {
	if n := t.need(key); n != nil {
		return t.c.time(n, t.key(key), s)
	}
	return model.None
}

// time resolves a time of the pack to a tick.
func (c *compiler) time(n *node, path string, s span) model.Tick {
	unix, ok := c.unix(n, path)
	if !ok {
		return model.None
	}
	from := unix - c.calendar.start
	at := model.Tick(from / tickSeconds)
	end := c.sc.Clock.Format(c.calendar.end)
	switch {
	case from%tickSeconds != 0:
		c.report(n, path, BadTime, "times go in steps of five minutes, unlike %s", n.text)
	case s == withinExercise && from < 0:
		c.report(n, path, BadTime, "%s lies before the exercise, which starts %s", n.text, c.sc.Clock.Format(0))
	case s != anyTime && at > c.calendar.end:
		c.report(n, path, BadTime, "%s lies after the exercise, which ends %s", n.text, end)
	default:
		return at
	}
	return model.None
}

// unix resolves a time of the pack to Unix seconds.
func (c *compiler) unix(n *node, path string) (int64, bool) {
	m, err := parseMoment(n.text)
	switch {
	case n.form == instantForm:
		c.report(n, path, WrongType, "times are local to the scenario's zone; leave the offset out of %s", n.text)
		return 0, false
	case err != nil || n.form != textForm && n.form != dateForm && n.form != momentForm:
		p := c.report(n, path, WrongType, `expected a time such as "E-12 19:00" or 2020-10-27 09:25, not %s`, n.describe())
		p.Suggestion = hintMoment(n.text)
		return 0, false
	case !c.calendar.known:
		return 0, false
	}
	unix, ok := c.calendar.instant(m)
	if !ok {
		c.report(n, path, BadTime, "clocks in %s skip %s; take a time an hour later", c.calendar.zone, n.text)
	}
	return unix, ok
}
