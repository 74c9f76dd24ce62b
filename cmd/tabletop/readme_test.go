package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
	"tabletop/scenarios/scenariotest"
)

// TestReadme runs the commands that README shows, in their order and in one
// folder, as somebody would who copies them. Each must succeed.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("plays the flagship twice")
	}
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	require.NoError(t, err)
	commands := shown(string(readme), "Run, review, explain")
	require.GreaterOrEqual(t, len(commands), 6)
	script := filepath.Join(t.TempDir(), "readme.txtar")
	var lines []string
	for _, command := range commands {
		lines = append(lines, "exec "+command)
		if strings.HasPrefix(command, "tabletop why ") {
			lines = append(lines, printed(string(readme), "`why` prints")...)
		}
	}
	require.NoError(t, os.WriteFile(script, []byte(strings.Join(lines, "\n")+"\n"), 0o600))
	small, err := os.ReadFile(scenariotest.SmallPath(t))
	require.NoError(t, err)
	testscript.Run(t, testscript.Params{
		Files: []string{script}, RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			pack := filepath.Join(env.WorkDir, "my-pack")
			if err := os.Mkdir(pack, 0o700); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(pack, "pack.toml"), small, 0o600)
		},
	})
}

// printed turns the output that a text shows after some words into checks of a
// script, one for each line.
func printed(text, after string) []string {
	_, text, _ = strings.Cut(text, after)
	_, text, _ = strings.Cut(text, "\n\n")
	text, _, _ = strings.Cut(text, "\n\n")
	var checks []string
	for line := range strings.SplitSeq(text, "\n") {
		checks = append(checks, "stdout '^"+regexp.QuoteMeta(strings.TrimPrefix(line, "    "))+"$'")
	}
	return checks
}

// shown lists the commands in a section of a text in Markdown, without their
// comments and quoted as scripts quote.
func shown(text, section string) []string {
	_, text, _ = strings.Cut(text, "\n## "+section+"\n")
	text, _, _ = strings.Cut(text, "\n## ")
	var commands []string
	for _, m := range regexp.MustCompile(`(?m)^    \./(tabletop [^#\n]*)`).FindAllStringSubmatch(text, -1) {
		commands = append(commands, strings.ReplaceAll(strings.TrimSpace(m[1]), `"`, `'`))
	}
	return commands
}

// TestCommandsInDocs gives the commands that docs/packs.md shows, one of every kind.
// None is refused.
func TestCommandsInDocs(t *testing.T) {
	docs, err := os.ReadFile(filepath.Join("..", "..", "docs", "packs.md"))
	require.NoError(t, err)
	_, text, found := strings.Cut(string(docs), "\n```json\n")
	require.True(t, found)
	text, _, _ = strings.Cut(text, "```")
	for _, kind := range model.CommandKindWords {
		require.Contains(t, text, `"kind":"`+kind+`"`)
	}
	file := filepath.Join(t.TempDir(), "commands.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	var out, errs strings.Builder
	code := execute([]string{"run", scenariotest.SmallPath(t), "--commands", file}, strings.NewReader(""), &out, &errs)
	require.Equal(t, exitOK, code, out.String()+errs.String())
}
