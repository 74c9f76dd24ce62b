package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A write is one place in a function that changes a variable which outlives it, or lets it escape.
type write struct {
	position token.Pos
	variable types.Object
	how      string
}

// A globalFinder walks one function in source order, so that it has seen an alias made before it sees it used. It finds
// writes to package variables and to whatever else it is told to watch.
type globalFinder struct {
	info      *types.Info
	functions map[*types.Func]function
	watched   map[types.Object]bool         // parameters to treat like package variables
	aliases   map[types.Object]types.Object // local variable to the variable whose storage it shares
	followed  map[ast.Expr]bool             // addresses whose way is known: into a local variable or a function read here
	asking    []*types.Func                 // functions being asked whether they write to a parameter, outermost first
	writes    []write
}

// A function is a declaration of the core and the types of its package.
type function struct {
	decl *ast.FuncDecl
	info *types.Info
}

// declaredFunctions finds the body of every function and method of the core.
func declaredFunctions(core []corePackage) map[*types.Func]function {
	functions := map[*types.Func]function{}
	for _, p := range core {
		for _, file := range p.files {
			for _, decl := range file.Decls {
				if decl, ok := decl.(*ast.FuncDecl); ok && decl.Body != nil {
					functions[p.info.Defs[decl.Name].(*types.Func)] = function{decl, p.info}
				}
			}
		}
	}
	return functions
}

func newGlobalFinder(info *types.Info, functions map[*types.Func]function) *globalFinder {
	return &globalFinder{
		info:      info,
		functions: functions,
		watched:   map[types.Object]bool{},
		aliases:   map[types.Object]types.Object{},
		followed:  map[ast.Expr]bool{},
	}
}

func (f *globalFinder) findings(t *Tree) []Finding {
	var findings []Finding
	for _, w := range f.writes {
		findings = append(findings, t.relative(t.at(w.position, "package variable %s %s; what changes belongs in the state", w.variable.Name(), w.how)))
	}
	return findings
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
		if n.Op == token.AND && !f.followed[n] {
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

// alias notes whether a local variable now is another name for storage that outlives it.
func (f *globalFinder) alias(local, value ast.Expr) {
	ident, ok := local.(*ast.Ident)
	if !ok {
		return
	}
	object := f.info.ObjectOf(ident)
	if f.lasting(object) {
		return
	}
	delete(f.aliases, object)
	if variable := f.variable(value); variable != nil && shares(typeOf(f.info, local)) {
		f.aliases[object] = variable
		f.followed[value] = true
	}
}

// written reports an assignment to a variable or to a part of one, also through a local name for it. To assign a local
// name or a parameter itself changes nothing else.
func (f *globalFinder) written(e ast.Expr, how string) {
	if ident, ok := e.(*ast.Ident); ok && (f.aliases[f.info.ObjectOf(ident)] != nil || f.watched[f.info.ObjectOf(ident)]) {
		return
	}
	f.report(e, how)
}

// call reports what a called function does to its arguments, and methods that can write to their receiver.
func (f *globalFinder) call(n *ast.CallExpr) {
	if name := calledName(f.info, n.Fun); len(n.Args) > 0 && slices.Contains(writers(), name) {
		f.report(n.Args[0], "is written to by "+name)
	}
	callee := f.callee(n.Fun)
	for i, argument := range n.Args {
		if callee == nil || f.functions[callee].decl == nil || f.variable(argument) == nil || !shares(typeOf(f.info, argument)) {
			continue
		}
		f.followed[argument] = true
		if f.writesTo(callee, callee.Signature().Params().At(min(i, callee.Signature().Params().Len()-1))) {
			f.report(argument, "is written to by "+callee.Name())
		}
	}
	method, ok := n.Fun.(*ast.SelectorExpr)
	if !ok || callee == nil || callee.Signature().Recv() == nil || f.variable(method.X) == nil {
		return
	}
	if isPointer(callee.Signature().Recv().Type()) && f.writesTo(callee, callee.Signature().Recv()) {
		f.report(method.X, "is written to by the method "+callee.Name())
	}
}

// callee returns the function or method that a call names, unless it is only known at run time.
func (f *globalFinder) callee(e ast.Expr) *types.Func {
	var ident *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		ident = e
	case *ast.SelectorExpr:
		ident = e.Sel
	case *ast.IndexExpr: // an instance of a generic function
		return f.callee(e.X)
	case *ast.IndexListExpr:
		return f.callee(e.X)
	default:
		return nil
	}
	if callee, ok := f.info.Uses[ident].(*types.Func); ok {
		return callee.Origin()
	}
	return nil
}

// writesTo says whether a function may change what one of its parameters refers to. A function whose body is not in the
// core may; one that calls itself is judged by the rest of its body.
func (f *globalFinder) writesTo(callee *types.Func, parameter *types.Var) bool {
	if slices.Contains(f.asking, callee) {
		return false
	}
	body, known := f.functions[callee]
	if !known {
		return true
	}
	inner := newGlobalFinder(body.info, f.functions)
	inner.asking = append(slices.Clone(f.asking), callee)
	inner.watched[parameter] = true
	ast.Inspect(body.decl.Body, inner.visit)
	return slices.ContainsFunc(inner.writes, func(w write) bool { return w.variable == parameter })
}

// report notes a write if the expression is a lasting variable, a part of one, or a local name for one.
func (f *globalFinder) report(e ast.Expr, how string) {
	if variable := f.variable(e); variable != nil {
		f.writes = append(f.writes, write{e.Pos(), variable, how})
	}
}

// variable returns the lasting variable whose storage an expression names.
func (f *globalFinder) variable(e ast.Expr) types.Object {
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
	if f.lasting(object) {
		return object
	}
	return nil
}

// lasting says whether a variable outlives the function: one of a package, or a watched parameter.
func (f *globalFinder) lasting(object types.Object) bool {
	variable, ok := object.(*types.Var)
	return ok && (f.watched[variable] || variable.Pkg() != nil && variable.Parent() == variable.Pkg().Scope())
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
func calledName(info *types.Info, called ast.Expr) string {
	switch called := called.(type) {
	case *ast.Ident:
		if _, ok := info.Uses[called].(*types.Builtin); ok {
			return called.Name
		}
	case *ast.SelectorExpr:
		if object := info.Uses[called.Sel]; object != nil && object.Pkg() != nil && object.Parent() == object.Pkg().Scope() {
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
