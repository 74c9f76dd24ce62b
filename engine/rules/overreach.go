package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Over-enforcement: what measures of platforms do to what is true. It is counted in
// posts, whatever the measure, and what people can see costs the platform
// credibility.

// overreach counts what measures in force hold back of a true story that makes y
// posts in a tick, where they leave a share of what it would be. It shows in the
// measure when the day turns: at once, it would tell who acts which stories are true.
func (w *World) overreach(s model.SpreadID, y int64, left fixed.Num) []model.Change {
	platform := int64(w.sc.Spreads[s].Platform)
	held := w.withheld(y, left)
	changes := []model.Change{add(model.ColPlatformShown, platform, fixed.FromInt(y))}
	if held <= 0 {
		return changes
	}
	column := model.ColPlatformQuiet
	if w.seenToAct(s) {
		column = model.ColPlatformHeld
	}
	return append(changes, add(column, platform, held))
}

// withheld is how many more posts there would have been in a tick, at the settled
// level, without the measures. A tick's posts never exceed the cap, held back or not.
func (w *World) withheld(y int64, left fixed.Num) fixed.Num {
	more := fixed.One.Div(max(left, fixed.FromRatio(1, 1000))).Sub(fixed.One)
	return min(fixed.FromInt(y).Mul(more), fixed.FromInt(max(0, w.sc.Params.Cap-y)))
}

// seenToAct reports whether a measure against a story itself that everyone can see acts
// on it. One that was ordered and did not reach it does nothing to be seen.
func (w *World) seenToAct(s model.SpreadID) bool {
	for m := range model.Enforcements {
		if m.WholePlatform() || !m.Visible() {
			continue
		}
		if strength, _ := w.strength(s, m); strength > 0 {
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
		st := &w.st.Platforms[p]
		held := fixed.FromInt(w.sc.Platforms[p].Posts).Mul(share).Add(st.Held).Add(st.Quiet)
		if held > 0 {
			changes = append(changes, measure(model.TruePostsHeld, held))
		}
		if st.Held != 0 || st.Shown != 0 || st.Quiet != 0 {
			if share == 0 {
				c.event = w.storyOn(platform)
			}
			share = share.Add(st.Held.Div(max(st.Held.Add(st.Shown), 1)))
			changes = append(changes, set(model.ColPlatformHeld, int64(p), fixed.Num(0)), set(model.ColPlatformShown, int64(p), fixed.Num(0)), set(model.ColPlatformQuiet, int64(p), fixed.Num(0)))
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
