package main

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tabletop/replays"
	"tabletop/scenarios"
)

// Exit codes, as README and help state them.
const (
	exitOK    = 0
	exitFail  = 1 // it was tried and failed
	exitUsage = 2 // it could not be tried: unknown flag, missing argument
	exitEpoch = 3 // a replay of another rules epoch
)

// usageError is a mistake in how the command was called.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// execute runs one command line and returns the exit code.
func execute(args []string, in io.Reader, out, errs io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	root.SetIn(in)
	written := &output{to: out}
	root.SetOut(written)
	root.SetErr(errs)
	called, err := root.ExecuteC()
	if err == nil && written.failed != nil {
		err = fmt.Errorf("can't write the output: %w", written.failed)
	}
	if err == nil {
		return exitOK
	}
	var quiet silentError
	if !errors.As(err, &quiet) {
		for line := range strings.Lines(replays.Printable(err.Error())) {
			fmt.Fprintf(errs, "error: %s\n", strings.TrimRight(line, "\n"))
		}
	}
	return exitCode(called, err, errs)
}

// silentError is a failure that has been reported already.
type silentError struct{ error }

func (e silentError) Unwrap() error { return e.error }

// exitCode says how a failure ends the program, and after a mistake in the call
// where help is.
func exitCode(called *cobra.Command, err error, errs io.Writer) int {
	var misuse usageError
	switch {
	case errors.As(err, &misuse):
		fmt.Fprintf(errs, "hint: %s --help shows how it is used\n", called.CommandPath())
		return exitUsage
	case onlyEpochs(err):
		return exitEpoch
	}
	return exitFail
}

// onlyEpochs reports whether nothing failed but that replays are of another
// epoch. Where something else failed too, that counts.
func onlyEpochs(err error) bool {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		return !slices.ContainsFunc(several.Unwrap(), func(err error) bool { return !onlyEpochs(err) })
	}
	var epoch *replays.EpochError
	return errors.As(err, &epoch)
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "tabletop",
		Short: "Play election-threat tabletop exercises and find out why things went as they did",
		Long: `Tabletop plays scenarios of attacks and disinformation against an election.
People hold the seats of agencies, election offices and platforms and decide; a
deterministic engine computes what follows, explains it, and replays it exactly.

Without a command it opens the desktop. Without a display it plays the flagship
scenario headless and leaves a replay and a report in the current folder.

Exit codes: 0 ok, 1 failed, 2 wrong usage, 3 a replay of another rules epoch.`,
		Example: `  tabletop                                    open the desktop
  tabletop packs                              list the scenarios inside
  tabletop run us-2020 --posture 2019         play one headless
  tabletop play us-2020 --seat cisa --text    play one in the terminal
  tabletop verify us-2020.replay              simulate a replay again`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return noCommand(cmd, args[0])
		},
		SilenceErrors: true, SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) error { return openFlagship(cmd) },
	}
	root.SuggestionsMinimumDistance = 2
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return misflagged(cmd, err) })
	root.SetHelpCommand(helpCommand())
	root.AddCommand(
		packsCommand(), checkCommand(), runCommand(), playCommand(),
		verifyCommand(), showCommand(), whyCommand(), evidenceCommand(), validateCommand(), versionCommand(),
	)
	namesShells(root)
	return root
}

func noCommand(root *cobra.Command, name string) error {
	if near := root.SuggestionsFor(name); len(near) > 0 {
		return usage("there is no command %q; did you mean %q?", name, near[0])
	}
	return usage("there is no command %q", name)
}

// namesShells makes completion refuse a shell that it doesn't know; cobra's own
// answers it with help, as if nothing were wrong.
func namesShells(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		var shells []string
		for _, shell := range cmd.Commands() {
			shells = append(shells, shell.Name())
		}
		cmd.Args = func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return usage("there is no completion for the shell %q; there is for %s", args[0], strings.Join(shells, ", "))
		}
		cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	}
}

// helpCommand is help for a command by its name; cobra's own answers a name that
// it does not know as if nothing had been asked.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Help about any command",
		Example: "  tabletop help run",
		RunE: func(cmd *cobra.Command, args []string) error {
			of, rest, err := cmd.Root().Find(args)
			if err != nil {
				return usageError{err}
			}
			if len(rest) > 0 {
				return noCommand(cmd.Root(), rest[0])
			}
			return of.Help()
		},
	}
}

var flagNames = regexp.MustCompile(`--[a-z][a-z-]*`)

// misflagged is a mistake in a flag, with the flag that was probably meant.
func misflagged(cmd *cobra.Command, err error) error {
	name, unknown := strings.CutPrefix(err.Error(), "unknown flag: ")
	if near := scenarios.Closest(name, flagNames.FindAllString(cmd.Flags().FlagUsages(), -1)); unknown && near != "" {
		return usage("%w; did you mean %s?", err, near)
	}
	return usageError{err}
}

// arguments checks how many arguments a command has, and names what is missing. A
// command without names takes none.
func arguments(least, most int, names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage("%s needs %s", cmd.CommandPath(), strings.Join(names[len(args):], " and "))
		case len(names) == 0 && len(args) > 0:
			return usage("%s takes no argument %q; leave it out", cmd.CommandPath(), args[0])
		case most >= 0 && len(args) > most:
			return usage("%s takes no argument %q; it takes %s", cmd.CommandPath(), args[most], strings.Join(names, " and "))
		}
		return nil
	}
}
