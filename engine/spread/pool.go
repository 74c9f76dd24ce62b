package spread

import (
	"slices"

	"tabletop/engine/fixed"
)

// Accounts describes the accounts that posters are drawn from: followers are
// lognormal. Bans takes accounts out of it.
type Accounts struct {
	Mean  fixed.Num // mean followers of a poster, held to 1 to 10 million
	Sigma fixed.Num // sigma of the log of follower counts, held to 0 to 5
	Bans  []Ban
}

// Ban takes a share of the posters with more followers than a threshold out.
type Ban struct {
	Above fixed.Num // followers
	Share fixed.Num // 0..1
}

// Pool is the table of Σ(1+F) over so many posters drawn from some accounts: the
// log of the sum's mean a poster, by number of posters and uniform draw.
type Pool struct {
	at   surface // by number of posters, 24 fraction bits
	mean fixed.Num
}

// The law of the sum is carried on a grid over its log a poster. Two rows an
// octave; each follows from one with fewer posters by adding two independent
// sums.
const (
	gridSteps   = 16               // cells a unit of the log
	gridCells   = 22 * gridSteps   // up to e^22 followers a poster
	poolOctaves = 22               // rows of 1, 2, 3, 4, 6, 8, 12 ... 4,194,304 posters
	mostPosters = 1 << poolOctaves // above, the mean a poster is that of so many
	massBits    = 31
	logBits     = 24
)

// law is a distribution over the grid, in units of 2^-31.
type law [gridCells]uint64

// NewPool builds the table. The quantiles of its sums are within 0.03 (in the
// log) of drawing every poster, which a test holds.
func NewPool(a Accounts) *Pool {
	a.Mean = a.Mean.Clamp(fixed.One, fixed.FromInt(10_000_000))
	a.Sigma = a.Sigma.Clamp(0, fixed.FromInt(5))
	one := a.law()
	rows := [][]uint32{one.nodes(), one.nodes()} // of one, and of one and a half, which there never are
	alike, mixed := sumShifts(1, 1), sumShifts(2, 1)
	two := one.twice(alike)
	three := two.plus(one, mixed)
	for {
		rows = append(rows, two.nodes(), three.nodes())
		if len(rows) == 2*poolOctaves {
			break
		}
		two, three = two.twice(alike), three.twice(alike)
	}
	rows = append(rows, two.twice(alike).nodes())
	rise(rows)
	return &Pool{at: newSurface(rows), mean: one.mean()}
}

// rise sees to it that reach never falls as posters are added. Where luck is best,
// the rows end at the largest account that there is, so that the mean a poster falls
// as their number rises; between the rows it falls in a straight line, and so may
// fall by no more than the share of the posters that are added. A sixteenth less
// leaves room for rounding.
func rise(rows [][]uint32) {
	const whole = 15 << (logBits - 4)
	added := [...]uint32{whole / 4, whole / 3} // of four posters the fourth, of three the third
	for row := 2; row < len(rows); row++ {
		most := added[row%2]
		if row == 2 {
			most = whole / 2
		}
		for node, before := range rows[row-1] {
			rows[row][node] = max(rows[row][node], before-min(before, most))
		}
	}
}

// Mean returns the log of the mean of 1+F.
func (p *Pool) Mean() fixed.Num { return fixed.Log(p.mean) }

// law lays the log of 1+F out on the grid.
func (a *Accounts) law() *law {
	const fine, end = 64, 5 // steps a sigma, and how many sigmas
	half := a.Sigma.Mul(a.Sigma).DivInt(2)
	middle := fixed.Log(a.Mean).Sub(half)
	masses := make([]fixed.Num, gridCells)
	for i := -fine * end; i <= fine*end; i++ {
		z := fixed.FromRatio(int64(i), fine)
		followers := fixed.Exp(middle.Add(a.Sigma.Mul(z)))
		mass := fixed.Exp(z.Mul(z).DivInt(2).Neg()).Mul(a.stays(followers))
		k, next := cellOf(fixed.Log1p(followers))
		masses[k] = masses[k].Add(mass.Mul(fixed.One.Sub(next)))
		masses[k+1] = masses[k+1].Add(mass.Mul(next))
	}
	l := &law{}
	var total fixed.Num
	for _, m := range masses {
		total = total.Add(m)
	}
	for i, m := range masses {
		l[i] = uint64(m.Div(total)) >> (32 - massBits)
	}
	return l.whole()
}

// stays returns the share of accounts with so many followers that no ban takes.
func (a *Accounts) stays(followers fixed.Num) fixed.Num {
	left := fixed.One
	for _, b := range a.Bans {
		if followers > b.Above {
			left = left.Mul(fixed.One.Sub(b.Share))
		}
	}
	return left
}

var gridRatio = fixed.Expm1(fixed.FromRatio(1, gridSteps)) // of a cell to the one before, less 1

// cellOf returns the cell at or below a log, and the share of a mass there that
// belongs to the next cell, so that the mean of the sum stays what it was.
func cellOf(a fixed.Num) (cell int, next fixed.Num) {
	cell = int(min(max(a.MulInt(gridSteps).Floor(), 0), gridCells-2))
	above := a.Sub(fixed.FromRatio(int64(cell), gridSteps))
	return cell, fixed.Expm1(above).Div(gridRatio).Clamp(0, fixed.One)
}

// whole rounds so that the masses sum to one exactly: the largest takes the rest.
func (l *law) whole() *law {
	var total uint64
	most := 0
	for i, m := range l {
		total += m
		if m > l[most] {
			most = i
		}
	}
	l[most] += 1<<massBits - total
	return l
}

func (l *law) mean() fixed.Num {
	var sum fixed.Real
	for i, m := range l {
		sum = sum.Add(fixed.FromRatio(int64(i), gridSteps).Real().Exp().Mul(fixed.MakeReal(m, -massBits)))
	}
	return sum.Num()
}

// shift is where the weighted mean of two sums lies that are so many cells apart:
// cells above the lower one, and the share that belongs to the next cell, in
// units of 2^-16.
type shift struct {
	cells int
	next  uint64
}

// sumShifts returns the shifts for sums over p and q posters, by how many cells
// the first lies above the second, plus gridCells.
func sumShifts(p, q int64) []shift {
	out := make([]shift, 2*gridCells)
	for i := range out {
		d := i - gridCells
		up, down := max(d, 0), max(-d, 0)
		a := fixed.MulExp(fixed.FromInt(p), fixed.FromRatio(int64(up), gridSteps))
		b := fixed.MulExp(fixed.FromInt(q), fixed.FromRatio(int64(down), gridSteps))
		k, next := cellOf(fixed.Log(a.Add(b).DivInt(p + q)))
		out[i] = shift{k, uint64(next) >> 16}
	}
	return out
}

// sums gathers the masses of sums in the cells that they fall into.
type sums [gridCells + 1]uint64

// add puts a mass where a shift from a cell says.
func (s *sums) add(cell int, mass uint64, by shift) {
	upper := mass * by.next >> 16
	to := s[cell+by.cells:][:2]
	to[0] += mass - upper
	to[1] += upper
}

func (s *sums) law() *law {
	out := &law{}
	for i := range out {
		out[i] = s[i] >> (2*massBits - 16 - massBits)
	}
	return out.whole()
}

// plus returns the law of the mean of two independent sums.
func (l *law) plus(m *law, shifts []shift) *law {
	var sum sums
	for i, p := range l {
		if p == 0 {
			continue
		}
		for j, q := range m {
			sum.add(min(i, j), p*q>>16, shifts[i-j+gridCells])
		}
	}
	return sum.law()
}

// twice returns the law of the mean of two independent sums of one law. Each of two
// different cells may come first, so that half the pairs will do.
func (l *law) twice(shifts []shift) *law {
	var sum sums
	first := slices.IndexFunc(l[:], func(mass uint64) bool { return mass > 0 })
	for i, p := range l {
		if p == 0 {
			continue
		}
		for j := first; j < i; j++ {
			mass, by := p*l[j]>>16, shifts[i-j+gridCells]
			upper := mass * by.next >> 16
			to := sum[j+by.cells:][:2]
			to[0] += 2 * (mass - upper)
			to[1] += 2 * upper
		}
		sum.add(i, p*p>>16, shifts[gridCells])
	}
	return sum.law()
}

// nodes returns where every node falls, each cell's mass spread evenly about it.
func (l *law) nodes() []uint32 {
	out := make([]uint32, nodes)
	var below uint64
	cell := 0
	for node := range out {
		u := uint64(nodeAt(node)) >> (64 - massBits)
		for cell < gridCells-1 && below+l[cell] <= u {
			below += l[cell]
			cell++
		}
		at := int64(cell)<<logBits - 1<<(logBits-1)
		if l[cell] > 0 {
			at += int64((u - below) << logBits / l[cell])
		}
		out[node] = uint32(max(at, 0) / gridSteps)
	}
	return out
}

// reach returns the log of Σ(1+F) over y posters, y ≥ 1.
func (p *Pool) reach(y int64, u uint32) fixed.Num {
	c, f := column(u)
	octave, m := normal(uint64(min(y, mostPosters)))
	row := 2*octave + int(m>>62&1)
	each := p.at[row*columns+c].value(f, m<<2>>48)
	return fixed.Num(each<<(32-logBits)) + log(uint64(y))
}
