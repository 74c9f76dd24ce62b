package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// checkCoreOrder is the first half of rule 3 of determinism: nothing whose order the language leaves open.
func checkCoreOrder(t *Tree) ([]Finding, error) {
	core, err := t.typedCore()
	if err != nil {
		return nil, err
	}
	var findings []Finding
	for _, p := range core {
		for _, file := range p.files {
			ast.Inspect(file, func(n ast.Node) bool {
				if complaint := unordered(p.info, n); complaint != "" {
					findings = append(findings, t.relative(t.at(n.Pos(), "%s", complaint)))
				}
				return true
			})
		}
	}
	return sorted(findings), nil
}

// unordered says which construct of open order a node is, or nothing.
func unordered(info *types.Info, n ast.Node) string {
	switch n := n.(type) {
	case *ast.RangeStmt:
		if isMap(typeOf(info, n.X)) {
			return "ranges over a map, in an order that changes from run to run; keep a sorted slice of its keys"
		}
		if isChan(typeOf(info, n.X)) {
			return "receives from a channel; the core runs in one goroutine"
		}
	case *ast.GoStmt:
		return "starts a goroutine; the core runs in one"
	case *ast.SelectStmt:
		return "selects among channels, by chance where several are ready"
	case *ast.SendStmt:
		return "sends on a channel; the core runs in one goroutine"
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			return "receives from a channel; the core runs in one goroutine"
		}
	case *ast.ChanType:
		return "names a channel type; the core runs in one goroutine"
	case *ast.Ident:
		return unorderedName(info.Uses[n])
	}
	return ""
}

// unorderedName reports functions that hide the iteration over a map, or a coroutine.
func unorderedName(object types.Object) string {
	if object == nil || object.Pkg() == nil {
		return ""
	}
	mapOrder := []string{"All", "Keys", "Values", "DeleteFunc", "EqualFunc"}
	switch {
	case object.Pkg().Path() == "maps" && slices.Contains(mapOrder, object.Name()):
		return "maps." + object.Name() + " visits a map in an order that changes from run to run; keep a sorted slice of its keys"
	case object.Pkg().Path() == "sync" && object.Name() == "OnceValue":
		return "" // what is made once from what never changes has no order
	case object.Pkg().Path() == "sync" || object.Pkg().Path() == "sync/atomic":
		return object.Pkg().Path() + " is for goroutines; the core runs in one"
	}
	return ""
}

func isMap(t types.Type) bool {
	return overall(t, func(t types.Type) bool { _, ok := t.(*types.Map); return ok })
}

func isChan(t types.Type) bool {
	return overall(t, func(t types.Type) bool { _, ok := t.(*types.Chan); return ok })
}

// overall asks a type's underlying type, or for a type parameter whether any type it may stand for fits.
func overall(t types.Type, fits func(types.Type) bool) bool {
	param, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return fits(t.Underlying())
	}
	return slices.ContainsFunc(terms(param.Constraint()), fits)
}

// terms lists the underlying types of a constraint's type set, as far as it names them.
func terms(constraint types.Type) []types.Type {
	var found []types.Type
	face, ok := constraint.Underlying().(*types.Interface)
	if !ok {
		return []types.Type{constraint.Underlying()}
	}
	for embedded := range face.EmbeddedTypes() {
		if union, ok := embedded.(*types.Union); ok {
			for term := range union.Terms() {
				found = append(found, terms(term.Type())...)
			}
			continue
		}
		found = append(found, terms(embedded)...)
	}
	return found
}
