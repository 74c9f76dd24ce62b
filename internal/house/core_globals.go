package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// checkCoreGlobals is the second half of rule 3 of determinism: whatever changes is in model.State, nothing in a package
// variable. Tables that are filled where they are declared or in init, and only read afterwards, are allowed.
func checkCoreGlobals(t *Tree) ([]Finding, error) {
	core, err := t.typedCore()
	if err != nil {
		return nil, err
	}
	functions := declaredFunctions(core)
	var findings []Finding
	for _, p := range core {
		for _, file := range p.files {
			for _, decl := range file.Decls {
				switch decl := decl.(type) {
				case *ast.GenDecl:
					findings = append(findings, t.declaredGlobals(p, decl)...)
				case *ast.FuncDecl:
					if decl.Body != nil && (decl.Recv != nil || decl.Name.Name != "init") {
						finder := newGlobalFinder(p.info, functions)
						ast.Inspect(decl.Body, finder.visit)
						findings = append(findings, finder.findings(t)...)
					}
				}
			}
		}
	}
	return sorted(append(findings, t.changedFromOutside(core)...)), nil
}

// declaredGlobals reports variables that exist to be changed.
func (t *Tree) declaredGlobals(p corePackage, decl *ast.GenDecl) []Finding {
	var findings []Finding
	for _, spec := range decl.Specs {
		values, ok := spec.(*ast.ValueSpec)
		if !ok || decl.Tok != token.VAR {
			continue
		}
		for _, name := range values.Names {
			if complaint := mutable(p.info.Defs[name]); complaint != "" {
				findings = append(findings, t.relative(t.at(name.Pos(), "package variable %s %s", name.Name, complaint)))
			}
		}
	}
	return findings
}

// mutable says why a package variable may not be, or nothing if it may.
func mutable(object types.Object) string {
	if object == nil || object.Name() == "_" || isError(object.Type()) {
		return ""
	}
	switch object.Type().Underlying().(type) {
	case *types.Pointer:
		return "points at something that can change; make it a function that returns a new one"
	case *types.Signature:
		return "holds a function that can be replaced or remember; declare the function"
	case *types.Interface:
		return "holds a value whose type may remember; keep it where it is used"
	case *types.Chan:
		return "is a channel; the core runs in one goroutine"
	}
	return ""
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// changedFromOutside reports assignments to the core's exported variables anywhere else in the tree, tests included.
func (t *Tree) changedFromOutside(core []corePackage) []Finding {
	var findings []Finding
	for _, file := range t.sources {
		if slices.Contains(orderedFolders(), file.folder) && !file.test {
			continue
		}
		imported := t.importsOf(file, core)
		if len(imported) == 0 {
			continue
		}
		ast.Inspect(file.ast, func(n ast.Node) bool {
			for _, target := range writtenSyntax(n) {
				if name := exportedGlobal(imported, target); name != "" {
					findings = append(findings, t.at(target.Pos(), "package variable %s is changed from outside the core; what changes belongs in the state", name))
				}
			}
			return true
		})
	}
	return findings
}

// importsOf returns the packages of the core that a file imports, by the name it gives them.
func (t *Tree) importsOf(file *source, core []corePackage) map[string]*types.Package {
	imported := map[string]*types.Package{}
	for _, spec := range file.ast.Imports {
		for _, p := range core {
			if spec.Path.Value != `"`+p.types.Path()+`"` {
				continue
			}
			name := p.types.Name()
			if spec.Name != nil {
				name = spec.Name.Name
			}
			imported[name] = p.types
		}
	}
	return imported
}

// writtenSyntax returns the expressions that a node changes or takes the address of, as far as its form shows.
func writtenSyntax(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return []ast.Expr{n.X}
		}
	case *ast.CallExpr:
		if len(n.Args) > 0 && slices.Contains(writers(), types.ExprString(n.Fun)) {
			return n.Args[:1]
		}
	}
	return nil
}

// exportedGlobal returns the name of the core's variable that an expression is a part of, or nothing.
func exportedGlobal(imported map[string]*types.Package, e ast.Expr) string {
	for {
		switch part := e.(type) {
		case *ast.ParenExpr:
			e = part.X
		case *ast.IndexExpr:
			e = part.X
		case *ast.SliceExpr:
			e = part.X
		case *ast.StarExpr:
			e = part.X
		case *ast.SelectorExpr:
			qualifier, ok := part.X.(*ast.Ident)
			if !ok || imported[qualifier.Name] == nil {
				e = part.X
				continue
			}
			if _, ok := imported[qualifier.Name].Scope().Lookup(part.Sel.Name).(*types.Var); ok {
				return qualifier.Name + "." + part.Sel.Name
			}
			return ""
		default:
			return ""
		}
	}
}

// writers lists the functions that write to their first argument.
func writers() []string {
	return []string{
		"append", "clear", "copy", "delete",
		"maps.Copy", "maps.DeleteFunc",
		"slices.Compact", "slices.CompactFunc", "slices.Delete", "slices.DeleteFunc", "slices.Insert", "slices.Replace",
		"slices.Reverse", "slices.Sort", "slices.SortFunc", "slices.SortStableFunc",
		"sort.Ints", "sort.Slice", "sort.SliceStable", "sort.Sort", "sort.Stable", "sort.Strings",
	}
}
