package replays

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf8"

	"tabletop/engine"
	"tabletop/engine/model"
	"tabletop/scenarios"
)

// Journal writes a replay as the exercise goes: every call hands its records
// whole to the system before it returns. After a failed write it refuses further
// records, so that what was written stays a valid, interrupted file. A journal
// belongs to one goroutine.
type Journal struct {
	path     string
	file     *os.File
	names    *names
	last     Digest
	sequence int64
	regular  bool   // a file that can be synced
	closed   bool   // an end was written
	buf      []byte // lines not yet written
	encoding []byte // of the last state hashed, kept for its memory
	err      error
}

// Create begins a file that only its user may read, and writes head, scenario
// and first state. Of the head the caller gives seed, pack and parent. A file
// that exists is left alone unless overwrite is set.
func Create(path string, head Head, sc *model.Scenario, initial *model.State, overwrite bool) (*Journal, error) {
	if err := checkScenario(sc); err != nil {
		return nil, fmt.Errorf("the scenario can't be kept in a replay: %w", err)
	}
	n := newNames(sc)
	first, err := n.appendInitial(nil, initial)
	if err != nil {
		return nil, err
	}
	file, err := create(path, overwrite)
	if err != nil {
		return nil, err
	}
	j := &Journal{path: path, file: file, names: n}
	if err := j.begin(head, sc, first, initial); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return j, nil
}

// create opens a file to write a replay in. Of files that exist only a replay or an
// empty one is overwritten.
func create(path string, overwrite bool) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("can't write the replay: %s is a folder; name a file in it", path)
	case err == nil && !overwrite:
		return nil, fmt.Errorf("%s exists; choose another name, or use --force to overwrite it", path)
	case err == nil && info.Mode().IsRegular() && info.Size() > 0 && !beginsReplay(path):
		return nil, fmt.Errorf("%s is no replay, so it is not overwritten; choose another name, or remove it yourself", path)
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if overwrite {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	file, err := os.OpenFile(path, flags, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%s exists; choose another name, or use --force to overwrite it", path)
	}
	if err != nil {
		return nil, fmt.Errorf("can't write the replay: %w", err)
	}
	return file, nil
}

// beginsReplay reports whether a file begins as a replay does, packed or plain,
// even one that was cut or changed later.
func beginsReplay(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	in, _, err := unpacked(path, file)
	if err != nil {
		return false
	}
	begin := make([]byte, hashColumn+len(headBegins))
	if _, err := io.ReadFull(in, begin); err != nil {
		return false
	}
	_, record, ok := splitLine(begin)
	return ok && string(record) == headBegins
}

const headBegins = `{"head":`

func (j *Journal) begin(head Head, sc *model.Scenario, first []byte, initial *model.State) error {
	info, err := j.file.Stat()
	if err != nil {
		return err
	}
	if j.regular = info.Mode().IsRegular(); j.regular {
		if err := j.file.Chmod(0o600); err != nil {
			return err
		}
	}
	compiled, err := json.Marshal(sc)
	if err != nil {
		return err
	}
	head.Format, head.Epoch, head.Engine = Format, engine.RulesEpoch, engine.Version
	head.Scenario, head.Version, head.Model = sc.ID, sc.Version, scenarios.ModelHash(sc)
	j.record(marshal(map[string]Head{"head": head}))
	record := append([]byte(`{"scenario":{"compiled":`), compiled...)
	record = append(record, `,"initial":`...)
	record = append(record, first...)
	j.record(append(record, "}}"...))
	j.record(j.names.appendMark(nil, "tick", j.markOf(initial), nil))
	if err := j.flush(); err != nil {
		return err
	}
	return errors.Join(j.Sync(), syncFolder(j.path))
}

// Continue opens an interrupted file to write on in it. What was written of a
// line that was never finished is cut off.
func Continue(r *Replay) (*Journal, error) {
	switch {
	case !r.Interrupted():
		return nil, r.problem(r.Lines, "the exercise in this file came to its end", "go on in another file")
	case r.Packed:
		return nil, r.problem(0, "is packed", "unpack it first")
	}
	file, err := os.OpenFile(r.File, os.O_WRONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("can't write on in the replay: %w", err)
	}
	j := &Journal{path: r.File, file: file, names: r.names, last: r.Hash, sequence: int64(len(r.Commands())), regular: true}
	if err := j.resume(r); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return j, nil
}

func (j *Journal) resume(r *Replay) error {
	info, err := j.file.Stat()
	if err != nil {
		return err
	}
	if info.Size() != r.Size+r.Cut {
		return r.problem(0, "the file has grown since it was read", "another tabletop may be writing it; close that first")
	}
	if err := j.file.Truncate(r.Size); err != nil {
		return err
	}
	_, err = j.file.Seek(r.Size, io.SeekStart)
	return err
}

// Copy writes all records of another file into this one, which begins in the
// same state.
func (j *Journal) Copy(r *Replay) error {
	for i := range r.Records {
		switch rec := &r.Records[i]; {
		case rec.Event != nil:
			j.record(j.names.appendEvent(nil, *rec.Event))
		case rec.Command != nil:
			j.sequence = rec.Command.Sequence
			j.record(j.names.appendCommand(nil, *rec.Command))
		case rec.Note != nil:
			j.record(marshal(map[string]Note{"note": *rec.Note}))
		case i > 0: // the first mark is that of the state before the first tick, written already
			j.record(j.names.appendMark(nil, "tick", *rec.Mark, nil))
		}
	}
	if err := j.flush(); err != nil {
		return err
	}
	return j.Sync()
}

// Path returns where the file is.
func (j *Journal) Path() string { return j.path }

// Hash returns the hash of the last record written.
func (j *Journal) Hash() Digest { return j.last }

// Events writes what happened.
func (j *Journal) Events(events []model.Event) error {
	if len(events) == 0 {
		return j.err
	}
	for i := range events {
		j.record(j.names.appendEvent(nil, events[i]))
	}
	return j.flush()
}

// Command writes an accepted command with the events it led to and the mark of
// the state after them. It is safe from a power cut once [Journal.Sync] returns.
func (j *Journal) Command(tick model.Tick, c model.Command, events []model.Event, after *model.State) error {
	if err := j.Accepts(c); err != nil {
		return err
	}
	j.sequence++
	j.record(j.names.appendCommand(nil, Command{Sequence: j.sequence, Tick: tick, Command: c}))
	for i := range events {
		j.record(j.names.appendEvent(nil, events[i]))
	}
	j.record(j.names.appendMark(nil, "tick", j.markOf(after), nil))
	return j.flush()
}

// Accepts reports whether a command can be written as it is.
func (j *Journal) Accepts(c model.Command) error {
	if len(c.Rationale) > MaxText || !utf8.ValidString(c.Rationale) {
		return fmt.Errorf("the rationale has %d bytes; at most %d of UTF-8 are kept", len(c.Rationale), MaxText)
	}
	return nil
}

// Mark writes the state's hash and the headline measures.
func (j *Journal) Mark(s *model.State) error {
	j.record(j.names.appendMark(nil, "tick", j.markOf(s), nil))
	return j.flush()
}

// Note writes what people said or set outside the simulation.
func (j *Journal) Note(note Note) error {
	if err := checkNote(note); err != nil {
		return err
	}
	j.record(marshal(map[string]Note{"note": note}))
	if err := j.flush(); err != nil {
		return err
	}
	return j.Sync()
}

// End writes the final hash, the measures and the verdicts, and closes the file.
func (j *Journal) End(s *model.State) error {
	j.record(j.names.appendMark(nil, "end", j.markOf(s), j.names.verdicts(s)))
	return j.finish()
}

// Continued writes the name of the file in which the exercise goes on, and
// closes this one.
func (j *Journal) Continued(successor string) error {
	j.record(marshal(map[string]continuedJSON{"continued": {filepath.Base(successor)}}))
	return j.finish()
}

// Close leaves the file as it is: without an end, which means interrupted.
func (j *Journal) Close() error {
	if j.closed {
		return nil
	}
	j.closed = true
	return errors.Join(j.Sync(), j.file.Close())
}

// markOf returns the mark of a state.
func (j *Journal) markOf(s *model.State) Mark {
	j.encoding = s.Encode(j.encoding[:0])
	m := Mark{Tick: s.Tick, State: sha256.Sum256(j.encoding)}
	for i := range s.Measures {
		m.Measures[i] = s.Measures[i].Value
	}
	return m
}

func (j *Journal) finish() error {
	if err := j.flush(); err != nil {
		return errors.Join(err, j.Close())
	}
	return j.Close()
}

// record adds a line to what the next flush writes.
func (j *Journal) record(record []byte) {
	j.buf, j.last = appendLine(j.buf, j.last, record)
}

// flush writes the lines added since the last one, in one piece.
func (j *Journal) flush() error {
	if j.err == nil && j.closed {
		j.err = errors.New("the replay is closed")
	}
	if j.err == nil {
		if _, err := j.file.Write(j.buf); err != nil {
			j.err = fmt.Errorf("can't write the replay; what came before is kept: %w", err)
		}
	}
	j.buf = j.buf[:0]
	return j.err
}

// Sync waits until the disk has all that was written.
func (j *Journal) Sync() error {
	if !j.regular || j.err != nil {
		return j.err
	}
	if err := j.file.Sync(); err != nil {
		j.err = fmt.Errorf("can't be sure the replay is on the disk: %w", err)
	}
	return j.err
}

// syncFolder makes sure that the file's name is on the disk too. Systems that
// can't open a folder keep names by themselves.
func syncFolder(path string) error {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil // a folder that can be written to may still be unreadable
	}
	_ = folder.Sync() // not every file system syncs folders
	return folder.Close()
}

type continuedJSON struct {
	File string `json:"file"`
}
