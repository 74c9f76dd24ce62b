package main

import (
	"github.com/spf13/cobra"

	"tabletop/internal/exercise"
	"tabletop/replays"
)

func whyCommand() *cobra.Command {
	var from, to string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "why FILE MEASURE",
		Short: "Explain the change of a measure as a tree of causes that sums",
		Long: `Why follows the causes of every change of a measure down to decisions, injects,
steps of an actor and natural drift, and prints them as a tree. At every branch
the amounts sum to the whole. MEASURE is the id of a headline measure, or the
path of any number of the state, such as asset.roll.condition. An amount is what
changed when it changed; what a choice would have changed is another run.`,
		Example: `  tabletop why first.replay confidence-national
  tabletop why first.replay votes-blocked --from E --to "E 20:00" --json`,
		Args: arguments(2, 2, "a FILE", "a MEASURE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			e, err := explain(args[0], args[1], from, to)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd, e)
			}
			printText(cmd, "%s", e.Text())
			return nil
		},
		ValidArgsFunction: completeMeasure,
	}
	cmd.Flags().StringVar(&from, "from", "", "explain what changed after this time (default: the start)")
	cmd.Flags().StringVar(&to, "to", "", "explain what changed up to this time (default: the last)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON, amounts in full")
	return cmd
}

func explain(file, measure, from, to string) (exercise.Explanation, error) {
	r, err := replays.Open(file)
	if err != nil {
		return exercise.Explanation{}, err
	}
	start, err := parseWhen(r.Scenario, "--from", from, -1)
	if err != nil {
		return exercise.Explanation{}, err
	}
	end, err := parseWhen(r.Scenario, "--to", to, r.Last())
	if err != nil {
		return exercise.Explanation{}, err
	}
	e, err := exercise.Explain(r, measure, start, end)
	if err != nil {
		return e, usageError{err}
	}
	return e, nil
}

// completeMeasure offers the headline measures to the shell.
func completeMeasure(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) != 1 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return exercise.MeasureIDs(), cobra.ShellCompDirectiveNoFileComp
}
