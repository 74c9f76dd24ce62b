package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"

	"tabletop/engine/model"
	"tabletop/internal/validate"
)

type validateFlags struct {
	targets     string
	runs        int
	seed        uint64
	workers     int
	json        bool
	sensitivity bool
}

func validateCommand() *cobra.Command {
	f := &validateFlags{}
	cmd := &cobra.Command{
		Use:   "validate",
		Short: "Hold the model against published results",
		Long: `Validate synthesises the 454 viral events of Bak-Coleman et al. (2022) from their
published statistics, runs published conditions over them with the code that
plays scenarios, and prints each published result beside the median of the runs,
their interval, the tolerance and the verdict. Without --targets it also holds
the rules of intrusion and the replayed cases against what was published.

Much depends on a few largest events, so the population has a seed, and the
report shows how the verdicts vary over the populations 1 to 10.

--targets takes comma-separated values, one published condition a line, with a
first line that names the columns. An empty cell means never or none.

  id, source, how_read   words for the report
  metric                 total_posts_change_pct
  nudge                  what is left of sharing: 0.9 is a 10% nudge, 1 is none
  nudge_share            share of the events that it acts on
  nudge_from_min         minute of an event from which it acts
  nudge_choice           random, or largest by posts
  breaker                what is left of the gain: 0.9 is the paper's circuit breaker
  breaker_share, breaker_from_min
  removal_share, removal_at_min
  ban_rule               3strike-10k (any threshold), verified, platform-removed,
                         joined by +; accounts with three strikes
  published_pct          change of all posts against no intervention, in percent
  tolerance_pts          percentage points either way

  id,source,metric,nudge,nudge_share,nudge_from_min,nudge_choice,breaker,breaker_share,breaker_from_min,removal_share,removal_at_min,ban_rule,published_pct,tolerance_pts,how_read
  A1,my reading,total_posts_change_pct,0.9,1,0,random,1,0,,0,,,-27.3,8,digitised

The exit code is 1 if a result falls short of its tolerance, 2 for a bad file.`,
		Example: `  tabletop validate
  tabletop validate --targets conditions.csv --runs 500
  tabletop validate --seed 7 --json
  tabletop validate --sensitivity`,
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	flags := cmd.Flags()
	f.seed = validate.DefaultSeed
	flags.StringVar(&f.targets, "targets", "", "file of published conditions as comma-separated values, - for standard input")
	flags.IntVar(&f.runs, "runs", validate.DefaultRuns, "runs of each condition")
	flags.Var((*seedValue)(&f.seed), "seed", "seed of the population of events, a whole number of your choice")
	flags.IntVar(&f.workers, "workers", 0, "how many work at once; the result is the same (default one for each processor)")
	flags.BoolVar(&f.json, "json", false, "write JSON")
	flags.BoolVar(&f.sensitivity, "sensitivity", false, "say instead how far each result moves when a constant is halved or doubled")
	return cmd
}

func (f *validateFlags) run(cmd *cobra.Command) error {
	o, err := f.options(cmd)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
	defer stop()
	var p *progress
	o.Progress = func(done, of int) {
		if p == nil {
			p = newProgress(cmd.ErrOrStderr(), "validating", model.Tick(of))
		}
		p.at(model.Tick(done))
		if done == of {
			p.end()
		}
	}
	if f.sensitivity {
		return f.vary(ctx, cmd, o)
	}
	report, err := validate.Run(ctx, o)
	if err != nil {
		return interrupted(err)
	}
	if f.json {
		err = printJSON(cmd, report)
	} else {
		printText(cmd, "%s", report.Text())
	}
	if err == nil && report.Within < report.Of {
		err = fmt.Errorf("%d of %d results fall short of their tolerance", report.Of-report.Within, report.Of)
	}
	return err
}

// vary prints the sensitivity instead of the verdicts.
func (f *validateFlags) vary(ctx context.Context, cmd *cobra.Command, o validate.Options) error {
	report, err := validate.Sensitivity(ctx, o)
	if err != nil {
		return interrupted(err)
	}
	if f.json {
		return printJSON(cmd, report)
	}
	printText(cmd, "%s", report.Text())
	return nil
}

func interrupted(err error) error {
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted; nothing was concluded")
	}
	return err
}

func (f *validateFlags) options(cmd *cobra.Command) (validate.Options, error) {
	o := validate.Options{Runs: f.runs, Seed: f.seed, Workers: f.workers}
	switch {
	case f.runs < 1 || f.runs > validate.MaxRuns:
		return o, usage("--runs: %d is outside the range from 1 to %d", f.runs, validate.MaxRuns)
	case f.workers < 0 || f.workers > validate.MaxWorkers:
		return o, usage("--workers: %d is outside the range from 0 to %d", f.workers, validate.MaxWorkers)
	case f.targets == "":
		return o, nil
	}
	in, name := cmd.InOrStdin(), "standard input"
	if f.targets != "-" {
		file, err := os.Open(f.targets)
		if err != nil {
			return o, usage("--targets: can't read the file: %w", err)
		}
		defer file.Close()
		in, name = file, f.targets
	}
	targets, err := validate.ParseTargets(name, in)
	if err != nil {
		return o, usageError{err}
	}
	o.Targets = targets
	return o, nil
}
