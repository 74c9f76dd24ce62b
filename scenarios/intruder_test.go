package scenarios

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

// smallWith compiles the small pack with parts of its text replaced, old and new in
// turn.
func smallWith(t *testing.T, changes ...string) *model.Scenario {
	t.Helper()
	text := smallText(t)
	for i := 0; i < len(changes); i += 2 {
		require.Equal(t, 1, strings.Count(text, changes[i]), changes[i])
		text = strings.Replace(text, changes[i], changes[i+1], 1)
	}
	return compileText(t, text, Options{})
}

// TestClassesOfEffort: the words of C23 stand for means and for a chance, and cite it.
func TestClassesOfEffort(t *testing.T) {
	for word, days := range map[string]string{"easy": "1", "hard": "10", "very-hard": "100"} {
		sc := smallWith(t, `takes = { value = "12 h", evidence = "assumption" }`, `takes = "`+word+`"`,
			`chance = "90%"`, `chance = "uncertain"`)
		login, spread := sc.Steps[1], sc.Steps[3]
		require.Equal(t, []string{"ransom.login", "ransom.spread-harlow"}, []string{login.ID, spread.ID})
		assert.Equal(t, days, login.Mean.String())
		assert.Equal(t, "0.5", spread.Chance.String())
		assert.Contains(t, sc.Citations, model.Citation{Path: "step.ransom.login.takes", Value: word, Evidence: "C23"})
		assert.Contains(t, sc.Citations, model.Citation{Path: "step.ransom.spread-harlow.chance", Value: "uncertain", Evidence: "C23"})
	}
	set, err := openText(t, smallText(t)).Compile(Options{Sets: []model.Set{{Path: "step.ransom.login.takes", Value: "hard"}}})
	require.NoError(t, err)
	assert.Equal(t, "10", set.Steps[1].Mean.String())
}

// TestAimsAndWhatControlsStop: an actor's steps are aimed as the actor does, unless
// they say otherwise; a block may hold for one aim or for all.
func TestAimsAndWhatControlsStop(t *testing.T) {
	plain := smallWith(t)
	assert.Equal(t, model.Targeted, plain.Steps[1].Aim, "by default")
	assert.Equal(t, model.AnyAim, plain.Steps[4].Aim, "nobody aims a fault")
	assert.Equal(t, model.AnyAim, plain.Controls[3].Blocks[0].Aim)

	sc := smallWith(t, "effort = 4\n", "effort = 4\naim = \"bulk\"\nskill = \"30%\"\n",
		"target = \"vendor-remote\"\n  holds", "target = \"vendor-remote\"\n  aim = \"automated\"\n  holds",
		`share = "90%", evidence = "assumption" }`, `share = { automated = "100%", bulk = "96%", targeted = "76%", evidence = "C1" } }`)
	assert.Equal(t, model.Automated, sc.Steps[1].Aim)
	assert.Equal(t, model.Bulk, sc.Steps[0].Aim)
	assert.Equal(t, "0.3", sc.Actors[0].Skill.String())
	var shares []string
	for _, b := range sc.Controls[3].Blocks {
		if sc.Techniques[b.Technique].ID == "T1078" {
			shares = append(shares, model.AimWords[b.Aim]+" "+b.Share.String())
		}
	}
	require.Len(t, shares, 3)
	assert.Equal(t, "automated 1", shares[0])
	assert.Contains(t, shares[1], "bulk 0.96")
	assert.Contains(t, shares[2], "targeted 0.76")
	assert.Contains(t, sc.Citations, model.Citation{Path: "control.mfa.security-key.blocks.1.share.targeted", Value: "76%", Evidence: "C1"})
}

func TestWhatAControlHelpsFrom(t *testing.T) {
	plain := smallWith(t)
	assert.Empty(t, plain.Controls[1].Recovers)
	assert.Equal(t, "1", plain.Controls[1].Survives.String())
	sc := smallWith(t, "recovery = {", "recovers = [\"encrypted\", \"defaced\"]\nsurvives = { value = \"49.5%\", evidence = \"C19\" }\nrecovery = {")
	assert.Equal(t, []model.Health{model.Defaced, model.Encrypted}, sc.Controls[1].Recovers)
	assert.True(t, strings.HasPrefix(sc.Controls[1].Survives.String(), "0.49"), sc.Controls[1].Survives)
}

// TestOutsidersWatchEveryAsset: as its owner's watch has it, or as the model does where
// the owner keeps none. What others watch is theirs alone.
func TestOutsidersWatchEveryAsset(t *testing.T) {
	of := func(sc *model.Scenario, org model.OrgID, asset string) *model.Watch {
		for i := range sc.Watches {
			if w := &sc.Watches[i]; w.Org == org && sc.Name(sc.Topics[w.Topic].Of) == asset {
				return w
			}
		}
		return nil
	}
	sc := smallWith(t)
	harlow := sc.OrgNamed("harlow")
	owner, outside := of(sc, harlow, "net-harlow"), of(sc, model.None, "net-harlow")
	require.NotNil(t, outside)
	assert.Equal(t, "6", outside.Median.String())
	assert.Equal(t, sc.Params.Outside, owner.Elsewhere)
	assert.InDelta(t, 1, float64(owner.Elsewhere+outside.Elsewhere)/(1<<32), 1e-9)
	assert.Zero(t, of(sc, sc.OrgNamed("chirp"), "torn-ballots").Elsewhere)
	count := 0
	for _, w := range sc.Watches {
		if w.Org == model.None {
			count++
		}
	}
	assert.Equal(t, len(sc.Assets), count)

	ransom := `median = { value = "6 d", evidence = "C15" }`
	sc = smallWith(t, ransom, ransom+`, outside = { value = "70%", evidence = "C14" }`)
	assert.InDelta(t, 0.7, float64(of(sc, harlow, "net-harlow").Elsewhere)/(1<<32), 1e-9)
	sc = smallWith(t, "watch = [{ topic = \"owned\", median = { value = \"6 d\", evidence = \"C15\" } }]\n", "")
	assert.Nil(t, of(sc, harlow, "net-harlow"))
	assert.Equal(t, sc.Params.Dwell, of(sc, model.None, "net-harlow").Median)
	assert.InDelta(t, 0.46, float64(of(sc, model.None, "net-harlow").Elsewhere)/(1<<32), 1e-9)
}

func TestAGoalNamesStepsOfItsCampaign(t *testing.T) {
	sc := smallWith(t, "actor = \"ring\"\n", "actor = \"ring\"\ngoal = [\"encrypt\", \"ransom.spread-alder\"]\n")
	assert.Equal(t, []model.StepID{0, 2}, sc.Campaigns[0].Goal)
	assert.Empty(t, sc.Campaigns[2].Goal)
}
