package svg_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/gallery"
	"tabletop/internal/kit/svg"
	"tabletop/internal/kit/text"
)

func paint(t *testing.T, list *display.List) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, svg.Paint(&out, list, "p1-"))
	return out.String()
}

func TestPaint(t *testing.T) {
	red, veil := display.Color{R: 255, A: 255}, display.Color{A: 51}
	list := &display.List{Size: display.Sz(100, 50), Title: `Confidence <"national">`}
	list.Add(
		display.Box{Rect: display.Rc(0, 0, 100, 50), Fill: red},
		display.Box{Rect: display.Rc(1, 2, 10, 20), Radius: 3, Stroke: red, Width: 2},
		display.Clip{Rect: display.Rc(5, 5, 50, 20)},
		display.Line{Points: []display.Point{display.Pt(0, 1.5), display.Pt(9, 1.255)}, Color: veil, Width: 1, Dash: display.Dash{On: 5, Off: 4}},
		display.Unclip{},
		display.Area{Points: []display.Point{display.Pt(0, 0), display.Pt(9, 0), display.Pt(0, 9)}, Color: veil},
		display.Text{At: display.Pt(3, 40), Run: text.Face{Weight: assets.Bold, Size: 10, Tracking: 0.1}.Shape("a & b"), Color: red},
		display.Icon{Rect: display.Rc(80, 10, 8, 8), Name: assets.Check, Color: red},
	)
	assert.Equal(t, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50" role="img" aria-label="Confidence &lt;&#34;national&#34;&gt;">
<title>Confidence &lt;&#34;national&#34;&gt;</title>
<rect x="0" y="0" width="100" height="50" fill="#ff0000"/>
<rect x="2" y="3" width="8" height="18" rx="2" fill="none" stroke="#ff0000" stroke-width="2"/>
<clipPath id="p1-clip1"><rect x="5" y="5" width="50" height="20"/></clipPath>
<g clip-path="url(#p1-clip1)">
<polyline points="0,1.5 9,1.25" fill="none" stroke="#000000" stroke-opacity="0.2" stroke-width="1" stroke-dasharray="5 4" stroke-linejoin="round"/>
</g>
<polygon points="0,0 9,0 0,9" fill="#000000" fill-opacity="0.2"/>
<text x="3" y="40" font-family="Go, &#39;Segoe UI&#39;, &#39;Helvetica Neue&#39;, sans-serif" font-size="10" font-weight="700" textLength="28.45" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#ff0000">a &amp; b</text>
<g transform="translate(80 10) scale(0.5)"><path d="M3 8.5 L6.5 12 L13 4.5" fill="none" stroke="#ff0000" stroke-width="1.5" stroke-linejoin="round"/></g>
</svg>
`, paint(t, list))
}

// TestSameAsTheList holds the SVG of every story of the gallery to its display
// list: the same shapes in the same order, in the same places.
func TestSameAsTheList(t *testing.T) {
	for _, story := range gallery.Stories() {
		t.Run(story.Name, func(t *testing.T) {
			ui, screen := kit.New(assets.Dark), story.New()
			ui.Handle(kit.Resize{Size: story.Size})
			list, _ := ui.Frame(screen)
			want, got := expected(list), found(t, paint(t, list))
			require.Len(t, got, len(want))
			for i := range want {
				const rounding = 0.0101 // of two decimals, twice
				require.Equal(t, want[i].kind, got[i].kind)
				require.True(t, near(want[i].Rect, got[i].Rect, rounding), "%v, not %v", got[i], want[i])
			}
		})
	}
}

// shape is one shape by its kind and extent.
type shape struct {
	kind string
	display.Rect
}

func near(a, b display.Rect, d float64) bool {
	for _, gap := range []float64{a.X - b.X, a.Y - b.Y, a.W - b.W, a.H - b.H} {
		if math.Abs(gap) > d {
			return false
		}
	}
	return true
}

// expected describes the shapes of a list.
func expected(list *display.List) []shape {
	var all []shape
	add := func(kind string, r display.Rect) { all = append(all, shape{kind, r}) }
	for _, op := range list.Ops {
		switch op := op.(type) {
		case display.Box:
			if stroked := op.Stroke.A > 0 && op.Width > 0; stroked {
				add("rect", op.Rect.Inset(op.Width/2))
			} else if op.Fill.A > 0 {
				add("rect", op.Rect)
			}
		case display.Line:
			add("polyline", display.Bounds(op.Points))
		case display.Area:
			add("polygon", display.Bounds(op.Points))
		case display.Text:
			if strings.TrimSpace(op.Run.Text) != "" {
				face := op.Run.Face
				add("text", display.Rc(op.At.X, op.At.Y, op.Run.Advance-face.Tracking*face.Size, face.Size))
			}
		case display.Clip:
			add("clip", op.Rect)
		case display.Icon:
			add("icon", op.Rect)
		}
	}
	return all
}

// found describes the shapes of an SVG.
func found(t *testing.T, source string) []shape {
	t.Helper()
	var all []shape
	inClip := false
	for decoder := xml.NewDecoder(strings.NewReader(source)); ; {
		token, err := decoder.Token()
		if err == io.EOF {
			return all
		}
		require.NoError(t, err)
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		a := attributes(start)
		s := shape{start.Name.Local, display.Rc(a.number("x"), a.number("y"), a.number("width"), a.number("height"))}
		switch s.kind {
		case "rect":
			if inClip {
				s.kind = "clip"
			}
		case "polyline", "polygon":
			s.Rect = display.Bounds(a.points())
		case "text":
			s.W, s.H = a.number("textLength"), a.number("font-size")
		case "g":
			var scale float64
			if n, _ := fmt.Sscanf(a["transform"], "translate(%g %g) scale(%g)", &s.X, &s.Y, &scale); n == 3 {
				s.kind, s.W, s.H = "icon", scale*display.IconGrid, scale*display.IconGrid
			}
		}
		inClip = s.kind == "clipPath"
		if slices.Contains([]string{"rect", "clip", "polyline", "polygon", "text", "icon"}, s.kind) {
			all = append(all, s)
		}
	}
}

type attribs map[string]string

func attributes(e xml.StartElement) attribs {
	all := attribs{}
	for _, a := range e.Attr {
		all[a.Name.Local] = a.Value
	}
	return all
}

func (a attribs) number(name string) float64 {
	v, _ := strconv.ParseFloat(a[name], 64)
	return v
}

func (a attribs) points() []display.Point {
	var all []display.Point
	for _, word := range strings.Fields(a["points"]) {
		x, y, _ := strings.Cut(word, ",")
		all = append(all, display.Pt(attribs{"v": x}.number("v"), attribs{"v": y}.number("v")))
	}
	return all
}
