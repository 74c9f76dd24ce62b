package kit

import (
	"math"
	"strings"

	"tabletop/assets"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/text"
)

// Text is a paragraph. It wraps at the width it is given.
type Text struct {
	Value string
	Style assets.Style
	Ink   assets.Color // Text if unset
	Align Align        // Start, Middle or Finish
	// Lines is how many lines may show; what does not fit ends in an ellipsis.
	// 0 means all.
	Lines int
	// Spans, if any, replace Value by pieces that differ in style and colour.
	Spans []Span
	// Heading makes the paragraph a heading to a screen reader.
	Heading bool
}

// Span is a piece of a paragraph. Unset or zero values are those of the
// paragraph.
type Span struct {
	Value string
	Style assets.Style
	Ink   assets.Color
}

// Label is text on one line, cut short with an ellipsis where it must be.
func Label(value string, style assets.Style, ink assets.Color) Text {
	return Text{Value: value, Style: style, Ink: ink, Lines: 1}
}

// Heading names a pane in the style Caption.
func Heading(value string) Text {
	return Text{Value: value, Style: assets.Caption, Ink: assets.Muted, Lines: 1, Heading: true}
}

// Measure implements Element.
func (t Text) Measure(f *Frame, limit Size) Size {
	lines := t.wrap(f, limit.W)
	var w float64
	for _, line := range lines {
		w = max(w, line.Width)
	}
	return display.Sz(min(math.Ceil(w), limit.W), t.height(f, len(lines)))
}

func (t Text) height(f *Frame, lines int) float64 {
	if t.Lines > 0 {
		lines = min(lines, t.Lines)
	}
	return float64(lines) * f.Leading(t.Style)
}

// Draw implements Element.
func (t Text) Draw(f *Frame, bounds Rect) {
	role := RoleText
	if t.Heading {
		role = RoleHeading
	}
	f.Add(Node{Role: role, Label: t.plain(), Bounds: bounds})
	lines := t.wrap(f, bounds.W)
	leading := f.Leading(t.Style)
	shown := len(lines)
	if t.Lines > 0 {
		shown = min(shown, t.Lines)
	}
	y := bounds.Y
	for i, line := range lines[:shown] {
		short := i == shown-1 && shown < len(lines)
		t.drawLine(f, line, display.Rc(bounds.X, y, bounds.W, leading), short)
		y += leading
	}
}

func (t Text) drawLine(f *Frame, line text.Line, bounds Rect, short bool) {
	x := bounds.X
	switch t.Align {
	case Middle:
		x += (bounds.W - line.Width) / 2
	case Finish:
		x += bounds.W - line.Width
	}
	baseline := bounds.Y + f.Face(t.Style).Baseline(bounds.H)
	for i, piece := range line.Pieces {
		run, cut := piece.Run, false
		if short && i == len(line.Pieces)-1 {
			run, cut = run.Face.Shape(run.Text+ellipsis), true
		}
		run, tooLong := run.Truncate(bounds.Right() - x - piece.X)
		f.Paint(display.Text{
			At: display.Pt(x+piece.X, baseline), Run: run, Color: f.Color(t.ink(piece.Span), assets.Text), Short: cut || tooLong,
		})
	}
}

const ellipsis = "…"

func (t Text) ink(span int) assets.Color {
	if span < len(t.Spans) && t.Spans[span].Ink != assets.Unset {
		return t.Spans[span].Ink
	}
	return t.Ink
}

// plain is the text as it is read out.
func (t Text) plain() string {
	if len(t.Spans) == 0 {
		return t.Value
	}
	var b strings.Builder
	for _, span := range t.Spans {
		b.WriteString(span.Value)
	}
	return b.String()
}

func (t Text) wrap(f *Frame, width float64) []text.Line {
	spans := make([]text.Span, 0, max(len(t.Spans), 1))
	if len(t.Spans) == 0 {
		spans = append(spans, f.span(t.Value, t.Style))
	}
	for _, span := range t.Spans {
		style := span.Style
		if style == assets.Body {
			style = t.Style
		}
		spans = append(spans, f.span(span.Value, style))
	}
	if t.Lines == 1 {
		width = math.Inf(1)
	}
	return f.ui.wraps.Wrap(spans, width)
}

func (f *Frame) span(value string, style assets.Style) text.Span {
	if style.Type().Capitals {
		value = strings.ToUpper(value)
	}
	return text.Span{Text: value, Face: f.Face(style)}
}

// line paints text on one line, cut short to the width of bounds, and returns
// the width it took.
func (f *Frame) line(value string, style assets.Style, ink display.Color, bounds Rect) float64 {
	span := f.span(value, style)
	run, short := span.Face.Shape(span.Text).Truncate(bounds.W)
	at := display.Pt(bounds.X, bounds.Y+span.Face.Baseline(bounds.H))
	f.Paint(display.Text{At: at, Run: run, Color: ink, Short: short})
	return run.Advance
}

// width returns how wide text on one line is.
func (f *Frame) width(value string, style assets.Style) float64 {
	span := f.span(value, style)
	return math.Ceil(span.Face.Shape(span.Text).Advance)
}
