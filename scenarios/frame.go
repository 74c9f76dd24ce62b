package scenarios

import (
	"cmp"
	"time"

	"tabletop/engine/model"
)

// longestExercise bounds the exercise, start to end.
const longestExercise = 400 * model.Day

// frame reads [scenario]: what the pack is called, and its calendar.
func (c *compiler) frame() {
	n := c.root.get("scenario")
	if n == nil {
		c.report(c.root, "scenario", MissingKey, "the pack has no [scenario]")
		return
	}
	t := c.table(n, "scenario", "")
	sc := c.sc
	sc.ID = c.id(t)
	sc.Title = t.text("title", lineSize)
	sc.Version = t.text("version", 30)
	sc.Summary = t.text("summary", paragraphSize)
	sc.Question = t.maybe("question", paragraphSize)
	sc.AsOf = t.day("as_of", true)
	t.tables("sources", func(s *table, _ int) {
		sc.Sources = append(sc.Sources, model.Source{
			Title: s.text("title", lineSize), Date: s.maybe("date", 40), Where: s.maybe("where", lineSize),
		})
	})
	c.clock(t)
	t.done()
}

// id reads a table's id.
func (c *compiler) id(t *table) string {
	n := t.need("id")
	if n == nil {
		return ""
	}
	if n.form != textForm || !validID(n.text) {
		c.report(n, t.key("id"), WrongType, "an id is lower-case words joined by hyphens, at most %d characters, unlike %s", idSize, n.describe())
	}
	return n.text
}

// clock resolves the zone, election day, start and end.
func (c *compiler) clock(t *table) {
	zone, election := c.zone(t), t.day("election_day", true)
	start, end := t.need("start"), t.need("end")
	day, err := parseDay(election)
	if zone == nil || err != nil || start == nil || end == nil {
		return
	}
	k := &c.calendar
	*k = calendar{known: true, zone: zone, election: day}
	from, ok1 := c.unix(start, t.key("start"))
	to, ok2 := c.unix(end, t.key("end"))
	k.known = false
	if !ok1 || !ok2 {
		return
	}
	switch length := to - from; {
	case length <= 0:
		c.report(end, t.key("end"), BadTime, "the exercise ends before it starts")
	case length > int64(longestExercise)*tickSeconds:
		c.report(end, t.key("end"), BadTime, "an exercise may last %d days", longestExercise/model.Day)
	case length%tickSeconds != 0:
		c.report(end, t.key("end"), BadTime, "start and end must lie a multiple of five minutes apart")
	default:
		k.known, k.start, k.end = true, from, model.Tick(length/tickSeconds)
		c.sc.Clock = model.Clock{
			Zone: zone.String(), Start: from, End: k.end, Offsets: k.offsets(),
			Election: model.Tick((k.midnight() - from) / tickSeconds),
		}
	}
}

func (c *compiler) zone(t *table) *time.Location {
	n := t.need("zone")
	if n == nil {
		return nil
	}
	zone, err := time.LoadLocation(n.text)
	if err != nil || n.form != textForm || n.text == "" || n.text == "Local" {
		c.report(n, t.key("zone"), WrongType, `expected a time zone such as "America/New_York", not %s`, n.describe())
		return nil
	}
	return zone
}

// phases reads [[phase]]; phases go in the order of their beginnings.
func (c *compiler) phases() {
	found := make([]model.Phase, len(c.phase.list))
	c.phase.each(c, func(t *table, at int) {
		found[at] = model.Phase{ID: c.phase.list[at].id, Title: t.text("title", lineSize), From: t.mustTime("from", untilEnd)}
	})
	c.phase.reorder(func(a, b int) int {
		return cmp.Or(cmp.Compare(found[a].From, found[b].From), cmp.Compare(a, b))
	})
	for i, row := range c.phase.list {
		c.sc.Phases = append(c.sc.Phases, found[row.at])
		if i > 0 && c.sc.Phases[i].From == c.sc.Phases[i-1].From && c.sc.Phases[i].From != model.None {
			c.report(row.node, row.path+".from", Duplicate, "begins together with the phase %s", c.sc.Phases[i-1].ID)
		}
	}
	if c.calendar.known && len(c.sc.Phases) > 0 && c.sc.Phases[0].From > 0 {
		row := c.phase.list[0]
		c.report(row.node, row.path+".from", BadTime, "no phase is in force when the exercise starts; the first begins later")
	}
}
