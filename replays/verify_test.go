package replays_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/model"
	"tabletop/replays"
	"tabletop/replays/replaystest"
	"tabletop/scenarios/scenariotest"
)

// truth is a golden replay of the small pack, as bytes.
func truth(t testing.TB) []byte {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("golden", "small-played-7.replay"))
	require.NoError(t, err)
	return file
}

func verify(t testing.TB, file []byte) error {
	t.Helper()
	r, err := replays.Read("forged", bytes.NewReader(file))
	if err != nil {
		return err
	}
	_, err = replays.Verify(r, nil)
	return err
}

// forged replaces the first text that matches and makes the hashes fit again.
func forged(t testing.TB, file []byte, pattern, with string) []byte {
	t.Helper()
	re := regexp.MustCompile(pattern)
	at := re.FindSubmatchIndex(file)
	require.NotNil(t, at, "nothing like %s", pattern)
	out := append([]byte{}, file[:at[0]]...)
	out = re.Expand(out, []byte(with), file, at)
	return replaystest.Rechain(append(out, file[at[1]:]...))
}

// Whatever is forged in an event, the first place that differs is named.
func TestAForgeryIsNamed(t *testing.T) {
	file := truth(t)
	require.NoError(t, verify(t, file))
	for _, c := range []struct {
		pattern, with         string
		field, expected, rule string
	}{
		{`("what":)"inject-released"`, `$1"noticed"`, "what", "noticed", "injects"},
		{`("rule":)"campaigns"`, `$1"spread"`, "rule", "spread", "spread"},
		{`("subject":)"campaign.ransom"`, `$1"campaign.video"`, "subject", "campaign.video", "campaigns"},
		{`("object":)"org.state"`, `$1"org.cisa"`, "object", "org.cisa", ""},
		{`("step.ransom.login.rate":)"8"`, `$1"7"`, "step.ransom.login.rate", `set to "7"`, "campaigns"},
		{`"step.ransom.login.rate":"8",`, ``, "step.ransom.login.rate", "no change", "campaigns"},
		{`("step.ransom.login.rate":"8",)`, `$1"step.ransom.login.hazard":"1",`, "step.ransom.login.hazard", `set to "1"`, "campaigns"},
		{`("causes":)\[2\]`, `$1[1]`, "causes", "[1]", "campaigns"},
		{`("tick":12,"time":"[^"]*","state":)"[0-9a-f]{64}"`, `$1"` + strings.Repeat("0", 64) + `"`, "state hash", strings.Repeat("0", 64), ""},
		{`("tasks":\{"inform.1":)"met"`, `$1"missed"`, "verdict on task inform.1", `"missed"`, ""},
		{`("seat":"state","kind":"decide","decision":)"explain"`, `$1"isolate"`, "command 4", "carried out", ""},
	} {
		t.Run(c.field+" "+c.with, func(t *testing.T) {
			err := verify(t, forged(t, file, c.pattern, c.with))
			var d *replays.Divergence
			require.ErrorAs(t, err, &d)
			assert.Equal(t, c.field, d.Field)
			assert.Equal(t, c.expected, d.Expected)
			assert.NotEqual(t, d.Expected, d.Got)
			assert.Equal(t, c.rule == "", d.Rule == "" || c.rule == "", "rule %s", d.Rule)
			if c.rule != "" {
				assert.Equal(t, c.rule, d.Rule)
			}
			assert.Contains(t, err.Error(), "diverges at tick")
		})
	}
}

func TestAnEventTooManyOrTooFewIsNamed(t *testing.T) {
	file := string(truth(t))
	lines := strings.SplitAfter(file, "\n")
	last := len(lines) - 1
	for last > 0 && !strings.Contains(lines[last], `{"event":`) {
		last--
	}
	without := strings.Join(append(append([]string{}, lines[:last]...), lines[last+1:]...), "")
	var d *replays.Divergence
	require.ErrorAs(t, verify(t, replaystest.Rechain([]byte(without))), &d)
	assert.Equal(t, "none", d.Expected)
	assert.Contains(t, d.Got, `{"event":`)

	id := regexp.MustCompile(`"id":(\d+)`).FindStringSubmatch(lines[last])[1]
	var number int
	_, err := fmt.Sscan(id, &number)
	require.NoError(t, err)
	more := strings.Replace(lines[last], `"id":`+id, fmt.Sprintf(`"id":%d`, number+1), 1)
	with := strings.Join(append(append(append([]string{}, lines[:last+1]...), more), lines[last+1:]...), "")
	require.ErrorAs(t, verify(t, replaystest.Rechain([]byte(with))), &d)
	assert.Equal(t, "none", d.Got)
}

// A branch may draw its luck anew from the fork on: what was hidden before stays
// as it was, and the file verifies by itself.
func TestABranchWithLuckOfItsOwn(t *testing.T) {
	const fork = model.Tick(300)
	sc := scenariotest.Small(t)
	run := engine.New(sc, 1)
	path := filepath.Join(t.TempDir(), "branch.replay")
	head := replays.Head{Seed: 2, Parent: &replays.Parent{File: "trunk.replay", Hash: strings.Repeat("ab", 32), Tick: fork, Seed: 1}}
	j, err := replays.Create(path, head, sc, run.State(), false)
	require.NoError(t, err)
	require.NoError(t, j.Events(run.Advance(fork)))
	require.NoError(t, j.Mark(run.State()))
	run, err = engine.Decode(sc, 2, run.Encode())
	require.NoError(t, err)
	require.NoError(t, j.Events(run.Advance(sc.Clock.End)))
	require.NoError(t, j.End(run.State()))

	r, err := replays.Open(path)
	require.NoError(t, err)
	assert.Equal(t, head.Parent, r.Head.Parent)
	found, err := replays.Verify(r, nil)
	require.NoError(t, err)
	assert.Equal(t, run.Hash(), found.Hash)

	var d *replays.Divergence
	plain := forged(t, readBytes(t, path), `"seed":"1"`, `"seed":"2"`)
	require.ErrorAs(t, verify(t, plain), &d, "with the other luck from the start it is another exercise")
}

func readBytes(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return b
}

func TestAnotherEpochIsSaid(t *testing.T) {
	err := verify(t, forged(t, truth(t), fmt.Sprintf(`"epoch":%d`, engine.RulesEpoch), `"epoch":9`))
	var e *replays.EpochError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, 9, e.Epoch)
	assert.Contains(t, err.Error(), "Everything but verify works on it")
}

// A forged scenario, whose hashes all fit, may be refused or diverge. It must
// not crash the program or keep it busy for ever.
func TestAForgedScenarioDoesNoHarm(t *testing.T) {
	file := truth(t)
	number := regexp.MustCompile(`:(-?\d+)[,}\]]`)
	luck := rand.New(rand.NewPCG(1, 2))
	lines := bytes.SplitAfter(file, []byte("\n"))
	values := []string{"-1", "-2", "0", "1", "3", "7", "40", "1000", "99999999", "9223372036854775807", "-9223372036854775808"}
	for range 300 {
		scenario := bytes.Clone(lines[1])
		end := bytes.Index(scenario, []byte(`"initial":`))
		all := number.FindAllSubmatchIndex(scenario[:end], -1)
		at := all[luck.IntN(len(all))]
		value := values[luck.IntN(len(values))]
		scenario = append(append(append([]byte{}, scenario[:at[2]]...), value...), scenario[at[3]:]...)
		changed := append(append(append([]byte{}, restated(lines[0], scenario)...), scenario...), bytes.Join(lines[2:], nil)...)
		done := make(chan error, 1)
		go func() { done <- verify(t, replaystest.Rechain(changed)) }()
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Fatalf("still busy with %s as %s", scenario[max(0, at[2]-60):at[2]], value)
		}
	}
}

// restated gives a head the hash of another compiled scenario.
func restated(head, scenario []byte) []byte {
	from := bytes.Index(scenario, []byte(`"compiled":`)) + len(`"compiled":`)
	to := bytes.Index(scenario, []byte(`,"initial":`))
	sum := sha256.Sum256(scenario[from:to])
	return regexp.MustCompile(`"model":"[0-9a-f]*"`).ReplaceAll(head, []byte(`"model":"`+hex.EncodeToString(sum[:])+`"`))
}
