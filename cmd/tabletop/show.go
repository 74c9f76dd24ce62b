package main

import (
	"github.com/spf13/cobra"

	"tabletop/internal/exercise"
	"tabletop/replays"
)

func showCommand() *cobra.Command {
	var at, seat string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show FILE",
		Short: "Show how things stood at a moment of a replay",
		Long: `Show folds a replay's events and prints the situation at a moment: the truth,
or with --seat what that seat knew and nothing else. It needs no rules, so it
works on replays of any epoch, and on one that was interrupted.`,
		Example: `  tabletop show first.replay
  tabletop show first.replay --at "E-12 19:00" --seat cisa
  tabletop show first.replay --at E --json`,
		Args: arguments(1, 1, "a FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := situationIn(args[0], at, seat)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd, s)
			}
			printText(cmd, "%s", s.Text())
			return nil
		},
	}
	cmd.Flags().StringVar(&at, "at", "", "the moment, such as \"E-12 19:00\" (default: the last)")
	cmd.Flags().StringVar(&seat, "seat", "", "the organisation whose view is shown (default: the truth)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

func situationIn(file, at, seat string) (exercise.Situation, error) {
	r, err := replays.Open(file)
	if err != nil {
		return exercise.Situation{}, err
	}
	tick, err := parseWhen(r.Scenario, "--at", at, r.Last())
	if err != nil {
		return exercise.Situation{}, err
	}
	state, err := r.StateAt(tick)
	if err != nil {
		return exercise.Situation{}, err
	}
	if seat == "" {
		return exercise.Truth(r.Scenario, state), nil
	}
	org, err := exercise.SeatNamed(r.Scenario, seat)
	if err != nil {
		return exercise.Situation{}, usageError{err}
	}
	return exercise.Seen(r.Scenario, state, org), nil
}
