package text

import (
	"math"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/assets"
)

var body = Face{Weight: assets.Regular, Size: 13}

// wide is a width that any test paragraph fits in.
var wide = math.Inf(1)

func TestShape(t *testing.T) {
	run := body.Shape("12 Ä")
	require.Len(t, run.Glyphs, 4, "one glyph a rune")
	assert.Equal(t, []int{0, 1, 2, 3}, []int{run.Glyphs[0].At, run.Glyphs[1].At, run.Glyphs[2].At, run.Glyphs[3].At})
	assert.InDelta(t, run.Glyphs[1].X, body.Shape("7").Advance, 1e-9, "digits are equally wide")
	assert.Equal(t, body.Shape("a b").Glyphs, body.Shape("a\tb").Glyphs, "a tab is drawn as a space")

	double := Face{Size: 26}.Shape("12 Ä")
	assert.InDelta(t, 2*run.Advance, double.Advance, 1e-9, "widths grow with the size")
	spaced := Face{Size: 13, Tracking: 0.1}.Shape("12 Ä")
	assert.InDelta(t, run.Advance+4*1.3, spaced.Advance, 1e-9, "tracking follows each glyph")
	assert.Zero(t, body.Shape("").Advance)
	assert.Len(t, body.Shape("\xff").Glyphs, 1, "broken bytes are drawn as a missing glyph")
}

func TestMetrics(t *testing.T) {
	for _, weight := range assets.Weights() {
		face := Face{Weight: weight, Size: 100}
		assert.InDelta(t, 94.5, face.Ascent(), 0.5)
		assert.InDelta(t, 21.1, face.Descent(), 0.5)
		assert.InDelta(t, 72.3, face.CapHeight(), 0.5)
	}
	assert.InDelta(t, (20+body.CapHeight())/2, body.Baseline(20), 1e-9)
}

func TestTruncate(t *testing.T) {
	run := body.Shape("Harlow County: systems encrypted")
	same, short := run.Truncate(run.Advance)
	assert.False(t, short)
	assert.Equal(t, run, same)

	cut, short := run.Truncate(run.Advance - 1)
	assert.True(t, short)
	assert.Equal(t, "Harlow County: systems encrypt…", cut.Text)

	cut, _ = run.Truncate(body.Shape("Harlow C…").Advance - 1)
	assert.Equal(t, "Harlow…", cut.Text, "no space before the ellipsis")

	cut, _ = run.Truncate(0)
	assert.Equal(t, "…", cut.Text)
	empty, short := body.Shape("").Truncate(0)
	assert.False(t, short)
	assert.Empty(t, empty.Text)
}

func TestTruncateFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		run := body.Shape(rapid.String().Draw(t, "text"))
		width := rapid.Float64Range(body.Shape("…").Advance, 300).Draw(t, "width")
		cut, short := run.Truncate(width)
		assert.LessOrEqual(t, cut.Advance, width+0.02)
		assert.Equal(t, short, run.Text != cut.Text)
	})
}

func TestCaret(t *testing.T) {
	run := body.Shape("Änne")
	assert.Zero(t, run.Caret(0))
	assert.InDelta(t, body.Shape("Ä").Advance, run.Caret(2), 1e-9)
	assert.InDelta(t, run.Advance, run.Caret(99), 1e-9)
	assert.Equal(t, 0, run.Offset(-5))
	assert.Equal(t, len("Änne"), run.Offset(1000))
	for _, g := range run.Glyphs {
		assert.Equal(t, g.At, run.Offset(run.Caret(g.At)+0.1), "a caret is found again")
	}
}

// show writes wrapped lines with bars between them.
func show(lines []Line) string {
	var all []string
	for _, line := range lines {
		var words strings.Builder
		for _, piece := range line.Pieces {
			words.WriteString(piece.Run.Text)
		}
		all = append(all, words.String())
	}
	return strings.Join(all, "|")
}

func TestWrap(t *testing.T) {
	width := func(s string) float64 { return body.Shape(s).Advance }
	for _, c := range []struct {
		name, text string
		width      float64
		want       string
	}{
		{"fits", "one line", wide, "one line"},
		{"empty", "", 100, ""},
		{"between words", "alpha beta gamma", width("alpha beta"), "alpha beta|gamma"},
		{"spaces go with the break", "alpha   beta", width("alpha"), "alpha|beta"},
		{"line ends", "a\n\nb\r\nc", wide, "a||b|c"},
		{"a last line end starts a line", "a\n", wide, "a|"},
		{"indented", "a\n  b", wide, "a|  b"},
		{"long word", "abcdefgh", width("abcd"), "abcd|efgh"},
		{"long word after a short one", "a bcdefgh", width("bcde"), "a|bcde|fgh"},
		{"narrower than a letter", "abc", 1, "a|b|c"},
		{"after a hyphen", "managed-service vendor", width("managed-ser"), "managed-|service|vendor"},
		{"not within a short name", "the EI-ISAC desk", width("the EI-IS"), "the|EI-ISAC|desk"},
		{"not within a range", "in 14–30 h", width("in 14–3"), "in|14–30|h"},
		{"not before a mark", "an answer, no", width("an answer"), "an|answer,|no"},
		{"no-break space", "in 22\u00a0h or", width("in 22"), "in|22\u00a0h|or"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, show(Wrap([]Span{{c.text, body}}, c.width)))
		})
	}
}

func TestWrapSpans(t *testing.T) {
	bold := Face{Weight: assets.Bold, Size: 13}
	lines := Wrap([]Span{{"you now ", body}, {"suspect", bold}, {" them", body}},
		bold.Shape("suspect").Advance+body.Shape(" them").Advance)
	require.Len(t, lines, 2)
	assert.Equal(t, "you now|suspect them", show(lines))
	second := lines[1].Pieces
	require.Len(t, second, 2)
	assert.Equal(t, []int{1, 2}, []int{second[0].Span, second[1].Span})
	assert.InDelta(t, second[0].Run.Advance, second[1].X, 1e-9, "pieces stand side by side")
	assert.InDelta(t, second[1].X+second[1].Run.Advance, lines[1].Width, 1e-9)

	joined := Wrap([]Span{{"ele", body}, {"ction", bold}, {" office", body}}, body.Shape("election of").Advance)
	assert.Equal(t, "election|office", show(joined), "a word of two spans is one word")
}

// Whatever is wrapped, nothing is lost, lines keep to the width, and they say
// where in the text they stand.
func TestWrapKeepsEverything(t *testing.T) {
	letters := rapid.SampledFrom([]rune("aW .-–\n\t,é漢\u0301😀"))
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(letters).Draw(t, "text"))
		width := rapid.Float64Range(1, 200).Draw(t, "width")
		lines := Wrap([]Span{{s, body}}, width)
		require.NotEmpty(t, lines)
		end := 0
		for i, line := range lines {
			require.GreaterOrEqual(t, line.Start, end)
			require.Empty(t, strings.TrimSpace(s[end:line.Start]), "only spaces are left out")
			require.Equal(t, s[line.Start:line.End], show(lines[i:i+1]))
			if len([]rune(strings.TrimFunc(s[line.Start:line.End], unicode.IsSpace))) > 2 {
				require.LessOrEqual(t, line.Width, max(width, body.Shape("漢\u0301\u0301\u0301😀").Advance)+0.02)
			}
			end = line.End
		}
		require.Empty(t, strings.TrimSpace(s[end:]))
	})
}

func TestCacheReturnsTheSame(t *testing.T) {
	var cache Cache
	spans := []Span{{"alpha beta", body}, {" gamma", Face{Weight: assets.Bold, Size: 13}}}
	first := cache.Wrap(spans, 60)
	assert.Equal(t, Wrap(spans, 60), first)
	cache.Turn()
	assert.Same(t, &first[0], &cache.Wrap(spans, 60)[0], "kept for one frame")
	cache.Turn()
	cache.Turn()
	assert.NotSame(t, &first[0], &cache.Wrap(spans, 60)[0], "forgotten after one without use")
	assert.NotEqual(t, len(first), len(cache.Wrap(spans, wide)), "the width counts")
}

func TestMask(t *testing.T) {
	var masks Masks
	key := Key{Weight: assets.Regular, Glyph: body.Shape("H").Glyphs[0].ID, Size: 20}
	mask := masks.Mask(key)
	assert.Same(t, mask, masks.Mask(key))
	assert.InDelta(t, -20*0.723, float64(mask.Rect.Min.Y), 1, "capitals stand on the baseline")
	assert.Zero(t, mask.Rect.Max.Y)
	var ink int
	for _, a := range mask.Pix {
		ink += int(a)
	}
	assert.Greater(t, ink/255, 40)
	space := masks.Mask(Key{Glyph: body.Shape(" ").Glyphs[0].ID, Size: 20})
	assert.True(t, space.Rect.Empty())
}

// A glyph moves to the right in steps of a fraction of a pixel, and the same
// place always gives the same picture.
func TestPlace(t *testing.T) {
	run := Face{Size: 10}.Shape("HH")
	type at struct {
		step   uint8
		px, py int
	}
	place := func(x, y, scale float64) (all []at) {
		run.Place(x, y, scale, func(key Key, px, py int) {
			assert.InDelta(t, 10*scale, key.Size, 1e-6)
			all = append(all, at{key.Step, px, py})
		})
		return all
	}
	advance := run.Glyphs[1].X
	second := math.Round(advance*Steps) / Steps
	want := []at{{0, 0, 7}, {uint8((second - math.Floor(second)) * Steps), int(second), 7}}
	assert.Equal(t, want, place(0, 7.2, 1))
	assert.Equal(t, at{2, 3, 8}, place(3.49, 7.6, 1)[0], "baselines stand on whole pixels")
	assert.Equal(t, at{3, -2, 0}, place(-1.25, 0, 1)[0], "left of the edge, too")
	assert.Equal(t, at{0, 1, 0}, place(0.95, 0, 1)[0])
	assert.Equal(t, at{0, 7, 14}, place(3.5, 7, 2)[0])
}

func BenchmarkWrap(b *testing.B) {
	spans := []Span{{strings.Repeat("Harlow County reports that files were encrypted overnight. ", 10), body}}
	for b.Loop() {
		Wrap(spans, 300)
	}
}
