package replays

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/engine/model"
	"tabletop/replays/replaystest"
)

func TestAFileHoldsWhatWasWritten(t *testing.T) {
	path, h := written(t, true)
	r, err := Open(path)
	require.NoError(t, err)

	assert.False(t, r.Interrupted())
	assert.Equal(t, uint64(1<<63+5), r.Head.Seed)
	assert.Equal(t, h.sc, r.Scenario)
	assert.Equal(t, first(h.sc), r.Initial)
	assert.Equal(t, h.st.Hash(), r.Final.Hash(), "the fold ends in the state that was written")
	assert.Equal(t, h.st.Hash(), r.Ended.State)
	assert.Equal(t, model.TaskStatusWords[h.st.Tasks[0].Status], r.Ended.Tasks["notify.1"])

	commands := r.Commands()
	require.Len(t, commands, len(everyCommand()))
	for i, want := range everyCommand() {
		assert.Equal(t, Command{int64(i + 1), model.Tick(i) * model.Hour, want}, commands[i])
	}
	assert.Equal(t, "S", r.Notes()[0].Rating)
	for _, m := range r.Marks() {
		s, err := r.StateAt(m.Tick)
		require.NoError(t, err)
		if m.Tick == s.Tick && s.Hash() == m.State {
			continue
		}
		// The mark before a command stands in the middle of its tick.
		assert.NotEqual(t, s.Hash(), m.State)
	}
}

func TestAnEventKeepsItsEffect(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		sc := sample()
		h := newHappening(sc, rapid.Uint64().Draw(rt, "luck"))
		folded := h.st.Clone()
		for tick := range model.Tick(rapid.IntRange(1, 20).Draw(rt, "ticks")) {
			e := h.event(tick)
			// Rules may change one cell several times in an event.
			e.Changes = append(e.Changes, e.Changes...)
			kind, body, err := unwrap(h.names.appendEvent(nil, e))
			require.NoError(rt, err)
			require.Equal(rt, "event", kind)
			back, err := h.names.parseEvent(body)
			require.NoError(rt, err)
			require.Equal(rt, Canonical(e), *back)
			require.NoError(rt, folded.Apply(back))
			require.NoError(rt, h.st.Apply(&e))
			require.Equal(rt, h.st.Hash(), folded.Hash())
		}
	})
}

// A process may be killed, and a machine lose power, between any two bytes.
func TestACutAnywhereKeepsAllCompleteRecords(t *testing.T) {
	path, _ := writtenWith(t, everyCommand()[:2], true)
	whole := read(t, path)
	r, err := Open(path)
	require.NoError(t, err)
	lines := r.Lines
	for n := len(whole) - 1; n >= max(0, len(whole)-4096); n-- {
		cut, err := Read("cut", bytes.NewReader(whole[:n]))
		require.NoError(t, err, "cut after %d bytes", n)
		require.True(t, cut.Interrupted())
		require.Equal(t, bytes.Count(whole[:n], []byte("\n")), cut.Lines)
		require.Less(t, cut.Lines, lines)
		require.Equal(t, int64(n), cut.Size+cut.Cut)
	}
}

func TestZerosAfterAPowerCutAreNoLine(t *testing.T) {
	path, _ := written(t, false)
	r, err := Read("cut", bytes.NewReader(append(read(t, path), make([]byte, 5000)...)))
	require.NoError(t, err)
	assert.True(t, r.Interrupted())
	assert.Equal(t, int64(5000), r.Cut)
}

func TestAPackedFileIsReadAsItIs(t *testing.T) {
	path, h := written(t, true)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write(read(t, path))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	r, err := Read("packed", bytes.NewReader(packed.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, h.st.Hash(), r.Final.Hash())
	assert.False(t, r.Interrupted())

	cut, err := Read("cut", bytes.NewReader(packed.Bytes()[:packed.Len()-200]))
	require.NoError(t, err)
	assert.True(t, cut.Interrupted())
	_, err = Continue(cut)
	require.ErrorContains(t, err, "is packed; unpack it first")
}

// After a crash a file goes on where it stopped, and the whole is one chain.
func TestAnInterruptedFileGoesOn(t *testing.T) {
	path, h := written(t, false)
	whole := read(t, path)
	torn := append(bytes.Clone(whole), []byte("3b5f torn li")...)
	require.NoError(t, os.WriteFile(path, torn, 0o600))
	r, err := Open(path)
	require.NoError(t, err)
	require.Equal(t, int64(12), r.Cut)
	j, err := Continue(r)
	require.NoError(t, err)
	tick := h.st.Tick
	c := everyCommand()[0]
	require.NoError(t, j.Command(tick, c, h.apply(t, tick, 2), h.st))
	require.NoError(t, j.End(h.st))

	again, err := Open(path)
	require.NoError(t, err)
	assert.Equal(t, h.st.Hash(), again.Final.Hash())
	assert.Equal(t, int64(len(everyCommand())+1), again.Commands()[len(everyCommand())].Sequence)
	_, err = Continue(again)
	require.ErrorContains(t, err, "came to its end; go on in another file")
}

func TestAFileIsPrivateAndNotOverwritten(t *testing.T) {
	path, h := written(t, true)
	if runtime.GOOS != "windows" {
		info, err := os.Stat(path)
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	}
	before := read(t, path)
	_, err := Create(path, Head{}, h.sc, first(h.sc), false)
	require.ErrorContains(t, err, "exists; choose another name, or use --force")
	assert.Equal(t, before, read(t, path))

	require.NoError(t, os.Chmod(path, 0o644))
	j, err := Create(path, Head{}, h.sc, first(h.sc), true)
	require.NoError(t, err)
	require.NoError(t, j.Close())
	info, err := os.Stat(path)
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	}
	r, err := Open(path)
	require.NoError(t, err)
	assert.Equal(t, 3, r.Lines, "head, scenario and the first mark")
}

func TestAClosedJournalTakesNothingMore(t *testing.T) {
	sc := sample()
	j, err := Create(filepath.Join(t.TempDir(), "a.replay"), Head{}, sc, first(sc), false)
	require.NoError(t, err)
	require.NoError(t, j.Continued("b.replay"))
	require.ErrorContains(t, j.Mark(first(sc)), "closed")
	require.NoError(t, j.Close())
	r, err := Open(j.Path())
	require.NoError(t, err)
	assert.Equal(t, "b.replay", r.Continued)
	assert.False(t, r.Interrupted())
}

// rewritten changes some lines and makes the chain fit again.
func rewritten(t *testing.T, whole []byte, change func(record string) string) []byte {
	t.Helper()
	var out []byte
	var last Digest
	for line := range bytes.Lines(whole) {
		_, record, ok := splitLine(bytes.TrimSuffix(line, []byte("\n")))
		require.True(t, ok)
		out, last = appendLine(out, last, []byte(change(string(record))))
	}
	return out
}

func TestWhatIsWrongIsSaidWithItsLine(t *testing.T) {
	path, _ := written(t, true)
	whole := read(t, path)
	replace := func(old, with string) func() []byte {
		return func() []byte {
			done := false
			return rewritten(t, whole, func(record string) string {
				if done || !strings.Contains(record, old) {
					return record
				}
				done = true
				return strings.Replace(record, old, with, 1)
			})
		}
	}
	for _, c := range []struct {
		name, want string
		file       func() []byte
	}{
		{"another file", "x:1: is no record", func() []byte { return []byte("#!/bin/sh\necho hello\n") }},
		{"nothing", "x: holds no complete head", func() []byte { return nil }},
		{"a changed byte", ": the hash does not fit", func() []byte {
			b := bytes.Clone(whole)
			b[len(b)/2] ^= 1
			return b
		}},
		{"a newer format", "x:1: the file has format 2, and this program reads up to 1; use a newer tabletop", replace(`"format":1`, `"format":2`)},
		{"another scenario", "not the one whose hash the head states", replace(`"title":"Warn"`, `"title":"Wait"`)},
		{"a missing line", "event 5 follows event 3", func() []byte {
			skipped := false
			return rewritten(t, whole, func(record string) string {
				if !skipped && strings.HasPrefix(record, `{"event":{"id":4,`) {
					skipped = true
					return `{"note":{"kind":"text","tick":0}}`
				}
				return record
			})
		}},
		{"an unknown rule", `no rule system is called "magic"`, func() []byte {
			return rewritten(t, whole, func(record string) string {
				if strings.HasPrefix(record, `{"event":{"id":4,`) {
					return `{"event":{"id":4,"tick":0,"rule":"magic","what":"noticed"}}`
				}
				return record
			})
		}},
		{"an unknown key", `unknown field "extra"`, replace(`{"event":{"id":4,`, `{"event":{"extra":1,"id":4,`)},
		{"an unknown record", `there is no record of kind "evnt" here`, replace(`{"event":{"id":4,`, `{"evnt":{"id":4,`)},
		{"a command out of turn", "command 2 stands where command 1 is due", replace(`"seq":1`, `"seq":2`)},
		{"a record after the end", "a record follows the end", func() []byte {
			r, err := Read("x", bytes.NewReader(whole))
			require.NoError(t, err)
			b, _ := appendLine(bytes.Clone(whole), r.Hash, []byte(`{"note":{"kind":"text","tick":0}}`))
			return b
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read("x", bytes.NewReader(c.file()))
			require.ErrorContains(t, err, c.want)
			var p *Problem
			require.ErrorAs(t, err, &p)
			assert.NotEmpty(t, p.Do)
		})
	}
}

func TestErrorsCarryNoControlCharacters(t *testing.T) {
	p := &Problem{File: "a\x1b[31m", Line: 3, What: "says \u202eevil"}
	assert.NotContains(t, p.Error(), "\x1b")
	assert.NotContains(t, p.Error(), "\u202e")
}

// FuzzReplay reads what is fuzzed as a file, and as records that follow a head
// and a scenario, with hashes that fit.
func FuzzReplay(f *testing.F) {
	path, _ := written(f, true)
	var prefix []byte
	number := 0
	for line := range bytes.Lines(read(f, path)) {
		if number++; number <= 2 {
			prefix = append(prefix, line...)
		} else {
			f.Add(line[hashColumn:])
		}
	}
	f.Add([]byte("0000"))
	f.Fuzz(func(t *testing.T, data []byte) {
		records := bytes.Clone(prefix)
		for line := range bytes.Lines(data) {
			records = append(append(records, make([]byte, hashColumn)...), line...)
		}
		for _, file := range [][]byte{data, replaystest.Rechain(records)} {
			r, err := Read("fuzz", bytes.NewReader(file))
			if err != nil {
				continue
			}
			if r.Final == nil || r.Size+r.Cut != int64(len(file)) {
				t.Fatal("a file that opens has a last state, and accounts for every byte")
			}
			for _, m := range r.Marks() {
				if _, err := r.StateAt(m.Tick); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
