// Package machine tells tests what the machine at hand has, beyond Go: a display, emulators, data that is kept beside the
// repository. A test that cannot run here skips and says why, unless this run has promised not to skip its kind.
package machine

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Kinds of test that TABLETOP_REQUIRE can forbid to skip, separated by commas. `make test` names those it has set up.
const (
	Display = "display" // a window on a virtual screen, driven by xdotool
	Qemu    = "qemu"    // programs for other processors
	NumPy   = "numpy"   // a Python with NumPy, which the core's speed is measured beside
)

// Lacks ends a test that needs what is not here: as a skip, or as a failure where TABLETOP_REQUIRE names the kind. The
// reason says what is missing and where to get it.
func Lacks(t testing.TB, kind, reason string) {
	t.Helper()
	if slices.Contains(strings.Split(os.Getenv("TABLETOP_REQUIRE"), ","), kind) {
		t.Fatalf("TABLETOP_REQUIRE names %s, but %s", kind, reason)
	}
	t.Skip(reason)
}

// Shared returns the path of a file or folder in the data kept beside the repository: below TABLETOP_SHARED, or below
// ../shared seen from the module's root. Where it is absent the test skips.
func Shared(t testing.TB, name string) string {
	t.Helper()
	folder := os.Getenv("TABLETOP_SHARED")
	if folder == "" {
		folder = filepath.Join(Root(t), "..", "shared")
	}
	path := filepath.Join(folder, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not beside the repository; set TABLETOP_SHARED to the folder that holds it", name)
	}
	return path
}

// ReadsTree tells the cache of go test that the test depends on every file of the module. The cache sees what a test opens,
// but not what the go command or git open for it.
func ReadsTree(t testing.TB) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(Root(t)), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist): // removed meanwhile by somebody at work
			return nil
		case err == nil && entry.IsDir() && (name == ".git" || name == "dist"):
			return fs.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Root returns the folder of the go.mod that governs the test.
func Root(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			t.Fatal("no go.mod here or above; run the test inside the module")
		}
		folder = parent
	}
}
