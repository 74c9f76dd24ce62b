package text

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"

	"tabletop/assets"
)

// Face is a cut of the typeface at a size.
type Face struct {
	Weight   assets.Weight
	Size     float64 // in logical pixels
	Tracking float64 // added after each glyph, as a fraction of Size
}

// Ascent is the height of the tallest letters above the baseline.
func (f Face) Ascent() float64 { return f.scale(float64(cut(f.Weight).metrics.Ascent)) }

// Descent is the depth of the deepest letters below the baseline.
func (f Face) Descent() float64 { return f.scale(float64(cut(f.Weight).metrics.Descent)) }

// CapHeight is the height of capitals and figures.
func (f Face) CapHeight() float64 { return f.scale(float64(cut(f.Weight).metrics.CapHeight)) }

func (f Face) scale(units float64) float64 { return units / float64(cut(f.Weight).em) * f.Size }

// Baseline is how far below the top of a line of the given height the
// baseline lies, so that capitals stand in its middle.
func (f Face) Baseline(height float64) float64 { return (height + f.CapHeight()) / 2 }

// Glyph is one glyph of a run.
type Glyph struct {
	ID sfnt.GlyphIndex
	X  float64 // from the start of the run
	At int     // offset of its rune in the run's text, in bytes
}

// Run is a piece of text on one line in one face, shaped. It has one glyph for
// each rune of Text.
type Run struct {
	Face    Face
	Text    string
	Glyphs  []Glyph
	Advance float64 // width of the run
}

// Shape places the glyphs of s. Tabs and line ends become spaces; other
// control characters are drawn as missing glyphs, so that nothing in a text is
// invisible.
func (f Face) Shape(s string) Run {
	t := cut(f.Weight)
	t.mu.Lock()
	defer t.mu.Unlock()
	run := Run{Face: f, Text: s, Glyphs: make([]Glyph, 0, utf8.RuneCountInString(s))}
	var x float64 // in ems
	var left sfnt.GlyphIndex
	for at, r := range s {
		if r != utf8.RuneError && unicode.IsSpace(r) {
			r = ' '
		}
		g := t.glyph(r)
		if at > 0 {
			x += t.kern(left, g.id)
		}
		run.Glyphs = append(run.Glyphs, Glyph{ID: g.id, X: x * f.Size, At: at})
		x += g.advance + f.Tracking
		left = g.id
	}
	run.Advance = x * f.Size
	return run
}

// Caret returns the place of a caret that stands before the byte offset at.
func (r Run) Caret(at int) float64 {
	i := sort.Search(len(r.Glyphs), func(i int) bool { return r.Glyphs[i].At >= at })
	if i == len(r.Glyphs) {
		return r.Advance
	}
	return r.Glyphs[i].X
}

// Offset returns the byte offset of the caret nearest to x.
func (r Run) Offset(x float64) int {
	for i, g := range r.Glyphs {
		end := r.Advance
		if i+1 < len(r.Glyphs) {
			end = r.Glyphs[i+1].X
		}
		if x < (g.X+end)/2 {
			return g.At
		}
	}
	return len(r.Text)
}

// slice returns the part of the run from one byte offset to another.
func (r Run) slice(from, to int) Run {
	first := sort.Search(len(r.Glyphs), func(i int) bool { return r.Glyphs[i].At >= from })
	last := sort.Search(len(r.Glyphs), func(i int) bool { return r.Glyphs[i].At >= to })
	part := Run{Face: r.Face, Text: r.Text[from:to], Glyphs: make([]Glyph, last-first)}
	start := r.Caret(from)
	for i, g := range r.Glyphs[first:last] {
		part.Glyphs[i] = Glyph{ID: g.ID, X: g.X - start, At: g.At - from}
	}
	part.Advance = r.Caret(to) - start
	return part
}

// ellipsis marks where text was left out.
const ellipsis = "…"

// Truncate shortens the run to the width, with an ellipsis at its end. It
// says whether anything was left out.
func (r Run) Truncate(width float64) (Run, bool) {
	// Widths that were measured come back with rounding errors.
	const slack = 0.01
	if r.Advance <= width+slack {
		return r, false
	}
	mark := r.Face.Shape(ellipsis)
	kept := len(r.Glyphs) - 1 // glyphs that stay
	for kept > 0 && r.Glyphs[kept].X+mark.Advance > width+slack {
		kept--
	}
	for kept > 0 && r.Text[r.Glyphs[kept-1].At] == ' ' {
		kept--
	}
	return r.Face.Shape(r.Text[:r.Glyphs[kept].At] + ellipsis), true
}
