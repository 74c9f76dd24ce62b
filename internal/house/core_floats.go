package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// checkCoreFloats is rule 2 of determinism: floating-point results differ between processors, so the core has none,
// neither as the type of a value nor inside one.
func checkCoreFloats(t *Tree) ([]Finding, error) {
	core, err := t.typedCore()
	if err != nil {
		return nil, err
	}
	var findings []Finding
	for _, p := range core {
		for _, file := range p.files {
			findings = append(findings, t.floatsIn(p, file)...)
		}
	}
	return sorted(findings), nil
}

// floatsIn reports, for each line that has a float, the shortest expression that is one.
func (t *Tree) floatsIn(p corePackage, file *ast.File) []Finding {
	shortest := map[int]ast.Expr{}
	ast.Inspect(file, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok || !hasFloat(typeOf(p.info, e)) {
			return true
		}
		line := t.fset.Position(e.Pos()).Line
		if best := shortest[line]; best == nil || span(e) < span(best) {
			shortest[line] = e
		}
		return true
	})
	var findings []Finding
	for _, e := range shortest {
		findings = append(findings, t.relative(t.at(e.Pos(), "%s is %s; the core computes in integers and fixed point",
			types.ExprString(e), types.TypeString(typeOf(p.info, e), types.RelativeTo(p.types)))))
	}
	return findings
}

func span(e ast.Expr) token.Pos {
	return e.End() - e.Pos()
}

// typeOf is the type of an expression, or of what an identifier declares; the invalid type where there is none.
func typeOf(info *types.Info, e ast.Expr) types.Type {
	if t := info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// hasFloat looks for a floating-point or complex number in a type as written. It does not enter named types: those of
// the core are checked where they are declared, and those of others only matter where the core touches their floats,
// which then has a type of its own.
func hasFloat(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Info()&(types.IsFloat|types.IsComplex) != 0
	case *types.Named:
		return slices.ContainsFunc(slices.Collect(t.TypeArgs().Types()), hasFloat)
	case *types.Pointer:
		return hasFloat(t.Elem())
	case *types.Slice:
		return hasFloat(t.Elem())
	case *types.Array:
		return hasFloat(t.Elem())
	case *types.Chan:
		return hasFloat(t.Elem())
	case *types.Map:
		return hasFloat(t.Key()) || hasFloat(t.Elem())
	case *types.Struct:
		return slices.ContainsFunc(slices.Collect(t.Fields()), func(f *types.Var) bool { return hasFloat(f.Type()) })
	case *types.Tuple:
		return slices.ContainsFunc(slices.Collect(t.Variables()), func(v *types.Var) bool { return hasFloat(v.Type()) })
	case *types.Signature:
		return hasFloat(t.Params()) || hasFloat(t.Results())
	}
	return false
}
