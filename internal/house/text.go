package house

import (
	"bytes"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// topLevel lists what the layout names at the top of the repository, besides names that begin with a dot.
func topLevel() []string {
	return []string{
		"cmd", "engine", "scenarios", "assets", "replays", "internal", "docs",
		"go.mod", "go.sum", "Makefile", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "NOTICE",
	}
}

// checkLayout reports other entries at the top level.
func checkLayout(t *Tree) ([]Finding, error) {
	var findings []Finding
	for _, name := range t.Kept {
		top, _, _ := strings.Cut(name, "/")
		if !strings.HasPrefix(top, ".") && !slices.Contains(topLevel(), top) {
			findings = append(findings, whole(top, "the layout in docs/architecture.md names no such entry at the top level"))
		}
	}
	return sorted(findings), nil
}

// unwanted is what no tracked text may hold. The patterns are written so that they do not find themselves.
var unwanted = []struct {
	pattern *regexp.Regexp
	says    string
}{
	{regexp.MustCompile(`\b(proxy|registry|deb|sum)\.[a-z]+\.(org|com|net)\b`), "names a host that serves packages; the go command and apt know theirs"},
	{regexp.MustCompile(`(^|[^\w./-])/(work|farm|home|Users|root|tmp)/\w`), "names a path of one machine; say where it lies relative to the repository"},
	{regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`), "marks unfinished work; finish it, or open an issue"},
}

// checkText reads every tracked text file line by line. Checksums of modules, and fixtures, are data and not prose.
func checkText(t *Tree) ([]Finding, error) {
	var findings []Finding
	for _, name := range t.Kept {
		if path.Ext(name) == ".sum" || slices.Contains(strings.Split(name, "/"), "testdata") {
			continue
		}
		text, err := t.read(name)
		if err != nil {
			return nil, err
		}
		if bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text) {
			continue
		}
		findings = append(findings, unwantedIn(name, string(text))...)
	}
	return sorted(findings), nil
}

func unwantedIn(name, text string) []Finding {
	var findings []Finding
	number := 0
	for line := range strings.Lines(text) {
		number++
		for _, u := range unwanted {
			if at := u.pattern.FindStringIndex(line); at != nil {
				findings = append(findings, Finding{
					token.Position{Filename: name, Line: number, Column: at[0] + 1},
					strings.TrimSpace(line[at[0]:at[1]]) + " " + u.says,
				})
			}
		}
	}
	return findings
}
