package replays

import (
	"strconv"
	"strings"

	"tabletop/engine/model"
)

// names turns things and cells into paths and back, for one scenario. It holds
// the same paths as model.CellPath and model.Name, indexed, because a file
// names cells many thousand times. What a name can't tell apart is written by
// its number: "asset.#3".
type names struct {
	sc      *model.Scenario
	rows    [model.Tables][]string // names by row, for tables that don't grow
	rowOf   map[string]int64       // "table.row name"
	columns map[string]model.Column
	refs    map[model.Kind]map[string]int64
}

func newNames(sc *model.Scenario) *names {
	n := &names{
		sc: sc, rowOf: map[string]int64{}, columns: map[string]model.Column{},
		refs: map[model.Kind]map[string]int64{},
	}
	for t := range model.Tables {
		columns := t.Columns()
		for _, c := range columns {
			n.columns[c.String()] = c
		}
		rows := sc.TableRows(t)
		n.rows[t] = make([]string, rows)
		for row := range rows {
			path := sc.CellPath(model.Cell{Column: columns[0], Row: row})
			name := path[len(t.String())+1 : len(path)-len(columns[0].Name())-1]
			n.rows[t][row] = n.claim(t.String()+".", name, row)
		}
	}
	return n
}

// claim gives a row its name, or its number where the name is taken or could be
// read as something else.
func (n *names) claim(table, name string, row int64) string {
	if _, taken := n.rowOf[table+name]; taken || name == everyRow || strings.HasPrefix(name, "#") {
		name = numbered(row)
	}
	n.rowOf[table+name] = row
	return name
}

func numbered(id int64) string { return "#" + strconv.FormatInt(id, 10) }

// cell writes the path of a cell.
func (n *names) cell(c model.Cell) string {
	t := c.Column.Table()
	row := numbered(c.Row)
	if t.Grows() {
		row = strconv.FormatInt(c.Row, 10)
	} else if c.Row >= 0 && c.Row < int64(len(n.rows[t])) {
		row = n.rows[t][c.Row]
	}
	return t.String() + "." + row + "." + c.Column.Name()
}

// cellNamed reads the path of a cell.
func (n *names) cellNamed(path string) (model.Cell, bool) {
	table, row, column, ok := cutCell(path)
	if !ok {
		return model.Cell{}, false
	}
	c, ok := n.columns[table+"."+column]
	if !ok {
		return model.Cell{}, false
	}
	if c.Table().Grows() {
		r, err := strconv.ParseInt(row, 10, 32)
		return model.Cell{Column: c, Row: r}, err == nil && r >= 0 && strconv.FormatInt(r, 10) == row
	}
	r, ok := n.rowOf[table+"."+row]
	return model.Cell{Column: c, Row: r}, ok
}

// cutCell takes "asset.net-harlow.condition" apart; the row may hold dots.
func cutCell(path string) (table, row, column string, ok bool) {
	table, rest, ok := strings.Cut(path, ".")
	dot := strings.LastIndexByte(rest, '.')
	if !ok || dot < 0 {
		return "", "", "", false
	}
	return table, rest[:dot], rest[dot+1:], true
}

// ref writes the path of a thing; that of nothing is empty.
func (n *names) ref(r model.Ref) string {
	if r.IsNothing() {
		return ""
	}
	if r.Kind == model.KindReport && r.ID >= 0 {
		return r.Kind.String() + "." + strconv.FormatInt(r.ID, 10)
	}
	name := n.sc.Name(r)
	if id, ok := n.index(r.Kind)[name]; !ok || id != r.ID {
		name = numbered(r.ID)
	}
	return r.Kind.String() + "." + name
}

// refNamed reads the path of a thing.
func (n *names) refNamed(path string) (model.Ref, bool) {
	if path == "" {
		return model.Nothing, true
	}
	word, name, _ := strings.Cut(path, ".")
	kind := model.KindNamed(word)
	if kind == model.NoKind {
		return model.Nothing, false
	}
	if kind == model.KindReport {
		id, err := strconv.ParseInt(name, 10, 32)
		return model.Ref{Kind: kind, ID: id}, err == nil && id >= 0
	}
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		id, err := strconv.ParseInt(digits, 10, 32)
		r := model.Ref{Kind: kind, ID: id}
		return r, err == nil && (id == model.None || inRange(n.sc, r))
	}
	id, ok := n.index(kind)[name]
	return model.Ref{Kind: kind, ID: id}, ok
}

// index lists the things of a kind by name, made when first asked for.
func (n *names) index(k model.Kind) map[string]int64 {
	if index, ok := n.refs[k]; ok {
		return index
	}
	index := map[string]int64{}
	for id := range kindSize(n.sc, k) {
		name := n.sc.Name(model.Ref{Kind: k, ID: id})
		if _, taken := index[name]; !taken && !strings.HasPrefix(name, "#") {
			index[name] = id
		}
	}
	n.refs[k] = index
	return index
}

// kindSize is the number of things of a kind; reports are not counted.
func kindSize(sc *model.Scenario, k model.Kind) int64 {
	switch k {
	case model.KindScenario:
		return 1
	case model.KindOrg:
		return int64(len(sc.Orgs))
	case model.KindChannel:
		return int64(len(sc.Channels))
	case model.KindAsset:
		return int64(len(sc.Assets))
	case model.KindControl:
		return int64(len(sc.Controls))
	case model.KindActor:
		return int64(len(sc.Actors))
	case model.KindCampaign:
		return int64(len(sc.Campaigns))
	case model.KindStep:
		return int64(len(sc.Steps))
	case model.KindNarrative:
		return int64(len(sc.Narratives))
	case model.KindPlatform:
		return int64(len(sc.Platforms))
	case model.KindAudience:
		return int64(len(sc.Audiences))
	case model.KindDecision:
		return int64(len(sc.Decisions))
	case model.KindInject:
		return int64(len(sc.Injects))
	case model.KindObjective:
		return int64(len(sc.Objectives))
	case model.KindTask:
		return int64(len(sc.Tasks))
	case model.KindSpread:
		return int64(len(sc.Spreads))
	case model.KindTechnique:
		return int64(len(sc.Techniques))
	case model.KindPhase:
		return int64(len(sc.Phases))
	case model.KindMeasure:
		return int64(model.MeasureCount)
	case model.KindTopic:
		return int64(len(sc.Topics))
	}
	return 0
}

// inRange reports whether a thing exists in the scenario.
func inRange(sc *model.Scenario, r model.Ref) bool { return r.ID >= 0 && r.ID < kindSize(sc, r.Kind) }
