package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Over-enforcement: what measures of platforms do to what is true. It is counted in
// posts, whatever the measure, and what people can see costs the platform
// credibility.

// overreach counts what measures in force hold back of a true story that makes y
// posts in a tick.
func (w *World) overreach(s model.SpreadID, y int64, e enforced) []model.Change {
	sp := &w.sc.Spreads[s]
	platform := int64(sp.Platform)
	held := w.withheld(s, y, e)
	changes := []model.Change{add(model.ColPlatformShown, platform, fixed.FromInt(y))}
	if held <= 0 {
		return changes
	}
	changes = append(changes, measure(model.TruePostsHeld, held))
	if w.seenToAct(s) {
		changes = append(changes, add(model.ColPlatformHeld, platform, held))
	}
	return changes
}

// withheld is how many more posts there would have been in a tick, at the settled
// level, without the measures. With L = ln μ and F followers a poster, cut to φF,
//
//	L = α + ln(kept) + g·c·(L + ln η + ln(1+φF))
//
// and without measures L₀ = α + g·(L₀ + ln(1+F)), so that
//
//	L₀ − L = [g(1−c)·L − ln(kept) − g·c·(ln η + ln(1+φF)) + g·ln(1+F)] ÷ (1−g).
//
// For a label alone this is output as η^(g/(1−g)).
func (w *World) withheld(s model.SpreadID, y int64, e enforced) fixed.Num {
	sp, p := &w.sc.Spreads[s], &w.sc.Params
	g, followers := w.sc.Narratives[sp.Narrative].Gain, w.sc.Platforms[sp.Platform].Audience
	least := fixed.FromRatio(1, 1000)
	eta, kept := fixed.Log(max(e.eta, least)), fixed.Log(max(e.kept, least))
	bent := g.Mul(e.gain)
	more := g.Sub(bent).Mul(fixed.Log(fixed.FromInt(y))).Sub(kept).
		Sub(bent.Mul(eta.Add(fixed.Log1p(followers.Mul(e.followers))))).Add(g.Mul(fixed.Log1p(followers)))
	most := max(0, p.Cap-y) // a tick's posts never exceed the cap, held back or not
	return min(fixed.FromInt(y).Mul(fixed.Expm1(more.Div(fixed.One.Sub(g)))), fixed.FromInt(most))
}

// seenToAct reports whether a measure that everyone can see acts on a story.
func (w *World) seenToAct(s model.SpreadID) bool {
	for m := range model.Enforcements {
		from := w.st.Actions[w.sc.ActionRow(s, m)].From
		if m.Visible() && from != model.None && from <= w.st.Tick {
			return true
		}
	}
	return false
}

// holdTruePosts counts the true posts that whole-platform friction kept from being
// shared in the day that ends, or so far (D25: it acts on all content), for as much
// of the day as it was in force. Accuracy prompts act on false claims alone (D12).
// What was seen to be held back, by friction or of a true story, costs the platform
// credibility.
func (w *World) holdTruePosts(c cause) {
	for p := range w.st.Platforms {
		platform := model.PlatformID(p)
		share, changes := w.slowed(platform), []model.Change(nil)
		c.event = w.st.Policies[w.sc.PolicyRow(platform, model.Friction)].Event
		if share > 0 {
			changes = append(changes, measure(model.TruePostsHeld, fixed.FromInt(w.sc.Platforms[p].Posts).Mul(share)))
		}
		if st := &w.st.Platforms[p]; st.Held != 0 || st.Shown != 0 {
			if share == 0 {
				c.event = w.storyOn(platform)
			}
			share = share.Add(st.Held.Div(max(st.Held.Add(st.Shown), 1)))
			changes = append(changes, set(model.ColPlatformHeld, int64(p), fixed.Num(0)), set(model.ColPlatformShown, int64(p), fixed.Num(0)))
		}
		if len(changes) == 0 {
			continue
		}
		because := c
		because.event = w.emit(c, model.TrueContentHeld, ref(model.KindPlatform, platform), model.Nothing, changes...)
		w.credits(w.sc.Platforms[p].Org, w.sc.Params.OverreachCredit.Mul(share).Neg(), because)
	}
}

// slowed is the share of a platform's true posts that friction has held back since
// midnight.
func (w *World) slowed(p model.PlatformID) fixed.Num {
	st := &w.st.Policies[w.sc.PolicyRow(p, model.Friction)]
	if st.From == model.None || st.From >= w.st.Tick {
		return 0
	}
	policy := &w.sc.Platforms[p].Policies[model.Friction]
	span := min(w.st.Tick-st.From, w.sinceMidnight())
	return policy.Effect.Mul(policy.Coverage).Mul(fixed.FromRatio(int64(span), int64(model.Day)))
}

// storyOn returns the event that began the last burst of a true story on a platform.
func (w *World) storyOn(p model.PlatformID) model.EventID {
	last := model.EventID(0)
	for s := range w.sc.Spreads {
		if sp := &w.sc.Spreads[s]; sp.Platform == p && w.sc.Narratives[sp.Narrative].Truth == model.True {
			last = max(last, w.st.Spreads[s].Event)
		}
	}
	return last
}
