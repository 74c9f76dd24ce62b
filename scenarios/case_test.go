package scenarios

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// embeddedCases opens the packs inside the program that replay real cases.
func embeddedCases(t *testing.T) map[string]*Pack {
	t.Helper()
	all := map[string]*Pack{}
	for _, e := range List() {
		if e.Case {
			pack, err := Embedded(e.ID)
			require.NoError(t, err)
			all[e.ID] = pack
		}
	}
	require.Len(t, all, 4)
	return all
}

// TestCasesSetFactsAlone: no case pack sets a constant of the model, as written or
// under a posture, and what it assumes it says with a range.
func TestCasesSetFactsAlone(t *testing.T) {
	defaults := compileText(t, strings.Replace(smallText(t), "exposure = {", "# exposure = {", 1), Options{}).Params
	for id, pack := range embeddedCases(t) {
		for _, posture := range append(pack.Postures(), "") {
			sc, err := pack.Compile(Options{Posture: posture})
			require.NoError(t, err)
			assert.Equal(t, defaults, sc.Params, "%s sets a constant of the model", id)
			assert.Nil(t, pack.root.get("model"), "%s has a [model]", id)
			for _, cited := range sc.Citations {
				if strings.HasPrefix(cited.Path, "channel.") && strings.HasSuffix(cited.Path, ".spread") {
					continue // the format's own, where a channel says nothing
				}
				if strings.Contains(cited.Evidence, assumption) && !strings.HasPrefix(cited.Path, "model.") {
					assert.NotEmpty(t, cited.Range, "%s: %s = %s is assumed without a range", id, cited.Path, cited.Value)
				}
			}
			for _, org := range sc.Orgs {
				assert.Equal(t, fixed.One, org.Detection, "%s: %s detects at another rate than the evidence's", id, org.ID)
			}
		}
	}
}

// TestCasesPublishWhatTheirRowsSay reads off what the packs are held to.
func TestCasesPublishWhatTheirRowsSay(t *testing.T) {
	want := map[string]string{
		"illinois-2016":      "noticed 19 d C12; patched at most 24 h C12",
		"phosphorus-2019":    "compromised 4 accounts C10",
		"hall-county-2020":   "down at least 14 d C20; voting 0 votes C20",
		"new-hampshire-2024": "statement 7 to 31 h D31",
	}
	for id, pack := range embeddedCases(t) {
		sc, err := pack.Compile(Options{})
		require.NoError(t, err)
		var said []string
		for _, p := range sc.Case.Published {
			said = append(said, strings.Join([]string{p.ID, p.Figure(), p.Unit, p.Evidence}, " "))
		}
		assert.Equal(t, want[id], strings.Join(said, "; "))
		assert.Equal(t, "as-it-was", sc.Case.Doctrine)
	}
}

// TestEveryDoubtCanBeSet at both ends of its range, in the cases and the flagship.
func TestEveryDoubtCanBeSet(t *testing.T) {
	packs := embeddedCases(t)
	small := openText(t, smallText(t))
	packs["small"] = small
	for id, pack := range packs {
		doubts, err := pack.Doubts(Options{})
		require.NoError(t, err)
		require.NotEmpty(t, doubts, id)
		written, err := pack.Compile(Options{})
		require.NoError(t, err)
		for _, d := range doubts {
			moved := false
			for _, end := range []string{d.Low, d.High} {
				sc, err := pack.Compile(Options{Sets: []model.Set{{Path: d.Path, Value: end}}})
				require.NoError(t, err, "%s: %s = %s", id, d.Path, end)
				sc.Sets, sc.Citations = nil, written.Citations
				moved = moved || ModelHash(sc) != ModelHash(written)
			}
			assert.True(t, moved || d.Low == d.High, "%s: neither end of %s changes anything", id, d.Path)
		}
	}
	doubts, err := packs["phosphorus-2019"].Doubts(Options{})
	require.NoError(t, err)
	assert.Contains(t, doubts, Doubt{
		Path: "asset.mailboxes.controls.second-factor", Range: "20%..80%", Low: "prompt 20%", High: "prompt 80%",
	})
	doubts, err = packs["hall-county-2020"].Doubts(Options{})
	require.NoError(t, err)
	assert.Contains(t, doubts, Doubt{
		Path: "step.ransom.encrypt.effects.1", Range: "3 d..30 d", Low: "encrypt network for 3 d", High: "encrypt network for 30 d",
	})
}

// TestAConstantMayBeTriedInACase: what the user sets is theirs to answer for.
func TestAConstantMayBeTriedInACase(t *testing.T) {
	pack := embeddedCases(t)["illinois-2016"]
	sc, err := pack.Compile(Options{Sets: []model.Set{{Path: "model.noise_lift", Value: "3"}}})
	require.NoError(t, err)
	assert.Equal(t, fixed.FromInt(3), sc.Params.NoiseLift)
}

func TestFigures(t *testing.T) {
	five, seven := fixed.FromInt(5), fixed.FromInt(7)
	for want, p := range map[string]model.Published{
		"5":          {AtLeast: five, AtMost: five},
		"5 to 7":     {AtLeast: five, AtMost: seven},
		"at least 5": {AtLeast: five, AtMost: fixed.Max},
		"at most 7":  {AtLeast: fixed.Min, AtMost: seven},
	} {
		assert.Equal(t, want, p.Figure())
	}
}
