package replays

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"tabletop/engine/model"
)

// Bounds of a scenario in a file. They are far beyond any real exercise and keep
// a forged file from asking for the machine's memory or time.
const (
	maxThings = 100_000 // rows of one table of the scenario
	maxRows   = 1 << 20 // rows of one table of the state
	maxTicks  = 2 * 366 * model.Day
	firstYear = -2_208_988_800 // Unix seconds of 1900-01-01
	lastYear  = 7_258_118_400  // and of 2200-01-01
)

// checkScenario refuses a compiled scenario whose numbers point outside its
// tables. A file's scenario was checked when its pack was loaded; this is for
// files that were changed since.
func checkScenario(sc *model.Scenario) error {
	c := scenarioCheck{sc: sc, sizeOf: sizesByType(sc)}
	c.sizes()
	if len(c.wrong) == 0 {
		c.walk("", reflect.ValueOf(sc).Elem())
		c.shapes()
		c.cycles()
	}
	return errors.Join(c.wrong...)
}

type scenarioCheck struct {
	sc     *model.Scenario
	sizeOf map[reflect.Type]int // how many values an id or a list of words has
	wrong  []error
}

// report notes a mistake; the first few say enough.
func (c *scenarioCheck) report(format string, args ...any) {
	if len(c.wrong) < 5 {
		c.wrong = append(c.wrong, fmt.Errorf(format, args...))
	}
}

// sizes bounds the tables and the clock.
func (c *scenarioCheck) sizes() {
	v := reflect.ValueOf(c.sc).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Slice && f.Len() > maxThings {
			c.report("%s has %d rows; at most %d are read", v.Type().Field(i).Name, f.Len(), maxThings)
		}
	}
	if len(c.wrong) > 0 {
		return
	}
	for t := range model.Tables {
		if n := c.sc.TableRows(t); n > maxRows {
			c.report("the table %s has %d rows; at most %d are read", t, n, maxRows)
		}
	}
	clock := &c.sc.Clock
	if clock.End < 0 || clock.End > maxTicks || clock.Election < -maxTicks || clock.Election > 2*maxTicks {
		c.report("the exercise goes from tick 0 to tick %d with election day at %d; at most %d ticks are read",
			clock.End, clock.Election, maxTicks)
	}
	if clock.Start < firstYear || clock.Start > lastYear {
		c.report("the exercise starts outside the years 1900 to 2200")
	}
	for _, o := range clock.Offsets {
		if o.Seconds < -86_400 || o.Seconds > 86_400 {
			c.report("a zone %d seconds from UTC", o.Seconds)
		}
	}
}

// mayBeNone are the fields in which "none" has a meaning.
var mayBeNone = []string{
	"Campaign.Actor", "Step.Technique", "Step.Target", "Inject.Objective", "Inject.Tells", "Inject.Phase", "Watch.Org",
}

// sizesByType says how many values an id or a list of words has, by its type.
func sizesByType(sc *model.Scenario) map[reflect.Type]int {
	return map[reflect.Type]int{
		reflect.TypeFor[model.OrgID]():       len(sc.Orgs),
		reflect.TypeFor[model.ChannelID]():   len(sc.Channels),
		reflect.TypeFor[model.AssetID]():     len(sc.Assets),
		reflect.TypeFor[model.ControlID]():   len(sc.Controls),
		reflect.TypeFor[model.ActorID]():     len(sc.Actors),
		reflect.TypeFor[model.CampaignID]():  len(sc.Campaigns),
		reflect.TypeFor[model.StepID]():      len(sc.Steps),
		reflect.TypeFor[model.NarrativeID](): len(sc.Narratives),
		reflect.TypeFor[model.PlatformID]():  len(sc.Platforms),
		reflect.TypeFor[model.AudienceID]():  len(sc.Audiences),
		reflect.TypeFor[model.DecisionID]():  len(sc.Decisions),
		reflect.TypeFor[model.InjectID]():    len(sc.Injects),
		reflect.TypeFor[model.ObjectiveID](): len(sc.Objectives),
		reflect.TypeFor[model.TaskID]():      len(sc.Tasks),
		reflect.TypeFor[model.SpreadID]():    len(sc.Spreads),
		reflect.TypeFor[model.TechniqueID](): len(sc.Techniques),
		reflect.TypeFor[model.TopicID]():     len(sc.Topics),
		reflect.TypeFor[model.PhaseID]():     len(sc.Phases),

		reflect.TypeFor[model.OrgKind]():       len(model.OrgKindWords),
		reflect.TypeFor[model.AssetKind]():     len(model.AssetKindWords),
		reflect.TypeFor[model.Aim]():           len(model.AimWords),
		reflect.TypeFor[model.Health]():        len(model.ConditionWords),
		reflect.TypeFor[model.Truth]():         len(model.TruthWords),
		reflect.TypeFor[model.NarrativeKind](): len(model.NarrativeKindWords),
		reflect.TypeFor[model.Enforcement]():   len(model.EnforcementWords),
		reflect.TypeFor[model.Level]():         len(model.LevelWords),
		reflect.TypeFor[model.Method]():        len(model.MethodWords),
		reflect.TypeFor[model.Verb]():          len(model.VerbWords),
		reflect.TypeFor[model.Binding]():       int(model.ToOwner) + 1,
		reflect.TypeFor[model.Fact]():          int(model.TrustIn) + 1,
		reflect.TypeFor[model.Op]():            int(model.OpHoursSince) + 1,
	}
}

// walk checks every id, word and reference by its type, wherever it stands.
func (c *scenarioCheck) walk(name string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.walk(name, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.walk(name, v.Index(i))
		}
	case reflect.Struct:
		if r, ok := v.Interface().(model.Ref); ok {
			c.ref(name, r)
			return
		}
		for i := range v.NumField() {
			c.walk(v.Type().Name()+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Int64:
		size, ok := c.sizeOf[v.Type()]
		if !ok || v.Int() == model.None && slices.Contains(mayBeNone, name) {
			return
		}
		if v.Int() < 0 || v.Int() >= int64(size) {
			c.report("%s is %d, and there are %d", name, v.Int(), size)
		}
	}
}

func (c *scenarioCheck) ref(name string, r model.Ref) {
	if !r.IsNothing() && !inRange(c.sc, r) {
		c.report("%s names %s %d, which does not exist", name, r.Kind, r.ID)
	}
}

// shapes checks lists whose length another table sets, and what can't be told
// from a type.
func (c *scenarioCheck) shapes() {
	sc := c.sc
	for i := range sc.Orgs {
		if o := &sc.Orgs[i]; o.ShiftFrom < 0 || o.ShiftFrom >= o.ShiftTo || o.ShiftTo > 24*60 {
			c.report("the shift of %q goes from minute %d to %d of the day", o.ID, o.ShiftFrom, o.ShiftTo)
		} else if n := len(o.CredibilityBy); n != 0 && n != len(sc.Audiences) {
			c.report("the credibility of %q does not fit the audiences", o.ID)
		}
	}
	for i := range sc.Platforms {
		if n := len(sc.Platforms[i].Policies); n != int(model.Enforcements) {
			c.report("a platform has %d policies, not %d", n, model.Enforcements)
		}
	}
	for i := range sc.Audiences {
		if a := &sc.Audiences[i]; len(a.Use) != len(sc.Platforms) || len(a.Confidence) != int(model.Levels) ||
			len(a.Start) != 0 && len(a.Start) != int(model.Levels) {
			c.report("the audience %q does not fit the platforms and levels", a.ID)
		}
	}
	for i := range sc.Narratives {
		if len(sc.Narratives[i].Spreads) == 0 {
			c.report("the narrative %q is on no platform", sc.Narratives[i].ID)
		}
	}
	for i := range sc.Assets {
		for _, s := range sc.Assets[i].Slots {
			if s < 0 || s >= int64(len(sc.Slots)) {
				c.report("the asset %q has a control slot %d, and there are %d", sc.Assets[i].ID, s, len(sc.Slots))
			}
		}
	}
	for i := range sc.Topics {
		if sc.Topics[i].Of.IsNothing() || sc.Topics[i].Of.Kind == model.KindTopic {
			c.report("topic %d is about nothing", i)
		}
	}
	for _, w := range sc.Watches {
		t := model.Ref{Kind: model.KindTopic, ID: int64(w.Topic)}
		if w.Org == model.None && inRange(sc, t) && sc.Topics[w.Topic].Of.Kind != model.KindAsset {
			c.report("outsiders watch %q, which is no asset", sc.Name(t))
		}
	}
	c.conditions()
}

// conditions checks that the nodes of each condition come after their children
// and ask about what exists.
func (c *scenarioCheck) conditions() {
	check := func(condition *model.Condition) {
		if condition == nil {
			return
		}
		for i, n := range condition.Nodes {
			if n.Op > model.OpFact && (n.X < 0 || n.X >= int64(i)) || n.Op > model.OpNot && n.Op != model.OpHoursSince && (n.Y < 0 || n.Y >= int64(i)) {
				c.report("the condition %q is no tree", condition.Text)
			}
			if n.Op == model.OpFact && !c.asks(n) {
				c.report("the condition %q asks about what does not exist", condition.Text)
			}
		}
	}
	for i := range c.sc.Decisions {
		for k := range c.sc.Decisions[i].Needs {
			check(&c.sc.Decisions[i].Needs[k].If)
		}
	}
	for i := range c.sc.Injects {
		check(c.sc.Injects[i].When)
	}
	for i := range c.sc.Tasks {
		check(&c.sc.Tasks[i].Measure)
	}
	if c.sc.Case != nil {
		for i := range c.sc.Case.Published {
			check((*model.Condition)(&c.sc.Case.Published[i].Measure))
		}
	}
	for i := range c.sc.Doctrines {
		for k := range c.sc.Doctrines[i].Rules {
			check(c.sc.Doctrines[i].Rules[k].When)
		}
	}
}

// asks reports whether the arguments of a fact exist.
func (c *scenarioCheck) asks(n model.Node) bool {
	fits := func(k model.Kind, id int64) bool {
		return k == model.NoKind || inRange(c.sc, model.Ref{Kind: k, ID: id})
	}
	first := n.Target || fits(model.Concerns(n.Fact), n.A)
	switch n.Fact {
	case model.Enforced:
		return first && n.B >= 0 && n.B < int64(model.Enforcements)
	case model.ConfidenceOf:
		return first && n.B >= 0 && n.B < int64(model.Levels)
	case model.SlotLevel, model.SlotCoverage:
		return n.A >= 0 && n.A < int64(len(c.sc.Slots))
	case model.CredibilityWith:
		return first && fits(model.KindAudience, n.B)
	case model.ToldAt, model.DecidedOn:
		return first && fits(model.KindTopic, n.B)
	}
	return first
}

// cycles refuses what no pack means: steps that all require one another, which never
// begin, and assets that depend on themselves, which rules would follow for ever. Steps
// of which any one is enough may lead to one another.
func (c *scenarioCheck) cycles() {
	if len(c.wrong) > 0 {
		return
	}
	steps := func(i int) []int64 {
		var all []int64
		for _, s := range c.sc.Steps[i].After {
			all = append(all, int64(s))
		}
		return all
	}
	assets := func(i int) []int64 {
		var all []int64
		for _, a := range c.sc.Assets[i].DependsOn {
			all = append(all, int64(a))
		}
		return all
	}
	if hasCycle(len(c.sc.Steps), steps) {
		c.report("campaign steps require each other in a circle")
	}
	if hasCycle(len(c.sc.Assets), assets) {
		c.report("assets depend on each other in a circle")
	}
}

// hasCycle takes away what requires nothing that is left, as long as there is
// such a thing; what stays goes round in circles (Kahn's algorithm).
func hasCycle(n int, requires func(int) []int64) bool {
	missing, dependants := make([]int, n), make([][]int, n)
	for i := range n {
		for _, r := range requires(i) {
			missing[i]++
			dependants[r] = append(dependants[r], i)
		}
	}
	var free []int
	for i := range n {
		if missing[i] == 0 {
			free = append(free, i)
		}
	}
	for at := 0; at < len(free); at++ {
		for _, d := range dependants[free[at]] {
			if missing[d]--; missing[d] == 0 {
				free = append(free, d)
			}
		}
	}
	return len(free) < n
}
