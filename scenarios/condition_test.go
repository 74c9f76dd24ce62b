package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// smallCompiler is a compiler that has read the small pack, ready for more
// conditions and effects.
func smallCompiler(t testing.TB) *compiler {
	t.Helper()
	c := &compiler{root: openText(t, smallText(t)).root, sc: &model.Scenario{}}
	c.override(Options{})
	c.all()
	require.Empty(t, c.problems)
	return c
}

// quoted is a text as a node of a file.
func quoted(text string) *node {
	f := newFile("x.toml", "x.toml", []byte(strconv.Quote(text)))
	return &node{form: textForm, file: f, end: len(f.text), text: text}
}

// asked is what a test makes facts say, by name.
type asked struct {
	sc    *model.Scenario
	now   model.Tick
	facts map[string]fixed.Num
}

func (a asked) Now() model.Tick { return a.now }

func (a asked) Fact(f model.Fact, x, y int64) fixed.Num {
	value, ok := a.facts[fmt.Sprintf("%d(%d,%d)", f, x, y)]
	if !ok {
		return model.Unknown
	}
	return value
}

// TestConditionsMeanWhatTheySay evaluates conditions over facts chosen by hand.
func TestConditionsMeanWhatTheySay(t *testing.T) {
	c := smallCompiler(t)
	harlow, vendor := int64(c.asset.find("net-harlow")), int64(c.topic.find("vendor-remote"))
	facts := asked{sc: c.sc, now: 100, facts: map[string]fixed.Num{
		fmt.Sprintf("%d(0,0)", model.DaysToElection):                                                      fixed.FromInt(3),
		fmt.Sprintf("%d(0,0)", model.PhaseIs):                                                             fixed.FromInt(1), // election
		fmt.Sprintf("%d(%d,0)", model.AssetCondition, harlow):                                             fixed.FromInt(int64(model.Encrypted)),
		fmt.Sprintf("%d(%d,0)", model.Knows, vendor):                                                      fixed.FromInt(int64(model.SuspectedLevel)),
		fmt.Sprintf("%d(%d,0)", model.FirstSuspected, vendor):                                             fixed.FromInt(40),
		fmt.Sprintf("%d(%d,%d)", model.ToldAt, c.org.find("harlow"), vendor):                              fixed.FromInt(76),
		fmt.Sprintf("%d(%d,0)", model.SlotLevel, c.slot(int(harlow), "mfa")):                              fixed.FromInt(int64(c.control.find("mfa.none"))),
		fmt.Sprintf("%d(%d,0)", model.SlotCoverage, c.slot(int(harlow), "mfa")):                           fixed.MustParse("0.61"),
		fmt.Sprintf("%d(%d,0)", model.MeasureIs, model.ConfidenceNational):                                fixed.FromInt(61),
		fmt.Sprintf("%d(%d,%d)", model.ConfidenceOf, c.audience.find("trusting"), model.StateWide):        fixed.FromInt(90),
		fmt.Sprintf("%d(%d,%d)", model.Enforced, c.spread(1, 0), model.Label):                             fixed.One,
		fmt.Sprintf("%d(%d,0)", model.TrustIn, slices.Index(c.channel.ids, "cisa>chirp")):                 fixed.FromInt(60),
		fmt.Sprintf("%d(%d,0)", model.CredibilityOf, c.org.find("state")):                                 fixed.FromInt(50),
		fmt.Sprintf("%d(%d,%d)", model.CredibilityWith, c.org.find("state"), c.audience.find("trusting")): fixed.FromInt(55),
		fmt.Sprintf("%d(%d,%d)", model.DecidedOn, c.decision.find("isolate"), harlow):                     fixed.One,
	}}
	for text, want := range map[string]bool{
		`asset("net-harlow").state == "encrypted" && days_to_election <= 10`: true,
		`asset("net-harlow").state == encrypted`:                             true,
		`encrypted != asset("net-harlow").state`:                             false,
		`phase == "election"`:                                                true,
		`phase >= "eve"`:                                                     true,
		`phase < election`:                                                   false,
		`knows("vendor-remote") >= suspected`:                                true,
		`knows("vendor-remote") == confirmed`:                                false,
		`!(knows("vendor-remote") == unknown)`:                               true,
		`hours_between(first_suspected("vendor-remote"), told("harlow", "vendor-remote")) <= 3`: true,
		`hours_between(first_suspected("vendor-remote"), told("harlow", "vendor-remote")) < 3`:  false,
		`hours_since(first_suspected("vendor-remote")) == 5`:                                    true,
		`hours_since(first_suspected("net-alder")) >= 0`:                                        false, // has not come
		`hours_since(first_suspected("net-alder")) < 0`:                                         false,
		`control("net-harlow", "mfa") == none`:                                                  true,
		`control("net-harlow", "mfa") == "security-key"`:                                        false,
		`coverage("net-harlow", "mfa") == 61`:                                                   true,
		`coverage("net-harlow", "mfa") >= 61 && 61 <= coverage("net-harlow", "mfa")`:            true,
		`coverage("net-harlow", "mfa") / 2 > 30.4 && -coverage("net-harlow", "mfa") < 0`:        true,
		`confidence("national") >= 61 && confidence("trusting", "state") == 90`:                 true,
		`enforced("torn-ballots", "chirp", "label")`:                                            true,
		`channel("cisa", "chirp").trust == 60`:                                                  true,
		`credibility("state") == 50 && credibility("state", "trusting") == 55`:                  true,
		`decided_on("isolate", "net-harlow")`:                                                   true,
		`days_to_election * 2 + 1 == 14 / 2`:                                                    true,
		`-days_to_election < 0 && +1 == 1`:                                                      true,
		`14_000 > 13999.5`:                                                                      true,
		`true || days_to_election > 100`:                                                        true,
		"days_to_election > 2 &&\n\tdays_to_election < 4":                                       true,
	} {
		compiled := c.condition(quoted(text), "test", scene{what: "a test", truth: true})
		require.Empty(t, c.problems, text)
		assert.Equal(t, want, compiled.Holds(facts), text)
		for i, n := range compiled.Nodes {
			assert.True(t, n.X <= int64(i) && n.Y <= int64(i), "children come first in %s", text)
		}
	}
}

func TestConditionOfATarget(t *testing.T) {
	c := smallCompiler(t)
	s := scene{what: "a test", seats: []model.OrgID{model.OrgID(c.org.find("harlow"))}, targets: []model.Ref{{Kind: model.KindAsset, ID: 1}}}
	compiled := c.condition(quoted(`knows(target) >= suspected && asset(target).state == "healthy"`), "test", s)
	require.Empty(t, c.problems)
	run := engine.New(c.sc, 1)
	target := model.TargetIDs{Ref: s.targets[0], Topic: c.sc.TopicOf(s.targets[0])}
	view := model.NewView(c.sc, run.State(), s.seats[0])
	assert.False(t, compiled.HoldsFor(view, target))
	run.State().Knowledge[c.sc.KnowledgeRow(s.seats[0], target.Topic)].Level = model.ConfirmedLevel
	assert.True(t, compiled.HoldsFor(view, target))
}

// FuzzCondition: no text makes the compiler panic; what compiles evaluates, and
// what does not is reported at a place in the text.
func FuzzCondition(f *testing.F) {
	c := smallCompiler(f)
	for _, in := range c.sc.Injects {
		if in.When != nil {
			f.Add(in.When.Text)
		}
	}
	for name := range factForms {
		f.Add(example(name) + " == 1")
	}
	for _, seed := range []string{"", "target", "((((1))))", "a.b.c", "f(x)(y)", "`raw`", "'c'", "1i == 0x1p-2", "func(){}()", "x.(int)", "[]int{1}[0]", "phase == early-voting", "knows(target) >= suspected"} {
		f.Add(seed)
	}
	run := engine.New(c.sc, 1)
	run.Advance(300)
	seat := model.OrgID(c.org.find("state"))
	target := model.Ref{Kind: model.KindAsset, ID: 0}
	scenes := []scene{
		{what: "an inject", truth: true},
		{what: "a rule", seats: []model.OrgID{seat}, targets: []model.Ref{target}},
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range scenes {
			c.problems = nil
			n := quoted(text)
			compiled := c.condition(n, "test", s)
			if len(c.problems) > 0 {
				if len(compiled.Nodes) > 0 {
					t.Errorf("%q was reported and compiled", text)
				}
				for _, p := range c.problems {
					if p.Line != 1 || p.Column < 1 || p.Column > len(n.file.text)+1 {
						t.Errorf("%q: a place outside the text: %s", text, p)
					}
				}
				continue
			}
			if len(compiled.Nodes) == 0 {
				t.Errorf("%q was neither compiled nor reported", text)
			}
			compiled.HoldsFor(model.TruthFacts{Scenario: c.sc, State: run.State()}, model.TargetIDs{Ref: target, Topic: 0})
			compiled.HoldsFor(model.NewView(c.sc, run.State(), seat), model.TargetIDs{Ref: target, Topic: 0})
		}
	})
}
