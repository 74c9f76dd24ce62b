package main

import (
	"github.com/spf13/cobra"

	"tabletop/scenarios"
)

func packsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "packs",
		Short:   "List the scenario packs inside the program",
		Example: "  tabletop packs\n  tabletop packs --json",
		Args:    arguments(0, 0, "nothing"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON {
				return printJSON(cmd, scenarios.List())
			}
			for _, e := range scenarios.List() {
				printText(cmd, "%s %s  %s\n  %s\n  Facts as of %s.\n", e.ID, e.Version, e.Title, e.Summary, e.AsOf)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}
