package machine

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// recorder stands in for a test and notes how it ended.
type recorder struct {
	testing.TB
	ended string
}

func (r *recorder) Helper()               {}
func (r *recorder) Skip(...any)           { r.ended = "skipped" }
func (r *recorder) Skipf(string, ...any)  { r.ended = "skipped" }
func (r *recorder) Fatalf(string, ...any) { r.ended = "failed"; panic(r) }

func ended(run func(t testing.TB)) string {
	r := &recorder{}
	func() {
		defer func() { _ = recover() }()
		run(r)
	}()
	return r.ended
}

func TestLacks(t *testing.T) {
	for _, test := range []struct{ require, kind, want string }{
		{"", Qemu, "skipped"},
		{"display", Qemu, "skipped"},
		{"display", Display, "failed"},
		{"display,qemu", Qemu, "failed"},
	} {
		t.Setenv("TABLETOP_REQUIRE", test.require)
		got := ended(func(t testing.TB) { Lacks(t, test.kind, "it is not installed") })
		assert.Equal(t, test.want, got, "%+v", test)
	}
}

func TestShared(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TABLETOP_SHARED", folder)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "ids.csv"), nil, 0o600))
	assert.Equal(t, filepath.Join(folder, "ids.csv"), Shared(t, "ids.csv"))
	assert.Equal(t, "skipped", ended(func(t testing.TB) { Shared(t, "data/absent.csv") }))
}

func TestRoot(t *testing.T) {
	assert.FileExists(t, filepath.Join(Root(t), "go.mod"))
	assert.DirExists(t, filepath.Join(Root(t), "internal", "house", "machine"))
}
