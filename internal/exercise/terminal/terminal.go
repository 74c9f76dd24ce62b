// Package terminal plays an exercise in plain lines, for a screen reader or an
// SSH session: numbered menus, whole sentences, no cursor control and no colour.
// What it reads may come from a pipe. It shows a seat what that seat knows and
// nothing else, and it can do what a person in a seat can do in the window.
package terminal

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/replays"
)

// maxLine is the longest line that is read, in bytes.
const maxLine = 64 << 10

// errLeft ends the play: the input is over, or the person left.
var errLeft = errors.New("left")

// Session is one person playing one seat.
type Session struct {
	x    *exercise.Exercise
	seat model.OrgID
	in   *bufio.Scanner
	out  io.Writer
	read int // messages of the inbox shown so far
}

// New returns a session that asks on out and reads answers from in.
func New(in io.Reader, out io.Writer) *Session {
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, maxLine)
	return &Session{in: scanner, out: out}
}

// ChooseSeat asks which seat to hold. It fails when the input ends first.
func (s *Session) ChooseSeat(sc *model.Scenario) (model.OrgID, error) {
	var seats []model.OrgID
	s.say("Which seat do you hold?")
	for i := range sc.Orgs {
		if sc.Orgs[i].Seat {
			seats = append(seats, model.OrgID(i))
			s.say("%d. %s (%s)", len(seats), sc.Orgs[i].Name, sc.Orgs[i].ID)
		}
	}
	for {
		answer, err := s.ask("Seat")
		if err != nil {
			return model.None, errors.New("no seat was chosen; name one with --seat")
		}
		if n, ok := numbered(answer, len(seats)); ok {
			return seats[n], nil
		}
		if seat, err := exercise.SeatNamed(sc, answer); err == nil {
			return seat, nil
		}
		s.say("There is no such seat. Type a number from 1 to %d, or an id.", len(seats))
	}
}

// Play conducts the exercise from one seat until it is over or the person
// leaves. The exercise stays open.
func (s *Session) Play(x *exercise.Exercise, seat model.OrgID) error {
	s.x, s.seat = x, seat
	s.briefing()
	s.arrived()
	for !x.Done() {
		answer, err := s.prompt()
		if err == nil {
			err = s.obey(answer)
		}
		if errors.Is(err, errLeft) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	s.say("")
	s.say("The exercise is over.")
	return nil
}

func (s *Session) briefing() {
	sc, org := s.x.Scenario(), &s.x.Scenario().Orgs[s.seat]
	s.say("%s", exercise.Marking)
	s.say("%s", sc.Title)
	if sc.Question != "" {
		s.say("%s", sc.Question)
	}
	s.say("")
	s.say("You hold the seat of %s.", org.Name)
	if org.Brief != "" {
		s.say("%s", org.Brief)
	}
	if org.Authority != "" {
		s.say("%s", org.Authority)
	}
	s.say("")
	s.say("Type a number or a word and press Enter. The word help says these lines again.")
	s.menu()
}

// word is one thing that a person may ask for.
type word struct {
	name, says string
	do         func(*Session, string) error
}

// words are the choices of the main menu, in its order.
func words() []word {
	return []word{
		{"decide", "what is open to you now", (*Session).decide},
		{"inbox", "all messages so far", (*Session).inbox},
		{"know", "what you know, and the headline measures", (*Session).know},
		{"step", "let one hour pass", (*Session).step},
		{"next", "go on to the next message", (*Session).next},
		{"open", "go on until a decision opens that was not open before", (*Session).open},
		{"until", "go on until a time, as in until E-12 19:00", (*Session).until},
		{"run", "go on to the end", (*Session).run},
		{"refused", "what is not open to you, and why", (*Session).refused},
		{"leave", "stop here; the replay can be resumed", (*Session).leave},
	}
}

// prompt says where the exercise stands and asks what to do.
func (s *Session) prompt() (string, error) {
	sc, now := s.x.Scenario(), s.x.Tick()
	view := s.x.View(s.seat)
	s.say("")
	s.say("%s, %s. %s.", sc.Clock.Format(now), sc.Clock.Relative(now), s.hours(view))
	var short []string
	for i, w := range words() {
		short = append(short, fmt.Sprintf("%d %s", i+1, w.name))
	}
	return s.ask("What now: " + strings.Join(short, ", "))
}

func (s *Session) obey(answer string) error {
	name, rest, _ := strings.Cut(answer, " ")
	all := words()
	if n, ok := numbered(name, len(all)); ok {
		return all[n].do(s, rest)
	}
	switch name = strings.ToLower(name); name {
	case "", "help", "h", "?":
		s.menu()
		return nil
	case "quit", "exit", "q":
		return s.leave(rest)
	}
	for _, w := range all {
		if strings.HasPrefix(w.name, name) {
			return w.do(s, rest)
		}
	}
	s.say("I don't know %q; type a number or a word of the menu, or help.", shortened(answer))
	return nil
}

// shortened keeps an answer to a length that can be read back.
func shortened(answer string) string {
	const most = 40
	if r := []rune(answer); len(r) > most {
		return string(r[:most]) + "…"
	}
	return answer
}

// menu says what every word does.
func (s *Session) menu() {
	for i, w := range words() {
		s.say("%d. %s: %s", i+1, w.name, w.says)
	}
}

// say writes one line. Control characters never reach the terminal.
func (s *Session) say(format string, args ...any) {
	fmt.Fprintln(s.out, replays.Printable(fmt.Sprintf(format, args...)))
}

// ask writes a question on a line of its own and reads the answer, without space
// around it.
func (s *Session) ask(question string) (string, error) {
	s.say("%s?", question)
	if !s.in.Scan() {
		if err := s.in.Err(); errors.Is(err, bufio.ErrTooLong) {
			return "", fmt.Errorf("your answer is longer than %d bytes; start again, or go on with the replay", maxLine)
		} else if err != nil {
			return "", fmt.Errorf("can't read your answer: %w", err)
		}
		return "", errLeft
	}
	return strings.TrimSpace(strings.ToValidUTF8(s.in.Text(), "\uFFFD")), nil
}

// numbered reads a number of a list that counts from 1.
func numbered(answer string, n int) (int, bool) {
	i, err := strconv.Atoi(strings.TrimSuffix(answer, "."))
	return i - 1, err == nil && i >= 1 && i <= n
}
