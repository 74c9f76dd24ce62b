package scenarios

import (
	"slices"

	"tabletop/engine/model"
)

// topicArg, orgArg, … are the arguments that a fact takes.
type argKind int

const (
	assetArg argKind = iota
	campaignArg
	stepArg
	narrativeArg
	topicArg
	orgArg
	platformArg
	measureArg // an enforcement
	decisionArg
	injectArg
	audienceArg
	levelArg
	groupArg
	headlineArg // a headline measure
)

// wordList is what a word may be compared with.
type wordList struct {
	name    string // "conditions of an asset"
	words   []string
	values  []int64 // by word; its position where nil
	ordered bool    // < and > mean something
}

func (l *wordList) value(word string) (int64, bool) {
	at := slices.Index(l.words, word)
	if at < 0 || l.values == nil {
		return int64(at), at >= 0
	}
	return l.values[at], true
}

// factForm says how a condition asks for a fact: name(args).part.
type factForm struct {
	fact   model.Fact
	typ    model.Type
	args   []argKind
	words  *wordList // of a word; nil where it depends on the arguments
	hidden bool      // no view knows it
}

var (
	healthWords    = &wordList{name: "conditions of an asset", words: model.ConditionWords}
	campaignWords  = &wordList{name: "stages of a campaign", words: model.CampaignStatusWords}
	knowledgeWords = &wordList{name: "levels of knowledge", words: model.KnowledgeWords, ordered: true}
	causeWords     = &wordList{name: "causes", words: model.CauseWords}
)

// factForms are the expressions of conditions that ask for one fact; "phase"
// and others whose words come from the pack are completed in compiling.
var factForms = map[string]factForm{
	"days_to_election":     {fact: model.DaysToElection, typ: model.Number},
	"hour_of_day":          {fact: model.HourOfDay, typ: model.Number},
	"staff_hours_left":     {fact: model.HoursLeft, typ: model.Number},
	"phase":                {fact: model.PhaseIs, typ: model.Word},
	"asset.state":          {fact: model.AssetCondition, typ: model.Word, args: []argKind{assetArg}, words: healthWords},
	"asset.held":           {fact: model.AssetHeld, typ: model.Bool, args: []argKind{assetArg}, hidden: true},
	"asset.fallback":       {fact: model.FallbackOn, typ: model.Bool, args: []argKind{assetArg}},
	"asset.hours_out":      {fact: model.AssetOut, typ: model.Number, args: []argKind{assetArg}},
	"asset.accounts_taken": {fact: model.AccountsTaken, typ: model.Number, args: []argKind{assetArg}, hidden: true},
	"campaign.state":       {fact: model.CampaignStatus, typ: model.Word, args: []argKind{campaignArg}, words: campaignWords, hidden: true},
	"step.done":            {fact: model.StepDone, typ: model.Bool, args: []argKind{stepArg}, hidden: true},
	"step.done_at":         {fact: model.StepDoneAt, typ: model.Time, args: []argKind{stepArg}, hidden: true},
	"narrative.posts":      {fact: model.NarrativePosts, typ: model.Number, args: []argKind{narrativeArg}},
	"narrative.rate":       {fact: model.NarrativeRate, typ: model.Number, args: []argKind{narrativeArg}},
	"narrative.active":     {fact: model.NarrativeActive, typ: model.Bool, args: []argKind{narrativeArg}},
	"narrative.corrected":  {fact: model.Corrections, typ: model.Number, args: []argKind{narrativeArg}},
	"enforced":             {fact: model.Enforced, typ: model.Bool, args: []argKind{narrativeArg, platformArg, measureArg}},
	"knows":                {fact: model.Knows, typ: model.Word, args: []argKind{topicArg}, words: knowledgeWords},
	"first_suspected":      {fact: model.FirstSuspected, typ: model.Time, args: []argKind{topicArg}},
	"confirmed_at":         {fact: model.ConfirmedAt, typ: model.Time, args: []argKind{topicArg}},
	"cause":                {fact: model.CauseOf, typ: model.Word, args: []argKind{topicArg}, words: causeWords},
	"told":                 {fact: model.ToldAt, typ: model.Time, args: []argKind{orgArg, topicArg}},
	"decided":              {fact: model.Decided, typ: model.Bool, args: []argKind{decisionArg}},
	"decided_at":           {fact: model.DecidedAt, typ: model.Time, args: []argKind{decisionArg}},
	"decided_on":           {fact: model.DecidedOn, typ: model.Bool, args: []argKind{decisionArg, topicArg}},
	"channel.open":         {fact: model.ChannelOpen, typ: model.Bool, args: []argKind{orgArg, orgArg}},
	"channel.trust":        {fact: model.TrustIn, typ: model.Number, args: []argKind{orgArg, orgArg}},
	"control":              {fact: model.SlotLevel, typ: model.Word, args: []argKind{assetArg, groupArg}},
	"coverage":             {fact: model.SlotCoverage, typ: model.Number, args: []argKind{assetArg, groupArg}},
	"inject.released":      {fact: model.InjectReleased, typ: model.Bool, args: []argKind{injectArg}},
	"inject.at":            {fact: model.InjectAt, typ: model.Time, args: []argKind{injectArg}},
	"measure":              {fact: model.MeasureIs, typ: model.Number, args: []argKind{headlineArg}},
	"confidence":           {fact: model.ConfidenceOf, typ: model.Number, args: []argKind{audienceArg, levelArg}},
	"credibility":          {fact: model.CredibilityOf, typ: model.Number, args: []argKind{orgArg}},
}
