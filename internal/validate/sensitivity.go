package validate

import (
	"context"
	"fmt"
	"strings"

	"tabletop/engine/fixed"
)

// A Tuned constant is one that no statistic of the events gives, with what it is
// set by.
type Tuned struct {
	Name string `json:"name"`
	On   string `json:"on"` // what its value rests on
	of   func(*Constants) *fixed.Num
}

// TunedConstants lists the constants of the spread targets that rest on a choice.
func TunedConstants() []Tuned {
	return []Tuned{
		{"dispersion", "tuned on all targets together", func(k *Constants) *fixed.Num { return &k.Dispersion }},
		{"followers", "base rate of the largest event, -6.5 (D7)", func(k *Constants) *fixed.Num { return &k.Followers }},
		{"followers_spread", "accounts above 10,000 and 100,000 followers (D10)", func(k *Constants) *fixed.Num { return &k.Sigma }},
		{"strikes", "tuned on the targets of bans (V8 to V10)", func(k *Constants) *fixed.Num { return &k.Strikes }},
		{"onset", "assumption; little rests on it", func(k *Constants) *fixed.Num { return &k.Onset }},
		{"size and gain", "tuned on all targets together, between the 0.4 that base rates alone would have (D7) and the gain of the largest events (D5)", func(k *Constants) *fixed.Num { return &k.Couplings.Gain }},
		{"size and prior", "assumption; small events sit at the prior (D6), and little rests on how closely", func(k *Constants) *fixed.Num { return &k.Couplings.Prior }},
	}
}

// An Effect is what the conditions come to when one constant is halved or doubled.
type Effect struct {
	Constant string  `json:"constant"`
	On       string  `json:"on"`
	Value    float64 `json:"value"`
	Halved   Shift   `json:"halved"`
	Doubled  Shift   `json:"doubled"`
}

// A Shift is how far the medians of the conditions move at another value of a
// constant.
type Shift struct {
	Value  float64   `json:"value"` // a share or correlation is not doubled beyond 0.95
	Moves  []float64 `json:"moves"` // by target, percentage points
	Within int       `json:"within"`
}

// A SensitivityReport says how far the results rest on the constants.
type SensitivityReport struct {
	Seed    uint64    `json:"population_seed"`
	Runs    int       `json:"runs"`
	Targets []string  `json:"targets"`
	Medians []float64 `json:"medians"`
	Within  int       `json:"within"`
	Effects []Effect  `json:"effects"`
}

// Sensitivity runs the conditions over one population, at the constants as they
// are and with each halved and doubled.
func Sensitivity(ctx context.Context, o Options) (*SensitivityReport, error) {
	if o.Targets == nil {
		o.Targets = DefaultTargets()
	}
	if o.Constants == (Constants{}) {
		o.Constants = Defaults()
	}
	tuned := TunedConstants()
	base := newWorld(o.Seed, o.Constants, o.Workers).conditions(o.Targets, o.Runs, o.Workers)
	r := &SensitivityReport{Seed: o.Seed, Runs: o.Runs, Within: within(base)}
	for _, result := range base {
		r.Targets, r.Medians = append(r.Targets, result.ID), append(r.Medians, *result.Figures[0].Median)
	}
	for i, t := range tuned {
		e := Effect{Constant: t.Name, On: t.On, Value: float(*t.of(&o.Constants))}
		for half := range 2 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			shift := t.shifted(o, half == 0, r.Medians)
			if half == 0 {
				e.Halved = shift
			} else {
				e.Doubled = shift
			}
			if o.Progress != nil {
				o.Progress(2*i+half+1, 2*len(tuned))
			}
		}
		r.Effects = append(r.Effects, e)
	}
	return r, nil
}

// shifted runs the conditions with one constant halved or doubled.
func (t Tuned) shifted(o Options, halve bool, medians []float64) Shift {
	k := o.Constants
	value := t.of(&k)
	switch most := fixed.FromRatio(19, 20); {
	case halve:
		*value = value.DivInt(2)
	case *value < fixed.One:
		*value = min(value.MulInt(2), most)
	default:
		*value = value.MulInt(2)
	}
	results := newWorld(o.Seed, k, o.Workers).conditions(o.Targets, o.Runs, o.Workers)
	s := Shift{Value: float(*value), Within: within(results)}
	for i, result := range results {
		s.Moves = append(s.Moves, rounded(*result.Figures[0].Median-medians[i]))
	}
	return s
}

// Text writes the report as a table: a row for each change, a column for each
// target.
func (r *SensitivityReport) Text() string {
	head, at := []string{"constant", "value"}, []string{"(all as they are)", ""}
	for i, id := range r.Targets {
		head, at = append(head, id), append(at, fmt.Sprintf("%.1f%%", r.Medians[i]))
	}
	rows := [][]string{append(head, "within"), append(at, fmt.Sprint(r.Within))}
	for _, e := range r.Effects {
		for i, s := range [...]Shift{e.Halved, e.Doubled} {
			row := []string{[...]string{e.Constant + " halved", e.Constant + " doubled"}[i], fmt.Sprintf("%.4g", s.Value)}
			for _, move := range s.Moves {
				row = append(row, fmt.Sprintf("%+.1f", move))
			}
			rows = append(rows, append(row, fmt.Sprint(s.Within)))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Percentage points by which the median of %d runs over population %d moves. A share or correlation is\nnot doubled beyond 0.95.\n\n", r.Runs, r.Seed)
	b.WriteString(aligned(rows) + "\n")
	for _, e := range r.Effects {
		fmt.Fprintf(&b, "%s %.4g: %s\n", e.Constant, e.Value, e.On)
	}
	return b.String()
}
