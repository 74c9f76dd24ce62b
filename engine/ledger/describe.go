package ledger

import (
	"fmt"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Describe says in plain words what happened. The names are the scenario's own,
// so the text is as trustworthy as the pack; callers that print it to a terminal
// keep control characters out.
func Describe(sc *model.Scenario, e *model.Event) string {
	n := namer{sc}
	if e.What < 0 || e.What >= model.Whats {
		return "Something happened"
	}
	return describers[e.What](n, e)
}

// describers say what each kind of event means, by [model.What].
var describers = [model.Whats]func(namer, *model.Event) string{
	model.DecisionTaken:       namer.decisionTaken,
	model.DecisionMatured:     namer.decisionMatured,
	model.InjectChanged:       namer.injectChanged,
	model.InjectReleasedEvent: namer.injectReleased,
	model.Overridden:          namer.overridden,
	model.CampaignBegan:       namer.campaignBegan,
	model.CampaignEnded:       namer.campaignEnded,
	model.ActorAdapted:        func(n namer, e *model.Event) string { return n.Subject(e) + " became more careful" },
	model.StepBegan:           func(n namer, e *model.Event) string { return n.stepped(e, "began") },
	model.StepPaced:           namer.stepPaced,
	model.StepSucceeded:       func(n namer, e *model.Event) string { return n.stepped(e, "succeeded") },
	model.StepBlocked:         func(n namer, e *model.Event) string { return n.stepped(e, "found no way") },
	model.StepAbandoned:       func(n namer, e *model.Event) string { return n.stepped(e, "gave up") },
	model.AssetTaken:          func(n namer, e *model.Event) string { return n.Subject(e) + ": held by an adversary" },
	model.AssetFreed:          func(n namer, e *model.Event) string { return n.Subject(e) + ": no longer held by an adversary" },
	model.AssetBroken:         namer.assetBroken,
	model.AssetRestored:       namer.assetRestored,
	model.AssetFellBack:       func(n namer, e *model.Event) string { return n.Subject(e) + ": served by hand" },
	model.RecordsStolen:       namer.recordsStolen,
	model.ControlFitted:       namer.controlFitted,
	model.BurstBegan:          namer.burstBegan,
	model.BurstTicked:         namer.burstTicked,
	model.BurstEnded:          func(n namer, e *model.Event) string { return n.Subject(e) + ": died down" },
	model.BridgeCrossed:       namer.bridgeCrossed,
	model.EnforcementOrdered:  namer.enforcementOrdered,
	model.EnforcementForce:    namer.enforcementInForce,
	model.WatchPaced:          namer.watchPaced,
	model.Noticed:             namer.noticed,
	model.Confirmed:           func(n namer, e *model.Event) string { return n.Object(e) + " confirmed an attack: " + n.Subject(e) },
	model.ClearedAsBenign:     func(n namer, e *model.Event) string { return n.Object(e) + " found a benign cause: " + n.Subject(e) },
	model.ReportSent:          namer.reportSent,
	model.ReportArrived:       namer.reportArrived,
	model.ReportRead:          func(n namer, e *model.Event) string { return n.Object(e) + " was told of " + n.Subject(e) },
	model.ReportLost:          namer.reportLost,
	model.IndicatorGiven: func(n namer, e *model.Event) string {
		return n.Object(e) + " was told what to look for: " + n.Subject(e)
	},
	model.ChannelChanged: namer.channelChanged,
	model.OrgChanged:     namer.orgChanged,
	model.Corrected:      func(n namer, e *model.Event) string { return n.Object(e) + " corrected " + n.Subject(e) },
	model.PrebunkedEvent: func(n namer, e *model.Event) string { return n.Object(e) + " warned people of " + n.Subject(e) },
	model.Drifted:        namer.drifted,
	model.ExposureFell:   func(n namer, e *model.Event) string { return n.people(e) + " saw " + n.Subject(e) },
	model.OutageFell:     func(n namer, e *model.Event) string { return n.people(e) + " saw an outage of " + n.Subject(e) },
	model.BlockedFell: func(n namer, e *model.Event) string {
		return n.people(e) + " heard of votes blocked at " + n.Subject(e)
	},
	model.ExplainedRose: namer.explained,
	model.AlarmFell: func(n namer, e *model.Event) string {
		return n.Object(e) + " called a fault an attack: " + n.Subject(e)
	},
	model.CredibilityMoved:  namer.credibilityMoved,
	model.HoursCounted:      namer.hoursCounted,
	model.VotesBlockedEvent: func(n namer, e *model.Event) string { return "Votes blocked at " + n.Subject(e) },
	model.DayTurned:         func(namer, *model.Event) string { return "A new day of staff-hours" },
	model.TaskMet:           func(n namer, e *model.Event) string { return "Task met: " + n.Subject(e) },
	model.TaskMissed:        func(n namer, e *model.Event) string { return "Task missed: " + n.Subject(e) },
	model.TrueContentHeld:   func(n namer, e *model.Event) string { return n.Subject(e) + " held back true posts" },
	model.IncidentEnded:     func(n namer, e *model.Event) string { return n.Subject(e) + ": the incident is over" },
	model.OutsidersTold:     func(n namer, e *model.Event) string { return n.Object(e) + " was told by outsiders of " + n.Subject(e) },
	model.ServiceChanged:    namer.serviceChanged,
	model.AccountTaken:      func(n namer, e *model.Event) string { return n.Subject(e) + ": an account is taken" },
	model.ReportRepeated: func(n namer, e *model.Event) string {
		from, to := n.ends(e.Object)
		return from + " told " + to + " what it knew already: " + n.Subject(e)
	},
	model.ReportSetAside: func(n namer, e *model.Event) string {
		from, to := n.ends(e.Object)
		return to + " set " + from + "'s report aside: " + n.Subject(e)
	},
	model.ReportContradicted: namer.reportContradicted,
	model.TrustMoved:         namer.trustMoved,
	model.CredibilityDrifted: namer.credibilityDrifted,
	model.EnforcementMissed:  namer.enforcementMissed,
}

// find returns the change of a column, if the event makes one.
func find(e *model.Event, column model.Column) (model.Change, bool) {
	for _, c := range e.Changes {
		if c.Cell.Column == column {
			return c, true
		}
	}
	return model.Change{}, false
}

func (n namer) decisionTaken(e *model.Event) string {
	text := n.Object(e) + " decided: " + n.Subject(e)
	kind, _ := find(e, model.ColChoiceTargetKind)
	target, ok := find(e, model.ColChoiceTarget)
	if ref := (model.Ref{Kind: model.Kind(kind.Value), ID: target.Value}); ok && !ref.IsNothing() {
		text += " (" + n.Name(ref) + ")"
	}
	return text
}

func (n namer) decisionMatured(e *model.Event) string {
	return n.Object(e) + "'s decision took effect: " + n.Subject(e)
}

func (n namer) injectChanged(e *model.Event) string {
	if _, ripe := find(e, model.ColInjectRipe); ripe {
		return n.Subject(e) + " is due"
	}
	if at, ok := find(e, model.ColInjectAt); ok {
		return "The facilitator moved " + n.Subject(e) + " to " + n.sc.Clock.Relative(model.Tick(at.Value))
	}
	status, _ := find(e, model.ColInjectStatus)
	switch model.InjectStatus(status.Value) {
	case model.InjectHeld:
		return "The facilitator held back " + n.Subject(e)
	case model.InjectSkipped:
		return "The facilitator skipped " + n.Subject(e)
	}
	return "The facilitator let go " + n.Subject(e)
}

func (n namer) injectReleased(e *model.Event) string {
	text := n.Subject(e)
	if e.Subject.Kind == model.KindInject && n.exists(e.Subject) {
		if from := n.sc.Injects[e.Subject.ID].From; from != "" {
			text += ", from " + from
		}
	}
	return text
}

func (n namer) overridden(e *model.Event) string {
	if len(e.Changes) == 0 {
		return "The facilitator overrode a value"
	}
	return "The facilitator overrode " + n.sc.CellPath(e.Changes[0].Cell)
}

func (n namer) campaignBegan(e *model.Event) string {
	if n.benign(e.Subject) {
		return "A fault began: " + n.Subject(e)
	}
	return "A campaign began: " + n.Subject(e)
}

func (n namer) campaignEnded(e *model.Event) string {
	status, _ := find(e, model.ColCampaignStatus)
	if model.CampaignStage(status.Value) == model.CampaignAbandoned {
		return "Given up: " + n.Subject(e)
	}
	return "Over: " + n.Subject(e)
}

func (n namer) stepPaced(e *model.Event) string {
	if rate, ok := find(e, model.ColStepRate); ok && rate.Value == 0 {
		return n.stepped(e, "can't go on")
	}
	return n.stepped(e, "goes on at another pace")
}

// stepped says what became of a step: who takes it and how it went. A fault has
// nobody behind it.
func (n namer) stepped(e *model.Event, how string) string {
	if e.Subject.Kind != model.KindStep || !n.exists(e.Subject) {
		return n.Subject(e) + ": " + how
	}
	campaign := &n.sc.Campaigns[n.sc.Steps[e.Subject.ID].Campaign]
	if campaign.Benign() {
		if e.What == model.StepSucceeded {
			how = "happened"
		}
		return n.Subject(e) + ": " + how
	}
	return n.sc.Actors[campaign.Actor].Name + " " + how + ": " + n.Subject(e)
}

func (n namer) assetBroken(e *model.Event) string {
	to, _ := find(e, model.ColAssetCondition)
	if to.Value > 0 && to.Value < int64(len(model.ConditionWords)) {
		return n.Subject(e) + ": " + model.ConditionWords[to.Value]
	}
	return n.Subject(e) + ": out of order"
}

func (n namer) assetRestored(e *model.Event) string {
	if _, back := find(e, model.ColAssetCondition); back || len(e.Changes) == 0 {
		return n.Subject(e) + ": works again"
	}
	return n.Subject(e) + ": will be restored sooner"
}

func (n namer) recordsStolen(e *model.Event) string {
	for _, c := range e.Changes {
		if c.Cell.Column == model.ColMeasureValue && c.Cell.Row == int64(model.RecordsLeaked) {
			return grouped(fixed.Num(c.Value).Round()) + " records copied from " + n.Subject(e)
		}
	}
	return "Records copied from " + n.Subject(e)
}

func (n namer) controlFitted(e *model.Event) string {
	text := n.Subject(e) + ": " + n.Object(e)
	if coverage, ok := find(e, model.ColSlotCoverage); ok {
		text += fmt.Sprintf(" on %d%%", fixed.Num(coverage.Value).MulInt(100).Round())
	}
	return text
}

func (n namer) burstBegan(e *model.Event) string {
	if echo, ok := find(e, model.ColSpreadEcho); ok && echo.Value != 0 {
		return n.Subject(e) + ": came back"
	}
	return n.Subject(e) + ": began to spread"
}

func (n namer) burstTicked(e *model.Event) string {
	if posts, ok := find(e, model.ColSpreadPosts); ok {
		return n.Subject(e) + ": " + grouped(posts.Value) + " posts"
	}
	return n.Subject(e) + ": posts"
}

func (n namer) bridgeCrossed(e *model.Event) string {
	if _, amplified := find(e, model.ColSpreadMomentum); amplified {
		return n.Subject(e) + ": amplified"
	}
	return n.Subject(e) + ": crossed to other platforms"
}

// enforcement is the measure of a platform that a change is about.
func enforcement(e *model.Event) (word string, whole, ready bool) {
	for _, c := range e.Changes {
		switch c.Cell.Column.Table() {
		case model.TableActions, model.TablePolicies:
			m := model.Enforcement(c.Cell.Row % int64(model.Enforcements))
			_, ready = find(e, model.ColPolicyReady)
			return model.EnforcementWords[m], m.WholePlatform(), ready
		}
	}
	return "a measure", false, false
}

func (n namer) enforcementOrdered(e *model.Event) string {
	word, _, ready := enforcement(e)
	if ready {
		return n.Subject(e) + " now has a policy: " + word
	}
	return n.Subject(e) + ": ordered: " + word
}

func (n namer) enforcementInForce(e *model.Event) string {
	word, _, _ := enforcement(e)
	return n.Subject(e) + ": in force: " + word
}

func (n namer) enforcementMissed(e *model.Event) string {
	word, _, _ := enforcement(e)
	return n.Subject(e) + ": did not reach the story: " + word
}

// noticed says who noticed something, and whether an outsider was the first to.
func (n namer) noticed(e *model.Event) string {
	text := n.Object(e) + " noticed"
	if found, ok := find(e, model.ColTopicFound); ok && model.Finding(found.Value) == model.FoundOutside {
		text += " before its owner"
	}
	return text + ": " + n.Subject(e)
}

func (n namer) serviceChanged(e *model.Event) string {
	missing, _ := find(e, model.ColAssetMissing)
	switch share := fixed.Num(missing.Value); {
	case share <= 0:
		return n.Subject(e) + ": serves again"
	case share < fixed.One:
		return fmt.Sprintf("%s: %d%% of its service is missing", n.Subject(e), share.MulInt(100).Round())
	}
	return n.Subject(e) + ": serves nobody"
}

func (n namer) watchPaced(e *model.Event) string {
	if e.Object.IsNothing() {
		if rate, ok := find(e, model.ColWatchRate); ok && rate.Value == 0 {
			return "Outsiders have nothing more to find out about " + n.Subject(e)
		}
		return "Outsiders may find " + n.Subject(e)
	}
	if rate, ok := find(e, model.ColWatchRate); ok && rate.Value == 0 {
		return n.Object(e) + " has nothing more to find out about " + n.Subject(e)
	}
	return n.Object(e) + " may notice " + n.Subject(e)
}

func (n namer) reportSent(e *model.Event) string {
	from, to := n.ends(e.Object)
	return from + " reported to " + to + ": " + n.Subject(e)
}

func (n namer) reportArrived(e *model.Event) string {
	from, to := n.ends(e.Object)
	return from + "'s report reached " + to + ": " + n.Subject(e)
}

func (n namer) reportLost(e *model.Event) string {
	from, to := n.ends(e.Object)
	return from + "'s report could not be read by " + to + ": " + n.Subject(e)
}

func (n namer) reportContradicted(e *model.Event) string {
	from, to := n.ends(e.Object)
	text := from + "'s report contradicts what " + to + " holds: " + n.Subject(e)
	if cause, changed := find(e, model.ColKnowledgeCause); changed && cause.Value >= 0 && cause.Value < int64(len(model.CauseWords)) {
		return text + ", which " + to + " now takes for " + causeNames[cause.Value]
	}
	return text + "; " + to + " keeps to what it holds"
}

var causeNames = [...]string{
	model.CauseUnknown: "something unexplained", model.CauseBenign: "a fault", model.CauseAttack: "an attack",
}

func (n namer) trustMoved(e *model.Event) string {
	if e.Subject.Kind != model.KindChannel {
		return "Partners rely less on " + n.Subject(e) + ": " + n.Object(e)
	}
	from, to := n.ends(e.Subject)
	proof, _ := find(e, model.ColReportProof)
	how := "proved right"
	if model.Proof(proof.Value) == model.ProvedWrong {
		how = "proved wrong"
	}
	trust, ok := find(e, model.ColChannelTrust)
	switch {
	case ok && trust.Value < 0:
		how += ", and " + to + " relies on it less"
	case ok && trust.Value > 0:
		how += ", and " + to + " relies on it more"
	}
	return from + "'s report to " + to + " " + how + ": " + n.Object(e)
}

func (n namer) channelChanged(e *model.Event) string {
	open, ok := find(e, model.ColChannelOpen)
	switch {
	case ok && open.Value != 0:
		return n.Subject(e) + ": opened"
	case ok:
		return n.Subject(e) + ": closed"
	}
	return n.Subject(e) + ": another pace"
}

// longer reports whether a surge brings longer shifts.
func longer(e *model.Event) bool {
	to, ok := find(e, model.ColSurgeShiftTo)
	return ok && to.Value > 0
}

func (n namer) orgChanged(e *model.Event) string {
	has := func(c model.Column) bool { _, ok := find(e, c); return ok }
	switch {
	case has(model.ColLevelReach):
		return n.Subject(e) + " explained how votes are counted"
	case has(model.ColTopicTearLine):
		return n.Object(e) + " released a tear-line on " + n.Subject(e)
	case has(model.ColKnowledgeExamined):
		return n.Object(e) + " began to examine " + n.Subject(e)
	case has(model.ColAssetHunt):
		if hunt, _ := find(e, model.ColAssetHunt); hunt.Value == int64(fixed.One) {
			return "The hunt ended on " + n.Subject(e)
		}
		return n.Object(e) + " began to hunt on " + n.Subject(e)
	case has(model.ColOrgCleared):
		return n.Subject(e) + " received clearance"
	case has(model.ColOrgConsents):
		return n.Subject(e) + " consented to its data being passed on"
	case has(model.ColOrgAnalysts) && longer(e):
		return n.Subject(e) + ": other shifts, and another number of analysts on them"
	case has(model.ColOrgAnalysts):
		return n.Subject(e) + ": another number of analysts on shift"
	}
	if !e.Object.IsNothing() {
		return n.Object(e) + " acted on " + n.Subject(e)
	}
	return n.Subject(e) + " changed"
}

// people names the audience that an event reached, or all of them.
func (n namer) people(e *model.Event) string {
	if e.Object.IsNothing() {
		return "People"
	}
	return n.Name(e.Object)
}

func (n namer) drifted(e *model.Event) string {
	if e.Subject.IsNothing() {
		return "Confidence drifted back toward its usual level"
	}
	return "Confidence drifted back toward its usual level: " + n.Subject(e)
}

func (n namer) credibilityDrifted(e *model.Event) string {
	if e.Subject.IsNothing() {
		return "Credibility drifted back toward its usual level"
	}
	return "Credibility drifted back toward its usual level: " + n.Subject(e)
}

func (n namer) explained(e *model.Event) string {
	for _, c := range e.Changes {
		if c.Cell.Column == model.ColLevelReach && c.Cell.Row >= 0 && c.Cell.Row < int64(model.Levels) {
			return "Official explanations were heard: " + levelNames[c.Cell.Row]
		}
	}
	return "Official explanations were heard"
}

var levelNames = [model.Levels]string{"one's own vote", "the county's count", "the state's count", "the national count"}

func (n namer) credibilityMoved(e *model.Event) string {
	by, ok := find(e, model.ColOrgCredibility)
	switch {
	case ok && by.Value < 0:
		return n.Subject(e) + " lost credibility"
	case ok && by.Value > 0:
		return n.Subject(e) + " gained credibility"
	}
	return n.Subject(e) + ": credibility"
}

func (n namer) hoursCounted(e *model.Event) string {
	if _, acted := find(e, model.ColTopicActed); acted {
		return "First act against " + n.Subject(e)
	}
	for _, c := range e.Changes {
		if c.Cell.Column != model.ColMeasureValue {
			continue
		}
		switch model.MeasureID(c.Cell.Row) {
		case model.HoursLost:
			return "Service lost at " + n.Subject(e)
		case model.HoursToDetect:
			return "Unnoticed to the end: " + n.Subject(e)
		case model.HoursToShare:
			return "Unshared to the end: " + n.Subject(e)
		case model.HoursToAct:
			return "Not acted on by the end: " + n.Subject(e)
		}
	}
	return "Hours counted for " + n.Subject(e)
}
