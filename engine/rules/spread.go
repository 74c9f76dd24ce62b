package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/engine/spread"
)

// spread runs every burst of every narrative on every platform by the process of
// package spread. Between bursts a narrative makes no posts and costs nothing.
func (w *World) spread() {
	for i := range w.st.Spreads {
		s, st := model.SpreadID(i), &w.st.Spreads[i]
		c := cause{rule: model.RuleSpread, event: st.Event, self: model.None, target: model.Nothing, choice: model.None}
		if st.EchoAt != model.None && st.EchoAt <= w.st.Tick && st.End == model.None {
			w.begins(s, st.EchoSize, echo, c)
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

// origin is how a burst comes about.
type origin int64

const (
	started origin = iota
	echo           // of a burst before (D11)
	bridged        // from another platform
)

// burst starts a narrative on a platform, at so many times its drawn size, or
// amplifies it where it already runs.
func (w *World) burst(s model.SpreadID, times fixed.Num, from origin, c cause) {
	st := &w.st.Spreads[s]
	if st.End != model.None {
		w.emit(c, model.BridgeCrossed, ref(model.KindSpread, s), model.Nothing,
			add(model.ColSpreadMomentum, int64(s), w.sc.Params.Pulse.Mul(times)))
		return
	}
	n := &w.sc.Narratives[w.sc.Spreads[s].Narrative]
	key := w.draw("size", w.t.spreads[s]).At(st.Burst)
	size := key.Lognormal(n.Size, n.Deviation).Mul(times).Mul(w.sc.Spreads[s].Share)
	w.begins(s, size, from, c)
}

// begins sets a burst going. Its length is drawn from D4, correlated with its
// size, and its base rate is solved so that it makes its size in the mean. It
// begins with a first post, or with what crossed a bridge.
func (w *World) begins(s model.SpreadID, size fixed.Num, from origin, c cause) {
	sp, p := &w.sc.Spreads[s], &w.sc.Params
	n := &w.sc.Narratives[sp.Narrative]
	size = size.Clamp(fixed.One, fixed.FromInt(p.Cap/2))
	span := w.span(s, n, size)
	venues := w.t.venues()
	pool := venues.of[sp.Platform].all
	start := spread.Start(pool, size, int64(span)-1, p.Onset)
	law := venues.counts.Solve(w.law(s), pool, start, size, int64(span)-1, pilots)
	if from == bridged {
		start = max(0, w.carried(s))
	}
	row := int64(s)
	changes := []model.Change{
		add(model.ColSpreadBurst, row, int64(1)), set(model.ColSpreadEcho, row, flag(from == echo)),
		set(model.ColSpreadStart, row, w.st.Tick), set(model.ColSpreadEnd, row, w.st.Tick+span),
		set(model.ColSpreadMomentum, row, start), set(model.ColSpreadAlpha, row, law.Alpha),
		set(model.ColSpreadBurstPosts, row, int64(0)), set(model.ColSpreadRate, row, fixed.Num(0)),
		set(model.ColSpreadEvent, row, w.next()), set(model.ColSpreadCross, row, w.crossing(s, n, from)),
	}
	if from == echo {
		changes = append(changes, set(model.ColSpreadEchoAt, row, model.Tick(model.None)))
	}
	if w.st.Narratives[sp.Narrative].Event == 0 {
		changes = append(changes, set(model.ColNarrativeEvent, int64(sp.Narrative), w.next()))
	}
	changes = append(changes, w.begin(w.t.narrativeTopic[sp.Narrative], w.campaignOf(c))...)
	w.emit(c, model.BurstBegan, ref(model.KindSpread, s), ref(model.KindNarrative, sp.Narrative), changes...)
}

// pilots decide a burst's base rate, see [spread.Tables.Solve].
const pilots = 16

// law returns the law of a narrative's present burst on a platform.
func (w *World) law(s model.SpreadID) spread.Law {
	p := &w.sc.Params
	return spread.Law{
		Alpha: w.st.Spreads[s].Alpha, Gain: w.sc.Narratives[w.sc.Spreads[s].Narrative].Gain,
		Delta: p.Delta, Lambda: p.Lambda,
	}
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
func (w *World) crossing(s model.SpreadID, n *model.Narrative, from origin) int64 {
	if !w.sc.Spreads[s].First || len(n.Spreads) < 2 || from == echo {
		return 0
	}
	luck := w.draw("bridge", w.t.spreads[s]).At(w.st.Spreads[s].Burst).Lognormal(fixed.One, w.sc.Params.BridgeSpread)
	return max(1, n.Size.Mul(w.sc.Params.BridgeAt).Mul(luck).Round())
}

func (w *World) tickBurst(s model.SpreadID, c cause) {
	sp, st := &w.sc.Spreads[s], &w.st.Spreads[s]
	n, venues := &w.sc.Narratives[sp.Narrative], w.t.venues()
	pool := venues.of[sp.Platform].all
	law, e := w.law(s), w.inForce(s)
	key := w.draw("posts", w.t.spreads[s]).At(int64(w.st.Tick))
	y, x := venues.counts.Tick(law.Level(st.Momentum, &e.Force), pool, &e.Force, key.Uint64())
	row := int64(s)
	rate := fixed.FromInt(y).MulInt(int64(model.Hour)).Sub(st.Rate).DivInt(int64(model.Hour))
	changes := []model.Change{
		set(model.ColSpreadMomentum, row, st.Momentum.Mul(law.Memory(int64(w.st.Tick-st.Start))).Add(x)),
		add(model.ColSpreadRate, row, rate),
	}
	if y > 0 {
		changes = append(changes, add(model.ColSpreadPosts, row, y), add(model.ColSpreadBurstPosts, row, y))
		if n.Truth != model.True {
			changes = append(changes, measure(model.FalsePosts, fixed.FromInt(y)))
		} else {
			changes = append(changes, w.overreach(s, y, law.Expected(pool, &e.Force, &spread.Free))...)
		}
	}
	w.emit(c, model.BurstTicked, ref(model.KindSpread, s), model.Nothing, changes...)
	w.also(e.events...)
}

// endBurst ends a burst. One that was no echo has an echo, which joins one that
// is still to come.
func (w *World) endBurst(s model.SpreadID, c cause) {
	st := &w.st.Spreads[s]
	row := int64(s)
	changes := []model.Change{
		set(model.ColSpreadEnd, row, model.Tick(model.None)), set(model.ColSpreadRate, row, fixed.Num(0)),
	}
	if st.Echo == 0 && st.BurstPosts > 0 {
		size, at := w.echoOf(s)
		if st.EchoAt != model.None {
			size, at = size.Add(st.EchoSize), max(w.st.Tick+1, min(at, st.EchoAt))
		}
		changes = append(changes, set(model.ColSpreadEchoSize, row, size), set(model.ColSpreadEchoAt, row, at))
	}
	w.emit(c, model.BurstEnded, ref(model.KindSpread, s), model.Nothing, changes...)
}

// echoOf draws the size of a burst's echo, which is none of a larger burst, and when
// it begins.
func (w *World) echoOf(s model.SpreadID) (size fixed.Num, at model.Tick) {
	st, p := &w.st.Spreads[s], &w.sc.Params
	after := spread.After{Power: p.EchoPower, Sigma: p.EchoSpread}
	wait := w.draw("echo delay", w.t.spreads[s]).At(st.Burst).
		Lognormal(fixed.FromInt(int64(p.EchoDelay)), p.EchoDelaySpread)
	size = after.Draw(st.BurstPosts, w.draw("echo", w.t.spreads[s]).At(st.Burst))
	size = after.Within(size, fixed.FromInt(st.BurstPosts), 0)
	return size, w.st.Tick + max(1, model.Tick(wait.Round()))
}

// bridge starts a burst on the narrative's other platforms once it has made enough
// posts where it began: fewer posts, later or never.
func (w *World) bridge(s model.SpreadID, c cause) {
	st := &w.st.Spreads[s]
	if st.Cross == 0 || st.BurstPosts < st.Cross {
		return
	}
	c.event = w.emit(c, model.BridgeCrossed, ref(model.KindSpread, s), model.Nothing,
		set(model.ColSpreadCross, int64(s), int64(0)))
	for _, other := range w.sc.Narratives[w.sc.Spreads[s].Narrative].Spreads {
		if other != s && w.st.Spreads[other].End == model.None {
			w.burst(other, fixed.One, bridged, c)
		}
	}
}

// carried is the log of the followers whom a burst on a claim's first platform
// brings to another, in proportion to how large the claim is there, or Nothing. The
// first comes first within a tick.
func (w *World) carried(s model.SpreadID) fixed.Num {
	sp := &w.sc.Spreads[s]
	first := w.sc.Narratives[sp.Narrative].Spreads[0]
	share := w.sc.Params.Carry.Mul(sp.Share)
	if st := &w.st.Spreads[first]; first != s && st.End != model.None && share > 0 {
		return st.Momentum.Add(fixed.Log(share))
	}
	return spread.Nothing
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
			due = min(due, max(st.EchoAt, w.st.Tick+1))
		}
	}
	return due
}
