package engine_test

// The rules of determinism that a running core can show, 4 to 7 and 9: each is a
// check that returns a complaint or nothing, run on the engine and on a fixture
// that breaks it. Rules 1 to 3 are held by internal/house on parsed source, rule
// 8 by internal/house/platforms, rule 10 by replays.

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/doctrine"
	"tabletop/engine/ensemble"
	"tabletop/engine/model"
	"tabletop/engine/rng"
	"tabletop/scenarios"
	"tabletop/scenarios/scenariotest"
)

// played returns a run of the small pack at a tick, automated, and its events.
func played(t *testing.T, seed uint64, until model.Tick) (*engine.Run, []model.Event) {
	t.Helper()
	sc := scenariotest.Small(t)
	run := engine.New(sc, seed)
	return run, goOn(run, until)
}

// goOn plays a run on to a tick with automated seats.
func goOn(run *engine.Run, until model.Tick) []model.Event {
	d := doctrine.Named(run.Scenario(), "recommended")
	var events []model.Event
	for run.Tick() < until {
		events = append(events, run.Advance(min(until, (run.Tick()+model.Hour)/model.Hour*model.Hour))...)
		if !doctrine.Due(run.Tick()) {
			continue
		}
		for seat := range run.Scenario().Orgs {
			for _, c := range doctrine.Decide(run, d, model.OrgID(seat)) {
				if out, err := run.Submit(c); err == nil {
					events = append(events, out...)
				}
			}
		}
	}
	return events
}

// luckOfOthers complains where leaving one thing out changes another's luck.
// draw returns the luck of each name in a list.
func luckOfOthers(names []string, draw func([]string) map[string]uint64) string {
	all := draw(names)
	for i := range names {
		rest := slices.Delete(slices.Clone(names), i, i+1)
		again := draw(rest)
		for _, name := range rest {
			if again[name] != all[name] {
				return fmt.Sprintf("without %s the luck of %s changes", names[i], name)
			}
		}
	}
	return ""
}

func TestRule4LuckIsKeyed(t *testing.T) {
	names := []string{"ransom", "leak", "videos", "printer"}
	keyed := func(names []string) map[string]uint64 {
		luck := map[string]uint64{}
		for _, n := range names {
			luck[n] = rng.Seed(1).Name("effort").Name(n).Uint64()
		}
		return luck
	}
	assert.Empty(t, luckOfOthers(names, keyed))

	shared := func(names []string) map[string]uint64 {
		luck, stream := map[string]uint64{}, uint64(0)
		for _, n := range names {
			stream = rng.Seed(stream).Uint64()
			luck[n] = stream
		}
		return luck
	}
	assert.Equal(t, "without ransom the luck of leak changes", luckOfOthers(names, shared))
}

func TestRule4RemovingAnActorLeavesTheOthersLuck(t *testing.T) {
	sc := scenariotest.Small(t)
	whole := engine.New(sc, 7).State()
	for gone := range sc.Campaigns {
		other := *sc
		other.Campaigns = slices.Clone(sc.Campaigns)
		other.Campaigns[gone].Begin = sc.Clock.End + 1 // never begins: nothing of it happens
		alone := engine.New(&other, 7).State()
		for s := range sc.Steps {
			assert.Equal(t, whole.Steps[s].Need, alone.Steps[s].Need, sc.Steps[s].ID)
		}
	}
}

// sameInAnyOrder complains where shuffling a list changes what is made of it.
func sameInAnyOrder(list []string, of func([]string) string) string {
	want := of(list)
	for i := range list {
		turned := append(slices.Clone(list[i:]), list[:i]...)
		if got := of(turned); got != want {
			return fmt.Sprintf("in the order %v it is %s, not %s", turned, got, want)
		}
	}
	return ""
}

func TestRule5OrderOfTheFileChangesNothing(t *testing.T) {
	head, tables := smallTables(t)
	end := func(order []string) string {
		pack, err := scenarios.OpenFS(fstest.MapFS{"small.toml": {Data: []byte(head + strings.Join(order, ""))}}, "small")
		require.NoError(t, err)
		sc, err := pack.Compile(scenarios.Options{})
		require.NoError(t, err)
		run := engine.New(sc, 3)
		goOn(run, 20*model.Hour)
		return run.Hash().String()
	}
	assert.Empty(t, sameInAnyOrder(tables, end))

	first := func(order []string) string { return order[0][:20] }
	assert.NotEmpty(t, sameInAnyOrder(tables, first), "a result that depends on the order is reported")
}

// smallTables cuts the small pack into what stands before its first table and
// its tables, each with those nested in it.
func smallTables(t *testing.T) (head string, tables []string) {
	text, err := os.ReadFile(scenariotest.SmallPath(t))
	require.NoError(t, err)
	top := regexp.MustCompile(`(?m)^\[+[a-z]+\]+`)
	starts := top.FindAllStringIndex(string(text), -1)
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		tables = append(tables, string(text[at[0]:end]))
	}
	require.Greater(t, len(tables), 20)
	return string(text[:starts[0][0]]), tables
}

// leavesHash complains where an act changes the hash of a run.
func leavesHash(run *engine.Run, name string, act func()) string {
	before := run.Hash()
	act()
	if run.Hash() != before {
		return name + " changes the hash"
	}
	return ""
}

func TestRule6QueriesAndRefusalsLeaveTheHash(t *testing.T) {
	run, _ := played(t, 5, 12*model.Hour)
	sc := run.Scenario()
	for seat := range sc.Orgs {
		org := model.OrgID(seat)
		assert.Empty(t, leavesHash(run, "Legal", func() { run.Legal(org) }))
		assert.Empty(t, leavesHash(run, "Snapshot", func() { run.View(org).Snapshot() }))
		assert.Empty(t, leavesHash(run, "Decide", func() { doctrine.Decide(run, doctrine.Named(sc, "recommended"), org) }))
		for _, o := range run.Legal(org) {
			if o.Legal {
				continue
			}
			assert.Empty(t, leavesHash(run, "a refused command", func() {
				_, err := run.Submit(model.Command{Seat: org, Decision: o.Decision, Target: o.Target})
				var refusal *engine.Refusal
				assert.ErrorAs(t, err, &refusal)
				assert.NotEmpty(t, refusal.Reasons)
			}))
		}
	}
	assert.Empty(t, leavesHash(run, "a decision nobody knows", func() {
		_, err := run.Submit(model.Command{Seat: 0, Decision: 9999, Target: model.Nothing})
		assert.Error(t, err)
	}))
	assert.Equal(t, "advancing changes the hash", leavesHash(run, "advancing", func() { run.Advance(run.Tick() + 1) }))
}

// foldsTo complains where applying events to a beginning does not give an end.
func foldsTo(begin *model.State, events []model.Event, end *model.State) string {
	st := begin.Clone()
	for i := range events {
		if err := st.Apply(&events[i]); err != nil {
			return err.Error()
		}
	}
	st.Pass(end.Tick)
	if cell, differs := st.Difference(end); differs {
		return "folding differs in " + cell.Column.String()
	}
	if st.Hash() != end.Hash() {
		return "folding differs in its time"
	}
	return ""
}

func TestRule7FoldingEventsGivesTheState(t *testing.T) {
	sc := scenariotest.Small(t)
	begin := engine.New(sc, 11).State()
	run := engine.New(sc, 11)
	events := goOn(run, sc.Clock.End)
	require.Greater(t, len(events), 100)
	assert.Empty(t, foldsTo(begin, events, run.State()))

	tampered := slices.Clone(events)
	last := &tampered[len(tampered)-1]
	last.Changes = append(slices.Clone(last.Changes), model.Change{
		Cell: model.Cell{Column: model.ColMeasureValue, Row: int64(model.VotesBlocked)}, Value: 1,
	})
	assert.Equal(t, "folding differs in measure.value", foldsTo(begin, tampered, run.State()))
	assert.NotEmpty(t, foldsTo(begin, events[1:], run.State()), "an event left out is reported")
}

// continues complains where a run taken up from its encoding goes another way.
func continues(run *engine.Run, encoded []byte, until model.Tick) string {
	again, err := engine.Decode(run.Scenario(), run.Seed(), encoded)
	if err != nil {
		return err.Error()
	}
	clone := run.Clone()
	a, b := goOn(clone, until), goOn(again, until)
	if !reflect.DeepEqual(a, b) || clone.Hash() != again.Hash() {
		return fmt.Sprintf("taken up at tick %d it goes another way", run.Tick())
	}
	return ""
}

func TestRule7TakenUpAnywhereItEndsTheSame(t *testing.T) {
	sc := scenariotest.Small(t)
	run := engine.New(sc, 13)
	for at := model.Tick(0); at < sc.Clock.End; at += 5*model.Hour + 1 {
		goOn(run, at)
		assert.Empty(t, continues(run, run.Encode(), sc.Clock.End))
	}
	stale := run.Encode()
	goOn(run, sc.Clock.End-2)
	assert.NotEmpty(t, continues(run, stale, sc.Clock.End), "a state of another tick is reported")
	assert.NotEmpty(t, continues(run, stale[:len(stale)-8], sc.Clock.End))
}

func TestLeapsAndSingleTicksAreTheSame(t *testing.T) {
	sc := scenariotest.Small(t)
	for seed := range uint64(6) {
		leap, walk := engine.New(sc, seed), engine.New(sc, seed)
		d := doctrine.Named(sc, "recommended")
		var a, b []model.Event
		for leap.Tick() < sc.Clock.End {
			to := min(sc.Clock.End, (leap.Tick()+model.Hour)/model.Hour*model.Hour)
			a = append(a, leap.Advance(to)...)
			for walk.Tick() < to {
				b = append(b, walk.Advance(walk.Tick()+1)...)
			}
			for seat := range sc.Orgs {
				for _, c := range doctrine.Decide(leap, d, model.OrgID(seat)) {
					x, errX := leap.Submit(c)
					y, errY := walk.Submit(c)
					assert.Equal(t, errX, errY)
					a, b = append(a, x...), append(b, y...)
				}
			}
		}
		require.Equal(t, len(a), len(b), "seed %d", seed)
		for i := range a {
			require.Equal(t, a[i], b[i], "seed %d", seed)
		}
		assert.Equal(t, leap.Hash(), walk.Hash())
	}
}

// TestForcedTicksChangeNothing runs the rules on every tick, due or not.
func TestForcedTicksChangeNothing(t *testing.T) {
	sc := scenariotest.Small(t)
	leap, walk := engine.New(sc, 21), engine.New(sc, 21)
	var b []model.Event
	a := leap.Advance(sc.Clock.End)
	for walk.Tick() < sc.Clock.End {
		b = append(b, walk.RunTick()...)
	}
	require.Equal(t, len(a), len(b))
	for i := range a {
		require.Equal(t, a[i], b[i])
	}
}

// anyWorkers complains where the number of workers changes an ensemble.
func anyWorkers(play func(workers int) []ensemble.Outcome) string {
	one := play(1)
	for _, workers := range []int{2, 8} {
		if !reflect.DeepEqual(one, play(workers)) {
			return fmt.Sprintf("with %d workers the outcomes differ", workers)
		}
	}
	return ""
}

func TestRule9WorkersChangeNothing(t *testing.T) {
	sc := scenariotest.Small(t)
	play := func(workers int) []ensemble.Outcome {
		out, err := ensemble.Run(context.Background(), ensemble.Plan{
			Scenario: sc, Doctrine: doctrine.Named(sc, "recommended"), From: 1, Runs: 8, Workers: workers,
		})
		require.NoError(t, err)
		return out
	}
	assert.Empty(t, anyWorkers(play))

	byFinish := func(workers int) []ensemble.Outcome {
		out := slices.Clone(play(workers))
		slices.Reverse(out[:workers]) // as if kept in the order in which they ended
		return out
	}
	assert.Equal(t, "with 2 workers the outcomes differ", anyWorkers(byFinish))
}
