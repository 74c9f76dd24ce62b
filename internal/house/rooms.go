package house

import (
	"slices"
	"strconv"
	"strings"
)

// A Room is a folder of the house and the arrows that leave it.
type Room struct {
	Path    string   // folder relative to the module
	Imports []string // rooms it may import, and through them whatever they may import
	Outside []string // packages of other modules it may import, each with everything below it
}

const ebitengine = "github.com/hajimehoshi/ebiten/v2"

// everything is the arrow of the binary, which may call any room.
const everything = "all"

// Rooms returns the table of rooms in docs/architecture.md; a test holds the two together.
// The folders below a room belong to it, except under engine, where every package is a room of its own.
// Test files may import any room and any module; only Ebitengine is closed to them too, by the rule of that name.
func Rooms() []Room {
	const (
		xRand  = "golang.org/x/exp/rand"
		xImage = "golang.org/x/image"
		xTools = "golang.org/x/tools"
		xMod   = "golang.org/x/mod"
	)
	return []Room{
		{"engine/fixed", nil, nil},
		{"engine/rng", []string{"engine/fixed"}, []string{xRand}},
		{"engine/model", []string{"engine/fixed"}, nil},
		{"engine/spread", []string{"engine/rng"}, nil},
		{"engine/rules", []string{"engine/model", "engine/spread"}, nil},
		{"engine", []string{"engine/rules"}, nil},
		{"engine/ledger", []string{"engine/model"}, nil},
		{"engine/doctrine", []string{"engine"}, nil},
		{"engine/ensemble", []string{"engine", "engine/doctrine"}, []string{"gonum.org/v1/gonum"}},
		{"scenarios", []string{"engine/model"}, []string{"github.com/BurntSushi/toml", "github.com/pelletier/go-toml/v2/unstable"}},
		{"replays", []string{"engine", "scenarios"}, nil},
		{"assets", nil, []string{xImage}},
		{"internal/kit", []string{"assets"}, []string{xImage, "golang.org/x/text", "github.com/rivo/uniseg"}},
		{"internal/exercise", []string{"engine/doctrine", "engine/ledger", "replays"}, nil},
		{"internal/desktop", []string{"internal/exercise", "engine/ensemble", "internal/kit"}, []string{ebitengine, xImage}},
		{"internal/report", []string{"engine/ledger", "engine/ensemble", "replays", "internal/kit"}, nil},
		{"internal/validate", []string{"engine/rules", "engine/ensemble", "scenarios"}, nil},
		{"internal/bench", []string{"internal/validate"}, nil},
		{"internal/licenses", nil, nil},
		{"internal/house", nil, []string{xTools, xMod, "golang.org/x/sys/cpu"}},
		{"cmd/tabletop", []string{everything}, []string{
			"github.com/spf13/cobra", "github.com/schollz/progressbar/v3", "golang.org/x/term", ebitengine,
		}},
	}
}

// checkRooms holds the table against the imports of every file, whatever its build tags.
func checkRooms(t *Tree) ([]Finding, error) {
	rooms := Rooms()
	var findings []Finding
	for _, file := range t.sources {
		if file.test {
			continue
		}
		from, ok := roomOf(rooms, file.folder)
		if !ok {
			findings = append(findings, t.at(file.ast.Package,
				"%s belongs to no room; put it in one, or add its room to the table in docs/architecture.md", file.folder))
			continue
		}
		for _, spec := range file.ast.Imports {
			importPath, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, err
			}
			if complaint := t.refuse(rooms, from, importPath); complaint != "" {
				findings = append(findings, t.at(spec.Path.Pos(), "%s", complaint))
			}
		}
	}
	return sorted(findings), nil
}

// refuse says why a room may not import a package, or nothing if it may.
func (t *Tree) refuse(rooms []Room, from Room, importPath string) string {
	folder, ours := t.inside(importPath)
	if !ours {
		if standard(importPath) || slices.ContainsFunc(from.Outside, func(allowed string) bool { return within(allowed, importPath) }) {
			return ""
		}
		return from.Path + " may not import " + importPath + "; the modules a room stands on are listed in internal/house/rooms.go"
	}
	to, ok := roomOf(rooms, folder)
	switch {
	case !ok:
		return importPath + " belongs to no room"
	case to.Path == from.Path || slices.Contains(from.Imports, everything) || slices.Contains(reach(rooms, from), to.Path):
		return ""
	case len(reach(rooms, from)) == 0:
		return from.Path + " may not import " + to.Path + "; it imports no other room"
	}
	return from.Path + " may not import " + to.Path + "; its arrows reach " + strings.Join(reach(rooms, from), ", ")
}

// reach lists the rooms that arrows lead to from one room, sorted.
func reach(rooms []Room, from Room) []string {
	var reached []string
	open := slices.Clone(from.Imports)
	for len(open) > 0 {
		next := open[0]
		open = open[1:]
		if slices.Contains(reached, next) {
			continue
		}
		reached = append(reached, next)
		for _, room := range rooms {
			if room.Path == next {
				open = append(open, room.Imports...)
			}
		}
	}
	slices.Sort(reached)
	return reached
}

// roomOf finds the room of a folder: the deepest one that holds it.
func roomOf(rooms []Room, folder string) (Room, bool) {
	var found Room
	for _, room := range rooms {
		exact := within("engine", room.Path)
		if folder == room.Path || !exact && within(room.Path, folder) && len(room.Path) > len(found.Path) {
			found = room
		}
	}
	return found, found.Path != ""
}

// within says whether a slash-separated path is a folder or lies below it.
func within(folder, path string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}

// standard says whether an import path is of the standard library, whose first element has no dot.
func standard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}
