package scenarios

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

// TestDocument holds docs/packs.md to what the loader does: every effect, fact,
// word and bound stands there.
func TestDocument(t *testing.T) {
	text, err := os.ReadFile("../docs/packs.md")
	require.NoError(t, err)
	document := string(text)
	for _, verb := range model.VerbWords[1:] {
		assert.Contains(t, document, "`"+verb+" ", "effect %s", verb)
	}
	for key := range factForms {
		name, part, _ := strings.Cut(key, ".")
		assert.Contains(t, document, name, "fact %s", key)
		assert.Contains(t, document, part, "fact %s", key)
	}
	for _, words := range [][]string{
		model.OrgKindWords, model.AssetKindWords, model.TruthWords, model.NarrativeKindWords, model.EnforcementWords,
		model.LevelWords, model.MethodWords, model.ConditionWords, model.KnowledgeWords, model.CauseWords, model.CampaignStatusWords,
		orgWords, targetWords,
	} {
		for _, word := range words {
			assert.Contains(t, document, word)
		}
	}
	for _, row := range []string{
		fmt.Sprintf("| %d, %d MiB, %d MiB |", maxFiles, maxFileSize>>20, maxPackSize>>20),
		fmt.Sprintf("| %d, %d, %d |", maxNesting, maxKeys, maxItems),
		fmt.Sprintf("| organisations, actors, assets, controls, phases | %d, %d, %d, %d, %d |", maxOrgs, maxActors, maxAssets, maxControls, maxPhases),
		fmt.Sprintf("| campaigns, steps, narratives, audiences | %d, %d, %d, %d |", maxCampaigns, maxSteps, maxNarratives, maxAudiences),
		fmt.Sprintf("| %d, %d, %d, %d, %d, %d |", maxDecisions, maxInjects, maxObjectives, maxDoctrines, maxPostures, maxPublished),
		fmt.Sprintf("| %d,000, %d,000, %d,000 |", maxLinks/1000, maxEffects/1000, maxRules/1000),
		fmt.Sprintf("| %d, %d |", maxWatches, maxBlocks),
		fmt.Sprintf("| %d, %d, %d |", idSize, lineSize, paragraphSize),
		fmt.Sprintf("| %d, %d |", effectSize, conditionSize),
		fmt.Sprintf("| %d days |", longestExercise/model.Day),
		fmt.Sprintf("| %d, %d |", maxProblems, MaxPrinted),
	} {
		assert.Contains(t, document, row)
	}
}
