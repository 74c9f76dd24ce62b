package exercise

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tabletop/replays"
)

// Marking stands on every artefact of an exercise.
const Marking = "EXERCISE EXERCISE EXERCISE"

// Illustration stands wherever a number could be taken for a forecast.
const Illustration = "Illustration, not prediction: what the model computes from the pack's assumptions, not what will happen."

// Text writes the outcome as a short, plain report.
func (o Outcome) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n%s\n%s to %s (%s to %s)\n", Marking, o.Title, o.setting(), o.From.Date, o.To.Date, o.From.Time, o.To.Time)
	if !o.Complete {
		b.WriteString("Stopped before the scenario's end.\n")
	}
	b.WriteString("\nObjectives\n")
	for _, obj := range o.Objectives {
		fmt.Fprintf(&b, "  %s: %s\n", obj.ID, obj.Text)
		for _, t := range obj.Tasks {
			fmt.Fprintf(&b, "    %-6s  %s%s\n", t.Verdict, t.Text, when(t))
			if len(t.Evidence) > 0 {
				fmt.Fprintf(&b, "            %s\n", strings.Join(t.Evidence, "; "))
			}
		}
	}
	b.WriteString("\nHeadline measures\n")
	b.WriteString(o.table())
	b.WriteString(o.publishedText())
	b.WriteString(o.incidentText())
	fmt.Fprintf(&b, "\nWhat happened\n")
	for _, line := range o.Story {
		fmt.Fprintf(&b, "  %-11s  %s%s\n", line.Time, line.Text, bracketed(line.Effect))
	}
	for i, r := range o.Refused {
		if i == 0 {
			b.WriteString("\nRefused commands\n")
		}
		fmt.Fprintf(&b, "  %-11s  %s: %s\n", r.Time, strings.TrimSpace(r.Seat+" "+r.Decision), strings.Join(r.Reasons, " "))
	}
	fmt.Fprintf(&b, "\nFinal hash %s\n", o.Hash)
	if o.Replay != "" {
		fmt.Fprintf(&b, "Replay     %s\nLast link  %s\n", o.Replay, o.Chain)
	}
	fmt.Fprintf(&b, "\n%s\n%s\n", Illustration, Marking)
	return replays.Printable(b.String())
}

// setting says with what the exercise was played.
func (o Outcome) setting() string {
	parts := []string{o.Scenario + " " + o.Version}
	if o.Posture != "" {
		parts = append(parts, "posture "+o.Posture)
	}
	parts = append(parts, fmt.Sprintf("seed %d", o.Seed))
	if o.Doctrine != "" {
		parts = append(parts, "doctrine "+o.Doctrine)
	}
	for _, s := range o.Sets {
		parts = append(parts, s.Path+"="+s.Value)
	}
	return strings.Join(parts, " · ")
}

func when(t Task) string {
	if t.Judged == nil {
		return ""
	}
	return " (" + t.Judged.Time + ")"
}

func bracketed(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// table writes the measures in columns.
func (o Outcome) table() string {
	rows := [][4]string{{"", "start", "end", "change"}}
	for _, m := range o.Measures {
		rows = append(rows, [4]string{m.Title, m.Before, m.After, m.Change})
	}
	var width [4]int
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&b, "  %s  %s  %s  %s\n", left(row[0], width[0]), right(row[1], width[1]), right(row[2], width[2]), right(row[3], width[3]))
	}
	return b.String()
}

func left(text string, width int) string {
	return text + strings.Repeat(" ", width-utf8.RuneCountInString(text))
}

func right(text string, width int) string {
	return strings.Repeat(" ", width-utf8.RuneCountInString(text)) + text
}

// Markdown writes the outcome as a report to keep beside the replay.
func (o Outcome) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s**\n\n# %s\n\n%s\n\n", Marking, escaped(o.Title), escaped(o.setting()))
	if o.Question != "" {
		fmt.Fprintf(&b, "> %s\n\n", escaped(o.Question))
	}
	fmt.Fprintf(&b, "%s to %s (%s to %s). %d decisions were taken.\n\n## Objectives\n", o.From.Date, o.To.Date, o.From.Time, o.To.Time, o.Decisions)
	for _, obj := range o.Objectives {
		fmt.Fprintf(&b, "\n### %s\n\n%s; judged by what %s knew.\n\n", escaped(obj.Text), escaped(obj.Capability), escaped(obj.Seat))
		for _, t := range obj.Tasks {
			fmt.Fprintf(&b, "- **%s**: %s%s\n", t.Verdict, escaped(t.Text), when(t))
			for _, e := range t.Evidence {
				fmt.Fprintf(&b, "  - `%s`\n", strings.ReplaceAll(e, "`", "'"))
			}
		}
	}
	b.WriteString("\n## Headline measures\n\n| measure | start | end | change |\n|---|---:|---:|---:|\n")
	for _, m := range o.Measures {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", escaped(m.Title), m.Before, m.After, m.Change)
	}
	b.WriteString(o.publishedMarkdown())
	b.WriteString(o.incidentMarkdown())
	b.WriteString(o.enforcedMarkdown())
	b.WriteString(bullets("What happened", "", o.Story, func(l Line) string { return l.Time + " · " + l.Text + bracketed(l.Effect) }))
	fmt.Fprintf(&b, "\n## Proof\n\nFinal hash `%s`", o.Hash)
	if o.Replay != "" {
		fmt.Fprintf(&b, "; replay `%s`, last link `%s`. `tabletop verify` simulates it again", o.Replay, o.Chain)
	}
	fmt.Fprintf(&b, ".\n\n*%s*\n\n**%s**\n", Illustration, Marking)
	return replays.Printable(b.String())
}

// escaped keeps a pack's text from being read as Markdown or HTML.
func escaped(text string) string {
	return strings.NewReplacer(
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "#", `\#`, "[", `\[`, "<", "&lt;", ">", "&gt;", "|", `\|`, "\n", " ",
	).Replace(text)
}

// bullets writes a section of the report with a line for each item, or nothing where
// there are none.
func bullets[T any](title, intro string, items []T, text func(T) string) string {
	if len(items) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n\n", title)
	if intro != "" {
		fmt.Fprintf(&b, "%s\n\n", intro)
	}
	for _, item := range items {
		fmt.Fprintf(&b, "- %s\n", escaped(text(item)))
	}
	return b.String()
}
