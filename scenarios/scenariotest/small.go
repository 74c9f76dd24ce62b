package scenariotest

import (
	"os"
	"path/filepath"
	"testing"

	"tabletop/engine/model"
	"tabletop/scenarios"
)

// SmallPath returns the path of the small pack, scenarios/testdata/small.toml.
func SmallPath(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return filepath.Join(folder, "scenarios", "testdata", "small.toml")
		}
		up := filepath.Dir(folder)
		if up == folder {
			t.Fatal("the test runs outside the module, so the small pack can't be found")
		}
		folder = up
	}
}

// Small compiles the small pack as written: three days around an election, two
// counties, a state office, an agency and a platform; doctrines "none" and
// "recommended"; a posture "open".
func Small(t testing.TB) *model.Scenario { return Compile(t, scenarios.Options{}) }

// Compile compiles the small pack with options.
func Compile(t testing.TB, o scenarios.Options) *model.Scenario {
	t.Helper()
	pack, err := scenarios.Open(SmallPath(t))
	if err != nil {
		t.Fatal(err)
	}
	sc, err := pack.Compile(o)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}
