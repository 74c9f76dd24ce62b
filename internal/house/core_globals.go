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
	var findings []Finding
	for _, p := range core {
		for _, file := range p.files {
			for _, decl := range file.Decls {
				switch decl := decl.(type) {
				case *ast.GenDecl:
					findings = append(findings, t.declaredGlobals(p, decl)...)
				case *ast.FuncDecl:
					if decl.Body != nil && (decl.Recv != nil || decl.Name.Name != "init") {
						findings = append(findings, t.changedGlobals(p, decl)...)
					}
				}
			}
		}
	}
	return sorted(findings), nil
}

// declaredGlobals reports variables that others could change, or that exist to be changed.
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
	if object.Exported() {
		return "is exported, so that any package can change it; make it a function or a constant"
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

// changedGlobals reports what a function does to package variables beyond reading them.
func (t *Tree) changedGlobals(p corePackage, function *ast.FuncDecl) []Finding {
	f := globalFinder{tree: t, info: p.info, aliases: map[types.Object]types.Object{}}
	ast.Inspect(function.Body, f.visit)
	return f.findings
}

// A globalFinder walks one function in source order, so that it has seen an alias made before it sees it used.
type globalFinder struct {
	tree     *Tree
	info     *types.Info
	aliases  map[types.Object]types.Object // local variable to the package variable whose storage it shares
	findings []Finding
}

func (f *globalFinder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		f.assign(n)
	case *ast.IncDecStmt:
		f.written(n.X, "is changed")
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			f.written(n.Key, "is assigned")
			f.written(n.Value, "is assigned")
		}
		f.alias(n.Value, n.X)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			f.report(n.X, "has its address taken, so that it can change anywhere")
		}
	case *ast.CallExpr:
		f.call(n)
	}
	return true
}

func (f *globalFinder) assign(n *ast.AssignStmt) {
	for i, left := range n.Lhs {
		if n.Tok != token.DEFINE {
			f.written(left, "is assigned")
		}
		if len(n.Lhs) == len(n.Rhs) {
			f.alias(left, n.Rhs[i])
		}
	}
}

// alias notes whether a local variable now is another name for a package variable's storage.
func (f *globalFinder) alias(local, value ast.Expr) {
	ident, ok := local.(*ast.Ident)
	if !ok {
		return
	}
	object := f.info.ObjectOf(ident)
	delete(f.aliases, object)
	if global := f.global(value); global != nil && shares(typeOf(f.info, local)) {
		f.aliases[object] = global
	}
}

// written reports an assignment to a package variable or to a part of one, also through a local name for it. To assign
// the local name itself changes nothing else.
func (f *globalFinder) written(e ast.Expr, what string) {
	if ident, ok := e.(*ast.Ident); ok && f.aliases[f.info.ObjectOf(ident)] != nil {
		return
	}
	f.report(e, what)
}

// call reports built-in and library functions that write to an argument, and methods that can write to their receiver.
func (f *globalFinder) call(n *ast.CallExpr) {
	name := calledName(f.info, n.Fun)
	first := []string{
		"append", "copy", "clear", "delete", "sort.Ints", "sort.Slice", "sort.SliceStable", "sort.Sort", "sort.Stable",
		"sort.Strings", "slices.Delete", "slices.Insert", "slices.Reverse", "slices.Sort", "slices.SortFunc", "slices.SortStableFunc",
		"slices.Compact", "slices.Replace", "maps.Copy", "maps.DeleteFunc", "slices.DeleteFunc", "slices.CompactFunc",
	}
	if len(n.Args) > 0 && slices.Contains(first, name) {
		f.report(n.Args[0], "is written to by "+name)
	}
	method, ok := n.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	selection := f.info.Selections[method]
	if selection == nil || selection.Kind() != types.MethodVal {
		return
	}
	receiver := selection.Obj().(*types.Func).Signature().Recv()
	if _, byPointer := receiver.Type().(*types.Pointer); byPointer && !isPointer(typeOf(f.info, method.X)) {
		f.report(method.X, "has its address taken by the method "+method.Sel.Name)
	}
}

// report makes a finding if the expression is a package variable, a part of one, or a local name for one.
func (f *globalFinder) report(e ast.Expr, what string) {
	if global := f.global(e); global != nil {
		f.findings = append(f.findings, f.tree.relative(f.tree.at(e.Pos(), "package variable %s %s; what changes belongs in the state", global.Name(), what)))
	}
}

// global returns the package variable whose storage an expression names.
func (f *globalFinder) global(e ast.Expr) types.Object {
	if unary, ok := e.(*ast.UnaryExpr); ok && unary.Op == token.AND {
		e = unary.X
	}
	ident := rootIdent(f.info, e)
	if ident == nil {
		return nil
	}
	object := f.info.ObjectOf(ident)
	if alias := f.aliases[object]; alias != nil {
		return alias
	}
	if variable, ok := object.(*types.Var); ok && variable.Pkg() != nil && variable.Parent() == variable.Pkg().Scope() {
		return variable
	}
	return nil
}

// shares says whether a copy of a value still writes to the same storage.
func shares(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer:
		return true
	}
	return false
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// calledName is append for the built-in, sort.Ints for a function of a package, and empty for anything else.
func calledName(info *types.Info, function ast.Expr) string {
	switch function := function.(type) {
	case *ast.Ident:
		if _, ok := info.Uses[function].(*types.Builtin); ok {
			return function.Name
		}
	case *ast.SelectorExpr:
		if object := info.Uses[function.Sel]; object != nil && object.Pkg() != nil && object.Parent() == object.Pkg().Scope() {
			return object.Pkg().Name() + "." + object.Name()
		}
	}
	return ""
}

// rootIdent returns the variable that an expression is a part of: tables in tables[i].name, none in f().x.
func rootIdent(info *types.Info, e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.ParenExpr:
		return rootIdent(info, e.X)
	case *ast.SelectorExpr:
		if qualifier, ok := e.X.(*ast.Ident); ok {
			if _, ok := info.Uses[qualifier].(*types.PkgName); ok {
				return e.Sel
			}
		}
		return rootIdent(info, e.X)
	case *ast.IndexExpr:
		return rootIdent(info, e.X)
	case *ast.SliceExpr:
		return rootIdent(info, e.X)
	case *ast.StarExpr:
		return rootIdent(info, e.X)
	}
	return nil
}
