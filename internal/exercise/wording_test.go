package exercise

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/scenarios/scenariotest"
)

func TestWhatWasMeant(t *testing.T) {
	known := []string{"cisa", "harlow", "votes-blocked"}
	for typed, want := range map[string]string{
		"csia": "cisa", "CISA": "cisa", "harlo": "harlow", "votes": "votes-blocked", "vo": "", "": "", "nobody": "",
	} {
		assert.Equal(t, want, meant(typed, known), typed)
	}
}

// TestChangesFitWhatIsShown: start and change as printed add up to the end.
func TestChangesFitWhatIsShown(t *testing.T) {
	sc := scenariotest.Small(t)
	initial, final := model.NewState(sc), model.NewState(sc)
	hundredths := func(n int64) fixed.Num { return fixed.FromRatio(n, 100) }
	initial.Measures[model.ConfidenceNational].Value = hundredths(9284)
	final.Measures[model.ConfidenceNational].Value = hundredths(9276)
	m := measures(sc, initial, final)[model.ConfidenceNational]
	assert.Equal(t, []string{"92.8%", "92.8%", "±0.0 points"}, []string{m.Before, m.After, m.Change})
}

func TestCoverageIsShownInPercent(t *testing.T) {
	sc := scenariotest.Small(t)
	assert.Equal(t, "90%", answer(sc, model.Node{Op: model.OpFact, Fact: model.SlotCoverage}, fixed.FromRatio(9, 10)))
	assert.Equal(t, "45%", answer(sc, model.Node{Op: model.OpFact, Fact: model.CredibilityOf}, fixed.FromInt(45)))
}

func TestWordsHaveAHistory(t *testing.T) {
	sc := scenariotest.Small(t)
	x, err := Start(Options{Scenario: sc, Seed: 1, Doctrine: "none"})
	require.NoError(t, err)
	_, err = x.Advance(sc.Clock.End, 0)
	require.NoError(t, err)
	for i := range sc.Campaigns {
		cell := model.Cell{Column: model.ColCampaignStatus, Row: int64(i)}
		e := x.Explain(cell, -1, x.Tick())
		value, _ := x.State().Get(cell)
		require.NotEmpty(t, e.History, sc.Campaigns[i].ID)
		last := e.History[len(e.History)-1]
		assert.Equal(t, model.CampaignStatusWords[value], last.Value)
		assert.NotEmpty(t, last.Text)
		assert.Contains(t, e.Text(), last.Value+": "+last.Text)
		assert.NotContains(t, e.Text(), "in all")
		for j := 1; j < len(e.History); j++ {
			assert.NotEqual(t, e.History[j-1].Value, e.History[j].Value)
			assert.LessOrEqual(t, e.History[j-1].Tick, e.History[j].Tick)
		}
	}
}
