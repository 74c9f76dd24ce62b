package screen

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/scenarios/scenariotest"
)

// TestBriefingAgreesWithPicture holds the lists of the briefing to the lines of
// the picture, in every seat.
func TestBriefingAgreesWithPicture(t *testing.T) {
	sc := scenariotest.Small(t)
	for i := range sc.Orgs {
		seat := model.OrgID(i)
		ex, err := exercise.Start(exercise.Options{Scenario: sc, Seed: 1})
		require.NoError(t, err)
		s := see(ex, seat)
		var solid, dotted, dashed []string
		for _, link := range s.links(false) {
			name := shortName(sc, model.OrgID(link.To))
			switch {
			case link.Dashed:
				dashed = append(dashed, name)
			case link.Inward:
				dotted = append(dotted, name)
			default:
				solid = append(solid, name)
			}
		}
		assert.Equal(t, s.reached(mutual, outward), solid)
		assert.Equal(t, s.reached(inward), dotted)
		assert.Equal(t, s.reached(shut), dashed)
		assert.Subset(t, s.reached(mutual, inward), dotted)
	}
}

// TestScaleIsHonest keeps small changes small.
func TestScaleIsHonest(t *testing.T) {
	percent := gauge{unit: "%", decimal: 1, of: func(s sample) float64 { return s.posts }}
	amount := gauge{unit: "an hour", of: func(s sample) float64 { return s.posts }}
	for _, c := range []struct {
		name      string
		g         gauge
		course    course
		low, high float64
	}{
		{"a tenth of a point", percent, course{{posts: 61.1}, {posts: 61}}, 59.05, 63.05},
		{"a large fall", percent, course{{posts: 61}, {posts: 51}}, 51, 61},
		{"few posts", amount, course{{posts: 0}, {posts: 1}}, 0, 10},
		{"many posts", amount, course{{posts: 0}, {posts: 900}}, 0, 900},
	} {
		low, high := c.course.scale(c.g)
		assert.InDelta(t, c.low, low, 1e-9, c.name)
		assert.InDelta(t, c.high, high, 1e-9, c.name)
	}
}

// TestReportsInPlainWords says what another organisation tells.
func TestReportsInPlainWords(t *testing.T) {
	assert.Equal(t, "they suspect an attack.", says(model.SuspectedLevel, model.CauseAttack))
	assert.Equal(t, "they suspect something; its cause is not known.", says(model.SuspectedLevel, model.CauseUnknown))
	assert.Equal(t, "they have confirmed an attack.", says(model.ConfirmedLevel, model.CauseAttack))
	assert.Equal(t, "they have confirmed an ordinary fault, no attack.", says(model.ConfirmedLevel, model.CauseBenign))
}
