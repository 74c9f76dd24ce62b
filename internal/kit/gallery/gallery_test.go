package gallery_test

import (
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/gallery"
	"tabletop/internal/kit/raster"
)

var update = flag.Bool("update", false, "write the golden pictures")

// show draws a story and brings it into its state.
func show(story gallery.Story, theme *assets.Theme, size kit.Size, text float64) (*kit.UI, *display.List) {
	ui, screen := kit.New(theme), story.New()
	ui.Handle(kit.Resize{Size: size, Text: text})
	ui.Frame(screen)
	for _, in := range story.Inputs {
		ui.Handle(in)
		ui.Frame(screen)
	}
	list, _ := ui.Frame(screen)
	return ui, list
}

// scaled is the room a story gets at a text scale: not quite in proportion, as
// a person who chooses larger text has no larger screen.
func scaled(size kit.Size, text float64) kit.Size {
	grow := 1 + (text-1)*0.9
	return display.Sz(size.W*grow, size.H*grow)
}

// TestPictures holds each story to its golden picture: the dark theme at a text
// scale of 1, and below it the light theme at 1.5. A whole screen is shown in
// the dark theme alone, to keep the file small.
func TestPictures(t *testing.T) {
	for _, story := range gallery.Stories() {
		t.Run(story.Name, func(t *testing.T) {
			compare(t, filepath.Join("testdata", story.Name+".png"), sheet(story))
		})
	}
}

func sheet(story gallery.Story) *image.RGBA {
	_, dark := show(story, assets.Dark, story.Size, 1)
	if story.Name == gallery.Dense().Name {
		return raster.Paint(dark, 1)
	}
	_, light := show(story, assets.Light, scaled(story.Size, 1.5), 1.5)
	above, below := raster.Paint(dark, 1), raster.Paint(light, 1)
	whole := image.NewRGBA(image.Rect(0, 0, below.Rect.Dx(), above.Rect.Dy()+below.Rect.Dy()))
	draw.Draw(whole, whole.Rect, image.Black, image.Point{}, draw.Src)
	draw.Draw(whole, above.Rect, above, image.Point{}, draw.Src)
	draw.Draw(whole, below.Rect.Add(image.Pt(0, above.Rect.Dy())), below, image.Point{}, draw.Src)
	return whole
}

// compare allows a little per channel: processors round differently.
func compare(t *testing.T, path string, got *image.RGBA) {
	t.Helper()
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		file, err := os.Create(path)
		require.NoError(t, err)
		require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(file, got))
		require.NoError(t, file.Close())
		return
	}
	file, err := os.Open(path)
	require.NoError(t, err, "run with -update to write it")
	defer file.Close()
	decoded, err := png.Decode(file)
	require.NoError(t, err)
	want := image.NewRGBA(decoded.Bounds())
	draw.Draw(want, want.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	require.Equal(t, want.Bounds(), got.Bounds())
	const tolerance = 3
	for i := range want.Pix {
		if d := int(want.Pix[i]) - int(got.Pix[i]); d > tolerance || d < -tolerance {
			x, y := i/4%want.Rect.Dx(), i/4/want.Rect.Dx()
			t.Fatalf("%s differs first at %d, %d: look at both, then run with -update", path, x, y)
		}
	}
}

// TestNothingClipped holds every story to the checks of screens, at every text
// scale that can be chosen and in both themes.
func TestNothingClipped(t *testing.T) {
	for _, story := range gallery.Stories() {
		for _, theme := range []*assets.Theme{assets.Dark, assets.Light} {
			for _, text := range []float64{0.8, 1, 1.25, 1.5, 2} {
				t.Run(fmt.Sprintf("%s/%s/%g", story.Name, theme.Name, text), func(t *testing.T) {
					ui, list := show(story, theme, scaled(story.Size, max(text, 1)), text)
					assert.Empty(t, ui.Complaints())
					if story.Name != "lines" && story.Name != "dense" && text <= 1.5 { // those two leave out
						assert.Empty(t, display.Shortened(list), "shortened")
					}
				})
			}
		}
	}
}

func BenchmarkDenseLayout(b *testing.B) {
	ui, screen := kit.New(assets.Dark), gallery.Dense().New()
	ui.Handle(kit.Resize{Size: gallery.Dense().Size})
	b.ReportAllocs()
	for b.Loop() {
		ui.Invalidate()
		ui.Frame(screen)
	}
}

func BenchmarkDenseRaster(b *testing.B) {
	_, list := show(gallery.Dense(), assets.Dark, gallery.Dense().Size, 1)
	var painter raster.Painter
	target := image.NewRGBA(image.Rect(0, 0, 1280, 720))
	b.ReportAllocs()
	for b.Loop() {
		painter.Paint(target, list, 1)
	}
}

func BenchmarkCleanFrame(b *testing.B) {
	ui, screen := kit.New(assets.Dark), gallery.Dense().New()
	ui.Handle(kit.Resize{Size: gallery.Dense().Size})
	ui.Frame(screen)
	b.ReportAllocs()
	for b.Loop() {
		ui.Frame(screen)
	}
}
