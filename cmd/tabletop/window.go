package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"tabletop/internal/exercise"
)

// flagship is the scenario that tabletop opens by itself, and its posture.
const (
	flagship        = "us-2020"
	flagshipPosture = "2019"
)

// windowRequest says what the window opens with. An empty pack is the start
// screen.
type windowRequest struct {
	pack, posture, doctrine, seat, replay string
	seed                                  uint64
	force                                 bool
}

// openDesktop opens the window and returns when it is closed. It is nil in a
// build without a desktop.
var openDesktop func(windowRequest) error

// openFlagship is what tabletop does without a command.
func openFlagship(cmd *cobra.Command) error {
	if reason := noWindow(); reason != "" {
		f := &runFlags{seed: 1, pack: packFlags{posture: flagshipPosture}}
		return playWithout(cmd, reason, f, flagship)
	}
	return openDesktop(windowRequest{posture: flagshipPosture, seed: 1})
}

// openWindow plays a pack in the window, or headless where there is none.
func openWindow(cmd *cobra.Command, f *runFlags, pack, seat string) error {
	if reason := noWindow(); reason != "" {
		return playWithout(cmd, reason+" (--text plays it in the terminal)", f, pack)
	}
	return openDesktop(windowRequest{
		pack: pack, posture: f.pack.posture, doctrine: f.doctrine, seat: seat, replay: f.replay, seed: f.seed, force: f.force,
	})
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
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return "there is no display"
	}
	return ""
}

// playWithout plays a pack headless where no window can be opened, and leaves a
// replay and a report.
func playWithout(cmd *cobra.Command, reason string, f *runFlags, pack string) error {
	o, err := f.options(cmd, pack)
	if err != nil {
		return err
	}
	report := ""
	if o.Replay == "" {
		base, err := freeName(fmt.Sprintf("%s-%d", o.Scenario.ID, o.Seed))
		if err != nil {
			return err
		}
		o.Replay, report = base+".replay", base+".md"
	} else {
		report = o.Replay + ".md"
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

// freeName returns a name for which neither a replay nor a report exists.
func freeName(base string) (string, error) {
	const most = 1000
	name := base
	for n := 2; n <= most; n++ {
		if !exists(name+".replay") && !exists(name+".md") {
			return name, nil
		}
		name = fmt.Sprintf("%s-%d", base, n)
	}
	return "", fmt.Errorf("the folder is full of replays named %s; name another with --replay", base)
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

// writeReport writes the outcome beside the replay, for its user alone.
func writeReport(name string, outcome exercise.Outcome, overwrite bool) error {
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
