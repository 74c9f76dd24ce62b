package model

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// crossed is a scenario with two of everything that rows are made of.
func crossed() *Scenario {
	return &Scenario{
		ID:         "crossed",
		Orgs:       []Org{{ID: "cisa"}, {ID: "twitter"}},
		Channels:   []Channel{{From: 0, To: 1}, {From: 1, To: 0}},
		Controls:   []Control{{Group: "mfa", Level: "none"}, {Group: "mfa", Level: "sms"}},
		Assets:     []Asset{{ID: "roll"}, {ID: "net-harlow"}},
		Slots:      []Slot{{Asset: 0, Group: "mfa"}, {Asset: 1, Group: "mfa"}},
		Actors:     []Actor{{ID: "ring"}},
		Campaigns:  []Campaign{{ID: "ransom"}, {ID: "videos"}},
		Steps:      []Step{{ID: "ransom.encrypt"}},
		Techniques: []Technique{{ID: "T1486"}},
		Narratives: []Narrative{{ID: "torn-ballots"}},
		Platforms:  []Platform{{Org: 1}},
		Spreads:    []Spread{{Narrative: 0, Platform: 0}},
		Audiences:  []Audience{{ID: "rural"}, {ID: "young"}},
		Topics: []Topic{
			{Ref{KindAsset, 0}}, {Ref{KindAsset, 1}}, {Ref{KindNarrative, 0}}, {Ref{KindCampaign, 0}}, {Ref{KindCampaign, 1}},
		},
		Watches:    []Watch{{Org: 0, Topic: 1}},
		Decisions:  []Decision{{ID: "label"}},
		Injects:    []Inject{{ID: "call"}},
		Objectives: []Objective{{ID: "notify", Tasks: []TaskID{0}}},
		Tasks:      []Task{{Objective: 0}},
		Phases:     []Phase{{ID: "registration"}},
	}
}

func TestEveryCellHasAPathAndBack(t *testing.T) {
	sc := crossed()
	seen := map[string]bool{}
	for table := range Tables {
		for row := range max(sc.TableRows(table), 2) {
			if !table.Grows() && row >= sc.TableRows(table) {
				continue
			}
			for _, column := range table.Columns() {
				path := sc.CellPath(Cell{column, row})
				assert.False(t, seen[path], path)
				seen[path] = true
				back, ok := sc.ParseCell(path)
				assert.True(t, ok, path)
				assert.Equal(t, Cell{column, row}, back, path)
			}
		}
	}
	for _, path := range []string{
		"asset.net-harlow.condition", "spread.torn-ballots@twitter.posts", "knows.cisa/roll.level", "report.17.status",
		"action.torn-ballots@twitter/label.from", "public.young/national.percent", "channel.twitter>cisa.open",
		"task.notify.1.status", "measure.votes-blocked.value", "step.ransom.encrypt.hazard",
	} {
		c, ok := sc.ParseCell(path)
		assert.True(t, ok, path)
		assert.Equal(t, path, sc.CellPath(c))
	}
	for _, bad := range []string{"", "asset", "asset.roll", "asset.nothing.condition", "nothing.roll.condition", "report.-1.status", "asset..condition"} {
		_, ok := sc.ParseCell(bad)
		assert.False(t, ok, bad)
	}
}

func TestRefsByName(t *testing.T) {
	sc := crossed()
	for _, r := range []Ref{{KindOrg, 1}, {KindChannel, 1}, {KindAsset, 1}, {KindStep, 0}, {KindTopic, 3}, {KindTask, 0}, {KindScenario, 0}} {
		back, ok := sc.RefNamed(r.Kind, sc.Name(r))
		assert.True(t, ok, sc.Name(r))
		assert.Equal(t, r, back)
	}
	_, ok := sc.RefNamed(KindOrg, "nobody")
	assert.False(t, ok)
}

func TestTopicOf(t *testing.T) {
	sc := crossed()
	for i, topic := range sc.Topics {
		assert.Equal(t, TopicID(i), sc.TopicOf(topic.Of))
	}
	assert.EqualValues(t, None, sc.TopicOf(Ref{KindOrg, 0}))
	assert.EqualValues(t, None, sc.TopicOf(Nothing))
}
