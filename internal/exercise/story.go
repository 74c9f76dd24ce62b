package exercise

import (
	"cmp"
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
)

// storyLines is the most lines that a story has.
const storyLines = 10

// story picks the events that mattered most and tells them in order of time.
//
// What an event counts is its part in all movement of the headline measures:
// for each measure the share of that movement which followed from the event by
// first causes, summed over the measures. The four levels of confidence count as
// one measure and so do the three waits of sharing; staff-hours do not count, for
// spending them is no effect.
// Events that move no measure by themselves but that people would tell, such as
// a confirmed attack, count a little.
func story(sc *model.Scenario, initial *model.State, events []model.Event) []Line {
	s := weigh(events, initial)
	var lines []Line
	for _, i := range s.choose() {
		e := &events[i]
		m := s.strongest(i)
		line := Line{Moment: moment(sc, e.Tick), Event: e.ID, Text: ledger.Describe(sc, e)}
		if amount := s.moved[i][m]; amount != 0 {
			line.Effect = model.Measures[m].Title + ": " + ledger.Change(measureCell(m), amount)
		}
		lines = append(lines, line)
	}
	slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(a.Event, b.Event) })
	return lines
}

// significance holds what followed from each event.
type significance struct {
	events []model.Event
	moved  [][model.MeasureCount]int64 // signed movement of each measure, by event
	stir   [][model.MeasureCount]int64 // the same without signs
	total  [model.MeasureCount]int64
	cause  []int // position of the first cause, or −1
}

// weigh adds up, from the last event to the first, what followed from each.
func weigh(events []model.Event, initial *model.State) *significance {
	s := &significance{
		events: events, moved: make([][model.MeasureCount]int64, len(events)),
		stir: make([][model.MeasureCount]int64, len(events)), cause: make([]int, len(events)),
	}
	var value [model.MeasureCount]int64
	for m := range value {
		value[m] = int64(initial.Measures[m].Value)
	}
	for i := range events {
		s.cause[i] = -1
		if len(events[i].Causes) > 0 && !ledger.IsLeaf(&events[i]) {
			s.cause[i] = int(events[i].Causes[0] - events[0].ID)
		}
		for _, c := range events[i].Changes {
			if c.Cell.Column != model.ColMeasureValue {
				continue
			}
			m := c.Cell.Row
			by := c.Value
			if c.Set {
				by -= value[m]
			}
			value[m] += by
			s.moved[i][m] += by
			s.stir[i][m] += max(by, -by)
			s.total[m] += max(by, -by)
		}
	}
	for i := len(events) - 1; i >= 0; i-- {
		if c := s.cause[i]; c >= 0 && c < i {
			for m := range s.moved[i] {
				s.moved[c][m] += s.moved[i][m]
				s.stir[c][m] += s.stir[i][m]
			}
		}
	}
	return s
}

// million is the whole movement of one measure.
const million = 1_000_000

// share is the part of a measure's movement that followed from an event, in
// millionths.
func (s *significance) share(i int, m model.MeasureID) int64 {
	if s.total[m] == 0 || m == model.StaffHours {
		return 0
	}
	part := int64(fixed.MulDiv(fixed.Num(s.stir[i][m]), fixed.Num(million), fixed.Num(s.total[m])))
	switch m {
	case model.ConfidenceOwnVote, model.ConfidenceCounty, model.ConfidenceState, model.ConfidenceNational:
		return part / 4
	case model.HoursToDetect, model.HoursToShare, model.HoursToAct:
		return part / 3
	}
	return part
}

// told are the kinds of event that people would tell, and what each counts
// beside the movement that followed.
var told = map[model.What]int64{
	model.DecisionTaken:       1_000,
	model.InjectReleasedEvent: 0,
	model.Overridden:          100_000,
	model.CampaignEnded:       30_000,
	model.StepSucceeded:       2_000,
	model.AssetTaken:          10_000,
	model.AssetBroken:         20_000,
	model.RecordsStolen:       50_000,
	model.BurstBegan:          0,
	model.EnforcementForce:    0,
	model.Noticed:             0,
	model.OutsidersTold:       0,
	model.Confirmed:           30_000,
	model.ClearedAsBenign:     20_000,
	model.AlarmFell:           100_000,
	model.VotesBlockedEvent:   30_000,
	model.TaskMissed:          5_000,
}

func (s *significance) score(i int) int64 {
	score := told[s.events[i].What]
	for m := range model.MeasureCount {
		score += s.share(i, m)
	}
	return score
}

// choose returns the positions of the events to tell: the weightiest first, each
// subject once, and none that only says again what another already tells.
func (s *significance) choose() []int {
	var candidates []int
	scores := make([]int64, len(s.events))
	for i := range s.events {
		if _, ok := told[s.events[i].What]; ok {
			scores[i] = s.score(i)
			candidates = append(candidates, i)
		}
	}
	slices.SortStableFunc(candidates, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	var chosen []int
	for _, i := range candidates {
		if len(chosen) == storyLines {
			break
		}
		if !slices.ContainsFunc(chosen, func(c int) bool { return s.repeats(i, c, scores) }) {
			chosen = append(chosen, i)
		}
	}
	return chosen
}

// repeats reports whether an event tells little that a chosen one does not: it
// is the same thing happening again, or one followed from the other with most of
// its weight.
func (s *significance) repeats(i, chosen int, scores []int64) bool {
	a, b := &s.events[i], &s.events[chosen]
	if a.What == b.What && a.Subject == b.Subject {
		return true
	}
	return (s.follows(i, chosen) || s.follows(chosen, i)) && scores[i]*10 > scores[chosen]*4
}

// follows reports whether one event follows from another by first causes.
func (s *significance) follows(i, from int) bool {
	for i > from {
		i = s.cause[i]
	}
	return i == from
}

// strongest is the measure of which most followed from an event.
func (s *significance) strongest(i int) model.MeasureID {
	best := model.MeasureID(0)
	for m := range model.MeasureCount {
		if s.share(i, m) > s.share(i, best) {
			best = m
		}
	}
	return best
}
