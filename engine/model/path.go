package model

import (
	"strconv"
	"strings"
)

// CellPath writes a cell as people read it: "asset.net-harlow.condition",
// "spread.torn-ballots@twitter.posts", "knows.cisa/roll.level".
func (sc *Scenario) CellPath(c Cell) string {
	return c.Column.Table().String() + "." + sc.rowName(c.Column.Table(), c.Row) + "." + c.Column.Name()
}

// ParseCell reads what CellPath writes. ok is false for a path that names no
// cell; rows of tables that grow are accepted at any number.
func (sc *Scenario) ParseCell(path string) (c Cell, ok bool) {
	table, rest, ok := strings.Cut(path, ".")
	dot := strings.LastIndexByte(rest, '.')
	if !ok || dot < 0 {
		return Cell{}, false
	}
	for t := range Tables {
		if t.String() != table {
			continue
		}
		row, ok := sc.rowNamed(t, rest[:dot])
		for _, column := range t.Columns() {
			if ok && column.Name() == rest[dot+1:] {
				return Cell{column, row}, true
			}
		}
	}
	return Cell{}, false
}

// rowNamed is the inverse of rowName. Tables are small, so it looks through them.
func (sc *Scenario) rowNamed(t Table, name string) (int64, bool) {
	if t.Grows() {
		row, err := strconv.ParseInt(name, 10, 32)
		return row, err == nil && row >= 0
	}
	for row := range sc.TableRows(t) {
		if sc.rowName(t, row) == name {
			return row, true
		}
	}
	return 0, false
}

// TableRows returns how many rows a table has before any is added.
func (sc *Scenario) TableRows(t Table) int64 {
	n := func(i int) int64 { return int64(i) }
	switch t {
	case TableMeasures:
		return int64(MeasureCount)
	case TableOrgs:
		return n(len(sc.Orgs))
	case TableChannels:
		return n(len(sc.Channels))
	case TableAssets:
		return n(len(sc.Assets))
	case TableSlots:
		return n(len(sc.Slots))
	case TableActors:
		return n(len(sc.Actors))
	case TableCampaigns:
		return n(len(sc.Campaigns))
	case TableSteps:
		return n(len(sc.Steps))
	case TableNarratives:
		return n(len(sc.Narratives))
	case TableSpreads:
		return n(len(sc.Spreads))
	case TableActions:
		return n(len(sc.Spreads)) * int64(Enforcements)
	case TablePolicies:
		return n(len(sc.Platforms)) * int64(Enforcements)
	case TablePublics:
		return n(len(sc.Audiences)) * int64(Levels)
	case TableLevels:
		return int64(Levels)
	case TableExposures:
		return n(len(sc.Narratives) * len(sc.Audiences))
	case TableKnowledge:
		return n(len(sc.Orgs) * len(sc.Topics))
	case TableWatches:
		return n(len(sc.Watches))
	case TableIndicators:
		return n(len(sc.Orgs) * len(sc.Techniques))
	case TableTopics:
		return n(len(sc.Topics))
	case TableInjects:
		return n(len(sc.Injects))
	case TableTasks:
		return n(len(sc.Tasks))
	case TableCredibilities:
		return n(len(sc.Orgs) * len(sc.Audiences))
	case TablePlatforms:
		return n(len(sc.Platforms))
	}
	return 0
}

func (sc *Scenario) rowName(t Table, row int64) string {
	if !t.Grows() && (row < 0 || row >= sc.TableRows(t)) {
		return strconv.FormatInt(row, 10)
	}
	switch t {
	case TableActions:
		return sc.SpreadName(SpreadID(row/int64(Enforcements))) + "/" + EnforcementWords[row%int64(Enforcements)]
	case TablePolicies:
		return sc.Name(Ref{KindPlatform, row / int64(Enforcements)}) + "/" + EnforcementWords[row%int64(Enforcements)]
	case TablePublics:
		return sc.Audiences[row/int64(Levels)].ID + "/" + LevelWords[row%int64(Levels)]
	case TableLevels:
		return LevelWords[row]
	case TableExposures:
		n := int64(len(sc.Audiences))
		return sc.Narratives[row/n].ID + "/" + sc.Audiences[row%n].ID
	case TableKnowledge:
		n := int64(len(sc.Topics))
		return sc.Orgs[row/n].ID + "/" + sc.Name(sc.Topics[row%n].Of)
	case TableWatches:
		w := sc.Watches[row]
		return sc.WatcherName(w.Org) + "/" + sc.Name(sc.Topics[w.Topic].Of)
	case TableIndicators:
		n := int64(len(sc.Techniques))
		return sc.Orgs[row/n].ID + "/" + sc.Techniques[row%n].ID
	case TableSlots:
		return sc.Assets[sc.Slots[row].Asset].ID + "/" + sc.Slots[row].Group
	case TableCredibilities:
		n := int64(len(sc.Audiences))
		return sc.Orgs[row/n].ID + "/" + sc.Audiences[row%n].ID
	}
	if k := rowKinds[t]; k != NoKind {
		return sc.Name(Ref{k, row})
	}
	return strconv.FormatInt(row, 10)
}

// rowKinds are the tables whose rows are things of one kind.
var rowKinds = [Tables]Kind{
	TableMeasures: KindMeasure, TableOrgs: KindOrg, TableChannels: KindChannel, TableAssets: KindAsset,
	TableActors: KindActor, TableCampaigns: KindCampaign, TableSteps: KindStep, TableNarratives: KindNarrative,
	TableSpreads: KindSpread, TableTopics: KindTopic, TableInjects: KindInject, TableTasks: KindTask,
	TablePlatforms: KindPlatform,
}

// Outsiders is the word for the watcher of a [Watch] that no organisation keeps.
// No organisation may have it as its id.
const Outsiders = "outsiders"

// WatcherName returns the id of the organisation that keeps a watch, or [Outsiders].
func (sc *Scenario) WatcherName(o OrgID) string {
	if o == None {
		return Outsiders
	}
	return sc.Orgs[o].ID
}

// SpreadName returns "torn-ballots@twitter".
func (sc *Scenario) SpreadName(s SpreadID) string {
	sp := &sc.Spreads[s]
	return sc.Narratives[sp.Narrative].ID + "@" + sc.Orgs[sc.Platforms[sp.Platform].Org].ID
}

// Name returns the id of a thing as packs write it, without its kind.
func (sc *Scenario) Name(r Ref) string {
	if name, ok := sc.nameIn(r); ok {
		return name
	}
	return strconv.FormatInt(r.ID, 10)
}

func (sc *Scenario) nameIn(r Ref) (string, bool) {
	in := func(n int) bool { return r.ID >= 0 && r.ID < int64(n) }
	switch {
	case r.Kind == KindOrg && in(len(sc.Orgs)):
		return sc.Orgs[r.ID].ID, true
	case r.Kind == KindChannel && in(len(sc.Channels)):
		return sc.Orgs[sc.Channels[r.ID].From].ID + ">" + sc.Orgs[sc.Channels[r.ID].To].ID, true
	case r.Kind == KindAsset && in(len(sc.Assets)):
		return sc.Assets[r.ID].ID, true
	case r.Kind == KindControl && in(len(sc.Controls)):
		return sc.Controls[r.ID].Group + "/" + sc.Controls[r.ID].Level, true
	case r.Kind == KindActor && in(len(sc.Actors)):
		return sc.Actors[r.ID].ID, true
	case r.Kind == KindCampaign && in(len(sc.Campaigns)):
		return sc.Campaigns[r.ID].ID, true
	case r.Kind == KindStep && in(len(sc.Steps)):
		return sc.Steps[r.ID].ID, true
	case r.Kind == KindTechnique && in(len(sc.Techniques)):
		return sc.Techniques[r.ID].ID, true
	case r.Kind == KindNarrative && in(len(sc.Narratives)):
		return sc.Narratives[r.ID].ID, true
	case r.Kind == KindPlatform && in(len(sc.Platforms)):
		return sc.Orgs[sc.Platforms[r.ID].Org].ID, true
	case r.Kind == KindSpread && in(len(sc.Spreads)):
		return sc.SpreadName(SpreadID(r.ID)), true
	case r.Kind == KindAudience && in(len(sc.Audiences)):
		return sc.Audiences[r.ID].ID, true
	}
	return sc.nameOfPlan(r)
}

func (sc *Scenario) nameOfPlan(r Ref) (string, bool) {
	in := func(n int) bool { return r.ID >= 0 && r.ID < int64(n) }
	switch {
	case r.Kind == KindDecision && in(len(sc.Decisions)):
		return sc.Decisions[r.ID].ID, true
	case r.Kind == KindInject && in(len(sc.Injects)):
		return sc.Injects[r.ID].ID, true
	case r.Kind == KindObjective && in(len(sc.Objectives)):
		return sc.Objectives[r.ID].ID, true
	case r.Kind == KindTask && in(len(sc.Tasks)):
		t := &sc.Tasks[r.ID]
		for i, id := range sc.Objectives[t.Objective].Tasks {
			if id == TaskID(r.ID) {
				return sc.Objectives[t.Objective].ID + "." + strconv.Itoa(i+1), true
			}
		}
	case r.Kind == KindPhase && in(len(sc.Phases)):
		return sc.Phases[r.ID].ID, true
	case r.Kind == KindMeasure && r.ID >= 0 && r.ID < int64(MeasureCount):
		return Measures[r.ID].ID, true
	case r.Kind == KindTopic && in(len(sc.Topics)):
		return sc.Name(sc.Topics[r.ID].Of), true
	case r.Kind == KindScenario:
		return sc.ID, true
	}
	return "", false
}

// RefNamed finds a thing by kind and id; ok is false where there is none.
func (sc *Scenario) RefNamed(k Kind, name string) (r Ref, ok bool) {
	for id := int64(0); ; id++ {
		r = Ref{k, id}
		found, in := sc.nameIn(r)
		if !in {
			return Nothing, false
		}
		if found == name {
			return r, true
		}
		if k == KindScenario {
			return Nothing, false
		}
	}
}
