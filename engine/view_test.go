package engine_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/model"
	"tabletop/engine/rules"
)

// learnt says whether a seat may know a cell. It is the table of what people can
// know, written apart from View on purpose: what it does not name is hidden.
func learnt(sc *model.Scenario, st *model.State, seat model.OrgID, c model.Cell) bool {
	v := model.NewView(sc, st, seat)
	row := c.Row
	switch c.Column.Table() {
	case model.TableMeasures:
		return model.Measures[row].Public
	case model.TablePublics, model.TableCredibilities:
		return true // polls
	case model.TableActions: // labels and removals are seen by everyone, demotion by the platform
		s, e := row/int64(model.Enforcements), model.Enforcement(row%int64(model.Enforcements))
		return e.Visible() || sc.Platforms[sc.Spreads[s].Platform].Org == seat
	case model.TableOrgs:
		return row == int64(seat) || c.Column == model.ColOrgCredibility
	case model.TableChannels:
		if c.Column == model.ColChannelTrust {
			return sc.Channels[row].To == seat // its reader's own
		}
		return sc.Channels[row].From == seat || sc.Channels[row].To == seat
	case model.TableAssets:
		visible := c.Column == model.ColAssetCondition || c.Column == model.ColAssetSince ||
			c.Column == model.ColAssetFellBack || c.Column == model.ColAssetOut
		return visible && (sc.Assets[row].Owner == seat || sc.Assets[row].Public)
	case model.TableSlots:
		return sc.Assets[sc.Slots[row].Asset].Owner == seat
	case model.TableNarratives:
		return c.Column == model.ColNarrativeCorrected
	case model.TableSpreads:
		return v.Suspects(sc.TopicOf(model.Ref{Kind: model.KindNarrative, ID: int64(sc.Spreads[row].Narrative)}))
	case model.TablePolicies:
		return sc.Platforms[row/int64(model.Enforcements)].Org == seat
	case model.TableKnowledge:
		return row/int64(len(sc.Topics)) == int64(seat)
	case model.TableInjects:
		addressed := false
		for _, to := range sc.Injects[row].To {
			addressed = addressed || to == seat
		}
		return addressed
	case model.TableChoices:
		return st.Choices[row].Seat == int64(seat)
	case model.TableSurges:
		return st.Surges[row].Org == int64(seat)
	case model.TableReports:
		if st.Reports[row].To == int64(seat) && st.Reports[row].Status != model.ReportDone {
			return c.Column == model.ColReportStatus // it shows once it is read
		}
		return st.Reports[row].From == int64(seat) || st.Reports[row].To == int64(seat)
	}
	return false
}

// leak complains where a truth that a seat has not learnt shows in what it sees
// or may do.
func leak(sc *model.Scenario, st *model.State, seat model.OrgID, see func(*model.State) string) string {
	before := see(st)
	for t := range model.Tables {
		for row := range st.Rows(t) {
			for _, column := range t.Columns() {
				c := model.Cell{Column: column, Row: row}
				if learnt(sc, st, seat, c) || whose(column) {
					continue
				}
				changed := st.Clone()
				e := model.Event{
					ID: st.LastEvent + 1, Tick: st.Tick,
					Changes: []model.Change{{Cell: c, Set: true, Value: other(st, c)}},
				}
				if err := changed.Apply(&e); err != nil {
					return err.Error()
				}
				if see(changed) != before {
					return sc.CellPath(c) + " shows to " + sc.Orgs[seat].ID
				}
			}
		}
	}
	return ""
}

// whose reports whether a column says to whom its row belongs: to change it is to
// change what the seat has learnt.
func whose(c model.Column) bool {
	switch c {
	case model.ColChoiceSeat, model.ColReportFrom, model.ColReportTo, model.ColSurgeOrg:
		return true
	}
	return false
}

// other is another value that a cell could have.
func other(st *model.State, c model.Cell) int64 {
	old, _ := st.Get(c)
	if words := c.Column.Words(); words != nil {
		return (old + 1) % int64(len(words))
	}
	if old == 0 {
		return 1
	}
	return 0
}

func TestWhatASeatHasNotLearntDoesNotShow(t *testing.T) {
	run, _ := played(t, 4, 0)
	sc := run.Scenario()
	for _, at := range []model.Tick{6 * model.Hour, 30 * model.Hour, sc.Clock.End - 3} {
		goOn(run, at)
		st := run.State()
		for seat := range sc.Orgs {
			see := func(s *model.State) string {
				world := rules.Resume(sc, run.Seed(), s)
				options := world.Legal(model.OrgID(seat))
				said := fmt.Sprintf("%+v\n%+v", model.NewView(sc, s, model.OrgID(seat)).Snapshot(), options)
				for _, o := range options {
					said += fmt.Sprintf("\n%+v", world.Expected(model.OrgID(seat), o.Decision, o.Target))
				}
				return said
			}
			require.Empty(t, leak(sc, st, model.OrgID(seat), see))
		}
	}
	peek := func(s *model.State) string { return fmt.Sprint(s.Assets[0].Holder) }
	assert.Contains(t, leak(sc, run.State(), 0, peek), "holder shows to")
}

func TestFactsOfAViewAreThoseOfTheTruthItKnows(t *testing.T) {
	run, _ := played(t, 9, 40*model.Hour)
	sc, st := run.Scenario(), run.State()
	truth := model.TruthFacts{Scenario: sc, State: st}
	for seat := range sc.Orgs {
		view := run.View(model.OrgID(seat))
		for a := range sc.Audiences {
			for l := range model.Levels {
				assert.Equal(t, truth.Fact(model.ConfidenceOf, int64(a), int64(l)), view.Fact(model.ConfidenceOf, int64(a), int64(l)))
			}
		}
		for m := range model.Measures {
			want := model.Unknown
			if model.Measures[m].Public {
				want = st.Measures[m].Value
			}
			assert.Equal(t, want, view.Fact(model.MeasureIs, int64(m), 0), model.Measures[m].ID)
		}
	}
}

func TestLegalIsWhatSubmitAccepts(t *testing.T) {
	run, _ := played(t, 2, 20*model.Hour)
	for seat := range run.Scenario().Orgs {
		for _, o := range run.Legal(model.OrgID(seat)) {
			_, err := run.Clone().Submit(model.Command{Seat: model.OrgID(seat), Decision: o.Decision, Target: o.Target})
			assert.Equal(t, o.Legal, err == nil, "%s: %v", run.Scenario().Decisions[o.Decision].ID, o.Reasons)
			assert.Equal(t, o.Legal, len(o.Reasons) == 0)
		}
	}
	assert.IsType(t, &engine.Refusal{}, func() error {
		_, err := run.Submit(model.Command{Kind: model.OverrideCell, Seat: model.Facilitator})
		return err
	}())
}
