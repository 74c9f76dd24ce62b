package validate

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tabletop/engine/fixed"
	"tabletop/scenarios"
)

// Bounds on a file of targets.
const (
	MaxBytes   = 1 << 20
	MaxTargets = 1_000
	maxCell    = 400  // characters
	maxMinutes = 1e6  // about two years; no event lasts as long
	maxNudge   = 10.0 // a nudge may also be an amplification
)

// Metric is the only quantity that targets give: the change of the number of
// posts over all events, in per cent.
const Metric = "total_posts_change_pct"

// reader gathers the targets of a file and everything that is wrong with it.
type reader struct {
	file     string
	columns  []string
	line     int
	cells    map[string]string
	problems scenarios.Problems
}

// ParseTargets reads targets as comma-separated values: a line of column names,
// then one published condition a line. The name is for messages. It reports all
// mistakes at once, as [scenarios.Problems] whose keys are columns, and then returns no targets.
func ParseTargets(name string, from io.Reader) ([]Target, error) {
	r := &reader{file: name}
	text, err := io.ReadAll(io.LimitReader(from, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("can't read %s: %w", name, err)
	}
	if len(text) > MaxBytes {
		r.report(1, "", "is larger than %d KiB; split it", MaxBytes>>10)
		return nil, r.problems
	}
	if !utf8.Valid(text) {
		r.report(1, "", "is not UTF-8 text; save it as UTF-8")
		return nil, r.problems
	}
	targets := r.read(csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))))
	if len(r.problems) > 0 {
		slices.SortStableFunc(r.problems, func(a, b scenarios.Problem) int { return cmp.Compare(a.Line, b.Line) })
		return nil, r.problems
	}
	return targets, nil
}

func (r *reader) report(line int, column, format string, args ...any) {
	r.problems = append(r.problems, scenarios.Problem{File: r.file, Line: line, Key: column, Message: fmt.Sprintf(format, args...)})
}

// fail reports what is wrong with a cell of the line being read.
func (r *reader) fail(column, format string, args ...any) { r.report(r.line, column, format, args...) }

func (r *reader) read(c *csv.Reader) []Target {
	c.FieldsPerRecord = -1
	var targets []Target
	seen := map[string]int{}
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			r.report(broken.Line, "", "%v; put a cell that holds a quote or a comma in quotes, and double the quotes inside", broken.Err)
			return targets
		}
		r.line, _ = c.FieldPos(0)
		if r.columns == nil {
			if !r.header(record) {
				return nil
			}
			continue
		}
		if len(targets) == MaxTargets {
			r.fail("", "has more than %d targets; split the file", MaxTargets)
			break
		}
		if r.fields(record) {
			targets = append(targets, r.target(seen))
		}
	}
	if r.columns == nil {
		r.report(1, "", "is empty; the first line names the columns: %s", strings.Join(columnNames(), ","))
	} else if len(targets) == 0 && len(r.problems) == 0 {
		r.report(1, "", "has no targets below the line of column names")
	}
	return targets
}

// columnNames are the columns of a file of targets.
func columnNames() []string {
	return []string{
		"id", "source", "metric", "nudge", "nudge_share", "nudge_from_min", "nudge_choice", "breaker", "breaker_share",
		"breaker_from_min", "removal_share", "removal_at_min", "ban_rule", "published_pct", "tolerance_pts", "how_read",
	}
}

// required are the columns without which a line says nothing.
func required() []string { return []string{"id", "published_pct", "tolerance_pts"} }

// header reads the names of the columns, and says whether the rest can be read.
func (r *reader) header(record []string) bool {
	r.columns = []string{}
	for _, name := range record {
		name = strings.TrimSpace(name)
		switch {
		case slices.Contains(r.columns, name):
			r.fail("", "column %q comes twice; take one out", shown(name))
		case !slices.Contains(columnNames(), name):
			if near := scenarios.Closest(name, columnNames()); near != "" {
				r.fail("", "there is no column %q; did you mean %q?", shown(name), near)
			} else {
				r.fail("", "there is no column %q; the columns are %s", shown(name), strings.Join(columnNames(), ","))
			}
		}
		r.columns = append(r.columns, name)
	}
	for _, name := range required() {
		if !slices.Contains(r.columns, name) {
			r.fail("", "column %q is missing; add it", name)
		}
	}
	return len(r.problems) == 0
}

// fields splits a line into cells by column.
func (r *reader) fields(record []string) bool {
	if len(record) != len(r.columns) {
		r.fail("", "has %d cells where the first line has %d columns; an empty cell keeps its comma", len(record), len(r.columns))
		return false
	}
	r.cells = map[string]string{}
	whole := true
	for i, cell := range record {
		if utf8.RuneCountInString(cell) > maxCell {
			r.fail(r.columns[i], "has more than %d characters", maxCell)
			whole = false
		}
		r.cells[r.columns[i]] = strings.TrimSpace(cell)
	}
	return whole
}

// target reads one line.
func (r *reader) target(seen map[string]int) Target {
	t := Target{ID: r.cells["id"], Source: r.cells["source"], HowRead: r.cells["how_read"], Condition: Nothing()}
	r.identify(t, seen)
	if m := r.cells["metric"]; m != "" && m != Metric {
		r.fail("metric", "%q is not known; the only one is %s", shown(m), Metric)
	}
	c := &t.Condition
	c.Nudge, c.NudgeShare, c.NudgeFrom = r.number("nudge", fixed.One, 0, maxNudge), r.share("nudge_share"), r.minute("nudge_from_min")
	if c.Nudge == 0 && r.cells["nudge"] != "" {
		r.fail("nudge", "0 would stop all sharing; give a multiplier above 0, or use removal_share")
	}
	c.Largest = r.choice()
	c.Breaker, c.BreakerShare, c.BreakerFrom = r.number("breaker", fixed.One, 0, 1), r.share("breaker_share"), r.minute("breaker_from_min")
	c.RemovalShare, c.RemovalAt = r.share("removal_share"), r.minute("removal_at_min")
	rules, err := ParseRules(r.cells["ban_rule"])
	c.Bans = rules
	for _, problem := range unjoined(err) {
		r.fail("ban_rule", "%v", problem)
	}
	t.Published = r.float("published_pct", -100, 1e6)
	t.Tolerance = r.float("tolerance_pts", 0, 1e6)
	return t
}

func (r *reader) identify(t Target, seen map[string]int) {
	switch line, twice := seen[t.ID]; {
	case t.ID == "":
		r.fail("id", "is empty; give every target a name of its own")
	case strings.ContainsFunc(t.ID, func(c rune) bool { return !unicode.IsGraphic(c) }):
		r.fail("id", "%q holds characters that can't be printed", shown(t.ID))
	case twice:
		r.fail("id", "%q is also the id in line %d; give every target a name of its own", shown(t.ID), line)
	default:
		seen[t.ID] = r.line
	}
}

// number reads a decimal in a range; an empty cell is the value given.
func (r *reader) number(column string, empty fixed.Num, low, high float64) fixed.Num {
	text := r.cells[column]
	if text == "" {
		return empty
	}
	x, err := fixed.Parse(text)
	if err != nil {
		r.fail(column, "%q is not a number; write one such as 0.9", shown(text))
		return empty
	}
	if v := float(x); v < low || v > high {
		r.fail(column, "%s is outside the range from %s to %s", shown(text), plain(low), plain(high))
		return empty
	}
	return x
}

func (r *reader) share(column string) fixed.Num { return r.number(column, 0, 0, 1) }

// minute reads a whole minute; an empty cell is never.
func (r *reader) minute(column string) int64 {
	text := r.cells[column]
	if text == "" {
		return never
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil || n > maxMinutes {
		r.fail(column, "%q is not a whole number of minutes from 0 to %s; leave the cell empty for never", shown(text), plain(maxMinutes))
		return never
	}
	return int64(n)
}

func (r *reader) choice() (largest bool) {
	switch word := r.cells["nudge_choice"]; word {
	case "", "random":
	case "largest":
		return true
	default:
		r.fail("nudge_choice", `%q is not known; write "random" or "largest"`, shown(word))
	}
	return false
}

// float reads a published figure, which no rule computes with.
func (r *reader) float(column string, low, high float64) float64 {
	text := r.cells[column]
	x, err := strconv.ParseFloat(text, 64)
	switch {
	case text == "":
		r.fail(column, "is empty; every target has one")
	case err != nil || math.IsNaN(x) || strings.ContainsAny(text, "xXpP_"):
		r.fail(column, "%q is not a number", shown(text))
	case x < low || x > high:
		r.fail(column, "%s is outside the range from %s to %s", shown(text), plain(low), plain(high))
	default:
		return x
	}
	return 0
}

// plain writes a bound as people do, with its thousands set apart.
func plain(x float64) string {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	whole, _, _ := strings.Cut(text, ".")
	least := 1 // digits before the first comma
	if x < 0 {
		least++
	}
	for at := len(whole) - 3; at >= least; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// shown cuts what somebody wrote to a length fit for a message.
func shown(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}

// unjoined lists the errors that errors.Join put together.
func unjoined(err error) []error {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		return several.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// float turns a fixed-point number into a float for statistics and display.
func float(x fixed.Num) float64 { return float64(x) / float64(fixed.One) }
