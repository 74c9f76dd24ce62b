package house

import (
	"go/build/constraint"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"
)

// coreStandard lists the standard library the core may use: nothing that does I/O, holds a clock, draws chance or starts
// something concurrent.
func coreStandard() []string {
	return []string{
		"bytes", "cmp", "crypto/sha256", "encoding", "encoding/base64", "encoding/binary", "encoding/hex", "encoding/json",
		"errors", "fmt", "hash", "iter", "maps", "math", "math/bits", "slices", "sort", "strconv", "strings", "sync",
		"unicode", "unicode/utf8",
	}
}

// refusedName says why the core may not use a name of a package it may import, or nothing if it may.
func refusedName(pkg *types.Package, name string) string {
	switch pkg.Path() {
	case "fmt":
		if slices.Contains([]string{"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"}, name) {
			return "fmt." + name + " does I/O"
		}
	case "sync":
		if name != "OnceValue" {
			return "of sync the core uses OnceValue alone, for what is made once from what never changes, not " + name
		}
	case "golang.org/x/exp/rand":
		if !slices.Contains([]string{"Source", "PCGSource", "NewSource"}, name) {
			return "of golang.org/x/exp/rand the core uses the PCG source alone, not " + name
		}
	}
	return ""
}

// checkCoreImports is rule 1 of determinism.
func checkCoreImports(t *Tree) ([]Finding, error) {
	findings := t.foreignFiles()
	for _, file := range t.sources {
		if file.test || !slices.Contains(coreFolders(), file.folder) {
			continue
		}
		for _, spec := range file.ast.Imports {
			importPath, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, err
			}
			if !t.coreMayImport(file.folder, importPath) {
				findings = append(findings, t.at(spec.Path.Pos(), "the core may not import %s; what it may is listed in internal/house/core_imports.go", importPath))
			}
		}
		for _, group := range file.ast.Comments {
			for _, comment := range group.List {
				if constraint.IsGoBuild(comment.Text) && comment.Pos() < file.ast.Package {
					findings = append(findings, t.at(comment.Pos(), "the core is the same on every platform; remove the build constraint"))
				}
			}
		}
	}
	core, err := t.typedCore()
	if err != nil {
		return nil, err
	}
	for _, p := range core {
		if slices.Contains(coreFolders(), p.folder) {
			findings = append(findings, t.foreignNames(p)...)
		}
	}
	return sorted(findings), nil
}

func (t *Tree) coreMayImport(folder, importPath string) bool {
	if inner, ours := t.inside(importPath); ours {
		return slices.Contains(coreFolders(), inner)
	}
	if importPath == "golang.org/x/exp/rand" {
		return folder == "engine/rng"
	}
	return slices.Contains(coreStandard(), importPath)
}

// foreignNames reports uses of what an allowed package offers beyond what the core may use.
func (t *Tree) foreignNames(p corePackage) []Finding {
	var findings []Finding
	for ident, object := range p.info.Uses {
		if object.Pkg() == nil || object.Parent() != object.Pkg().Scope() {
			continue
		}
		if complaint := refusedName(object.Pkg(), object.Name()); complaint != "" {
			findings = append(findings, t.relative(t.at(ident.Pos(), "%s", complaint)))
		}
	}
	return findings
}

// foreignFiles reports files of the core that only some platforms build: assembly, C, and names such as add_amd64.go.
func (t *Tree) foreignFiles() []Finding {
	var findings []Finding
	for _, name := range t.Files {
		if !slices.Contains(coreFolders(), path.Dir(name)) {
			continue
		}
		switch ext := path.Ext(name); {
		case slices.Contains([]string{".s", ".S", ".c", ".h", ".syso"}, ext):
			findings = append(findings, whole(name, "the core is Go alone"))
		case ext == ".go" && platformSuffix(strings.TrimSuffix(path.Base(name), ".go")):
			findings = append(findings, whole(name, "the core is the same on every platform; only some build a file of this name"))
		}
	}
	return findings
}

// platformSuffix says whether the go command reads the end of a file's name as a system or processor.
func platformSuffix(stem string) bool {
	words := strings.Split(strings.TrimSuffix(stem, "_test"), "_")
	return len(words) > 1 && slices.Contains(platformWords(), words[len(words)-1])
}

func platformWords() []string {
	return []string{
		"aix", "android", "darwin", "dragonfly", "freebsd", "illumos", "ios", "js", "linux", "netbsd", "openbsd", "plan9",
		"solaris", "unix", "wasip1", "windows",
		"386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64",
		"s390x", "wasm",
	}
}
