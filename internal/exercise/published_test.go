package exercise

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
	"tabletop/scenarios"
)

// TestACaseShowsWhatWasPublished beside what the run came to, as text, as Markdown and
// as data; before anything has come it says so.
func TestACaseShowsWhatWasPublished(t *testing.T) {
	pack, err := scenarios.Embedded("illinois-2016")
	require.NoError(t, err)
	sc, err := pack.Compile(scenarios.Options{})
	require.NoError(t, err)
	x, err := Start(Options{Scenario: sc, Seed: 4, Doctrine: sc.Case.Doctrine})
	require.NoError(t, err)
	early := x.Outcome()
	assert.Nil(t, early.Published[0].Here)
	assert.Contains(t, early.Text(), "until the office noticed: 19 d (C12), in this run not yet\n")

	_, err = x.Advance(sc.Clock.End, 0)
	require.NoError(t, err)
	o := x.Outcome()
	require.Len(t, o.Published, 2)
	noticed := o.Published[0]
	truth := model.TruthFacts{Scenario: sc, State: x.run.State()}
	want := sc.Case.Published[0].Measure.Value(truth)
	require.NotNil(t, noticed.Here)
	assert.Equal(t, want, *noticed.Here)
	for _, text := range []string{o.Text(), o.Markdown()} {
		assert.Contains(t, text, "Published of the case\n")
		assert.Regexp(t, `Days from the first injection until the office noticed: 19 d \(C12\), in this run \d+(\.\d)? d\n`, text)
		assert.Regexp(t, `the same day; follows from the lead time given: at most 24 h \(C12\), in this run \d+(\.\d)? h\n`, text)
	}
	data, err := json.Marshal(o)
	require.NoError(t, err)
	assert.Contains(t, string(data), `"published":[{"id":"noticed"`)
	assert.Contains(t, string(data), `"published":"19"`)
}
