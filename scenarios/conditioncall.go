package scenarios

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"tabletop/engine/model"
)

// factNames lists the names that a condition may begin with, in order.
func factNames() []string {
	names := []string{"hours_between", "hours_since"}
	for key := range factForms {
		name, _, _ := strings.Cut(key, ".")
		names = append(names, name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// parts lists what may follow name(…): ".state", ".held", …
func parts(name string) []string {
	var all []string
	for key := range factForms {
		if rest, ok := strings.CutPrefix(key, name+"."); ok {
			all = append(all, rest)
		}
	}
	slices.Sort(all)
	return all
}

var argExamples = [...]string{
	assetArg: `"roll"`, campaignArg: `"leak"`, stepArg: `"leak.phish"`, narrativeArg: `"torn-ballots"`, topicArg: `"roll"`,
	orgArg: `"cisa"`, platformArg: `"twitter"`, measureArg: `"label"`, decisionArg: `"warn"`, injectArg: `"outage"`,
	audienceArg: `"rural"`, levelArg: `"national"`, groupArg: `"mfa"`, headlineArg: `"votes-blocked"`,
}

// example shows how a fact is asked for.
func example(name string) string {
	switch name {
	case "hours_between":
		return `hours_between(first_suspected("roll"), told("cisa", "roll"))`
	case "hours_since":
		return `hours_since(first_suspected("roll"))`
	}
	form, dot := factForms[name], ""
	if all := parts(name); len(all) > 0 {
		form, dot = factForms[name+"."+all[0]], "."+strings.Join(all, " or .")
	}
	var args []string
	for _, kind := range form.args {
		args = append(args, argExamples[kind])
	}
	return fmt.Sprintf("%s(%s)%s", name, strings.Join(args, ", "), dot)
}

// call compiles name(args) or name(args).part.
func (x *conditionCompiler) call(whole ast.Expr, e *ast.CallExpr, part string) value {
	fun, ok := e.Fun.(*ast.Ident)
	if !ok {
		x.fail(e, "this means nothing in a condition")
		return bad
	}
	if fun.Name == "hours_between" || fun.Name == "hours_since" {
		return x.hours(fun, e, part)
	}
	form, ok := factForms[fun.Name+part]
	if !ok {
		x.unknown(whole, fun, part)
		return bad
	}
	if len(form.args) == 0 {
		x.fail(e, "%s takes no arguments and no brackets", fun.Name)
		return bad
	}
	if fun.Name == "confidence" && len(e.Args) == 1 {
		return x.overall(e)
	}
	if fun.Name == "credibility" && len(e.Args) == 2 {
		form = credibilityWith
	}
	if len(e.Args) != len(form.args) {
		x.fail(e, "%s takes %d arguments: %s", fun.Name, len(form.args), example(fun.Name))
		return bad
	}
	args := make([]argument, len(form.args))
	fine := true
	for i, kind := range form.args {
		args[i], ok = x.argument(e.Args[i], kind, i == 0)
		fine = fine && ok
	}
	if !fine {
		return bad
	}
	if form.hidden && !x.scene.truth {
		x.failKind(whole, Hidden, "no organisation can know %s; only injects read the truth", fun.Name+part)
		return bad
	}
	return x.fact(whole, form, args)
}

// unknown reports a name, or a part, that means nothing.
func (x *conditionCompiler) unknown(whole ast.Expr, fun *ast.Ident, part string) {
	all := parts(fun.Name)
	switch {
	case len(all) > 0 && part != "":
		sel := whole.(*ast.SelectorExpr).Sel
		x.fail(sel, "%s has no %s; it has .%s", fun.Name, part, strings.Join(all, ", .")).near(sel.Name, all)
	case len(all) > 0:
		x.fail(whole, "say what of it: %s", example(fun.Name))
	case slices.Contains(factNames(), fun.Name):
		x.fail(whole, "%s has no parts", fun.Name)
	default:
		x.fail(fun, "there is no %q to ask for", shortened(fun.Name)).near(fun.Name, factNames())
	}
}

// hours compiles hours_between(t1, t2) and hours_since(t).
func (x *conditionCompiler) hours(fun *ast.Ident, e *ast.CallExpr, part string) value {
	want, op := 2, model.OpHoursBetween
	if fun.Name == "hours_since" {
		want, op = 1, model.OpHoursSince
	}
	if part != "" || len(e.Args) != want {
		x.fail(e, "expected %s", example(fun.Name))
		return bad
	}
	node := model.Node{Op: op}
	for i, arg := range e.Args {
		v := x.expression(arg)
		if v.bad {
			return bad
		}
		if v.typ != model.Time {
			x.fail(arg, "%s needs times, but this is %s", fun.Name, v.describe())
			return bad
		}
		if i == 0 {
			node.X = v.node
		} else {
			node.Y = v.node
		}
	}
	return value{typ: model.Number, node: x.add(node), at: e}
}

// credibilityWith is credibility("org", "audience"), with one audience.
var credibilityWith = factForm{
	fact: model.CredibilityWith, typ: model.Number, args: []argKind{orgArg, audienceArg},
}

// overall compiles confidence("national"): all audiences together.
func (x *conditionCompiler) overall(e *ast.CallExpr) value {
	level, ok := x.argument(e.Args[0], levelArg, true)
	if !ok {
		return bad
	}
	measure := model.ConfidenceMeasure(model.Level(level.id))
	return value{typ: model.Number, node: x.add(model.Node{Op: model.OpFact, Fact: model.MeasureIs, A: int64(measure)}), at: e}
}

// argument is the dense id of an argument, or the option's target.
type argument struct {
	id     int
	target bool
	text   string
	at     ast.Expr
}

// argument resolves one argument of a fact.
func (x *conditionCompiler) argument(e ast.Expr, kind argKind, first bool) (argument, bool) {
	if ident, ok := e.(*ast.Ident); ok && ident.Name == "target" {
		return x.target(e, kind, first)
	}
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		x.fail(e, "expected a name in quotes, such as %s", argExamples[kind])
		return argument{}, false
	}
	name, err := strconv.Unquote(lit.Value)
	if err != nil {
		x.fail(e, "expected a name in quotes, such as %s", argExamples[kind])
		return argument{}, false
	}
	at, ok := x.resolveName(lit, kind, name)
	return argument{id: at, text: name, at: e}, ok
}

// resolveName finds what a name means as an argument of a kind.
func (x *conditionCompiler) resolveName(lit *ast.BasicLit, kind argKind, name string) (int, bool) {
	c := x.c
	tables := [...]*rows{
		assetArg: c.asset, campaignArg: c.campaign, stepArg: c.step, narrativeArg: c.narrative, topicArg: c.topic,
		orgArg: c.org, platformArg: c.platform, decisionArg: c.decision, injectArg: c.inject, audienceArg: c.audience, headlineArg: nil,
	}
	if r := tables[kind]; r != nil {
		at := c.named(r, x.n, int(lit.Pos()), x.path, name)
		return at, at >= 0
	}
	words, what := model.EnforcementWords, "measure of a platform"
	switch kind {
	case levelArg:
		words, what = model.LevelWords, "level of confidence"
	case groupArg:
		words, what = c.groups(), "group of controls"
	case headlineArg:
		words, what = nil, "measure"
		for _, m := range model.Measures {
			words = append(words, m.ID)
		}
	}
	at := slices.Index(words, name)
	if at < 0 {
		x.failKind(lit, Dangling, "there is no %s %q", what, shortened(name)).near(name, words)
	}
	return at, at >= 0
}

// target resolves the word target as an argument. Asked of a target of another
// kind a fact is unknown, so it suffices that one kind of target fits.
func (x *conditionCompiler) target(e ast.Expr, kind argKind, first bool) (argument, bool) {
	fits := map[argKind][]model.Kind{
		assetArg: {model.KindAsset}, campaignArg: {model.KindCampaign}, narrativeArg: {model.KindNarrative},
		topicArg: topicKinds, orgArg: {model.KindOrg},
	}[kind]
	if !first || fits == nil {
		x.fail(e, "target can't stand here; it may be the first argument alone")
		return argument{}, false
	}
	if why := x.scene.refuse(true, fits...); why != "" {
		x.fail(e, "%s", why)
		return argument{}, false
	}
	return argument{target: true, at: e}, true
}

// fact emits the node of a fact whose arguments are resolved.
func (x *conditionCompiler) fact(whole ast.Expr, form factForm, args []argument) value {
	node := model.Node{Op: model.OpFact, Fact: form.fact}
	for i, arg := range args {
		switch {
		case arg.target:
			node.Target = true
		case i == 0:
			node.A = int64(arg.id)
		case i == 1:
			node.B = int64(arg.id)
		}
	}
	words, ok := form.words, true
	switch form.fact {
	case model.ChannelOpen, model.TrustIn:
		ok = x.channelFact(&node, args)
	case model.SlotLevel, model.SlotCoverage:
		words, ok = x.slotFact(&node, args)
	case model.Enforced:
		ok = x.enforcedFact(&node, args)
	case model.InjectReleased, model.InjectAt, model.Decided, model.DecidedAt, model.DecidedOn, model.ToldAt, model.AssetOut, model.FallbackOn:
		ok = x.scene.truth || args[0].target || x.knowable(form.fact, args)
	case model.MeasureIs:
		if ok = x.scene.truth || model.Measures[node.A].Public; !ok {
			x.failKind(whole, Hidden, "%s is not public; only injects read the truth", args[0].text)
		}
	}
	if !ok {
		return bad
	}
	return value{typ: form.typ, words: words, node: x.add(node), share: form.fact == model.SlotCoverage, at: whole}
}

// alone reports arguments of a fact that target can't stand for.
func (x *conditionCompiler) alone(args []argument) bool {
	for _, arg := range args {
		if arg.target {
			x.fail(arg.at, "target can't stand here; name it")
			return false
		}
	}
	return true
}

func (x *conditionCompiler) channelFact(node *model.Node, args []argument) bool {
	if !x.alone(args) {
		return false
	}
	from, to := model.OrgID(args[0].id), model.OrgID(args[1].id)
	at := slices.IndexFunc(x.c.sc.Channels, func(ch model.Channel) bool { return ch.From == from && ch.To == to })
	if at < 0 {
		x.failKind(args[0].at, Dangling, "there is no channel %s>%s", args[0].text, args[1].text)
		return false
	}
	sees := func(seat model.OrgID) bool { return seat == to || seat == from && node.Fact == model.ChannelOpen }
	if seats := x.scene.seats; !x.scene.truth && len(seats) > 0 && !slices.ContainsFunc(seats, sees) {
		why := "%s can't know of the channel %s>%s"
		if node.Fact == model.TrustIn {
			why = "%s can't know the trust in %s>%s; only its reader does"
		}
		x.failKind(args[0].at, Hidden, why, x.c.orgIDs(seats), args[0].text, args[1].text)
		return false
	}
	node.A, node.B = int64(at), 0
	return true
}

func (x *conditionCompiler) slotFact(node *model.Node, args []argument) (*wordList, bool) {
	if !x.alone(args) {
		return nil, false
	}
	asset, group := args[0].id, args[1].text
	at := x.c.slot(asset, group)
	if at < 0 {
		x.failKind(args[1].at, Dangling, "%s has no %s; give it %s = %q in its controls", args[0].text, group, group, noLevel)
		return nil, false
	}
	if owner := x.c.sc.Assets[asset].Owner; !x.scene.truth && len(x.scene.seats) > 0 && !slices.Contains(x.scene.seats, owner) {
		x.failKind(args[0].at, Hidden, "%s can't know the controls of %s; only its owner does", x.c.orgIDs(x.scene.seats), args[0].text)
		return nil, false
	}
	node.A, node.B = int64(at), 0
	list := &wordList{name: "levels of " + group, words: x.c.levels(group)}
	for _, level := range list.words {
		list.values = append(list.values, int64(x.c.control.find(group+"."+level)))
	}
	return list, true
}

func (x *conditionCompiler) enforcedFact(node *model.Node, args []argument) bool {
	if !x.alone(args) {
		return false
	}
	at := x.c.spread(args[0].id, args[1].id)
	if at < 0 {
		x.failKind(args[1].at, Dangling, "%s is not on %s", args[0].text, args[1].text)
		return false
	}
	node.A, node.B = int64(at), int64(args[2].id)
	return true
}

// knowable reports a question that the views in question can never answer.
func (x *conditionCompiler) knowable(fact model.Fact, args []argument) bool {
	sc, seats, id := x.c.sc, x.scene.seats, args[0].id
	var knows func(model.OrgID) bool
	why := "%s never gets the inject %s"
	switch fact {
	case model.InjectReleased, model.InjectAt:
		knows = func(seat model.OrgID) bool { return slices.Contains(sc.Injects[id].To, seat) }
	case model.Decided, model.DecidedAt, model.DecidedOn:
		knows = func(seat model.OrgID) bool { return slices.Contains(sc.Decisions[id].By, seat) }
		why = "%s may not take the decision %s, and does not see what others decide"
	case model.ToldAt:
		to := model.OrgID(id)
		knows = func(seat model.OrgID) bool {
			return seat == to || x.c.anyChannel([]model.OrgID{seat}, []model.OrgID{to})
		}
		why = "%s has no channel to %s, so can't know what it was told"
	default:
		knows = func(seat model.OrgID) bool { return sc.Assets[id].Public || sc.Assets[id].Owner == seat }
		why = "%s does not see %s; only its owner does"
	}
	if slices.ContainsFunc(seats, knows) || len(seats) == 0 {
		return true
	}
	x.failKind(args[0].at, Hidden, why, x.c.orgIDs(seats), args[0].text)
	return false
}
