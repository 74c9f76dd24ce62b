package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// spread runs every burst of every narrative on every platform, after
// Bak-Coleman et al. (2022):
//
//	x_t = ln(1 + η_t · Σ(1 + F_j))
//	v_t = v_{t−1} · δ · exp(−λ·t) + x_t
//	μ_t = exp(α + β · c_t · v_{t−1}),  y_t ~ NegBin(μ_t, φ)
//
// Between bursts a narrative makes no posts and costs nothing.
func (w *World) spread() {
	for i := range w.st.Spreads {
		s, st := model.SpreadID(i), &w.st.Spreads[i]
		c := cause{rule: model.RuleSpread, event: st.Event, self: model.None, target: model.Nothing, choice: model.None}
		if st.EchoAt != model.None && st.EchoAt <= w.st.Tick {
			w.begins(s, st.EchoSize, 1, c)
		}
		if st.End == model.None || st.Start == w.st.Tick {
			continue
		}
		if st.End <= w.st.Tick {
			w.endBurst(s, c)
			continue
		}
		w.tickBurst(s, c)
		w.bridge(s, c)
	}
}

// burst starts a narrative on a platform, at so many times its drawn size, or
// amplifies it where it already runs.
func (w *World) burst(s model.SpreadID, times fixed.Num, c cause) {
	st := &w.st.Spreads[s]
	if st.End != model.None {
		w.emit(c, model.BridgeCrossed, ref(model.KindSpread, s), model.Nothing,
			add(model.ColSpreadMomentum, int64(s), w.sc.Params.Pulse.Mul(times)))
		return
	}
	n := &w.sc.Narratives[w.sc.Spreads[s].Narrative]
	key := w.draw("size", w.t.spreads[s]).At(st.Burst)
	size := key.Lognormal(n.Size, n.Deviation).Mul(times).Mul(w.sc.Spreads[s].Share)
	w.begins(s, size, 0, c)
}

// begins sets a burst going. Its length is drawn from D4, correlated with its
// size, and its base rate is solved so that it makes size ÷ length posts a tick.
func (w *World) begins(s model.SpreadID, size fixed.Num, echo int64, c cause) {
	sp, p := &w.sc.Spreads[s], &w.sc.Params
	n := &w.sc.Narratives[sp.Narrative]
	size = size.Clamp(fixed.One, fixed.FromInt(p.Cap/2))
	span := w.span(s, n, size)
	level := fixed.Log(max(size.DivInt(int64(span)), fixed.FromRatio(1, 10)))
	alpha, settled := w.solve(level, n.Gain, w.sc.Platforms[sp.Platform].Audience)
	row := int64(s)
	changes := []model.Change{
		add(model.ColSpreadBurst, row, int64(1)), set(model.ColSpreadEcho, row, echo),
		set(model.ColSpreadStart, row, w.st.Tick), set(model.ColSpreadEnd, row, w.st.Tick+span),
		set(model.ColSpreadMomentum, row, settled), set(model.ColSpreadAlpha, row, alpha),
		set(model.ColSpreadBurstPosts, row, int64(0)), set(model.ColSpreadRate, row, fixed.Num(0)),
		set(model.ColSpreadEchoAt, row, model.Tick(model.None)), set(model.ColSpreadEvent, row, w.next()),
		set(model.ColSpreadCross, row, w.crossing(s, n, echo)),
	}
	if w.st.Narratives[sp.Narrative].Event == 0 {
		changes = append(changes, set(model.ColNarrativeEvent, int64(sp.Narrative), w.next()))
	}
	changes = append(changes, w.begin(w.t.narrativeTopic[sp.Narrative], w.campaignOf(c))...)
	w.emit(c, model.BurstBegan, ref(model.KindSpread, s), ref(model.KindNarrative, sp.Narrative), changes...)
}

// solve returns the base rate α with which a burst of a gain makes e^level posts a
// tick in the mean, and the momentum at which it settles. With L = ln μ, a tick
// gives L' = α + g·x, and x lies above L by the followers' reach and below it by
// what the noise of a count takes from its log. The noise s² of x adds g²s²/(1−g²)
// to the variance of L, half of which the mean of μ lies above e^L.
func (w *World) solve(level, gain, followers fixed.Num) (alpha, settled fixed.Num) {
	p := &w.sc.Params
	each := fixed.Expm1(p.Followers.Mul(p.Followers)) // squared coefficient of variation
	reach := fixed.Log1p(fixed.MulExp(each, level.Neg()))
	count := fixed.Log1p(fixed.One.Div(p.Dispersion).Add(fixed.Exp(level.Neg())))
	square := gain.Mul(gain)
	swell := square.Mul(reach.Add(count)).Div(fixed.One.Sub(square)).DivInt(2)
	l := level.Sub(swell)
	settled = max(0, l.Sub(count.DivInt(2)).Add(fixed.Log1p(followers)).Sub(reach.DivInt(2))) // as x is
	return l.Sub(gain.Mul(settled)), settled
}

// span draws a burst's length in ticks: ln length is normal about the median
// for its size, with the correlation of D4.
func (w *World) span(s model.SpreadID, n *model.Narrative, size fixed.Num) model.Tick {
	p := &w.sc.Params
	rho := p.SizeTime
	z := fixed.Num(0)
	if n.Deviation > 0 {
		z = fixed.Log(size).Sub(fixed.Log(n.Size)).Div(n.Deviation).Clamp(fixed.FromInt(-4), fixed.FromInt(4))
	}
	own := fixed.Sqrt(fixed.One.Sub(rho.Mul(rho)))
	luck := w.draw("length", w.t.spreads[s]).At(w.st.Spreads[s].Burst).Normal(0, fixed.One)
	log := fixed.Log(fixed.FromInt(int64(n.Duration))).Add(p.TimeSpread.Mul(rho.Mul(z).Add(own.Mul(luck))))
	return min(max(model.Tick(fixed.Exp(log).Round()), 3), 14*model.Day)
}

// crossing draws how many posts it takes until a burst reaches other platforms;
// zero where it can't.
func (w *World) crossing(s model.SpreadID, n *model.Narrative, echo int64) int64 {
	if !w.sc.Spreads[s].First || len(n.Spreads) < 2 || echo != 0 {
		return 0
	}
	luck := w.draw("bridge", w.t.spreads[s]).At(w.st.Spreads[s].Burst).Lognormal(fixed.One, w.sc.Params.BridgeSpread)
	return max(1, n.Size.Mul(w.sc.Params.BridgeAt).Mul(luck).Round())
}

func (w *World) tickBurst(s model.SpreadID, c cause) {
	sp, st, p := &w.sc.Spreads[s], &w.st.Spreads[s], &w.sc.Params
	n := &w.sc.Narratives[sp.Narrative]
	e := w.inForce(s)
	mu := fixed.Exp(st.Alpha.Add(n.Gain.Mul(e.gain).Mul(st.Momentum))).Mul(e.kept)
	mu = min(mu, fixed.FromInt(p.Cap))
	key := w.draw("posts", w.t.spreads[s]).At(int64(w.st.Tick))
	y := min(key.NegBinomial(mu, p.Dispersion), p.Cap)
	age := int64(w.st.Tick - st.Start)
	v := st.Momentum.Mul(p.Delta).Mul(fixed.Exp(p.Lambda.MulInt(-age))).Add(w.surge(s, y, e))
	row := int64(s)
	rate := fixed.FromInt(y).MulInt(int64(model.Hour)).Sub(st.Rate).DivInt(int64(model.Hour))
	changes := []model.Change{
		set(model.ColSpreadMomentum, row, v), add(model.ColSpreadRate, row, rate),
	}
	if y > 0 {
		changes = append(changes, add(model.ColSpreadPosts, row, y), add(model.ColSpreadBurstPosts, row, y))
		if n.Truth != model.True {
			changes = append(changes, measure(model.FalsePosts, fixed.FromInt(y)))
		} else {
			changes = append(changes, w.overreach(s, y, e)...)
		}
	}
	w.emit(c, model.BurstTicked, ref(model.KindSpread, s), model.Nothing, changes...)
	w.also(e.events...)
}

// surge is x: the log of one plus η times the followers reached by y posters.
func (w *World) surge(s model.SpreadID, y int64, e enforced) fixed.Num {
	if y == 0 {
		return 0
	}
	luck := w.draw("followers", w.t.spreads[s]).At(int64(w.st.Tick)).Normal(0, fixed.One)
	mean := w.sc.Platforms[w.sc.Spreads[s].Platform].Audience.Mul(e.followers)
	sum := logReach(y, mean, w.sc.Params.Followers, luck)
	sum = sum.Add(fixed.Log(max(e.eta, fixed.FromRatio(1, 1000))))
	if sum > fixed.FromInt(20) {
		return sum // ln(1+e^sum) = sum to the last place
	}
	return fixed.Log1p(fixed.Exp(sum))
}

// logReach is the log of Σ(1+F) over y posters, whose follower counts F have a
// mean and a sigma of their log. The sum is drawn at once as a lognormal with the
// moments of a sum of y lognormal counts (Fenton–Wilkinson). Its luck is a normal
// deviate, cut at four: beyond, more posters would reach fewer people.
func logReach(y int64, mean, spread, luck fixed.Num) fixed.Num {
	each := fixed.Expm1(spread.Mul(spread)) // squared coefficient of variation
	variance := fixed.Log1p(each.DivInt(y))
	luck = luck.Clamp(fixed.FromInt(-4), fixed.FromInt(4))
	return fixed.Log(fixed.FromInt(y)).Add(fixed.Log1p(mean)).
		Sub(variance.DivInt(2)).Add(fixed.Sqrt(variance).Mul(luck))
}

func (w *World) endBurst(s model.SpreadID, c cause) {
	st, p := &w.st.Spreads[s], &w.sc.Params
	row := int64(s)
	changes := []model.Change{
		set(model.ColSpreadEnd, row, model.Tick(model.None)), set(model.ColSpreadRate, row, fixed.Num(0)),
	}
	if st.Echo == 0 && st.BurstPosts > 0 {
		key := w.draw("echo", w.t.spreads[s]).At(st.Burst)
		median := fixed.Exp(p.EchoPower.Mul(fixed.Log(fixed.FromInt(st.BurstPosts))))
		wait := w.draw("echo delay", w.t.spreads[s]).At(st.Burst).
			Lognormal(fixed.FromInt(int64(p.EchoDelay)), p.EchoDelaySpread)
		changes = append(changes,
			set(model.ColSpreadEchoSize, row, key.Lognormal(median, p.EchoSpread)),
			set(model.ColSpreadEchoAt, row, w.st.Tick+max(1, model.Tick(wait.Round()))))
	}
	w.emit(c, model.BurstEnded, ref(model.KindSpread, s), model.Nothing, changes...)
}

// bridge carries a burst to the narrative's other platforms once it has made
// enough posts where it began: fewer posts, later or never.
func (w *World) bridge(s model.SpreadID, c cause) {
	st := &w.st.Spreads[s]
	if st.Cross == 0 || st.BurstPosts < st.Cross {
		return
	}
	c.event = w.emit(c, model.BridgeCrossed, ref(model.KindSpread, s), model.Nothing,
		set(model.ColSpreadCross, int64(s), int64(0)))
	for _, other := range w.sc.Narratives[w.sc.Spreads[s].Narrative].Spreads {
		if other != s && w.st.Spreads[other].End == model.None {
			w.burst(other, fixed.One, c)
		}
	}
}

func (w *World) spreadOn(n model.NarrativeID, p model.PlatformID) model.SpreadID {
	for _, s := range w.sc.Narratives[n].Spreads {
		if w.sc.Spreads[s].Platform == p {
			return s
		}
	}
	return model.None
}

func (w *World) spreadDue() model.Tick {
	due := model.Never
	for i := range w.st.Spreads {
		st := &w.st.Spreads[i]
		if st.End != model.None {
			due = min(due, w.st.Tick+1)
		}
		if st.EchoAt != model.None {
			due = min(due, st.EchoAt)
		}
	}
	return due
}
