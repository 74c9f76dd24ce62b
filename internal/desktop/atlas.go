package desktop

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"tabletop/internal/kit/display"
	"tabletop/internal/kit/text"
)

// atlas is an image of glyph masks, packed in rows, with a white corner for
// plain ink.
type atlas struct {
	image  *ebiten.Image
	places map[text.Key]place
	masks  text.Masks
	next   image.Point // where the next mask goes
	row    int         // height of the row it goes to
}

// place is where a glyph's mask stands in the atlas, and where it belongs
// relative to the pixel the glyph starts in.
type place struct {
	at     image.Rectangle
	offset image.Point
}

const (
	atlasSide    = 1024
	atlasMaxSide = 4096
	whiteSide    = 4
	whiteAt      = whiteSide / 2 // a place well inside the white corner
	maskGap      = 1             // between masks
)

// load puts the glyphs of a list into the atlas. Where they don't fit, the
// atlas starts afresh, larger if it may.
func (a *atlas) load(list *display.List, scale float64) {
	if a.image == nil {
		a.reset(atlasSide)
	}
	for !a.add(list, scale) {
		side := a.image.Bounds().Dx()
		a.reset(min(2*side, atlasMaxSide))
		if side == atlasMaxSide {
			a.add(list, scale) // what fits is drawn
			return
		}
	}
}

func (a *atlas) reset(side int) {
	if a.image != nil {
		a.image.Deallocate()
	}
	a.image = ebiten.NewImageWithOptions(image.Rect(0, 0, side, side), &ebiten.NewImageOptions{Unmanaged: true})
	a.places = map[text.Key]place{}
	cut(a.image, image.Rect(0, 0, whiteSide, whiteSide)).Fill(image.White)
	a.next, a.row = image.Pt(whiteSide+maskGap, 0), whiteSide
}

// add puts in the glyphs that are new and says whether all fit.
func (a *atlas) add(list *display.List, scale float64) bool {
	fits := true
	for _, op := range list.Ops {
		if t, ok := op.(display.Text); ok {
			t.Run.Place(t.At.X, t.At.Y, scale, func(key text.Key, _, _ int) {
				if _, known := a.places[key]; !known {
					fits = a.put(key) && fits
				}
			})
		}
	}
	return fits
}

func (a *atlas) put(key text.Key) bool {
	mask := a.masks.Mask(key)
	size := mask.Rect.Size()
	if size.X == 0 || size.Y == 0 {
		a.places[key] = place{}
		return true
	}
	side := a.image.Bounds().Dx()
	if a.next.X+size.X > side {
		a.next, a.row = image.Pt(0, a.next.Y+a.row+maskGap), 0
	}
	at := image.Rectangle{Min: a.next, Max: a.next.Add(size)}
	if !at.In(a.image.Bounds()) {
		return false
	}
	pixels := make([]byte, 0, 4*len(mask.Pix))
	for _, v := range mask.Pix {
		pixels = append(pixels, v, v, v, v)
	}
	cut(a.image, at).WritePixels(pixels)
	a.places[key] = place{at: at, offset: mask.Rect.Min}
	a.next.X += size.X + maskGap
	a.row = max(a.row, size.Y)
	return true
}
