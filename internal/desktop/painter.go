package desktop

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"tabletop/internal/kit/display"
	"tabletop/internal/kit/raster"
	"tabletop/internal/kit/text"
)

// painter paints display lists on a window's screen. All shapes become
// triangles of one source image, an atlas of glyph masks with a white corner,
// so that a whole screen takes a draw call for each clip and no more.
//
// Soft edges come from the corners' colours: a triangle fades from opaque half
// a pixel inside an edge to transparent half a pixel outside. Edges on whole
// pixels stay sharp, and nothing needs the slow antialiasing of the library.
type painter struct {
	glyphs atlas

	screen   *ebiten.Image // cut to the clip in force
	clips    []*ebiten.Image
	scale    float64
	vertices []ebiten.Vertex
	indices  []uint32
}

// paint paints the list over the screen with scale device pixels for each
// logical pixel.
func (p *painter) paint(screen *ebiten.Image, list *display.List, scale float64) {
	p.glyphs.load(list, scale)
	p.screen, p.scale, p.clips = screen, scale, p.clips[:0]
	for _, op := range list.Ops {
		switch op := op.(type) {
		case display.Box:
			p.box(op)
		case display.Line:
			p.line(op)
		case display.Area:
			p.polygon(p.points(op.Points, 0, 0, p.scale), op.Color)
		case display.Text:
			p.text(op)
		case display.Icon:
			p.icon(op)
		case display.Clip:
			p.flush()
			p.clips = append(p.clips, p.screen)
			p.screen = cut(p.screen, raster.Snap(op.Rect, scale))
		case display.Unclip:
			p.flush()
			p.screen = p.clips[len(p.clips)-1]
			p.clips = p.clips[:len(p.clips)-1]
		}
	}
	p.flush()
	p.screen = nil
}

// cut returns the part of an image within r.
func cut(img *ebiten.Image, r image.Rectangle) *ebiten.Image {
	return img.SubImage(r.Intersect(img.Bounds())).(*ebiten.Image)
}

// flush draws the triangles gathered so far.
func (p *painter) flush() {
	if len(p.indices) > 0 && !p.screen.Bounds().Empty() {
		p.screen.DrawTriangles32(p.vertices, p.indices, p.glyphs.image, &ebiten.DrawTrianglesOptions{
			ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha,
		})
	}
	p.vertices, p.indices = p.vertices[:0], p.indices[:0]
}

// ink is a colour with its alpha multiplied in, from 0 to 1.
type ink struct{ r, g, b, a float32 }

func inkOf(c display.Color) ink {
	a := float32(c.A) / 255
	return ink{float32(c.R) / 255 * a, float32(c.G) / 255 * a, float32(c.B) / 255 * a, a}
}

// clear is no ink at all: what soft edges fade to.
var clear ink

// vertex adds a corner in plain ink and returns its index.
func (p *painter) vertex(x, y float64, c ink) uint32 {
	return p.textured(float32(x), float32(y), whiteAt, whiteAt, c)
}

func (p *painter) textured(x, y, sx, sy float32, c ink) uint32 {
	p.vertices = append(p.vertices, ebiten.Vertex{
		DstX: x, DstY: y, SrcX: sx, SrcY: sy, ColorR: c.r, ColorG: c.g, ColorB: c.b, ColorA: c.a,
	})
	return uint32(len(p.vertices) - 1)
}

func (p *painter) quad(a, b, c, d uint32) { p.indices = append(p.indices, a, b, c, a, c, d) }

// fill paints whole pixels.
func (p *painter) fill(r image.Rectangle, c display.Color) {
	if c.A == 0 || r.Empty() {
		return
	}
	k := inkOf(c)
	left, top, right, bottom := float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)
	p.quad(p.vertex(left, top, k), p.vertex(right, top, k), p.vertex(right, bottom, k), p.vertex(left, bottom, k))
}

func (p *painter) box(b display.Box) {
	r := raster.Snap(b.Rect, p.scale)
	width := 0
	if b.Stroke.A > 0 && b.Width > 0 {
		width = max(int(math.Round(b.Width*p.scale)), 1)
	}
	if b.Radius > 0 {
		p.roundBox(r, b, float64(width))
		return
	}
	inner := r.Inset(width)
	p.fill(inner, b.Fill)
	if width > 0 {
		p.fill(image.Rect(r.Min.X, r.Min.Y, r.Max.X, inner.Min.Y), b.Stroke)
		p.fill(image.Rect(r.Min.X, inner.Max.Y, r.Max.X, r.Max.Y), b.Stroke)
		p.fill(image.Rect(r.Min.X, inner.Min.Y, inner.Min.X, inner.Max.Y), b.Stroke)
		p.fill(image.Rect(inner.Max.X, inner.Min.Y, r.Max.X, inner.Max.Y), b.Stroke)
	}
}

func (p *painter) roundBox(r image.Rectangle, b display.Box, width float64) {
	if r.Empty() {
		return
	}
	outer := display.Rect{X: float64(r.Min.X), Y: float64(r.Min.Y), W: float64(r.Dx()), H: float64(r.Dy())}
	radius := min(b.Radius*p.scale, outer.W/2, outer.H/2)
	if b.Fill.A > 0 {
		// The fill reaches under the outline by half its width, so that nothing
		// shines through between them.
		p.convex(raster.RoundRect(outer.Inset(width/2), radius-width/2), b.Fill)
	}
	if width > 0 {
		around := raster.RoundRect(outer.Inset(width/2), radius-width/2)
		p.stroke(append(around, around[0]), width, b.Stroke)
	}
}

func (p *painter) line(l display.Line) {
	width := max(l.Width*p.scale, 1)
	scaled := p.points(l.Points, 0, 0, p.scale)
	if r, ok := raster.Hairline(scaled, width); ok && l.Dash == (display.Dash{}) {
		p.fill(r, l.Color)
		return
	}
	for _, piece := range l.Strokes() {
		p.stroke(p.points(piece, 0, 0, p.scale), width, l.Color)
	}
}

func (p *painter) icon(i display.Icon) {
	unit := i.Rect.W * p.scale / display.IconGrid
	x, y := math.Round(i.Rect.X*p.scale), math.Round(i.Rect.Y*p.scale)
	shape := display.IconShape(i.Name)
	for _, area := range shape.Areas {
		p.polygon(p.points(area, x, y, unit), i.Color)
	}
	for _, line := range shape.Lines {
		p.stroke(p.points(line, x, y, unit), display.IconStroke*unit, i.Color)
	}
}

func (p *painter) points(points []display.Point, x, y, scale float64) []display.Point {
	scaled := make([]display.Point, len(points))
	for i, q := range points {
		scaled[i] = display.Pt(x+q.X*scale, y+q.Y*scale)
	}
	return scaled
}

func (p *painter) text(t display.Text) {
	k := inkOf(t.Color)
	t.Run.Place(t.At.X, t.At.Y, p.scale, func(key text.Key, px, py int) {
		g := p.glyphs.places[key]
		if g.at.Empty() {
			return
		}
		x, y := float32(px+g.offset.X), float32(py+g.offset.Y)
		w, h := float32(g.at.Dx()), float32(g.at.Dy())
		sx, sy := float32(g.at.Min.X), float32(g.at.Min.Y)
		p.quad(p.textured(x, y, sx, sy, k), p.textured(x+w, y, sx+w, sy, k),
			p.textured(x+w, y+h, sx+w, sy+h, k), p.textured(x, y+h, sx, sy+h, k))
	})
}
