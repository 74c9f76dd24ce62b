package exercise

import (
	"slices"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
)

// evidence asks everything that a task's condition asks, from its seat's view,
// and writes each question with its answer.
func evidence(sc *model.Scenario, st *model.State, id model.TaskID) []string {
	view := model.NewView(sc, st, sc.Objectives[sc.Tasks[id].Objective].Seat)
	var lines []string
	for _, n := range sc.Tasks[id].Measure.Nodes {
		if n.Op != model.OpFact {
			continue
		}
		line := question(sc, n) + " = " + answer(sc, n, view.Fact(n.Fact, n.A, n.B))
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// asking is how a fact is written in a condition.
type asking struct {
	name string // with %1 and %2 for its arguments
	kind model.Type
	word []string // of a word
}

// askings are the facts as packs write them (docs/packs.md).
var askings = map[model.Fact]asking{
	model.DaysToElection:  {name: "days_to_election", kind: model.Number},
	model.HourOfDay:       {name: "hour_of_day", kind: model.Number},
	model.HoursLeft:       {name: "staff_hours_left", kind: model.Number},
	model.PhaseIs:         {name: "phase", kind: model.Word},
	model.AssetCondition:  {name: `asset("%1").state`, kind: model.Word, word: model.ConditionWords},
	model.AssetHeld:       {name: `asset("%1").held`},
	model.AssetOut:        {name: `asset("%1").hours_out`, kind: model.Number},
	model.AccountsTaken:   {name: `asset("%1").accounts_taken`, kind: model.Number},
	model.FallbackOn:      {name: `asset("%1").fallback`},
	model.CampaignStatus:  {name: `campaign("%1").state`, kind: model.Word, word: model.CampaignStatusWords},
	model.StepDone:        {name: `step("%1").done`},
	model.StepDoneAt:      {name: `step("%1").done_at`, kind: model.Time},
	model.NarrativePosts:  {name: `narrative("%1").posts`, kind: model.Number},
	model.NarrativeRate:   {name: `narrative("%1").rate`, kind: model.Number},
	model.NarrativeActive: {name: `narrative("%1").active`},
	model.Corrections:     {name: `narrative("%1").corrected`, kind: model.Number},
	model.Knows:           {name: `knows("%1")`, kind: model.Word, word: model.KnowledgeWords},
	model.FirstSuspected:  {name: `first_suspected("%1")`, kind: model.Time},
	model.ConfirmedAt:     {name: `confirmed_at("%1")`, kind: model.Time},
	model.CauseOf:         {name: `cause("%1")`, kind: model.Word, word: model.CauseWords},
	model.ToldAt:          {name: `told("%1", "%2")`, kind: model.Time},
	model.Decided:         {name: `decided("%1")`},
	model.DecidedAt:       {name: `decided_at("%1")`, kind: model.Time},
	model.DecidedOn:       {name: `decided_on("%1", "%2")`},
	model.Enforced:        {name: `enforced("%1", "%2")`},
	model.ChannelOpen:     {name: `channel("%1").open`},
	model.SlotLevel:       {name: `control("%1")`, kind: model.Word},
	model.SlotCoverage:    {name: `coverage("%1")`, kind: model.Number},
	model.InjectReleased:  {name: `inject("%1").released`},
	model.InjectAt:        {name: `inject("%1").at`, kind: model.Time},
	model.MeasureIs:       {name: `measure("%1")`, kind: model.Number},
	model.ConfidenceOf:    {name: `confidence("%1", "%2")`, kind: model.Number},
	model.CredibilityOf:   {name: `credibility("%1")`, kind: model.Number},
	model.CredibilityWith: {name: `credibility("%1", "%2")`, kind: model.Number},
	model.TrustIn:         {name: `channel("%1").trust`, kind: model.Number},
}

// question writes a fact as a condition asks it.
func question(sc *model.Scenario, n model.Node) string {
	q := askings[n.Fact]
	first := sc.Name(model.Ref{Kind: model.Concerns(n.Fact), ID: n.A})
	second := sc.Name(model.Ref{Kind: model.KindTopic, ID: n.B})
	switch n.Fact {
	case model.SlotLevel, model.SlotCoverage:
		s := sc.Slots[n.A]
		first = sc.Assets[s.Asset].ID + `", "` + s.Group
	case model.Enforced:
		second = model.EnforcementWords[n.B]
	case model.ConfidenceOf:
		second = model.LevelWords[n.B]
	case model.CredibilityWith:
		second = sc.Audiences[n.B].ID
	}
	return strings.NewReplacer("%1", first, "%2", second).Replace(q.name)
}

// answer writes what a view answered.
func answer(sc *model.Scenario, n model.Node, value fixed.Num) string {
	q := askings[n.Fact]
	switch {
	case value == model.Unknown && q.kind == model.Time:
		return "not yet"
	case value == model.Unknown:
		return "not known"
	case q.kind == model.Time:
		return sc.Clock.Relative(model.Tick(value.Floor()))
	case q.kind == model.Bool && value != 0:
		return "yes"
	case q.kind == model.Bool:
		return "no"
	case q.kind == model.Word:
		return wordOf(sc, n.Fact, q, value.Floor())
	}
	return inUnit(n, value)
}

// inUnit writes a number in the unit that conditions ask it in (docs/packs.md): the
// model keeps coverage as a share where they have percent.
func inUnit(n model.Node, value fixed.Num) string {
	switch n.Fact {
	case model.SlotCoverage:
		return percent(value.MulInt(100))
	case model.Corrections, model.CredibilityOf, model.CredibilityWith, model.TrustIn, model.ConfidenceOf:
		return percent(value)
	case model.MeasureIs:
		if n.A < 0 || n.A >= int64(model.MeasureCount) {
			break
		}
		of := model.Measures[n.A]
		if of.Unit == "%" {
			return percent(value)
		}
		if of.Decimals == 0 {
			return ledger.Units(value.Round(), 0)
		}
	}
	return ledger.Number(value)
}

// percent writes a percentage with two decimals, or none where they are zeros.
func percent(value fixed.Num) string {
	hundredths := value.MulInt(100).Round()
	if hundredths%100 == 0 {
		return ledger.Units(hundredths/100, 0) + "%"
	}
	return ledger.Units(hundredths, 2) + "%"
}

func wordOf(sc *model.Scenario, f model.Fact, q asking, value int64) string {
	switch f {
	case model.PhaseIs:
		return sc.Name(model.Ref{Kind: model.KindPhase, ID: value})
	case model.SlotLevel:
		if value >= 0 && value < int64(len(sc.Controls)) {
			return sc.Controls[value].Level
		}
	}
	if value >= 0 && value < int64(len(q.word)) {
		return q.word[value]
	}
	return "unknown"
}
