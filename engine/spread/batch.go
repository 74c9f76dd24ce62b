package spread

import (
	"math/bits"

	"tabletop/engine/fixed"
)

// block is how many runs go through a stage of the loop before the next stage: few
// enough that what one stage leaves for the next stays in the fastest cache.
const block = 128

// TickAll draws one tick of many runs of one burst that are under the same
// measures, each exactly as [Law.Level] and [Tables.Tick] do. Run i has the draw
// draws[i]; its posts are added to posts[i]; momentum[i] is what it enters the tick
// with, and then what it leaves it with, the share keep of it (see [Law.Memory])
// having stayed. Both slices are as long as draws.
//
// Runs do not depend on one another, so that a processor works on several at once;
// that is why runs and not ticks are the inner loop.
func (t *Tables) TickAll(l *Law, keep fixed.Num, p *Pool, f *Force, draws []uint64, momentum []fixed.Num, posts []int64) {
	if f.Strikes > 0 || f.Demote != 0 || f.Carried > Nothing {
		for i, draw := range draws {
			y, x := t.Tick(l.Level(momentum[i], f), p, f, draw)
			posts[i] += y
			momentum[i] = times(momentum[i], keep) + x
		}
		return
	}
	var counts [block]int64
	for len(draws) > 0 {
		n := min(len(draws), block)
		t.count(l.Alpha+f.Kept, l.Gain.Mul(f.Breaker), draws[:n], momentum, counts[:n])
		p.spread(keep, f.Eta, draws[:n], counts[:n], momentum, posts)
		draws, momentum, posts = draws[n:], momentum[n:], posts[n:]
	}
}

// count draws every run's posts at the levels that its momentum gives.
func (t *Tables) count(base, slope fixed.Num, draws []uint64, momentum []fixed.Num, counts []int64) {
	momentum, counts = momentum[:len(draws)], counts[:len(draws)]
	for i, draw := range draws {
		level := min(max(base+times(momentum[i], slope), lowest), highest)
		u := uint32(draw >> 32)
		octave, mean := mantissa(level)
		even := u>>tailBits - 1
		if octave < 0 || octave >= lastOctave || even >= middle {
			counts[i] = min(t.posts.draw(exp(level), u), t.cap)
			continue
		}
		f := int64(u>>(tailBits-16)) & 0xffff
		row := octave*rowsOctave + int(mean>>(62-3)&7)
		part := int64(mean >> (62 - 3 - 16) & 0xffff)
		at := t.posts.at[row*nodes+tailCells+int(even):]
		_ = at[nodes+1]
		low := int64(at[0]) + (int64(at[1])-int64(at[0]))*f>>16
		high := int64(at[nodes]) + (int64(at[nodes+1])-int64(at[nodes]))*f>>16
		counts[i] = min((low+(high-low)*part>>16)>>countBits, t.cap)
	}
}

// spread adds what every run's posts reach to its momentum.
func (p *Pool) spread(keep, eta fixed.Num, draws []uint64, counts []int64, momentum []fixed.Num, posts []int64) {
	counts, momentum, posts = counts[:len(draws)], momentum[:len(draws)], posts[:len(draws)]
	for i, draw := range draws {
		v, y := times(momentum[i], keep), counts[i]
		if y > 0 {
			v += softplus(p.reach(y, uint32(draw)) + eta)
		}
		posts[i] += y
		momentum[i] = v
	}
}

// times returns x*y rounded as [fixed.Num.Mul] does, for products within range.
func times(x, y fixed.Num) fixed.Num {
	high, low := bits.Mul64(uint64(x), uint64(y))
	high -= uint64(x>>63&y) + uint64(y>>63&x)
	whole := high<<32 | low>>32
	_, up := bits.Add64(low<<32, 1<<63-1, whole&1)
	return fixed.Num(whole + up)
}
