package rules

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// TestAProcessEndsAtTheFirstTickAtWhichItIsRipe: due foretells what ripe finds, so
// that leaping over quiet ticks and running them all come to the same.
func TestAProcessEndsAtTheFirstTickAtWhichItIsRipe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := hazard{
			rate:   fixed.Num(rapid.Int64Range(1, int64(fixed.FromInt(500))).Draw(t, "rate")),
			before: fixed.Num(rapid.Int64Range(0, int64(fixed.FromInt(3))).Draw(t, "gathered")),
			need:   fixed.Num(rapid.Int64Range(0, int64(fixed.FromInt(45))).Draw(t, "need")),
			since:  model.Tick(rapid.Int64Range(0, 20_000).Draw(t, "since")),
		}
		if rapid.IntRange(0, 3).Draw(t, "overridden") == 0 {
			h.rate, h.before, h.need = anything(t), anything(t), anything(t)
		}
		due := h.due()
		if due == model.Never {
			assert.False(t, h.ripe(1<<20))
			return
		}
		assert.True(t, h.ripe(due))
		assert.True(t, due == h.since || !h.ripe(due-1))
	})
}

// anything is a number that only an override could leave.
func anything(t *rapid.T) fixed.Num { return fixed.Num(rapid.Int64().Draw(t, "anything")) }

func TestAProcessThatStandsStillNeverEnds(t *testing.T) {
	assert.Equal(t, model.Never, hazard{rate: 0, need: fixed.One, since: 5}.due())
	assert.Equal(t, model.Never, hazard{rate: fixed.One, need: fixed.One, since: model.None}.due(), "nor one that has not begun")
	assert.Equal(t, model.Never, hazard{rate: fixed.ULP, need: fixed.FromInt(40), since: 5}.due(), "nor one slower than time")
	assert.False(t, hazard{rate: fixed.One, need: 0, since: model.None}.ripe(9))
	assert.EqualValues(t, 5, hazard{rate: 0, before: fixed.One, need: fixed.One, since: 5}.due(), "one that has all it needs has ended")
}

// TestHazardIsGatheredADay: at a rate of one, one unit in 288 ticks.
func TestHazardIsGatheredADay(t *testing.T) {
	h := hazard{rate: fixed.One, before: fixed.Half, need: fixed.FromInt(2), since: 100}
	assert.Equal(t, fixed.Half, h.gathered(100))
	assert.Equal(t, fixed.FromInt(1), h.gathered(100+model.Day/2))
	assert.Equal(t, 100+model.Day*3/2, h.due())
}
