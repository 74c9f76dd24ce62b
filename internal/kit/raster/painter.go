package raster

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"tabletop/internal/kit/display"
	"tabletop/internal/kit/text"
)

// Paint paints the list on a fresh image with scale device pixels for each
// logical pixel.
func Paint(list *display.List, scale float64) *image.RGBA {
	var p Painter
	w := int(math.Ceil(list.Size.W * scale))
	h := int(math.Ceil(list.Size.H * scale))
	target := image.NewRGBA(image.Rect(0, 0, w, h))
	p.Paint(target, list, scale)
	return target
}

// Painter paints lists and keeps the glyphs it drew. The zero value is ready.
type Painter struct {
	Glyphs text.Masks

	target *image.RGBA
	scale  float64
	clips  []image.Rectangle
	pen    vector.Rasterizer
	window image.Rectangle // the pixels the pen works on
}

// Paint paints the list over target, from its top left corner.
func (p *Painter) Paint(target *image.RGBA, list *display.List, scale float64) {
	p.target, p.scale = target, scale
	p.clips = append(p.clips[:0], target.Bounds())
	for _, op := range list.Ops {
		switch op := op.(type) {
		case display.Box:
			p.box(op)
		case display.Line:
			p.line(op)
		case display.Area:
			p.area(op)
		case display.Text:
			p.text(op)
		case display.Icon:
			p.icon(op)
		case display.Clip:
			p.clips = append(p.clips, p.clip().Intersect(Snap(op.Rect, scale)))
		case display.Unclip:
			p.clips = p.clips[:len(p.clips)-1]
		}
	}
	p.target = nil
}

func (p *Painter) clip() image.Rectangle { return p.clips[len(p.clips)-1] }

// Snap returns the device pixels nearest to a rectangle. Edges that touch in
// logical pixels touch in device pixels.
func Snap(r display.Rect, scale float64) image.Rectangle {
	at := func(v float64) int { return int(math.Round(v * scale)) }
	return image.Rect(at(r.X), at(r.Y), at(r.Right()), at(r.Bottom()))
}

func (p *Painter) box(b display.Box) {
	r := Snap(b.Rect, p.scale)
	width := 0
	if b.Stroke.A > 0 && b.Width > 0 {
		width = max(int(math.Round(b.Width*p.scale)), 1)
	}
	if b.Radius > 0 {
		p.roundBox(r, b, float64(width))
		return
	}
	p.fill(r.Inset(width), b.Fill)
	if width > 0 {
		inner := r.Inset(width)
		p.fill(image.Rect(r.Min.X, r.Min.Y, r.Max.X, inner.Min.Y), b.Stroke)
		p.fill(image.Rect(r.Min.X, inner.Max.Y, r.Max.X, r.Max.Y), b.Stroke)
		p.fill(image.Rect(r.Min.X, inner.Min.Y, inner.Min.X, inner.Max.Y), b.Stroke)
		p.fill(image.Rect(inner.Max.X, inner.Min.Y, r.Max.X, inner.Max.Y), b.Stroke)
	}
}

func (p *Painter) fill(r image.Rectangle, c color.NRGBA) {
	r = r.Intersect(p.clip())
	if c.A == 0 || r.Empty() {
		return
	}
	draw.Draw(p.target, r, image.NewUniform(c), image.Point{}, draw.Over)
}

func (p *Painter) roundBox(r image.Rectangle, b display.Box, width float64) {
	outer := display.Rect{X: float64(r.Min.X), Y: float64(r.Min.Y), W: float64(r.Dx()), H: float64(r.Dy())}
	radius := min(b.Radius*p.scale, outer.W/2, outer.H/2)
	// The fill reaches under the outline by half its width, so that nothing
	// shines through between them.
	if b.Fill.A > 0 && p.begin(outer) {
		p.addRoundRect(outer.Inset(width/2), radius-width/2, false)
		p.paint(b.Fill)
	}
	if width > 0 && p.begin(outer) {
		p.addRoundRect(outer, radius, false)
		p.addRoundRect(outer.Inset(width), radius-width, true)
		p.paint(b.Stroke)
	}
}

func (p *Painter) text(t display.Text) {
	ink := image.NewUniform(t.Color)
	clip := p.clip()
	t.Run.Place(t.At.X, t.At.Y, p.scale, func(key text.Key, px, py int) {
		mask := p.Glyphs.Mask(key)
		at := mask.Rect.Add(image.Pt(px, py))
		visible := at.Intersect(clip)
		if visible.Empty() {
			return
		}
		offset := visible.Min.Sub(image.Pt(px, py))
		draw.DrawMask(p.target, visible, ink, image.Point{}, mask, offset, draw.Over)
	})
}
