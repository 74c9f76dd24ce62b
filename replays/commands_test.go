package replays

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

func TestCommandsByHand(t *testing.T) {
	commands, err := ParseCommands("decisions.jsonl", sample(), strings.NewReader(`
{"command":{"time":"E-2 08:00","seat":"cisa","kind":"decide","decision":"warn","target":"asset.roll","confidence":"low"}}
{"command":{"tick":3,"seat":"facilitator","kind":"move","inject":"call","at":"E-1 12:00"}}

`))
	require.NoError(t, err)
	require.Len(t, commands, 2)
	clock := &sample().Clock
	assert.Equal(t, model.Tick(3), commands[0].Tick)
	assert.Equal(t, "E−1 12:00", clock.Relative(commands[0].At))
	assert.Equal(t, "E−2 08:00", clock.Relative(commands[1].Tick))
	assert.Equal(t, model.LowConfidence, commands[1].Confidence)
	assert.Equal(t, model.Ref{Kind: model.KindAsset}, commands[1].Target)
}

func TestCommandsCopiedOutOfAReplay(t *testing.T) {
	path, h := written(t, true)
	var copied []byte
	for line := range bytes.Lines(read(t, path)) {
		if bytes.Contains(line, []byte(`{"command":`)) {
			copied = append(copied, line...)
		}
	}
	commands, err := ParseCommands("copied", h.sc, bytes.NewReader(copied))
	require.NoError(t, err)
	r, err := Open(path)
	require.NoError(t, err)
	assert.Equal(t, r.Commands(), commands)
}

func TestMistakesInCommandsAllAtOnce(t *testing.T) {
	_, err := ParseCommands("d.jsonl", sample(), strings.NewReader(strings.Join([]string{
		`{"command":{"tick":1,"seat":"csia","kind":"decide","decision":"warn"}}`,
		`{"command":{"tick":1,"seat":"cisa","kind":"decide","decision":"wran"}}`,
		`{"command":{"seat":"cisa","kind":"decide","decision":"warn"}}`,
		`{"command":{"time":"soon","seat":"cisa","kind":"decide","decision":"warn"}}`,
		`{"command":{"tick":1,"seat":"cisa","kind":"fire","inject":"call"}}`,
		`{"command":{"tick":1,"seat":"facilitator","kind":"decide","decision":"warn"}}`,
		`{"command":{"tick":1,"seat":"facilitator","kind":"override","cell":"asset.roll.holder","value":4}}`,
		`{"command":{"tick":99999,"seat":"facilitator","kind":"hold","inject":"call"}}`,
		`{"event":{}}`,
		`{"command":{"tick":1,"seat":"cisa","kind":"decide","decision":"warn","target":"roll"}}`,
		`{"command":{"tick":1,"seat":"cisa","kind":"decide","decision":"warn","confidence":"sure"}}`,
		`{"command":{"tick":1e99,"seat":"cisa","kind":"decide","decision":"warn"}}`,
	}, "\n")))
	require.Error(t, err)
	assert.Equal(t, strings.Join([]string{
		`d.jsonl:1: the scenario has no seat "csia"; did you mean "cisa"?`,
		`d.jsonl:2: the scenario has no decision "wran"; did you mean "warn"?`,
		`d.jsonl:3: it says no tick and no time; add "time":"E-12 19:00"`,
		`d.jsonl:4: "soon" is no time; write E-12 19:00 (days before election day), E+1 06:00, or 2020-10-27 09:25`,
		`d.jsonl:5: only the facilitator may fire`,
		`d.jsonl:6: the facilitator takes no decisions; name the organisation that decides`,
		`d.jsonl:7: asset.roll.holder can't be 4, which names nothing`,
		`d.jsonl:8: tick 99999 is outside the exercise, which goes from E−4 08:00 to E+16 07:00`,
		`d.jsonl:9: a line holds {"command":{…}}, as the command records of a replay do`,
		`d.jsonl:10: the scenario has no "roll"; a target is named by kind and id, as in "asset.roll"`,
		`d.jsonl:11: confidence is "sure"; one of low, even, high`,
		`d.jsonl:12: tick holds a JSON number 1e99, where the format has a whole number`,
	}, "\n"), err.Error())
}

func TestMistakesInCommandsWithoutEnd(t *testing.T) {
	_, err := ParseCommands("d.jsonl", sample(), strings.NewReader(strings.Repeat("no command\n", 1000)))
	require.Error(t, err)
	lines := strings.Split(err.Error(), "\n")
	assert.Len(t, lines, maxMistakes+1)
	assert.Equal(t, "d.jsonl:101: more mistakes follow; mend these first", lines[maxMistakes])
}

func FuzzCommands(f *testing.F) {
	path, _ := written(f, true)
	for line := range bytes.Lines(read(f, path)) {
		if bytes.Contains(line, []byte(`{"command":`)) {
			f.Add(line)
		}
	}
	f.Add([]byte(`{"command":{"time":"E-2 08:00","seat":"cisa","kind":"decide","decision":"warn","target":"asset.roll"}}`))
	sc := sample()
	n := newNames(sc)
	f.Fuzz(func(t *testing.T, data []byte) {
		commands, err := ParseCommands("fuzz", sc, bytes.NewReader(data))
		if err != nil {
			return
		}
		for i, c := range commands {
			c.Sequence = int64(i + 1)
			_, body, err := unwrap(n.appendCommand(nil, c))
			if err != nil {
				t.Fatal(err)
			}
			back, err := n.parseCommand(body)
			if err != nil || back != c {
				t.Fatalf("%+v reads back as %+v: %v", c, back, err)
			}
		}
	})
}
