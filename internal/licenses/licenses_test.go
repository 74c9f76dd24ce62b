package licenses

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/internal/house/machine"
)

func TestTextIsTheFileNOTICE(t *testing.T) {
	file, err := os.ReadFile(filepath.Join(machine.Root(t), "NOTICE"))
	require.NoError(t, err)
	assert.True(t, string(file) == Text(), "NOTICE and internal/licenses/notice.txt differ; remake both with make notice")
	assert.Less(t, len(Text()), 200_000)
}

func TestTextNamesTheFrameworks(t *testing.T) {
	for _, part := range []string{
		"© 2025 The MITRE Corporation. This work is reproduced and distributed with\nthe permission of The MITRE Corporation.",
		"DISARM Foundation", "CC BY-SA 4.0", "Bigelow & Holmes", "The Go standard library",
	} {
		assert.Contains(t, Text(), part)
	}
}

// TestTextNamesEveryLinkedModule asks what the binary links on this system, with the desktop and without.
func TestTextNamesEveryLinkedModule(t *testing.T) {
	if _, err := os.Stat(filepath.Join(machine.Root(t), "cmd", "tabletop")); err != nil {
		t.Skip("there is no binary: ", err)
	}
	machine.ReadsTree(t)
	for _, tags := range []string{"", "headless"} {
		cmd := exec.Command("go", "list", "-deps", "-tags="+tags, "-f", "{{with .Module}}{{if .Version}}{{.Path}} {{.Version}}{{end}}{{end}}", "./cmd/tabletop")
		cmd.Dir = machine.Root(t)
		out, err := cmd.Output()
		require.NoError(t, err)
		for _, module := range strings.Fields(strings.ReplaceAll(string(out), " ", "@")) {
			name := strings.Replace(module, "@", " ", 1)
			assert.Contains(t, Text(), "\n"+name+"\n", "%s is linked; add it with make notice", name)
		}
	}
}
