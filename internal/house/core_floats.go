package house

import (
	"go/ast"
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

// floatsIn reports the first float of each line: the smallest expressions, not the statements and types around them.
func (t *Tree) floatsIn(p corePackage, file *ast.File) []Finding {
	var floats []ast.Expr
	ast.Inspect(file, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && hasFloat(typeOf(p.info, e)) {
			floats = append(floats, e)
		}
		return true
	})
	var findings []Finding
	for i, e := range floats {
		// Inspect goes from the outside in, so what an expression holds follows it.
		if i+1 < len(floats) && floats[i+1].Pos() >= e.Pos() && floats[i+1].End() <= e.End() {
			continue
		}
		finding := t.relative(t.at(e.Pos(), "%s; the core computes in integers and fixed point", describeFloat(p, e)))
		if len(findings) == 0 || findings[len(findings)-1].Position.Line != finding.Position.Line {
			findings = append(findings, finding)
		}
	}
	return findings
}

func describeFloat(p corePackage, e ast.Expr) string {
	name := types.ExprString(e)
	if p.info.Types[e].IsType() {
		return name + " is a floating-point type"
	}
	return name + " is of type " + types.TypeString(typeOf(p.info, e), types.RelativeTo(p.types))
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
