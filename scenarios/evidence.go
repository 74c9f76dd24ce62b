package scenarios

import (
	_ "embed"
	"strings"
	"sync"
)

// assumption is the evidence of a quantity that rests on no row.
const assumption = "assumption"

//go:embed evidence.txt
var evidenceText string

// EvidenceRow is one row of the evidence table: a parameter of the model or of a
// pack, and the study, report or record it was read in.
type EvidenceRow struct {
	ID        string `json:"id"`        // "C13"
	Parameter string `json:"parameter"` // "dwell time, median"
	Value     string `json:"value"`     // as the source gives it
	Source    string `json:"source"`
	Mark      string `json:"mark"` // "read", or "unverified": treat it as an assumption
}

var evidenceRows = sync.OnceValue(func() []EvidenceRow {
	var rows []EvidenceRow
	for line := range strings.Lines(evidenceText) {
		line = strings.TrimSuffix(line, "\n")
		if cells := strings.Split(line, "\t"); len(cells) == 5 && !strings.HasPrefix(line, "#") {
			rows = append(rows, EvidenceRow{cells[0], cells[1], cells[2], cells[3], cells[4]})
		}
	}
	return rows
})

// Evidence returns the evidence table.
func Evidence() []EvidenceRow { return append([]EvidenceRow(nil), evidenceRows()...) }

// EvidenceFor returns a row of the evidence table by its id.
func EvidenceFor(id string) (EvidenceRow, bool) {
	for _, row := range evidenceRows() {
		if row.ID == id {
			return row, true
		}
	}
	return EvidenceRow{}, false
}

// bracketed reads what stands in brackets after a number inside a text: its evidence
// and, after a comma, its range, "C13" or "assumption, 3 d..30 d".
func (c *compiler) bracketed(n *node, path, text string) (cited, span string) {
	inner := *n
	if at := strings.LastIndex(text, ","); at >= 0 && strings.Contains(text[at:], "..") {
		text, span = text[:at], strings.TrimSpace(text[at+1:])
	}
	inner.text = text
	return c.evidence(&inner, path), span
}

// evidence reads "C13", "assumption", or several rows: "T2, T3". It returns the
// text even after reporting it, so that quantities do not seem uncited as well.
func (c *compiler) evidence(n *node, path string) string {
	if n.form != textForm || strings.TrimSpace(n.text) == "" {
		c.report(n, path, WrongType, `expected a row of the evidence table such as "C13", or "assumption", not %s`, n.describe())
		return assumption
	}
	for id := range strings.SplitSeq(n.text, ",") {
		id = strings.TrimSpace(id)
		if _, ok := EvidenceFor(id); ok || id == assumption {
			continue
		}
		known := []string{assumption}
		for _, row := range evidenceRows() {
			known = append(known, row.ID)
		}
		p := c.report(n, path, Dangling, "the evidence table has no row %q", shortened(id))
		p.near(id, known)
	}
	return n.text
}
