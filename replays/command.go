package replays

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tabletop/engine/model"
	"tabletop/scenarios"
)

// Command is a command as it was given: its number in the file and the tick at
// which it was accepted.
type Command struct {
	Sequence int64
	Tick     model.Tick
	model.Command
}

// FacilitatorWord stands where a seat is named, for the facilitator.
const FacilitatorWord = "facilitator"

// commandJSON is a command as the file writes it. Time is for people; where a
// command is written by hand without a tick, it says when.
type commandJSON struct {
	Sequence   int64           `json:"seq,omitempty"`
	Tick       *model.Tick     `json:"tick,omitempty"`
	Time       string          `json:"time,omitempty"`
	Seat       string          `json:"seat"`
	Kind       string          `json:"kind"`
	Decision   string          `json:"decision,omitempty"`
	Target     string          `json:"target,omitempty"`
	Inject     string          `json:"inject,omitempty"`
	At         json.RawMessage `json:"at,omitempty"` // tick, or a time as people write it
	Cell       string          `json:"cell,omitempty"`
	Value      json.RawMessage `json:"value,omitempty"`
	Auto       bool            `json:"auto,omitempty"`
	Rationale  string          `json:"rationale,omitempty"`
	Confidence string          `json:"confidence,omitempty"`
}

// appendCommand writes the record of a command.
func (n *names) appendCommand(b []byte, c Command) []byte {
	j := commandJSON{
		Sequence: c.Sequence, Tick: &c.Tick, Time: n.sc.Clock.Relative(c.Tick), Seat: FacilitatorWord,
		Kind: model.CommandKindWords[c.Kind], Auto: c.Auto, Rationale: c.Rationale,
		Confidence: model.ConfidenceWords[c.Confidence],
	}
	if c.Seat != model.Facilitator {
		j.Seat = n.sc.Name(model.Ref{Kind: model.KindOrg, ID: int64(c.Seat)})
	}
	switch c.Kind {
	case model.Decide:
		j.Decision = n.sc.Name(model.Ref{Kind: model.KindDecision, ID: int64(c.Decision)})
		j.Target = n.ref(c.Target)
	case model.OverrideCell:
		j.Cell = n.cell(c.Cell)
		j.Value = appendValue(nil, c.Cell.Column, c.Value)
	default:
		j.Inject = n.sc.Name(model.Ref{Kind: model.KindInject, ID: int64(c.Inject)})
		if c.Kind == model.MoveInject {
			j.At = strconv.AppendInt(nil, int64(c.At), 10)
		}
	}
	b = append(b, `{"command":`...)
	b = append(b, marshal(j)...)
	return append(b, '}')
}

// parseCommand reads a command from a journal, or one written by hand.
func (n *names) parseCommand(raw json.RawMessage) (Command, error) {
	var j commandJSON
	if err := strictly(raw, &j); err != nil {
		return Command{}, err
	}
	c := Command{Sequence: j.Sequence, Command: model.Command{
		Seat: model.Facilitator, Decision: model.None, Target: model.Nothing, Inject: model.None,
		At: model.None, Auto: j.Auto, Rationale: j.Rationale,
	}}
	kind := slices.Index(model.CommandKindWords, j.Kind)
	confidence := slices.Index(model.ConfidenceWords, j.Confidence)
	switch {
	case kind < 0:
		return c, fmt.Errorf("no command is called %q; one of %s", j.Kind, strings.Join(model.CommandKindWords, ", "))
	case confidence < 0:
		return c, fmt.Errorf("confidence is %q; one of low, even, high", j.Confidence)
	case len(j.Rationale) > MaxText || !utf8.ValidString(j.Rationale):
		return c, fmt.Errorf("the rationale has %d bytes; at most %d of UTF-8 are kept", len(j.Rationale), MaxText)
	}
	c.Kind, c.Confidence = model.CommandKind(kind), model.Confidence(confidence)
	if err := n.parseWhen(&c, j); err != nil {
		return c, err
	}
	if err := n.parseSeat(&c, j.Seat); err != nil {
		return c, err
	}
	return c, n.parseAct(&c, j)
}

func (n *names) parseWhen(c *Command, j commandJSON) (err error) {
	switch {
	case j.Tick != nil:
		c.Tick = *j.Tick
	case j.Time != "":
		c.Tick, err = scenarios.ParseTime(&n.sc.Clock, j.Time)
	default:
		err = errors.New(`it says no tick and no time; add "time":"E-12 19:00"`)
	}
	if err == nil && (c.Tick < 0 || c.Tick > n.sc.Clock.End) {
		when := j.Time
		if j.Tick != nil {
			when = fmt.Sprintf("tick %d", c.Tick)
		}
		err = fmt.Errorf("%s is outside the exercise, which goes from %s to %s", when,
			n.sc.Clock.Relative(0), n.sc.Clock.Relative(n.sc.Clock.End))
	}
	return err
}

func (n *names) parseSeat(c *Command, seat string) error {
	if seat == FacilitatorWord {
		if c.Kind == model.Decide {
			return errors.New("the facilitator takes no decisions; name the organisation that decides")
		}
		return nil
	}
	if c.Kind != model.Decide {
		return fmt.Errorf("only the facilitator may %s", model.CommandKindWords[c.Kind])
	}
	id, ok := n.index(model.KindOrg)[seat]
	if !ok {
		return unknown("seat", seat, n.index(model.KindOrg))
	}
	c.Seat = model.OrgID(id)
	return nil
}

// parseAct reads what the command is about.
func (n *names) parseAct(c *Command, j commandJSON) error {
	switch c.Kind {
	case model.Decide:
		id, ok := n.index(model.KindDecision)[j.Decision]
		if !ok {
			return unknown("decision", j.Decision, n.index(model.KindDecision))
		}
		c.Decision = model.DecisionID(id)
		if c.Target, ok = n.refNamed(j.Target); !ok {
			return fmt.Errorf(`the scenario has no %q; a target is named by kind and id, as in "asset.roll"`, j.Target)
		}
		return nil
	case model.OverrideCell:
		return n.parseOverride(c, j)
	}
	id, ok := n.index(model.KindInject)[j.Inject]
	if !ok {
		return unknown("inject", j.Inject, n.index(model.KindInject))
	}
	c.Inject = model.InjectID(id)
	if c.Kind != model.MoveInject {
		return nil
	}
	at, err := n.parseMoment(j.At)
	c.At = at
	return err
}

func (n *names) parseOverride(c *Command, j commandJSON) (err error) {
	var ok bool
	if c.Cell, ok = n.cellNamed(j.Cell); !ok {
		return fmt.Errorf(`the scenario has no cell %q; write one as in "asset.roll.condition"`, j.Cell)
	}
	if c.Value, err = parseValue(c.Cell.Column, j.Value); err == nil && !n.meaningful(c.Cell.Column, c.Value) {
		err = fmt.Errorf("%s can't be %s, which names nothing", j.Cell, j.Value)
	}
	return err
}

// parseMoment reads a tick, or a time in quotes.
func (n *names) parseMoment(raw json.RawMessage) (model.Tick, error) {
	var text string
	if err := json.Unmarshal(raw, &text); err == nil {
		return scenarios.ParseTime(&n.sc.Clock, text)
	}
	tick, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil {
		return 0, errors.New(`"at" says when: a tick, or a time such as "E-3 08:00"`)
	}
	return model.Tick(tick), nil
}

// unknown says that a name means nothing, and what was probably meant.
func unknown(kind, name string, known map[string]int64) error {
	if near := scenarios.Closest(name, sortedNames(known)); near != "" {
		return fmt.Errorf("the scenario has no %s %q; did you mean %q?", kind, name, near)
	}
	return fmt.Errorf("the scenario has no %s %q", kind, name)
}

func sortedNames(known map[string]int64) []string { return slices.Sorted(maps.Keys(known)) }
