package screen

import (
	"math"
	"slices"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/chart"
	"tabletop/internal/kit/display"
)

// arranged moves places apart that would cover each other, and keeps all of
// them inside the room.
func arranged(f *kit.Frame, places []chart.Place, room kit.Size) []chart.Place {
	const gap, rounds = 8.0, 200
	inner := room.At(0, 0).Inset(assets.Near)
	boxes := make([]kit.Rect, len(places))
	for i, p := range places {
		size := placeSize(f, p)
		boxes[i] = size.At(inner.X+inner.W*p.X-size.W/2, inner.Y+inner.H*p.Y-size.H/2)
	}
	for range rounds {
		moved := false
		for i := range boxes {
			boxes[i] = held(boxes[i], inner)
			for j := range i {
				moved = part(&boxes[i], &boxes[j], gap) || moved
			}
		}
		if !moved {
			break
		}
	}
	result := slices.Clone(places)
	for i, box := range boxes {
		at := held(box, inner).Center()
		result[i].X, result[i].Y = (at.X-inner.X)/inner.W, (at.Y-inner.Y)/inner.H
	}
	return result
}

// held moves a box into the room.
func held(box, room kit.Rect) kit.Rect {
	box.X = max(min(box.X, room.Right()-box.W), room.X)
	box.Y = max(min(box.Y, room.Bottom()-box.H), room.Y)
	return box
}

// part moves two boxes apart the shorter way if they are closer than a gap, and
// says whether they were.
func part(a, b *kit.Rect, gap float64) bool {
	ca, cb := a.Center(), b.Center()
	dx := (a.W+b.W)/2 + gap - math.Abs(ca.X-cb.X)
	dy := (a.H+b.H)/2 + gap - math.Abs(ca.Y-cb.Y)
	if dx <= 0.1 || dy <= 0.1 {
		return false
	}
	if dx < dy {
		shift := math.Copysign(dx/2, ca.X-cb.X)
		a.X, b.X = a.X+shift, b.X-shift
		return true
	}
	shift := math.Copysign(dy/2, ca.Y-cb.Y)
	a.Y, b.Y = a.Y+shift, b.Y-shift
	return true
}

// placeSize is how large a place is drawn.
func placeSize(f *kit.Frame, p chart.Place) kit.Size {
	w := f.Face(assets.Strong).Shape(p.Name).Advance
	h := f.Leading(assets.Strong)
	if p.Note != "" {
		note := f.Face(assets.Small).Shape(p.Note).Advance
		if p.Mark != "" {
			note += f.Face(assets.Small).Size + assets.Tight
		}
		w, h = max(w, note), h+f.Leading(assets.Small)
	}
	return display.Sz(math.Ceil(w)+2*assets.Apart, h+2*assets.Tight)
}
