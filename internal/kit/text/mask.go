package text

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"tabletop/assets"
)

// Steps is how many places between two pixels a glyph may start at: enough for
// even spacing without hinting, few enough for a small cache.
const Steps = 4

// Key names one picture of a glyph.
type Key struct {
	Weight assets.Weight
	Glyph  sfnt.GlyphIndex
	Size   float32 // in device pixels
	Step   uint8   // start of the glyph to the right of a whole pixel, in 1/Steps
}

// Place gives the masks that paint the run with its baseline starting at x, y,
// in logical pixels, on a surface with scale device pixels for each of those,
// and the device pixel each mask belongs at. Baselines stand on whole pixels.
func (r Run) Place(x, y, scale float64, draw func(key Key, px, py int)) {
	size := float32(r.Face.Size * scale)
	py := int(math.Round(y * scale))
	for _, g := range r.Glyphs {
		steps := int(math.Round((x + g.X) * scale * Steps))
		px := floorDiv(steps, Steps)
		draw(Key{r.Face.Weight, g.ID, size, uint8(steps - px*Steps)}, px, py)
	}
}

func floorDiv(a, b int) int { return int(math.Floor(float64(a) / float64(b))) }

// Masks keeps the masks that were drawn before. The zero value is ready, and
// painters on several goroutines may share one.
type Masks struct {
	mu    sync.Mutex
	masks map[Key]*image.Alpha
}

// maxMasks bounds the memory of Masks; a screen needs a few hundred.
const maxMasks = 16384

// Mask returns how much of each pixel the glyph covers. Its bounds are relative
// to the whole pixel the glyph starts in, on the baseline.
func (m *Masks) Mask(key Key) *image.Alpha {
	m.mu.Lock()
	defer m.mu.Unlock()
	if mask, ok := m.masks[key]; ok {
		return mask
	}
	if m.masks == nil || len(m.masks) >= maxMasks {
		m.masks = map[Key]*image.Alpha{}
	}
	mask := rasterize(key)
	m.masks[key] = mask
	return mask
}

// rasterize draws a glyph's outline. A glyph without one, such as a space, has
// an empty mask.
func rasterize(key Key) *image.Alpha {
	t := cut(key.Weight)
	t.mu.Lock()
	defer t.mu.Unlock()
	size := fixed.Int26_6(math.Round(float64(key.Size) * 64))
	segments, err := t.font.LoadGlyph(&t.buffer, key.Glyph, size, nil)
	if err != nil || len(segments) == 0 {
		return image.NewAlpha(image.Rectangle{})
	}
	shift := float32(key.Step) / Steps
	edge := segments.Bounds()
	bounds := image.Rect(edge.Min.X.Floor(), edge.Min.Y.Floor(), edge.Max.X.Ceil()+1, edge.Max.Y.Ceil())
	pen := vector.NewRasterizer(bounds.Dx(), bounds.Dy())
	at := func(p fixed.Point26_6) (x, y float32) {
		return float32(p.X)/64 + shift - float32(bounds.Min.X), float32(p.Y)/64 - float32(bounds.Min.Y)
	}
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			pen.ClosePath()
			pen.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			pen.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			pen.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			pen.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	pen.ClosePath()
	mask := image.NewAlpha(bounds)
	pen.Draw(mask, bounds, image.Opaque, image.Point{})
	return mask
}
