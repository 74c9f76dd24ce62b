package exercise

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/model"
	"tabletop/replays"
	"tabletop/scenarios/scenariotest"
)

func seat(t testing.TB, sc *model.Scenario, id string) model.OrgID {
	t.Helper()
	o, err := SeatNamed(sc, id)
	require.NoError(t, err)
	return o
}

func decision(sc *model.Scenario, by model.OrgID, id string, target model.Ref) model.Command {
	return model.Command{
		Seat: by, Kind: model.Decide, Decision: sc.DecisionNamed(id), Target: target, Inject: model.None, At: model.None,
		Rationale: "Because.", Confidence: model.EvenConfidence,
	}
}

// played starts an exercise of the small pack with a replay.
func played(t testing.TB, o Options) *Exercise {
	t.Helper()
	o.Scenario = scenariotest.Small(t)
	if o.Replay == "" {
		o.Replay = filepath.Join(t.TempDir(), "a.replay")
	}
	x, err := Start(o)
	require.NoError(t, err)
	return x
}

func verified(t testing.TB, path string) *replays.Replay {
	t.Helper()
	r, err := replays.Open(path)
	require.NoError(t, err)
	_, err = replays.Verify(r, nil)
	require.NoError(t, err)
	return r
}

func TestPeopleAndDoctrinesAreJournaledAlike(t *testing.T) {
	x := played(t, Options{Seed: 5, Doctrine: "recommended"})
	sc := x.Scenario()
	state, alder := seat(t, sc, "state"), seat(t, sc, "alder")
	assert.Equal(t, Automated, x.Holder(state))
	require.NoError(t, x.Hold(state))
	assert.Equal(t, Person, x.Holder(state))

	_, err := x.Step()
	require.NoError(t, err)
	require.NoError(t, x.Submit(decision(sc, state, "explain", model.Nothing)))
	require.NoError(t, x.Leave(state))
	err = x.Submit(decision(sc, state, "explain", model.Nothing))
	require.ErrorContains(t, err, "No person holds that seat.")
	_, err = x.Advance(sc.Clock.End, 0)
	require.NoError(t, err)
	require.True(t, x.Done())

	r := verified(t, x.Replay())
	var people, doctrine int
	for _, c := range r.Commands() {
		if c.Auto {
			doctrine++
		} else {
			people++
			assert.Equal(t, "Because.", c.Rationale)
		}
	}
	assert.Equal(t, 1, people)
	assert.Positive(t, doctrine)
	assert.True(t, slices.ContainsFunc(r.Commands(), func(c replays.Command) bool { return c.Auto && c.Seat == alder }))
	assert.Equal(t, x.State().Hash(), r.Ended.State)
	assert.Equal(t, x.Outcome(), func() Outcome { o := OutcomeOf(r); return o }())
}

func TestARefusalChangesNothing(t *testing.T) {
	x := played(t, Options{Seed: 5})
	sc := x.Scenario()
	alder := seat(t, sc, "alder")
	require.NoError(t, x.Hold(alder))
	before, hash := readFile(t, x.Replay()), x.State().Hash()
	for _, c := range []model.Command{
		decision(sc, alder, "explain", model.Nothing),
		{Seat: model.Facilitator, Kind: model.FireInject, Inject: 999},
		{Seat: alder, Kind: model.FireInject, Inject: 0}, // the facilitator's alone
		{Seat: alder, Kind: model.OverrideCell},
		func() model.Command {
			c := decision(sc, alder, "fit-keys", model.Ref{Kind: model.KindAsset, ID: 0})
			c.Rationale = strings.Repeat("long ", replays.MaxText)
			return c
		}(),
	} {
		err := x.Submit(c)
		var refusal *engine.Refusal
		require.ErrorAs(t, err, &refusal)
		assert.NotEmpty(t, refusal.Reasons)
	}
	assert.Equal(t, hash, x.State().Hash())
	assert.Equal(t, before, readFile(t, x.Replay()))
	require.NoError(t, x.Close())
}

func TestAnAdvanceStopsForWhatConcernsAPerson(t *testing.T) {
	x := played(t, Options{Seed: 1, Doctrine: "recommended"})
	sc := x.Scenario()
	harlow := seat(t, sc, "harlow")

	halt, err := x.Advance(sc.Clock.End, OnInject)
	require.NoError(t, err)
	assert.Equal(t, InjectReleased, halt.Reason, "without people every inject concerns the facilitator")
	assert.Equal(t, "odd-login", sc.Injects[halt.Inject].ID)
	assert.Equal(t, halt.Tick, x.State().Injects[halt.Inject].At)

	require.NoError(t, x.Hold(harlow))
	halt, err = x.Advance(sc.Clock.End, OnInject)
	require.NoError(t, err)
	assert.Contains(t, sc.Injects[halt.Inject].To, harlow)
	assert.Equal(t, harlow, halt.Seat)

	before := len(x.View(harlow).Inbox())
	halt, err = x.Advance(sc.Clock.End, OnMessage)
	require.NoError(t, err)
	assert.Equal(t, MessageArrived, halt.Reason)
	assert.Greater(t, len(x.View(harlow).Inbox()), before)

	halt, err = x.Advance(x.Tick()+3, 0)
	require.NoError(t, err)
	assert.Equal(t, TimeReached, halt.Reason)
	halt, err = x.Advance(sc.Clock.End, 0)
	require.NoError(t, err)
	assert.Equal(t, EndReached, halt.Reason)
	assert.NotEmpty(t, halt.Events)
	verified(t, x.Replay())
}

func TestAnAdvanceStopsWhenADecisionOpens(t *testing.T) {
	x := played(t, Options{Seed: 1, Doctrine: "none"})
	sc := x.Scenario()
	alder := seat(t, sc, "alder")
	require.NoError(t, x.Hold(alder))
	halt, err := x.Advance(sc.Clock.End, OnDecision)
	require.NoError(t, err)
	require.Equal(t, DecisionOpened, halt.Reason)
	assert.Equal(t, "report-up", sc.Decisions[halt.Option.Decision].ID, "Alder learnt of something to report")
	assert.True(t, halt.Option.Legal)
	again, err := x.Advance(sc.Clock.End, OnDecision)
	require.NoError(t, err)
	assert.NotEqual(t, halt.Option, again.Option, "what was open before does not stop time twice")
	require.NoError(t, x.Close())
}

// However time is cut into pieces, the same things happen.
func TestThePaceChangesNothing(t *testing.T) {
	whole := played(t, Options{Seed: 3, Doctrine: "recommended"})
	_, err := whole.Advance(whole.Scenario().Clock.End, 0)
	require.NoError(t, err)
	pieces := played(t, Options{Seed: 3, Doctrine: "recommended"})
	for !pieces.Done() {
		_, err := pieces.Advance(pieces.Tick()+7, OnInject|OnMessage|OnDecision)
		require.NoError(t, err)
	}
	assert.Equal(t, whole.State().Hash(), pieces.State().Hash())
	assert.Equal(t, whole.Events(), pieces.Events())
}

// A crash at any record loses nothing that was decided, and the exercise comes
// to the same end as if nothing had happened.
func TestAnExerciseGoesOnAfterACrash(t *testing.T) {
	x := played(t, Options{Seed: 4, Doctrine: "recommended"})
	_, err := x.Advance(x.Scenario().Clock.End, 0)
	require.NoError(t, err)
	file := readFile(t, x.Replay())
	lines := slices.Collect(strings.Lines(string(file)))
	for n := 4; n < len(lines); n += len(lines) / 9 {
		path := filepath.Join(t.TempDir(), "cut.replay")
		kept := strings.Join(lines[:n], "") + lines[n][:len(lines[n])/2]
		require.NoError(t, os.WriteFile(path, []byte(kept), 0o600))
		back, err := Resume(path, ResumeOptions{})
		require.NoError(t, err)
		assert.Equal(t, "recommended", back.Doctrine().ID)
		_, err = back.Advance(back.Scenario().Clock.End, 0)
		require.NoError(t, err)
		assert.Equal(t, x.State().Hash(), back.State().Hash(), "cut after %d lines", n)
		assert.Equal(t, x.Events(), back.Events())
		assert.Len(t, back.History(), len(x.History()))
		verified(t, path)
	}
	_, err = Resume(x.Replay(), ResumeOptions{})
	require.ErrorContains(t, err, "the exercise in this file is over")
}

func TestAnExerciseGoesOnInAnotherFile(t *testing.T) {
	x := played(t, Options{Seed: 4, Doctrine: "recommended", Now: func() time.Time { return time.Unix(1_600_000_000, 0) }})
	sc := x.Scenario()
	require.NoError(t, x.Hold(seat(t, sc, "state")))
	_, err := x.Advance(100, 0)
	require.NoError(t, err)
	require.NoError(t, x.Finish())
	first := verified(t, x.Replay())

	into := filepath.Join(t.TempDir(), "b.replay")
	back, err := Resume(x.Replay(), ResumeOptions{Into: into, Now: time.Now})
	require.NoError(t, err)
	assert.Equal(t, []model.OrgID{seat(t, sc, "state")}, back.People())
	assert.Equal(t, model.Tick(100), back.Tick())
	require.NoError(t, back.Submit(decision(sc, seat(t, sc, "state"), "explain", model.Nothing)))
	_, err = back.Advance(sc.Clock.End, 0)
	require.NoError(t, err)

	r := verified(t, into)
	require.NotNil(t, r.Head.Parent)
	assert.Equal(t, replays.Parent{File: "a.replay", Hash: first.Hash.String(), Tick: 100, Seed: 4}, *r.Head.Parent)
	assert.Equal(t, first.Hash, verified(t, x.Replay()).Hash, "the file left behind is as it was")
	_, err = Resume(x.Replay(), ResumeOptions{})
	require.ErrorContains(t, err, "came to its end; go on in another file")
}

func TestAResumedFileMustBeTrue(t *testing.T) {
	_, err := Resume(filepath.Join(t.TempDir(), "none"), ResumeOptions{})
	require.ErrorContains(t, err, "can't open the replay")
}

func TestAFullDiskIsReported(t *testing.T) {
	if info, err := os.Stat("/dev/full"); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		t.Skip("this machine has no /dev/full, the disk that is always full")
	}
	_, err := Start(Options{Scenario: scenariotest.Small(t), Replay: "/dev/full", Overwrite: true})
	require.ErrorContains(t, err, "can't write the replay; what came before is kept")
}

func TestSeatsAndDoctrinesMustExist(t *testing.T) {
	sc := scenariotest.Small(t)
	_, err := Start(Options{Scenario: sc, Doctrine: "bold"})
	require.ErrorContains(t, err, `no doctrine "bold"; it has none, recommended`)
	_, err = Start(Options{Scenario: sc, People: []model.OrgID{99}})
	require.ErrorContains(t, err, "no person may hold that seat; the seats are alder")
	x, err := Start(Options{Scenario: sc})
	require.NoError(t, err)
	assert.Equal(t, Nobody, x.Holder(0))
	require.Error(t, x.Hold(-1))
}

func TestTheFacilitatorStepsIn(t *testing.T) {
	x := played(t, Options{Seed: 2})
	inject := model.InjectID(slices.IndexFunc(x.Scenario().Injects, func(i model.Inject) bool { return i.ID == "queues" }))
	require.NoError(t, x.Submit(model.Command{Seat: model.Facilitator, Kind: model.FireInject, Inject: inject}))
	assert.Equal(t, model.InjectOut, x.State().Injects[inject].Status)
	require.NoError(t, x.Note(replays.Note{Kind: replays.NoteRating, By: "evaluator", About: "objective.notify", Rating: "P"}))
	require.Error(t, x.Note(replays.Note{Kind: replays.NoteRating, Rating: "A+"}))
	require.NoError(t, x.Close())
	r := verified(t, x.Replay())
	assert.True(t, r.Interrupted())
	assert.Equal(t, model.Facilitator, r.Commands()[0].Seat)
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return b
}
