package replays

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"tabletop/engine/model"
)

// Open reads a file. Whatever is wrong with a complete line is an error, a
// [*Problem]; a line that was never finished is left out.
func Open(path string) (*Replay, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("can't open the replay: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("can't open the replay: %w", err)
	}
	switch {
	case info.IsDir():
		return nil, &Problem{File: path, What: "is a folder", Do: "name a replay file"}
	case info.Size() > MaxFile:
		return nil, &Problem{File: path, What: fmt.Sprintf("has %d bytes; at most %d are read", info.Size(), int64(MaxFile))}
	}
	return Read(path, file)
}

// Read reads a replay from a stream, packed with gzip or plain; the name stands
// in errors.
func Read(name string, from io.Reader) (*Replay, error) {
	in, packed, err := unpacked(name, from)
	if err != nil {
		return nil, err
	}
	rd := &reader{r: &Replay{File: name, Packed: packed}, in: bufio.NewReaderSize(io.LimitReader(in, MaxFile), 64<<10)}
	for {
		line, err := rd.line()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if err := rd.take(line); err != nil {
			return nil, err
		}
	}
	if rd.r.Scenario == nil {
		return nil, rd.r.problem(0, "holds no complete head and scenario", "it is no replay, or was cut before the exercise began")
	}
	return rd.r, nil
}

// unpacked returns what a gzip file holds, and other files as they are.
func unpacked(name string, from io.Reader) (in io.Reader, packed bool, err error) {
	plain := bufio.NewReader(from)
	if magic, err := plain.Peek(2); err != nil || magic[0] != 0x1f || magic[1] != 0x8b {
		return plain, false, nil // too short, or not packed: reading it says what is wrong
	}
	if in, err = gzip.NewReader(plain); err != nil {
		return nil, true, &Problem{File: name, What: "begins like a gzip file and is none: " + err.Error(), Do: doRestore}
	}
	return in, true, nil
}

type reader struct {
	r        *Replay
	in       *bufio.Reader
	buf      []byte
	sequence int64
}

// line returns the next complete line without its LF. Zeros after the last
// line, which a power cut may leave, are no line.
func (rd *reader) line() ([]byte, error) {
	rd.buf = rd.buf[:0]
	for {
		part, err := rd.in.ReadSlice('\n')
		rd.buf = append(rd.buf, part...)
		switch {
		case len(rd.buf) > MaxLine:
			return nil, rd.r.problem(rd.r.Lines+1, fmt.Sprintf("the line is longer than %d bytes", MaxLine), doRestore)
		case err == nil:
			return rd.buf[:len(rd.buf)-1], nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF): // the latter in a packed file that was cut
			rd.r.Cut = int64(len(rd.buf))
			return nil, io.EOF
		default:
			return nil, fmt.Errorf("can't read %s: %w", rd.r.File, err)
		}
	}
}

// take reads one complete line.
func (rd *reader) take(line []byte) error {
	r := rd.r
	number := r.Lines + 1
	stated, record, ok := splitLine(line)
	switch {
	case !ok:
		return r.problem(number, "is no record: 64 hexadecimal digits, a space and JSON are expected",
			"it is no replay, or it was changed")
	case link(r.Hash, record) != stated:
		return r.problem(number, "the hash does not fit what the line and those before it hold", doRestore)
	case !utf8.Valid(record):
		return r.problem(number, "the record is not UTF-8", doRestore)
	case r.Ended != nil || r.Continued != "":
		return r.problem(number, "a record follows the end", doRestore)
	}
	if err := rd.record(number, record); err != nil {
		var p *Problem
		if errors.As(err, &p) {
			return err
		}
		return r.problem(number, err.Error(), "it was written by another program, or changed")
	}
	r.Lines, r.Hash = number, stated
	r.Size += int64(len(line)) + 1
	return nil
}

// record reads one record by its kind.
func (rd *reader) record(line int, record []byte) error {
	kind, body, err := unwrap(record)
	if err != nil {
		return err
	}
	switch {
	case line == 1 && kind == "head":
		return rd.head(body)
	case line == 2 && kind == "scenario":
		return rd.scenario(body)
	case line == 1:
		return errors.New("a replay begins with its head")
	case line == 2:
		return errors.New("the scenario follows the head")
	}
	switch kind {
	case "event":
		return rd.event(line, body)
	case "command":
		return rd.command(line, body)
	case "note":
		return rd.note(line, body)
	case "tick":
		return rd.mark(line, body)
	case "end":
		return rd.end(body)
	case "continued":
		return rd.continued(body)
	}
	return fmt.Errorf("there is no record of kind %q here", kind)
}

// unwrap takes {"kind":{…}} apart. The key is a plain word, as it is written;
// whether the rest is JSON shows when it is read.
func unwrap(record []byte) (kind string, body json.RawMessage, err error) {
	rest, ok := bytes.CutPrefix(record, []byte(`{"`))
	word, rest, found := bytes.Cut(rest, []byte(`":`))
	body, closed := bytes.CutSuffix(rest, []byte("}"))
	if !ok || !found || !closed || len(body) == 0 || body[0] != '{' {
		return "", nil, errors.New(`a record is an object with one key, its kind, which holds an object`)
	}
	return string(word), body, nil
}

func (rd *reader) head(body json.RawMessage) error {
	var format struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(body, &format); err != nil {
		return plainly(err)
	}
	if format.Format > Format {
		return rd.r.problem(1, fmt.Sprintf("the file has format %d, and this program reads up to %d", format.Format, Format),
			"use a newer tabletop")
	}
	if err := strictly(body, &rd.r.Head); err != nil {
		return err
	}
	if format.Format < 1 {
		return errors.New("the head states no format")
	}
	return nil
}

func (rd *reader) scenario(body json.RawMessage) error {
	var j struct {
		Compiled json.RawMessage `json:"compiled"`
		Initial  json.RawMessage `json:"initial"`
	}
	if err := strictly(body, &j); err != nil {
		return err
	}
	sum := sha256.Sum256(j.Compiled)
	if hex.EncodeToString(sum[:]) != rd.r.Head.Model {
		return errors.New("the scenario is not the one whose hash the head states")
	}
	sc := &model.Scenario{}
	if err := strictly(j.Compiled, sc); err != nil {
		return fmt.Errorf("the scenario: %w", err)
	}
	if err := checkScenario(sc); err != nil {
		return fmt.Errorf("the scenario: %w", err)
	}
	rd.r.names = newNames(sc)
	initial, err := rd.r.names.parseInitial(j.Initial)
	if err != nil {
		return fmt.Errorf("the first state: %w", err)
	}
	rd.r.Scenario, rd.r.Initial, rd.r.Final = sc, initial, initial.Clone()
	return nil
}

func (rd *reader) event(line int, body json.RawMessage) error {
	e, err := rd.r.names.parseEvent(body)
	if err != nil {
		return err
	}
	if e.Tick > rd.r.Scenario.Clock.End {
		return fmt.Errorf("event %d is at tick %d, after the end of the exercise at tick %d", e.ID, e.Tick, rd.r.Scenario.Clock.End)
	}
	if err := rd.r.names.fold(rd.r.Final, e); err != nil {
		return err
	}
	rd.r.Records = append(rd.r.Records, Record{Line: line, Event: e})
	return nil
}

// fold applies an event, and refuses what no reader of the state could follow.
func (n *names) fold(s *model.State, e *model.Event) error {
	if err := s.Apply(e); err != nil {
		return err
	}
	for i := range e.Changes {
		if err := n.checkCell(s, e.Changes[i].Cell); err != nil {
			return err
		}
	}
	return nil
}

func (rd *reader) command(line int, body json.RawMessage) error {
	c, err := rd.r.names.parseCommand(body)
	if err != nil {
		return err
	}
	rd.sequence++
	if c.Sequence != rd.sequence {
		return fmt.Errorf("command %d stands where command %d is due", c.Sequence, rd.sequence)
	}
	if c.Tick < rd.r.Final.Tick {
		return fmt.Errorf("command %d is at tick %d, before tick %d", c.Sequence, c.Tick, rd.r.Final.Tick)
	}
	rd.r.Final.Pass(c.Tick)
	rd.r.Records = append(rd.r.Records, Record{Line: line, Command: &c})
	return nil
}

func (rd *reader) note(line int, body json.RawMessage) error {
	var note Note
	if err := strictly(body, &note); err != nil {
		return err
	}
	if err := checkNote(note); err != nil {
		return err
	}
	rd.r.Records = append(rd.r.Records, Record{Line: line, Note: &note})
	return nil
}

func (rd *reader) mark(line int, body json.RawMessage) error {
	m, _, err := parseMark(body)
	if err == nil {
		err = rd.pass(m)
	}
	if err != nil {
		return err
	}
	rd.r.Records = append(rd.r.Records, Record{Line: line, Mark: &m})
	return nil
}

// pass moves on to the tick of a mark.
func (rd *reader) pass(m Mark) error {
	if m.Tick < rd.r.Final.Tick || m.Tick > rd.r.Scenario.Clock.End {
		return fmt.Errorf("tick %d follows tick %d of an exercise that ends at tick %d",
			m.Tick, rd.r.Final.Tick, rd.r.Scenario.Clock.End)
	}
	rd.r.Final.Pass(m.Tick)
	return nil
}

func (rd *reader) end(body json.RawMessage) error {
	m, tasks, err := parseMark(body)
	if err == nil {
		err = rd.pass(m)
	}
	if err != nil {
		return err
	}
	for name, verdict := range tasks {
		if !slices.Contains(model.TaskStatusWords, verdict) {
			return fmt.Errorf("the verdict on %q is %q", name, verdict)
		}
	}
	rd.r.Ended = &Ending{Mark: m, Tasks: tasks}
	return nil
}

func (rd *reader) continued(body json.RawMessage) error {
	var j continuedJSON
	if err := strictly(body, &j); err != nil {
		return err
	}
	if j.File == "" || filepath.Base(j.File) != j.File || bytes.ContainsAny([]byte(j.File), `/\`) {
		return fmt.Errorf("the successor %q is no file name", j.File)
	}
	rd.r.Continued = j.File
	return nil
}
