package replays

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// appendValue writes the number of a cell: a word, a decimal string or an
// integer, by the kind of its column.
func appendValue(b []byte, c model.Column, value int64) []byte {
	switch c.Kind() {
	case model.FixedColumn:
		b = append(b, '"')
		b, _ = fixed.Num(value).AppendText(b) // never fails
		return append(b, '"')
	case model.WordColumn:
		if words := c.Words(); value >= 0 && value < int64(len(words)) {
			return appendText(b, words[value])
		}
	}
	return strconv.AppendInt(b, value, 10)
}

// appendAmount writes what an event adds to a cell.
func appendAmount(b []byte, c model.Column, amount int64) []byte {
	if c.Kind() == model.FixedColumn {
		return appendValue(b, c, amount)
	}
	return strconv.AppendInt(b, amount, 10)
}

// parseValue reads what appendValue wrote.
func parseValue(c model.Column, raw json.RawMessage) (int64, error) {
	if len(raw) > 0 && raw[0] == '"' {
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return 0, err
		}
		return parseText(c, text)
	}
	if c.Kind() == model.FixedColumn || c.Kind() == model.WordColumn {
		return 0, fmt.Errorf("%s holds %s, where %s is written", c, raw, valueShape(c))
	}
	value, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%s holds %s, where an integer is written", c, raw)
	}
	return value, nil
}

// parseAmount reads what an event adds to a cell: like a value, but of words
// how many places further.
func parseAmount(c model.Column, raw json.RawMessage) (int64, error) {
	if c.Kind() == model.FixedColumn {
		return parseValue(c, raw)
	}
	amount, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%s is raised by %s, where an integer is written", c, raw)
	}
	return amount, nil
}

// parseText reads the value of a cell from its text alone, without quotes.
func parseText(c model.Column, text string) (int64, error) {
	switch c.Kind() {
	case model.FixedColumn:
		value, err := fixed.Parse(text)
		return int64(value), err
	case model.WordColumn:
		if i := slices.Index(c.Words(), text); i >= 0 {
			return int64(i), nil
		}
		return 0, fmt.Errorf("%s is %q, which is none of its words: %v", c, text, c.Words())
	}
	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%s is %q, where an integer is expected", c, text)
	}
	return value, nil
}

func valueShape(c model.Column) string {
	if c.Kind() == model.FixedColumn {
		return `a decimal in quotes ("0.25")`
	}
	return "a word"
}

// checkCell refuses numbers that a reader of the state could not follow: words
// that don't exist, and ids that name nothing.
func (n *names) checkCell(s *model.State, cell model.Cell) error {
	value, ok := s.Get(cell)
	if !ok {
		return fmt.Errorf("there is no cell %s", n.cell(cell))
	}
	follows := n.meaningful(cell.Column, value)
	if cell.Column.Kind() == model.EventColumn {
		follows = value >= model.None && value <= int64(s.LastEvent)
	}
	if cell.Column == model.ColReportChoice {
		follows = value >= model.None && value < s.Rows(model.TableChoices)
	}
	if !follows {
		return fmt.Errorf("%s is %d, which names nothing", n.cell(cell), value)
	}
	return nil
}

// meaningful reports whether a column may hold a value in this scenario: one of
// its words, or the id of something that exists.
func (n *names) meaningful(c model.Column, value int64) bool {
	if c.Kind() == model.WordColumn {
		return value >= 0 && value < int64(len(c.Words()))
	}
	if c == model.ColChoiceTargetKind {
		return value >= 0 && model.Kind(value) <= model.KindTopic
	}
	kind, optional := idColumn(c)
	return kind == model.NoKind || optional && value == model.None || inRange(n.sc, model.Ref{Kind: kind, ID: value})
}

// idColumn says what kind of thing a column's numbers are ids of, and whether
// there may be none.
func idColumn(c model.Column) (kind model.Kind, optional bool) {
	switch c {
	case model.ColAssetHolder, model.ColTopicCampaign:
		return model.KindCampaign, true
	case model.ColSlotLevel:
		return model.KindControl, false
	case model.ColChoiceDecision:
		return model.KindDecision, false
	case model.ColChoiceSeat, model.ColReportFrom, model.ColReportTo:
		return model.KindOrg, false
	case model.ColReportTopic:
		return model.KindTopic, false
	}
	return model.NoKind, false
}
