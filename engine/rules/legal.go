package rules

import (
	"fmt"

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
		if !holds(decision.By, seat) {
			continue
		}
		if len(decision.Targets) == 0 {
			all = append(all, w.weigh(seat, model.DecisionID(d), model.Nothing))
			continue
		}
		offered := false
		for _, target := range decision.Targets {
			if w.nameable(seat, target) {
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

// Option weighs one decision for one target; offered is false where the seat
// could not choose it at all.
func (w *World) Option(seat model.OrgID, d model.DecisionID, target model.Ref) (o model.Option, offered bool) {
	decision := &w.sc.Decisions[d]
	if !holds(decision.By, seat) {
		return o, false
	}
	if len(decision.Targets) == 0 {
		return w.weigh(seat, d, model.Nothing), target.IsNothing()
	}
	for _, t := range decision.Targets {
		if t == target {
			return w.weigh(seat, d, target), w.nameable(seat, target)
		}
	}
	return o, false
}

func holds[T comparable](list []T, item T) bool {
	for _, x := range list {
		if x == item {
			return true
		}
	}
	return false
}

// nameable reports whether a seat can name a target: organisations and assets
// are known to exist, claims, campaigns and actors only once suspected.
func (w *World) nameable(seat model.OrgID, target model.Ref) bool {
	v := model.NewView(w.sc, w.st, seat)
	switch target.Kind {
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

func (w *World) weigh(seat model.OrgID, d model.DecisionID, target model.Ref) model.Option {
	decision := &w.sc.Decisions[d]
	v := model.NewView(w.sc, w.st, seat)
	var why []string
	if len(decision.Phases) > 0 && !holds(decision.Phases, w.sc.PhaseAt(w.st.Tick)) {
		why = append(why, "Not in this phase.")
	}
	if reason := w.repeated(seat, d, target); reason != "" {
		why = append(why, reason)
	}
	if left := v.HoursLeft(); decision.Cost > left {
		why = append(why, fmt.Sprintf("Needs %s staff-hours; you have %s left today.", whole(decision.Cost), whole(left)))
	}
	asked := model.TargetIDs{Ref: target, Topic: w.sc.TopicOf(target)}
	for i := range decision.Needs {
		if !decision.Needs[i].If.HoldsFor(v, asked) {
			why = append(why, decision.Needs[i].Reason)
		}
	}
	why = append(why, w.obstacles(v, decision, target)...)
	return model.Option{Decision: d, Target: target, Legal: len(why) == 0, Reasons: why}
}

// whole writes hours without needless decimals.
func whole(hours fixed.Num) string {
	if tenths := hours.MulInt(10).Round(); tenths%10 != 0 {
		return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
	}
	return fmt.Sprintf("%d", hours.Round())
}

func (w *World) repeated(seat model.OrgID, d model.DecisionID, target model.Ref) string {
	decision := &w.sc.Decisions[d]
	for i := len(w.st.Choices) - 1; i >= 0; i-- {
		c := &w.st.Choices[i]
		if c.Decision != int64(d) || c.Seat != int64(seat) || c.TargetKind != int64(target.Kind) || c.Target != target.ID {
			continue
		}
		if decision.Once {
			return "Already decided."
		}
		if wait := c.At + decision.Every - w.st.Tick; wait > 0 {
			return fmt.Sprintf("Decided a short while ago; again in %s hours.", whole(hours(wait)))
		}
		return ""
	}
	return ""
}

// obstacles are the reasons that lie in a decision's own effects: no channel, no
// policy, nothing to report.
func (w *World) obstacles(v model.View, d *model.Decision, target model.Ref) []string {
	c := cause{self: v.Seat(), target: target}
	var why []string
	sends, open := false, false
	reason := ""
	for i := range d.Effects {
		e := &d.Effects[i]
		switch e.Verb {
		case model.Report, model.Indicators:
			sends = true
			topic, to := w.topic(e.A, c), model.OrgID(w.bound(e.B, c).ID)
			if r := w.unsendable(v, topic, to); r == "" {
				open = true
			} else if reason == "" {
				reason = r
			}
		case model.Enforce:
			if r := w.unenforceable(v, e, c); r != "" {
				why = append(why, r)
			}
		}
	}
	if sends && !open {
		why = append(why, reason)
	}
	return why
}

func (w *World) unsendable(v model.View, topic model.TopicID, to model.OrgID) string {
	if !v.Suspects(topic) {
		return "You have nothing to report about it yet."
	}
	if to == v.Seat() {
		return "You would be telling yourself."
	}
	ch := w.sc.ChannelBetween(v.Seat(), to)
	if ch == model.None || w.st.Channels[ch].Open == 0 {
		return "No open channel to " + w.sc.Orgs[to].Name + "."
	}
	if w.sc.Channels[ch].NeedsConsent && w.st.Orgs[v.Seat()].Consents == 0 {
		return "Passing it on needs a consent that has not been given."
	}
	return ""
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
