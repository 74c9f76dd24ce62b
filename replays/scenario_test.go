package replays

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
	"tabletop/scenarios"
)

func TestRealScenariosPassTheCheck(t *testing.T) {
	require.NoError(t, checkScenario(sample()))
	for _, e := range scenarios.List() {
		pack, err := scenarios.Embedded(e.ID)
		require.NoError(t, err)
		sc, err := pack.Compile(scenarios.Options{})
		require.NoError(t, err)
		require.NoError(t, checkScenario(sc))
	}
}

// Whatever points outside the scenario is refused before anything follows it.
func TestAScenarioThatPointsOutsideItself(t *testing.T) {
	for want, forge := range map[string]func(*model.Scenario){
		"Asset.Owner is 7, and there are 2":            func(sc *model.Scenario) { sc.Assets[0].Owner = 7 },
		"Campaign.Steps is -1":                         func(sc *model.Scenario) { sc.Campaigns[0].Steps[0] = model.None },
		"Org.Kind is 99":                               func(sc *model.Scenario) { sc.Orgs[0].Kind = 99 },
		"Decision.Targets names asset 5":               func(sc *model.Scenario) { sc.Decisions[0].Targets[0].ID = 5 },
		"has a control slot 3, and there are 1":        func(sc *model.Scenario) { sc.Assets[0].Slots[0] = 3 },
		"a platform has 0 policies":                    func(sc *model.Scenario) { sc.Platforms[0].Policies = nil },
		"does not fit the platforms and levels":        func(sc *model.Scenario) { sc.Audiences[0].Use = nil },
		"is on no platform":                            func(sc *model.Scenario) { sc.Narratives[0].Spreads = nil },
		"the shift of \"fbi\" goes from minute 9 to 9": func(sc *model.Scenario) { sc.Orgs[1].ShiftFrom, sc.Orgs[1].ShiftTo = 9, 9 },
		"outsiders watch \"torn\"":                     func(sc *model.Scenario) { sc.Watches[1] = model.Watch{Org: model.None, Topic: 1} },
		"Watch.Topic is 9":                             func(sc *model.Scenario) { sc.Watches[1] = model.Watch{Org: model.None, Topic: 9} },
		"Step.Aim is 7":                                func(sc *model.Scenario) { sc.Steps[1].Aim = 7 },
		"Control.Recovers is -1":                       func(sc *model.Scenario) { sc.Controls[0].Recovers = []model.Health{-1} },
		"topic 0 is about nothing":                     func(sc *model.Scenario) { sc.Topics[0].Of = model.Nothing },
		"is no tree":                                   func(sc *model.Scenario) { sc.Decisions[0].Needs[0].If.Nodes[2].X = 2 },
		"asks about what does not exist": func(sc *model.Scenario) {
			sc.Decisions[0].Needs[0].If.Nodes[0] = model.Node{Op: model.OpFact, Fact: model.Knows, A: 9}
		},
		"require each other in a circle":                 func(sc *model.Scenario) { sc.Steps[0].After = []model.StepID{1} },
		"assets depend on each other in a circle":        func(sc *model.Scenario) { sc.Assets[0].DependsOn = []model.AssetID{0} },
		"at most 210816 ticks are read":                  func(sc *model.Scenario) { sc.Clock.End = model.Never },
		"outside the years 1900 to 2200":                 func(sc *model.Scenario) { sc.Clock.Start = 1 << 62 },
		"Techniques has 100001 rows; at most 100000 are": func(sc *model.Scenario) { sc.Techniques = make([]model.Technique, 100_001) },
		"the table knows has":                            func(sc *model.Scenario) { sc.Topics = make([]model.Topic, 90_000); sc.Orgs = make([]model.Org, 90_000) },
		"the condition \"hours\" asks about what does not exist": func(sc *model.Scenario) {
			sc.Case = &model.Case{Published: []model.Published{{Measure: model.Expression{
				Text: "hours", Nodes: []model.Node{{Op: model.OpFact, Fact: model.AssetOut, A: 7}},
			}}}}
		},
	} {
		sc := sample()
		forge(sc)
		assert.ErrorContains(t, checkScenario(sc), want)
	}
}
