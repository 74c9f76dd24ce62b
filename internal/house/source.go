package house

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
)

// longest is the most lines a function may have, from its first to its closing one; tests may be longer.
const longest = 70

// checkCgo reports files that need a C compiler.
func checkCgo(t *Tree) ([]Finding, error) {
	var findings []Finding
	for _, file := range t.sources {
		for _, spec := range file.ast.Imports {
			if spec.Path.Value == `"C"` {
				findings = append(findings, t.at(spec.Path.Pos(), "cgo: the project builds with Go alone, on every system"))
			}
		}
	}
	return sorted(findings), nil
}

// checkNames reports packages and files named for no subject, where anything could go.
func checkNames(t *Tree) ([]Finding, error) {
	var findings []Finding
	seen := map[string]bool{}
	for _, file := range t.sources {
		if word := vague(strings.TrimSuffix(path.Base(file.path), ".go")); word != "" {
			findings = append(findings, whole(file.path, "a file named %s; name it for the one thing it is about", word))
		}
		word := vague(file.ast.Name.Name)
		if word == "" {
			word = vague(path.Base(file.folder))
		}
		if word != "" && !seen[file.folder] {
			seen[file.folder] = true
			findings = append(findings, t.at(file.ast.Name.Pos(), "a package named %s; name it for the one thing it is about", word))
		}
	}
	return sorted(findings), nil
}

var vagueWord = regexp.MustCompile(`^(utils?|common|helpers?|managers?|misc)$`)

// vague finds a word in a name that would fit any code.
func vague(name string) string {
	words := strings.Split(name, "_")
	if i := slices.IndexFunc(words, vagueWord.MatchString); i >= 0 {
		return words[i]
	}
	return ""
}

// checkLength reports functions that are too long to be read at once.
func checkLength(t *Tree) ([]Finding, error) {
	var findings []Finding
	for _, file := range t.sources {
		if file.test || ast.IsGenerated(file.ast) {
			continue
		}
		for _, decl := range file.ast.Decls {
			function, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			lines := t.fset.Position(function.End()).Line - t.fset.Position(function.Pos()).Line + 1
			if lines > longest {
				findings = append(findings, t.at(function.Pos(), "%s has %d lines; at most %d can be read at once", function.Name.Name, lines, longest))
			}
		}
	}
	return sorted(findings), nil
}
