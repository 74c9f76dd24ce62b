package rules

import (
	"cmp"
	"slices"
	"sync"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/engine/spread"
)

// venues are what bursts draw from.
type venues struct {
	counts *spread.Tables
	of     []venue // by PlatformID
}

// venue is a platform as posts spread on it.
type venue struct {
	all    *spread.Pool        // the accounts that posters are drawn from
	struck func() *spread.Pool // without those that a takedown removes; built when one first does
	heed   []fixed.Num         // by NarrativeID: share of a label's effect that its public heeds (D13)
}

// newVenues builds the tables, which takes some milliseconds. Weights are each
// audience's share of the public.
func newVenues(sc *model.Scenario, weights []fixed.Num) *venues {
	p := &sc.Params
	built := &venues{counts: spread.NewTables(p.Dispersion, p.Cap)}
	for i := range sc.Platforms {
		all := spread.Accounts{Mean: sc.Platforms[i].Audience, Sigma: p.Followers}
		struck := all
		above := cmp.Or(sc.Platforms[i].Policies[model.Takedown].Above, p.StrikesAbove)
		struck.Bans = []spread.Ban{{Above: above, Share: p.Strikes}}
		v := venue{all: spread.NewPool(all), struck: sync.OnceValue(func() *spread.Pool { return spread.NewPool(struck) })}
		for n := range sc.Narratives {
			v.heed = append(v.heed, heeding(sc, weights, &sc.Narratives[n], model.PlatformID(i)))
		}
		built.of = append(built.of, v)
	}
	return built
}

// heeding is how far a label acts on those who would share a claim on a platform:
// its users, those to whom the claim is congenial as often more as they fall for
// it. The distrustful heed it less (D13).
func heeding(sc *model.Scenario, weights []fixed.Num, n *model.Narrative, p model.PlatformID) fixed.Num {
	var lost, people fixed.Num
	for a := range sc.Audiences {
		share := weights[a].Mul(sc.Audiences[a].Use[p])
		if slices.Contains(n.Congenial, model.AudienceID(a)) {
			share = share.Mul(sc.Params.Congenial)
		}
		people = people.Add(share)
		lost = lost.Add(share.Mul(sc.Audiences[a].Distrust))
	}
	if people == 0 {
		return fixed.One
	}
	return fixed.One.Sub(sc.Params.Distrusting.Mul(lost.Div(people)))
}
