package exercise

import (
	"fmt"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
)

// Published is an outcome that was published of the case that a scenario replays, and
// what this one run came to. One run is one draw of luck; only many of them say how
// the model fares.
type Published struct {
	ID       string     `json:"id"`
	Of       string     `json:"text"`
	Figure   string     `json:"published"` // "19", "at least 14"
	Unit     string     `json:"unit"`
	Evidence string     `json:"evidence"`
	Here     *fixed.Num `json:"here"` // nil: not come
}

// published measures the outcomes of a case, none where the scenario replays none.
func published(sc *model.Scenario, final *model.State) []Published {
	if sc.Case == nil {
		return nil
	}
	var all []Published
	truth := model.TruthFacts{Scenario: sc, State: final}
	for i := range sc.Case.Published {
		p := &sc.Case.Published[i]
		out := Published{ID: p.ID, Of: p.Text, Figure: p.Figure(), Unit: p.Unit, Evidence: p.Evidence}
		if here := p.Measure.Value(truth); here != model.Unknown {
			out.Here = &here
		}
		all = append(all, out)
	}
	return all
}

// here says what this run came to.
func (p Published) here() string {
	if p.Here == nil {
		return "in this run not yet"
	}
	figure := ledger.Units(p.Here.MulInt(10).Round(), 1)
	return "in this run " + strings.TrimSuffix(figure, ".0") + " " + p.Unit
}

// Text says what was published beside what this run came to.
func (p Published) Text() string {
	return fmt.Sprintf("%s: %s %s (%s), %s", p.Of, p.Figure, p.Unit, p.Evidence, p.here())
}

// publishedText lists the outcomes of a case for the plain report.
func (o Outcome) publishedText() string {
	if len(o.Published) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\nPublished of the case\n")
	for _, p := range o.Published {
		fmt.Fprintf(&b, "  %s\n", p.Text())
	}
	return b.String()
}

// publishedMarkdown lists them for the report beside the replay.
func (o Outcome) publishedMarkdown() string {
	return bullets("Published of the case", "", o.Published, Published.Text)
}
