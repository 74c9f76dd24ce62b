package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// An asset may stand for many like accounts. A step that comes to hold it works on
// all of them at once: each falls by the step's own law, apart from the others, so
// n accounts that are left fall at n times the pace of one. With the first of them
// the step is done and the asset held; it goes on until none is left, the hold is
// lost or the campaign ends.

// accountsLeft is how many accounts a step may still take on its target: one where
// the target is a single thing.
func (w *World) accountsLeft(s model.StepID) int64 {
	step := &w.sc.Steps[s]
	if !step.Holds || step.Target == model.None || w.sc.Assets[step.Target].Accounts == 0 {
		return 1
	}
	return max(0, w.sc.Assets[step.Target].Accounts-w.st.Assets[step.Target].Taken)
}

// pace is a step's hazard a day: that of every account that is left.
func (w *World) pace(s model.StepID) fixed.Num { return w.paceOfOne(s).MulInt(w.accountsLeft(s)) }

// takesMore reports whether a done step goes on to take accounts.
func (w *World) takesMore(s model.StepID) bool {
	step := &w.sc.Steps[s]
	return w.st.Steps[s].Status == model.StepDoneStage && step.Holds && step.Mean > 0 &&
		step.Target != model.None && w.sc.Assets[step.Target].Accounts > 0 && w.accountsLeft(s) > 0 &&
		!w.lost(s) && w.st.Campaigns[step.Campaign].Status == model.CampaignActive
}

// moreAccounts lets a done step take the next account when its time has come, and
// follows what the controls let through.
func (w *World) moreAccounts(s model.StepID) {
	st, row := &w.st.Steps[s], int64(s)
	goesOn := w.takesMore(s)
	if !goesOn && (st.Status != model.StepDoneStage || st.Rate == 0) {
		return
	}
	c := cause{rule: model.RuleIntrusion, event: st.Event, self: model.None, target: ref(model.KindStep, s), choice: model.None}
	if goesOn && st.Rate > 0 && w.effort(s).ripe(w.st.Tick) {
		w.takeAccount(s, c)
		return
	}
	rate := fixed.Num(0)
	if goesOn {
		rate = w.pace(s)
	}
	if rate != st.Rate {
		w.emit(c, model.StepPaced, ref(model.KindStep, s), model.Nothing,
			set(model.ColStepHazard, row, w.effort(s).gathered(w.st.Tick)), set(model.ColStepRate, row, rate),
			set(model.ColStepSince, row, w.st.Tick))
	}
}

// takeAccount counts the account that a step has just taken, all of them where the
// step has no law, and sets it to the next. Each account has luck of its own.
func (w *World) takeAccount(s model.StepID, c cause) {
	a, row := w.sc.Steps[s].Target, int64(s)
	if w.sc.Assets[a].Accounts == 0 || w.lost(s) || w.accountsLeft(s) == 0 {
		return
	}
	if w.sc.Steps[s].Mean == 0 {
		w.emit(c, model.AccountTaken, ref(model.KindAsset, a), model.Nothing, add(model.ColAssetTaken, int64(a), w.accountsLeft(s)))
		return
	}
	next := w.draw("account", w.t.steps[s]).With(uint64(w.st.Assets[a].Taken)).Exponential(fixed.One)
	w.emit(c, model.AccountTaken, ref(model.KindAsset, a), model.Nothing,
		add(model.ColAssetTaken, int64(a), int64(1)), set(model.ColStepHazard, row, max(w.st.Steps[s].Need, w.effort(s).gathered(w.st.Tick))),
		set(model.ColStepSince, row, w.st.Tick), add(model.ColStepNeed, row, next),
		set(model.ColStepRate, row, w.paceOfOne(s).MulInt(w.accountsLeft(s)-1)))
}

// moreAccountsDue is when a done step takes its next account, or Never.
func (w *World) moreAccountsDue(s model.StepID) model.Tick {
	if st := &w.st.Steps[s]; st.Status != model.StepDoneStage || st.Rate == 0 {
		return model.Never
	}
	return w.effort(s).due()
}
