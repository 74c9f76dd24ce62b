package screen

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/scenarios/scenariotest"
)

func TestNumbersInWords(t *testing.T) {
	for _, c := range []struct{ want, got string }{
		{"0", count(0)},
		{"999", count(999)},
		{"1,000", count(1000)},
		{"12,345,678", count(12345678)},
		{"−1,234", count(-1234)},
		{"0.0", decimal(0, 0+1)},
		{"58.4", decimal(58.44, 1)},
		{"59", decimal(58.5, 0)},
		{"−0.3", decimal(-0.25, 1)},
		{"0.0", decimal(-0.01, 1)},
		{"2,000", decimal(1999.6, 0)},
		{"0.99", decimal(0.994, 2)},
		{"1.00", decimal(0.996, 2)},
		{"58.4%", quantity(58.4, "%", 1)},
		{"12 votes", quantity(12, "votes", 0)},
		{"3", quantity(3, "", 0)},
		{"1 staff-hour", staffHours(fixed.One)},
		{"0.5 staff-hours", staffHours(fixed.MustParse("0.5"))},
		{"12 staff-hours", staffHours(fixed.FromInt(12))},
		{"1 report", plural(1, "report", "reports")},
		{"1,200 reports", plural(1200, "report", "reports")},
	} {
		assert.Equal(t, c.want, c.got)
	}
}

func TestTimesInWords(t *testing.T) {
	clock := &scenariotest.Small(t).Clock // begins on Sunday 1 November 2020, 08:00 EST
	tick := func(d, h, m int) model.Tick {
		return model.Tick(d)*model.Day + model.Tick(h-8)*model.Hour + model.Tick(m/model.MinutesPerTick)
	}
	for _, c := range []struct{ want, got string }{
		{"0 min", span(0)},
		{"55 min", span(11)},
		{"1 h", span(12)},
		{"3 h 20 min", span(40)},
		{"2 d", span(2 * model.Day)},
		{"2 d 4 h", span(2*model.Day + 4*model.Hour + 3)},
		{"takes effect at once", lead(0)},
		{"takes effect in 15 min", lead(3)},
		{"E−2", days(clock, tick(0, 8, 0))},
		{"E", days(clock, tick(2, 8, 0))},
		{"E+1", days(clock, tick(3, 8, 0))},
		{"Sun 1 Nov 2020 · 08:05 EST", dateTime(clock, tick(0, 8, 5))},
		{"09:10", moment(clock, tick(0, 9, 10), tick(0, 20, 0))},
		{"Sun 09:10", moment(clock, tick(0, 9, 10), tick(1, 20, 0))},
		{"1 Nov 09:10", moment(clock, tick(0, 9, 10), tick(8, 20, 0))},
		{"Tue 10:00", moment(clock, tick(2, 10, 0), tick(1, 9, 0))},
		{"09:10", briefMoment(clock, tick(0, 9, 10), tick(0, 20, 0))},
		{"Sun", briefMoment(clock, tick(0, 9, 10), tick(1, 20, 0))},
		{"1 Nov", briefMoment(clock, tick(0, 9, 10), tick(8, 20, 0))},
	} {
		assert.Equal(t, c.want, c.got)
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ want, got string }{
		{"", list(nil, "and")},
		{"a", list([]string{"a"}, "or")},
		{"a or b", list([]string{"a", "b"}, "or")},
		{"a, b and c", list([]string{"a", "b", "c"}, "and")},
		{"Respond (RS)", csf("RS")},
		{"XX", csf("XX")},
		{"System", capital("system")},
		{"", capital("")},
	} {
		assert.Equal(t, c.want, c.got)
	}
	assert.Equal(t, []string{"One line broken.", "Two."}, paragraphs("\nOne line\nbroken.\n\n\nTwo.\n"))
	assert.Empty(t, paragraphs(" \n\n "))
}

// TestWordsForEveryValue finds values of the model for which the screens have no
// words.
func TestWordsForEveryValue(t *testing.T) {
	assert.Len(t, assetNouns, len(model.AssetKindWords))
	assert.Len(t, orgNouns, len(model.OrgKindWords))
	assert.Len(t, methods, len(model.MethodWords))
	assert.Len(t, causes, len(model.CauseWords))
	assert.Len(t, findings, len(model.KnowledgeWords))
	assert.Len(t, outcomes, len(model.KnowledgeWords))
	for _, word := range model.TaskStatusWords {
		assert.Contains(t, verdicts, word)
	}
	for _, m := range mediums {
		assert.NotEmpty(t, m.name)
		assert.NotEmpty(t, m.icon)
	}
}
