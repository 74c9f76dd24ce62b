package screen_test

import (
	"flag"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/internal/kit/raster"
)

var update = flag.Bool("update", false, "write the golden pictures")

// pictured are the states with a golden picture at the usual size.
var pictured = map[string]bool{
	"briefing": true, "first": true, "form": true, "knowledge": true, "keys": true, "not-now": true, "outcome": true,
}

// TestPictures holds the screens to their golden pictures: the main screen with
// an open message at each size, theme and text scale that is asked for, and the
// others as they usually are.
func TestPictures(t *testing.T) {
	p := begin(t, small(t), "alder", usual, "")
	visit(p, func(name string) {
		if pictured[name] {
			p.compare(name)
		}
		if name != "phone" {
			return
		}
		for _, v := range views()[:8] {
			p.look(v)
			p.compare(name + " " + v.String())
		}
		p.look(usual)
	})
}

// compare holds the screen to a picture. It allows a little per channel:
// processors round differently.
func (p *person) compare(name string) {
	p.t.Helper()
	got := raster.Paint(p.List(), 1)
	path := filepath.Join("testdata", strings.NewReplacer(" ", "-", "%", "").Replace(name)+".png")
	if *update {
		write(p.t, path, got)
		return
	}
	file, err := os.Open(path)
	require.NoError(p.t, err, "run with -update to write it")
	defer file.Close()
	decoded, err := png.Decode(file)
	require.NoError(p.t, err)
	want := image.NewRGBA(decoded.Bounds())
	draw.Draw(want, want.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	require.Equal(p.t, want.Bounds(), got.Bounds())
	const tolerance = 3
	for i := range want.Pix {
		if d := int(want.Pix[i]) - int(got.Pix[i]); d > tolerance || d < -tolerance {
			x, y := i/4%want.Rect.Dx(), i/4/want.Rect.Dx()
			p.t.Errorf("%s differs first at %d, %d: look at both, then run with -update", path, x, y)
			return
		}
	}
}

func write(t testing.TB, path string, picture image.Image) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	file, err := os.Create(path)
	require.NoError(t, err)
	require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(file, picture))
	require.NoError(t, file.Close())
}
