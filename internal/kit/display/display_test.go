package display

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/assets"
	"tabletop/internal/kit/text"
)

var (
	white = Color{R: 255, G: 255, B: 255, A: 255}
	black = Color{A: 255}
	dim   = Color{R: 110, G: 110, B: 110, A: 255}
	veil  = Color{A: 128}
)

// words is a run in black at a point.
func words(s string, x, y float64) Text {
	return Text{At: Pt(x, y), Run: text.Face{Size: 13}.Shape(s), Color: black}
}

// TestCheck gives the checks pictures that break one rule each, and pictures
// that come close and do not.
func TestCheck(t *testing.T) {
	page := Box{Rect: Rc(0, 0, 200, 100), Fill: white}
	pane := Rc(20, 20, 60, 40)
	for _, c := range []struct {
		name string
		ops  []Op
		want []string
	}{
		{"fine", []Op{page, words("Harlow", 10, 20), words("Maple", 10, 36)}, nil},
		{"off the right edge", []Op{page, words("Harlow", 180, 20)}, []string{`text "Harlow" is cut off at the right by 21 px`}},
		{"off the bottom", []Op{page, words("Harlow", 10, 99)}, []string{`text "Harlow" is cut off at the bottom by 2 px`}},
		{
			"cut by a clip",
			[]Op{page, Clip{Rect: pane}, words("Harlow County", 30, 40), Unclip{}},
			[]string{`text "Harlow County" is cut off at the right by 36 px`},
		},
		{"cut where it scrolls", []Op{page, Clip{Rect: pane, ScrollsY: true}, words("Harlow", 30, 24), Unclip{}}, nil},
		{
			"cut across the way it scrolls",
			[]Op{page, Clip{Rect: pane, ScrollsY: true}, words("Harlow County", 30, 24), Unclip{}},
			[]string{`text "Harlow County" is cut off at the right by 36 px`},
		},
		{
			"cut by a clip around the one that scrolls",
			[]Op{page, Clip{Rect: Rc(20, 20, 30, 40)}, Clip{Rect: pane, ScrollsX: true}, words("Harlow", 30, 40), Unclip{}, Unclip{}},
			[]string{`text "Harlow" is cut off at the right by 21 px`},
		},
		{"after a clip", []Op{page, Clip{Rect: pane}, Unclip{}, words("Harlow County", 30, 40)}, nil},
		{"two that meet", []Op{page, words("Harlow", 10, 20), words("Maple", 30, 24)}, []string{`texts "Harlow" and "Maple" meet at 30, 15`}},
		{"something solid between", []Op{page, words("Harlow", 10, 20), Box{Rect: pane, Fill: white}, words("Maple", 30, 30)}, nil},
		{
			"a veil between",
			[]Op{page, words("Harlow", 30, 40), Box{Rect: pane, Fill: veil}, words("Maple", 30, 40)},
			[]string{`texts "Harlow" and "Maple" meet at 30, 31`},
		},
		{
			"faint",
			[]Op{page, Box{Rect: pane, Fill: dim}, words("Maple", 30, 40)},
			[]string{`text "Maple" has a contrast of 4.12, less than 4.5`},
		},
		{
			"faint on an area",
			[]Op{page, Area{Points: []Point{Pt(0, 0), Pt(200, 0), Pt(0, 100)}, Color: black}, words("Maple", 10, 20)},
			[]string{`text "Maple" has a contrast of 1.00, less than 4.5`},
		},
		{"beside an area", []Op{page, Area{Points: []Point{Pt(0, 0), Pt(200, 0), Pt(0, 100)}, Color: black}, words("Maple", 150, 90)}, nil},
		{"hidden whole", []Op{page, words("black on white", 10, 50), Box{Rect: Rc(0, 0, 200, 100), Fill: black}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := &List{Size: Sz(200, 100), Ops: c.ops}
			assert.Equal(t, c.want, Check(list))
		})
	}
}

func TestLargeTextNeedsLessContrast(t *testing.T) {
	ground := Box{Rect: Rc(0, 0, 200, 100), Fill: dim}
	list := &List{Size: Sz(200, 100), Ops: []Op{ground, Text{At: Pt(10, 50), Run: text.Face{Size: 24}.Shape("Maple"), Color: black}}}
	assert.Empty(t, Check(list))
	list.Ops[1] = Text{At: Pt(10, 50), Run: text.Face{Size: 19}.Shape("Maple"), Color: black}
	assert.NotEmpty(t, Check(list))
	list.Ops[1] = Text{At: Pt(10, 50), Run: text.Face{Weight: assets.Bold, Size: 19}.Shape("Maple"), Color: black}
	assert.Empty(t, Check(list))
}

func TestShortened(t *testing.T) {
	short := words("Harl…", 10, 20)
	short.Short = true
	list := &List{Size: Sz(200, 100), Ops: []Op{words("Maple", 0, 0), short}}
	assert.Equal(t, []string{`"Harl…"`}, Shortened(list))
}

func TestIconPaths(t *testing.T) {
	for _, c := range []struct {
		path string
		want [][]Point
	}{
		{"", nil},
		{"M1 2 L3 4 H5 V6 Z", [][]Point{{{1, 2}, {3, 4}, {5, 4}, {5, 6}, {1, 2}}}},
		{"M 1 2 M 3 4 L 5 6", [][]Point{{{1, 2}}, {{3, 4}, {5, 6}}}},
	} {
		got, err := flatten(c.path)
		require.NoError(t, err)
		assert.Equal(t, c.want, got)
	}
	curved, err := flatten("M0 0 C0 4 4 8 8 8")
	require.NoError(t, err)
	assert.Equal(t, Pt(8, 8), curved[0][len(curved[0])-1])
	for _, bad := range []string{"L1 2", "M1", "M1 x", "Q1 2 3 4", "7"} {
		_, err := flatten(bad)
		assert.Error(t, err, bad)
	}
}

func TestEveryIconStaysOnItsGrid(t *testing.T) {
	for _, name := range assets.Icons() {
		shape := IconShape(name)
		require.NotEmpty(t, append(shape.Lines, shape.Areas...), name)
		for _, line := range append(shape.Lines, shape.Areas...) {
			assert.True(t, Rc(0, 0, IconGrid, IconGrid).Contains(Bounds(line), -0.5), name)
		}
	}
}

func TestStrokes(t *testing.T) {
	line := Line{Points: []Point{Pt(0, 0), Pt(4, 0), Pt(10, 0)}, Dash: Dash{On: 3, Off: 2}}
	assert.Equal(t, [][]Point{{{0, 0}, {3, 0}}, {{5, 0}, {8, 0}}}, line.Strokes())
	around := Line{Points: []Point{Pt(0, 0), Pt(2, 0), Pt(2, 2)}, Dash: Dash{On: 3, Off: 9}}
	assert.Equal(t, [][]Point{{{0, 0}, {2, 0}, {2, 1}}}, around.Strokes(), "a dash goes round a corner")
	whole := Line{Points: line.Points}
	assert.Equal(t, [][]Point{line.Points}, whole.Strokes())
}

// The dashes of any line are as long together as the pattern says.
func TestStrokesKeepTheirLength(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		point := rapid.Custom(func(t *rapid.T) Point {
			return Pt(rapid.Float64Range(0, 50).Draw(t, "x"), rapid.Float64Range(0, 50).Draw(t, "y"))
		})
		line := Line{Points: rapid.SliceOfN(point, 2, 6).Draw(t, "points"), Dash: Dash{
			On: rapid.Float64Range(0.5, 9).Draw(t, "on"), Off: rapid.Float64Range(0.5, 9).Draw(t, "off"),
		}}
		length := func(points []Point) (sum float64) {
			for i := 1; i < len(points); i++ {
				sum += points[i-1].Distance(points[i])
			}
			return sum
		}
		total, drawn := length(line.Points), 0.0
		for _, piece := range line.Strokes() {
			require.LessOrEqual(t, length(piece), line.Dash.On+1e-6)
			drawn += length(piece)
		}
		periods := total / (line.Dash.On + line.Dash.Off)
		require.InDelta(t, periods*line.Dash.On, drawn, line.Dash.On+1e-6)
	})
}

func TestGeometry(t *testing.T) {
	r := Rc(10, 20, 30, 40)
	assert.Equal(t, Rc(12, 22, 26, 36), r.Inset(2))
	assert.Equal(t, Rc(20, 30, 20, 30), r.Intersect(Rc(20, 30, 100, 100)))
	assert.True(t, r.Intersect(Rc(100, 0, 5, 5)).Empty())
	assert.True(t, r.Has(Pt(10, 20)))
	assert.False(t, r.Has(Pt(40, 20)), "the right edge is outside")
	assert.Equal(t, Pt(25, 40), r.Center())
	assert.Equal(t, Rc(1, 2, 4, 5), Bounds([]Point{Pt(1, 7), Pt(5, 2)}))
	assert.Equal(t, Rect{}, Bounds(nil))
}
