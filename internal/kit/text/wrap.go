package text

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Span is a piece of a paragraph in one face.
type Span struct {
	Text string
	Face Face
}

// Line is one line of a wrapped paragraph.
type Line struct {
	// Start and End delimit the line in the paragraph's text, in bytes, without
	// the spaces or the line end it was broken at.
	Start, End int
	Width      float64
	Pieces     []Piece
}

// Piece is the part of one span that stands on one line.
type Piece struct {
	X    float64
	Span int // index of the span
	Run  Run
}

// Wrap breaks a paragraph into lines no wider than width, at the places where
// Unicode allows a line to break (UAX 14) and at every line end in the text. A
// word wider than a line is broken where the line is full. There is always at
// least one line.
func Wrap(spans []Span, width float64) []Line {
	p := paragraph{spans: spans}
	var all strings.Builder
	for _, span := range spans {
		p.starts = append(p.starts, all.Len())
		p.runs = append(p.runs, span.Face.Shape(span.Text))
		all.WriteString(span.Text)
	}
	p.text = all.String()
	return p.wrap(width)
}

type paragraph struct {
	text   string
	spans  []Span
	starts []int // offset of each span in text
	runs   []Run
}

func (p *paragraph) wrap(width float64) []Line {
	const slack = 0.01 // widths that were measured come back with rounding errors
	var (
		lines   []Line
		start   int // of the line
		allowed int // the last place where the line may break, if after start
		state   = -1
		rest    = p.text
		cluster string
	)
	for at := 0; rest != ""; {
		var boundaries int
		cluster, rest, boundaries, state = uniseg.StepString(rest, state)
		next := at + len(cluster)
		for visible(cluster) && p.x(next)-p.x(start) > width+slack && at > start {
			end := at
			if allowed > start {
				end = allowed
			}
			lines = append(lines, p.line(start, end))
			start = end
		}
		switch boundaries & uniseg.MaskLine {
		case uniseg.LineMustBreak:
			if rest != "" {
				lines = append(lines, p.line(start, next))
				start = next
			}
		case uniseg.LineCanBreak:
			if splits(p.text, next) {
				allowed = next
			}
		}
		at = next
	}
	lines = append(lines, p.line(start, len(p.text)))
	if end := len(p.text); end > start && strings.ContainsAny(p.text[end-1:], "\n\r") {
		lines = append(lines, p.line(end, end))
	}
	return lines
}

// splits says whether a line may end before the offset at. After a hyphen it
// may only where a few letters stand on both sides: "managed-service" breaks,
// "EI-ISAC" and "2-5 h" do not.
func splits(s string, at int) bool {
	const least = 3
	before := []rune(s[strings.LastIndexAny(s[:at], " \n")+1 : at])
	if len(before) == 0 || unicode.IsSpace(before[len(before)-1]) || !unicode.Is(unicode.Pd, before[len(before)-1]) {
		return true
	}
	after := 0
	for _, r := range s[at:] {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		after++
	}
	return len(before)-1 >= least && after >= least
}

func visible(cluster string) bool { return strings.TrimSpace(cluster) != "" }

// x returns the place of a byte offset if the paragraph stood on one line.
func (p *paragraph) x(at int) float64 {
	var x float64
	for i, run := range p.runs {
		if local := at - p.starts[i]; local < len(run.Text) {
			return x + run.Caret(local)
		}
		x += run.Advance
	}
	return x
}

func (p *paragraph) line(start, end int) Line {
	trimmed := start + len(strings.TrimRight(p.text[start:end], " \t\r\n"))
	line := Line{Start: start, End: trimmed}
	for i, run := range p.runs {
		from, to := max(start-p.starts[i], 0), min(trimmed-p.starts[i], len(run.Text))
		if from >= to {
			continue
		}
		part := run.slice(from, to)
		line.Pieces = append(line.Pieces, Piece{X: line.Width, Span: i, Run: part})
		line.Width += part.Advance
	}
	return line
}
