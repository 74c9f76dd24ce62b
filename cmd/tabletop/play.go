package main

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/internal/exercise/terminal"
)

// playFlags are the flags of play.
type playFlags struct {
	runFlags
	seat   string
	text   bool
	resume string
}

func playCommand() *cobra.Command {
	f := &playFlags{}
	cmd := &cobra.Command{
		Use:   "play PACK",
		Short: "Play a scenario in the window, or with --text in the terminal",
		Long: `Play opens the window. With --text it plays in the terminal in plain lines, for
a screen reader or an SSH session. The other seats decide by a doctrine. With
--replay every decision is on the disk before the exercise goes on, and
--resume goes on with a replay that was left or interrupted.`,
		Example: `  tabletop play us-2020 --seat cisa --posture 2019
  tabletop play us-2020 --text --seat harlow --replay today.replay
  tabletop play --resume today.replay
  tabletop play --text --resume today.replay`,
		Args: func(cmd *cobra.Command, args []string) error {
			if f.resume != "" {
				return arguments(0, 0, "no PACK with --resume")(cmd, args)
			}
			return arguments(1, 1, "a PACK")(cmd, args)
		},
		ValidArgsFunction: completePack,
		RunE:              func(cmd *cobra.Command, args []string) error { return f.play(cmd, args) },
	}
	f.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.seat, "seat", "", "the organisation that you play")
	flags.BoolVar(&f.text, "text", false, "play in the terminal")
	flags.StringVar(&f.resume, "resume", "", "go on with this replay")
	return cmd
}

func (f *playFlags) play(cmd *cobra.Command, args []string) error {
	if f.text {
		return f.inTerminal(cmd, args)
	}
	if f.resume != "" {
		return f.resumeInWindow(cmd)
	}
	return openWindow(cmd, &f.runFlags, args[0], f.seat)
}

// resumeInWindow goes on with a replay in the window.
func (f *playFlags) resumeInWindow(cmd *cobra.Command) error {
	if reason := noWindow(); reason != "" {
		return usage("%s: add --text to go on in the terminal", reason)
	}
	x, seat, err := f.goOn(cmd, nil)
	if err != nil {
		return err
	}
	return resumeDesktop(x, seat)
}

// inTerminal plays in plain lines. When the exercise is over it prints the
// outcome; to somebody who leaves before, it shows what the seat knows and
// nothing else.
func (f *playFlags) inTerminal(cmd *cobra.Command, args []string) error {
	session := terminal.New(cmd.InOrStdin(), cmd.OutOrStdout())
	x, seat, err := f.begin(cmd, args, session)
	if err != nil {
		return err
	}
	if err := session.Play(x, seat); err != nil {
		return errors.Join(err, x.Close())
	}
	if err := x.Close(); err != nil {
		return err
	}
	if x.Done() {
		printText(cmd, "\n%s", x.Outcome().Text())
		return nil
	}
	printText(cmd, "\n%s", exercise.Seen(x.Scenario(), x.State(), seat).Text())
	if x.Replay() != "" {
		printText(cmd, "\nGo on with: tabletop play --text --resume %s\n", x.Replay())
	}
	return nil
}

// begin starts a new exercise, or goes on with one.
func (f *playFlags) begin(cmd *cobra.Command, args []string, session *terminal.Session) (*exercise.Exercise, model.OrgID, error) {
	if f.resume != "" {
		return f.goOn(cmd, session)
	}
	o, err := f.options(cmd, args[0])
	if err != nil {
		return nil, model.None, err
	}
	seat, err := f.chooseSeat(o.Scenario, session)
	if err != nil {
		return nil, seat, err
	}
	o.People, o.Now = []model.OrgID{seat}, time.Now
	if err := nameReplay(&o); err != nil {
		return nil, seat, err
	}
	printNotice(cmd, "The replay is %s.", o.Replay)
	x, err := exercise.Start(o)
	return x, seat, err
}

// goOn resumes a replay in the seat that was held, or in another. Without a
// session to ask in, the seat must be clear.
func (f *playFlags) goOn(cmd *cobra.Command, session *terminal.Session) (*exercise.Exercise, model.OrgID, error) {
	o := exercise.ResumeOptions{Into: f.replay, Overwrite: f.force, Now: time.Now}
	x, err := exercise.Resume(f.resume, o)
	if err != nil {
		return nil, model.None, err
	}
	if people := x.People(); f.seat == "" && len(people) == 1 {
		return x, people[0], nil
	}
	if f.seat == "" && session == nil {
		return nil, model.None, errors.Join(usage("%s does not say whose seat you hold: add --seat", f.resume), x.Close())
	}
	seat, err := f.chooseSeat(x.Scenario(), session)
	if err == nil {
		err = x.Hold(seat)
	}
	if err != nil {
		return nil, seat, errors.Join(err, x.Close())
	}
	return x, seat, nil
}

func (f *playFlags) chooseSeat(sc *model.Scenario, session *terminal.Session) (model.OrgID, error) {
	if f.seat == "" {
		return session.ChooseSeat(sc)
	}
	seat, err := exercise.SeatNamed(sc, f.seat)
	if err != nil {
		return seat, usageError{err}
	}
	return seat, nil
}
