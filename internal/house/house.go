// Package house keeps the project's own rules: the promises of docs/architecture.md that a program can check.
//
// Each rule is a function over a source tree that reports every place where the tree breaks it. The tests run each rule
// on this repository, where it must find nothing, and on the fixtures in testdata, small trees that break it, where it
// must report exactly what the fixture says. Nothing of the product imports this package.
package house

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
)

// A Rule is one promise about a source tree.
type Rule struct {
	Name  string // as printed before each finding, and as the folder of its fixtures in testdata
	Says  string // the promise, in one sentence
	Check func(*Tree) ([]Finding, error)
}

// Rules returns every rule, in the order in which docs/architecture.md and CONTRIBUTING.md name them.
func Rules() []Rule {
	return []Rule{
		{"rooms", "a package imports only what the table of rooms allows", checkRooms},
		{"ebitengine", "nothing but the desktop and the binary reaches Ebitengine, even indirectly", checkEbitengine},
		{"core-imports", "the core imports only what does no I/O and holds no clock", checkCoreImports},
		{"core-floats", "no expression of the core is a floating-point number", checkCoreFloats},
		{"core-order", "the core iterates over no map and starts nothing concurrent", checkCoreOrder},
		{"core-globals", "no package variable of the core changes after initialisation", checkCoreGlobals},
		{"cgo", "no file needs a C compiler", checkCgo},
		{"names", "no package or file has a name that would fit any code", checkNames},
		{"length", "a function can be read at once", checkLength},
		{"layout", "the top level holds only what the layout names", checkLayout},
		{"text", "no tracked file speaks of one machine, of module hosts or of unfinished work", checkText},
		{"stable", "the stable mod file differs from go.mod in Ebitengine alone", checkStable},
	}
}

// A Finding is one place where a tree breaks a rule.
type Finding struct {
	Position token.Position // file relative to the root of the tree; line and column where they are known
	Text     string         // what is wrong and what to do
}

// String returns the finding as compilers print theirs: file:line:column: text.
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s", f.Position, f.Text)
}

// sorted puts findings in the order of the tree and drops what is said twice.
func sorted(findings []Finding) []Finding {
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Position.Filename, b.Position.Filename),
			cmp.Compare(a.Position.Line, b.Position.Line),
			cmp.Compare(a.Position.Column, b.Position.Column),
			cmp.Compare(a.Text, b.Text),
		)
	})
	return slices.Compact(findings)
}
