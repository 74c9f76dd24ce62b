package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"tabletop/internal/exercise"
)

// flagship is the scenario that tabletop opens by itself, and its posture.
const (
	flagship        = "us-2020"
	flagshipPosture = "2019"
)

// windowRequest says what the window opens with: a pack, and who sits where.
// Without a seat it begins on the start screen.
type windowRequest struct {
	runFlags
	name, seat string // of the pack, and id of the organisation
}

// openFlagship is what tabletop does without a command.
func openFlagship(cmd *cobra.Command) error {
	f := runFlags{seed: 1, pack: packFlags{posture: flagshipPosture}}
	if reason := noWindow(); reason != "" {
		return playWithout(cmd, reason, &f, flagship)
	}
	return openDesktop(cmd, windowRequest{f, flagship, ""})
}

// openWindow plays a pack in the window, or headless where there is none. A seat
// that somebody asked for is never played for them.
func openWindow(cmd *cobra.Command, f *runFlags, pack, seat string) error {
	reason := noWindow()
	switch {
	case reason == "":
		return openDesktop(cmd, windowRequest{*f, pack, seat})
	case seat != "":
		o, err := f.options(cmd, pack)
		if err != nil {
			return err
		}
		if _, err := exercise.SeatNamed(o.Scenario, seat); err != nil {
			return usageError{err}
		}
		return fmt.Errorf("no window: %s, so nobody can play %s in it; use --text to play in the terminal", reason, seat)
	}
	return playWithout(cmd, reason+" (--text plays it in the terminal)", f, pack)
}

// noWindow says why no window can be opened, or nothing.
func noWindow() string {
	if openDesktop == nil {
		return "this build has no desktop"
	}
	switch runtime.GOOS {
	case "windows", "darwin", "js", "android", "ios":
		return ""
	}
	return noDisplay()
}

// playWithout plays a pack headless where no window can be opened, and leaves a
// replay and a report.
func playWithout(cmd *cobra.Command, reason string, f *runFlags, pack string) error {
	o, err := f.options(cmd, pack)
	if err != nil {
		return err
	}
	report := o.Replay + ".md"
	if o.Replay == "" {
		base, err := freeName(fmt.Sprintf("%s-%d", o.Scenario.ID, o.Seed))
		if err != nil {
			return err
		}
		o.Replay, report = base+".replay", base+".md"
	}
	printNotice(cmd, "No window: %s. Playing %s headless, posture %s, doctrine %s, seed %d.",
		reason, o.Scenario.ID, orNone(o.Scenario.Posture), orNone(o.Doctrine), o.Seed)
	outcome, err := headless(cmd.ErrOrStderr(), o, o.Scenario.Clock.End)
	if err != nil {
		return err
	}
	if err := writeReport(report, outcome, f.force); err != nil {
		return err
	}
	printText(cmd, "%s\nReport     %s\n", outcome.Text(), report)
	return nil
}

func orNone(word string) string {
	if word == "" {
		return "none"
	}
	return word
}

// nameReplay gives an exercise a free replay where none was named, so that nothing
// decided is lost.
func nameReplay(o *exercise.Options) error {
	if o.Replay != "" {
		return nil
	}
	base, err := freeName(fmt.Sprintf("%s-%d", o.Scenario.ID, o.Seed))
	o.Replay = base + ".replay"
	return err
}

// freeName returns a name for which neither a replay nor a report exists, in the
// current folder or, where that can't be written to, in the user's own.
func freeName(base string) (string, error) {
	const most = 1000
	folder, err := writable()
	if err != nil {
		return "", err
	}
	base = filepath.Join(folder, base)
	name := base
	for n := 2; n <= most; n++ {
		if !exists(name+".replay") && !exists(name+".md") {
			return name, nil
		}
		name = fmt.Sprintf("%s-%d", base, n)
	}
	return "", fmt.Errorf("the folder is full of replays named %s; name another with --replay", base)
}

// writable returns a folder for replays: the current one, or the user's own, as
// a program has to use that was not started from a shell.
func writable() (string, error) {
	if probe, err := os.CreateTemp(".", ".tabletop-*"); err == nil {
		return ".", errors.Join(probe.Close(), os.Remove(probe.Name()))
	}
	own, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("the current folder can't be written to; name a replay with --replay: %w", err)
	}
	own = filepath.Join(own, "tabletop")
	if err := os.MkdirAll(own, 0o700); err != nil {
		return "", fmt.Errorf("neither the current folder nor your own can be written to; name a replay with --replay: %w", err)
	}
	return own, nil
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

// writeReport writes the outcome beside the replay, for its user alone. Of files
// that exist only a report or an empty one is overwritten.
func writeReport(name string, outcome exercise.Outcome, overwrite bool) error {
	if there, err := os.ReadFile(name); err == nil && overwrite && len(there) > 0 && !strings.HasPrefix(string(there), "**"+exercise.Marking) {
		return fmt.Errorf("%s is no report, so it is not overwritten; remove it yourself", name)
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if overwrite {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	file, err := os.OpenFile(name, flags, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists; use --force to overwrite it", name)
	}
	if err != nil {
		return fmt.Errorf("can't write the report: %w", err)
	}
	_, err = file.WriteString(outcome.Markdown())
	return errors.Join(err, file.Close())
}
