package kit_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/robot"
)

// writer is a field and what is in it.
type writer struct {
	value     string
	lines     int
	submitted int
}

func (w *writer) screen(*kit.Frame) kit.Element {
	field := kit.Field{
		Label: "Why", Value: w.value, Lines: w.lines,
		OnChange: func(s string) { w.value = s }, OnSubmit: func() { w.submitted++ },
	}
	return kit.Column(0, kit.Width(200, field), button("other", nil))
}

func TestField(t *testing.T) {
	for _, c := range []struct {
		name, start string
		lines       int
		keys        []kit.Key
		want        string
	}{
		{"type", "", 1, []kit.Key{"a", "b"}, "ab"},
		{"in the middle", "ac", 1, []kit.Key{"Left", "b"}, "abc"},
		{"over a selection", "abc", 1, []kit.Key{"Shift+Left", "Shift+Left", "x"}, "ax"},
		{"cut and paste", "abc", 1, []kit.Key{"Shift+Left", "Ctrl+X", "Home", "Ctrl+V"}, "cab"},
		{"copy leaves it", "abc", 1, []kit.Key{"Ctrl+A", "Ctrl+C", "End", "Ctrl+V"}, "abcabc"},
		{"copy of nothing keeps the clipboard", "ab", 1, []kit.Key{"Shift+Left", "Ctrl+C", "End", "Ctrl+C", "Ctrl+V"}, "abb"},
		{"words", "to be or", 1, []kit.Key{"Ctrl+Left", "Ctrl+Left", "Ctrl+Shift+Right", "Delete"}, "to or"},
		{"delete a word", "to be", 1, []kit.Key{"Ctrl+Backspace"}, "to "},
		{"undo and redo", "", 1, []kit.Key{"a", "Space", "b", "Ctrl+Z", "Ctrl+Z", "Ctrl+Y"}, "a"},
		{"redo the other way", "", 1, []kit.Key{"a", "Ctrl+Z", "Ctrl+Shift+Z"}, "a"},
		{"Enter starts a line", "ab", 3, []kit.Key{"Left", "Enter"}, "a\nb"},
		{"up keeps the column", "abc\nd\nefg", 3, []kit.Key{"Up", "Up", "x"}, "abcx\nd\nefg"},
		{"down to the end", "abc", 3, []kit.Key{"Home", "Down", "x"}, "abcx"},
		{"up to the start", "abc", 3, []kit.Key{"Up", "x"}, "xabc"},
		{"home and end of a line", "ab\ncd", 3, []kit.Key{"Home", "x", "End", "y"}, "ab\nxcdy"},
		{"select lines", "ab\ncd", 3, []kit.Key{"Shift+Up", "Delete"}, "ab"},
		{"the whole text", "ab\ncd", 3, []kit.Key{"Ctrl+Home", "x", "Ctrl+End", "y"}, "xab\ncdy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &writer{value: c.start, lines: c.lines}
			r := sit(w.screen)
			r.Press(kit.KeyTab)
			r.Press(c.keys...)
			assert.Equal(t, c.want, w.value)
		})
	}
}

func TestFieldSubmits(t *testing.T) {
	one, many := &writer{lines: 1}, &writer{lines: 3}
	r := sit(one.screen)
	r.Press(kit.KeyTab, "a", kit.KeyEnter)
	assert.Equal(t, 1, one.submitted)
	assert.Equal(t, "a", one.value)
	r = sit(many.screen)
	r.Press(kit.KeyTab, kit.KeyEnter, "Ctrl+Enter")
	assert.Equal(t, 1, many.submitted)
	assert.Equal(t, "\n", many.value)
}

func TestFieldByPointer(t *testing.T) {
	w := &writer{value: "to be or", lines: 1}
	r := sit(w.screen)
	n, err := r.Find(kit.RoleField, "Why")
	require.NoError(t, err)
	middle := n.Bounds.Center().Y
	r.Drag(display.Pt(n.Bounds.X+1, middle), display.Pt(n.Bounds.Right()-1, middle))
	r.Type("x")
	assert.Equal(t, "x", w.value, "dragging selects")
	w.value = "to be or"
	at := display.Pt(n.Bounds.X+30, middle)
	r.UI.Invalidate()
	r.List()
	r.UI.Handle(kit.PointerPress{At: at, Clicks: 2})
	r.UI.Handle(kit.PointerRelease{At: at})
	r.Type("is")
	assert.Equal(t, "to is or", w.value, "a double click selects a word")
}

func TestFieldTakesWhatTheProgramSets(t *testing.T) {
	w := &writer{lines: 1}
	r := sit(w.screen)
	r.Press(kit.KeyTab, "a")
	w.value = "set"
	r.UI.Invalidate()
	r.List()
	r.Type("!")
	assert.Equal(t, "set!", w.value)
	r.Press("Ctrl+Z", "Ctrl+Z")
	assert.Equal(t, "set", w.value, "what was typed before can't come back")
}

func TestFieldKeepsItsCaretInWhatItCleaned(t *testing.T) {
	w := &writer{value: "a\r\nb\tc", lines: 3}
	r := sit(w.screen)
	r.Press(kit.KeyTab, kit.KeyLeft, "x")
	assert.Equal(t, "a\nb xc", w.value)
}

func TestFieldKeepsTheCaretInSight(t *testing.T) {
	w := &writer{lines: 1}
	r := sit(w.screen)
	r.Press(kit.KeyTab)
	r.Type("a long line that goes on beyond the right edge of the field")
	assert.Empty(t, r.UI.Complaints(), "text that can be scrolled to is not cut off")
	caret := caretOf(t, r.List())
	assert.InDelta(t, 192, caret.Right(), 3)
	r.Press(kit.KeyHome)
	assert.InDelta(t, 8, caretOf(t, r.List()).X, 2)
}

// caretOf finds the caret: the one thin box.
func caretOf(t *testing.T, list *display.List) kit.Rect {
	t.Helper()
	for _, op := range list.Ops {
		if box, ok := op.(display.Box); ok && box.Rect.W == 1.5 {
			return box.Rect
		}
	}
	require.Fail(t, "no caret")
	return kit.Rect{}
}

func TestDisabledAndReadOnlyFields(t *testing.T) {
	changed := false
	change := func(string) { changed = true }
	r := sit(fixed(kit.Column(0,
		kit.Field{Label: "a", Value: "fixed", Disabled: "chosen already", OnChange: change},
		kit.Field{Label: "b", Value: "to read", ReadOnly: true, OnChange: change},
	)))
	r.Press(kit.KeyTab, "x", kit.KeyBackspace, kit.KeyTab, "x", kit.KeyBackspace, "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+C")
	assert.False(t, changed)
	assert.Equal(t, "to read", r.UI.Clipboard.Read())
}

// lister is a list of numbers.
type lister struct {
	count, selected, opened, made int
}

func (l *lister) screen(*kit.Frame) kit.Element {
	return kit.Height(200, kit.List{
		Label: "Numbers", Count: l.count, Selected: l.selected, Empty: "none",
		Name: func(i int) string { return fmt.Sprint(i) },
		Row: func(i int) kit.Element {
			l.made++
			return kit.Pad(kit.Sides(assets.Near, 0), kit.Label(fmt.Sprint(i), assets.Body, assets.Text))
		},
		OnSelect: func(i int) { l.selected = i }, OnOpen: func(i int) { l.opened = i },
	})
}

func TestList(t *testing.T) {
	l := &lister{count: 10000, selected: -1, opened: -1}
	r := robot.New(kit.New(assets.Dark), l.screen, display.Sz(200, 200))
	r.List()
	assert.Less(t, l.made, 20, "only rows in sight are made")
	r.Press(kit.KeyTab, kit.KeyDown)
	assert.Equal(t, 0, l.selected)
	r.Press(kit.KeyDown, kit.KeyDown, kit.KeyUp, kit.KeyEnter)
	assert.Equal(t, []int{1, 1}, []int{l.selected, l.opened})
	r.Press(kit.KeyEnd)
	assert.Equal(t, 9999, l.selected)
	_, err := r.Find(kit.RoleRow, "9999")
	assert.NoError(t, err, "the selection is scrolled into sight")
	r.Press(kit.KeyPageUp)
	assert.Less(t, l.selected, 9995)
	assert.Greater(t, l.selected, 9980)

	require.NoError(t, r.Scroll(kit.RoleList, "Numbers", -1e9))
	require.NoError(t, r.Click(kit.RoleRow, "3"))
	assert.Equal(t, 3, l.selected)
	row, err := r.Find(kit.RoleRow, "3")
	require.NoError(t, err)
	assert.True(t, row.Selected)
	assert.Equal(t, "Numbers", focus(r), "a click in a list focuses the list")
	assert.Empty(t, r.UI.Complaints())
}

func TestListShrinks(t *testing.T) {
	l := &lister{count: 100, selected: 99}
	r := robot.New(kit.New(assets.Dark), l.screen, display.Sz(200, 200))
	require.NoError(t, r.Scroll(kit.RoleList, "Numbers", 1e9))
	l.count, l.selected = 3, -1
	r.UI.Invalidate()
	_, err := r.Find(kit.RoleRow, "0")
	assert.NoError(t, err, "what is left is in sight")
	l.count = 0
	r.UI.Invalidate()
	_, err = r.Find(kit.RoleText, "none")
	assert.NoError(t, err)
	r.Press(kit.KeyTab, kit.KeyDown, kit.KeyEnter)
	assert.Equal(t, -1, l.selected)
}

func TestScrollFollowsTheFocus(t *testing.T) {
	column := kit.Column(0)
	for i := range 60 {
		column.Children = append(column.Children, button(fmt.Sprint(i), func() {}))
	}
	r := sit(fixed(kit.Scroll{Label: "All", Child: column}))
	r.Press(kit.KeyBackTab)
	last := r.Focused()
	require.Equal(t, "59", last.Label)
	assert.True(t, last.Visible.Contains(last.Bounds, 1e-6), "whole")
	require.NoError(t, r.Scroll(kit.RoleScroll, "All", -1e6))
	first, err := r.Find(kit.RoleButton, "0")
	require.NoError(t, err)
	assert.Equal(t, first.Bounds, first.Visible)
	r.Press(kit.KeyPageDown)
	first, err = r.Find(kit.RoleButton, "0")
	require.NoError(t, err)
	assert.True(t, first.Visible.Empty(), "keys go from the focused element to what is around it")
}

func TestNestedScroll(t *testing.T) {
	tall := func(label string, h float64) kit.Element {
		return kit.Scroll{Label: label, Child: kit.Height(h, kit.Text{Value: label + " text"})}
	}
	r := sit(fixed(kit.Scroll{Label: "outer", Child: kit.Column(0, kit.Height(100, tall("inner", 150)), kit.Height(600, nil))}))
	y := func(label string) float64 {
		n, err := r.Find(kit.RoleText, label+" text")
		require.NoError(t, err)
		return n.Bounds.Y
	}
	require.NoError(t, r.Scroll(kit.RoleScroll, "inner", 40))
	assert.InDelta(t, -40, y("inner"), 1e-9)
	require.NoError(t, r.Scroll(kit.RoleScroll, "inner", 40))
	assert.InDelta(t, -50, y("inner"), 1e-9, "as far as it goes")
	require.NoError(t, r.Scroll(kit.RoleScroll, "inner", 40))
	assert.InDelta(t, -90, y("inner"), 1e-9, "then the one around it moves")
}

func TestChoosing(t *testing.T) {
	tab, choice, on := 0, -1, false
	r := sit(func(*kit.Frame) kit.Element {
		return kit.Column(0,
			kit.Height(80, kit.Tabs{
				Label: "Picture", Names: []string{"Network", "Timeline", "Public"}, Selected: tab,
				OnSelect: func(i int) { tab = i }, Child: kit.Text{Value: "content"},
			}),
			kit.Segmented{Label: "Confidence", Options: []string{"low", "even", "high"}, Selected: choice, OnSelect: func(i int) { choice = i }},
			kit.Toggle{Label: "Sound", On: on, OnChange: func(v bool) { on = v }},
		)
	})
	r.Press(kit.KeyTab, kit.KeyRight, kit.KeyRight, kit.KeyRight, kit.KeyLeft)
	assert.Equal(t, 1, tab)
	require.NoError(t, r.Click(kit.RoleTab, "Public"))
	assert.Equal(t, 2, tab)
	r.Press(kit.KeyTab, kit.KeyRight)
	assert.Equal(t, 0, choice)
	r.Press(kit.KeyEnd)
	assert.Equal(t, 2, choice)
	require.NoError(t, r.Click(kit.RoleOption, "even"))
	assert.Equal(t, 1, choice)
	r.Press(kit.KeyTab, kit.KeySpace)
	assert.True(t, on)
	require.NoError(t, r.Click(kit.RoleToggle, "Sound"))
	assert.False(t, on)
}

func TestSplitMoves(t *testing.T) {
	r := sit(fixed(kit.Split{
		Label: "Width", Share: 0.5, Least: 100, First: kit.Text{Value: "first"}, Second: kit.Text{Value: "second"},
	}))
	width := func() float64 {
		n, err := r.Find(kit.RoleText, "first")
		require.NoError(t, err)
		return n.Bounds.W
	}
	assert.InDelta(t, 197, width(), 1)
	r.Press(kit.KeyTab, kit.KeyRight)
	assert.InDelta(t, 205, width(), 1)
	bar, err := r.Find(kit.RoleSeparator, "Width")
	require.NoError(t, err)
	r.Drag(bar.Bounds.Center(), display.Pt(250, 10))
	assert.InDelta(t, 247, width(), 1.5)
	r.Drag(display.Pt(250, 10), display.Pt(10, 10))
	assert.InDelta(t, 100, width(), 1, "each side keeps its least room")
}

// place draws an element alone and returns the bounds of the texts in it.
func place(e kit.Element, size kit.Size) map[string]kit.Rect {
	r := robot.New(kit.New(assets.Dark), fixed(e), size)
	r.List()
	all := map[string]kit.Rect{}
	for _, n := range r.UI.Nodes() {
		all[n.Label] = n.Bounds
	}
	return all
}

// brick is an element of a fixed size.
func brick(label string, w, h float64) kit.Element { return block{label, display.Sz(w, h)} }

type block struct {
	label string
	size  kit.Size
}

func (b block) Measure(_ *kit.Frame, limit kit.Size) kit.Size {
	return display.Sz(min(b.size.W, limit.W), min(b.size.H, limit.H))
}

func (b block) Draw(f *kit.Frame, bounds kit.Rect) {
	f.Add(kit.Node{Role: kit.RoleText, Label: b.label, Bounds: bounds})
}

func TestFlow(t *testing.T) {
	rc := display.Rc
	for _, c := range []struct {
		name string
		e    kit.Element
		want map[string]kit.Rect
	}{
		{"row", kit.Row(10, brick("a", 20, 30), nil, brick("b", 30, 10)), map[string]kit.Rect{"a": rc(0, 35, 20, 30), "b": rc(30, 45, 30, 10)}},
		{"row from the top", kit.Row(0, brick("a", 20, 30)).Aligned(kit.Start), map[string]kit.Rect{"a": rc(0, 0, 20, 30)}},
		{"row at the bottom", kit.Row(0, brick("a", 20, 30)).Aligned(kit.Finish), map[string]kit.Rect{"a": rc(0, 70, 20, 30)}},
		{"column", kit.Column(5, brick("a", 20, 30), brick("b", 30, 10)), map[string]kit.Rect{"a": rc(0, 0, 200, 30), "b": rc(0, 35, 200, 10)}},
		{"growing", kit.Row(10, brick("a", 20, 30), kit.Grow(1, brick("b", 5, 10)), kit.Grow(3, brick("c", 5, 10))).Aligned(kit.Stretch), map[string]kit.Rect{
			"a": rc(0, 0, 20, 100), "b": rc(30, 0, 40, 100), "c": rc(80, 0, 120, 100),
		}},
		{"spacer", kit.Row(0, brick("a", 20, 30), kit.Spacer(), brick("b", 20, 30)), map[string]kit.Rect{"a": rc(0, 35, 20, 30), "b": rc(180, 35, 20, 30)}},
		{"giving way", kit.Row(10, kit.Fit(brick("a", 500, 30)), brick("b", 50, 30)), map[string]kit.Rect{"a": rc(0, 35, 140, 30), "b": rc(150, 35, 50, 30)}},
		{"padding", kit.Pad(kit.Insets{Left: 1, Top: 2, Right: 3, Bottom: 4}, brick("a", 20, 30)), map[string]kit.Rect{"a": rc(1, 2, 196, 94)}},
		{"grid", kit.Grid{Columns: 2, Gap: 10, Children: []kit.Element{brick("a", 1, 30), brick("b", 1, 40), brick("c", 1, 20)}}, map[string]kit.Rect{
			"a": rc(0, 0, 95, 40), "b": rc(105, 0, 95, 40), "c": rc(0, 50, 95, 20),
		}},
		{"grid by width", kit.Grid{Least: 60, Gap: 10, Children: []kit.Element{brick("a", 1, 30), brick("b", 1, 30), brick("c", 1, 30), brick("d", 1, 30)}}, map[string]kit.Rect{
			"a": rc(0, 0, 60, 30), "b": rc(70, 0, 60, 30), "c": rc(140, 0, 60, 30), "d": rc(0, 40, 60, 30),
		}},
		{"set sizes", kit.Column(0, kit.Width(50, kit.Height(20, brick("a", 90, 5)))), map[string]kit.Rect{"a": rc(0, 0, 50, 20)}},
		{"stack", kit.Stack(brick("a", 20, 30), brick("b", 30, 10)), map[string]kit.Rect{"a": rc(0, 0, 200, 100), "b": rc(0, 0, 200, 100)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, place(c.e, display.Sz(200, 100)))
		})
	}
}

func TestMeasuringWithoutEnd(t *testing.T) {
	f := (*kit.Frame)(nil)
	endless := display.Sz(200, math.Inf(1))
	size := kit.Column(5, brick("a", 20, 30), kit.Grow(1, brick("b", 30, 10))).Measure(f, endless)
	assert.Equal(t, display.Sz(30, 45), size, "growing children want their own size where there is no end")
	assert.Equal(t, display.Sz(200, 0), kit.Grid{}.Measure(f, endless))
}

func TestTextScale(t *testing.T) {
	e := kit.Text{Value: "Counting stops in four days if nobody goes there."}
	list := func(text float64) *display.List {
		ui := kit.New(assets.Dark)
		ui.Handle(kit.Resize{Size: display.Sz(200, 400), Text: text, Device: 2})
		list, _ := ui.Frame(fixed(e))
		return list
	}
	lines := func(l *display.List) (n int, size float64) {
		for _, op := range l.Ops {
			if run, ok := op.(display.Text); ok {
				n, size = n+1, run.Run.Face.Size
			}
		}
		return n, size
	}
	n, size := lines(list(1))
	assert.Equal(t, 2, n)
	assert.InDelta(t, 13, size, 1e-9, "device pixels are the painter's matter")
	n, size = lines(list(2))
	assert.Equal(t, 4, n)
	assert.InDelta(t, 26, size, 1e-9)
}

func TestRender(t *testing.T) {
	list := kit.Render(kit.Text{Value: "one two three four five six seven eight"}, assets.Light, display.Sz(100, 0), "Numbers")
	assert.Equal(t, "Numbers", list.Title)
	assert.InDelta(t, 4*13*1.4, list.Size.H, 20)
	assert.Empty(t, display.Check(list))
}
