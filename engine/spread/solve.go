package spread

import (
	"tabletop/engine/fixed"
	"tabletop/engine/rng"
)

// A burst begins with one post by an account of the mean audience: its momentum
// at first is [Pool.Mean]. It takes off from there, or does not.

// pilots are the runs of which the mean posts decide a base rate, and halvings
// how often the range of base rates is cut in two: a resolution of 0.01 in the log.
const (
	pilots   = 16
	halvings = 10
	wide     = 5 // the range searched, either way from the mean field's guess
)

// Solve returns the law with the base rate α at which a burst of so many ticks,
// free of measures, makes size posts in the mean. The mean is over pilot runs with
// luck of their own that no seed changes, so that the same burst has the same law
// in every run. A size out of reach gives the nearest end of the range.
func (t *Tables) Solve(l Law, p *Pool, start fixed.Num, size fixed.Num, ticks int64) Law {
	low := t.guess(&l, p, size, ticks) - fixed.FromInt(wide)
	high := low + fixed.FromInt(2*wide)
	enough := size.Real().Mul(fixed.RealInt(pilots)).Floor()
	memory := make([]fixed.Num, ticks)
	for age := range memory {
		memory[age] = l.Memory(int64(age) + 1)
	}
	for range halvings {
		l.Alpha = (low + high) / 2
		if t.pilot(&l, p, start, memory, enough) {
			high = l.Alpha
		} else {
			low = l.Alpha
		}
	}
	l.Alpha = (low + high) / 2
	return l
}

// guess returns the base rate in the mean field: a level of size ÷ ticks that
// sustains itself without noise.
func (t *Tables) guess(l *Law, p *Pool, size fixed.Num, ticks int64) fixed.Num {
	level := fixed.Log(max(size.DivInt(max(1, ticks)), fixed.FromRatio(1, 20)))
	return level - l.Gain.Mul(max(0, level)+p.Mean())
}

// pilot reports whether the pilot runs make enough posts between them.
func (t *Tables) pilot(l *Law, p *Pool, start fixed.Num, memory []fixed.Num, enough int64) bool {
	total := int64(0)
	for i := range int64(pilots) {
		luck, v := rng.Seed(uint64(i)), start
		for age, keep := range memory {
			posts, x := t.Tick(l.Level(v, &Free), p, &Free, luck.At(int64(age)).Uint64())
			if total += posts; total >= enough {
				return true
			}
			v = v.Mul(keep) + x
		}
	}
	return false
}

// Expected returns how many times as many posts a settled burst makes under some
// measures, in the mean field. With gain g, which is β where momentum is soon
// forgotten and β/(1−δ) where it is not, a level settles at
//
//	ln y = (α + c·g·(r + ln η)) / (1 − c·g)
//
// where r is the log of followers reached by a post, so that output goes as
// η^(g/(1−g)). A few stories near g = 1 dominate, and a small nudge can do much
// or little.
func (l *Law) Expected(p *Pool, f, before *Force) fixed.Num {
	return fixed.Exp(l.settled(p, f) - l.settled(p, before))
}

// Settled gains stay below this; at 1 a burst would grow without end.
var mostGain = fixed.FromRatio(19, 20)

func (l *Law) settled(p *Pool, f *Force) fixed.Num {
	g := min(l.Gain.Mul(f.Breaker), mostGain)
	reach := p.Mean() + f.Eta + f.Demote + f.Kept
	return (l.Alpha + g.Mul(reach)).Div(fixed.One-g) + f.Kept
}
