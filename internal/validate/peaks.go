package validate

import (
	"context"
	"math"

	"tabletop/engine/fixed"
	"tabletop/engine/rng"
	"tabletop/engine/spread"
)

// An incident is a claim with everything that was posted about it: 544 events in
// 269 incidents (D2). Its peak is the largest of its events.
type incident struct {
	events int // of the incident
	before int // of them, before the peak
	peak   fixed.Num
	luck   rng.Key
}

// after is the rule by which the engine draws the posts after a peak (D11).
func after() spread.After {
	return spread.After{Power: constant("echo_power"), Sigma: constant("echo_spread")}
}

// incidents draws the incidents of one run. Events gather by Simon's process
// (1955): each new one begins an incident of its own with probability 269 ÷ 544
// or else joins one that has so many events already, with a chance in proportion.
// That gives the number of events of an incident a heavy tail without a constant
// of its own: Yule's distribution, geometric with an exponentially drawn rate.
func (w *world) incidents(run int) []incident {
	luck := rng.Seed(w.seed).Name("incidents").At(int64(run))
	events, count := published("events", "all"), published("events", "incidents")
	rate := fixed.One.Sub(count.Div(events)) // 1 ÷ Yule's ρ
	all := make([]incident, count.Floor())
	for i := range all {
		key := luck.At(int64(i))
		more := key.Name("events").Exponential(rate) // a joining chance of 1 − e^−more
		n := 1 + geometric(key.Name("count"), fixed.OneMinusExpNeg(more))
		all[i] = incident{events: n, before: int(key.Name("place").Uint64() % uint64(n)), luck: key}
		for k := range n {
			one := w.events[key.Name("size").At(int64(k)).Uint64()%uint64(len(w.events))]
			all[i].peak = max(all[i].peak, one.Posts)
		}
	}
	return all
}

// mostEvents bounds the events of an incident; there are not as many in all.
const mostEvents = 500

// geometric counts trials that succeed before one fails.
func geometric(luck rng.Key, p fixed.Frac) int {
	n := 0
	for n < mostEvents && luck.At(int64(n)).Bernoulli(p) {
		n++
	}
	return n
}

// follows draws the posts after the peak by D11.
func (i *incident) follows(law spread.After) fixed.Num {
	return law.Draw(max(1, i.peak.Floor()), i.luck.Name("after"))
}

// precedes draws the posts before the peak: those from which a peak of this size
// follows by D11, for stretches that are as large as events are (D3). By Bayes'
// rule their log is normal.
func (i *incident) precedes(law spread.After) fixed.Num {
	mean, deviation := published("log posts", "mean"), published("log posts", "deviation")
	prior := fixed.One.Div(deviation.Mul(deviation))
	noise := law.Sigma.Mul(law.Sigma)
	variance := fixed.One.Div(prior.Add(law.Power.Mul(law.Power).Div(noise)))
	at := variance.Mul(mean.Mul(prior).Add(law.Power.Mul(fixed.Log(i.peak)).Div(noise)))
	return i.luck.Name("before").Lognormal(fixed.Exp(at), fixed.Sqrt(variance))
}

// afterPeaks is V11: what the exponent and the sigma of the engine's rule come
// out as when they are fitted to its draws, as the paper fitted them to data: the
// line through the origin of ln after over ln during, and the spread about it.
func (w *world) afterPeaks(ctx context.Context, runs int) (Result, error) {
	law := after()
	powers, sigmas := make([]float64, runs), make([]float64, runs)
	for run := range runs {
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		incidents := w.incidents(run)
		var xx, xy, yy float64
		for i := range incidents {
			x, y := math.Log(float(incidents[i].peak)), math.Log(float(incidents[i].follows(law)))
			xx, xy, yy = xx+x*x, xy+x*y, yy+y*y
		}
		powers[run] = xy / xx
		sigmas[run] = math.Sqrt((yy - xy*xy/xx) / float64(len(incidents)-1))
	}
	power := given("exponent", "", 0.935, 0.03)
	sigma := given("sigma", "", 1.30, 0.1)
	power.summarise(powers)
	sigma.summarise(sigmas)
	return ofInput(result("V11", "Bak-Coleman et al. 2022", "printed", power, sigma)), nil
}

// aroundPeaks is V12: the shares of all posts before, during and after the peaks.
func (w *world) aroundPeaks(ctx context.Context, runs int) (Result, error) {
	law := after()
	shares := [3][]float64{make([]float64, runs), make([]float64, runs), make([]float64, runs)}
	for run := range runs {
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		incidents := w.incidents(run)
		var posts [3]float64
		for i := range incidents {
			in := &incidents[i]
			posts[0] += float(law.Within(in.precedes(law), in.peak, int64(in.before)))
			posts[1] += float(in.peak)
			posts[2] += float(law.Within(in.follows(law), in.peak, int64(in.events-1-in.before)))
		}
		for k := range posts {
			shares[k][run] = 100 * posts[k] / (posts[0] + posts[1] + posts[2])
		}
	}
	figures := []Figure{
		given("before", "%", 34.3, 5),
		given("during", "%", 40.5, 5),
		given("after", "%", 25.2, 5),
	}
	for k := range figures {
		figures[k].summarise(shares[k])
	}
	return result("V12", "Bak-Coleman et al. 2022", "printed", figures...), nil
}
