package screen_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
	"tabletop/internal/kit"
)

// TestNothingUnknownIsNamed looks at the flagship from seats far from its events:
// no screen names a claim or a campaign that the seat has not heard of.
func TestNothingUnknownIsNamed(t *testing.T) {
	sc := flagship(t)
	for _, seat := range []string{"harlow", "odni", "gazette"} {
		p := begin(t, sc, seat, usual, "")
		p.Press(kit.KeyEnter, "M")
		for _, day := range []model.Tick{5, 20, 45} {
			_, err := p.ex.Advance(day*model.Day, 0)
			require.NoError(t, err)
			p.Press("H", "W")
			text := p.Text()
			p.Press("P")
			text += p.Text()
			for i := range sc.Campaigns {
				assert.NotContains(t, text, sc.Campaigns[i].Title, "a campaign's title tells the plot")
			}
			view := p.ex.View(p.ex.People()[0])
			for i, topic := range sc.Topics {
				if topic.Of.Kind == model.KindAsset || view.Suspects(model.TopicID(i)) {
					continue
				}
				name := sc.Campaigns[min(int(topic.Of.ID), len(sc.Campaigns)-1)].KnownAs
				if topic.Of.Kind == model.KindNarrative {
					name = sc.Narratives[topic.Of.ID].Name
				}
				if !within(known(sc, view), name) {
					assert.False(t, strings.Contains(text, name), "%s is told of %q on day %d", seat, name, day)
				}
			}
		}
	}
}

// known are the names of all that a seat has heard of.
func known(sc *model.Scenario, view model.View) []string {
	var names []string
	for i, topic := range sc.Topics {
		if view.Suspects(model.TopicID(i)) && topic.Of.Kind == model.KindCampaign {
			names = append(names, sc.Campaigns[topic.Of.ID].KnownAs)
		}
	}
	return names
}

// within says whether a name is part of another one.
func within(names []string, name string) bool {
	return slices.ContainsFunc(names, func(other string) bool { return strings.Contains(other, name) })
}
