package ensemble

import "tabletop/engine/model"

// Without returns the doctrine with every rule for a decision left out.
func Without(d *model.Doctrine, decision model.DecisionID) *model.Doctrine {
	v := &model.Doctrine{ID: d.ID, Title: d.Title}
	for _, rule := range d.Rules {
		if rule.Decision != decision {
			v.Rules = append(v.Rules, rule)
		}
	}
	return v
}

// Eager returns the doctrine with a decision put first: every organisation that
// may take it does so on every target as soon as it is legal.
func Eager(sc *model.Scenario, d *model.Doctrine, decision model.DecisionID) *model.Doctrine {
	v := &model.Doctrine{ID: d.ID, Title: d.Title}
	for _, org := range sc.Decisions[decision].By {
		v.Rules = append(v.Rules, model.DoctrineRule{Org: org, Decision: decision, Target: model.Nothing})
	}
	v.Rules = append(v.Rules, Without(d, decision).Rules...)
	v.Group()
	return v
}
