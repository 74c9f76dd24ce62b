// Package svg paints a display list as SVG, for reports. Text stays text: it
// can be read out, searched and copied, and is stretched to the width it was
// laid out with where a reader lacks the font.
package svg

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tabletop/internal/kit/display"
)

// Paint writes the list as one svg element. Names of clips start with prefix,
// so that several pictures fit on one page.
func Paint(w io.Writer, list *display.List, prefix string) error {
	p := &painter{prefix: prefix}
	width, height := number(list.Size.W), number(list.Size.H)
	p.printf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" aria-label="%s">`+"\n",
		width, height, width, height, escape(list.Title))
	p.printf("<title>%s</title>\n", escape(list.Title))
	for _, op := range list.Ops {
		p.paint(op)
	}
	p.printf("</svg>\n")
	_, err := w.Write(p.out.Bytes())
	return err
}

type painter struct {
	out    bytes.Buffer
	prefix string
	clips  int
}

func (p *painter) printf(format string, args ...any) { fmt.Fprintf(&p.out, format, args...) }

func (p *painter) paint(op display.Op) {
	switch op := op.(type) {
	case display.Box:
		p.box(op)
	case display.Line:
		p.line(op)
	case display.Area:
		p.printf("<polygon points=\"%s\"%s/>\n", points(op.Points), paint("fill", op.Color))
	case display.Text:
		p.text(op)
	case display.Icon:
		p.icon(op)
	case display.Clip:
		p.clips++
		name := fmt.Sprintf("%sclip%d", p.prefix, p.clips)
		p.printf("<clipPath id=\"%s\"><rect%s/></clipPath>\n<g clip-path=\"url(#%s)\">\n", name, rect(op.Rect), name)
	case display.Unclip:
		p.printf("</g>\n")
	}
}

// box draws the outline of a box inside its rectangle, as other painters do.
func (p *painter) box(b display.Box) {
	r, radius := b.Rect, b.Radius
	stroked := b.Stroke.A > 0 && b.Width > 0
	if b.Fill.A == 0 && !stroked {
		return
	}
	stroke := ""
	if stroked {
		r, radius = r.Inset(b.Width/2), max(radius-b.Width/2, 0)
		stroke = paint("stroke", b.Stroke) + attribute("stroke-width", b.Width)
	}
	round := ""
	if radius > 0 {
		round = attribute("rx", min(radius, r.W/2, r.H/2))
	}
	p.printf("<rect%s%s%s%s/>\n", rect(r), round, paint("fill", b.Fill), stroke)
}

func (p *painter) line(l display.Line) {
	dash := ""
	if l.Dash.On > 0 && l.Dash.Off > 0 {
		dash = fmt.Sprintf(` stroke-dasharray="%s %s"`, number(l.Dash.On), number(l.Dash.Off))
	}
	p.printf("<polyline points=\"%s\" fill=\"none\"%s%s%s stroke-linejoin=\"round\"/>\n",
		points(l.Points), paint("stroke", l.Color), attribute("stroke-width", l.Width), dash)
}

func (p *painter) text(t display.Text) {
	if strings.TrimSpace(t.Run.Text) == "" {
		return
	}
	face := t.Run.Face
	family, weight, style := face.Weight.CSS()
	p.printf("<text%s%s font-family=\"%s\"%s", attribute("x", t.At.X), attribute("y", t.At.Y), escape(family), attribute("font-size", face.Size))
	if weight != "400" {
		p.printf(` font-weight="%s"`, weight)
	}
	if style != "normal" {
		p.printf(` font-style="%s"`, style)
	}
	// The space after the last glyph is no part of what a browser measures.
	p.printf("%s lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"%s>%s</text>\n",
		attribute("textLength", t.Run.Advance-face.Tracking*face.Size), paint("fill", t.Color), escape(t.Run.Text))
}

func (p *painter) icon(i display.Icon) {
	drawing := i.Name.Drawing()
	p.printf("<g transform=\"translate(%s %s) scale(%.5g)\">", number(i.Rect.X), number(i.Rect.Y), i.Rect.W/display.IconGrid)
	if drawing.Fill != "" {
		p.printf(`<path d="%s"%s/>`, drawing.Fill, paint("fill", i.Color))
	}
	if drawing.Stroke != "" {
		p.printf(`<path d="%s" fill="none"%s%s stroke-linejoin="round"/>`,
			drawing.Stroke, paint("stroke", i.Color), attribute("stroke-width", display.IconStroke))
	}
	p.printf("</g>\n")
}

// paint returns an attribute that gives a fill or a stroke its colour.
func paint(name string, c display.Color) string {
	if c.A == 0 {
		return fmt.Sprintf(` %s="none"`, name)
	}
	s := fmt.Sprintf(` %s="#%02x%02x%02x"`, name, c.R, c.G, c.B)
	if c.A < 255 {
		s += attribute(name+"-opacity", float64(c.A)/255)
	}
	return s
}

func rect(r display.Rect) string {
	return attribute("x", r.X) + attribute("y", r.Y) + attribute("width", r.W) + attribute("height", r.H)
}

func points(all []display.Point) string {
	words := make([]string, len(all))
	for i, q := range all {
		words[i] = number(q.X) + "," + number(q.Y)
	}
	return strings.Join(words, " ")
}

func attribute(name string, v float64) string { return fmt.Sprintf(` %s="%s"`, name, number(v)) }

// number writes a length with at most two decimals.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func escape(s string) string {
	var b strings.Builder
	// EscapeText fails only where the writer does; a Builder never does.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}
