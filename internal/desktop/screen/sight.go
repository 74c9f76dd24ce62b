package screen

import (
	"tabletop/engine/model"
	"tabletop/internal/exercise"
)

// sight is what a seat sees at one moment, made ready for the screens.
type sight struct {
	sc      *model.Scenario
	now     model.Tick
	seat    model.OrgID
	snap    model.Snapshot
	letters []letter // newest first
	open    []card   // decisions that may be taken
	shut    []card   // decisions that may not
}

// see reads the exercise from a seat.
func see(ex *exercise.Exercise, seat model.OrgID) *sight {
	s := &sight{sc: ex.Scenario(), now: ex.Tick(), seat: seat, snap: ex.View(seat).Snapshot()}
	s.letters = letters(s.sc, &s.snap)
	s.open, s.shut = cards(s.sc, &s.snap, ex.Legal(seat))
	return s
}

func (s *sight) clock() *model.Clock { return &s.sc.Clock }

// gravity is how bad an asset's state is to the one who looks at it.
type gravity int

const (
	wellOff gravity = iota
	suspectedHarm
	confirmedHarm
)

// health says how an asset is, as far as the seat knows: how grave, and in a
// word or two.
func (s *sight) health(asset model.AssetID) (gravity, string) {
	topic := s.sc.TopicOf(model.Ref{Kind: model.KindAsset, ID: int64(asset)})
	known, _ := knownOf(&s.snap, topic)
	for _, a := range s.snap.Assets {
		if a.Asset != asset || a.Condition == model.Healthy {
			continue
		}
		word := model.ConditionWords[a.Condition]
		if a.FellBack {
			word += ", by hand"
		}
		if a.Since == model.None && known.Level != model.ConfirmedLevel {
			return suspectedHarm, word + "?"
		}
		return confirmedHarm, word
	}
	switch {
	case known.Level == model.ConfirmedLevel && known.Cause == model.CauseBenign:
		return wellOff, "a fault, no attack"
	case known.Level == model.ConfirmedLevel && known.Cause == model.CauseAttack:
		return confirmedHarm, "attacked"
	case known.Level == model.ConfirmedLevel:
		return confirmedHarm, "confirmed"
	case known.Level == model.SuspectedLevel:
		return suspectedHarm, "suspected"
	}
	return wellOff, ""
}

// underWay lists the decisions that have not taken effect yet.
func (s *sight) underWay() []model.ChoiceState {
	var waiting []model.ChoiceState
	for _, c := range s.snap.Choices {
		if c.Done == 0 {
			waiting = append(waiting, c)
		}
	}
	return waiting
}

// onTheWay lists the seat's reports that have not been read yet, to one
// organisation or, with None, to any.
func (s *sight) onTheWay(to model.OrgID) []model.Sent {
	var reports []model.Sent
	for _, r := range s.snap.Sent {
		travelling := r.Status == model.ReportTravelling || r.Status == model.ReportWaiting
		if travelling && (to == model.None || r.To == to) {
			reports = append(reports, r)
		}
	}
	return reports
}
