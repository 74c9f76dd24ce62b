package validate

import (
	"cmp"
	"context"
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
)

//go:embed targets.csv
var targetsTable string

// DefaultTargets returns the published conditions among the default targets, V1
// to V10 and V13 to V15 of the evidence.
func DefaultTargets() []Target {
	targets, err := ParseTargets("targets.csv", strings.NewReader(targetsTable))
	if err != nil {
		panic(err) // a table of our own; the tests read it
	}
	return targets
}

// Defaults of a validation, and the population seeds that show how much luck
// decides.
const (
	DefaultRuns = 200
	MaxRuns     = 10_000
	MaxWorkers  = 1_024
	DefaultSeed = 1
	Populations = 10
)

// Options say what to validate.
type Options struct {
	Targets   []Target  // nil: the default targets, and those that are no conditions
	Constants Constants // the zero value: [Defaults]
	Runs      int
	Seed      uint64 // of the population
	Workers   int    // 0: one for each processor
	Progress  func(done, of int)

	Populations int // of how many seeds, from 1, the variation is; 0: [Populations]
}

// A Figure is one number that a target publishes, and what the runs came to. What
// is published is a value with a tolerance, or, for a case, a value or bounds that
// must lie in the interval. What no run came to is null.
type Figure struct {
	Name      string   `json:"name,omitempty"` // which of the target's figures
	Unit      string   `json:"unit"`
	Published *float64 `json:"published,omitempty"`
	Tolerance *float64 `json:"tolerance,omitempty"` // either way
	AtLeast   *float64 `json:"at_least,omitempty"`  // of a case
	AtMost    *float64 `json:"at_most,omitempty"`
	Median    *float64 `json:"median"`
	Low       *float64 `json:"low"` // of the interval
	High      *float64 `json:"high"`
	Share     *float64 `json:"share,omitempty"` // of a case with bounds: the part of the runs that meet them, 0 to 1
	Within    bool     `json:"within"`
}

// A Result is one target beside its simulation.
type Result struct {
	ID      string   `json:"id"`
	Source  string   `json:"source"`
	HowRead string   `json:"how_read,omitempty"`
	Figures []Figure `json:"figures"`
	Within  bool     `json:"within"`             // all figures are
	OfInput bool     `json:"of_input,omitempty"` // what is published is an input, so the code is checked and not the model
}

// Variation is how a figure varies over population seeds.
type Variation struct {
	ID     string  `json:"id"`
	Name   string  `json:"name,omitempty"`
	Unit   string  `json:"unit"`
	Low    float64 `json:"low"` // the least median of any population
	High   float64 `json:"high"`
	Within int     `json:"within"` // populations whose median is within tolerance
}

// A Population is the verdict over one population seed, on those targets that
// depend on it.
type Population struct {
	Seed   uint64 `json:"seed"`
	Within int    `json:"within"`
	Of     int    `json:"of"`
}

// A Report is the outcome of a validation.
type Report struct {
	Seed        uint64       `json:"population_seed"`
	Runs        int          `json:"runs"`
	Results     []Result     `json:"results"`
	Cases       []Result     `json:"cases,omitempty"` // played beside the targets, and not counted with them
	Within      int          `json:"within"`
	Of          int          `json:"of"`
	Populations []Population `json:"populations"` // by seed from 1
	Variations  []Variation  `json:"variations"`
}

// Run validates. It returns the context's error when that is cancelled.
func Run(ctx context.Context, o Options) (*Report, error) {
	everything := o.Targets == nil
	if everything {
		o.Targets = DefaultTargets()
	}
	if o.Constants == (Constants{}) {
		o.Constants = Defaults()
	}
	r := &Report{Seed: o.Seed, Runs: o.Runs}
	if err := r.populations(ctx, o, everything); err != nil {
		return nil, err
	}
	if everything {
		played, err := ofScenarios(ctx, o)
		if err != nil {
			return nil, err
		}
		r.Results = append(r.Results, played...)
		if r.Cases, err = otherCases(ctx, o); err != nil {
			return nil, err
		}
	}
	r.Of, r.Within = len(r.Results), within(r.Results)
	return r, nil
}

// populations validates the population asked for, and those of the first seeds to
// show how much the luck of a few largest events decides.
func (r *Report) populations(ctx context.Context, o Options, everything bool) error {
	var all [][]Result
	asked := o.Seed
	count := cmp.Or(o.Populations, Populations)
	seeds := make([]uint64, count)
	for i := range seeds {
		seeds[i] = uint64(i) + 1
	}
	if !slices.Contains(seeds, asked) {
		seeds = append(seeds, asked)
	}
	for i, seed := range seeds {
		o.Seed = seed
		results, err := ofPopulation(ctx, o, everything)
		if err != nil {
			return err
		}
		if seed == asked {
			r.Results = slices.Clone(results)
		}
		if i < count {
			all = append(all, results)
			r.Populations = append(r.Populations, Population{seed, within(results), len(results)})
		}
		if o.Progress != nil {
			o.Progress(i+1, len(seeds))
		}
	}
	r.Variations = variations(all)
	return nil
}

// ofPopulation returns what depends on the population.
func ofPopulation(ctx context.Context, o Options, everything bool) ([]Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w := newWorld(o.Seed, o.Constants, o.Workers)
	results, err := w.conditions(ctx, o.Targets, o.Runs, o.Workers)
	if err != nil || !everything {
		return results, err
	}
	after, err := w.afterPeaks(ctx, o.Runs)
	if err != nil {
		return nil, err
	}
	around, err := w.aroundPeaks(ctx, o.Runs)
	if err != nil {
		return nil, err
	}
	results = append(results, after, around)
	slices.SortStableFunc(results, func(a, b Result) int { return cmp.Compare(number(a.ID), number(b.ID)) })
	return results, nil
}

// number returns the number in an id such as V12.
func number(id string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(id, "V")) // ids of our own
	return n
}

// conditions runs targets that are conditions: for every run, the change of posts
// over all events against the same run without intervention. It returns the
// context's error when that is cancelled.
func (w *world) conditions(ctx context.Context, targets []Target, runs, workers int) ([]Result, error) {
	conditions := make([]Condition, len(targets))
	for i := range targets {
		conditions[i] = targets[i].Condition
	}
	totals := w.totals(ctx, conditions, runs, workers)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	results := make([]Result, len(targets))
	for i, t := range targets {
		changes := make([]float64, runs)
		for run, posts := range totals[i+1] {
			changes[run] = 100 * (float64(posts)/float64(totals[0][run]) - 1)
		}
		f := given("", "%", t.Published, t.Tolerance)
		f.summarise(changes)
		results[i] = result(t.ID, t.Source, t.HowRead, f)
	}
	return results, nil
}

func result(id, source, read string, figures ...Figure) Result {
	r := Result{ID: id, Source: source, HowRead: read, Figures: figures, Within: true}
	for _, f := range figures {
		r.Within = r.Within && f.Within
	}
	return r
}

// ofInput is a result whose published figures the model takes as inputs.
func ofInput(r Result) Result {
	r.OfInput = true
	return r
}

// given is a figure with what is published of it.
func given(name, unit string, published, tolerance float64) Figure {
	return Figure{Name: name, Unit: unit, Published: &published, Tolerance: &tolerance}
}

// summarise sets the median of the runs, their central 89% and the verdict.
func (f *Figure) summarise(runs []float64) {
	slices.Sort(runs)
	f.Median, f.Low, f.High = known(quantile(runs, 0.5)), known(quantile(runs, 0.055)), known(quantile(runs, 0.945))
	f.Within = math.Abs(*f.Median-*f.Published) <= *f.Tolerance
}

// rounded drops what is far below any meaning and could differ between processors.
func rounded(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// known is a figure that runs came to, or nil where they did not.
func known(x float64) *float64 {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nil
	}
	x = rounded(x)
	return &x
}

// quantile interpolates between the sorted values.
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := min(int(at), len(sorted)-1)
	next := min(i+1, len(sorted)-1)
	return sorted[i] + (sorted[next]-sorted[i])*(at-float64(i))
}

// variations gathers how the figures vary over populations.
func variations(all [][]Result) []Variation {
	var out []Variation
	for i, result := range all[0] {
		for k, f := range result.Figures {
			v := Variation{ID: result.ID, Name: f.Name, Unit: f.Unit, Low: *f.Median, High: *f.Median}
			for _, results := range all {
				other := results[i].Figures[k]
				v.Low, v.High = min(v.Low, *other.Median), max(v.High, *other.Median)
				if other.Within {
					v.Within++
				}
			}
			out = append(out, v)
		}
	}
	return out
}

// within counts the results within tolerance.
func within(results []Result) int {
	n := 0
	for _, r := range results {
		if r.Within {
			n++
		}
	}
	return n
}
