package desktop

import (
	"fmt"
	"image"
	"os"
	"runtime"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/gallery"
	"tabletop/internal/kit/raster"
	"tabletop/internal/kit/text"
)

// inWindow says whether the tests run inside a window's loop, as reading pixels
// back needs.
var inWindow = runtime.GOOS != "linux" || os.Getenv("DISPLAY") != ""

func TestMain(m *testing.M) {
	if !inWindow {
		os.Exit(m.Run())
	}
	t := &testGame{run: m.Run}
	if err := ebiten.RunGame(t); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(t.code)
}

// testGame runs the tests in its first tick.
type testGame struct {
	run  func() int
	code int
}

func (t *testGame) Update() error {
	t.code = t.run()
	return ebiten.Termination
}

func (t *testGame) Draw(*ebiten.Image)         {}
func (t *testGame) Layout(int, int) (int, int) { return 320, 240 }

// TestSameAsRaster paints every story of the gallery in a window and without
// one. Text and upright boxes must be the same to a rounding error; round and
// slanting edges are softened in another way, so those may differ at the edge.
func TestSameAsRaster(t *testing.T) {
	if !inWindow {
		t.Skip("there is no display to open a window on")
	}
	var p painter
	for _, story := range gallery.Stories() {
		for _, scale := range []float64{1, 1.5} {
			t.Run(fmt.Sprintf("%s/%g", story.Name, scale), func(t *testing.T) {
				list := draw(story)
				want := raster.Paint(list, scale)
				got := p.picture(list, scale)
				apart, worst := compare(want, got)
				// Edges are few among the pixels of a screen.
				assert.Less(t, apart, 0.004, "share of pixels that differ by more than a sixth")
				assert.Less(t, worst, 0.35, "no larger patch differs")
			})
		}
	}
}

func TestTextIsTheSameToThePixel(t *testing.T) {
	if !inWindow {
		t.Skip("there is no display to open a window on")
	}
	var p painter
	for _, story := range gallery.Stories() {
		list := draw(story)
		only := &display.List{Size: list.Size}
		for _, op := range list.Ops {
			switch op := op.(type) {
			case display.Box:
				op.Radius = 0
				only.Add(op)
			case display.Text, display.Clip, display.Unclip:
				only.Add(op)
			}
		}
		want, got := raster.Paint(only, 1.25), p.picture(only, 1.25)
		for i := range want.Pix {
			if d := int(want.Pix[i]) - int(got.Pix[i]); d > 2 || d < -2 {
				x, y := i/4%want.Rect.Dx(), i/4/want.Rect.Dx()
				require.Failf(t, "differs", "%s at %d, %d: %v, not %v", story.Name, x, y, got.RGBAAt(x, y), want.RGBAAt(x, y))
			}
		}
	}
}

// A list with more glyphs than the atlas holds at first makes it grow, and one
// with more than it can ever hold does no harm.
func TestAtlasGrows(t *testing.T) {
	if !inWindow {
		t.Skip("there is no display to open a window on")
	}
	list := &display.List{Size: display.Sz(400, 200)}
	list.Add(display.Box{Rect: display.Rc(0, 0, 400, 200), Fill: display.Color{A: 255}})
	for size := 20.0; size < 90; size++ {
		run := text.Face{Size: size}.Shape("Harlow County")
		list.Add(display.Text{At: display.Pt(0, 150), Run: run, Color: display.Color{R: 255, A: 255}})
	}
	var p painter
	got := p.picture(list, 1)
	assert.Greater(t, p.glyphs.image.Bounds().Dx(), atlasSide)
	apart, _ := compare(raster.Paint(list, 1), got)
	assert.Zero(t, apart)
	assert.NotPanics(t, func() { p.picture(list, 12) })
	assert.Equal(t, atlasMaxSide, p.glyphs.image.Bounds().Dx())
}

func draw(story gallery.Story) *display.List {
	ui, screen := kit.New(assets.Dark), story.New()
	ui.Handle(kit.Resize{Size: story.Size})
	ui.Frame(screen)
	for _, in := range story.Inputs {
		ui.Handle(in)
		ui.Frame(screen)
	}
	list, _ := ui.Frame(screen)
	return list
}

// picture paints a list on an image and reads it back.
func (p *painter) picture(list *display.List, scale float64) *image.RGBA {
	bounds := raster.Paint(&display.List{Size: list.Size}, scale).Rect
	screen := ebiten.NewImageWithOptions(bounds, &ebiten.NewImageOptions{Unmanaged: true})
	defer screen.Deallocate()
	p.paint(screen, list, scale)
	img := image.NewRGBA(bounds)
	screen.ReadPixels(img.Pix)
	return img
}

// compare returns the share of pixels that are apart, and the largest share of
// them in any square of 8 by 8.
func compare(a, b *image.RGBA) (apart, worst float64) {
	const limit, side = 255 / 6, 8
	squares := map[image.Point]int{}
	total := 0
	for i := 0; i < len(a.Pix); i += 4 {
		for c := range 3 {
			if d := int(a.Pix[i+c]) - int(b.Pix[i+c]); d > limit || d < -limit {
				total++
				squares[image.Pt(i/4%a.Rect.Dx()/side, i/4/a.Rect.Dx()/side)]++
				break
			}
		}
	}
	most := 0
	for _, n := range squares {
		most = max(most, n)
	}
	return float64(total) / float64(len(a.Pix)/4), float64(most) / (side * side)
}

// Cutting a polygon into ears keeps its area, whatever its shape.
func TestEarsCoverThePolygon(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// A chart's band: any such shape is simple.
		n := rapid.IntRange(2, 30).Draw(t, "columns")
		var top, bottom []display.Point
		for i := range n {
			middle := rapid.Float64Range(-50, 50).Draw(t, "middle")
			spread := rapid.Float64Range(0.1, 20).Draw(t, "spread")
			top = append(top, display.Pt(float64(i), middle-spread))
			bottom = append([]display.Point{display.Pt(float64(i), middle+spread)}, bottom...)
		}
		points := clockwise(append(top, bottom...))
		var covered, area float64
		for _, ear := range ears(points) {
			part := turn(points[ear[0]], points[ear[1]], points[ear[2]]) / 2
			require.GreaterOrEqual(t, part, -1e-9, "no triangle is turned over")
			covered += part
		}
		for i, q := range points {
			next := points[(i+1)%len(points)]
			area += (q.X*next.Y - next.X*q.Y) / 2
		}
		require.InDelta(t, area, covered, 1e-6)
	})
}

func TestBrokenPolygonsEnd(t *testing.T) {
	same := display.Pt(1, 1)
	assert.NotPanics(t, func() {
		ears([]display.Point{same, same, same, same})
		ears([]display.Point{display.Pt(0, 0), display.Pt(2, 2), display.Pt(2, 0), display.Pt(0, 2)})
		ears(nil)
	})
}
