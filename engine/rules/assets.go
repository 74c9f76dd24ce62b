package rules

import (
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

func (w *World) applyToAsset(e *model.Effect, a model.AssetID, c cause) {
	row, st := int64(a), &w.st.Assets[a]
	subject := ref(model.KindAsset, a)
	switch e.Verb {
	case model.Steal:
		records := fixed.FromInt(w.sc.Assets[a].Records).Mul(e.N)
		changes := append(w.begin(w.t.assetTopic[a], w.campaignOf(c)), measure(model.RecordsLeaked, fixed.FromInt(records.Round())))
		w.emit(c, model.RecordsStolen, subject, model.Nothing, changes...)
	case model.Encrypt:
		w.breakAsset(a, model.Encrypted, e.For, c)
	case model.Outage:
		w.breakAsset(a, model.Offline, e.For, c)
	case model.Deface:
		w.breakAsset(a, model.Defaced, e.For, c)
	case model.Isolate:
		w.isolate(a, e.For, c)
	case model.Leave:
		w.free(a, false, c)
	case model.Evict:
		w.evict(a, c)
		w.acted(w.t.assetTopic[a], c)
	case model.Fit:
		w.fit(a, model.ControlID(e.B.Ref.ID), e.N, c)
	case model.Restore:
		if st.Until != model.None && st.Until > w.st.Tick {
			left := fixed.FromInt(int64(st.Until - w.st.Tick)).Mul(e.N)
			w.emit(c, model.AssetRestored, subject, w.actor(c), set(model.ColAssetUntil, row, w.st.Tick+max(1, model.Tick(left.Round()))))
			w.acted(w.t.assetTopic[a], c)
		}
	case model.FallBack:
		if st.FellBack == 0 {
			w.emit(c, model.AssetFellBack, subject, w.actor(c),
				set(model.ColAssetFellBack, row, int64(1)), set(model.ColAssetFallEvent, row, w.next()))
			w.acted(w.t.assetTopic[a], c)
		}
	case model.Hunt:
		w.emit(c, model.OrgChanged, subject, w.actor(c),
			set(model.ColAssetHunt, row, e.N), set(model.ColAssetHuntEnd, row, w.st.Tick+e.For),
			set(model.ColAssetHuntEvent, row, w.next()))
	}
}

// campaignOf returns the campaign whose step is the cause, or None.
func (w *World) campaignOf(c cause) model.CampaignID {
	if c.target.Kind == model.KindStep {
		return w.sc.Steps[c.target.ID].Campaign
	}
	return model.None
}

// breakAsset puts an asset out of order for a drawn time: lognormal by its
// median, shortened by the recovery controls fitted on it (C19).
func (w *World) breakAsset(a model.AssetID, to model.Health, median model.Tick, c cause) {
	st := &w.st.Assets[a]
	if st.Condition > to {
		return
	}
	span := w.draw("outage", w.t.assets[a]).At(st.Breaks).
		Lognormal(fixed.FromInt(int64(median)), w.sc.Params.OutageSpread).Mul(w.recovery(a, to))
	until := max(st.Until, w.st.Tick+max(1, model.Tick(span.Round())))
	w.broken(a, to, until, c)
}

func (w *World) broken(a model.AssetID, to model.Health, until model.Tick, c cause) {
	w.showOutage(a, c)
	row, st := int64(a), &w.st.Assets[a]
	changes := append(w.begin(w.t.assetTopic[a], w.campaignOf(c)),
		set(model.ColAssetCondition, row, to), set(model.ColAssetSince, row, w.st.Tick),
		set(model.ColAssetUntil, row, until), set(model.ColAssetEvent, row, w.next()),
		set(model.ColAssetKnocked, row, int64(0)), add(model.ColAssetBreaks, row, int64(1)))
	if st.Condition.Down() {
		changes = append(changes, add(model.ColAssetOut, row, w.st.Tick-st.Since))
	}
	w.emit(c, model.AssetBroken, ref(model.KindAsset, a), w.actor(c), changes...)
}

// isolate takes an asset off line on purpose, unless it is down already.
func (w *World) isolate(a model.AssetID, span model.Tick, c cause) {
	if w.st.Assets[a].Condition.Down() {
		w.acted(w.t.assetTopic[a], c)
		return
	}
	w.showOutage(a, c)
	row := int64(a)
	w.emit(c, model.AssetBroken, ref(model.KindAsset, a), w.actor(c),
		set(model.ColAssetCondition, row, model.Isolated), set(model.ColAssetSince, row, w.st.Tick),
		set(model.ColAssetUntil, row, w.st.Tick+span), set(model.ColAssetEvent, row, w.next()))
	w.acted(w.t.assetTopic[a], c)
}

// take lets a campaign hold an asset.
func (w *World) take(a model.AssetID, campaign model.CampaignID, c cause) {
	if w.st.Assets[a].Holder != model.None {
		return
	}
	row := int64(a)
	changes := append(w.begin(w.t.assetTopic[a], campaign),
		set(model.ColAssetHolder, row, campaign), set(model.ColAssetHeldSince, row, w.st.Tick),
		measure(model.Intrusions, fixed.One))
	w.emit(c, model.AssetTaken, ref(model.KindAsset, a), ref(model.KindCampaign, campaign), changes...)
}

// free ends a hold. Thrown out, the actor finds the way it came burned: it can't be
// used again, by this actor, while others and its own other ways are as open as before.
func (w *World) free(a model.AssetID, burned bool, c cause) {
	holder := model.CampaignID(w.st.Assets[a].Holder)
	if holder == model.None {
		return
	}
	changes := []model.Change{
		set(model.ColAssetHolder, int64(a), int64(model.None)),
		measure(model.Intrusions, fixed.One.Neg()),
	}
	if burned {
		changes = append(changes, add(model.ColAssetBurned, int64(a), int64(1)))
		for _, s := range w.waysIn(a, holder) {
			changes = append(changes, set(model.ColStepBurned, int64(s), int64(1)))
			if w.st.Steps[s].Status != model.StepDoneStage {
				changes = append(changes, set(model.ColStepEvent, int64(s), w.next()))
			}
		}
	}
	w.emit(c, model.AssetFreed, ref(model.KindAsset, a), ref(model.KindCampaign, holder), changes...)
}

// waysIn lists the steps of a holder's actor that are found out with the hold: those
// by which it came, and others that do the same on the same asset.
func (w *World) waysIn(a model.AssetID, holder model.CampaignID) []model.StepID {
	var used, ways []model.StepID
	if w.sc.Campaigns[holder].Benign() {
		return nil
	}
	for _, s := range w.t.attackers[a] {
		step := &w.sc.Steps[s]
		if step.Holds && step.Campaign == holder && w.st.Steps[s].Status == model.StepDoneStage {
			used = append(used, s)
		}
	}
	for _, s := range w.t.attackers[a] {
		step := &w.sc.Steps[s]
		if !step.Holds || w.sc.Campaigns[step.Campaign].Actor != w.sc.Campaigns[holder].Actor {
			continue
		}
		if slices.ContainsFunc(used, func(u model.StepID) bool { return w.sc.Steps[u].Technique == step.Technique }) {
			ways = append(ways, s)
		}
	}
	return ways
}

// evict throws the holder of an asset out, which makes it more careful: the first
// time by Caught, and by half as much each time again.
func (w *World) evict(a model.AssetID, c cause) {
	st := &w.st.Assets[a]
	if st.Holder == model.None {
		return
	}
	actor, by := w.sc.Campaigns[st.Holder].Actor, fixed.Num(int64(w.sc.Params.Caught)>>min(st.Burned, 32))
	w.free(a, true, c)
	if actor != model.None {
		w.alarm(actor, by, c)
	}
}

// fit puts a control of a level on an asset.
func (w *World) fit(a model.AssetID, level model.ControlID, coverage fixed.Num, c cause) {
	for _, s := range w.sc.Assets[a].Slots {
		if w.sc.Slots[s].Group == w.sc.Controls[level].Group {
			if model.ControlID(w.st.Slots[s].Level) == level {
				coverage = max(coverage, w.st.Slots[s].Coverage) // nothing is taken off again
			}
			w.emit(c, model.ControlFitted, ref(model.KindAsset, a), ref(model.KindControl, level),
				set(model.ColSlotLevel, s, level), set(model.ColSlotCoverage, s, coverage), set(model.ColSlotEvent, s, w.next()))
			return
		}
	}
}

// sharpened is what the controls on an asset multiply the detection of those who watch
// it by, each as far as it covers.
func (w *World) sharpened(a model.AssetID) fixed.Num {
	product := fixed.One
	for _, s := range w.sc.Assets[a].Slots {
		st := &w.st.Slots[s]
		product = product.Mul(covered(st.Coverage, w.sc.Controls[st.Level].Detection))
	}
	return product
}

// recovery is what the controls on an asset multiply the way back from a condition
// by, each as far as it covers. Who encrypts tries to spoil what could undo it, so
// that it may be gone (C19).
func (w *World) recovery(a model.AssetID, from model.Health) fixed.Num {
	product := fixed.One
	for _, s := range w.sc.Assets[a].Slots {
		st := &w.st.Slots[s]
		control := &w.sc.Controls[st.Level]
		if !control.Helps(from) {
			continue
		}
		luck := w.draw("backup", w.t.assets[a]).Name(control.Group).At(w.st.Assets[a].Breaks)
		if from == model.Encrypted && !luck.Bernoulli(fixed.FracOf(control.Survives)) {
			continue
		}
		product = product.Mul(covered(st.Coverage, control.Recovery))
	}
	return product
}

// covered is a factor as far as it covers.
func covered(coverage, factor fixed.Num) fixed.Num {
	return fixed.One.Add(coverage.Mul(factor.Sub(fixed.One)))
}

// restoreAssets ends outages and hunts whose time has come and carries outages
// along dependencies.
func (w *World) restoreAssets() {
	for i := range w.st.Assets {
		row, st := int64(i), &w.st.Assets[i]
		c := cause{rule: model.RuleIntrusion, event: st.Event, self: model.None, target: model.Nothing, choice: model.None}
		if st.HuntEnd != model.None && st.HuntEnd <= w.st.Tick {
			ends := c
			ends.event = st.HuntEvent
			w.emit(ends, model.OrgChanged, ref(model.KindAsset, row), model.Nothing,
				set(model.ColAssetHunt, row, fixed.One), set(model.ColAssetHuntEnd, row, model.Tick(model.None)))
		}
		if st.Condition != model.Healthy && st.Until != model.None && st.Until <= w.st.Tick {
			w.restored(model.AssetID(i), c)
		}
		w.knockOn(model.AssetID(i))
		w.closeIncident(model.AssetID(i))
	}
}

func (w *World) restored(a model.AssetID, c cause) {
	w.showOutage(a, c)
	row, st := int64(a), &w.st.Assets[a]
	changes := []model.Change{
		set(model.ColAssetCondition, row, model.Healthy), set(model.ColAssetUntil, row, model.Tick(model.None)),
		set(model.ColAssetKnocked, row, int64(0)),
		set(model.ColAssetSince, row, w.st.Tick), set(model.ColAssetEvent, row, w.next()),
	}
	if _, starved := w.starved(a); !starved { // or it goes on by hand
		changes = append(changes, set(model.ColAssetFellBack, row, int64(0)))
	}
	if st.Condition.Down() {
		changes = append(changes, add(model.ColAssetOut, row, w.st.Tick-st.Since))
	}
	rebuilt := st.Condition == model.Encrypted
	c.event = w.emit(c, model.AssetRestored, ref(model.KindAsset, a), model.Nothing, changes...)
	if rebuilt {
		w.free(a, true, c) // what is rebuilt from backups holds nobody
	}
}

// starved reports whether something that an asset depends on is down, and by which
// event.
func (w *World) starved(a model.AssetID) (model.EventID, bool) {
	for _, d := range w.sc.Assets[a].DependsOn {
		if w.st.Assets[d].Condition.Down() {
			return w.st.Assets[d].Event, true
		}
	}
	return 0, false
}

// knockOn puts a healthy asset out while something it depends on is down.
func (w *World) knockOn(a model.AssetID) {
	st, row := &w.st.Assets[a], int64(a)
	event, down := w.starved(a)
	c := cause{rule: model.RuleIntrusion, event: event, self: model.None, target: model.Nothing, choice: model.None}
	switch {
	case down && st.Condition == model.Healthy:
		w.emit(c, model.AssetBroken, ref(model.KindAsset, a), model.Nothing,
			set(model.ColAssetCondition, row, model.Offline), set(model.ColAssetSince, row, w.st.Tick),
			set(model.ColAssetKnocked, row, int64(1)), set(model.ColAssetEvent, row, w.next()))
	case !down && st.Knocked != 0:
		c.event = st.Event
		w.restored(a, c)
	}
}
