package screen

import (
	"math"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/kit"
	"tabletop/internal/kit/chart"
)

// gauge is one measure of the strip.
type gauge struct {
	name    string
	unit    string
	better  int64
	decimal int
	color   assets.Color
	of      func(s sample) float64
}

// gauges are the measures of the strip, the most telling first. All of them are
// public, or counted from the claims that the seat follows.
var gauges = []gauge{
	public(model.ConfidenceNational, "National confidence", assets.Text),
	{
		name: "Posts an hour", unit: "an hour", better: -1, color: assets.Purple,
		of: func(s sample) float64 { return s.posts },
	},
	public(model.HoursLost, "Service hours lost", assets.Orange),
	public(model.VotesBlocked, "Votes blocked", assets.Amber),
}

func public(m model.MeasureID, name string, color assets.Color) gauge {
	of := model.Measures[m]
	return gauge{name, of.Unit, of.Better, of.Decimals, color, func(s sample) float64 { return s.measures[m] }}
}

// strip is the whole exercise as one band: what reached the seat, what it
// decided, and how the measures that it knows went.
func (a *App) strip(all bool) kit.Element {
	s := a.sight
	shown := gauges
	if !all {
		shown = a.course.telling()
	}
	t := chart.Timeline{
		ID: "strip", Label: "The exercise so far", Value: dateTime(s.clock(), s.now),
		From: 0, To: float64(s.clock().End), Now: float64(max(s.now, 0)),
		Ticks: s.calendar(),
		Flags: []chart.Flag{{At: float64(s.clock().Election), Label: date(s.clock(), s.clock().Election) + " · Election Day"}},
		Lanes: []chart.Lane{a.messageLane(), a.decisionLane()},
	}
	for _, g := range shown {
		t.Lanes = append(t.Lanes, a.course.lane(g))
	}
	return kit.Panel{Fill: assets.Surface, Pad: kit.Sides(assets.Apart, assets.Tight), Child: t}
}

// telling are the gauges for a low window: the first two, and one of the others
// once it has moved.
func (c course) telling() []gauge {
	const always = 2
	shown := gauges[:always:always]
	for _, g := range gauges[always:] {
		if g.of(c.last()) != g.of(c[0]) && len(shown) == always {
			shown = append(shown, g)
		}
	}
	return shown
}

// calendar marks the first and the fifteenth of each month, or every day of a
// short exercise.
func (s *sight) calendar() []chart.Tick {
	const short = 14 * model.Day
	var ticks []chart.Tick
	clock := s.clock()
	for t := model.Tick(0); t <= clock.End; t = clock.NextMinute(t, 0) {
		if day := clock.Local(t).Day; day == 1 || day == 15 || t == 0 || clock.End < short {
			ticks = append(ticks, chart.Tick{At: float64(t), Label: date(clock, t)})
		}
	}
	return ticks
}

func (a *App) messageLane() chart.Lane {
	lane := chart.Lane{Name: "Messages"}
	for i := len(a.sight.letters) - 1; i >= 0; i-- {
		l := &a.sight.letters[i]
		mark := chart.Mark{At: float64(l.at), Label: l.title}
		if !a.read[l.key] {
			mark.Icon = assets.Dot
		}
		lane.Marks = append(lane.Marks, mark)
	}
	if n := a.unread(); n > 0 {
		lane.Note = plural(n, "not opened", "not opened")
	}
	return lane
}

func (a *App) decisionLane() chart.Lane {
	lane := chart.Lane{Name: "Your decisions"}
	for _, c := range a.sight.snap.Choices {
		title := a.sight.sc.Decisions[c.Decision].Title
		lane.Marks = append(lane.Marks, chart.Mark{At: float64(c.At), Label: title, Icon: assets.Diamond, Color: assets.Green})
	}
	if n := len(a.sight.underWay()); n > 0 {
		lane.Note = plural(n, "under way", "under way")
	}
	return lane
}

// lane is the course of one measure with its value now and since yesterday.
func (c course) lane(g gauge) chart.Lane {
	lane := chart.Lane{Name: g.name, Color: g.color, Note: c.reading(g), Widest: g.widest()}
	lane.Low, lane.High = c.scale(g)
	for _, s := range c {
		lane.Course = append(lane.Course, chart.XY{X: float64(s.at), Y: g.rounded(g.of(s))})
	}
	if _, direction := g.since(c); direction*float64(g.better) < 0 {
		lane.Ink = assets.Orange
	}
	return lane
}

// widest is the widest reading of a measure that is expected.
func (g gauge) widest() string {
	most := 88_888.0
	if g.unit == "%" {
		most = 88
	}
	return quantity(most, g.unit, g.decimal) + " ▼ " + decimal(most/10, g.decimal) + " since yesterday"
}

// reading is a measure now and since yesterday.
func (c course) reading(g gauge) string {
	words, _ := g.since(c)
	return quantity(g.of(c.last()), g.unit, g.decimal) + words
}

// spark is the course of a measure over a share of the exercise.
func (c course) spark(g gauge, share float64) chart.Spark {
	s := chart.Spark{Label: g.name, Value: c.reading(g), Share: share}
	s.Low, s.High = c.scale(g)
	for i := range c {
		s.Points = append(s.Points, g.rounded(g.of(c[i])))
	}
	return s
}

// scale is the range that a measure is drawn over. It keeps small changes small:
// shares of people get four points at least; amounts stand on nothing and reach
// to ten at least.
func (c course) scale(g gauge) (low, high float64) {
	const points, amount = 4, 10
	low, high = math.Inf(1), math.Inf(-1)
	for i := range c {
		if v := g.rounded(g.of(c[i])); !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	if g.unit != "%" {
		return 0, max(high, amount)
	}
	room := max(points-(high-low), 0) / 2
	return low - room, high + room
}

// rounded keeps the decimals that are shown, so that no line moves where the
// figure beside it stays.
func (g gauge) rounded(v float64) float64 {
	scale := math.Pow10(g.decimal)
	return math.Round(v*scale) / scale
}

// since says how much a measure changed since yesterday, and which way.
func (g gauge) since(c course) (words string, direction float64) {
	change := g.rounded(g.of(c.last()) - g.of(c.before()))
	when := " since yesterday"
	if c.last().at < model.Day {
		when = " since the start"
	}
	switch {
	case change > 0:
		return " ▲ " + decimal(change, g.decimal) + when, 1
	case change < 0:
		return " ▼ " + decimal(-change, g.decimal) + when, -1
	}
	return "", 0
}
