package validate

import (
	"cmp"
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/rng"
)

// An Event is one synthetic event: a claim that spread on one platform, with the
// size and length that the paper observed and the parameters that it fitted.
type Event struct {
	Posts  fixed.Num // posts in the mean of many runs without intervention
	Ticks  int64     // length, in ticks of five minutes
	Gain   fixed.Num // β: how strongly momentum drives posting
	Decay  fixed.Num // δ: momentum kept from tick to tick
	Ageing fixed.Num // λ: how fast that decay itself grows with age, a tick
}

// Couplings say how quantities hang together over the events of a population, as
// correlations of normal scores. The first is published (D4). Of the others the
// table has words only; the base rates that follow from them are a check.
type Couplings struct {
	Length fixed.Num // of size and length
	Gain   fixed.Num // of size and gain: gain rises with size (D5)
	Prior  fixed.Num // of size and distance from the prior: small events sit at it (D6)
}

// population synthesises the paper's fitted events, in ascending order of size.
//
// Every quantity has its published distribution, whatever the seed: its values
// are the quantiles at evenly spaced probabilities (for sizes, spaced with a
// jitter inside each stratum). The seed decides which event gets which of them,
// within the couplings. The largest event has the size and the parameters that
// are published for it.
func population(seed uint64, k Couplings) []Event {
	n := int(published("events", "fitted").Floor())
	luck := rng.Seed(seed).Name("population")
	scores := sizeScores(n, luck)
	sizes := newCurve("posts", fixed.Log).through(scores[n-1], fixed.Log(published("posts", "max")))
	hours := newCurve("hours", fixed.Log)
	gains := newCurve("gain", identity).through(scores[n-1], published("largest", "gain"))
	ageing, decay := awayFrom("ageing", n), awayFrom("decay", n)

	lengthRank := coupled(scores, k.Length, luck.Name("length"))
	gainRank := coupled(scores, k.Gain, luck.Name("gain"))
	ageingRank := coupled(scores, k.Prior, luck.Name("ageing"))
	decayRank := coupled(scores, k.Prior, luck.Name("decay"))
	events := make([]Event, n)
	for i := range events {
		events[i] = Event{
			Posts:  fixed.Exp(sizes.at(scores[i])),
			Ticks:  max(2, fixed.Exp(hours.at(evenScore(lengthRank[i], n))).MulInt(12).Round()),
			Gain:   gains.at(evenScore(gainRank[i], n)),
			Ageing: ageing[ageingRank[i]],
			Decay:  decay[decayRank[i]],
		}
	}
	top := &events[n-1]
	top.Gain, top.Decay, top.Ageing = published("largest", "gain"), published("largest", "decay"), published("largest", "ageing")
	settle(events)
	return events
}

// sizeScores returns the normal scores of the sizes, ascending: one in each of n
// equal strata, jittered over its middle half. The last is the largest event,
// which is published and takes no jitter.
func sizeScores(n int, luck rng.Key) []fixed.Num {
	scores := make([]fixed.Num, n)
	for i := range scores {
		within := fixed.Half
		if i < n-1 {
			within = luck.Name("size").At(int64(i)).Uniform().Num().DivInt(2).Add(fixed.One.DivInt(4))
		}
		scores[i] = score(fixed.FromInt(int64(i)).Add(within).DivInt(int64(n)))
	}
	return scores
}

// evenScore is the normal score of the middle of a rank's stratum.
func evenScore(rank, n int) fixed.Num {
	return score(fixed.FromRatio(int64(2*rank+1), int64(2*n)))
}

// coupled ranks the events by a normal variable that has a given correlation with
// their scores.
func coupled(scores []fixed.Num, correlation fixed.Num, luck rng.Key) []int {
	own := fixed.Sqrt(fixed.One.Sub(correlation.Mul(correlation)))
	values := make([]fixed.Num, len(scores))
	order := make([]int, len(scores))
	for i := range scores {
		order[i] = i
		values[i] = correlation.Mul(scores[i]).Add(own.Mul(luck.At(int64(i)).Normal(0, fixed.One)))
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	ranks := make([]int, len(scores))
	for rank, event := range order {
		ranks[event] = rank
	}
	return ranks
}

// awayFrom returns n evenly spaced quantiles of a fitted parameter, ordered by
// their distance from the prior's mean.
func awayFrom(of string, n int) []fixed.Num {
	c := newCurve(of, identity)
	if of == "ageing" {
		c = c.evenFromZero(25).within(fixed.FromRatio(1, 10_000), published("largest", "ageing"))
	} else {
		c = c.within(fixed.FromRatio(1, 20), fixed.FromRatio(19, 20))
	}
	prior := published("prior", of)
	values := make([]fixed.Num, n)
	for i := range values {
		values[i] = c.at(evenScore(i, n))
	}
	slices.SortStableFunc(values, func(a, b fixed.Num) int {
		return cmp.Compare(a.Sub(prior).Abs(), b.Sub(prior).Abs())
	})
	return values
}

// surplus is how much faster reach grows than posts while posters are few: the
// more of them, the likelier one with very many followers is among them. Over the
// first thousand posters the log of their reach rises 1.25 times as fast as that
// of their number, at the spread of followers assumed; a test holds it to that.
var surplus = fixed.FromRatio(5, 4)

// settle exchanges decay and ageing between events of like size until none runs
// away: the gain on lasting momentum, β/(1−δ·e^−λ), times the surplus stays below
// 1. An event above that grows until everybody has posted, and none did. Where no
// exchange does, the event takes the shortest memory that can be had.
func settle(events []Event) {
	order := make([]int, len(events)-1) // all but the largest, the strongest gain first
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(events[b].Gain, events[a].Gain) })
	for _, i := range order {
		if !events[i].runsAway() {
			continue
		}
		partner := i
		for far := 1; far < len(events); far++ {
			for _, j := range [...]int{i - far, i + far} {
				if j < 0 || j >= len(order) || events[j].with(&events[i]).runsAway() {
					continue
				}
				if events[j].memory() < events[partner].memory() {
					partner = j
				}
			}
			if !events[i].with(&events[partner]).runsAway() {
				break
			}
		}
		a, b := events[i], events[partner]
		events[i], events[partner] = a.with(&b), b.with(&a)
	}
}

// with returns the event with the decay and ageing of another.
func (e Event) with(other *Event) Event {
	e.Decay, e.Ageing = other.Decay, other.Ageing
	return e
}

// memory is the share of momentum that a tick keeps at first.
func (e Event) memory() fixed.Num { return e.Decay.Mul(fixed.Exp(e.Ageing.Neg())) }

func (e Event) runsAway() bool { return e.Gain.Mul(surplus) >= fixed.One.Sub(e.memory()) }
