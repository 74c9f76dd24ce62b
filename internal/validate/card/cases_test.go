package card

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/ensemble"
	"tabletop/engine/model"
	"tabletop/scenarios"
)

// caseRuns is how many seeds a case is played over, from 1.
const caseRuns = 500

// replay is a case, ready to be played at other values.
type replay struct {
	id   string
	pack *scenarios.Pack
}

func replays(t *testing.T) []replay {
	t.Helper()
	var all []replay
	for _, e := range scenarios.List() {
		if e.Case {
			pack, err := scenarios.Embedded(e.ID)
			require.NoError(t, err)
			all = append(all, replay{e.ID, pack})
		}
	}
	return all
}

// play runs a case with some quantities set.
func (r *replay) play(t *testing.T, sets ...model.Set) []ensemble.Finding {
	t.Helper()
	sc, err := r.pack.Compile(scenarios.Options{Sets: sets})
	require.NoError(t, err)
	all, err := ensemble.Published(context.Background(), ensemble.Plan{Scenario: sc, From: 1, Runs: caseRuns})
	require.NoError(t, err)
	return all
}

// cases plays every case and sets its bands beside what was published.
func cases(t *testing.T) string {
	rows := [][]string{{"case", "outcome", "published", "rests on", "central 80% of the runs", "median", "inside", "runs that meet the bound"}}
	for _, r := range replays(t) {
		for _, f := range r.play(t) {
			p := f.Published
			rows = append(rows, []string{
				r.id, cell(p.Text), p.Figure() + " " + p.Unit, p.Evidence, band(&f),
				figure(f.Band.Median, p.Unit), inside(&f), met(&f),
			})
		}
	}
	return table(rows) + fmt.Sprintf("\n%d runs of each case, seeds 1 to %d, by the case's own doctrine.\n", caseRuns, caseRuns)
}

func band(f *ensemble.Finding) string {
	return figure(f.Band.Low, "") + " to " + figure(f.Band.High, f.Published.Unit)
}

func inside(f *ensemble.Finding) string {
	if f.Inside {
		return "yes"
	}
	return "**no**"
}

// met is the share of the runs that meet a bound; of one value it would say nothing.
func met(f *ensemble.Finding) string {
	if !f.Bounded() {
		return "–"
	}
	return share(f.Share)
}

func share(x float64) string { return fmt.Sprintf("%.3g%%", 100*x) }

// alsoAt are values inside a range that the card speaks of, beside the ends of every
// range.
var alsoAt = map[string][]string{"step.mail-attack.attack.takes": {"300 d"}}

// doubts plays every case at both ends of each assumption's range and lists where an
// outcome no longer lies in the band.
func doubts(t *testing.T) string {
	rows := [][]string{{"case", "outcome", "published", "assumption", "range", "at", "central 80% of the runs", "inside"}}
	tried := 0
	for _, r := range replays(t) {
		more, count := r.doubts(t, "")
		rows, tried = append(rows, more...), tried+count
	}
	return table(rows) + fmt.Sprintf("\nEach of the %d assumptions that have a range was set to both ends of it, one at a time. At all ends that are not listed every outcome stays inside.\n", tried)
}

// doubts returns the rows of one case, of the assumptions whose path begins so, and
// how many there are.
func (r *replay) doubts(t *testing.T, prefix string) (rows [][]string, tried int) {
	t.Helper()
	all, err := r.pack.Doubts(scenarios.Options{})
	require.NoError(t, err)
	for _, d := range all {
		if !strings.HasPrefix(d.Path, prefix) {
			continue
		}
		tried++
		told := alsoAt[d.Path]
		for i, value := range append([]string{d.Low, d.High}, told...) {
			for _, f := range r.play(t, model.Set{Path: d.Path, Value: value}) {
				if f.Inside && i < 2 {
					continue
				}
				p := f.Published
				rows = append(rows, []string{
					r.id, p.ID, p.Figure() + " " + p.Unit, "`" + d.Path + "`",
					strings.Replace(d.Range, "..", " to ", 1), value, band(&f), inside(&f),
				})
			}
		}
	}
	return rows, tried
}

// TestTheDoubtsOfACaseAgree: the whole table takes minutes and is compared by make card
// alone. What the attack on mailboxes takes decides its case, and takes seconds.
func TestTheDoubtsOfACaseAgree(t *testing.T) {
	_, listed, _, _ := cut(readCard(t), "doubts")
	for _, r := range replays(t) {
		if r.id != "phosphorus-2019" {
			continue
		}
		rows, tried := r.doubts(t, "step.mail-attack.attack.takes")
		assert.Equal(t, 1, tried)
		require.Len(t, rows, 2, "80 d and 300 d")
		for _, row := range rows {
			assert.Contains(t, listed, "| "+strings.Join(row, " | ")+" |")
		}
	}
}
