package scenarios

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// unit says how a quantity is written, and between which bounds it lies.
type unit struct {
	name      string // "a duration"
	example   string // `"6 h"`
	parse     func(string) (int64, error)
	low, high int64
	bounds    string // the same in words
	hint      func(string) string
	defaults  bool // may be absent
	fallback  int64
	assumed   string // the default as text, cited as an assumption
	uncited   bool   // needs no evidence
}

var errUnit = errors.New("another unit")

// Units of quantities.
var (
	share = unit{
		name: "a share", example: `"35%"`, parse: parseShare, hint: hintShare,
		high: int64(fixed.One), bounds: "between 0% and 100%",
	}
	// place is a share of the width or height of the network picture.
	place = unit{
		name: "a number", example: "0.5", parse: parseNumber,
		high: int64(fixed.One), bounds: "between 0 and 1", uncited: true,
	}
	number = unit{
		name: "a number", example: `"1.5"`, parse: parseNumber,
		low: math.MinInt64, high: math.MaxInt64,
	}
	factor = unit{
		name: "a factor", example: `"1.5"`, parse: parseNumber,
		high: int64(fixed.FromInt(1_000_000)), bounds: "between 0 and 1,000,000",
	}
	positive = unit{
		name: "a number above 0", example: `"1.5"`, parse: parseNumber,
		low: 1, high: int64(fixed.FromInt(2_000_000_000)), bounds: "above 0 and at most 2,000,000,000",
	}
	count = unit{
		name: "a whole number", example: "14_000", parse: parseCount,
		high: 1_000_000_000_000, bounds: "between 0 and 1,000,000,000,000",
	}
	duration = unit{
		name: "a duration", example: `"30 min", "6 h", "2 d" or "3 w"`, parse: parseDuration, hint: hintDuration,
		high: int64(longest), bounds: "between 0 and 520 weeks",
	}
	// days is a duration that the model carries as a number of days.
	days = unit{
		name: "a duration", example: `"6 h" or "2 d"`, parse: parseDays, hint: hintDuration,
		high: int64(fixed.FromInt(3640)), bounds: "between 0 and 520 weeks",
	}
	staffHours = unit{
		name: "staff-hours", example: `"4 h"`, parse: parseHours, hint: hintDuration,
		high: int64(fixed.FromInt(100_000)), bounds: "between 0 and 100,000 hours",
	}
)

const longest = 520 * 7 * model.Day

// or makes the unit's quantity optional, with a default that is cited as an
// assumption.
func (u unit) or(text string) unit {
	u = u.orNeutral(text)
	u.assumed = text
	return u
}

// orNeutral makes the unit's quantity optional, with a default that changes
// nothing and needs no citation.
func (u unit) orNeutral(text string) unit {
	value, err := u.parse(text)
	if err != nil {
		panic(fmt.Sprintf("default %q: %v", text, err))
	}
	u.defaults, u.fallback = true, value
	return u
}

// orUnlimited makes the unit's quantity optional, and 0 where it is left out.
func (u unit) orUnlimited() unit {
	u.defaults, u.fallback = true, 0
	return u
}

// plain makes the unit's quantity need no evidence.
func (u unit) plain() unit {
	u.uncited = true
	return u
}

// within narrows the bounds.
func (u unit) within(low, high, words string) unit {
	u.low, u.high, u.bounds = u.mustParse(low), u.mustParse(high), words
	return u
}

func (u unit) mustParse(text string) int64 {
	value, err := u.parse(text)
	if err != nil {
		panic(fmt.Sprintf("bound %q: %v", text, err))
	}
	return value
}

func parseNumber(text string) (int64, error) {
	x, err := fixed.Parse(text)
	return int64(x), err
}

// parseShare reads "35%" or "0.35"; a percent sign shifts the point, so that the
// value is rounded once.
func parseShare(text string) (int64, error) {
	if percent, ok := strings.CutSuffix(text, "%"); ok {
		percent = strings.TrimSpace(percent)
		if strings.ContainsAny(percent, "eE") {
			return 0, errUnit
		}
		return parseNumber(percent + "e-2")
	}
	return parseNumber(text)
}

// parseCount reads a whole number, underscores between digits allowed.
func parseCount(text string) (int64, error) {
	digits := strings.ReplaceAll(text, "_", "")
	if digits == "" || len(digits) > 18 || strings.Trim(digits, "0123456789") != "" {
		return 0, errUnit
	}
	var n int64
	for _, d := range []byte(digits) {
		n = n*10 + int64(d-'0')
	}
	return n, nil
}

// minutes are the units of durations.
var minutes = []struct {
	unit    string
	minutes int64
}{{"min", 1}, {"h", 60}, {"d", 24 * 60}, {"w", 7 * 24 * 60}}

// splitDuration reads "6 h" as 6 and the minutes of an hour.
func splitDuration(text string) (fixed.Num, int64, error) {
	at := strings.LastIndexAny(text, "0123456789.") + 1
	word := strings.TrimSpace(text[at:])
	for _, m := range minutes {
		if m.unit == word {
			n, err := fixed.Parse(strings.TrimSpace(text[:at]))
			return n, m.minutes, err
		}
	}
	return 0, 0, errUnit
}

// parseDuration reads a duration as ticks, rounded to the nearest; a duration
// above 0 has at least one.
func parseDuration(text string) (int64, error) {
	if text == "0" {
		return 0, nil
	}
	n, size, err := splitDuration(text)
	if err != nil || n < 0 {
		return min(int64(n), 0), err
	}
	if n >= fixed.FromInt(int64(longest)) {
		return int64(longest) + 1, nil
	}
	ticks := fixed.MulDiv(n, fixed.FromInt(size), fixed.FromInt(model.MinutesPerTick)).Round()
	if ticks == 0 && n > 0 {
		ticks = 1
	}
	return ticks, nil
}

// parseDays reads a duration as days.
func parseDays(text string) (int64, error) {
	if text == "0" {
		return 0, nil
	}
	n, size, err := splitDuration(text)
	return int64(fixed.MulDiv(n, fixed.FromInt(size), fixed.FromInt(24*60))), err
}

// parseHours reads a duration as hours.
func parseHours(text string) (int64, error) {
	if text == "0" {
		return 0, nil
	}
	n, size, err := splitDuration(text)
	return int64(fixed.MulDiv(n, fixed.FromInt(size), fixed.FromInt(60))), err
}

// hintDuration guesses what was meant by a text that is no duration.
func hintDuration(text string) string {
	at := strings.LastIndexAny(text, "0123456789.") + 1
	n, word := strings.TrimSpace(text[:at]), strings.ToLower(strings.TrimSpace(text[at:]))
	if _, err := fixed.Parse(n); err != nil {
		return ""
	}
	meant := map[string]string{
		"m": "min", "mins": "min", "minute": "min", "minutes": "min", "hour": "h", "hours": "h", "hr": "h", "hrs": "h",
		"day": "d", "days": "d", "week": "w", "weeks": "w", "staff-hours": "h",
	}[word]
	if meant == "" {
		return ""
	}
	return n + " " + meant
}

// hintShare guesses that a number above 1 was meant as percent.
func hintShare(text string) string {
	if x, err := fixed.Parse(text); err == nil && x > fixed.One && x <= fixed.FromInt(100) {
		return text + "%"
	}
	return ""
}
