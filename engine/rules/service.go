package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// What outages of assets in use cost. The share of service that is missing holds from
// one tick to another, and what it costs is counted up to the very tick at which it
// changes; on the hour as well, so that people see it mount.

// serve counts what an asset's missing service has cost since it was last counted,
// and takes up a change of it.
func (w *World) serve(a model.AssetID) {
	st, row, now := &w.st.Assets[a], int64(a), w.st.Tick
	missing := w.missing(a)
	changed := missing != st.Missing
	c := cause{rule: model.RuleMeasures, event: st.MissingEvent, self: model.None, choice: model.None}
	if st.Missing > 0 && (changed || now%model.Hour == 0 || now == w.sc.Clock.End) {
		if used := w.used(a, st.MissingSince, now); used > 0 {
			w.lose(a, st.Missing, used, c)
		}
	}
	if !changed {
		return
	}
	c.event = st.Event
	w.emit(c, model.ServiceChanged, ref(model.KindAsset, a), model.Nothing,
		set(model.ColAssetMissing, row, missing), set(model.ColAssetMissingSince, row, now),
		set(model.ColAssetMissingEvent, row, st.Event))
	if missing > 0 && st.FellBack != 0 {
		w.also(st.FallEvent)
	}
}

// missing is the share of an asset's service that is missing now, where it is ever
// needed: all of it while the asset is down, and what can't be done by hand where that is done (C20). A
// fallback that is ready before an outage costs nothing until then.
func (w *World) missing(a model.AssetID) fixed.Num {
	st := &w.st.Assets[a]
	switch {
	case !st.Condition.Down() || len(w.sc.Assets[a].Uses) == 0:
		return 0
	case st.FellBack != 0:
		return fixed.One.Sub(w.sc.Assets[a].Fallback)
	}
	return fixed.One
}

// used returns for how many ticks of a stretch an asset was needed.
func (w *World) used(a model.AssetID, from, to model.Tick) model.Tick {
	var ticks model.Tick
	for _, span := range w.sc.Assets[a].Uses {
		from = max(from, span.From) // spans are in order; where they overlap, once
		if end := min(to, span.To); end > from {
			ticks += end - from
			from = end
		}
	}
	return ticks
}

// lose counts hours of service lost, and the voters who leave unserved.
func (w *World) lose(a model.AssetID, missing fixed.Num, used model.Tick, c cause) {
	asset, st := &w.sc.Assets[a], &w.st.Assets[a]
	lost := missing.Mul(hours(used))
	w.emit(c, model.HoursCounted, ref(model.KindAsset, a), model.Nothing,
		measure(model.HoursLost, lost), set(model.ColAssetMissingSince, int64(a), w.st.Tick))
	if missing < fixed.One {
		w.also(st.FallEvent)
	}
	blocked := asset.Rate.Mul(lost).Mul(asset.Leave)
	if blocked <= 0 {
		return
	}
	w.emit(c, model.VotesBlockedEvent, ref(model.KindAsset, a), model.Nothing, measure(model.VotesBlocked, blocked))
	w.blockedFell(a, blocked, c)
}
