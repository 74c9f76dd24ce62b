package scenarios

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// conditionSize bounds the text of a condition, in bytes.
const conditionSize = 800

// later compiles a condition once every table is known, and hands it over.
func (c *compiler) later(n *node, path string, s scene, into func(model.Condition)) {
	if n.form != textForm {
		c.report(n, path, WrongType, "expected a condition in quotes, not %s", n.describe())
		return
	}
	c.conditions = append(c.conditions, func() { into(c.condition(n, path, s)) })
}

// laterNumber compiles an expression for a number once every table is known, and
// hands it over.
func (c *compiler) laterNumber(n *node, path string, s scene, into func(model.Expression)) {
	if n.form != textForm {
		c.report(n, path, WrongType, "expected an expression in quotes, not %s", n.describe())
		return
	}
	c.conditions = append(c.conditions, func() {
		into(model.Expression(c.compiled(n, path, s, model.Number)))
	})
}

// condition compiles a condition; the result is empty after a report.
func (c *compiler) condition(n *node, path string, s scene) model.Condition {
	return c.compiled(n, path, s, model.Bool)
}

// compiled compiles an expression whose value is of a type, true or false for
// conditions or a number; the result is empty after a report.
func (c *compiler) compiled(n *node, path string, s scene, want model.Type) model.Condition {
	if len(n.text) > conditionSize {
		c.report(n, path, Limit, "the condition has %d bytes; at most %d fit here", len(n.text), conditionSize)
		return model.Condition{}
	}
	x := conditionCompiler{c: c, n: n, path: path, scene: s}
	text := strings.Map(func(r rune) rune {
		if r == '\n' {
			return ' '
		}
		return r
	}, n.text)
	set := token.NewFileSet()
	tree, err := parser.ParseExprFrom(set, "", text, parser.SkipObjectResolution)
	if err != nil {
		x.syntax(err)
		return model.Condition{}
	}
	v := x.expression(tree)
	if v.bad {
		return model.Condition{}
	}
	if v.word != "" || v.typ != want {
		if want == model.Number {
			x.fail(tree, "a number is measured, but this is %s", v.describe())
		} else {
			x.fail(tree, "a condition is true or false, but this is %s", v.describe())
		}
		return model.Condition{}
	}
	x.scale(&v)
	return model.Condition{Text: strings.TrimSpace(n.text), Nodes: x.nodes}
}

// conditionCompiler turns one expression into nodes.
type conditionCompiler struct {
	c     *compiler
	n     *node
	path  string
	scene scene
	nodes []model.Node
}

// value is what an expression gives: a node, or a word that has yet to find its
// list.
type value struct {
	bad    bool // reported already
	typ    model.Type
	words  *wordList // of a word
	node   int64
	word   string // a literal word without a list, when not ""
	digits string // of a literal number
	share  bool   // the model has a share where conditions have percent
	at     ast.Expr
}

var bad = value{bad: true}

func (v value) describe() string {
	if v.word != "" {
		return fmt.Sprintf("the word %q", shortened(v.word))
	}
	return [...]string{"true or false", "a number", "a time", "a word"}[v.typ]
}

func (x *conditionCompiler) fail(at ast.Node, format string, args ...any) *Problem {
	return x.failKind(at, Condition, format, args...)
}

func (x *conditionCompiler) failKind(at ast.Node, kind Kind, format string, args ...any) *Problem {
	return x.c.reportIn(x.n, int(at.Pos())-1, x.path, kind, format, args...)
}

// syntax reports why the text is no expression.
func (x *conditionCompiler) syntax(err error) {
	offset, why := 0, err.Error()
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		offset, why = list[0].Pos.Offset, list[0].Msg
	}
	p := x.c.reportIn(x.n, offset, x.path, Condition, "not a condition: %s", shortened(strings.Map(visible, why)))
	for _, wrong := range []struct{ has, meant string }{{" and ", "&&"}, {" or ", "||"}, {" not ", "!"}} {
		if strings.Contains(x.n.text, wrong.has) {
			p.Suggestion = wrong.meant
		}
	}
}

func (x *conditionCompiler) add(n model.Node) int64 {
	x.nodes = append(x.nodes, n)
	return int64(len(x.nodes) - 1)
}

// expression compiles any expression.
func (x *conditionCompiler) expression(e ast.Expr) value {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return x.expression(e.X)
	case *ast.UnaryExpr:
		return x.unary(e)
	case *ast.BinaryExpr:
		return x.binary(e)
	case *ast.BasicLit:
		return x.literal(e)
	case *ast.Ident:
		return x.name(e)
	case *ast.CallExpr:
		return x.call(e, e, "")
	case *ast.SelectorExpr:
		if call, ok := e.X.(*ast.CallExpr); ok {
			return x.call(e, call, "."+e.Sel.Name)
		}
	}
	x.fail(e, "this means nothing in a condition")
	return bad
}

func (x *conditionCompiler) literal(e *ast.BasicLit) value {
	switch e.Kind {
	case token.STRING:
		word, err := strconv.Unquote(e.Value)
		if err != nil || word == "" {
			x.fail(e, "the word is empty")
			return bad
		}
		return value{typ: model.Word, word: word, at: e}
	case token.INT, token.FLOAT:
		n, err := fixed.Parse(strings.ReplaceAll(e.Value, "_", ""))
		if err != nil {
			x.fail(e, "%s is no number here", shortened(e.Value))
			return bad
		}
		digits := strings.ReplaceAll(e.Value, "_", "")
		return value{typ: model.Number, node: x.add(model.Node{Op: model.OpValue, Value: n}), digits: digits, at: e}
	}
	x.fail(e, "%s is no number here", shortened(e.Value))
	return bad
}

// name compiles a bare name: a fact without arguments, true, false, or a word.
func (x *conditionCompiler) name(e *ast.Ident) value {
	if form, ok := factForms[e.Name]; ok && len(form.args) == 0 {
		if form.fact == model.PhaseIs {
			form.words = x.c.phaseWords()
		}
		if form.fact == model.HoursLeft && x.scene.truth {
			x.failKind(e, Hidden, "the truth has no staff; staff_hours_left is a seat's")
			return bad
		}
		return value{typ: form.typ, words: form.words, node: x.add(model.Node{Op: model.OpFact, Fact: form.fact}), at: e}
	}
	switch e.Name {
	case "true", "false":
		v := fixed.Num(0)
		if e.Name == "true" {
			v = fixed.One
		}
		return value{typ: model.Bool, node: x.add(model.Node{Op: model.OpValue, Value: v}), at: e}
	}
	if slices.Contains(factNames(), e.Name) {
		x.fail(e, "%s needs its arguments: %s", e.Name, example(e.Name))
		return bad
	}
	return value{typ: model.Word, word: e.Name, at: e}
}

// phaseWords are the phases in order of time.
func (c *compiler) phaseWords() *wordList {
	l := &wordList{name: "phases", ordered: true}
	for i, row := range c.phase.list {
		if c.phase.find(row.id) == i {
			l.words, l.values = append(l.words, row.id), append(l.values, int64(i))
		}
	}
	return l
}

func (x *conditionCompiler) unary(e *ast.UnaryExpr) value {
	v := x.expression(e.X)
	if v.bad {
		return bad
	}
	x.scale(&v)
	switch {
	case e.Op == token.NOT && v.typ == model.Bool:
		return value{typ: model.Bool, node: x.add(model.Node{Op: model.OpNot, X: v.node}), at: e}
	case e.Op == token.SUB && v.typ == model.Number:
		zero := x.add(model.Node{Op: model.OpValue})
		return value{typ: model.Number, node: x.add(model.Node{Op: model.OpSub, X: zero, Y: v.node}), at: e}
	case e.Op == token.ADD && v.typ == model.Number:
		return v
	}
	x.fail(e, "%s can't stand before %s", e.Op, v.describe())
	return bad
}

var operators = map[token.Token]model.Op{
	token.LAND: model.OpAnd, token.LOR: model.OpOr,
	token.EQL: model.OpEqual, token.NEQ: model.OpNotEqual,
	token.LSS: model.OpLess, token.LEQ: model.OpLessEqual,
	token.GTR: model.OpGreater, token.GEQ: model.OpGreaterEqual,
	token.ADD: model.OpAdd, token.SUB: model.OpSub, token.MUL: model.OpMul, token.QUO: model.OpDiv,
}

func (x *conditionCompiler) binary(e *ast.BinaryExpr) value {
	a, b := x.expression(e.X), x.expression(e.Y)
	if a.bad || b.bad {
		return bad
	}
	if a.share || b.share {
		x.percent(e.Op, &a, &b)
	}
	op, ok := operators[e.Op]
	if !ok {
		x.failOperator(e, "%s means nothing in a condition", e.Op)
		return bad
	}
	join := func(t model.Type) value {
		return value{typ: t, node: x.add(model.Node{Op: op, X: a.node, Y: b.node}), at: e}
	}
	switch {
	case op == model.OpAnd || op == model.OpOr:
		if a.typ == model.Bool && b.typ == model.Bool {
			return join(model.Bool)
		}
		wrong := a
		if a.typ == model.Bool {
			wrong = b
		}
		x.fail(wrong.at, "%s joins what is true or false, but this is %s", e.Op, wrong.describe())
		return bad
	case op >= model.OpAdd:
		if a.typ == model.Number && b.typ == model.Number {
			return join(model.Number)
		}
		x.arithmetic(e, a, b)
		return bad
	case a.typ == model.Word || b.typ == model.Word:
		if !x.matchWords(e, op, &a, &b) {
			return bad
		}
	case a.typ != b.typ:
		x.failOperator(e, "%s can't be compared with %s", a.describe(), b.describe())
		return bad
	case a.typ == model.Bool && op != model.OpEqual && op != model.OpNotEqual:
		x.failOperator(e, "%s does not order what is true or false", e.Op)
		return bad
	}
	return join(model.Bool)
}

// percent makes two sides of an operator comparable where one is a share of the
// model. A literal number becomes a share, from its digits, so that 80% is >= 80
// to the bit; else the share becomes percent.
func (x *conditionCompiler) percent(op token.Token, a, b *value) {
	for _, pair := range [2][2]*value{{a, b}, {b, a}} {
		part, literal := pair[0], pair[1]
		if !part.share || literal.digits == "" || !op.IsOperator() || operators[op] >= model.OpAdd {
			continue
		}
		if n, err := share.parse(literal.digits + "%"); err == nil {
			x.nodes[literal.node].Value = fixed.Num(n)
			part.share = false
			return
		}
	}
	x.scale(a)
	x.scale(b)
}

// scale turns a share of the model into percent.
func (x *conditionCompiler) scale(v *value) {
	if v.share {
		hundred := x.add(model.Node{Op: model.OpValue, Value: fixed.FromInt(100)})
		v.node, v.share = x.add(model.Node{Op: model.OpMul, X: v.node, Y: hundred}), false
	}
}

func (x *conditionCompiler) failOperator(e *ast.BinaryExpr, format string, args ...any) *Problem {
	return x.c.reportIn(x.n, int(e.OpPos)-1, x.path, Condition, format, args...)
}

// arithmetic reports operands that are no numbers; two bare words around a
// minus are a word with a hyphen.
func (x *conditionCompiler) arithmetic(e *ast.BinaryExpr, a, b value) {
	if a.word != "" && b.word != "" && e.Op == token.SUB {
		x.fail(e, "a word with a hyphen stands in quotes").Suggestion = a.word + "-" + b.word
		return
	}
	wrong := a
	if a.typ == model.Number {
		wrong = b
	}
	x.fail(wrong.at, "%s needs numbers, but this is %s", e.Op, wrong.describe())
}

// matchWords finds the list of a literal word from the other side.
func (x *conditionCompiler) matchWords(e *ast.BinaryExpr, op model.Op, a, b *value) bool {
	switch {
	case a.word != "" && b.word != "":
		x.fail(e, "both sides are plain words, %q and %q", shortened(a.word), shortened(b.word)).near(a.word, factNames())
		return false
	case a.typ != model.Word || b.typ != model.Word:
		wrong, other := a, b
		if b.typ == model.Word {
			wrong, other = b, a
		}
		p := x.fail(wrong.at, "%s can't be compared with %s", wrong.describe(), other.describe())
		if wrong.word != "" {
			p.near(wrong.word, factNames())
		}
		return false
	case a.word != "":
		if !x.resolve(a, b.words) {
			return false
		}
	case b.word != "":
		if !x.resolve(b, a.words) {
			return false
		}
	case a.words.name != b.words.name:
		x.failOperator(e, "%s can't be compared with %s", a.words.name, b.words.name)
		return false
	}
	if op != model.OpEqual && op != model.OpNotEqual && !a.words.ordered {
		x.failOperator(e, "%s have no order; use == or !=", a.words.name)
		return false
	}
	return true
}

// resolve turns a literal word into its value in a list.
func (x *conditionCompiler) resolve(v *value, list *wordList) bool {
	n, ok := list.value(v.word)
	if !ok {
		x.fail(v.at, "%q is none of the %s: %s", shortened(v.word), list.name, strings.Join(list.words, ", ")).near(v.word, list.words)
		return false
	}
	v.node, v.words, v.word = x.add(model.Node{Op: model.OpValue, Value: fixed.FromInt(n)}), list, ""
	return true
}
