package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tabletop/replays/replaystest"
	"tabletop/scenarios/scenariotest"
)

var update = flag.Bool("update", false, "rewrite the golden output in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tabletop": main})
}

// TestScripts drives the real binary through every command. The scripts find the
// small pack as small.toml in their folder.
func TestScripts(t *testing.T) {
	small, err := os.ReadFile(scenariotest.SmallPath(t))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"), UpdateScripts: *update, RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			return os.WriteFile(filepath.Join(env.WorkDir, "small.toml"), small, 0o600)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "change": change, "rewrite": rewrite, "lines": lines, "cut": cut, "unseen": unseen,
		},
	})
}

// exits CODE COMMAND… runs a command and checks its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, not %d", code, want)
	}
}

// change FILE PATTERN NEW replaces text in a file.
func change(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: change FILE PATTERN NEW")
	}
	file, pattern := ts.ReadFile(args[0]), regexp.MustCompile("(?m)"+args[1])
	if !pattern.MatchString(file) {
		ts.Fatalf("%s holds nothing like %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(pattern.ReplaceAllString(file, args[2])), 0o600))
}

// rewrite FILE PATTERN NEW does so in a replay and makes its hashes fit again, as
// somebody would who forges one.
func rewrite(ts *testscript.TestScript, neg bool, args []string) {
	change(ts, neg, args)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), replaystest.Rechain([]byte(ts.ReadFile(args[0]))), 0o600))
}

// lines FILE PATTERN TO copies the lines of a file that match a pattern.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: lines FILE PATTERN TO")
	}
	pattern := regexp.MustCompile(args[1])
	var kept strings.Builder
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		if pattern.MatchString(line) {
			kept.WriteString(line)
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(kept.String()), 0o600))
}

// cut FILE BYTES takes bytes off the end of a file.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cut FILE BYTES")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	file := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(file[:len(file)-n]), 0o600))
}

// unseen FILE checks that an output holds no control character but line ends.
func unseen(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: unseen FILE")
	}
	if at := regexp.MustCompile(`[\x00-\x09\x0b-\x1f\x7f\x{80}-\x{9f}\x{202a}-\x{202e}]`).FindString(ts.ReadFile(args[0])); at != "" {
		ts.Fatalf("%s holds the control character %q", args[0], at)
	}
}
