package exercise

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
	"tabletop/replays"
	"tabletop/scenarios"
)

func over(t testing.TB, seed uint64) *Exercise {
	t.Helper()
	x := played(t, Options{Seed: seed, Doctrine: "recommended"})
	_, err := x.Advance(x.Scenario().Clock.End, 0)
	require.NoError(t, err)
	return x
}

func TestAnOutcomeSaysHowItWent(t *testing.T) {
	x := over(t, 1)
	o := x.Outcome()
	assert.True(t, o.Complete)
	assert.Equal(t, x.State().Hash().String(), o.Hash)
	require.NotEmpty(t, o.Objectives)
	for _, obj := range o.Objectives {
		for _, task := range obj.Tasks {
			assert.Contains(t, []string{"met", "missed"}, task.Verdict, "at the end every task is judged")
			assert.NotNil(t, task.Judged)
			assert.NotEmpty(t, task.Evidence)
			for _, e := range task.Evidence {
				assert.Contains(t, e, " = ")
				assert.NotContains(t, e, "%1")
			}
		}
	}
	assert.NotEmpty(t, o.Story)
	assert.LessOrEqual(t, len(o.Story), 10)
	for i, line := range o.Story {
		assert.NotEmpty(t, line.Text)
		if i > 0 {
			assert.Greater(t, line.Event, o.Story[i-1].Event, "the story is in order of time")
		}
	}
	for _, text := range []string{o.Text(), o.Markdown()} {
		assert.Equal(t, 2, strings.Count(text, Marking))
		assert.Contains(t, text, Illustration)
		assert.Contains(t, text, o.Hash)
		assert.NotContains(t, text, "Somebody")
	}
	_, err := json.Marshal(o)
	require.NoError(t, err)
}

func TestAPacksTextStaysText(t *testing.T) {
	o := Outcome{Title: "a <b>*bold*</b>\x1b[31m", Objectives: []Objective{{Text: "[x](http://y)", Tasks: []Task{{Text: "|"}}}}}
	assert.NotContains(t, o.Text(), "\x1b")
	assert.Contains(t, o.Markdown(), `a &lt;b&gt;\*bold\*&lt;/b&gt;`)
	assert.Contains(t, o.Markdown(), `\[x](http://y)`)
}

// For every headline measure the parts of an explanation sum to the change that
// the states show, exactly.
func TestExplanationsSum(t *testing.T) {
	x := over(t, 1)
	r, err := replays.Open(x.Replay())
	require.NoError(t, err)
	for m := range model.MeasureCount {
		for _, span := range [][2]model.Tick{{-1, 912}, {100, 700}, {480, 500}} {
			e, err := Explain(r, model.Measures[m].ID, span[0], span[1])
			require.NoError(t, err)
			from, err := r.StateAt(span[0])
			require.NoError(t, err)
			to, err := r.StateAt(span[1])
			require.NoError(t, err)
			change := to.Measures[m].Value.Sub(from.Measures[m].Value)
			assert.Equal(t, change.Exact(), e.Amount, model.Measures[m].ID)
			partsSum(t, e.Cause)
		}
	}
	e := x.Explain(measureCell(model.VotesBlocked), -1, 912)
	assert.Contains(t, e.Text(), "Votes blocked")
	_, err = Explain(r, "nothing", 0, 1)
	require.ErrorContains(t, err, `there is no measure "nothing"; name one of confidence-own-vote`)
}

func partsSum(t *testing.T, c Cause) {
	t.Helper()
	if len(c.Parts) == 0 {
		return
	}
	var sum fixed.Num
	for _, p := range c.Parts {
		sum = sum.Add(fixed.MustParse(p.Amount))
		partsSum(t, p)
	}
	assert.Equal(t, fixed.MustParse(c.Amount), sum)
}

func TestASituationInTruthAndAsSeen(t *testing.T) {
	x := over(t, 1)
	sc := x.Scenario()
	truth, seen := Truth(sc, x.State()), Seen(sc, x.State(), seat(t, sc, "harlow"))
	assert.NotEmpty(t, truth.Campaigns)
	assert.Empty(t, seen.Campaigns, "a seat does not see campaigns")
	assert.NotEmpty(t, seen.Inbox)
	assert.NotNil(t, seen.HoursLeft)
	assert.Less(t, len(seen.Measures), len(truth.Measures))
	for _, c := range seen.Decisions {
		assert.Equal(t, "harlow", c.Seat)
	}
	assert.Contains(t, truth.Text(), "The truth")
	assert.Contains(t, seen.Text(), "What Harlow County elections knows")
}

// Every event that the flagship's rules emit is told with names, and between
// them the runs show most kinds of event.
func TestTheFlagshipsEventsInPlainWords(t *testing.T) {
	if testing.Short() {
		t.Skip("plays the flagship twice")
	}
	pack, err := scenarios.Embedded("us-2020")
	require.NoError(t, err)
	seen := map[model.What]bool{}
	for posture, doctrine := range map[string]string{"2016": "none", "2020": "recommended"} {
		sc, err := pack.Compile(scenarios.Options{Posture: posture})
		require.NoError(t, err)
		x, err := Start(Options{Scenario: sc, Seed: 2, Doctrine: doctrine})
		require.NoError(t, err)
		_, err = x.Advance(sc.Clock.End, 0)
		require.NoError(t, err)
		for i := range x.Events() {
			e := &x.Events()[i]
			seen[e.What] = true
			text := ledger.Describe(sc, e)
			require.NotContains(t, text, "Somebody", "event %d: %s", e.ID, model.WhatWords[e.What])
			require.NotContains(t, text, "Something", "event %d: %s", e.ID, model.WhatWords[e.What])
			require.NotContains(t, text, ": :")
		}
	}
	assert.Greater(t, len(seen), 40, "of %d kinds", int(model.Whats))
}

func BenchmarkFlagshipWithReplay(b *testing.B) {
	pack, err := scenarios.Embedded("us-2020")
	require.NoError(b, err)
	sc, err := pack.Compile(scenarios.Options{Posture: "2019"})
	require.NoError(b, err)
	for b.Loop() {
		x, err := Start(Options{Scenario: sc, Seed: 1, Doctrine: "recommended", Replay: filepath.Join(b.TempDir(), "x.replay"), Overwrite: true})
		require.NoError(b, err)
		_, err = x.Advance(sc.Clock.End, 0)
		require.NoError(b, err)
	}
}

// TestIncidentsAreListed with how long it took to notice them, to share and to act,
// and by whom they were found.
func TestIncidentsAreListed(t *testing.T) {
	at := func(t model.Tick) Moment { return Moment{Tick: t, Time: "E"} }
	later := func(t model.Tick) *Moment { m := at(t); return &m }
	o := Outcome{Incidents: []Incident{
		{Name: "Roll", Began: at(0), Noticed: later(5 * model.Day), Shared: later(5*model.Day + 18), Found: "outsiders"},
		{Name: "Printer", Began: at(12), Noticed: later(12), Found: "its owner"},
		{Name: "Rumour", Began: at(12)},
	}}
	assert.Contains(t, o.Text(), `Incidents
           began  noticed after      shared after  acted on after
  Roll     E      5.0 d (outsiders)  1.5 h         never
  Printer  E      0.0 h (its owner)  never         never
  Rumour   E      never              never         never
`)
	assert.Contains(t, o.Markdown(), "| Roll | E | 5.0 d (outsiders) | 1.5 h | never |")
}

// TestMeasuresAgainstClaimsAreReported with what the model expects of them by the
// claim's gain, and whether they reached the story.
func TestMeasuresAgainstClaimsAreReported(t *testing.T) {
	pack, err := scenarios.Embedded("us-2020")
	require.NoError(t, err)
	sc, err := pack.Compile(scenarios.Options{Posture: "2020"})
	require.NoError(t, err)
	x, err := Start(Options{Scenario: sc, Seed: 3, Doctrine: "recommended"})
	require.NoError(t, err)
	_, err = x.Advance(30*model.Day, 0)
	require.NoError(t, err)
	reached, missed := 0, 0
	for _, e := range x.Outcome().Enforced {
		if e.Reached {
			reached++
			assert.Less(t, e.Left, fixed.One, e.Text())
			continue
		}
		missed++
		assert.Contains(t, e.Text(), "did not reach the story")
	}
	assert.Positive(t, reached)
	assert.Positive(t, missed)
	assert.Contains(t, x.Outcome().Markdown(), "label on “The machines flip votes” on Twitter: such a measure leaves about")
}
