package scenarios

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

func TestConstants(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Constants() {
		assert.False(t, seen[c.Name], "%s is there twice", c.Name)
		seen[c.Name] = true
		assert.NotEmpty(t, c.Evidence, c.Name)
		for id := range strings.SplitSeq(c.Evidence, ",") {
			_, ok := EvidenceFor(strings.TrimSpace(id))
			assert.True(t, ok || id == assumption, "%s rests on %q", c.Name, id)
		}
		u := c.unit.spanning(c.Range)
		assert.GreaterOrEqual(t, u.fallback, u.low, c.Name)
		assert.LessOrEqual(t, u.fallback, u.high, c.Name)
	}
	assert.True(t, seen["exposure"])
}

func TestDefaultsAreThoseOfAPackThatSetsNone(t *testing.T) {
	none := strings.Replace(smallText(t), `exposure = { value = "0.25", evidence = "assumption", range = "0.05..0.6" }`, "", 1)
	assert.Equal(t, compileText(t, none, Options{}).Params, Defaults())
	assert.Equal(t, "10", Defaults().Dwell.String())
	assert.InDelta(t, 0.54, float64(Defaults().Outside)/(1<<32), 1e-9)
}

func TestConstantsLieInTheirRanges(t *testing.T) {
	const want = "model.exposure: the value must lie between 0.05 and 0.6, the range of the constant"
	wide := strings.Replace(smallText(t), `exposure = { value = "0.25", evidence = "assumption", range = "0.05..0.6" }`,
		`exposure = { value = "0.9", evidence = "assumption", range = "0..1" }`, 1)
	_, err := openText(t, wide).Compile(Options{})
	require.ErrorContains(t, err, want)
	for value, ok := range map[string]bool{"0.05": true, "0.6": true, "0.04": false, "0.61": false} {
		_, err := openText(t, smallText(t)).Compile(Options{Sets: []model.Set{{Path: "model.exposure", Value: value}}})
		if ok {
			assert.NoError(t, err, value)
			continue
		}
		assert.ErrorContains(t, err, want, value)
	}
	_, err = openText(t, smallText(t)).Compile(Options{Sets: []model.Set{{Path: "model.echo_delay", Value: "5 h"}}})
	assert.ErrorContains(t, err, "between 6 h and 72 h")
}

// TestLawsThatRunAwayAreRefused: with momentum that lasts, a story that lives on
// sharing would grow without end.
func TestLawsThatRunAwayAreRefused(t *testing.T) {
	pack, err := Embedded("us-2020")
	require.NoError(t, err)
	_, err = pack.Compile(Options{Sets: []model.Set{{Path: "model.lambda", Value: "0.09"}}})
	require.ErrorContains(t, err, "run away (model.delta 0.5, model.lambda 0.09)")
	require.ErrorContains(t, err, "give a gain below 0.708")
	_, err = pack.Compile(Options{Sets: []model.Set{{Path: "model.lambda", Value: "0.5"}}})
	require.NoError(t, err)
}
