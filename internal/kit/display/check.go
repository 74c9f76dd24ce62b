package display

import (
	"fmt"
	"math"

	"tabletop/assets"
)

// Check returns what is wrong with the text of a picture, in words: a run that
// is cut off by a clip or the edge of the picture where no scrolling helps, two
// runs that meet, and runs that stand out too little from what is behind them.
// Every screen is tested with it.
func Check(l *List) []string {
	scene := survey(l)
	complaints := scene.cutOff
	complaints = append(complaints, scene.meetings()...)
	return append(complaints, scene.faint()...)
}

// Shortened lists the runs whose ends were left out for lack of room.
func Shortened(l *List) []string {
	var all []string
	for _, op := range l.Ops {
		if t, ok := op.(Text); ok && t.Short {
			all = append(all, fmt.Sprintf("%q", t.Run.Text))
		}
	}
	return all
}

// Ink is the rectangle that the run's letters fill: from the top of capitals to
// the deepest descender.
func (t Text) Ink() Rect {
	top := t.Run.Face.CapHeight()
	return Rc(t.At.X, t.At.Y-top, t.Run.Advance, top+t.Run.Face.Descent())
}

// scene is what can be seen of a list, in the order in which it is painted.
type scene struct {
	texts  []seen
	fills  []fill
	cutOff []string
}

type seen struct {
	Text
	ink   Rect // what the clips leave of it
	order int
}

// fill is a colour over a rectangle or a polygon.
type fill struct {
	rect    Rect
	polygon []Point // if it is not a rectangle
	color   Color
	order   int
}

// hole is a clip, with which of its edges can be scrolled.
type hole struct {
	rect                     Rect
	left, top, right, bottom bool
}

func survey(l *List) *scene {
	s := &scene{}
	clips := []hole{{rect: l.Size.At(0, 0)}}
	for order, op := range l.Ops {
		clip := clips[len(clips)-1]
		switch op := op.(type) {
		case Clip:
			clips = append(clips, clip.narrow(op))
		case Unclip:
			clips = clips[:len(clips)-1]
		case Box:
			s.fills = append(s.fills, fill{rect: op.Rect.Intersect(clip.rect), color: op.Fill, order: order})
		case Area:
			s.fills = append(s.fills, fill{rect: op.Extent().Intersect(clip.rect), polygon: op.Points, color: op.Color, order: order})
		case Text:
			s.text(op, clip, order)
		}
	}
	return s
}

// narrow puts a clip inside a hole.
func (h hole) narrow(c Clip) hole {
	inner := hole{rect: h.rect.Intersect(c.Rect), left: h.left, top: h.top, right: h.right, bottom: h.bottom}
	if c.Rect.X >= h.rect.X {
		inner.left = c.ScrollsX
	}
	if c.Rect.Right() <= h.rect.Right() {
		inner.right = c.ScrollsX
	}
	if c.Rect.Y >= h.rect.Y {
		inner.top = c.ScrollsY
	}
	if c.Rect.Bottom() <= h.rect.Bottom() {
		inner.bottom = c.ScrollsY
	}
	return inner
}

// slack is how far, in logical pixels, text may go astray unseen.
const slack = 0.75

func (s *scene) text(t Text, clip hole, order int) {
	ink := t.Ink()
	for _, edge := range []struct {
		name    string
		beyond  float64
		scrolls bool
	}{
		{"left", clip.rect.X - ink.X, clip.left},
		{"top", clip.rect.Y - ink.Y, clip.top},
		{"right", ink.Right() - clip.rect.Right(), clip.right},
		{"bottom", ink.Bottom() - clip.rect.Bottom(), clip.bottom},
	} {
		if edge.beyond > slack && !edge.scrolls {
			s.cutOff = append(s.cutOff, fmt.Sprintf("text %q is cut off at the %s by %.0f px", t.Run.Text, edge.name, edge.beyond))
		}
	}
	if visible := ink.Intersect(clip.rect); !visible.Empty() {
		s.texts = append(s.texts, seen{Text: t, ink: visible, order: order})
	}
}

// meetings finds texts that share pixels, unless something opaque was painted
// between them.
func (s *scene) meetings() []string {
	var complaints []string
	for i, a := range s.texts {
		for _, b := range s.texts[i+1:] {
			shared := a.ink.Intersect(b.ink)
			if shared.W > slack && shared.H > slack && !s.covered(shared, a.order, b.order) {
				complaints = append(complaints, fmt.Sprintf("texts %q and %q meet at %.0f, %.0f",
					a.Run.Text, b.Run.Text, shared.X, shared.Y))
			}
		}
	}
	return complaints
}

func (s *scene) covered(r Rect, after, before int) bool {
	for _, f := range s.fills {
		if f.order > after && f.order < before && f.color.A == 255 && f.polygon == nil && f.rect.Contains(r, slack) {
			return true
		}
	}
	return false
}

// faint finds texts whose contrast is below WCAG 2.2 AA: 4.5, or 3 for text of
// at least 24 px, or 18.7 px if bold.
func (s *scene) faint() []string {
	var complaints []string
	for _, t := range s.texts {
		if s.hiddenLater(t) {
			continue
		}
		need := 4.5
		if size := t.Run.Face.Size; size >= 24 || (size >= 18.66 && t.Run.Face.Weight == assets.Bold) {
			need = 3
		}
		ratio := math.Inf(1)
		for _, share := range []float64{0.1, 0.5, 0.9} {
			ground := s.ground(Pt(t.ink.X+t.ink.W*share, t.ink.Center().Y), t.order)
			ratio = min(ratio, assets.Contrast(over(t.Color, ground), ground))
		}
		if ratio < need-0.005 {
			complaints = append(complaints, fmt.Sprintf("text %q has a contrast of %.2f, less than %.1f", t.Run.Text, ratio, need))
		}
	}
	return complaints
}

func (s *scene) hiddenLater(t seen) bool { return s.covered(t.ink, t.order, math.MaxInt) }

// ground is the colour at a point behind what is painted at order.
func (s *scene) ground(at Point, order int) Color {
	ground := Color{A: 255}
	for _, f := range s.fills {
		if f.order < order && f.color.A > 0 && f.rect.Has(at) && (f.polygon == nil || inside(f.polygon, at)) {
			ground = over(f.color, ground)
		}
	}
	return ground
}

// over blends a colour with an opaque ground.
func over(c, ground Color) Color {
	blend := func(a, b uint8) uint8 { return uint8((int(a)*int(c.A) + int(b)*(255-int(c.A)) + 127) / 255) }
	return Color{R: blend(c.R, ground.R), G: blend(c.G, ground.G), B: blend(c.B, ground.B), A: 255}
}

// inside says whether a point lies in a polygon, by the even-odd rule.
func inside(polygon []Point, at Point) bool {
	in := false
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		if (a.Y > at.Y) != (b.Y > at.Y) && at.X < a.X+(b.X-a.X)*(at.Y-a.Y)/(b.Y-a.Y) {
			in = !in
		}
	}
	return in
}
