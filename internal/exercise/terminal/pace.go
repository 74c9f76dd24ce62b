package terminal

import (
	"tabletop/engine/ledger"
	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/scenarios"
)

func (s *Session) step(string) error {
	halt, err := s.x.Step()
	return s.report(halt, err)
}

func (s *Session) next(string) error {
	halt, err := s.x.Advance(s.x.Scenario().Clock.End, exercise.OnInject|exercise.OnMessage)
	return s.report(halt, err)
}

func (s *Session) open(string) error {
	halt, err := s.x.Advance(s.x.Scenario().Clock.End, exercise.OnDecision)
	return s.report(halt, err)
}

func (s *Session) run(string) error {
	halt, err := s.x.Advance(s.x.Scenario().Clock.End, 0)
	return s.report(halt, err)
}

func (s *Session) until(when string) error {
	if when == "" {
		var err error
		if when, err = s.ask("Until when, such as E-12 19:00"); err != nil {
			return err
		}
	}
	clock := &s.x.Scenario().Clock
	tick, err := scenarios.ParseTime(clock, when)
	if err != nil {
		s.say("%s.", err)
		return nil
	}
	if end := s.x.Scenario().Clock.End; tick > end {
		s.say("That is after the exercise, which ends %s.", clock.Relative(end))
		return nil
	}
	if tick <= s.x.Tick() {
		s.say("That time has passed; it is %s.", clock.Relative(s.x.Tick()))
		return nil
	}
	halt, err := s.x.Advance(tick, 0)
	return s.report(halt, err)
}

func (s *Session) leave(string) error {
	s.say("You leave at %s.", s.x.Scenario().Clock.Relative(s.x.Tick()))
	return errLeft
}

// report says what the seat learnt while time went on.
func (s *Session) report(halt exercise.Halt, err error) error {
	if err != nil {
		return err
	}
	s.arrived()
	if halt.Reason == exercise.DecisionOpened {
		d := &s.x.Scenario().Decisions[halt.Option.Decision]
		s.say("A decision is open to you: %s%s.", d.Title, s.on(halt.Option.Target))
	}
	return nil
}

// arrived shows the messages that have not been shown yet.
func (s *Session) arrived() {
	mail := s.situation().Inbox
	for ; s.read < len(mail); s.read++ {
		s.message(mail[s.read])
	}
}

func (s *Session) situation() exercise.Situation {
	return exercise.Seen(s.x.Scenario(), s.x.State(), s.seat)
}

func (s *Session) message(m exercise.Mail) {
	from := ""
	if m.From != "" {
		from = " from " + m.From
	}
	s.say("")
	s.say("%s, %s%s: %s", m.Time, m.Kind, from, m.Title)
	if m.Text != "" {
		s.say("%s", m.Text)
	}
}

func (s *Session) inbox(string) error {
	mail := s.situation().Inbox
	if len(mail) == 0 {
		s.say("Nothing has reached you yet.")
	}
	for _, m := range mail {
		s.message(m)
	}
	s.read = len(mail)
	return nil
}

func (s *Session) know(string) error {
	s.say("%s", s.situation().Text())
	return nil
}

// on names a target after a decision's title.
func (s *Session) on(target model.Ref) string {
	if target.IsNothing() {
		return ""
	}
	return ", on " + ledger.Name(s.x.Scenario(), target)
}
