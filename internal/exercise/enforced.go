package exercise

import (
	"fmt"

	"tabletop/engine"
	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
)

// Enforced is a measure that a platform took against a claim, and what the model
// expects of such a measure by the claim's gain.
type Enforced struct {
	Moment
	Platform string    `json:"platform"` // id of the organisation
	Claim    string    `json:"claim"`    // id of the narrative
	Measure  string    `json:"measure"`
	Reached  bool      `json:"reached"`    // false: it missed the story
	Gain     fixed.Num `json:"gain"`       // of the claim
	Left     fixed.Num `json:"posts_left"` // share of the posts that such a measure leaves, where it reaches the story
	On       string    `json:"-"`          // “claim” on platform, as people say it
}

// enforced lists the measures against claims that came into force or missed.
func enforced(sc *model.Scenario, events []model.Event) []Enforced {
	var all []Enforced
	var run *engine.Run // made for the first measure: its tables take some milliseconds
	for i := range events {
		e := &events[i]
		if e.What != model.EnforcementForce && e.What != model.EnforcementMissed {
			continue
		}
		s, m, ok := measureOf(sc, e)
		if !ok {
			continue
		}
		if run == nil {
			run = engine.New(sc, 0)
		}
		sp, expected := &sc.Spreads[s], run.Reckoned(s, m)
		org := sc.Platforms[sp.Platform].Org
		all = append(all, Enforced{
			Moment: moment(sc, e.Tick), Platform: sc.Orgs[org].ID, Claim: sc.Narratives[sp.Narrative].ID,
			Measure: model.EnforcementWords[m], Reached: e.What == model.EnforcementForce, Gain: expected.Gain, Left: expected.Left,
			On: fmt.Sprintf("“%s” on %s", sc.Narratives[sp.Narrative].Name, ledger.ShortName(sc, org)),
		})
	}
	return all
}

// measureOf returns the claim on a platform and the measure that an event is about.
func measureOf(sc *model.Scenario, e *model.Event) (model.SpreadID, model.Enforcement, bool) {
	for _, c := range e.Changes {
		if c.Cell.Column.Table() == model.TableActions {
			s := c.Cell.Row / int64(model.Enforcements)
			return model.SpreadID(s), model.Enforcement(c.Cell.Row % int64(model.Enforcements)), s >= 0 && s < int64(len(sc.Spreads))
		}
	}
	return 0, 0, false
}

// Text says what was done and what is expected of it.
func (e Enforced) Text() string {
	if !e.Reached {
		return fmt.Sprintf("%s on %s did not reach the story", e.Measure, e.On)
	}
	less := fixed.One.Sub(e.Left).MulInt(100).Round()
	return fmt.Sprintf("%s on %s: such a measure leaves about %d%% of the posts (gain %s)", e.Measure, e.On, 100-less, ledger.Number(e.Gain))
}

// enforcedMarkdown lists the measures for the report beside the replay.
func (o Outcome) enforcedMarkdown() string {
	const gain = "With gain g, what multiplies sharing by η leaves about η^(g/(1−g)) of the posts: a small nudge does much to a claim that lives on being passed on, and little to others."
	return bullets("Measures of platforms against claims", gain, o.Enforced, func(e Enforced) string { return e.Time + " · " + e.Text() })
}
