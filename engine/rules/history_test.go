package rules_test

// What holds of every history, whatever is decided in it.

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
	"tabletop/scenarios"
	"tabletop/scenarios/scenariotest"
)

// histories plays the small pack with random decisions and facilitator's commands
// and shows each of them, with its events, to a check.
func histories(t *testing.T, check func(*rapid.T, *game)) {
	asWritten, open := scenariotest.Small(t), scenariotest.Compile(t, scenarios.Options{Posture: "open"})
	rapid.Check(t, func(rt *rapid.T) {
		sc := asWritten
		if rapid.Bool().Draw(rt, "open") {
			sc = open
		}
		g := newGame(t, sc, drawSeed(rt))
		for g.State().Tick < g.sc.Clock.End {
			g.until(min(g.sc.Clock.End, g.State().Tick+drawTick(rt, 1, 12*model.Hour, "pause")))
			g.act(rt)
		}
		check(rt, g)
	})
}

// act has every seat take one legal decision, and now and then the facilitator
// do something to an inject.
func (g *game) act(t *rapid.T) {
	if g.State().Tick >= g.sc.Clock.End {
		return
	}
	for seat := range g.sc.Orgs {
		legal := slices.DeleteFunc(g.Legal(model.OrgID(seat)), func(o model.Option) bool { return !o.Legal })
		if len(legal) > 0 {
			o := rapid.SampledFrom(legal).Draw(t, "decision")
			require.Empty(g.t, g.submit(decision(model.OrgID(seat), o.Decision, o.Target)))
		}
	}
	if rapid.IntRange(0, 4).Draw(t, "facilitator") == 0 {
		g.submit(model.Command{
			Kind:   model.CommandKind(rapid.IntRange(int(model.HoldInject), int(model.MoveInject)).Draw(t, "command")),
			Seat:   model.Facilitator,
			Inject: model.InjectID(rapid.IntRange(0, len(g.sc.Injects)-1).Draw(t, "inject")),
			At:     g.State().Tick + drawTick(t, 1, model.Day, "moved"),
		})
	}
}

func TestEventsAreInOrderAndFollowFromEarlierOnes(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		tick := model.Tick(0)
		for i, e := range g.events {
			if e.ID != model.EventID(i+1) || e.Tick < tick {
				rt.Fatalf("event %d at tick %d follows event %d at tick %d", e.ID, e.Tick, i, tick)
			}
			tick = e.Tick
			for _, c := range e.Causes {
				if c < 1 || c >= e.ID {
					rt.Fatalf("event %d follows from event %d", e.ID, c)
				}
			}
		}
	})
}

// endings are what causes end at: commands, injects, the beginning of a campaign,
// natural drift, the calendar, and verdicts, which are of the whole state.
var endings = []model.What{
	model.DecisionTaken, model.InjectChanged, model.InjectReleasedEvent, model.Overridden,
	model.CampaignBegan, model.Drifted, model.CredibilityDrifted, model.DayTurned, model.TaskMet, model.TaskMissed,
}

func TestWhatIsNoLeafHasACause(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		for _, e := range g.events {
			if len(e.Causes) == 0 && !slices.Contains(endings, e.What) {
				rt.Fatalf("%s of %s has no cause", model.WhatWords[e.What], g.sc.Name(e.Subject))
			}
		}
	})
}

// TestMeasuresAreTheSumOfTheirChanges: no event sets a measure; all add to it.
func TestMeasuresAreTheSumOfTheirChanges(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		sums := make([]fixed.Num, model.MeasureCount)
		for m := range sums {
			sums[m] = g.begin.Measures[m].Value
		}
		for _, e := range g.events {
			for _, c := range e.Changes {
				if c.Cell.Column != model.ColMeasureValue {
					continue
				}
				if c.Set {
					rt.Fatalf("%s sets a measure", model.WhatWords[e.What])
				}
				sums[c.Cell.Row] += fixed.Num(c.Value)
			}
		}
		for m := range sums {
			if sums[m] != g.State().Measures[m].Value {
				rt.Fatalf("%s is %s, its changes sum to %s", model.Measures[m].ID, g.State().Measures[m].Value, sums[m])
			}
		}
	})
}

// fold shows every event with the state before it.
func (g *game) fold(t *rapid.T, see func(*model.State, *model.Event)) {
	st := g.begin.Clone()
	for i := range g.events {
		see(st, &g.events[i])
		if err := st.Apply(&g.events[i]); err != nil {
			t.Fatal(err)
		}
	}
	st.Pass(g.State().Tick)
	if st.Hash() != g.State().Hash() {
		t.Fatal("the events do not fold to the state")
	}
}

// TestKnowledgeNeverFalls but by an examination that finds that nothing happened.
func TestKnowledgeNeverFalls(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		g.fold(rt, func(st *model.State, e *model.Event) {
			for _, c := range e.Changes {
				if c.Cell.Column == model.ColKnowledgeLevel && c.Value < int64(st.Knowledge[c.Cell.Row].Level) && e.What != model.ClearedAsBenign {
					rt.Fatalf("%s makes somebody forget", model.WhatWords[e.What])
				}
			}
		})
	})
}

// TestConfidenceAddsUp: every audience stays between 0 and 100 per cent, the
// percentages are those of the logits, and the headline is their mean by size.
func TestConfidenceAddsUp(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		people := int64(0)
		for _, a := range g.sc.Audiences {
			people += a.Size
		}
		for l := range model.Levels {
			mean := 0.0
			for a := range g.sc.Audiences {
				p := g.State().Publics[g.sc.PublicRow(model.AudienceID(a), l)]
				if p.Percent < 0 || p.Percent > num("100") {
					rt.Fatalf("%s per cent are confident", p.Percent)
				}
				assert.InDelta(rt, float(fixed.Logistic(p.Logit))*100, float(p.Percent), 1e-5)
				mean += float(p.Percent) * float64(g.sc.Audiences[a].Size) / float64(people)
			}
			assert.InDelta(rt, mean, g.measure(model.ConfidenceMeasure(l)), 1e-5)
		}
	})
}

// TestEveryEventConserves: what an event moves of a headline is exactly what it moves
// of its parts, confidence and credibility by the audiences' sizes; and at the end all
// shares lie between none and all.
func TestEveryEventConserves(t *testing.T) {
	histories(t, func(rt *rapid.T, g *game) {
		people := 0.0
		for _, a := range g.sc.Audiences {
			people += float64(a.Size)
		}
		weight := func(a int64) float64 { return float64(g.sc.Audiences[a].Size) / people }
		n := int64(len(g.sc.Audiences))
		g.fold(rt, func(_ *model.State, e *model.Event) {
			moved, parts := map[model.Cell]float64{}, map[model.Cell]float64{}
			for _, c := range e.Changes {
				by := float(fixed.Num(c.Value))
				switch {
				case c.Cell.Column == model.ColPublicPercent:
					level := model.Level(c.Cell.Row % int64(model.Levels))
					parts[model.Cell{Column: model.ColMeasureValue, Row: int64(model.ConfidenceMeasure(level))}] += by * weight(c.Cell.Row/int64(model.Levels))
				case c.Cell.Column == model.ColCredibilityPercent:
					parts[model.Cell{Column: model.ColOrgCredibility, Row: c.Cell.Row / n}] += by * weight(c.Cell.Row%n)
				case c.Cell.Column == model.ColOrgCredibility,
					c.Cell.Column == model.ColMeasureValue && c.Cell.Row <= int64(model.ConfidenceNational):
					moved[c.Cell] += by
				}
			}
			for cell := range parts {
				moved[cell] += 0
			}
			for cell, by := range moved {
				if diff := by - parts[cell]; diff > 1e-7 || diff < -1e-7 {
					rt.Fatalf("%s moves %s by %g, its parts by %g", model.WhatWords[e.What], g.sc.CellPath(cell), by, parts[cell])
				}
			}
		})
		for _, e := range g.State().Exposures {
			for _, share := range []fixed.Num{e.Share, e.Prebunk, e.Corrected} {
				if share < 0 || share > fixed.One {
					rt.Fatalf("a share of %s", share)
				}
			}
		}
		for _, p := range g.State().Publics {
			if p.Reach < 0 || p.Reach > fixed.One {
				rt.Fatalf("explanations win %s", p.Reach)
			}
		}
	})
}

// TestEveryIncidentIsCountedOnce: its hours to detect, to share and to act are those
// between its own times, or to its end where something never came; all together they
// are the headline measures, to the last digit. Claims are incidents, true stories are
// not.
func TestEveryIncidentIsCountedOnce(t *testing.T) {
	some := false
	histories(t, func(rt *rapid.T, g *game) {
		var sums [model.MeasureCount]fixed.Num
		for _, i := range ledger.Incidents(g.sc, g.begin, g.events) {
			some = true
			end := i.Ended
			if end == model.None {
				end = g.sc.Clock.End
			}
			span := func(from, to model.Tick) fixed.Num {
				if from == model.None {
					return 0 // what was never noticed is neither shared nor acted on
				}
				if to == model.None {
					to = end
				}
				return fixed.FromRatio(int64(to-from), int64(model.Hour))
			}
			for what, hours := range map[string][2]fixed.Num{
				"detect": {span(i.Start, i.Detected), i.ToDetect},
				"share":  {span(i.Detected, i.Shared), i.ToShare},
				"act":    {span(i.Detected, i.Acted), i.ToAct},
			} {
				if hours[0] != hours[1] {
					rt.Fatalf("%s of the incident of %s at tick %d took %s hours, and %s are counted",
						what, g.sc.Name(g.sc.Topics[i.Topic].Of), i.Start, hours[0], hours[1])
				}
			}
			sums[model.HoursToDetect] += i.ToDetect
			sums[model.HoursToShare] += i.ToShare
			sums[model.HoursToAct] += i.ToAct
		}
		for _, m := range []model.MeasureID{model.HoursToDetect, model.HoursToShare, model.HoursToAct} {
			if sums[m] != g.State().Measures[m].Value {
				rt.Fatalf("%s is %s, its incidents sum to %s", model.Measures[m].ID, g.State().Measures[m].Value, sums[m])
			}
		}
	})
	assert.True(t, some)
}

// TestCountsOnlyRise: posts, exposure, records, hours, votes and staff-hours.
func TestCountsOnlyRise(t *testing.T) {
	falls := []model.MeasureID{
		model.Intrusions, model.ConfidenceOwnVote, model.ConfidenceCounty, model.ConfidenceState, model.ConfidenceNational,
	}
	histories(t, func(rt *rapid.T, g *game) {
		for _, e := range g.events {
			for _, c := range e.Changes {
				if c.Cell.Column == model.ColMeasureValue && c.Value < 0 && !slices.Contains(falls, model.MeasureID(c.Cell.Row)) {
					rt.Fatalf("%s lowers %s", model.WhatWords[e.What], model.Measures[c.Cell.Row].ID)
				}
			}
		}
		if n := g.State().Measures[model.Intrusions].Value; n < 0 {
			rt.Fatalf("%s intrusions", n)
		}
	})
}

// TestNoOverrideBreaksARun: whatever a facilitator sets, or is refused, the rules
// go on to the end and the events still fold to the state.
func TestNoOverrideBreaksARun(t *testing.T) {
	sc := scenariotest.Small(t)
	rapid.Check(t, func(rt *rapid.T) {
		g := newGame(t, sc, drawSeed(rt))
		for range rapid.IntRange(1, 12).Draw(rt, "overrides") {
			g.until(min(sc.Clock.End-1, g.State().Tick+drawTick(rt, 0, 12*model.Hour, "pause")))
			table := model.Table(rapid.IntRange(0, int(model.Tables)-1).Draw(rt, "table"))
			rows := g.State().Rows(table)
			if rows == 0 {
				continue
			}
			cell := model.Cell{
				Column: rapid.SampledFrom(table.Columns()).Draw(rt, "column"),
				Row:    rapid.Int64Range(0, rows-1).Draw(rt, "row"),
			}
			value := rapid.Int64().Draw(rt, "value")
			if cell.Column.Kind() != model.FixedColumn {
				value = rapid.Int64Range(-2, int64(sc.Clock.End)+1).Draw(rt, "small value")
			}
			g.submit(model.Command{Kind: model.OverrideCell, Seat: model.Facilitator, Cell: cell, Value: value, Rationale: "chaos"})
			g.act(rt)
		}
		g.toEnd().fold(rt, func(*model.State, *model.Event) {})
	})
}
