package house

import (
	"bytes"
	"fmt"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// windowed lists the folders that may reach Ebitengine.
func windowed() []string {
	return []string{"internal/desktop", "cmd/tabletop"}
}

// checkEbitengine follows imports, of tests too and through other modules, as the go command resolves them.
// With the tag headless the binary may not reach Ebitengine either.
func checkEbitengine(t *Tree) ([]Finding, error) {
	graph, err := t.listImports("-test", "./...")
	if err != nil {
		return nil, err
	}
	findings := t.reaching(graph, "", func(folder string) bool {
		return slices.ContainsFunc(windowed(), func(allowed string) bool { return within(allowed, folder) })
	})
	if _, err := os.Stat(filepath.Join(t.Root, "cmd", "tabletop")); err == nil {
		headless, err := t.listImports("-tags=headless", "./cmd/tabletop")
		if err != nil {
			return nil, err
		}
		findings = append(findings, t.reaching(headless, " with the tag headless", func(folder string) bool { return folder != "cmd/tabletop" })...)
	}
	return sorted(findings), nil
}

// reaching reports our packages from which Ebitengine can be reached, except those excused.
func (t *Tree) reaching(graph map[string][]string, when string, excused func(folder string) bool) []Finding {
	var findings []Finding
	for node := range graph {
		folder, ours := t.inside(plain(node))
		if !ours || strings.HasSuffix(folder, ".test") {
			continue // not a package of ours, or the program that go test makes of one
		}
		folder = strings.TrimSuffix(folder, "_test")
		if excused(folder) {
			continue
		}
		if way := shortestWay(graph, node); len(way) > 1 {
			findings = append(findings, Finding{
				t.importPosition(folder, way[1]),
				fmt.Sprintf("%s reaches Ebitengine%s (%s); only %s may", folder, when, strings.Join(way, " imports "), strings.Join(windowed(), " and ")),
			})
		}
	}
	return findings
}

// listImports returns what each package that go list finds imports. Packages built for a test carry its name in brackets.
// What does not compile is listed as far as it goes: the compiler reports that better.
func (t *Tree) listImports(args ...string) (map[string][]string, error) {
	args = append([]string{"list", "-e", "-deps", "-f", `{{.ImportPath}}{{range .Imports}}{{"\t"}}{{.}}{{end}}`}, args...)
	cmd := exec.Command("go", args...)
	cmd.Dir = t.Root
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, stderr.String())
	}
	graph := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		graph[fields[0]] = fields[1:]
	}
	return graph, nil
}

// shortestWay returns the imports that lead from a package to Ebitengine, both included, or nothing.
func shortestWay(graph map[string][]string, from string) []string {
	ways := [][]string{{from}}
	seen := map[string]bool{from: true}
	for len(ways) > 0 {
		way := ways[0]
		ways = ways[1:]
		for _, next := range graph[way[len(way)-1]] {
			if seen[next] {
				continue
			}
			seen[next] = true
			longer := append(slices.Clone(way), next)
			if within(ebitengine, plain(next)) {
				return longer
			}
			ways = append(ways, longer)
		}
	}
	return nil
}

// plain drops the brackets in which go list names the test a package was built for.
func plain(importPath string) string {
	path, _, _ := strings.Cut(importPath, " ")
	return path
}

// importPosition finds where a package imports another; the package alone is named where no file of ours shows it.
func (t *Tree) importPosition(folder, imported string) token.Position {
	for _, file := range t.sources {
		if file.folder != folder {
			continue
		}
		for _, spec := range file.ast.Imports {
			if importPath, _ := strconv.Unquote(spec.Path.Value); importPath == plain(imported) {
				return t.fset.Position(spec.Path.Pos())
			}
		}
	}
	return token.Position{Filename: folder}
}
