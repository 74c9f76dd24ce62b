package scenarios

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed us-2020/*.toml
var embedded embed.FS

// Entry is a pack inside the program as a list shows it.
type Entry struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Version  string `json:"version"`
	Summary  string `json:"summary"`
	Question string `json:"question,omitempty"`
	AsOf     string `json:"as_of"`
}

// List returns the embedded packs in order of id. It reads of each no more than
// pack.toml, which holds its [scenario].
func List() []Entry {
	folders, err := embedded.ReadDir(".")
	if err != nil {
		panic("the embedded packs have a root: " + err.Error())
	}
	var all []Entry
	for _, folder := range folders {
		f, problem, err := readFile(embedded, folder.Name()+"/pack.toml", folder.Name()+"/pack.toml")
		if err != nil || problem != nil {
			continue
		}
		tree, err := parseTree(f)
		if err != nil || tree.get("scenario") == nil {
			continue
		}
		c := &compiler{root: tree, sc: nil}
		t := c.table(tree.get("scenario"), "scenario", "")
		all = append(all, Entry{
			ID: folder.Name(), Title: t.text("title", lineSize), Version: t.text("version", lineSize), AsOf: t.day("as_of", true),
			Summary: t.text("summary", paragraphSize), Question: t.maybe("question", paragraphSize),
		})
	}
	return all
}

// Embedded opens a pack inside the program by its id.
func Embedded(id string) (*Pack, error) {
	var ids []string
	for _, e := range List() {
		ids = append(ids, e.ID)
		if e.ID != id {
			continue
		}
		folder, err := fs.Sub(embedded, id)
		if err != nil {
			return nil, err
		}
		return OpenFS(folder, id)
	}
	if near := Closest(id, ids); near != "" {
		return nil, fmt.Errorf("no embedded pack %q; did you mean %q?", shortened(id), near)
	}
	return nil, fmt.Errorf("no embedded pack %q; there are %v", shortened(id), ids)
}
