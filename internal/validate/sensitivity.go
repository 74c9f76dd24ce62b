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
	Name  string `json:"name"`
	On    string `json:"on"` // what its value rests on
	of    func(*Constants) *fixed.Num
	alone fixed.Num // what statistics alone would give, 0 where they say nothing
}

// TunedConstants lists the constants of the spread targets that rest on a choice.
func TunedConstants() []Tuned {
	return []Tuned{
		{"dispersion", "tuned on all targets together, which were known", func(k *Constants) *fixed.Num { return &k.Dispersion }, 0},
		{"followers", "base rate of the largest event, -6.5 (D7)", func(k *Constants) *fixed.Num { return &k.Followers }, 0},
		{"followers_spread", "accounts above 10,000 and 100,000 followers (D10)", func(k *Constants) *fixed.Num { return &k.Sigma }, 0},
		{"strikes", "tuned on the targets of bans, which were known (V8 to V10)", func(k *Constants) *fixed.Num { return &k.Strikes }, 0},
		{"verified", "assumption; multiplies the shares who were verified: a tenth of accounts above 10,000 followers, half above 100,000, nine tenths above a million", func(k *Constants) *fixed.Num { return &k.Verified }, 0},
		{"removed", "1,500 of 21,000 accounts (D10), taken to be alike at any size", func(k *Constants) *fixed.Num { return &k.Removed }, 0},
		{"onset", "assumption; little rests on it", func(k *Constants) *fixed.Num { return &k.Onset }, 0},
		{"size and gain", "tuned on all targets together, which were known, between the 0.4 that base rates alone would have (D7) and the gain of the largest events (D5)", func(k *Constants) *fixed.Num { return &k.Couplings.Gain }, fixed.FromRatio(2, 5)},
		{"size and prior", "assumption; small events sit at the prior (D6), and little rests on how closely", func(k *Constants) *fixed.Num { return &k.Couplings.Prior }, 0},
	}
}

// An Effect is what the conditions come to when one constant is halved or doubled,
// and, where statistics alone would give it another value, at that.
type Effect struct {
	Constant string  `json:"constant"`
	On       string  `json:"on"`
	Value    float64 `json:"value"`
	Halved   Shift   `json:"halved"`
	Doubled  Shift   `json:"doubled"`
	Alone    *Shift  `json:"alone,omitempty"`
}

// A Shift is how far the medians of the conditions move at another value of a
// constant.
type Shift struct {
	Value  float64   `json:"value"` // a share or correlation is not doubled beyond 0.95
	Moves  []float64 `json:"moves"` // by target, percentage points
	Within int       `json:"within"`
	Short  []string  `json:"short,omitempty"` // targets that fall short
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
// are and with each changed. It returns the context's error when that is cancelled.
func Sensitivity(ctx context.Context, o Options) (*SensitivityReport, error) {
	if o.Targets == nil {
		o.Targets = DefaultTargets()
	}
	if o.Constants == (Constants{}) {
		o.Constants = Defaults()
	}
	base, err := newWorld(o.Seed, o.Constants, o.Workers).conditions(ctx, o.Targets, o.Runs, o.Workers)
	if err != nil {
		return nil, err
	}
	r := &SensitivityReport{Seed: o.Seed, Runs: o.Runs, Within: within(base)}
	for _, result := range base {
		r.Targets, r.Medians = append(r.Targets, result.ID), append(r.Medians, *result.Figures[0].Median)
	}
	tuned := TunedConstants()
	for i, t := range tuned {
		e, err := t.effect(ctx, o, r.Medians)
		if err != nil {
			return nil, err
		}
		r.Effects = append(r.Effects, e)
		if o.Progress != nil {
			o.Progress(i+1, len(tuned))
		}
	}
	return r, nil
}

// effect runs the conditions with one constant halved, doubled, and as statistics
// alone would have it.
func (t Tuned) effect(ctx context.Context, o Options, medians []float64) (Effect, error) {
	value := *t.of(&o.Constants)
	e := Effect{Constant: t.Name, On: t.On, Value: float(value)}
	var err error
	if e.Halved, err = t.shifted(ctx, o, value.DivInt(2), medians); err != nil {
		return e, err
	}
	if e.Doubled, err = t.shifted(ctx, o, twice(value), medians); err != nil || t.alone == 0 {
		return e, err
	}
	alone, err := t.shifted(ctx, o, t.alone, medians)
	e.Alone = &alone
	return e, err
}

// twice doubles a constant. One below 1 is a share or a correlation and stays
// within 0.95.
func twice(x fixed.Num) fixed.Num {
	if x < fixed.One {
		return min(x.MulInt(2), fixed.FromRatio(19, 20))
	}
	return x.MulInt(2)
}

// shifted runs the conditions with one constant at another value.
func (t Tuned) shifted(ctx context.Context, o Options, value fixed.Num, medians []float64) (Shift, error) {
	*t.of(&o.Constants) = value
	results, err := newWorld(o.Seed, o.Constants, o.Workers).conditions(ctx, o.Targets, o.Runs, o.Workers)
	s := Shift{Value: float(value), Within: within(results)}
	for i, result := range results {
		s.Moves = append(s.Moves, rounded(*result.Figures[0].Median-medians[i]))
		if !result.Within {
			s.Short = append(s.Short, result.ID)
		}
	}
	return s, err
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
		rows = append(rows, e.Halved.row(e.Constant+" halved"), e.Doubled.row(e.Constant+" doubled"))
		if e.Alone != nil {
			rows = append(rows, e.Alone.row(e.Constant+" by statistics alone"))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Percentage points by which the median of %d runs over population %d moves. A share or correlation is\nnot doubled beyond 0.95.\n\n", r.Runs, r.Seed)
	b.WriteString(aligned(rows) + "\n")
	for _, e := range r.Effects {
		fmt.Fprintf(&b, "%s %.4g: %s\n", e.Constant, e.Value, e.On)
		if e.Alone != nil {
			fmt.Fprintf(&b, "  at %.4g, by statistics alone, %s\n", e.Alone.Value, e.Alone.verdict())
		}
	}
	return b.String()
}

// row writes a change as a row of the table.
func (s *Shift) row(what string) []string {
	row := []string{what, fmt.Sprintf("%.4g", s.Value)}
	for _, move := range s.Moves {
		row = append(row, fmt.Sprintf("%+.1f", move))
	}
	return append(row, fmt.Sprint(s.Within))
}

func (s *Shift) verdict() string {
	if len(s.Short) == 0 {
		return "all are within tolerance"
	}
	return "these fall short: " + strings.Join(s.Short, ", ")
}
