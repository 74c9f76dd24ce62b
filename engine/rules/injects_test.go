package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

func TestAnInjectTellsItsReadersAtItsTime(t *testing.T) {
	b := newTown()
	state, county := b.org("state"), b.org("county")
	site := b.asset("site", state)
	i := b.inject("call", 3*model.Hour, model.Effect{Verb: model.Outage, A: the(model.KindAsset, site), For: model.Hour})
	b.told(i, ref(model.KindAsset, site), county)
	g := b.play(t, 1).until(3*model.Hour - 1)
	assert.Equal(t, model.NotKnown, g.level(county, ref(model.KindAsset, site)))
	g.until(3 * model.Hour)
	assert.Equal(t, model.InjectOut, g.State().Injects[i].Status)
	assert.Equal(t, model.SuspectedLevel, g.level(county, ref(model.KindAsset, site)))
	assert.Equal(t, model.InjectReleasedEvent, g.causeOf(g.happened(model.AssetBroken)[0]).What, "its effects follow from it")
	assert.Len(t, g.toEnd().happened(model.InjectReleasedEvent), 1, "once")
}

func TestAnInjectWaitsForItsConditionAndThenAWhile(t *testing.T) {
	b := newTown()
	state := b.org("state")
	site := b.asset("site", state)
	b.inject("storm", 10*model.Hour+7, model.Effect{Verb: model.Outage, A: the(model.KindAsset, site), For: model.Day})
	call := b.inject("call", model.None)
	down := is(model.AssetCondition, int64(site), 0, model.OpEqual, fixed.FromInt(int64(model.Offline)))
	b.Injects[call].When, b.Injects[call].After = &down, 2*model.Hour
	g := b.play(t, 1).until(11 * model.Hour)
	assert.Equal(t, 10*model.Hour+7, g.State().Injects[call].Ripe, "at once when the truth changes")
	assert.Equal(t, model.InjectPlanned, g.State().Injects[call].Status)
	g.until(model.Day)
	assert.Equal(t, 12*model.Hour+7, g.when(model.InjectReleasedEvent, ref(model.KindInject, call)))
}

func TestAConditionThatTimeAloneFulfilsIsSeenOnTheHour(t *testing.T) {
	b := newTown()
	call := b.inject("call", model.None)
	b.Clock.Start += 20 * 60 // local midnight falls between two whole hours of elapsed time
	eve := is(model.DaysToElection, 0, 0, model.OpLessEqual, num("1"))
	b.Injects[call].When = &eve
	g := b.play(t, 1).until(2 * model.Day)
	assert.Equal(t, model.Day, g.when(model.InjectReleasedEvent), "midnight was twenty minutes before")
}

// TestTheFacilitatorMovesInjects shows hold, release, skip, move and fire.
func TestTheFacilitatorMovesInjects(t *testing.T) {
	const planned = 5 * model.Hour
	command := func(kind model.CommandKind, at model.Tick) model.Command {
		return model.Command{Kind: kind, Seat: model.Facilitator, At: at}
	}
	for name, c := range map[string]struct {
		commands []model.Command // one an hour
		want     model.Tick
	}{
		"left alone":               {nil, planned},
		"held":                     {[]model.Command{command(model.HoldInject, 0)}, model.Never},
		"held and let go":          {[]model.Command{command(model.HoldInject, 0), command(model.ReleaseHold, 0)}, planned},
		"held beyond its time":     {[]model.Command{command(model.HoldInject, 0), {}, {}, {}, {}, {}, command(model.ReleaseHold, 0)}, 6*model.Hour + 1},
		"skipped":                  {[]model.Command{command(model.SkipInject, 0)}, model.Never},
		"skipped, then wanted":     {[]model.Command{command(model.SkipInject, 0), command(model.ReleaseHold, 0)}, planned},
		"fired early":              {[]model.Command{{}, command(model.FireInject, 0)}, model.Hour},
		"fired though held":        {[]model.Command{command(model.HoldInject, 0), command(model.FireInject, 0)}, model.Hour},
		"moved to an earlier time": {[]model.Command{command(model.MoveInject, 2*model.Hour)}, 2 * model.Hour},
		"moved to a later time":    {[]model.Command{command(model.MoveInject, 9*model.Hour)}, 9 * model.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTown()
			call := b.inject("call", planned)
			g := b.play(t, 1)
			for hour, command := range c.commands {
				g.until(model.Tick(hour) * model.Hour)
				if command.Kind != model.Decide {
					command.Inject = call
					require.Empty(t, g.submit(command))
				}
			}
			g.until(model.Day)
			assert.Equal(t, c.want, g.when(model.InjectReleasedEvent))
			if c.want != model.Never {
				assert.Equal(t, []string{"the inject is already released"},
					g.submit(model.Command{Seat: model.Facilitator, Kind: model.FireInject, Inject: call}))
			}
		})
	}
}

func TestAnInjectThatIsFiredFollowsFromTheCommand(t *testing.T) {
	b := newTown()
	call := b.inject("call", model.Day)
	g := b.play(t, 1).until(model.Hour)
	require.Empty(t, g.submit(model.Command{Seat: model.Facilitator, Kind: model.FireInject, Inject: call}))
	assert.Equal(t, model.InjectChanged, g.causeOf(g.happened(model.InjectReleasedEvent)[0]).What)
}
