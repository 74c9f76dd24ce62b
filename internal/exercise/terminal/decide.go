package terminal

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tabletop/engine"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
)

// choice is one decision with the targets on which it is open, and the reasons
// where it is open on none.
type choice struct {
	decision model.DecisionID
	targets  []model.Ref
	reasons  []string
}

// decide shows what the seat may decide and takes its choice.
func (s *Session) decide(string) error {
	open, closed := s.choices()
	if len(open) == 0 {
		s.say("Nothing is open to you now. The word refused says why.")
		return nil
	}
	for i, c := range open {
		s.card(i+1, c)
	}
	if len(closed) > 0 {
		s.say("%s not open; the word refused says why.", counted(len(closed), "decision is", "decisions are"))
	}
	n, ok, err := s.pick("Which, or Enter to go back", len(open))
	if err != nil || !ok {
		return err
	}
	return s.take(open[n])
}

// refused says which decisions are not open to the seat, and why.
func (s *Session) refused(string) error {
	_, closed := s.choices()
	if len(closed) == 0 {
		s.say("Everything that you may decide is open to you now.")
	}
	for _, c := range closed {
		s.say("Not open: %s. %s", s.title(c.decision), strings.Join(c.reasons, " "))
	}
	return nil
}

// counted puts a number before one thing or several.
func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// pick asks for a number of a list until it gets one; ok is false when the person
// goes back.
func (s *Session) pick(question string, n int) (at int, ok bool, err error) {
	for {
		answer, err := s.ask(question)
		if err != nil {
			return 0, false, err
		}
		at, ok := numbered(answer, n)
		switch {
		case ok:
			return at, true, nil
		case answer == "":
			s.say("Nothing was decided.")
			return 0, false, nil
		case strings.EqualFold(answer, "refused"):
			if err := s.refused(""); err != nil {
				return 0, false, err
			}
		default:
			s.say("I don't know %q; type a number from 1 to %d, or Enter to go back.", shortened(answer), n)
		}
	}
}

// choices groups the seat's options by decision.
func (s *Session) choices() (open, closed []choice) {
	var all []choice
	for _, o := range s.x.Legal(s.seat) {
		i := slices.IndexFunc(all, func(c choice) bool { return c.decision == o.Decision })
		if i < 0 {
			i = len(all)
			all = append(all, choice{decision: o.Decision})
		}
		if o.Legal {
			all[i].targets = append(all[i].targets, o.Target)
		}
		for _, reason := range o.Reasons {
			if !slices.Contains(all[i].reasons, reason) {
				all[i].reasons = append(all[i].reasons, reason)
			}
		}
	}
	for _, c := range all {
		if len(c.targets) > 0 {
			open = append(open, c)
		} else {
			closed = append(closed, c)
		}
	}
	return open, closed
}

func (s *Session) title(d model.DecisionID) string { return s.x.Scenario().Decisions[d].Title }

// card says what a decision is, costs and likely does.
func (s *Session) card(n int, c choice) {
	d := &s.x.Scenario().Decisions[c.decision]
	effect := "in effect at once"
	if d.Lead > 0 {
		effect = "in effect after " + span(d.Lead)
	}
	s.say("%d. %s. %s staff-hours, %s. %s", n, d.Title, ledger.Number(d.Cost), effect, d.Says)
	if d.Likely != "" {
		s.say("   Likely: %s (evidence %s)", d.Likely, d.Evidence)
	}
}

// span writes a number of ticks as people say it.
func span(t model.Tick) string {
	minutes := int64(t) * model.MinutesPerTick
	switch {
	case minutes%(24*60) == 0:
		return plural(minutes/(24*60), "day")
	case minutes%60 == 0:
		return plural(minutes/60, "hour")
	}
	return plural(minutes, "minute")
}

func plural(n int64, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

// take asks for target, rationale and confidence, and submits the decision.
func (s *Session) take(c choice) error {
	target, ok, err := s.target(c)
	if err != nil || !ok {
		return err
	}
	for _, line := range s.x.Expected(s.seat, c.decision, target) {
		s.say("   Expected of the posts still to come: %s.", line)
	}
	rationale, err := s.ask("Why, in a line; Enter for no reason, back to decide nothing")
	if err != nil {
		return err
	}
	if strings.EqualFold(rationale, "back") {
		s.say("Nothing was decided.")
		return nil
	}
	confidence, err := s.confidence()
	if err != nil {
		return err
	}
	err = s.x.Submit(model.Command{
		Seat: s.seat, Kind: model.Decide, Decision: c.decision, Target: target, Inject: model.None, At: model.None,
		Rationale: rationale, Confidence: confidence,
	})
	var refusal *engine.Refusal
	if errors.As(err, &refusal) {
		s.say("Not decided. %s", strings.Join(refusal.Reasons, " "))
		return nil
	}
	if err != nil {
		return err
	}
	s.say("Decided: %s%s. %s.", s.title(c.decision), s.on(target), s.hours(s.x.View(s.seat)))
	return nil
}

// target asks on what; ok is false when the person goes back.
func (s *Session) target(c choice) (target model.Ref, ok bool, err error) {
	if len(c.targets) == 1 {
		return c.targets[0], true, nil
	}
	for i, t := range c.targets {
		s.say("%d. %s", i+1, ledger.Name(s.x.Scenario(), t))
	}
	n, ok, err := s.pick("On which, or Enter to go back", len(c.targets))
	if err != nil || !ok {
		return model.Nothing, false, err
	}
	return c.targets[n], true, nil
}

// confidence asks how sure the person is.
func (s *Session) confidence() (model.Confidence, error) {
	for {
		answer, err := s.ask("How sure are you: 1 low, 2 even, 3 high; Enter to leave it open")
		if err != nil || answer == "" {
			return model.NoConfidence, err
		}
		if n, ok := numbered(answer, 3); ok {
			return model.Confidence(n + 1), nil
		}
		if i := slices.Index(model.ConfidenceWords, strings.ToLower(answer)); i > 0 {
			return model.Confidence(i), nil
		}
		s.say("I don't know %q; type 1, 2 or 3, or Enter.", shortened(answer))
	}
}

// hours says how many staff-hours are left today.
func (s *Session) hours(v model.View) string {
	return fmt.Sprintf("%s of %s staff-hours left today", ledger.Number(v.HoursLeft()), ledger.Number(v.HoursADay()))
}
