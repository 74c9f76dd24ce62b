package replays

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// sample is a scenario with at least one of everything that a file names.
func sample() *model.Scenario {
	policies := make([]model.Policy, model.Enforcements)
	confidence := make([]fixed.Num, model.Levels)
	for i := range confidence {
		confidence[i] = fixed.Half
	}
	return &model.Scenario{
		ID: "sample", Title: "A <sample> & more", Version: "1",
		Clock: model.Clock{
			Zone: "America/New_York", Start: 1_604_059_200, End: 20 * model.Day, Election: 4*model.Day - 7*model.Hour,
			Offsets: []model.Offset{
				{From: 0, Seconds: -14_400, Abbrev: "EDT"},
				{From: 42 * model.Hour, Seconds: -18_000, Abbrev: "EST"},
			},
		},
		Phases:     []model.Phase{{ID: "before", Title: "Before"}},
		Orgs:       []model.Org{{ID: "cisa", Name: "CISA", Seat: true, ShiftTo: 1440}, {ID: "fbi", Name: "FBI", Seat: true, ShiftTo: 1440}},
		Channels:   []model.Channel{{From: 0, To: 1, Open: true}},
		Controls:   []model.Control{{Group: "mfa", Level: "none"}, {Group: "mfa", Level: "sms"}},
		Assets:     []model.Asset{{ID: "roll", Name: "Roll", Owner: 1, Slots: []int64{0}}},
		Slots:      []model.Slot{{Asset: 0, Group: "mfa", Level: 1, Coverage: fixed.One}},
		Actors:     []model.Actor{{ID: "crew", Name: "Crew", Parallel: 1}},
		Campaigns:  []model.Campaign{{ID: "ransom", Title: "Ransom", Actor: 0, Steps: []model.StepID{0, 1}}},
		Techniques: []model.Technique{{ID: "T1486"}},
		Steps: []model.Step{
			{ID: "ransom.in", Campaign: 0, Technique: 0, Target: 0, At: model.None},
			{ID: "ransom.encrypt", Campaign: 0, Technique: 0, Target: 0, At: model.None, After: []model.StepID{0}},
		},
		Narratives: []model.Narrative{{ID: "torn", Name: "Torn ballots", Spreads: []model.SpreadID{0}}},
		Platforms:  []model.Platform{{Org: 1, Policies: policies}},
		Spreads:    []model.Spread{{Narrative: 0, Platform: 0, First: true}},
		Audiences:  []model.Audience{{ID: "rural", Name: "Rural", Size: 10, Use: make([]fixed.Num, 1), Confidence: confidence}},
		Topics:     []model.Topic{{Of: model.Ref{Kind: model.KindAsset}}, {Of: model.Ref{Kind: model.KindNarrative}}},
		Watches:    []model.Watch{{Org: 1, Topic: 0, Median: fixed.One}, {Org: 1, Topic: 0, Median: fixed.Half}},
		Decisions: []model.Decision{{
			ID: "warn", Title: "Warn", By: []model.OrgID{0}, Targets: []model.Ref{{Kind: model.KindAsset}},
			Needs: []model.Requirement{{Reason: "Too early.", If: model.Condition{Text: "x", Nodes: []model.Node{
				{Op: model.OpFact, Fact: model.Knows, Target: true},
				{Op: model.OpValue, Value: fixed.One},
				{Op: model.OpGreaterEqual, X: 0, Y: 1},
			}}}},
		}},
		Injects: []model.Inject{{
			ID: "call", Number: 1, Title: "A call", At: 3, Objective: model.None, Tells: model.None, Phase: 0,
			To: []model.OrgID{0},
		}},
		Objectives: []model.Objective{{ID: "notify", Text: "Notify", Tasks: []model.TaskID{0}}},
		Tasks:      []model.Task{{Objective: 0, Text: "In time", Deadline: 100}},
	}
}

// first is a state of the sample before its first tick, with some values of
// every kind of column.
func first(sc *model.Scenario) *model.State {
	s := model.NewState(sc)
	s.Tick, s.Stirred = -1, -1
	for i := range s.Assets {
		s.Assets[i].Holder, s.Assets[i].Until, s.Assets[i].Hunt = model.None, model.None, fixed.One
	}
	for i := range s.Topics {
		s.Topics[i].Campaign = model.None
	}
	s.Slots[0].Level = 1
	s.Knowledge[1].Level = model.SuspectedLevel
	s.Steps[1].Need = 123_456_789
	return s
}

// happening makes events that fit the state: random cells with values that mean
// something, and now and then a new row.
type happening struct {
	sc    *model.Scenario
	st    *model.State
	names *names
	luck  *rand.Rand
}

func newHappening(sc *model.Scenario, seed uint64) *happening {
	return &happening{sc, first(sc), newNames(sc), rand.New(rand.NewPCG(seed, 1))}
}

func (h *happening) event(tick model.Tick) model.Event {
	e := model.Event{
		ID: h.st.LastEvent + 1, Tick: tick,
		Rule: model.Rule(h.luck.IntN(int(model.Rules))), What: model.What(h.luck.IntN(int(model.Whats))),
		Subject: h.ref(), Object: h.ref(),
	}
	for range h.luck.IntN(4) {
		e.Changes = append(e.Changes, h.change())
	}
	if h.luck.IntN(3) == 0 {
		e.Changes = append(e.Changes, h.row(model.TableReports)...)
	}
	if e.ID > 1 {
		for range h.luck.IntN(3) {
			e.Causes = append(e.Causes, 1+model.EventID(h.luck.IntN(int(e.ID-1))))
		}
	}
	return e
}

func (h *happening) ref() model.Ref {
	k := model.Kind(h.luck.IntN(int(model.KindTopic) + 1))
	if n := kindSize(h.sc, k); n > 0 {
		return model.Ref{Kind: k, ID: h.luck.Int64N(n)}
	}
	return model.Nothing
}

func (h *happening) change() model.Change {
	for {
		t := model.Table(h.luck.IntN(int(model.Tables)))
		if h.st.Rows(t) == 0 {
			continue
		}
		columns := t.Columns()
		c := columns[h.luck.IntN(len(columns))]
		cell := model.Cell{Column: c, Row: h.luck.Int64N(h.st.Rows(t))}
		kind, _ := idColumn(c)
		if kind == model.NoKind && (c.Kind() == model.FixedColumn || c.Kind() == model.CountColumn) && h.luck.IntN(2) == 0 &&
			c.Table() != model.TableChoices && c != model.ColReportChoice {
			return model.Change{Cell: cell, Value: h.luck.Int64N(1<<40) - 1<<39}
		}
		return model.Change{Cell: cell, Set: true, Value: h.value(c)}
	}
}

func (h *happening) value(c model.Column) int64 {
	kind, _ := idColumn(c)
	switch {
	case kind != model.NoKind:
		return h.luck.Int64N(kindSize(h.sc, kind))
	case c.Kind() == model.WordColumn:
		return h.luck.Int64N(int64(len(c.Words())))
	case c.Kind() == model.EventColumn:
		return h.luck.Int64N(int64(h.st.LastEvent) + 1)
	case c == model.ColReportChoice:
		return model.None
	case c == model.ColChoiceTargetKind:
		return 0
	}
	return int64(h.luck.Uint64() >> h.luck.IntN(64))
}

// row makes the changes that add a row to a table.
func (h *happening) row(t model.Table) []model.Change {
	var all []model.Change
	for _, c := range t.Columns() {
		all = append(all, model.Change{Cell: model.Cell{Column: c, Row: h.st.Rows(t)}, Set: true, Value: h.value(c)})
	}
	return all
}

// apply makes and applies some events at a tick.
func (h *happening) apply(t testing.TB, tick model.Tick, n int) []model.Event {
	events := make([]model.Event, n)
	for i := range events {
		events[i] = h.event(tick)
		require.NoError(t, h.names.fold(h.st, &events[i]))
	}
	h.st.Pass(tick)
	return events
}

// written writes a journal of the sample: events, marks, every kind of command,
// notes, and an end where one is wanted.
func written(t testing.TB, ended bool) (path string, h *happening) {
	t.Helper()
	return writtenWith(t, everyCommand(), ended)
}

func writtenWith(t testing.TB, commands []model.Command, ended bool) (path string, h *happening) {
	t.Helper()
	sc := sample()
	h = newHappening(sc, 7)
	path = filepath.Join(t.TempDir(), "sample.replay")
	j, err := Create(path, Head{Seed: 1<<63 + 5}, sc, h.st, false)
	require.NoError(t, err)
	tick := model.Tick(0)
	for _, c := range commands {
		require.NoError(t, j.Events(h.apply(t, tick, 3)))
		require.NoError(t, j.Mark(h.st))
		require.NoError(t, j.Command(tick, c, h.apply(t, tick, 2), h.st))
		tick += model.Hour
	}
	require.NoError(t, j.Note(Note{Kind: NoteRating, Tick: tick, By: "evaluator", About: "task.notify.1", Rating: "S"}))
	require.NoError(t, j.Events(h.apply(t, tick, 2)))
	if ended {
		require.NoError(t, j.End(h.st))
	}
	require.NoError(t, j.Close())
	return path, h
}

// everyCommand has one command of each kind.
func everyCommand() []model.Command {
	about := func(k model.CommandKind) model.Command {
		return model.Command{Seat: model.Facilitator, Kind: k, Decision: model.None, Target: model.Nothing, At: model.None}
	}
	move := about(model.MoveInject)
	move.At = 17
	override := about(model.OverrideCell)
	override.Inject = model.None
	override.Cell = model.Cell{Column: model.ColAssetCondition}
	override.Value, override.Rationale = int64(model.Offline), "The room agreed on \"offline\" <now>."
	return []model.Command{
		{
			Kind: model.Decide, Decision: 0, Target: model.Ref{Kind: model.KindAsset}, Inject: model.None, At: model.None,
			Rationale: "Counting stops in four days.\nSo we act – now.", Confidence: model.HighConfidence,
		},
		{Seat: 1, Kind: model.Decide, Target: model.Nothing, Inject: model.None, At: model.None, Auto: true},
		about(model.HoldInject), about(model.ReleaseHold), about(model.SkipInject), about(model.FireInject), move, override,
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return b
}
