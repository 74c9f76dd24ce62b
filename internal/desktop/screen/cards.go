package screen

import (
	"sort"
	"strings"

	"tabletop/engine/model"
)

// card is one decision with all of its targets.
type card struct {
	id      model.DecisionID
	targets []model.Ref // those it may be used on now; Nothing alone where it has none
	refused []refusal   // the others
	recent  model.Tick  // when the seat last learnt of one of its targets
}

// refusal is a target, or the decision itself, with the reasons against it.
type refusal struct {
	target  model.Ref
	reasons []string
}

func (c *card) open() bool { return len(c.targets) > 0 }

// cards gathers a seat's options by decision: those that are open, then those
// that are not. Open ones stand in the order of what the seat learnt last, so
// that an answer to the newest message comes first; the rest keep the pack's
// order.
func cards(sc *model.Scenario, snap *model.Snapshot, options []model.Option) (open, shut []card) {
	var all []card
	for _, o := range options {
		if n := len(all); n == 0 || all[n-1].id != o.Decision {
			all = append(all, card{id: o.Decision, recent: model.None})
		}
		c := &all[len(all)-1]
		if !o.Legal {
			c.refused = append(c.refused, refusal{o.Target, o.Reasons})
			continue
		}
		c.targets = append(c.targets, o.Target)
		if known, ok := knownOf(snap, sc.TopicOf(o.Target)); ok {
			c.recent = max(c.recent, known.Suspected, known.Confirmed)
		}
	}
	for i := range all {
		c := all[i]
		c.newestFirst(sc, snap)
		if c.open() {
			open = append(open, c)
		} else {
			shut = append(shut, c)
		}
	}
	sort.SliceStable(open, func(i, j int) bool { return open[i].recent > open[j].recent })
	return open, shut
}

// newestFirst puts the targets that the seat learnt of last before the others.
func (c *card) newestFirst(sc *model.Scenario, snap *model.Snapshot) {
	last := func(target model.Ref) model.Tick {
		if known, ok := knownOf(snap, sc.TopicOf(target)); ok {
			return max(known.Suspected, known.Confirmed)
		}
		return model.None
	}
	sort.SliceStable(c.targets, func(i, j int) bool { return last(c.targets[i]) > last(c.targets[j]) })
}

// reason says in one paragraph why a decision is not open: the reasons of the
// target that lacks least.
func (c *card) reason() string {
	var best []string
	for i, r := range c.refused {
		if i == 0 || len(r.reasons) < len(best) {
			best = r.reasons
		}
	}
	return strings.Join(best, " ")
}

// on says what an open decision may be used on.
func (c *card) on(sc *model.Scenario) string {
	const named = 2
	if len(c.targets) == 0 || c.targets[0].IsNothing() {
		return ""
	}
	var names []string
	for _, t := range c.targets[:min(len(c.targets), named)] {
		names = append(names, refName(sc, t))
	}
	if more := len(c.targets) - named; more > 0 {
		names = append(names, plural(more, "other", "others"))
	}
	return "On " + list(names, "or")
}

// costs is a decision's price in one line.
func costs(d *model.Decision) string {
	parts := []string{staffHours(d.Cost), lead(d.Lead)}
	if d.Function != "" {
		parts = append(parts, csf(d.Function))
	}
	return strings.Join(parts, " · ")
}
