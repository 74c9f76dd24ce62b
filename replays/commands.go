package replays

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"tabletop/engine/model"
)

// Bounds of a list of commands.
const (
	MaxCommands    = 100_000
	maxCommandLine = 64 << 10
	maxMistakes    = 100 // that are listed
)

// ParseCommands reads commands as JSON Lines, one record a line as a replay's
// command records hold them, {"command":{…}}. Written by hand, a command may say
// "time":"E-12 19:00" instead of a tick. Lines copied out of a replay may keep
// their first column, which is not checked here. Mistakes are reported all at
// once, up to a hundred lines of them, each a [*Problem]. Commands come back in order of time; those of one
// tick keep their order.
func ParseCommands(name string, sc *model.Scenario, from io.Reader) ([]Command, error) {
	n := newNames(sc)
	in := bufio.NewScanner(from)
	in.Buffer(nil, maxCommandLine)
	var all []Command
	var wrong []error
	line := 0
	for in.Scan() {
		line++
		text := bytes.TrimSpace(in.Bytes())
		if len(text) == 0 {
			continue
		}
		if len(all) == MaxCommands {
			return nil, &Problem{name, line, fmt.Sprintf("more than %d commands", MaxCommands), "split the file"}
		}
		c, err := n.commandLine(text)
		if err != nil {
			if len(wrong) == maxMistakes {
				wrong = append(wrong, &Problem{name, line, "more mistakes follow", "mend these first"})
				return nil, errors.Join(wrong...)
			}
			wrong = append(wrong, &Problem{File: name, Line: line, What: err.Error()})
		}
		all = append(all, c)
	}
	if err := in.Err(); errors.Is(err, bufio.ErrTooLong) {
		wrong = append(wrong, &Problem{name, line + 1, fmt.Sprintf("the line is longer than %d bytes", maxCommandLine), "write one command a line"})
	} else if err != nil {
		return nil, fmt.Errorf("can't read %s: %w", name, err)
	}
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	slices.SortStableFunc(all, func(a, b Command) int { return cmp.Compare(a.Tick, b.Tick) })
	return all, nil
}

func (n *names) commandLine(text []byte) (Command, error) {
	if _, record, ok := splitLine(text); ok {
		text = record
	}
	if !utf8.Valid(text) {
		return Command{}, errors.New("it is not UTF-8")
	}
	kind, body, err := unwrap(text)
	if err != nil || kind != "command" {
		return Command{}, errors.New(`a line holds {"command":{…}}, as the command records of a replay do`)
	}
	return n.parseCommand(body)
}
