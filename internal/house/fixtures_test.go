package house

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite what each fixture is expected to report")

// wanted is the file of a fixture that holds the findings its rule must report; every other file is part of its tree.
const wanted = "want"

// TestFixtures runs each rule on small trees that break it, and on one that keeps it. A rule that finds nothing in a
// tree made to break it would be worth nothing.
func TestFixtures(t *testing.T) {
	for _, rule := range Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			fixtures, err := filepath.Glob(filepath.Join("testdata", rule.Name, "*.txtar"))
			require.NoError(t, err)
			broken, kept := 0, 0
			for _, fixture := range fixtures {
				if runFixture(t, rule, fixture) == "" {
					kept++
				} else {
					broken++
				}
			}
			assert.Positive(t, broken, "a fixture must break the rule")
			assert.Positive(t, kept, "a fixture must keep the rule")
		})
	}
}

// runFixture compares what a rule reports on a fixture with what the fixture says, and returns the report.
func runFixture(t *testing.T, rule Rule, fixture string) string {
	t.Helper()
	archive, err := txtar.ParseFile(fixture)
	require.NoError(t, err)
	root := t.TempDir()
	want := -1
	for i, file := range archive.Files {
		if file.Name == wanted {
			want = i
			continue
		}
		name := filepath.Join(root, filepath.FromSlash(file.Name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, file.Data, 0o644))
	}
	require.GreaterOrEqual(t, want, 0, "%s has no file named %s", fixture, wanted)

	tree, err := OpenTree(root)
	require.NoError(t, err, fixture)
	findings, err := rule.Check(tree)
	require.NoError(t, err, fixture)
	var got strings.Builder
	for _, finding := range findings {
		got.WriteString(finding.String() + "\n")
	}
	if *update {
		archive.Files[want].Data = []byte(got.String())
		require.NoError(t, os.WriteFile(fixture, txtar.Format(archive), 0o644))
	}
	assert.Equal(t, string(archive.Files[want].Data), got.String(), fixture)
	return got.String()
}
