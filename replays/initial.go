package replays

import (
	"encoding/json"
	"fmt"

	"tabletop/engine/model"
)

// everyRow stands for all rows of a table: "asset.*.until".
const everyRow = "*"

// initialJSON is the state before the first tick: the value that most rows of a
// column have as "table.*.column", and the rows that differ. What is not named
// is zero.
type initialJSON struct {
	Tick    model.Tick    `json:"tick"`
	Stirred model.Tick    `json:"stirred"`
	Event   model.EventID `json:"event"`
	Cells   cellValues    `json:"cells"`
}

// appendInitial writes the state before the first tick. Tables that grow must
// be empty.
func (n *names) appendInitial(b []byte, s *model.State) ([]byte, error) {
	b = append(b, fmt.Sprintf(`{"tick":%d,"stirred":%d,"event":%d,"cells":{`, s.Tick, s.Stirred, s.LastEvent)...)
	first := true
	write := func(path string, c model.Column, value int64) {
		if !first {
			b = append(b, ',')
		}
		first = false
		b = appendText(b, path)
		b = append(b, ':')
		b = appendValue(b, c, value)
	}
	for t := range model.Tables {
		if want := n.sc.TableRows(t); s.Rows(t) != want {
			return nil, fmt.Errorf("the state before the first tick has %d rows of %s, not %d", s.Rows(t), t, want)
		}
		for _, c := range t.Columns() {
			usual := usualValue(s, c)
			if usual != 0 {
				write(t.String()+"."+everyRow+"."+c.Name(), c, usual)
			}
			for row := range s.Rows(t) {
				cell := model.Cell{Column: c, Row: row}
				if value, _ := s.Get(cell); value != usual {
					write(n.cell(cell), c, value)
				}
			}
		}
	}
	return append(b, "}}"...), nil
}

// usualValue is the value that most rows of a column have; of two as frequent,
// the one that comes first.
func usualValue(s *model.State, c model.Column) int64 {
	count := map[int64]int64{}
	var usual int64
	for row := range s.Rows(c.Table()) {
		value, _ := s.Get(model.Cell{Column: c, Row: row})
		count[value]++
	}
	for row := range s.Rows(c.Table()) {
		value, _ := s.Get(model.Cell{Column: c, Row: row})
		if count[value] > count[usual] {
			usual = value
		}
	}
	return usual
}

// parseInitial reads what appendInitial wrote.
func (n *names) parseInitial(raw json.RawMessage) (*model.State, error) {
	var j initialJSON
	if err := strictly(raw, &j); err != nil {
		return nil, err
	}
	usual := map[model.Column]int64{}
	special := map[model.Cell]int64{}
	for _, v := range j.Cells {
		table, row, column, _ := cutCell(v.path)
		c, known := n.columns[table+"."+column]
		if !known || c.Table().Grows() {
			return nil, fmt.Errorf("the first state has no cell %q", v.path)
		}
		value, err := parseValue(c, v.value)
		if err != nil {
			return nil, err
		}
		if row == everyRow {
			usual[c] = value
			continue
		}
		cell, ok := n.cellNamed(v.path)
		if !ok {
			return nil, fmt.Errorf("the first state has no cell %q", v.path)
		}
		special[cell] = value
	}
	return n.assemble(j, usual, special)
}

// assemble makes the state with one event that sets every cell, for nothing but
// an event changes a state.
func (n *names) assemble(j initialJSON, usual map[model.Column]int64, special map[model.Cell]int64) (*model.State, error) {
	s := model.NewState(n.sc)
	first := model.Event{ID: 1}
	for t := range model.Tables {
		for row := range s.Rows(t) {
			for _, c := range t.Columns() {
				cell := model.Cell{Column: c, Row: row}
				value, ok := special[cell]
				if !ok {
					value = usual[c]
				}
				first.Changes = append(first.Changes, model.Change{Cell: cell, Set: true, Value: value})
			}
		}
	}
	if err := s.Apply(&first); err != nil {
		return nil, err
	}
	s.Tick, s.Stirred, s.LastEvent = j.Tick, j.Stirred, j.Event
	for _, c := range first.Changes {
		if err := n.checkCell(s, c.Cell); err != nil {
			return nil, err
		}
	}
	return s, nil
}
