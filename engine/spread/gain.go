package spread

import "tabletop/engine/fixed"

// Expected returns how many times as many posts a settled burst makes under some
// measures, in the mean field. With gain g, which is β where momentum is soon
// forgotten and β/(1−δ) where it is not, a level settles at
//
//	ln y = (α + c·g·(r + ln η)) / (1 − c·g)
//
// where r is the log of followers reached by a post, so that output goes as
// η^(g/(1−g)). A few stories near g = 1 dominate, and a small nudge can do much
// or little. What is kept of momentum is taken an hour into the burst.
func (l *Law) Expected(p *Pool, f, before *Force) fixed.Num {
	return fixed.Exp(l.settled(p, f).Sub(l.settled(p, before)))
}

// Settled gains are taken to be at most this; at 1 a burst would grow without end.
var mostGain = fixed.FromRatio(19, 20)

func (l *Law) settled(p *Pool, f *Force) fixed.Num {
	g := l.lasting().Mul(f.Breaker)
	reach := p.Mean() + f.Eta + f.Demote + f.Kept
	if f.Strikes > 0 {
		reach += f.Strikes.Mul(f.Struck.Mean() - p.Mean())
	}
	return max(l.Alpha, (l.Alpha+g.Mul(reach)).Div(fixed.One-g)) + f.Kept // a post comes from nothing too
}

// Left returns the share of its posts that a burst of so many ticks keeps under some
// measures from a level ln μ on, in the mean field with the reach of so many posts as
// the pool has it. Where posters and ticks are many that is [Law.Expected]; where
// they are few reach falls faster than posts, and measures do more, but a burst near
// a gain of 1 takes its time to settle. The law's base rate is taken to be the one at
// which the level sustains itself.
func (l *Law) Left(p *Pool, f *Force, level fixed.Num, ticks int64) fixed.Num {
	g := l.lasting()
	alpha := level.Sub(g.Mul(p.momentum(level, &Free)))
	bent, now, left := g.Mul(f.Breaker), level, fixed.Num(0)
	for range max(1, ticks) {
		now = max(alpha.Add(bent.Mul(p.momentum(now, f))).Add(f.Kept), lowest)
		left = left.Add(fixed.Exp(now.Sub(level)).Clamp(0, fixed.One))
	}
	return left.DivInt(max(1, ticks))
}

// lasting is the gain on momentum that lasts, an hour into the burst.
func (l *Law) lasting() fixed.Num {
	const hour = 12 // ticks
	return min(l.Gain.Div(fixed.One.Sub(l.Memory(hour))), mostGain)
}

// momentum is what posts at a level add in a tick, with luck as it is in the middle.
func (p *Pool) momentum(level fixed.Num, f *Force) fixed.Num {
	const median = 1 << 31
	of := func(posts int64) fixed.Num {
		reach := p.reach(posts, median)
		if f.Strikes > 0 {
			reach = reach.Add(f.Strikes.Mul(f.Struck.reach(posts, median).Sub(reach)))
		}
		return softplus(reach.Add(f.Demote).Add(f.Eta))
	}
	if level < 0 { // a post now and then
		return fixed.Exp(level).Mul(of(1))
	}
	posts := exp(level)
	whole := int64(posts >> meanBits)
	part := fixed.Num(posts&(1<<meanBits-1)) << (32 - meanBits)
	low := of(whole)
	return low.Add(of(whole + 1).Sub(low).Mul(part))
}
