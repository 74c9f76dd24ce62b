package model

import "slices"

// tables describes every table: its word in paths and its columns, in the order
// in which cells lists them.
var tables = [Tables]tableShape{
	TableMeasures: {"measure", []columnShape{
		{"value", FixedColumn, nil},
	}},
	TableOrgs: {"org", []columnShape{
		{"spent", FixedColumn, nil},
		{"analysts", FixedColumn, nil},
		{"surge-end", TickColumn, nil},
		{"surge-by", FixedColumn, nil},
		{"credibility", FixedColumn, nil},
		{"cleared", CountColumn, nil},
		{"consents", CountColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableChannels: {"channel", []columnShape{
		{"open", CountColumn, nil},
		{"pace", FixedColumn, nil},
		{"event", EventColumn, nil},
		{"trust", FixedColumn, nil},
	}},
	TableAssets: {"asset", []columnShape{
		{"condition", WordColumn, ConditionWords},
		{"since", TickColumn, nil},
		{"until", TickColumn, nil},
		{"event", EventColumn, nil},
		{"holder", CountColumn, nil},
		{"held-since", TickColumn, nil},
		{"burned", CountColumn, nil},
		{"breaks", CountColumn, nil},
		{"knocked", CountColumn, nil},
		{"fell-back", CountColumn, nil},
		{"fall-event", EventColumn, nil},
		{"hunt", FixedColumn, nil},
		{"hunt-end", TickColumn, nil},
		{"hunt-event", EventColumn, nil},
		{"out", TickColumn, nil},
		{"missing", FixedColumn, nil},
		{"missing-since", TickColumn, nil},
		{"missing-event", EventColumn, nil},
		{"accounts-taken", CountColumn, nil},
	}},
	TableSlots: {"slot", []columnShape{
		{"level", CountColumn, nil},
		{"coverage", FixedColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableActors: {"actor", []columnShape{
		{"caution", FixedColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableCampaigns: {"campaign", []columnShape{
		{"status", WordColumn, CampaignStatusWords},
		{"event", EventColumn, nil},
	}},
	TableSteps: {"step", []columnShape{
		{"status", WordColumn, StepStatusWords},
		{"rate", FixedColumn, nil},
		{"hazard", FixedColumn, nil},
		{"since", TickColumn, nil},
		{"need", FixedColumn, nil},
		{"began", TickColumn, nil},
		{"done", TickColumn, nil},
		{"event", EventColumn, nil},
		{"stalled", TickColumn, nil},
		{"burned", CountColumn, nil},
	}},
	TableNarratives: {"narrative", []columnShape{
		{"counted", CountColumn, nil},
		{"corrected", FixedColumn, nil},
		{"correct-event", EventColumn, nil},
		{"prebunk-event", EventColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableSpreads: {"spread", []columnShape{
		{"burst", CountColumn, nil},
		{"start", TickColumn, nil},
		{"end", TickColumn, nil},
		{"momentum", FixedColumn, nil},
		{"alpha", FixedColumn, nil},
		{"posts", CountColumn, nil},
		{"burst-posts", CountColumn, nil},
		{"rate", FixedColumn, nil},
		{"echo", CountColumn, nil},
		{"echo-at", TickColumn, nil},
		{"echo-size", FixedColumn, nil},
		{"cross", CountColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableActions: {"action", []columnShape{
		{"from", TickColumn, nil},
		{"strength", FixedColumn, nil},
		{"event", EventColumn, nil},
	}},
	TablePolicies: {"policy", []columnShape{
		{"ready", CountColumn, nil},
		{"from", TickColumn, nil},
		{"event", EventColumn, nil},
	}},
	TablePublics: {"public", []columnShape{
		{"logit", FixedColumn, nil},
		{"percent", FixedColumn, nil},
		{"reach", FixedColumn, nil},
	}},
	TableLevels: {"level", []columnShape{
		{"reach", FixedColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableExposures: {"exposure", []columnShape{
		{"share", FixedColumn, nil},
		{"prebunk", FixedColumn, nil},
		{"prebunk-at", TickColumn, nil},
		{"corrected", FixedColumn, nil},
	}},
	TableKnowledge: {"knows", []columnShape{
		{"level", WordColumn, KnowledgeWords},
		{"suspected", TickColumn, nil},
		{"noticed", TickColumn, nil},
		{"tipped", TickColumn, nil},
		{"confirmed", TickColumn, nil},
		{"cause", WordColumn, CauseWords},
		{"health", WordColumn, ConditionWords},
		{"examined", TickColumn, nil},
		{"inquiries", CountColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableWatches: {"watch", []columnShape{
		{"rate", FixedColumn, nil},
		{"hazard", FixedColumn, nil},
		{"since", TickColumn, nil},
		{"need", FixedColumn, nil},
	}},
	TableIndicators: {"indicator", []columnShape{
		{"lift", FixedColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableTopics: {"topic", []columnShape{
		{"campaign", CountColumn, nil},
		{"start", TickColumn, nil},
		{"detected", TickColumn, nil},
		{"shared", TickColumn, nil},
		{"acted", TickColumn, nil},
		{"ended", TickColumn, nil},
		{"tear-line", CountColumn, nil},
		{"accused", CountColumn, nil},
		{"event", EventColumn, nil},
		{"found", WordColumn, FindingWords},
		{"finder", CountColumn, nil},
	}},
	TableInjects: {"inject", []columnShape{
		{"status", WordColumn, InjectStatusWords},
		{"at", TickColumn, nil},
		{"ripe", TickColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableTasks: {"task", []columnShape{
		{"status", WordColumn, TaskStatusWords},
		{"at", TickColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableChoices: {"choice", []columnShape{
		{"decision", CountColumn, nil},
		{"seat", CountColumn, nil},
		{"target-kind", CountColumn, nil},
		{"target", CountColumn, nil},
		{"at", TickColumn, nil},
		{"due", TickColumn, nil},
		{"done", CountColumn, nil},
		{"event", EventColumn, nil},
	}},
	TableReports: {"report", []columnShape{
		{"from", CountColumn, nil},
		{"to", CountColumn, nil},
		{"topic", CountColumn, nil},
		{"level", WordColumn, KnowledgeWords},
		{"cause", WordColumn, CauseWords},
		{"indicators", CountColumn, nil},
		{"classified", CountColumn, nil},
		{"sent", TickColumn, nil},
		{"arrives", TickColumn, nil},
		{"reads", TickColumn, nil},
		{"status", WordColumn, ReportStatusWords},
		{"choice", CountColumn, nil},
		{"event", EventColumn, nil},
		{"outcome", WordColumn, OutcomeWords},
		{"proof", WordColumn, ProofWords},
	}},
	TableCredibilities: {"credibility", []columnShape{
		{"percent", FixedColumn, nil},
	}},
	TablePlatforms: {"platform", []columnShape{
		{"held", FixedColumn, nil},
		{"shown", FixedColumn, nil},
		{"quiet", FixedColumn, nil},
	}},
	TableSurges: {"surge", []columnShape{
		{"org", CountColumn, nil},
		{"analysts", FixedColumn, nil},
		{"end", TickColumn, nil},
		{"done", CountColumn, nil},
		{"event", EventColumn, nil},
		{"shift-from", CountColumn, nil},
		{"shift-to", CountColumn, nil},
	}},
}

// cells appends pointers to the cells of one row, in the order of its columns.
func (s *State) cells(t Table, row int64, p []*int64) []*int64 {
	switch t {
	case TableMeasures:
		return s.Measures[row].cells(p)
	case TableOrgs:
		return s.Orgs[row].cells(p)
	case TableChannels:
		return s.Channels[row].cells(p)
	case TableAssets:
		return s.Assets[row].cells(p)
	case TableSlots:
		return s.Slots[row].cells(p)
	case TableActors:
		return s.Actors[row].cells(p)
	case TableCampaigns:
		return s.Campaigns[row].cells(p)
	case TableSteps:
		return s.Steps[row].cells(p)
	case TableNarratives:
		return s.Narratives[row].cells(p)
	case TableSpreads:
		return s.Spreads[row].cells(p)
	case TableActions:
		return s.Actions[row].cells(p)
	case TablePolicies:
		return s.Policies[row].cells(p)
	case TablePublics:
		return s.Publics[row].cells(p)
	case TableLevels:
		return s.Levels[row].cells(p)
	case TableExposures:
		return s.Exposures[row].cells(p)
	case TableKnowledge:
		return s.Knowledge[row].cells(p)
	case TableWatches:
		return s.Watches[row].cells(p)
	case TableIndicators:
		return s.Indicators[row].cells(p)
	case TableTopics:
		return s.Topics[row].cells(p)
	case TableInjects:
		return s.Injects[row].cells(p)
	case TableTasks:
		return s.Tasks[row].cells(p)
	case TableChoices:
		return s.Choices[row].cells(p)
	case TableReports:
		return s.Reports[row].cells(p)
	case TableSurges:
		return s.Surges[row].cells(p)
	case TableCredibilities:
		return s.Credibilities[row].cells(p)
	case TablePlatforms:
		return s.Platforms[row].cells(p)
	}
	return p
}

// rows returns the number of rows of a table.
func (s *State) rows(t Table) int64 {
	switch t {
	case TableMeasures:
		return int64(len(s.Measures))
	case TableOrgs:
		return int64(len(s.Orgs))
	case TableChannels:
		return int64(len(s.Channels))
	case TableAssets:
		return int64(len(s.Assets))
	case TableSlots:
		return int64(len(s.Slots))
	case TableActors:
		return int64(len(s.Actors))
	case TableCampaigns:
		return int64(len(s.Campaigns))
	case TableSteps:
		return int64(len(s.Steps))
	case TableNarratives:
		return int64(len(s.Narratives))
	case TableSpreads:
		return int64(len(s.Spreads))
	case TableActions:
		return int64(len(s.Actions))
	case TablePolicies:
		return int64(len(s.Policies))
	case TablePublics:
		return int64(len(s.Publics))
	case TableLevels:
		return int64(len(s.Levels))
	case TableExposures:
		return int64(len(s.Exposures))
	case TableKnowledge:
		return int64(len(s.Knowledge))
	case TableWatches:
		return int64(len(s.Watches))
	case TableIndicators:
		return int64(len(s.Indicators))
	case TableTopics:
		return int64(len(s.Topics))
	case TableInjects:
		return int64(len(s.Injects))
	case TableTasks:
		return int64(len(s.Tasks))
	case TableChoices:
		return int64(len(s.Choices))
	case TableReports:
		return int64(len(s.Reports))
	case TableSurges:
		return int64(len(s.Surges))
	case TableCredibilities:
		return int64(len(s.Credibilities))
	case TablePlatforms:
		return int64(len(s.Platforms))
	}
	return 0
}

// resize gives a table n rows, keeping those it has.
func (s *State) resize(t Table, n int64) {
	switch t {
	case TableMeasures:
		s.Measures = resized(s.Measures, n)
	case TableOrgs:
		s.Orgs = resized(s.Orgs, n)
	case TableChannels:
		s.Channels = resized(s.Channels, n)
	case TableAssets:
		s.Assets = resized(s.Assets, n)
	case TableSlots:
		s.Slots = resized(s.Slots, n)
	case TableActors:
		s.Actors = resized(s.Actors, n)
	case TableCampaigns:
		s.Campaigns = resized(s.Campaigns, n)
	case TableSteps:
		s.Steps = resized(s.Steps, n)
	case TableNarratives:
		s.Narratives = resized(s.Narratives, n)
	case TableSpreads:
		s.Spreads = resized(s.Spreads, n)
	case TableActions:
		s.Actions = resized(s.Actions, n)
	case TablePolicies:
		s.Policies = resized(s.Policies, n)
	case TablePublics:
		s.Publics = resized(s.Publics, n)
	case TableLevels:
		s.Levels = resized(s.Levels, n)
	case TableExposures:
		s.Exposures = resized(s.Exposures, n)
	case TableKnowledge:
		s.Knowledge = resized(s.Knowledge, n)
	case TableWatches:
		s.Watches = resized(s.Watches, n)
	case TableIndicators:
		s.Indicators = resized(s.Indicators, n)
	case TableTopics:
		s.Topics = resized(s.Topics, n)
	case TableInjects:
		s.Injects = resized(s.Injects, n)
	case TableTasks:
		s.Tasks = resized(s.Tasks, n)
	case TableChoices:
		s.Choices = resized(s.Choices, n)
	case TableReports:
		s.Reports = resized(s.Reports, n)
	case TableSurges:
		s.Surges = resized(s.Surges, n)
	case TableCredibilities:
		s.Credibilities = resized(s.Credibilities, n)
	case TablePlatforms:
		s.Platforms = resized(s.Platforms, n)
	}
}

// Clone returns a state of its own with the same cells.
func (s *State) Clone() *State {
	c := *s
	c.Measures = slices.Clone(s.Measures)
	c.Orgs = slices.Clone(s.Orgs)
	c.Channels = slices.Clone(s.Channels)
	c.Assets = slices.Clone(s.Assets)
	c.Slots = slices.Clone(s.Slots)
	c.Actors = slices.Clone(s.Actors)
	c.Campaigns = slices.Clone(s.Campaigns)
	c.Steps = slices.Clone(s.Steps)
	c.Narratives = slices.Clone(s.Narratives)
	c.Spreads = slices.Clone(s.Spreads)
	c.Actions = slices.Clone(s.Actions)
	c.Policies = slices.Clone(s.Policies)
	c.Publics = slices.Clone(s.Publics)
	c.Levels = slices.Clone(s.Levels)
	c.Exposures = slices.Clone(s.Exposures)
	c.Knowledge = slices.Clone(s.Knowledge)
	c.Watches = slices.Clone(s.Watches)
	c.Indicators = slices.Clone(s.Indicators)
	c.Topics = slices.Clone(s.Topics)
	c.Injects = slices.Clone(s.Injects)
	c.Tasks = slices.Clone(s.Tasks)
	c.Choices = slices.Clone(s.Choices)
	c.Reports = slices.Clone(s.Reports)
	c.Surges = slices.Clone(s.Surges)
	c.Credibilities = slices.Clone(s.Credibilities)
	c.Platforms = slices.Clone(s.Platforms)
	return &c
}

func (r *MeasureState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Value))
}

func (r *OrgState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Spent), (*int64)(&r.Analysts), (*int64)(&r.SurgeEnd), (*int64)(&r.SurgeBy), (*int64)(&r.Credibility), &r.Cleared, &r.Consents, (*int64)(&r.Event))
}

func (r *ChannelState) cells(p []*int64) []*int64 {
	return append(p, &r.Open, (*int64)(&r.Pace), (*int64)(&r.Event), (*int64)(&r.Trust))
}

func (r *AssetState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Condition), (*int64)(&r.Since), (*int64)(&r.Until), (*int64)(&r.Event), &r.Holder, (*int64)(&r.HeldSince), &r.Burned, &r.Breaks, &r.Knocked, &r.FellBack, (*int64)(&r.FallEvent), (*int64)(&r.Hunt), (*int64)(&r.HuntEnd), (*int64)(&r.HuntEvent), (*int64)(&r.Out), (*int64)(&r.Missing), (*int64)(&r.MissingSince), (*int64)(&r.MissingEvent), &r.Taken)
}

func (r *SlotState) cells(p []*int64) []*int64 {
	return append(p, &r.Level, (*int64)(&r.Coverage), (*int64)(&r.Event))
}

func (r *ActorState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Caution), (*int64)(&r.Event))
}

func (r *CampaignState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Status), (*int64)(&r.Event))
}

func (r *StepState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Status), (*int64)(&r.Rate), (*int64)(&r.Hazard), (*int64)(&r.Since), (*int64)(&r.Need), (*int64)(&r.Began), (*int64)(&r.Done), (*int64)(&r.Event), (*int64)(&r.Stalled), &r.Burned)
}

func (r *NarrativeState) cells(p []*int64) []*int64 {
	return append(p, &r.Counted, (*int64)(&r.Corrected), (*int64)(&r.CorrectEvent), (*int64)(&r.PrebunkEvent), (*int64)(&r.Event))
}

func (r *SpreadState) cells(p []*int64) []*int64 {
	return append(p, &r.Burst, (*int64)(&r.Start), (*int64)(&r.End), (*int64)(&r.Momentum), (*int64)(&r.Alpha), &r.Posts, &r.BurstPosts, (*int64)(&r.Rate), &r.Echo, (*int64)(&r.EchoAt), (*int64)(&r.EchoSize), &r.Cross, (*int64)(&r.Event))
}

func (r *ActionState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.From), (*int64)(&r.Strength), (*int64)(&r.Event))
}

func (r *PolicyState) cells(p []*int64) []*int64 {
	return append(p, &r.Ready, (*int64)(&r.From), (*int64)(&r.Event))
}

func (r *PublicState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Logit), (*int64)(&r.Percent), (*int64)(&r.Reach))
}

func (r *LevelState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Reach), (*int64)(&r.Event))
}

func (r *ExposureState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Share), (*int64)(&r.Prebunk), (*int64)(&r.PrebunkAt), (*int64)(&r.Corrected))
}

func (r *KnowledgeState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Level), (*int64)(&r.Suspected), (*int64)(&r.Noticed), (*int64)(&r.Tipped), (*int64)(&r.Confirmed), (*int64)(&r.Cause), (*int64)(&r.Health), (*int64)(&r.Examined), &r.Inquiries, (*int64)(&r.Event))
}

func (r *WatchState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Rate), (*int64)(&r.Hazard), (*int64)(&r.Since), (*int64)(&r.Need))
}

func (r *IndicatorState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Lift), (*int64)(&r.Event))
}

func (r *TopicState) cells(p []*int64) []*int64 {
	return append(p, &r.Campaign, (*int64)(&r.Start), (*int64)(&r.Detected), (*int64)(&r.Shared), (*int64)(&r.Acted), (*int64)(&r.Ended), &r.TearLine, &r.Accused, (*int64)(&r.Event), (*int64)(&r.Found), &r.Finder)
}

func (r *InjectState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Status), (*int64)(&r.At), (*int64)(&r.Ripe), (*int64)(&r.Event))
}

func (r *TaskState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Status), (*int64)(&r.At), (*int64)(&r.Event))
}

func (r *ChoiceState) cells(p []*int64) []*int64 {
	return append(p, &r.Decision, &r.Seat, &r.TargetKind, &r.Target, (*int64)(&r.At), (*int64)(&r.Due), &r.Done, (*int64)(&r.Event))
}

func (r *ReportState) cells(p []*int64) []*int64 {
	return append(p, &r.From, &r.To, &r.Topic, (*int64)(&r.Level), (*int64)(&r.Cause), &r.Indicators, &r.Classified, (*int64)(&r.Sent), (*int64)(&r.Arrives), (*int64)(&r.Reads), (*int64)(&r.Status), &r.Choice, (*int64)(&r.Event), (*int64)(&r.Outcome), (*int64)(&r.Proof))
}

func (r *CredibilityState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Percent))
}

func (r *PlatformState) cells(p []*int64) []*int64 {
	return append(p, (*int64)(&r.Held), (*int64)(&r.Shown), (*int64)(&r.Quiet))
}

func (r *SurgeState) cells(p []*int64) []*int64 {
	return append(p, &r.Org, (*int64)(&r.Analysts), (*int64)(&r.End), &r.Done, (*int64)(&r.Event), &r.ShiftFrom, &r.ShiftTo)
}
