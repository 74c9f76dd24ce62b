package spread

import (
	"tabletop/engine/fixed"
	"tabletop/engine/rng"
)

const (
	strata = 16 // pilot runs that share a tick's luck, spread evenly over it
	trials = 20 // how often the pilots are run at most; three to five do nearly always
)

// How close the log of the pilots' posts must come, and how close two base rates
// must lie between which it leaps.
var (
	near   = fixed.FromRatio(1, 100)
	narrow = fixed.FromRatio(1, 500)
)

// Solve returns the law with the base rate α at which a burst of so many ticks,
// free of measures, makes size posts in the mean. The mean is over pilot runs with
// luck of their own that no seed changes, so that the same burst has the same law
// in every run. Of sixteen pilots, which is as many as plays need, the mean is
// within some 20% of the size over many seeds at gains up to 0.8; nearer to 1 a few
// runs hold it, and it takes more. Where the gain on momentum that lasts is above 1
// (β/(1−δ·e^−λ), see D6), a burst dies or runs to the cap, and no base rate makes its
// mean what is sought: the law is then one between which and the next it leaps.
func (t *Tables) Solve(l Law, p *Pool, start fixed.Num, size fixed.Num, ticks, pilots int64) Law {
	run := newTrial(t, &l, p, start, ticks, pilots)
	want := fixed.Log(size)
	l = MeanField(l, p, size, ticks)
	// Posts go as e^α to the power 1/(1−g); the slope is mended as trials show it.
	slope := fixed.One.Sub(l.Gain.Clamp(-fixed.One, mostGain))
	low, high := l.Alpha.Sub(reach), l.Alpha.Add(reach) // between them lies what is sought
	last, before := fixed.Num(0), fixed.Num(0)
	for i := range trials {
		missing := want.Sub(run.posts(&l))
		if missing.Abs() < near || high.Sub(low) < narrow {
			break
		}
		if missing > 0 {
			low = max(low, l.Alpha)
		} else {
			high = min(high, l.Alpha)
		}
		if moved := before.Sub(missing); i > 0 && moved.Abs() > near {
			slope = l.Alpha.Sub(last).Div(moved).Clamp(fixed.FromRatio(1, 50), fixed.FromInt(2))
		}
		last, before = l.Alpha, missing
		l.Alpha = l.Alpha.Add(missing.Mul(slope).Clamp(-widest, widest))
		if l.Alpha <= low || l.Alpha >= high || i > trials/3 {
			l.Alpha = low.Add(high).DivInt(2)
		}
	}
	return l
}

// The longest step from one trial to the next, and how far the base rate sought may
// lie from the mean field's.
const (
	widest = 2 * fixed.One
	reach  = 24 * fixed.One
)

// MeanField returns the law with the base rate α at which a level of size ÷ ticks
// sustains itself, without noise and without what it takes to get there.
func MeanField(l Law, p *Pool, size fixed.Num, ticks int64) Law {
	level := Level(size, ticks)
	l.Alpha = level.Sub(l.Gain.Mul(max(0, level).Add(p.Mean())))
	return l
}

// trial is what the pilot runs of one burst share.
type trial struct {
	tables *Tables
	pool   *Pool
	start  fixed.Num
	memory []fixed.Num        // by tick
	luck   [][][strata]uint64 // by round of pilots, tick and pilot
}

func newTrial(t *Tables, l *Law, p *Pool, start fixed.Num, ticks, pilots int64) *trial {
	run := &trial{tables: t, pool: p, start: start}
	for age := range ticks {
		run.memory = append(run.memory, l.Memory(age+1))
	}
	for round := range max(1, pilots/strata) {
		luck := make([][strata]uint64, ticks)
		for age := range luck {
			shared := rng.Seed(uint64(round)).At(int64(age)).Uint64()
			for pilot := range luck[age] {
				luck[age][pilot] = stratum(uint64(pilot), shared)
			}
		}
		run.luck = append(run.luck, luck)
	}
	return run
}

// posts returns the log of the mean posts of the pilot runs.
func (r *trial) posts(l *Law) fixed.Num {
	var momentum [strata]fixed.Num
	var posts [strata]int64
	total := int64(1)
	for round := range r.luck {
		for i := range momentum {
			momentum[i], posts[i] = r.start, 0
		}
		for age, keep := range r.memory {
			r.tables.TickAll(l, keep, r.pool, &Free, r.luck[round][age][:], momentum[:], posts[:])
		}
		for _, y := range posts {
			total += y
		}
	}
	return log(uint64(total)).Sub(log(uint64(len(r.luck) * strata)))
}

// stratum returns a pilot's draw in a tick: both halves of the tick's luck moved so
// that the pilots fall evenly over sixteenths of either.
func stratum(pilot, luck uint64) uint64 {
	other := pilot * 7 & (strata - 1) // pairs the sixteenths of one with all of the other
	return luck ^ pilot<<(64-4) ^ other<<(32-4)
}

// Level returns ln μ of a burst that makes its size evenly over its ticks.
func Level(size fixed.Num, ticks int64) fixed.Num {
	return fixed.Log(max(size.DivInt(max(1, ticks)), fixed.FromRatio(1, 20)))
}
