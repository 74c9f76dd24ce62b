package card

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/internal/validate"
)

// targets say in words what each published result is.
var targets = map[string]string{
	"V1":  "all sharing nudged down by 10%",
	"V2":  "all sharing nudged down by 40%",
	"V3":  "every event removed after 30 minutes",
	"V4":  "every event removed after 4 hours",
	"V5":  "one event in five removed after 30 minutes",
	"V6":  "a circuit breaker on every event after an hour",
	"V7":  "a circuit breaker on one event in five after an hour",
	"V8":  "repeat offenders above 10,000 followers banned",
	"V9":  "repeat offenders above 100,000 followers banned",
	"V10": "a modest combination of nudge, breaker, removal and bans",
	"V11": "how posts after the peak of an incident follow from the peak",
	"V12": "shares of posts before, during and after the peak",
	"V13": "a label that cuts sharing by 30%, on every event from the start",
	"V14": "the same label on one event in four",
	"V15": "the same label on every event after four and a half hours",
	"V17": "median days until an intrusion is known of, and share found by outsiders",
	"V18": "Illinois 2016: days until noticed, hours until patched",
	"V19": "Phosphorus 2019: accounts compromised of 241",
}

// first is the validation over the default population alone, which takes seconds.
var first = sync.OnceValues(func() (*validate.Report, error) { return run(1) })

// run validates over the populations of so many seeds.
func run(populations int) (*validate.Report, error) {
	return validate.Run(context.Background(), validate.Options{
		Runs: validate.DefaultRuns, Seed: validate.DefaultSeed, Populations: populations,
	})
}

// validation is what tabletop validate prints of the default population.
func validation(t *testing.T) string {
	report, err := first()
	require.NoError(t, err)
	rows := [][]string{{"target", "what", "published", "simulated", "interval", "tolerance", "verdict", "source"}}
	for _, r := range report.Results {
		what, ok := targets[r.ID]
		assert.True(t, ok, "target %s needs words", r.ID)
		for _, f := range r.Figures {
			name := strings.TrimSpace(what + joined(": ", strings.Join(strings.Fields(f.Name), " ")))
			verdict := "within"
			if !f.Within {
				verdict = "**falls short**"
			}
			rows = append(rows, []string{
				r.ID, cell(name), published(&f), number(f.Median, f.Unit), number(f.Low, f.Unit) + " to " + number(f.High, f.Unit),
				tolerance(&f), verdict, cell(r.Source + joined(", ", r.HowRead)),
			})
		}
	}
	return table(rows) + fmt.Sprintf("\nMedians of %d runs over the population of seed %d. **%d of %d within tolerance.**\n",
		report.Runs, report.Seed, report.Within, report.Of)
}

// joined puts a separator before a text, unless that is empty.
func joined(separator, text string) string {
	if text == "" {
		return ""
	}
	return separator + text
}

// number writes a figure as sharply as its unit deserves.
func number(x *float64, unit string) string {
	switch {
	case x == nil:
		return "not by the end"
	case unit == "%":
		return fmt.Sprintf("%.1f%%", *x)
	case unit == "":
		return fmt.Sprintf("%.3f", *x)
	}
	return figure(*x, unit)
}

// published writes what a source gives: a value, or bounds.
func published(f *validate.Figure) string {
	switch {
	case f.Published != nil:
		return number(f.Published, f.Unit)
	case f.AtLeast != nil && f.AtMost != nil && *f.AtLeast == *f.AtMost:
		return number(f.AtLeast, f.Unit)
	case f.AtLeast != nil && f.AtMost != nil:
		return number(f.AtLeast, f.Unit) + " to " + number(f.AtMost, f.Unit)
	case f.AtLeast != nil:
		return "at least " + number(f.AtLeast, f.Unit)
	}
	return "at most " + number(f.AtMost, f.Unit)
}

func tolerance(f *validate.Figure) string {
	switch {
	case f.Share != nil:
		return "in the band; " + share(*f.Share) + " of the runs meet it"
	case f.Tolerance == nil:
		return "in the band"
	case f.Unit == "%":
		return fmt.Sprintf("%g points", *f.Tolerance)
	}
	return strings.TrimSpace(fmt.Sprintf("%g %s", *f.Tolerance, f.Unit))
}

// variation is how medians and verdicts vary over ten population seeds.
func variation(t *testing.T) string {
	report, err := run(0)
	require.NoError(t, err)
	rows := [][]string{{"target", "medians over the populations", "within tolerance"}}
	var short []string
	for _, v := range report.Variations {
		name := strings.TrimSpace(v.ID + " " + v.Name)
		if v.Within < len(report.Populations) {
			short = append(short, name)
		}
		rows = append(rows, []string{
			name, number(&v.Low, v.Unit) + " to " + number(&v.High, v.Unit),
			fmt.Sprintf("%d of %d", v.Within, len(report.Populations)),
		})
	}
	var seeds []string
	for _, p := range report.Populations {
		seeds = append(seeds, fmt.Sprintf("seed %d: %d of %d", p.Seed, p.Within, p.Of))
	}
	text := table(rows) + "\nTargets within tolerance by population: " + strings.Join(seeds, ", ") + "."
	if len(short) > 0 {
		text += " Over some population these fall short: " + strings.Join(short, ", ") + "."
	}
	return text + "\n"
}

// sensitivity is how far results move when a tuned constant is halved or doubled.
func sensitivity(t *testing.T) string {
	report, err := validate.Sensitivity(context.Background(), validate.Options{Runs: validate.DefaultRuns, Seed: validate.DefaultSeed})
	require.NoError(t, err)
	rests := [][]string{{"constant", "value", "rests on"}}
	head, as, without := []string{"constant", "value"}, []string{"all as they are", ""}, ""
	for i, id := range report.Targets {
		head, as = append(head, id), append(as, number(&report.Medians[i], "%"))
	}
	moves := [][]string{append(head, "within"), append(as, strconv.Itoa(report.Within))}
	for _, e := range report.Effects {
		rests = append(rests, []string{e.Constant, fmt.Sprintf("%.4g", e.Value), cell(e.On)})
		moves = append(moves, moved(e.Constant+", halved", e.Halved), moved(e.Constant+", doubled", e.Doubled))
		if e.Alone != nil {
			moves = append(moves, moved(e.Constant+", by statistics alone", *e.Alone))
			without += fmt.Sprintf("\nAt the %.4g that statistics alone give for **%s**, these fall short of their tolerance: **%s**.\n",
				e.Alone.Value, e.Constant, strings.Join(e.Alone.Short, ", "))
		}
	}
	return table(rests) + "\n" + table(moves) +
		fmt.Sprintf("\nPercentage points by which the median of %d runs moves, population seed %d. Shares and correlations are not doubled beyond 0.95. The last column counts results within tolerance, of %d.\n",
			report.Runs, report.Seed, len(report.Targets)) + without
}

func moved(what string, s validate.Shift) []string {
	row := []string{what, fmt.Sprintf("%.4g", s.Value)}
	for _, m := range s.Moves {
		row = append(row, fmt.Sprintf("%+.1f", math.Round(m*10)/10+0)) // no −0.0
	}
	return append(row, strconv.Itoa(s.Within))
}

// TestTheSlowPartsAgreeWithTheFirstPopulation: they are compared in full by make card
// alone, but whatever moves a result moves the first population too, and then they no
// longer agree with it.
func TestTheSlowPartsAgreeWithTheFirstPopulation(t *testing.T) {
	report, err := first()
	require.NoError(t, err)
	_, varied, _, _ := cut(readCard(t), "variation")
	_, moves, _, _ := cut(readCard(t), "sensitivity")
	for _, v := range report.Variations {
		low, high := spanIn(t, varied, strings.TrimSpace(v.ID+" "+v.Name))
		assert.True(t, between(low, number(&v.Low, v.Unit), high), "%s %s: %g is not within %s to %s", v.ID, v.Name, v.Low, low, high)
	}
	assert.Contains(t, varied, fmt.Sprintf("seed 1: %d of %d,", report.Populations[0].Within, report.Populations[0].Of))
	medians := "| all as they are |  |"
	for _, r := range report.Results {
		if f := &r.Figures[0]; len(r.Figures) == 1 && f.Tolerance != nil {
			medians += " " + number(f.Median, f.Unit) + " |"
		}
	}
	assert.Contains(t, moves, medians)
}

// spanIn finds the ends of a target's row in the table of the variation.
func spanIn(t *testing.T, varied, target string) (low, high string) {
	row := regexp.MustCompile(`\| ` + target + ` \| (\S+) to (\S+) \|`).FindStringSubmatch(varied)
	require.NotNil(t, row, "%s has no row", target)
	return row[1], row[2]
}

// between compares numbers as they are printed.
func between(low, x, high string) bool {
	value := func(s string) float64 {
		v, err := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
		if err != nil {
			return math.NaN()
		}
		return v
	}
	return value(low) <= value(x) && value(x) <= value(high)
}
