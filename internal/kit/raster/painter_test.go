package raster

import (
	"image"
	"image/color"
	"testing"

	"github.com/stretchr/testify/assert"

	"tabletop/assets"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/text"
)

var (
	white = display.Color{R: 255, G: 255, B: 255, A: 255}
	red   = display.Color{R: 255, A: 255}
	blue  = display.Color{B: 255, A: 255}
)

// paint paints shapes on a white page of 20 by 12.
func paint(scale float64, ops ...display.Op) *image.RGBA {
	list := &display.List{Size: display.Sz(20, 12)}
	list.Add(display.Box{Rect: display.Rc(0, 0, 20, 12), Fill: white})
	list.Add(ops...)
	return Paint(list, scale)
}

// show writes the picture with a letter for each pixel: the letter of a pure
// colour, or + for a mixture.
func show(img *image.RGBA) []string {
	var rows []string
	for y := range img.Rect.Dy() {
		row := ""
		for x := range img.Rect.Dx() {
			switch img.RGBAAt(x, y) {
			case color.RGBA{255, 255, 255, 255}:
				row += "."
			case color.RGBA{255, 0, 0, 255}:
				row += "r"
			case color.RGBA{0, 0, 255, 255}:
				row += "b"
			default:
				row += "+"
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func TestBox(t *testing.T) {
	img := paint(1, display.Box{Rect: display.Rc(2, 1, 8, 5), Fill: red, Stroke: blue, Width: 1})
	assert.Equal(t, []string{
		"....................",
		"..bbbbbbbb..........",
		"..brrrrrrb..........",
		"..brrrrrrb..........",
		"..brrrrrrb..........",
		"..bbbbbbbb..........",
		"....................",
	}, show(img)[:7])
}

func TestBoxesSnapToPixels(t *testing.T) {
	left := display.Box{Rect: display.Rc(1.2, 1, 3.4, 2), Fill: red}
	right := display.Box{Rect: display.Rc(4.6, 1, 3, 2), Fill: blue}
	for _, scale := range []float64{1, 1.25, 1.5, 2} {
		for _, row := range show(paint(scale, left, right)) {
			assert.NotContains(t, row, "+", "no blurred edges at %g", scale)
			assert.NotContains(t, row, "r.", "and no gap between boxes that touch")
		}
	}
}

func TestRoundBox(t *testing.T) {
	rows := show(paint(1, display.Box{Rect: display.Rc(2, 1, 10, 8), Radius: 3, Fill: red}))
	assert.Equal(t, "....................", rows[0])
	assert.Equal(t, "..+++rrrr+++........", rows[1])
	assert.Equal(t, "..rrrrrrrrrr........", rows[4], "only corners are round")
	assert.Equal(t, rows[1], rows[8], "upside down it is the same")
}

func TestRoundOutlineHasNoGap(t *testing.T) {
	rows := show(paint(1, display.Box{Rect: display.Rc(1, 1, 12, 9), Radius: 4, Fill: blue, Stroke: red, Width: 1}))
	assert.Equal(t, ".rbbbbbbbbbbr.......", rows[5])
}

func TestClip(t *testing.T) {
	rows := show(paint(1,
		display.Clip{Rect: display.Rc(2, 2, 4, 4)},
		display.Clip{Rect: display.Rc(4, 0, 10, 4)},
		display.Box{Rect: display.Rc(0, 0, 20, 12), Fill: red},
		display.Unclip{},
		display.Box{Rect: display.Rc(0, 5, 20, 1), Fill: blue},
		display.Unclip{},
		display.Box{Rect: display.Rc(0, 7, 20, 1), Fill: blue},
	))
	assert.Equal(t, []string{
		"....................",
		"....................",
		"....rr..............",
		"....rr..............",
		"....................",
		"..bbbb..............",
		"....................",
		"bbbbbbbbbbbbbbbbbbbb",
	}, rows[:8])
}

func TestHairlinesAreSharp(t *testing.T) {
	level := display.Line{Points: []display.Point{display.Pt(2, 3.5), display.Pt(9, 3.5)}, Color: red, Width: 1}
	upright := display.Line{Points: []display.Point{display.Pt(12.5, 2), display.Pt(12.5, 9)}, Color: red, Width: 0.1}
	rows := show(paint(1, level, upright))
	assert.Equal(t, "..rrrrrrr...r.......", rows[3])
	assert.Equal(t, "............r.......", rows[8])
	assert.Equal(t, "....................", rows[9])
}

func TestLineMeetsItsCorners(t *testing.T) {
	bent := display.Line{
		Points: []display.Point{display.Pt(2, 9), display.Pt(8, 3), display.Pt(14, 9)}, Color: red, Width: 3,
	}
	img := paint(1, bent)
	assert.Equal(t, color.RGBA{255, 0, 0, 255}, img.RGBAAt(7, 3), "round joints fill the corner")
	assert.Equal(t, color.RGBA{255, 255, 255, 255}, img.RGBAAt(8, 8))
}

func TestDashes(t *testing.T) {
	line := display.Line{
		Points: []display.Point{display.Pt(2, 4), display.Pt(17, 4)}, Color: red, Width: 2, Dash: display.Dash{On: 4, Off: 3},
	}
	assert.Equal(t, "..rrrr...rrrr...r...", show(paint(1, line))[4])
}

func TestArea(t *testing.T) {
	square := display.Area{
		Points: []display.Point{display.Pt(3, 2), display.Pt(8, 2), display.Pt(8, 6), display.Pt(3, 6)}, Color: red,
	}
	rows := show(paint(1, square))
	assert.Equal(t, "...rrrrr............", rows[2])
	assert.Equal(t, "....................", rows[6])
}

func TestTranslucentColorsMix(t *testing.T) {
	veil := display.Color{R: 255, A: 128}
	img := paint(1, display.Box{Rect: display.Rc(0, 0, 9, 9), Fill: veil})
	got := img.RGBAAt(4, 4)
	assert.InDelta(t, 255, got.R, 1)
	assert.InDelta(t, 127, got.G, 1)
	assert.Equal(t, uint8(255), got.A)
}

// Text is painted from the very masks that the glyph cache holds, at the place
// the run gives them.
func TestTextIsItsMasks(t *testing.T) {
	run := text.Face{Weight: assets.Medium, Size: 9}.Shape("Eg")
	for _, scale := range []float64{1, 2} {
		img := paint(scale, display.Text{At: display.Pt(1.3, 8), Run: run, Color: display.Color{A: 255}})
		want := paint(scale)
		var masks text.Masks
		run.Place(1.3, 8, scale, func(key text.Key, px, py int) {
			mask := masks.Mask(key)
			for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
				for x := mask.Rect.Min.X; x < mask.Rect.Max.X; x++ {
					old := want.RGBAAt(px+x, py+y)
					v := uint8(int(old.R) * (255 - int(mask.AlphaAt(x, y).A)) / 255)
					want.SetRGBA(px+x, py+y, color.RGBA{v, v, v, 255})
				}
			}
		})
		for i := range want.Pix {
			assert.InDelta(t, want.Pix[i], img.Pix[i], 1)
		}
	}
}

func TestPaintsOutsideOfThePictureAreHarmless(t *testing.T) {
	far := []display.Point{display.Pt(-500, -900), display.Pt(700, 400), display.Pt(30, 4000)}
	ops := []display.Op{
		display.Box{Rect: display.Rc(-50, -50, 30, 30), Radius: 5, Fill: red},
		display.Box{Rect: display.Rc(5, 5, -3, 0), Radius: 5, Fill: red, Stroke: blue, Width: 1},
		display.Line{Points: far, Color: red, Width: 2},
		display.Line{Color: red},
		display.Area{Points: far[:2], Color: red},
		display.Icon{Rect: display.Rc(18, 10, 8, 8), Name: assets.Mail, Color: red},
		display.Icon{Name: "no such icon"},
		display.Text{At: display.Pt(-100, 5), Run: text.Face{Size: 300}.Shape("W"), Color: red},
		display.Clip{Rect: display.Rc(90, 90, 10, 10)},
		display.Area{Points: far, Color: red},
		display.Unclip{},
	}
	assert.NotPanics(t, func() { paint(1.5, ops...) })
}
