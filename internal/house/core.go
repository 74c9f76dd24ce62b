package house

import (
	"errors"
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/packages"
)

// coreFolders lists the packages that the ten rules of determinism bind.
func coreFolders() []string {
	return []string{"engine", "engine/fixed", "engine/model", "engine/rng", "engine/rules", "engine/spread"}
}

// orderedFolders lists the packages in which nothing floats, iterates by chance, runs concurrently or remembers: the core,
// and what reads it and decides for it. Of the engine, that leaves engine/ensemble.
func orderedFolders() []string {
	return append(coreFolders(), "engine/doctrine", "engine/ledger")
}

// A corePackage is one of those packages, parsed and type-checked without its tests.
type corePackage struct {
	folder string
	files  []*ast.File
	types  *types.Package
	info   *types.Info
}

// typedCore type-checks those of orderedFolders that the tree has, once.
func (t *Tree) typedCore() ([]corePackage, error) {
	if t.core == nil {
		core, err := t.loadCore()
		if err != nil {
			return nil, err
		}
		t.core = core
	}
	return t.core, nil
}

func (t *Tree) loadCore() ([]corePackage, error) {
	var patterns []string
	for _, folder := range orderedFolders() {
		if slices.ContainsFunc(t.sources, func(s *source) bool { return s.folder == folder && !s.test }) {
			patterns = append(patterns, "./"+folder)
		}
	}
	if len(patterns) == 0 {
		return nil, nil
	}
	loaded, err := packages.Load(&packages.Config{
		Dir:  t.Root,
		Fset: t.fset,
		Env:  append(os.Environ(), "GOWORK=off"),
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
			packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo,
	}, patterns...)
	if err != nil {
		return nil, err
	}
	var core []corePackage
	var failed []error
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			failed = append(failed, fmt.Errorf("%s must compile before the rules of the core can be checked: %w", p.PkgPath, p.Errors[0]))
		}
		folder, _ := t.inside(p.PkgPath)
		core = append(core, corePackage{folder, p.Syntax, p.Types, p.TypesInfo})
	}
	return core, errors.Join(failed...)
}

// relative makes a finding in a file of the core, whose positions are absolute because the go command gave them.
func (t *Tree) relative(f Finding) Finding {
	if name, err := filepath.Rel(t.Root, f.Position.Filename); err == nil && filepath.IsAbs(f.Position.Filename) {
		f.Position.Filename = filepath.ToSlash(name)
	}
	return f
}
