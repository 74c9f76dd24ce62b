package assets_test

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"tabletop/assets"
)

var themes = []*assets.Theme{assets.Dark, assets.Light}

// Columns of figures line up only if all digits of a cut are equally wide.
func TestDigitsAreTabular(t *testing.T) {
	for _, weight := range assets.Weights() {
		parsed, err := sfnt.Parse(weight.TTF())
		require.NoError(t, err)
		var buffer sfnt.Buffer
		widths := map[fixed.Int26_6]bool{}
		for _, digit := range "0123456789" {
			glyph, err := parsed.GlyphIndex(&buffer, digit)
			require.NoError(t, err)
			require.NotZero(t, glyph)
			advance, err := parsed.GlyphAdvance(&buffer, glyph, fixed.I(1000), font.HintingNone)
			require.NoError(t, err)
			widths[advance] = true
		}
		assert.Len(t, widths, 1, "cut %d", weight)
	}
}

func TestEveryColorIsSet(t *testing.T) {
	for _, theme := range themes {
		for c := assets.Window; c <= assets.Gray; c++ {
			assert.NotZero(t, theme.Color(c).A, "%s: color %d", theme.Name, c)
		}
		assert.Zero(t, theme.Color(assets.Unset))
	}
}

// TestContrast holds every pair that elements put on each other to WCAG 2.2 AA:
// 4.5 for text, 3 for what is drawn.
func TestContrast(t *testing.T) {
	grounds := []assets.Color{assets.Window, assets.Surface, assets.Raised, assets.Control, assets.Well, assets.Hover, assets.Chosen}
	data := []assets.Color{assets.Blue, assets.Yellow, assets.Orange, assets.Amber, assets.Green, assets.Purple}
	for _, p := range []struct {
		name   string
		on, of []assets.Color
		at     float64
	}{
		{name: "text", on: grounds, of: []assets.Color{assets.Text, assets.Muted}, at: 4.5},
		{name: "colored text", on: []assets.Color{assets.Window, assets.Surface, assets.Raised, assets.Well}, of: append(data, assets.Gray), at: 4.5},
		{name: "paper", on: []assets.Color{assets.Paper}, of: []assets.Color{assets.Ink, assets.FaintInk}, at: 4.5},
		{name: "action", on: []assets.Color{assets.Action}, of: []assets.Color{assets.OnAction}, at: 4.5},
		{name: "marking", on: []assets.Color{assets.Marking}, of: []assets.Color{assets.OnMark}, at: 4.5},
		{name: "drawn", on: grounds, of: append(data, assets.Gray, assets.Ring), at: 3},
	} {
		for _, theme := range themes {
			for _, on := range p.on {
				for _, of := range p.of {
					ratio := assets.Contrast(theme.Color(of), theme.Color(on))
					assert.GreaterOrEqual(t, ratio, p.at, "%s, %s: color %d on %d", theme.Name, p.name, of, on)
				}
			}
		}
	}
}

func TestContrastOfKnownPairs(t *testing.T) {
	white, black, gray := color.NRGBA{255, 255, 255, 255}, color.NRGBA{0, 0, 0, 255}, color.NRGBA{0x76, 0x76, 0x76, 255}
	assert.InDelta(t, 21, assets.Contrast(white, black), 1e-9)
	assert.InDelta(t, 21, assets.Contrast(black, white), 1e-9)
	assert.InDelta(t, 4.54, assets.Contrast(gray, white), 0.005, "the well-known least gray on white")
}

// TestColorBlindness simulates the two common forms by Viénot, Brettel and
// Mollon (1999), "Digital video colourmaps for checking the legibility of
// displays by dichromats", and measures how far the data colours stay apart in
// CIELAB. A distance of 10 is plain to see side by side.
func TestColorBlindness(t *testing.T) {
	data := map[string]assets.Color{
		"blue": assets.Blue, "orange": assets.Orange, "green": assets.Green, "purple": assets.Purple,
		"yellow": assets.Yellow,
	}
	forms := map[string][3][3]float64{
		"normal":       {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
		"protanopia":   {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
		"deuteranopia": {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
	}
	for _, theme := range themes {
		for form, matrix := range forms {
			for a, ca := range data {
				for b, cb := range data {
					if a < b {
						apart := distance(lab(theme.Color(ca), matrix), lab(theme.Color(cb), matrix))
						assert.Greater(t, apart, 10.0, fmt.Sprintf("%s, %s: %s and %s", theme.Name, form, a, b))
					}
				}
			}
		}
	}
}

func lab(c color.NRGBA, m [3][3]float64) [3]float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	in := [3]float64{linear(c.R), linear(c.G), linear(c.B)}
	var rgb [3]float64
	for i, row := range m {
		for j := range row {
			rgb[i] += row[j] * in[j]
		}
	}
	f := func(v float64) float64 {
		if v > 0.008856 {
			return math.Cbrt(v)
		}
		return 7.787*v + 16.0/116
	}
	x := f((0.4124*rgb[0] + 0.3576*rgb[1] + 0.1805*rgb[2]) / 0.95047)
	y := f(0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2])
	z := f((0.0193*rgb[0] + 0.1192*rgb[1] + 0.9505*rgb[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

func TestEveryIconIsDrawn(t *testing.T) {
	for _, icon := range assets.Icons() {
		assert.NotEqual(t, assets.Drawing{}, icon.Drawing(), icon)
	}
	assert.Equal(t, assets.Drawing{}, assets.Icon("no such icon").Drawing())
}
