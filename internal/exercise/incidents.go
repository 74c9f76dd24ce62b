package exercise

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
)

// Incident is one incident of an asset, or one claim, and how long people took: to
// notice it from its start, and from then on until a partner had read of it and until
// something was done. Times are absent where it never came to that.
type Incident struct {
	Of      string  `json:"of"` // path: asset.roll
	Name    string  `json:"name"`
	Began   Moment  `json:"began"`
	Noticed *Moment `json:"noticed,omitempty"`
	Shared  *Moment `json:"shared,omitempty"`
	Acted   *Moment `json:"acted,omitempty"`
	Ended   *Moment `json:"ended,omitempty"`
	Found   string  `json:"found,omitempty"` // by whom it was noticed first, as its owner sees it
}

// findings says who found an incident, by [model.Finding].
var findings = [...]string{
	model.NotFound: "", model.FoundInside: "its owner", model.FoundOutside: "outsiders", model.FoundByInject: "an inject",
}

func incidents(sc *model.Scenario, initial *model.State, events []model.Event) []Incident {
	var all []Incident
	for _, i := range ledger.Incidents(sc, initial, events) {
		of := sc.Topics[i.Topic].Of
		all = append(all, Incident{
			Of: sc.Name(of), Name: ledger.Name(sc, of), Began: moment(sc, i.Start),
			Noticed: perhaps(sc, i.Detected), Shared: perhaps(sc, i.Shared), Acted: perhaps(sc, i.Acted), Ended: perhaps(sc, i.Ended),
			Found: findings[i.Found],
		})
	}
	return all
}

func perhaps(sc *model.Scenario, t model.Tick) *Moment {
	if t == model.None {
		return nil
	}
	m := moment(sc, t)
	return &m
}

// IncidentRows are the incidents as people read them, with the time between the
// stages: name, began, noticed after, shared after, acted on after.
func (o Outcome) IncidentRows() [][5]string {
	var rows [][5]string
	for _, i := range o.Incidents {
		found := span(&i.Began, i.Noticed)
		if i.Found != "" {
			found += " (" + i.Found + ")"
		}
		rows = append(rows, [5]string{i.Name, i.Began.Time, found, span(i.Noticed, i.Shared), span(i.Noticed, i.Acted)})
	}
	return rows
}

var incidentTitles = [5]string{"", "began", "noticed after", "shared after", "acted on after"}

// span is the time from one moment to another in hours or days.
func span(from, to *Moment) string {
	if from == nil || to == nil {
		return "never"
	}
	hours := fixed.FromRatio(int64(max(0, to.Tick-from.Tick)), int64(model.Hour))
	if hours >= fixed.FromInt(72) {
		return ledger.Units(hours.MulInt(10).DivInt(24).Round(), 1) + " d"
	}
	return ledger.Units(hours.MulInt(10).Round(), 1) + " h"
}

// incidentText writes the incidents in columns.
func (o Outcome) incidentText() string {
	if len(o.Incidents) == 0 {
		return ""
	}
	rows := append([][5]string{incidentTitles}, o.IncidentRows()...)
	var width [5]int
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	b.WriteString("\nIncidents\n")
	for _, row := range rows {
		line := "  " + left(row[0], width[0])
		for i, cell := range row[1:] {
			line += "  " + left(cell, width[i+1])
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// incidentMarkdown writes the incidents as a table.
func (o Outcome) incidentMarkdown() string {
	if len(o.Incidents) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n## Incidents\n\n| incident | began | noticed after | shared after | acted on after |\n|---|---|---|---|---|\n")
	for _, row := range o.IncidentRows() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", escaped(row[0]), row[1], row[2], row[3], row[4])
	}
	return b.String()
}
