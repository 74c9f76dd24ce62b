package rules

import (
	"fmt"
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Legal lists what a seat may decide now, and with reasons what it may not. It
// reads the seat's View and nothing else. What the seat can't know of is not
// offered: a claim that nobody has seen can't be named.
func (w *World) Legal(seat model.OrgID) []model.Option {
	var all []model.Option
	for d := range w.sc.Decisions {
		decision := &w.sc.Decisions[d]
		if !slices.Contains(decision.By, seat) {
			continue
		}
		if len(decision.Targets) == 0 {
			all = append(all, w.weigh(seat, model.DecisionID(d), model.Nothing))
			continue
		}
		offered := false
		for _, target := range decision.Targets {
			if w.nameable(seat, decision, target) {
				all = append(all, w.weigh(seat, model.DecisionID(d), target))
				offered = true
			}
		}
		if !offered {
			all = append(all, model.Option{
				Decision: model.DecisionID(d), Target: model.Nothing,
				Reasons: []string{"You know of nothing yet that it could be used on."},
			})
		}
	}
	return all
}

// offered reports whether a seat could choose a decision for a target at all.
func (w *World) offered(seat model.OrgID, d model.DecisionID, target model.Ref) bool {
	return w.option(seat, d, target) != model.None && w.nameable(seat, &w.sc.Decisions[d], target)
}

// nameable reports whether a seat can name a target of a decision: organisations
// and assets are known to exist, claims, campaigns and actors only once suspected;
// and some decisions concern a seat's own assets alone.
func (w *World) nameable(seat model.OrgID, d *model.Decision, target model.Ref) bool {
	v := model.NewView(w.sc, w.st, seat)
	switch target.Kind {
	case model.KindAsset:
		return !d.OwnOnly || w.sc.Assets[target.ID].Owner == seat
	case model.KindNarrative, model.KindCampaign:
		return v.Suspects(w.sc.TopicOf(target))
	case model.KindActor:
		for c := range w.sc.Campaigns {
			if int64(w.sc.Campaigns[c].Actor) == target.ID && v.Suspects(w.t.campaignTopic[c]) {
				return true
			}
		}
		return false
	}
	return true
}

// weigh finds every reason why a seat may not take a decision for a target.
func (w *World) weigh(seat model.OrgID, d model.DecisionID, target model.Ref) model.Option {
	why := objections{}
	w.object(&why, seat, d, target)
	return model.Option{Decision: d, Target: target, Legal: !why.any, Reasons: why.reasons}
}

// Permits reports whether a seat may take a decision for a target now. It asks
// what [World.Legal] asks and stops at the first objection.
func (w *World) Permits(seat model.OrgID, d model.DecisionID, target model.Ref) bool {
	if !w.offered(seat, d, target) {
		return false
	}
	why := objections{first: true}
	w.object(&why, seat, d, target)
	return !why.any
}

// objections gathers reasons against a decision: all of them, or only whether
// there is one.
type objections struct {
	first   bool // the first is enough, and needs no words
	any     bool
	reasons []string
}

// enough reports whether no further objection need be looked for.
func (o *objections) enough() bool { return o.first && o.any }

// raise adds an objection. The words are made only if somebody reads them.
func (o *objections) raise(words func() string) {
	o.any = true
	if !o.first {
		o.reasons = append(o.reasons, words())
	}
}

func (o *objections) say(words string) {
	o.any = true
	if !o.first {
		o.reasons = append(o.reasons, words)
	}
}

func (w *World) object(why *objections, seat model.OrgID, d model.DecisionID, target model.Ref) {
	decision := &w.sc.Decisions[d]
	v := model.NewView(w.sc, w.st, seat)
	if len(decision.Phases) > 0 && !slices.Contains(decision.Phases, w.sc.PhaseAt(w.st.Tick)) {
		why.say("Not in this phase.")
	}
	w.repeated(why, seat, d, target)
	if why.enough() {
		return
	}
	if left := v.HoursLeft(); decision.Cost > left {
		why.raise(func() string {
			return fmt.Sprintf("Needs %s staff-hours; you have %s left today.", whole(decision.Cost), whole(left))
		})
	}
	if !why.enough() {
		w.unmet(why, v, decision, target)
	}
	if !why.enough() {
		w.obstacles(why, v, decision, target)
	}
}

// unmet objects for every need that the seat's View does not show.
func (w *World) unmet(why *objections, v model.View, d *model.Decision, target model.Ref) {
	if len(d.Needs) == 0 {
		return
	}
	facts, asked := model.Facts(v), model.TargetIDs{Ref: target, Topic: w.sc.TopicOf(target)}
	for i := range d.Needs {
		if !why.enough() && !d.Needs[i].If.HoldsFor(facts, asked) {
			why.say(d.Needs[i].Reason)
		}
	}
}

// whole writes hours without needless decimals.
func whole(hours fixed.Num) string {
	if tenths := hours.MulInt(10).Round(); tenths%10 != 0 {
		return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
	}
	return fmt.Sprintf("%d", hours.Round())
}

// repeated objects to what was decided already.
func (w *World) repeated(why *objections, seat model.OrgID, d model.DecisionID, target model.Ref) {
	row := w.last(seat, d, target)
	if row == model.None {
		return
	}
	decision := &w.sc.Decisions[d]
	if decision.Once {
		why.say("Already decided.")
	} else if wait := w.st.Choices[row].At + decision.Every - w.st.Tick; wait > 0 {
		why.raise(func() string {
			return fmt.Sprintf("Decided a short while ago; again in %s hours.", whole(hours(wait)))
		})
	}
}

// obstacles objects for reasons that lie in a decision's own effects: no channel,
// no policy, nothing to report. Reporting needs one channel that works.
func (w *World) obstacles(why *objections, v model.View, d *model.Decision, target model.Ref) {
	c := cause{self: v.Seat(), target: target}
	sends, open := false, false
	var obstacle func() string
	for i := range d.Effects {
		e := &d.Effects[i]
		switch e.Verb {
		case model.Report, model.Indicators:
			sends = true
			if open {
				continue
			}
			if r := w.unsendable(v, w.topic(e.A, c), model.OrgID(w.bound(e.B, c).ID)); r == nil {
				open = true
			} else if obstacle == nil {
				obstacle = r
			}
		case model.Enforce:
			if r := w.unenforceable(v, e, c); r != "" {
				why.say(r)
			}
		}
	}
	if sends && !open {
		why.raise(obstacle)
	}
}

// unsendable returns why a seat can't report a topic to an organisation, or nil.
func (w *World) unsendable(v model.View, topic model.TopicID, to model.OrgID) func() string {
	said := func(words string) func() string { return func() string { return words } }
	if !v.Suspects(topic) {
		return said("You have nothing to report about it yet.")
	}
	if to == v.Seat() {
		return said("You would be telling yourself.")
	}
	ch := w.channel(v.Seat(), to)
	if ch == model.None || w.st.Channels[ch].Open == 0 {
		return func() string { return "No open channel to " + w.sc.Orgs[to].Name + "." }
	}
	if w.sc.Channels[ch].NeedsConsent && w.st.Orgs[v.Seat()].Consents == 0 {
		return said("Passing it on needs a consent that has not been given.")
	}
	return nil
}

func (w *World) unenforceable(v model.View, e *model.Effect, c cause) string {
	if model.OrgID(w.bound(e.B, c).ID) != v.Seat() {
		return "" // what others have ordered is theirs to know
	}
	p := w.t.platformOf[v.Seat()]
	if p == model.None {
		return "You run no platform."
	}
	policy := &w.st.Policies[w.sc.PolicyRow(p, e.Measure)]
	if policy.Ready == 0 {
		return "There is no policy for it yet."
	}
	if e.Measure.WholePlatform() {
		if policy.From != model.None {
			return "Already in force."
		}
		return ""
	}
	claim := w.bound(e.A, c)
	s := w.spreadOn(model.NarrativeID(claim.ID), p)
	if s == model.None {
		return "The claim is not on your platform."
	}
	if w.st.Actions[w.sc.ActionRow(s, e.Measure)].From != model.None {
		return "Already ordered."
	}
	return ""
}
