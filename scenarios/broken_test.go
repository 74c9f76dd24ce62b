package scenarios

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite golden files")

// golden compares a text with a file of testdata, or rewrites the file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(name, []byte(got), 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

// TestBrokenPacks holds what is said about each kind of mistake against
// reviewed text. A file of testdata/broken is read together with the small pack,
// unless it has a [scenario] of its own.
func TestBrokenPacks(t *testing.T) {
	small, err := os.ReadFile("testdata/small.toml")
	require.NoError(t, err)
	cases, err := filepath.Glob("testdata/broken/*.toml")
	require.NoError(t, err)
	require.NotEmpty(t, cases)
	var seen []Kind
	for _, name := range cases {
		base := filepath.Base(name)
		t.Run(strings.TrimSuffix(base, ".toml"), func(t *testing.T) {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			fsys := fstest.MapFS{base: {Data: text}}
			if alone := strings.Contains(string(text), "\nelection_day = ") || base == "bare.toml"; !alone {
				fsys["small.toml"] = &fstest.MapFile{Data: small}
			}
			pack, err := OpenFS(fsys, "")
			require.NoError(t, err)
			found := pack.Check()
			for _, p := range found {
				seen = append(seen, p.Kind)
			}
			sc, err := pack.Compile(Options{})
			if base != "posture.toml" && base != "evidence.toml" {
				assert.Nil(t, sc)
				assert.Error(t, err)
			}
			golden(t, strings.TrimSuffix(name, ".toml")+".txt", found.Error()+"\n")
		})
	}
	for _, kind := range []Kind{
		Syntax, Limit, UnknownKey, MissingKey, Duplicate, Dangling, WrongType, OutOfRange, BadTime, Cycle,
		Unreachable, Condition, Effect, Hidden, Authority, Uncited,
	} {
		assert.True(t, slices.Contains(seen, kind), "no broken pack has a mistake of the kind %s", kind)
	}
}
