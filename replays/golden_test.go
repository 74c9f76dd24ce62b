package replays_test

import (
	"bytes"
	"compress/gzip"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/replays"
	"tabletop/scenarios"
	"tabletop/scenarios/scenariotest"
)

var update = flag.Bool("update", false, "remake the golden replays")

// golden is one golden replay and how it is made. The flagship's is packed,
// because its scenario alone is larger than a golden file may be.
type golden struct {
	name    string
	pack    string // an embedded pack; empty: the small pack
	options scenarios.Options
	seed    uint64
	plan    exercise.Options
	until   string
	script  string
}

// goldenLimit is the most bytes that a golden replay may have.
const goldenLimit = 300_000

func goldens() []golden {
	return []golden{
		{name: "small-10.replay", seed: 10, plan: exercise.Options{Doctrine: "recommended"}},
		{name: "small-open-4.replay", options: scenarios.Options{Posture: "open"}, seed: 4, plan: exercise.Options{Doctrine: "none"}},
		{
			name: "small-played-7.replay", seed: 7, plan: exercise.Options{Doctrine: "recommended"},
			script: `
{"command":{"time":"E-2 09:00","seat":"state","kind":"decide","decision":"explain","rationale":"They ask us every year.","confidence":"high"}}
{"command":{"time":"E-2 10:05","seat":"facilitator","kind":"hold","inject":"queues","rationale":"The room is behind."}}
{"command":{"time":"E 11:00","seat":"facilitator","kind":"unhold","inject":"queues"}}
{"command":{"time":"E 12:00","seat":"facilitator","kind":"move","inject":"polls-close","at":"E 21:00"}}
{"command":{"time":"E 12:30","seat":"facilitator","kind":"override","cell":"asset.results-site.hunt","value":"2","rationale":"A volunteer helps."}}
`,
		},
		{
			name: "us-2020-2019-1.replay.gz", pack: "us-2020", options: scenarios.Options{Posture: "2019"}, seed: 1,
			plan: exercise.Options{Doctrine: "recommended"}, until: "E-45 00:00",
		},
	}
}

// TestGolden verifies every golden replay: every event, measure and state hash.
// With -update it makes them anew.
func TestGolden(t *testing.T) {
	for _, g := range goldens() {
		t.Run(g.name, func(t *testing.T) {
			path := filepath.Join("golden", g.name)
			if *update {
				g.make(t, path)
			}
			info, err := os.Stat(path)
			require.NoError(t, err)
			assert.LessOrEqual(t, info.Size(), int64(goldenLimit))
			r, err := replays.Open(path)
			require.NoError(t, err)
			require.NotNil(t, r.Ended)
			found, err := replays.Verify(r, nil)
			require.NoError(t, err)
			assert.Equal(t, r.Ended.State, found.Hash)
			assert.Positive(t, found.Events)
			foldsToItsMarks(t, r)
		})
	}
	files, err := os.ReadDir("golden")
	require.NoError(t, err)
	assert.Len(t, files, len(goldens())+len(olderEpochs), "every file there is held by this test or the next")
}

// olderEpochs are the folders with golden replays of rules that are no more.
var olderEpochs = []string{"epoch-1"}

// TestAnOlderEpochIsReviewed: files of earlier rules open and fold to every measure
// that they recorded, and only verify sends them elsewhere.
func TestAnOlderEpochIsReviewed(t *testing.T) {
	for _, epoch := range olderEpochs {
		files, err := filepath.Glob(filepath.Join("golden", epoch, "*"))
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, path := range files {
			t.Run(path, func(t *testing.T) {
				r, err := replays.Open(path)
				require.NoError(t, err)
				foldsToItsMeasures(t, r)
				var other *replays.EpochError
				_, err = replays.Verify(r, nil)
				require.ErrorAs(t, err, &other)
			})
		}
	}
}

// foldsToItsMeasures folds the events alone and meets every recorded measure. The
// hashes were those of states that had other cells.
func foldsToItsMeasures(t *testing.T, r *replays.Replay) {
	t.Helper()
	s, marks := r.Initial.Clone(), 0
	for _, rec := range r.Records {
		switch {
		case rec.Event != nil:
			require.NoError(t, s.Apply(rec.Event))
		case rec.Mark != nil:
			marks++
			for m, want := range rec.Mark.Measures {
				require.Equal(t, want, s.Measures[m].Value, "line %d, %s", rec.Line, model.Measures[m].ID)
			}
		}
	}
	assert.Greater(t, marks, 24)
}

// foldsToItsMarks folds the events alone and meets every recorded hash.
func foldsToItsMarks(t *testing.T, r *replays.Replay) {
	t.Helper()
	s := r.Initial.Clone()
	for _, rec := range r.Records {
		switch {
		case rec.Event != nil:
			require.NoError(t, s.Apply(rec.Event))
		case rec.Command != nil:
			s.Pass(rec.Command.Tick)
		case rec.Mark != nil:
			s.Pass(rec.Mark.Tick)
			require.Equal(t, rec.Mark.State, s.Hash(), "line %d", rec.Line)
		}
	}
	require.Equal(t, r.Final.Hash(), s.Hash())
}

func (g golden) make(t *testing.T, path string) {
	t.Helper()
	sc, hash := g.compile(t)
	plan := g.plan
	plan.Scenario, plan.Pack, plan.Seed, plan.Overwrite = sc, hash, g.seed, true
	plan.Replay = strings.TrimSuffix(path, ".gz")
	until := sc.Clock.End
	var err error
	if g.until != "" {
		until, err = scenarios.ParseTime(&sc.Clock, g.until)
		require.NoError(t, err)
	}
	plan.Script, err = replays.ParseCommands(g.name, sc, strings.NewReader(g.script))
	require.NoError(t, err)
	x, err := exercise.Start(plan)
	require.NoError(t, err)
	_, err = x.Advance(until, 0)
	require.NoError(t, err)
	require.NoError(t, x.Finish())
	require.Empty(t, x.Refused())
	if strings.HasSuffix(path, ".gz") {
		pack(t, plan.Replay, path)
	}
}

func (g golden) compile(t *testing.T) (*model.Scenario, string) {
	t.Helper()
	open := func() (*scenarios.Pack, error) { return scenarios.Open(scenariotest.SmallPath(t)) }
	if g.pack != "" {
		open = func() (*scenarios.Pack, error) { return scenarios.Embedded(g.pack) }
	}
	pack, err := open()
	require.NoError(t, err)
	sc, err := pack.Compile(g.options)
	require.NoError(t, err)
	return sc, pack.Hash()
}

// pack replaces a file by a packed one.
func pack(t *testing.T, from, to string) {
	t.Helper()
	plain, err := os.ReadFile(from)
	require.NoError(t, err)
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	require.NoError(t, err)
	_, err = io.Copy(z, bytes.NewReader(plain))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	require.NoError(t, os.WriteFile(to, packed.Bytes(), 0o644))
	require.NoError(t, os.Remove(from))
}
