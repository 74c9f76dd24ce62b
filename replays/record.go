package replays

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Format is the number of the file format that this package writes.
const Format = 1

// Head is the first record: what is needed to know what the file is.
type Head struct {
	Format   int     `json:"format"`
	Epoch    int     `json:"epoch"`          // of the rules that made the events
	Engine   string  `json:"engine"`         // version of the engine
	Seed     uint64  `json:"seed,string"`    // of the luck; for a branch, from the fork on
	Scenario string  `json:"scenario"`       // id
	Version  string  `json:"version"`        // of the scenario
	Model    string  `json:"model"`          // SHA-256 of the compiled scenario
	Pack     string  `json:"pack,omitempty"` // SHA-256 of the pack it was compiled from
	Parent   *Parent `json:"parent,omitempty"`
}

// Parent says which file a branch left, and where.
type Parent struct {
	File string     `json:"file"`        // name without folder
	Hash string     `json:"hash"`        // of the parent's last record before the fork
	Tick model.Tick `json:"tick"`        // of the fork
	Seed uint64     `json:"seed,string"` // of the luck up to the fork
}

// Mark is a state hash and the headline measures at a tick.
type Mark struct {
	Tick     model.Tick
	State    model.Digest
	Measures [model.MeasureCount]fixed.Num
}

// Kinds of note.
const (
	NoteText   = "text"   // an observer's or evaluator's words
	NoteRating = "rating" // P, S, M or U on a task or an inject, set by a person
	NoteClock  = "clock"  // the wall clock: the exercise began, paused or went on
	NoteTimer  = "timer"  // an inject under discussion and how long
	NoteSeats  = "seats"  // who holds the seats from here on
)

// Note is what people said or set outside the simulation. It names seats and
// roles, never persons.
type Note struct {
	Kind   string     `json:"kind"`
	Tick   model.Tick `json:"tick"`
	Wall   time.Time  `json:"wall,omitzero"`
	By     string     `json:"by,omitempty"`    // seat or role: "evaluator"
	About  string     `json:"about,omitempty"` // path of an inject, objective, task or seat
	Text   string     `json:"text,omitempty"`
	Rating string     `json:"rating,omitempty"` // P, S, M, U

	People   []string `json:"people,omitempty"`   // ids of the seats that people hold
	Doctrine string   `json:"doctrine,omitempty"` // of the other seats; empty where they do nothing
}

// checkNote refuses notes that the format does not have.
func checkNote(note Note) error {
	switch {
	case !slices.Contains([]string{NoteText, NoteRating, NoteClock, NoteTimer, NoteSeats}, note.Kind):
		return fmt.Errorf("no note is of kind %q", note.Kind)
	case !slices.Contains(ratings, note.Rating):
		return fmt.Errorf("the rating is %q; one of P, S, M, U", note.Rating)
	}
	all := note.Text + note.By + note.About + note.Doctrine + strings.Join(note.People, "")
	switch {
	case len(all) > MaxText:
		return fmt.Errorf("the note is longer than %d bytes", MaxText)
	case !utf8.ValidString(all):
		return errors.New("the note is not UTF-8")
	}
	return nil
}

var ratings = []string{"", "P", "S", "M", "U"}

// Ending is the last record of a file that came to its end.
type Ending struct {
	Mark
	Tasks map[string]string // verdict by the task's name: "notify.1": "met"
}

type markJSON struct {
	Tick     model.Tick        `json:"tick"`
	Time     string            `json:"time"`
	State    string            `json:"state"`
	Measures map[string]string `json:"measures"`
	Tasks    map[string]string `json:"tasks,omitempty"`
}

// appendMark writes a tick record, or with verdicts an end record.
func (n *names) appendMark(b []byte, record string, m Mark, verdicts []byte) []byte {
	b = append(b, fmt.Sprintf(`{%q:{"tick":%d,"time":%q,"state":"%s","measures":{`,
		record, m.Tick, n.sc.Clock.Relative(m.Tick), m.State)...)
	for i := range m.Measures {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = append(b, model.Measures[i].ID...)
		b = append(b, `":"`...)
		b, _ = m.Measures[i].AppendText(b) // never fails
		b = append(b, '"')
	}
	b = append(b, '}')
	b = append(b, verdicts...)
	return append(b, "}}"...)
}

// verdicts writes how the critical tasks stand.
func (n *names) verdicts(s *model.State) []byte {
	b := []byte(`,"tasks":{`)
	for i := range s.Tasks {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, n.sc.Name(model.Ref{Kind: model.KindTask, ID: int64(i)}))
		b = append(b, ':')
		b = appendWord(b, model.TaskStatusWords, int64(s.Tasks[i].Status))
	}
	return append(b, '}')
}

// parseMark reads what appendMark wrote.
func parseMark(raw json.RawMessage) (Mark, map[string]string, error) {
	var j markJSON
	if err := strictly(raw, &j); err != nil {
		return Mark{}, nil, err
	}
	m := Mark{Tick: j.Tick}
	if digest, err := hex.DecodeString(j.State); err != nil || len(digest) != len(m.State) {
		return m, nil, fmt.Errorf("the state hash %.80q is no SHA-256", j.State)
	} else {
		copy(m.State[:], digest)
	}
	for i := range model.Measures {
		text, ok := j.Measures[model.Measures[i].ID]
		if !ok {
			return m, nil, fmt.Errorf("the measure %q is missing", model.Measures[i].ID)
		}
		value, err := fixed.Parse(text)
		if err != nil {
			return m, nil, fmt.Errorf("the measure %q: %w", model.Measures[i].ID, err)
		}
		m.Measures[i] = value
	}
	if len(j.Measures) > len(model.Measures) {
		return m, nil, fmt.Errorf("it has %d measures, and there are %d", len(j.Measures), len(model.Measures))
	}
	return m, j.Tasks, nil
}
