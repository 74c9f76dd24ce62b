package scenarios

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed us-2020/*.toml cases/*/*.toml
var embedded embed.FS

// Entry is a pack inside the program as a list shows it.
type Entry struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Version  string `json:"version"`
	Summary  string `json:"summary"`
	Question string `json:"question,omitempty"`
	AsOf     string `json:"as_of"`
	Case     bool   `json:"case,omitempty"` // replays a real case, with outcomes that were published
}

// casesFolder holds the packs that replay real cases.
const casesFolder = "cases"

// List returns the embedded packs in order of id, those that replay real cases
// after the others. It reads of each no more than pack.toml, which holds its
// [scenario].
func List() []Entry {
	var all []Entry
	for _, id := range packsIn(".") {
		if id != casesFolder {
			all = appendEntry(all, id, false)
		}
	}
	for _, id := range packsIn(casesFolder) {
		all = appendEntry(all, id, true)
	}
	return all
}

// packsIn lists the folders within a folder of the embedded packs.
func packsIn(folder string) []string {
	folders, err := embedded.ReadDir(folder)
	if err != nil {
		panic("the embedded packs have the folder " + folder + ": " + err.Error())
	}
	var ids []string
	for _, f := range folders {
		ids = append(ids, f.Name())
	}
	return ids
}

// folderOf returns where an embedded pack lies.
func folderOf(id string, replayed bool) string {
	if replayed {
		return casesFolder + "/" + id
	}
	return id
}

// appendEntry adds what a list shows of a pack, unless its pack.toml can't be read.
func appendEntry(all []Entry, id string, replayed bool) []Entry {
	name := folderOf(id, replayed) + "/pack.toml"
	f, problem, err := readFile(embedded, name, name)
	if err != nil || problem != nil {
		return all
	}
	tree, err := parseTree(f)
	if err != nil || tree.get("scenario") == nil {
		return all
	}
	c := &compiler{root: tree, sc: nil}
	t := c.table(tree.get("scenario"), "scenario", "")
	return append(all, Entry{
		ID: id, Title: t.text("title", lineSize), Version: t.text("version", lineSize), AsOf: t.day("as_of", true),
		Summary: t.text("summary", paragraphSize), Question: t.maybe("question", paragraphSize), Case: replayed,
	})
}

// Embedded opens a pack inside the program by its id.
func Embedded(id string) (*Pack, error) {
	var ids []string
	for _, e := range List() {
		ids = append(ids, e.ID)
		if e.ID != id {
			continue
		}
		folder, err := fs.Sub(embedded, folderOf(e.ID, e.Case))
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
