package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tabletop/scenarios"
)

// modelWord asks evidence for the constants of the model.
const modelWord = "model"

func evidenceCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "evidence [ROW...]",
		Short: "Print rows of the evidence table, or with the word model its constants",
		Long: `Evidence prints what the numbers of packs and of the model rest on: the rows
that a pack cites as evidence, with parameter, value and source, all of them or
those named. A source marked unverified is to be treated as an assumption.

With the word model it lists the constants that [model] and --set model.NAME=VALUE
can set: name, default, range and evidence.`,
		Example:           "  tabletop evidence C13 D3\n  tabletop evidence model\n  tabletop evidence --json",
		ValidArgsFunction: completeEvidence,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && args[0] == modelWord {
				return printConstants(cmd, asJSON)
			}
			return printEvidence(cmd, args, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

func printEvidence(cmd *cobra.Command, ids []string, asJSON bool) error {
	rows := scenarios.Evidence()
	if len(ids) > 0 {
		rows = rows[:0:0]
	}
	for _, id := range ids {
		row, ok := scenarios.EvidenceFor(strings.ToUpper(id))
		if !ok {
			return noRow(id)
		}
		rows = append(rows, row)
	}
	if asJSON {
		return printJSON(cmd, rows)
	}
	for _, row := range rows {
		printText(cmd, "%-4s %s\n     %s\n     %s (%s)\n", row.ID, row.Parameter, row.Value, row.Source, row.Mark)
	}
	return nil
}

func noRow(id string) error {
	if near := scenarios.Closest(strings.ToUpper(id), evidenceIDs()); near != "" {
		return usage("the evidence table has no row %q; did you mean %q?", id, near)
	}
	return usage("the evidence table has no row %q; tabletop evidence lists all, and tabletop evidence model the constants", id)
}

func printConstants(cmd *cobra.Command, asJSON bool) error {
	all := scenarios.Constants()
	if asJSON {
		return printJSON(cmd, all)
	}
	for _, c := range all {
		within := "any value"
		if c.Range != "" {
			within = c.Range
		}
		printText(cmd, "%-20s %-8s %-14s %s\n", c.Name, c.Default, within, c.Evidence)
	}
	return nil
}

func evidenceIDs() []string {
	var ids []string
	for _, row := range scenarios.Evidence() {
		ids = append(ids, row.ID)
	}
	return ids
}

// completeEvidence offers the rows to the shell.
func completeEvidence(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	offered := slices.DeleteFunc(append(evidenceIDs(), modelWord), func(id string) bool { return slices.Contains(args, id) })
	return offered, cobra.ShellCompDirectiveNoFileComp
}
