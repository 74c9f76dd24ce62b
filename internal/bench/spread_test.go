package bench

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"tabletop/engine/rng"
	"tabletop/engine/spread"
)

// TestPeerDrawsTheSamePosts: from the same tables, momenta and draws, the NumPy
// program makes the posts that the core makes. The core's logs and places between
// nodes are rounded to 2^-24 and 2^-16, so that a count that lies on the border falls
// to the other side once in some thousand ticks, and counts of many thousands
// differ in their fifth figure.
func TestPeerDrawsTheSamePosts(t *testing.T) {
	p := everything()
	q := newPeer(t, p)
	const n = 100_000
	draws := make([]uint64, n)
	momentum, alpha, gain := make([]float64, n), make([]float64, n), make([]float64, n)
	luck, free := rng.Seed(11), spread.Free
	for i := range draws {
		k := luck.At(int64(i))
		law := &p.Laws[i%len(p.Laws)]
		draws[i], alpha[i], gain[i] = k.Uint64(), float(law.Alpha), float(law.Gain)
		momentum[i] = 16 * float(k.Name("momentum").Uniform().Num())
		if i%10 == 0 { // the ends of the grid
			draws[i] |= math.MaxUint64 >> 7 << 7 << (i / 10 % 64)
		}
	}
	for bits, share := range map[int]float64{64: 0.001, 32: 0.01} {
		posts, reached := q.tick(bits, draws, momentum, alpha, gain)
		differ := 0
		for i := range draws {
			law := spread.Law{Alpha: num(alpha[i]), Gain: num(gain[i])}
			level := law.Level(num(momentum[i]), &free)
			y, x := p.Tables.Tick(level, p.Everybody, &free, draws[i])
			if float64(y) != posts[i] {
				differ++
				assert.InDelta(t, float64(y), posts[i], 1+float64(y)*2e-4, "%d bits, level %v, draw %x", bits, level, draws[i])
			} else {
				assert.InDelta(t, float(x), reached[i], 2e-4, "%d bits, %d posts, draw %x", bits, y, draws[i])
			}
		}
		assert.Less(t, float64(differ), share*n, "ticks of %d bits that differ", bits)
	}
}

// TestPeerRunsTheSamePopulation: with luck of its own, the NumPy program makes as many
// posts. The mean is over the logs of the events' posts: the luck of the largest few
// decides their sum.
func TestPeerRunsTheSamePopulation(t *testing.T) {
	const runs = 32
	p := everything()
	_, theirs := newPeer(t, p).speed(runs)
	apart := 0.0
	for i, ours := range p.run(runs) {
		apart += math.Log((float64(ours)+runs)/(theirs[i]+runs)) / float64(len(p.Events))
	}
	assert.InDelta(t, 0, apart, 0.05)
}

// BenchmarkPopulation runs every event of the population: the spread process, draws
// included, on one core.
func BenchmarkPopulation(b *testing.B) {
	p := everything()
	const runs = 128
	for b.Loop() {
		p.run(runs)
	}
	report(b, p, "", b.Elapsed().Seconds()/float64(b.N)/runs)
}

// report gives figures per second of one core, from the seconds of one run of the
// population.
func report(b *testing.B, p population, of string, seconds float64) {
	b.ReportMetric(float64(len(p.Events))/seconds, of+"event-runs/s")
	b.ReportMetric(float64(p.eventTicks())/seconds/1e6, of+"Mticks/s")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkBesidePeer runs the population by turns in the core and in the NumPy
// program, and compares the best turn of each: others at work on the machine slow
// single turns down, but no turn is faster than the program is.
func BenchmarkBesidePeer(b *testing.B) {
	p := everything()
	q := newPeer(b, p)
	const runs, turns = 256, 8
	ours, theirs := math.Inf(1), math.Inf(1)
	for b.Loop() {
		for range turns {
			begin := time.Now()
			p.run(runs)
			ours = min(ours, time.Since(begin).Seconds()/runs)
			seconds, _ := q.speed(runs)
			theirs = min(theirs, seconds/runs)
		}
	}
	report(b, p, "", ours)
	report(b, p, "numpy-", theirs)
	b.ReportMetric(theirs/ours, "times-numpy")
}

// BenchmarkDraws is what the keyed draws of a tick alone cost.
func BenchmarkDraws(b *testing.B) {
	keys, draws := make([]rng.Key, 128), make([]uint64, 128)
	for i := range keys {
		keys[i] = rng.Seed(uint64(i))
	}
	tick := int64(0)
	for b.Loop() {
		rng.Draws(keys, tick, draws)
		tick++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(keys)), "ns/draw")
}
