package text

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"tabletop/assets"
)

// typeface is one parsed cut. Lengths are in ems: fractions of the font size.
type typeface struct {
	mu      sync.Mutex
	font    *sfnt.Font
	buffer  sfnt.Buffer
	em      fixed.Int26_6
	glyphs  map[rune]glyph
	metrics font.Metrics
}

type glyph struct {
	id      sfnt.GlyphIndex
	advance float64
}

// typefaces parses each cut when it is first asked for.
var typefaces = func() map[assets.Weight]func() *typeface {
	all := map[assets.Weight]func() *typeface{}
	for _, weight := range assets.Weights() {
		all[weight] = sync.OnceValue(func() *typeface { return parse(weight) })
	}
	return all
}()

func cut(weight assets.Weight) *typeface {
	if load, ok := typefaces[weight]; ok {
		return load()
	}
	return typefaces[assets.Regular]()
}

// parse panics on a broken font: the fonts are compiled in, and a test parses
// them all.
func parse(weight assets.Weight) *typeface {
	parsed, err := sfnt.Parse(weight.TTF())
	if err != nil {
		panic(fmt.Sprintf("text: font %d: %v", weight, err))
	}
	t := &typeface{font: parsed, em: fixed.I(int(parsed.UnitsPerEm())), glyphs: map[rune]glyph{}}
	t.metrics, err = parsed.Metrics(&t.buffer, t.em, font.HintingNone)
	if err != nil {
		panic(fmt.Sprintf("text: font %d: %v", weight, err))
	}
	return t
}

// glyph finds the glyph of a rune; an unknown rune gets the font's own mark
// for a missing glyph. The caller holds t.mu.
func (t *typeface) glyph(r rune) glyph {
	if g, ok := t.glyphs[r]; ok {
		return g
	}
	var g glyph
	g.id, _ = t.font.GlyphIndex(&t.buffer, r)
	if advance, err := t.font.GlyphAdvance(&t.buffer, g.id, t.em, font.HintingNone); err == nil {
		g.advance = t.ems(advance)
	}
	t.glyphs[r] = g
	return g
}

// kern returns what the font adds between two glyphs. The caller holds t.mu.
func (t *typeface) kern(left, right sfnt.GlyphIndex) float64 {
	kern, err := t.font.Kern(&t.buffer, left, right, t.em, font.HintingNone)
	if err != nil {
		return 0
	}
	return t.ems(kern)
}

func (t *typeface) ems(v fixed.Int26_6) float64 { return float64(v) / float64(t.em) }
