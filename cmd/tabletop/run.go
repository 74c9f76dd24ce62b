package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"tabletop/engine/doctrine"
	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/replays"
	"tabletop/scenarios"
)

// runFlags are the flags of run; play shares most of them.
type runFlags struct {
	pack     packFlags
	seed     uint64
	doctrine string
	commands string
	until    string
	replay   string
	force    bool
	json     bool
}

func runCommand() *cobra.Command {
	f := &runFlags{}
	cmd := &cobra.Command{
		Use:   "run PACK",
		Short: "Play a scenario headless and print its outcome",
		Long: `Run plays a scenario without people: every seat decides by a doctrine, except
those that --commands decides for. It prints the outcome as a short report. The
same pack, posture, settings, seed, doctrine and commands give the same hash on
every machine.

--commands takes decisions as JSON Lines, as the command records of a replay
hold them; written by hand, "time" may stand for "tick":

  {"command":{"time":"E-12 19:00","seat":"cisa","kind":"decide","decision":"one-voice","target":"narrative.torn-ballots"}}

Kinds are decide and, for the seat facilitator, hold, unhold, skip, fire, move and
override; docs/packs.md shows each. Seats named there belong to the file, the rest
to the doctrine. Commands that the rules refuse are listed in the report, and the exit code is 1.`,
		Example: `  tabletop run us-2020 --posture 2019 --seed 31 --replay first.replay
  tabletop run us-2020 --doctrine none --until "E-12 19:00" --json
  tabletop run ./my-pack --set org.cisa.analysts=9 --commands decisions.jsonl`,
		Args:              arguments(1, 1, "a PACK"),
		ValidArgsFunction: completePack,
		RunE:              func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	f.register(cmd)
	flags := cmd.Flags()
	flags.StringArrayVar(&f.pack.sets, "set", nil, "set a value of the pack, PATH=VALUE (repeatable)")
	flags.StringVar(&f.commands, "commands", "", "file of decisions as JSON Lines, - for standard input")
	flags.StringVar(&f.until, "until", "", "stop at a time, such as \"E-12 19:00\" or \"2020-10-22 19:00\"")
	flags.BoolVar(&f.json, "json", false, "write the outcome as JSON")
	return cmd
}

// register adds the flags that run and play share.
func (f *runFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	f.seed = 1
	flags.Var((*seedValue)(&f.seed), "seed", "seed of all luck, a whole number of your choice")
	flags.StringVar(&f.pack.posture, "posture", "", "a posture of the pack; without one it is played as written")
	flags.StringVar(&f.doctrine, "doctrine", "", "doctrine of seats that nobody holds (default that of a case, else \"recommended\" where the pack has it)")
	flags.StringVar(&f.replay, "replay", "", "write the replay to this file")
	flags.BoolVar(&f.force, "force", false, "overwrite a file that exists")
}

// seedValue reads --seed.
type seedValue uint64

func (v *seedValue) String() string { return strconv.FormatUint(uint64(*v), 10) }

// Type is the word that stands for the value in the help.
func (v *seedValue) Type() string { return "number" }

func (v *seedValue) Set(text string) error {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return fmt.Errorf("a seed is a whole number from 0 to %d", uint64(math.MaxUint64))
	}
	*v = seedValue(n)
	return nil
}

// options compiles the pack and says what exercise to start.
func (f *runFlags) options(cmd *cobra.Command, name string) (exercise.Options, error) {
	pack, sc, err := f.pack.compile(name)
	if err != nil {
		return exercise.Options{}, err
	}
	o := exercise.Options{
		Scenario: sc, Pack: pack.Hash(), Seed: f.seed, Doctrine: f.doctrine, Replay: f.replay, Overwrite: f.force,
	}
	if err := exercise.CheckDoctrine(sc, f.doctrine); err != nil {
		return o, usageError{err}
	}
	switch {
	case f.doctrine != "":
	case sc.Case != nil:
		o.Doctrine = sc.Case.Doctrine
	case doctrine.Named(sc, "recommended") != nil:
		o.Doctrine = "recommended"
	}
	if f.commands != "" {
		o.Script, err = readCommands(cmd, f.commands, sc)
	}
	return o, err
}

func readCommands(cmd *cobra.Command, name string, sc *model.Scenario) ([]replays.Command, error) {
	if name == "-" {
		return replays.ParseCommands("standard input", sc, cmd.InOrStdin())
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("can't read the commands: %w", err)
	}
	defer file.Close()
	return replays.ParseCommands(name, sc, file)
}

func (f *runFlags) run(cmd *cobra.Command, name string) error {
	o, err := f.options(cmd, name)
	if err != nil {
		return err
	}
	until, err := parseWhen(o.Scenario, "--until", f.until, o.Scenario.Clock.End)
	if err != nil {
		return err
	}
	outcome, err := headless(cmd.ErrOrStderr(), o, until)
	if err != nil {
		return err
	}
	if f.json {
		if err := printJSON(cmd, outcome); err != nil {
			return err
		}
	} else {
		printText(cmd, "%s", outcome.Text())
	}
	if n := len(outcome.Refused); n > 0 {
		return fmt.Errorf("%d of %d commands were refused; the report says why", n, len(o.Script))
	}
	return nil
}

// headless plays an exercise to a tick and ends its replay there.
func headless(errs io.Writer, o exercise.Options, until model.Tick) (exercise.Outcome, error) {
	x, err := exercise.Start(o)
	if err != nil {
		return exercise.Outcome{}, err
	}
	p := newProgress(errs, "playing", until)
	for x.Tick() < until {
		if _, err := x.Advance(min(until, x.Tick()+model.Day), 0); err != nil {
			p.end()
			return exercise.Outcome{}, errors.Join(err, x.Close())
		}
		p.at(x.Tick())
	}
	p.end()
	if err := x.Finish(); err != nil {
		return exercise.Outcome{}, err
	}
	return x.Outcome(), nil
}

// parseWhen reads a time given in a flag, within the exercise.
func parseWhen(sc *model.Scenario, flag, text string, otherwise model.Tick) (model.Tick, error) {
	if text == "" {
		return otherwise, nil
	}
	tick, err := scenarios.ParseTime(&sc.Clock, text)
	if err != nil {
		return 0, usage("%s: %w", flag, err)
	}
	if tick < 0 || tick > sc.Clock.End {
		return 0, usage("%s: %s is outside the exercise, which goes from %s to %s", flag, text,
			sc.Clock.Relative(0), sc.Clock.Relative(sc.Clock.End))
	}
	return tick, nil
}
