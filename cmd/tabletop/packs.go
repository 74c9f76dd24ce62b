package main

import (
	"strings"

	"github.com/spf13/cobra"

	"tabletop/scenarios"
)

func packsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "packs",
		Short:   "List the scenario packs inside the program",
		Example: "  tabletop packs\n  tabletop packs --json",
		Args:    arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON {
				return printJSON(cmd, scenarios.List())
			}
			replayed := false
			for _, e := range scenarios.List() {
				if e.Case && !replayed {
					replayed = true
					printText(cmd, "\nCases: what happened, held to what was published of it.\n\n")
				}
				printText(cmd, "%s %s  %s\n%s  Facts as of %s.\n", e.ID, e.Version, e.Title, paragraphs(e.Summary), e.AsOf)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// paragraphs indents a text by two and wraps it for a terminal of 80 columns.
func paragraphs(text string) string {
	const width = 78
	var b strings.Builder
	for i, paragraph := range strings.Split(text, "\n\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		line := " "
		for _, word := range strings.Fields(paragraph) {
			if len([]rune(line))+1+len([]rune(word)) > width && line != " " {
				b.WriteString(line + "\n")
				line = " "
			}
			line += " " + word
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}
