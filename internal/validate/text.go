package validate

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Text writes the report for people: a table of targets, how verdicts vary over
// populations, and last "N of M within tolerance".
func (r *Report) Text() string {
	var b strings.Builder
	b.WriteString(table(r.Results))
	fmt.Fprintf(&b, "\nMedians of %d runs over population %d. An interval holds the central 89%% of runs, or 80%% of a case,\nwhere what was published must lie in the band; of bounds, some of what they allow.\n", r.Runs, r.Seed)
	if checked := r.ofInputs(); checked != "" {
		fmt.Fprintf(&b, "%s check inputs: the model is given what was published, so they hold the code to it and prove no more.\n", checked)
	}
	b.WriteString("\n")
	b.WriteString(r.overPopulations())
	if len(r.Cases) > 0 {
		b.WriteString("\nCases beside these, not counted with them:\n\n" + table(r.Cases))
	}
	fmt.Fprintf(&b, "\n%d of %d within tolerance\n", r.Within, r.Of)
	return b.String()
}

// table sets what was published beside what was simulated, a line for each figure.
func table(results []Result) string {
	rows := [][]string{{"id", "source", "published", "simulated", "interval", "tolerance", "verdict"}}
	for _, result := range results {
		for i, f := range result.Figures {
			id, source := result.ID, result.Source
			if i > 0 {
				id, source = "", ""
			}
			rows = append(rows, []string{id, source, f.published(), f.number(f.Median), f.interval(), f.tolerance(), f.verdict()})
		}
	}
	return aligned(rows)
}

// ofInputs names the results whose published figures are inputs of the model: the
// law after a peak (D11), the dwell time (C13) and the share found outside (C14).
func (r *Report) ofInputs() string {
	var ids []string
	for _, result := range r.Results {
		if result.OfInput {
			ids = append(ids, result.ID)
		}
	}
	return strings.Join(ids, " and ")
}

func (r *Report) overPopulations() string {
	rows := [][]string{{"id", "", "medians over populations 1 to 10", "within"}}
	for i, v := range r.Variations {
		id := v.ID
		if i > 0 && r.Variations[i-1].ID == id {
			id = ""
		}
		f := Figure{Unit: v.Unit}
		rows = append(rows, []string{id, v.Name, f.number(&v.Low) + " to " + f.number(&v.High), fmt.Sprintf("%d of %d", v.Within, len(r.Populations))})
	}
	var b strings.Builder
	b.WriteString(aligned(rows))
	b.WriteString("within by population:")
	for _, p := range r.Populations {
		fmt.Fprintf(&b, " %d/%d", p.Within, p.Of)
	}
	b.WriteString("\n")
	return b.String()
}

// published writes what was published, with the figure's name.
func (f *Figure) published() string {
	text := ""
	switch low, high := f.AtLeast, f.AtMost; {
	case f.Published != nil:
		text = f.number(f.Published)
	case low != nil && high != nil && *low == *high:
		text = f.number(low)
	case low != nil && high != nil:
		text = f.number(low) + " to " + f.number(high)
	case low != nil:
		text = "at least " + f.number(low)
	case high != nil:
		text = "at most " + f.number(high)
	}
	return strings.TrimSpace(f.Name + " " + text)
}

// number writes a figure as sharply as its unit deserves.
func (f *Figure) number(x *float64) string {
	switch {
	case x == nil:
		return "not by the end"
	case f.Unit == "%":
		return fmt.Sprintf("%.1f%%", *x)
	case f.Unit == "":
		return fmt.Sprintf("%.3f", *x)
	}
	return strconv.FormatFloat(math.Round(*x*100)/100, 'f', -1, 64) + " " + f.Unit
}

func (f *Figure) interval() string { return f.number(f.Low) + " to " + f.number(f.High) }

func (f *Figure) tolerance() string {
	switch {
	case f.Share != nil:
		return fmt.Sprintf("in band, met by %.3g%%", 100**f.Share)
	case f.Tolerance == nil:
		return "in band"
	case f.Unit == "%":
		return fmt.Sprintf("%g pts", *f.Tolerance)
	}
	return strings.TrimSpace(fmt.Sprintf("%g %s", *f.Tolerance, f.Unit))
}

func (f *Figure) verdict() string {
	if f.Within {
		return "within"
	}
	return "SHORT"
}

// aligned writes rows in columns.
func aligned(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}
