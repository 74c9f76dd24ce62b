package ledger

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

func town() *model.Scenario {
	return &model.Scenario{
		ID: "town", Title: "Town",
		Clock:      model.Clock{End: 10_000, Election: 1000, Offsets: []model.Offset{{Abbrev: "EST"}}},
		Orgs:       []model.Org{{ID: "fbi", Name: "Federal Bureau of Investigation", Short: "FBI"}, {ID: "ei-isac", Name: "EI-ISAC"}, {ID: "twitter", Name: "Twitter"}},
		Channels:   []model.Channel{{From: 1, To: 0}},
		Controls:   []model.Control{{Group: "mfa", Level: "security-key", Title: "Security keys"}},
		Assets:     []model.Asset{{ID: "harlow-net", Name: "Harlow County network", Owner: 1, Slots: []int64{0}}},
		Slots:      []model.Slot{{Group: "mfa"}},
		Actors:     []model.Actor{{ID: "ring", Name: "The ring"}},
		Campaigns:  []model.Campaign{{ID: "ransom", Title: "Ransomware", KnownAs: "Trouble in the counties", Actor: 0}, {ID: "roster", Title: "Roster fault", Actor: model.None}},
		Steps:      []model.Step{{ID: "ransom.encrypt", Title: "Encrypt files", Campaign: 0}, {ID: "roster.fault", Title: "Wrong roster", Campaign: 1}},
		Narratives: []model.Narrative{{ID: "torn", Name: "Torn ballots", Spreads: []model.SpreadID{0}}},
		Platforms:  []model.Platform{{Org: 2}},
		Spreads:    []model.Spread{{Narrative: 0, Platform: 0}},
		Audiences:  []model.Audience{{ID: "rural", Name: "Rural voters"}},
		Topics:     []model.Topic{{Of: ref(model.KindAsset, 0)}},
		Decisions:  []model.Decision{{ID: "warn", Title: "Warn counties"}},
		Injects:    []model.Inject{{ID: "call", Number: 7, Title: "Systems encrypted", From: "Harlow County"}},
		Objectives: []model.Objective{{ID: "notify", Text: "Notify", Tasks: []model.TaskID{0}}},
		Tasks:      []model.Task{{Text: "Warned in 24 hours"}},
		Phases:     []model.Phase{{ID: "before", Title: "Before"}},
	}
}

func ref(k model.Kind, id int64) model.Ref { return model.Ref{Kind: k, ID: id} }

func set(c model.Column, row, value int64) model.Change {
	return model.Change{Cell: model.Cell{Column: c, Row: row}, Set: true, Value: value}
}

func add(c model.Column, row, value int64) model.Change {
	return model.Change{Cell: model.Cell{Column: c, Row: row}, Value: value}
}

func TestEventsInPlainWords(t *testing.T) {
	org, asset := ref(model.KindOrg, 0), ref(model.KindAsset, 0)
	channel, spread := ref(model.KindChannel, 0), ref(model.KindSpread, 0)
	actions := int64(model.Label)
	for _, c := range []struct {
		e    model.Event
		want string
	}{
		{model.Event{What: model.DecisionTaken, Subject: ref(model.KindDecision, 0), Object: org, Changes: []model.Change{
			set(model.ColChoiceTargetKind, 0, int64(model.KindAsset)), set(model.ColChoiceTarget, 0, 0),
		}}, "FBI decided: Warn counties (Harlow County network)"},
		{model.Event{What: model.DecisionMatured, Subject: ref(model.KindDecision, 0), Object: org}, "FBI's decision took effect: Warn counties"},
		{model.Event{What: model.InjectReleasedEvent, Subject: ref(model.KindInject, 0)}, "Inject 7: Systems encrypted, from Harlow County"},
		{model.Event{What: model.InjectChanged, Subject: ref(model.KindInject, 0), Changes: []model.Change{set(model.ColInjectStatus, 0, int64(model.InjectHeld))}}, "The facilitator held back Inject 7: Systems encrypted"},
		{model.Event{What: model.CampaignBegan, Subject: ref(model.KindCampaign, 1)}, "A fault began: Roster fault"},
		{model.Event{What: model.StepSucceeded, Subject: ref(model.KindStep, 0)}, "The ring succeeded: Encrypt files"},
		{model.Event{What: model.StepSucceeded, Subject: ref(model.KindStep, 1)}, "Wrong roster: happened"},
		{model.Event{What: model.AssetBroken, Subject: asset, Changes: []model.Change{set(model.ColAssetCondition, 0, int64(model.Encrypted))}}, "Harlow County network: encrypted"},
		{model.Event{What: model.AssetRestored, Subject: asset}, "Harlow County network: works again"},
		{model.Event{What: model.AssetRestored, Subject: asset, Changes: []model.Change{set(model.ColAssetUntil, 0, 9)}}, "Harlow County network: will be restored sooner"},
		{model.Event{What: model.RecordsStolen, Subject: asset, Changes: []model.Change{add(model.ColMeasureValue, int64(model.RecordsLeaked), int64(fixed.FromInt(1_204_000)))}}, "1,204,000 records copied from Harlow County network"},
		{model.Event{What: model.ControlFitted, Subject: asset, Object: ref(model.KindControl, 0), Changes: []model.Change{set(model.ColSlotCoverage, 0, int64(fixed.Half))}}, "Harlow County network: Security keys on 50%"},
		{model.Event{What: model.BurstBegan, Subject: spread}, "“Torn ballots” on Twitter: began to spread"},
		{model.Event{What: model.BurstTicked, Subject: spread, Changes: []model.Change{add(model.ColSpreadPosts, 0, 1204)}}, "“Torn ballots” on Twitter: 1,204 posts"},
		{model.Event{What: model.EnforcementOrdered, Subject: spread, Changes: []model.Change{set(model.ColActionFrom, actions, 3)}}, "“Torn ballots” on Twitter: ordered: label"},
		{model.Event{What: model.EnforcementOrdered, Subject: ref(model.KindPlatform, 0), Changes: []model.Change{set(model.ColPolicyReady, int64(model.Friction), 1)}}, "Twitter now has a policy: friction"},
		{model.Event{What: model.Noticed, Subject: asset, Object: org}, "FBI noticed: Harlow County network"},
		{model.Event{What: model.Noticed, Subject: asset, Object: org, Changes: []model.Change{set(model.ColTopicFound, 0, int64(model.FoundInside))}}, "FBI noticed: Harlow County network"},
		{model.Event{What: model.Noticed, Subject: asset, Object: org, Changes: []model.Change{set(model.ColTopicFound, 0, int64(model.FoundOutside))}}, "FBI noticed before its owner: Harlow County network"},
		{model.Event{What: model.OutsidersTold, Subject: asset, Object: org}, "FBI was told by outsiders of Harlow County network"},
		{model.Event{What: model.WatchPaced, Subject: asset, Object: model.Nothing, Changes: []model.Change{set(model.ColWatchRate, 0, 5)}}, "Outsiders may find Harlow County network"},
		{model.Event{What: model.ServiceChanged, Subject: asset, Changes: []model.Change{set(model.ColAssetMissing, 0, int64(fixed.One))}}, "Harlow County network: serves nobody"},
		{model.Event{What: model.ServiceChanged, Subject: asset, Changes: []model.Change{set(model.ColAssetMissing, 0, int64(fixed.FromRatio(2, 5)))}}, "Harlow County network: 40% of its service is missing"},
		{model.Event{What: model.ServiceChanged, Subject: asset, Changes: []model.Change{set(model.ColAssetMissing, 0, 0)}}, "Harlow County network: serves again"},
		{model.Event{What: model.ReportSent, Subject: asset, Object: channel}, "EI-ISAC reported to FBI: Harlow County network"},
		{model.Event{What: model.ReportRead, Subject: asset, Object: org}, "FBI was told of Harlow County network"},
		{model.Event{What: model.ReportLost, Subject: asset, Object: channel}, "EI-ISAC's report could not be read by FBI: Harlow County network"},
		{model.Event{What: model.ReportRepeated, Subject: asset, Object: channel}, "EI-ISAC told FBI what it knew already: Harlow County network"},
		{model.Event{What: model.ReportSetAside, Subject: asset, Object: channel}, "FBI set EI-ISAC's report aside: Harlow County network"},
		{model.Event{What: model.ReportContradicted, Subject: asset, Object: channel}, "EI-ISAC's report contradicts what FBI holds: Harlow County network; FBI keeps to what it holds"},
		{model.Event{What: model.ReportContradicted, Subject: asset, Object: channel, Changes: []model.Change{set(model.ColKnowledgeCause, 0, int64(model.CauseAttack))}}, "EI-ISAC's report contradicts what FBI holds: Harlow County network, which FBI now takes for an attack"},
		{model.Event{What: model.TrustMoved, Subject: channel, Object: asset, Changes: []model.Change{
			set(model.ColReportProof, 0, int64(model.ProvedWrong)), add(model.ColChannelTrust, 0, -5),
		}}, "EI-ISAC's report to FBI proved wrong, and FBI relies on it less: Harlow County network"},
		{model.Event{What: model.TrustMoved, Subject: org, Object: asset}, "Partners rely less on FBI: Harlow County network"},
		{model.Event{What: model.CredibilityDrifted, Subject: org}, "Credibility drifted back toward its usual level: FBI"},
		{model.Event{What: model.OrgChanged, Subject: asset, Object: org, Changes: []model.Change{set(model.ColKnowledgeExamined, 0, 3)}}, "FBI began to examine Harlow County network"},
		{model.Event{What: model.ExposureFell, Subject: ref(model.KindNarrative, 0), Object: ref(model.KindAudience, 0)}, "Rural voters saw “Torn ballots”"},
		{model.Event{What: model.CredibilityMoved, Subject: org, Changes: []model.Change{add(model.ColOrgCredibility, 0, -5)}}, "FBI lost credibility"},
		{model.Event{What: model.TaskMissed, Subject: ref(model.KindTask, 0)}, "Task missed: Warned in 24 hours"},
		{model.Event{What: model.Overridden, Changes: []model.Change{add(model.ColAssetCondition, 0, 1)}}, "The facilitator overrode asset.harlow-net.condition"},
	} {
		assert.Equal(t, c.want, Describe(town(), &c.e))
	}
}

// Whatever an event names or leaves out, there is a sentence for it.
func TestEveryKindOfEventHasWords(t *testing.T) {
	sc := town()
	for what := range model.Whats {
		for kind := range model.KindTopic + 1 {
			for _, id := range []int64{0, 1, 99, model.None} {
				e := model.Event{What: what, Subject: ref(kind, id), Object: ref(kind, id)}
				assert.NotEmpty(t, Describe(sc, &e), "%s of %s %d", model.WhatWords[what], kind, id)
			}
		}
		e := model.Event{What: what, Subject: model.Nothing, Object: model.Nothing}
		assert.Greater(t, len(Describe(sc, &e)), 8, model.WhatWords[what])
	}
}

func TestReadersAreToldWhatWasMadeOfAReport(t *testing.T) {
	assert.Empty(t, Made(model.Taught))
	assert.Empty(t, Made(model.Repeated))
	for _, o := range []model.Outcome{model.SetAside, model.Overruled, model.Overruling} {
		assert.NotEmpty(t, Made(o), model.OutcomeWords[o])
	}
}

var national = model.Cell{Column: model.ColMeasureValue, Row: int64(model.ConfidenceNational)}

func points(text string) int64 { return int64(fixed.MustParse(text)) }

func TestWhyFollowsCausesToDecisionsAndSteps(t *testing.T) {
	sc := town()
	initial := model.NewState(sc)
	initial.Measures[model.ConfidenceNational].Value = fixed.FromInt(61)
	fell := func(id model.EventID, tick model.Tick, by string, cause model.EventID) model.Event {
		return model.Event{
			ID: id, Tick: tick, What: model.ExposureFell, Subject: ref(model.KindNarrative, 0),
			Object: ref(model.KindAudience, 0), Causes: []model.EventID{cause},
			Changes: []model.Change{add(model.ColMeasureValue, national.Row, points(by))},
		}
	}
	events := []model.Event{
		{ID: 1, Tick: 1, What: model.CampaignBegan, Subject: ref(model.KindCampaign, 0)},
		{ID: 2, Tick: 2, What: model.StepSucceeded, Subject: ref(model.KindStep, 0), Causes: []model.EventID{1}},
		{ID: 3, Tick: 2, What: model.BurstBegan, Subject: ref(model.KindSpread, 0), Causes: []model.EventID{2}},
		{
			ID: 4, Tick: 2, What: model.AssetBroken, Subject: ref(model.KindAsset, 0), Causes: []model.EventID{2},
			Changes: []model.Change{set(model.ColAssetCondition, 0, int64(model.Encrypted))},
		},
		fell(5, 3, "-1.04", 3),
		{
			ID: 6, Tick: 3, What: model.OutageFell, Subject: ref(model.KindAsset, 0), Object: ref(model.KindAudience, 0), Causes: []model.EventID{4},
			Changes: []model.Change{add(model.ColMeasureValue, national.Row, points("-0.5"))},
		},
		{ID: 7, Tick: 4, What: model.DecisionTaken, Subject: ref(model.KindDecision, 0), Object: ref(model.KindOrg, 0)},
		{
			ID: 8, Tick: 5, What: model.ExplainedRose, Subject: ref(model.KindScenario, 0), Causes: []model.EventID{7},
			Changes: []model.Change{add(model.ColMeasureValue, national.Row, points("0.3"))},
		},
		fell(9, 6, "-0.03", 3),
		{ID: 10, Tick: 7, What: model.Drifted, Subject: ref(model.KindAudience, 0), Changes: []model.Change{add(model.ColMeasureValue, national.Row, points("0.1"))}},
	}
	tree := Why(sc, initial, events, national, 0, 100)
	assert.Equal(t, "Confident in the national count: 61.0% to 59.8%", tree.Text)
	assert.Equal(t, strings.TrimLeft(`
−1.2 points
  −1.6 points The ring succeeded: Encrypt files
    −1.1 points “Torn ballots” on Twitter: began to spread
      −1.1 points Rural voters saw “Torn ballots” (2)
    −0.5 points Harlow County network: encrypted
      −0.5 points Rural voters saw an outage of Harlow County network
  +0.3 points FBI decided: Warn counties
    +0.3 points Official explanations were heard
  +0.1 points Confidence drifted back toward its usual level: Rural voters
`, "\n"), printed(tree, national, 0))

	part := Why(sc, initial, events, national, 3, 5)
	assert.Equal(t, points("0.3"), part.Amount)
	assert.Equal(t, "Confident in the national count: 59.5% to 59.8%", part.Text)
	nothing := Why(sc, initial, nil, national, 0, 100)
	assert.Zero(t, nothing.Amount)
	assert.Empty(t, nothing.Children)
}

func printed(t *Tree, cell model.Cell, depth int) string {
	text := strings.Repeat("  ", depth) + Amount(cell, t.Shown)
	if depth > 0 {
		text += " " + t.Text
	}
	if len(t.Children) == 0 && t.Count > 1 {
		text += " (" + grouped(int64(t.Count)) + ")"
	}
	text += "\n"
	for _, c := range t.Children {
		text += printed(c, cell, depth+1)
	}
	return text
}

// Amounts are conserved: parts sum to the whole at every node, exactly and as
// shown, whatever caused what.
func TestPartsSumToTheWhole(t *testing.T) {
	sc := town()
	rapid.Check(t, func(rt *rapid.T) {
		initial := model.NewState(sc)
		cells := []model.Cell{national, {Column: model.ColSpreadPosts}, {Column: model.ColAssetCondition}}
		var events []model.Event
		folded := initial.Clone()
		for i := range rapid.IntRange(0, 60).Draw(rt, "events") {
			e := model.Event{
				ID: model.EventID(i + 1), Tick: model.Tick(i / 3), What: model.What(rapid.IntRange(0, int(model.Whats)-1).Draw(rt, "what")),
				Subject: ref(model.KindNarrative, rapid.Int64Range(0, 2).Draw(rt, "subject")), Object: model.Nothing,
			}
			for range rapid.IntRange(0, 2).Draw(rt, "causes") {
				if i > 0 {
					e.Causes = append(e.Causes, model.EventID(rapid.IntRange(1, i).Draw(rt, "cause")))
				}
			}
			for range rapid.IntRange(0, 2).Draw(rt, "changes") {
				e.Changes = append(e.Changes, model.Change{
					Cell: rapid.SampledFrom(cells).Draw(rt, "cell"), Set: rapid.Bool().Draw(rt, "set"),
					Value: rapid.Int64Range(-1<<40, 1<<40).Draw(rt, "value"),
				})
			}
			require.NoError(rt, folded.Apply(&e))
			events = append(events, e)
		}
		from := model.Tick(rapid.IntRange(-1, 20).Draw(rt, "from"))
		to := from + model.Tick(rapid.IntRange(0, 20).Draw(rt, "span"))
		for _, cell := range cells {
			tree := Why(sc, initial, events, cell, from, to)
			require.Equal(rt, valueAt(initial, events, cell, to)-valueAt(initial, events, cell, from), tree.Amount)
			sums(rt, tree)
		}
	})
}

func valueAt(initial *model.State, events []model.Event, cell model.Cell, t model.Tick) int64 {
	s := initial.Clone()
	for i := range events {
		if events[i].Tick <= t {
			if err := s.Apply(&events[i]); err != nil {
				panic(err)
			}
		}
	}
	value, _ := s.Get(cell)
	return value
}

func sums(t require.TestingT, tree *Tree) {
	if len(tree.Children) == 0 {
		return
	}
	var amount, shown int64
	for _, c := range tree.Children {
		amount += c.Amount
		shown += c.Shown
		sums(t, c)
	}
	require.Equal(t, tree.Amount, amount)
	require.Equal(t, tree.Shown, shown)
}

func TestNumbersAsPeopleReadThem(t *testing.T) {
	sc := town()
	measure := func(m model.MeasureID) model.Cell { return model.Cell{Column: model.ColMeasureValue, Row: int64(m)} }
	for _, c := range []struct {
		cell  model.Cell
		value int64
		want  string
	}{
		{national, points("60.96"), "61.0%"},
		{measure(model.FalsePosts), points("1204321"), "1,204,321 posts"},
		{measure(model.HoursLost), points("-0.04"), "0.0 h"},
		{measure(model.FalseAlarms), points("2"), "2"},
		{model.Cell{Column: model.ColAssetCondition}, int64(model.Encrypted), "encrypted"},
		{model.Cell{Column: model.ColAssetUntil}, model.None, "none"},
		{model.Cell{Column: model.ColAssetUntil}, int64(model.Never), "never"},
		{model.Cell{Column: model.ColAssetEvent}, 12, "event 12"},
		{model.Cell{Column: model.ColAssetHunt}, points("-1.25"), "−1.25"},
		{model.Cell{Column: model.ColSpreadPosts}, -1234, "−1,234"},
	} {
		assert.Equal(t, c.want, Value(sc, c.cell, c.value))
	}
	assert.Equal(t, "−3.2 points", Amount(national, -32))
	assert.Equal(t, "+1,204 posts", Amount(measure(model.FalsePosts), 1204))
	assert.Equal(t, "±0.0 h", Amount(measure(model.HoursLost), 0))
}

// A seat that suspects a campaign is shown what it is known as; the debrief says
// what it was.
func TestSeatsAreNotShownTitlesOfCampaigns(t *testing.T) {
	sc := town()
	sc.Topics = append(sc.Topics, model.Topic{Of: ref(model.KindCampaign, 0)})
	for _, r := range []model.Ref{ref(model.KindCampaign, 0), ref(model.KindTopic, int64(len(sc.Topics)-1))} {
		assert.Equal(t, "Trouble in the counties", Name(sc, r))
	}
	assert.Equal(t, "roster", Name(sc, ref(model.KindCampaign, 1)), "its id where it is known as nothing")
	assert.Equal(t, "A campaign began: Ransomware", Describe(sc, &model.Event{What: model.CampaignBegan, Subject: ref(model.KindCampaign, 0)}))
}

// A kind of event that nobody taught this package to tell would stop a review.
func TestEveryKindOfEventIsTold(t *testing.T) {
	sc := town()
	for what := range model.Whats {
		for _, about := range []model.Ref{model.Nothing, ref(model.KindAsset, 0), ref(model.KindAsset, 99), ref(model.KindCampaign, 0)} {
			e := model.Event{What: what, Subject: about, Object: about}
			assert.NotEmpty(t, Describe(sc, &e), model.WhatWords[what])
		}
	}
}
