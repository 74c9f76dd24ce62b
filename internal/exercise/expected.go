package exercise

import (
	"fmt"

	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
)

// Expected says in plain words what a decision's measures would do to the posts of
// the claims that a seat knows of, and by what gain: one line for each claim and
// platform.
func (x *Exercise) Expected(seat model.OrgID, d model.DecisionID, target model.Ref) []string {
	var lines []string
	for _, e := range x.run.Expected(seat, d, target) {
		lines = append(lines, expectation(x.Scenario(), &e))
	}
	return lines
}

func expectation(sc *model.Scenario, e *model.Expectation) string {
	where := fmt.Sprintf("“%s” on %s", sc.Narratives[e.Narrative].Name, ledger.ShortName(sc, sc.Platforms[e.Platform].Org))
	gain := fmt.Sprintf("(gain %s)", ledger.Number(e.Gain))
	less := fixed.One.Sub(e.Left).MulInt(100).Round()
	if less <= 0 {
		return fmt.Sprintf("%s: no fewer posts %s", where, gain)
	}
	line := fmt.Sprintf("%s: about %d%% fewer posts %s", where, less, gain)
	if e.Chance < fixed.One {
		line += fmt.Sprintf(", if it reaches the story (%d%%)", e.Chance.MulInt(100).Round())
	}
	if e.Latency > 0 {
		line += fmt.Sprintf("; usually in force %s h after the order", ledger.Number(fixed.FromRatio(int64(e.Latency), int64(model.Hour))))
	}
	return line
}
