package main

import (
	"errors"

	"github.com/spf13/cobra"

	"tabletop/scenarios"
)

func checkCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check PACK...",
		Short: "List every mistake of scenario packs, with positions",
		Long: `Check reads packs (folders of TOML files, single files, or ids of embedded
packs) strictly, as written and under each of their postures, and lists every
mistake at once: file, line, column, key and what was probably meant. Of a pack
that replays a real case it also lists the outcomes that were published.`,
		Example:           "  tabletop check ./my-pack\n  tabletop check us-2020 other.toml --json",
		Args:              arguments(1, -1, "a PACK"),
		ValidArgsFunction: completePack,
		RunE:              func(cmd *cobra.Command, args []string) error { return check(cmd, args, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the mistakes as JSON")
	return cmd
}

func check(cmd *cobra.Command, names []string, asJSON bool) error {
	all := scenarios.Problems{}
	var unread []error
	for _, name := range names {
		pack, err := openPack(name)
		if err != nil {
			unread = append(unread, err)
			continue
		}
		found := pack.Check()
		all = append(all, found...)
		if len(found) == 0 && !asJSON {
			printText(cmd, "ok %s\n", name)
			printPublished(cmd, pack)
		}
	}
	if asJSON {
		if err := printJSON(cmd, all); err != nil {
			return err
		}
	} else {
		for _, p := range all {
			printText(cmd, "%s\n", p)
		}
	}
	if len(all) > 0 {
		unread = append(unread, silentError{errors.New("a pack has mistakes")})
	}
	return joined(unread)
}

// printPublished lists what was published of the case that a pack replays.
func printPublished(cmd *cobra.Command, pack *scenarios.Pack) {
	sc, err := pack.Compile(scenarios.Options{})
	if err != nil || sc.Case == nil {
		return
	}
	for _, p := range sc.Case.Published {
		printText(cmd, "   published  %s: %s %s. %s (%s)\n", p.ID, p.Figure(), p.Unit, p.Text, p.Evidence)
	}
}

// joined returns several failures as one; where all were reported already, the
// whole is silent.
func joined(all []error) error {
	var loud []error
	for _, err := range all {
		var quiet silentError
		if !errors.As(err, &quiet) {
			loud = append(loud, err)
		}
	}
	if len(loud) > 0 {
		return errors.Join(loud...)
	}
	return errors.Join(all...)
}
