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
	if f.Strikes == fixed.One {
		p = f.Struck
	}
	if f.Strikes > 0 && f.Strikes < fixed.One || f.Demote != 0 || f.Carried > Nothing {
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

// count draws every run's posts at the levels that its momentum gives. What is seldom
// goes by the long way: means outside the table, and draws in a tail.
func (t *Tables) count(base, slope fixed.Num, draws []uint64, momentum []fixed.Num, counts []int64) {
	momentum, counts = momentum[:len(draws)], counts[:len(draws)]
	at := t.posts.at
	for i, draw := range draws {
		level := base + times(momentum[i], slope)
		even := draw>>(32+tailBits) - 1
		if uint64(level) >= tabled || even >= middle {
			counts[i] = 0
			if mean := exp(level); level >= 0 || !t.posts.none(mean, uint32(draw>>32)) {
				counts[i] = min(t.posts.draw(mean, uint32(draw>>32)), t.cap)
			}
			continue
		}
		octave, mean := mantissa(level)
		place := (octave*rowsOctave+int(mean>>59&7))*columns + tailCells + int(even)
		y := at[place].value(draw>>(32+tailBits-16)&0xffff, mean>>43&0xffff) >> countBits
		counts[i] = min(y, t.cap)
	}
}

// tabled is a level just below the end of the table, ln 512.
const tabled = uint64(6238 * fixed.One / 1000)

// spread adds what every run's posts reach to its momentum.
func (p *Pool) spread(keep, eta fixed.Num, draws []uint64, counts []int64, momentum []fixed.Num, posts []int64) {
	counts, momentum, posts = counts[:len(draws)], momentum[:len(draws)], posts[:len(draws)]
	at := p.at
	for i, draw := range draws {
		y := counts[i]
		posts[i] += y
		v := times(momentum[i], keep)
		even := draw>>tailBits&(1<<evenBits-1) - 1
		if uint64(y-1) >= mostPosters-1 || even >= middle {
			if y > 0 {
				v += softplus(p.reach(y, uint32(draw)) + eta)
			}
			momentum[i] = v
			continue
		}
		octave, m := normal(uint64(y))
		place := (2*octave+int(m>>62&1))*columns + tailCells + int(even)
		each := at[place].value(draw>>(tailBits-16)&0xffff, m<<2>>48)
		momentum[i] = v + softplus(fixed.Num(each<<(32-logBits))+logOfNormal(octave, m)+eta)
	}
}

// times returns x*y, for an x of 0 or more and products within range, rounded as
// [fixed.Num.Mul] does.
func times(x, y fixed.Num) fixed.Num {
	high, low := bits.Mul64(uint64(x), uint64(y))
	high -= uint64(y >> 63 & x)
	whole := high<<32 | low>>32
	return fixed.Num(whole + (low&(1<<32-1)+(1<<31-1)+whole&1)>>32)
}
