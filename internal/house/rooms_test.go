package house

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/internal/house/machine"
)

// TestRoomsAreThoseOfTheDocument holds the table that the rule uses to the table that people read.
func TestRoomsAreThoseOfTheDocument(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(machine.Root(t), "docs", "architecture.md"))
	require.NoError(t, err)
	_, section, found := strings.Cut(string(text), "\n## Rooms\n")
	require.True(t, found)
	section, _, _ = strings.Cut(section, "\n## ")

	quoted := regexp.MustCompile("`([^`]+)`")
	documented := map[string][]string{}
	for line := range strings.Lines(section) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.HasPrefix(cells[1], " `") {
			continue
		}
		room := quoted.FindStringSubmatch(cells[1])[1]
		documented[room] = []string{}
		for _, arrow := range quoted.FindAllStringSubmatch(cells[3], -1) {
			documented[room] = append(documented[room], arrow[1])
		}
		if strings.TrimSpace(cells[3]) == everything {
			documented[room] = []string{everything}
		}
	}
	coded := map[string][]string{}
	for _, room := range Rooms() {
		coded[room.Path] = append([]string{}, room.Imports...)
	}
	assert.Equal(t, documented, coded)
}

// TestArrowsPointOneWay looks for a room that reaches itself.
func TestArrowsPointOneWay(t *testing.T) {
	for _, room := range Rooms() {
		assert.NotContains(t, reach(Rooms(), room), room.Path)
		for _, target := range room.Imports {
			_, known := roomOf(Rooms(), target)
			assert.True(t, known || target == everything, "%s has an arrow to %s, which is no room", room.Path, target)
		}
	}
}
