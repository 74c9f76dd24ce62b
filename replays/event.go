package replays

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"tabletop/engine/model"
)

// Canonical returns an event as a file holds it: each cell changed once, the
// cells that are set before those that are added to. Its effect is the same.
func Canonical(e model.Event) model.Event {
	if isCanonical(e.Changes) {
		return e
	}
	var merged []model.Change
	for _, c := range e.Changes {
		i := slices.IndexFunc(merged, func(m model.Change) bool { return m.Cell == c.Cell })
		switch {
		case i < 0:
			merged = append(merged, c)
		case c.Set:
			merged[i] = c
		default:
			merged[i].Value += c.Value
		}
	}
	slices.SortStableFunc(merged, func(a, b model.Change) int { return rank(a) - rank(b) })
	e.Changes = merged
	return e
}

func rank(c model.Change) int {
	if c.Set {
		return 0
	}
	return 1
}

func isCanonical(changes []model.Change) bool {
	for i := range changes {
		if i > 0 && rank(changes[i]) < rank(changes[i-1]) {
			return false
		}
		for j := range i {
			if changes[j].Cell == changes[i].Cell {
				return false
			}
		}
	}
	return true
}

// appendEvent writes the record of an event.
func (n *names) appendEvent(b []byte, e model.Event) []byte {
	e = Canonical(e)
	b = append(b, `{"event":{"id":`...)
	b = strconv.AppendInt(b, int64(e.ID), 10)
	b = append(b, `,"tick":`...)
	b = strconv.AppendInt(b, int64(e.Tick), 10)
	b = append(b, `,"rule":`...)
	b = appendWord(b, model.RuleWords, int64(e.Rule))
	b = append(b, `,"what":`...)
	b = appendWord(b, model.WhatWords, int64(e.What))
	if !e.Subject.IsNothing() {
		b = append(b, `,"subject":`...)
		b = appendText(b, n.ref(e.Subject))
	}
	if !e.Object.IsNothing() {
		b = append(b, `,"object":`...)
		b = appendText(b, n.ref(e.Object))
	}
	b = n.appendChanges(b, `,"set":{`, e.Changes, true)
	b = n.appendChanges(b, `,"add":{`, e.Changes, false)
	if len(e.Causes) > 0 {
		b = append(b, `,"causes":[`...)
		for i, cause := range e.Causes {
			if i > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(b, int64(cause), 10)
		}
		b = append(b, ']')
	}
	return append(b, "}}"...)
}

// appendChanges writes those changes that set, or those that add, if there are any.
func (n *names) appendChanges(b []byte, open string, changes []model.Change, set bool) []byte {
	some := false
	for _, c := range changes {
		if c.Set != set {
			continue
		}
		if some {
			b = append(b, ',')
		} else {
			b = append(b, open...)
		}
		some = true
		b = appendText(b, n.cell(c.Cell))
		b = append(b, ':')
		if set {
			b = appendValue(b, c.Cell.Column, c.Value)
		} else {
			b = appendAmount(b, c.Cell.Column, c.Value)
		}
	}
	if some {
		b = append(b, '}')
	}
	return b
}

// appendWord writes a value as its word, or as a number where it has none.
func appendWord(b []byte, words []string, value int64) []byte {
	if value >= 0 && value < int64(len(words)) {
		return appendText(b, words[value])
	}
	return strconv.AppendInt(b, value, 10)
}

// appendText writes a JSON string. HTML stays as it is, for people read these files.
func appendText(b []byte, text string) []byte {
	plain := true
	for i := range len(text) {
		plain = plain && text[i] >= 0x20 && text[i] < 0x7f && text[i] != '"' && text[i] != '\\'
	}
	if plain {
		b = append(b, '"')
		b = append(b, text...)
		return append(b, '"')
	}
	return append(b, marshal(text)...)
}

// marshal writes JSON without HTML escapes and without a line end. It is for
// values that always have JSON.
func marshal(v any) []byte {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("replays: " + err.Error())
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}

// eventJSON is an event as the file writes it.
type eventJSON struct {
	ID      model.EventID   `json:"id"`
	Tick    model.Tick      `json:"tick"`
	Rule    string          `json:"rule"`
	What    string          `json:"what"`
	Subject string          `json:"subject"`
	Object  string          `json:"object"`
	Set     cellValues      `json:"set"`
	Add     cellValues      `json:"add"`
	Causes  []model.EventID `json:"causes"`
}

// parseEvent reads what appendEvent wrote.
func (n *names) parseEvent(raw json.RawMessage) (*model.Event, error) {
	var j eventJSON
	if err := strictly(raw, &j); err != nil {
		return nil, err
	}
	rule := slices.Index(model.RuleWords, j.Rule)
	what := slices.Index(model.WhatWords, j.What)
	subject, okSubject := n.refNamed(j.Subject)
	object, okObject := n.refNamed(j.Object)
	switch {
	case rule < 0:
		return nil, fmt.Errorf("no rule system is called %q", j.Rule)
	case what < 0:
		return nil, fmt.Errorf("no kind of event is called %q", j.What)
	case !okSubject:
		return nil, fmt.Errorf("the scenario has no %q", j.Subject)
	case !okObject:
		return nil, fmt.Errorf("the scenario has no %q", j.Object)
	}
	e := &model.Event{
		ID: j.ID, Tick: j.Tick, Rule: model.Rule(rule), What: model.What(what),
		Subject: subject, Object: object, Causes: j.Causes,
	}
	for _, cause := range j.Causes {
		if cause < 1 || cause >= e.ID {
			return nil, fmt.Errorf("event %d names event %d as a cause, which does not come before it", e.ID, cause)
		}
	}
	var err error
	if e.Changes, err = n.parseChanges(nil, j.Set, true); err != nil {
		return nil, err
	}
	if e.Changes, err = n.parseChanges(e.Changes, j.Add, false); err != nil {
		return nil, err
	}
	if !isCanonical(e.Changes) {
		return nil, fmt.Errorf("event %d changes one cell twice", e.ID)
	}
	return e, nil
}

func (n *names) parseChanges(changes []model.Change, values cellValues, set bool) ([]model.Change, error) {
	for _, v := range values {
		c, ok := n.cellNamed(v.path)
		if !ok {
			return nil, fmt.Errorf("the scenario has no cell %q", v.path)
		}
		parse := parseAmount
		if set {
			parse = parseValue
		}
		value, err := parse(c.Column, v.value)
		if err != nil {
			return nil, err
		}
		changes = append(changes, model.Change{Cell: c, Set: set, Value: value})
	}
	return changes, nil
}

// cellValues is a JSON object of cell paths and values, in the order written.
type cellValues []cellValue

type cellValue struct {
	path  string
	value json.RawMessage
}

// UnmarshalJSON reads the object; a path may stand in it once.
func (v *cellValues) UnmarshalJSON(raw []byte) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	open, err := d.Token()
	if err != nil {
		return err
	}
	if open != json.Delim('{') {
		return errors.New("changes are written as an object of paths and values")
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		path, _ := key.(string)
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		if slices.ContainsFunc(*v, func(have cellValue) bool { return have.path == path }) {
			return fmt.Errorf("%q stands twice in one object", path)
		}
		*v = append(*v, cellValue{path, value})
	}
	return nil
}

// strictly decodes JSON and refuses keys that the format does not have.
func strictly(raw []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return plainly(err)
	}
	if _, err := d.Token(); err == nil {
		return errors.New("more follows the JSON value")
	}
	return nil
}

// plainly says in words what encoding/json found wrong.
func plainly(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not JSON at byte %d: %s", syntax.Offset, syntax.Error())
	case errors.As(err, &kind):
		return fmt.Errorf("%s holds a JSON %s, where the format has %s", kind.Field, kind.Value, expected(kind.Type))
	}
	return err
}

// expected says in words what a field of the format holds.
func expected(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "an object"
	}
	return "a whole number"
}
