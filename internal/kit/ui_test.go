package kit_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/robot"
)

// sit puts a robot in front of a screen of 400 by 300.
func sit(screen kit.Screen) *robot.Robot {
	return robot.New(kit.New(assets.Dark), screen, display.Sz(400, 300))
}

// fixed is a screen that never changes.
func fixed(e kit.Element) kit.Screen { return func(*kit.Frame) kit.Element { return e } }

func button(label string, do func()) kit.Button { return kit.Button{Label: label, OnPress: do} }

// focus names the focused element.
func focus(r *robot.Robot) string {
	if n := r.Focused(); n != nil {
		return n.Label
	}
	return ""
}

func TestFocusOrderIsTreeOrder(t *testing.T) {
	r := sit(fixed(kit.Column(0,
		kit.Row(0, button("a", nil), button("b", nil)),
		kit.Text{Value: "not to be focused"},
		kit.Button{Label: "c", Disabled: "not yet"},
		kit.Field{Label: "d"},
	)))
	assert.Equal(t, "", focus(r))
	var order []string
	for range 5 {
		r.Press(kit.KeyTab)
		order = append(order, focus(r))
	}
	assert.Equal(t, []string{"a", "b", "c", "d", "a"}, order, "a disabled button can be read")
	r.Press(kit.KeyBackTab, kit.KeyBackTab)
	assert.Equal(t, "c", focus(r))
}

func TestPressing(t *testing.T) {
	var did []string
	do := func(what string) func() { return func() { did = append(did, what) } }
	r := sit(fixed(kit.Column(0,
		button("a", do("a")),
		kit.Button{Label: "b", Disabled: "not yet", OnPress: do("b")},
		kit.Button{Label: "c", Key: "N", OnPress: do("c")},
		kit.Button{Label: "d", Key: "Ctrl+P", OnPress: do("d")},
	)))
	require.NoError(t, r.Click(kit.RoleButton, "a"))
	assert.ErrorContains(t, r.Click(kit.RoleButton, "b"), "disabled: not yet")
	assert.ErrorContains(t, r.Click(kit.RoleButton, "x"), `there is: "a", "b", "c", "d"`)
	r.Press("n", "N", "Ctrl+P", kit.KeyTab)
	r.Press(kit.KeyEnter, kit.KeySpace)
	assert.Equal(t, []string{"a", "c", "c", "d"}, did, "Tab moved on to b, which cannot be pressed")

	a, err := r.Find(kit.RoleButton, "a")
	require.NoError(t, err)
	did = nil
	r.Drag(a.Bounds.Center(), display.Pt(390, 290))
	assert.Empty(t, did, "letting go elsewhere takes a press back")
}

func TestShortcutsRestWhileTyping(t *testing.T) {
	value, fired := "", 0
	r := sit(func(*kit.Frame) kit.Element {
		return kit.Column(0,
			kit.Field{Label: "Why", Value: value, OnChange: func(s string) { value = s }},
			kit.Button{Label: "next", Key: "N", OnPress: func() { fired++ }},
			kit.Button{Label: "first", Key: kit.KeyHome, OnPress: func() { fired += 10 }},
			kit.Button{Label: "save", Key: "Ctrl+S", OnPress: func() { fired += 100 }},
			kit.Button{Label: "help", Key: "F1", OnPress: func() { fired += 1000 }},
		)
	})
	require.NoError(t, r.Click(kit.RoleField, "Why"))
	r.Type("now")
	r.Press(kit.KeyHome, "Ctrl+S", "F1")
	assert.Equal(t, "now", value)
	assert.Equal(t, 1100, fired, "only keys that write nothing")
	r.ClickAt(display.Pt(390, 290))
	assert.Equal(t, "", focus(r), "a press on nothing leaves the field")
	r.Type("n")
	r.Press(kit.KeyHome)
	assert.Equal(t, 1111, fired)
}

func TestModal(t *testing.T) {
	open, inner, pressed := false, false, 0
	r := sit(func(*kit.Frame) kit.Element {
		base := kit.Column(0,
			button("before", nil),
			button("ask", func() { open = true }),
			kit.Button{Label: "base key", Key: "N", OnPress: func() { pressed++ }},
		)
		var first, second *kit.Modal
		if open {
			first = &kit.Modal{
				Title: "Sure?", Body: kit.Field{Label: "Why"}, OnClose: func() { open = false },
				Actions: []kit.Element{button("no", func() { open = false }), button("more", func() { inner = true })},
			}
		}
		if inner {
			second = &kit.Modal{Title: "Really?", OnClose: func() { inner = false }, Actions: []kit.Element{button("yes", nil)}}
		}
		return kit.Layers(base, first, second)
	})
	r.Press(kit.KeyTab, kit.KeyTab, kit.KeyEnter)
	assert.Equal(t, "Why", focus(r), "a modal focuses its first field")
	var order []string
	for range 4 {
		r.Press(kit.KeyTab)
		order = append(order, focus(r))
	}
	assert.Equal(t, []string{"no", "more", "Why", "no"}, order, "Tab stays inside")

	_, err := r.Find(kit.RoleButton, "before")
	assert.Error(t, err, "what is behind is out of reach")
	r.Press(kit.KeyTab, kit.KeyEnter)
	assert.Equal(t, "yes", focus(r))
	r.Press("n")
	assert.Zero(t, pressed, "shortcuts behind a modal rest")
	r.Press(kit.KeyEscape)
	assert.Equal(t, "more", focus(r), "Escape closes the topmost and the focus goes back")
	r.Press(kit.KeyEscape)
	assert.False(t, open)
	assert.Empty(t, focus(r), "no dialog is left: keys mean what the screen says")
	r.Press(kit.KeyTab)
	assert.Equal(t, "base key", focus(r), "Tab goes on from where the focus was")
}

// TestKeysMeanWhatTheyShow holds Enter and Space to the buttons that show them.
func TestKeysMeanWhatTheyShow(t *testing.T) {
	var did []string
	do := func(name string) func() { return func() { did = append(did, name) } }
	r := sit(fixed(kit.Column(0,
		kit.Button{Label: "Run", Key: kit.KeySpace, OnPress: do("run")},
		kit.Button{Label: "+1 h", Key: "H", OnPress: do("hour")},
		kit.Button{Label: "Cancel", Key: kit.KeyEscape, OnPress: do("cancel")},
		kit.Button{Label: "Decide", Key: kit.KeyEnter, OnPress: do("decide")},
	)))
	require.NoError(t, r.Click(kit.RoleButton, "+1 h"))
	r.Press(kit.KeySpace, kit.KeyEnter)
	assert.Equal(t, []string{"hour", "run", "decide"}, did, "a click leaves no focus behind")
	assert.Equal(t, []string{"Run", "Space", "+1 h", "H", "Cancel", "Escape", "Decide", "Enter"}, written(r))
	r.Press(kit.KeyTab)
	require.Equal(t, "Cancel", focus(r))
	assert.Equal(t, []string{"Run", "+1 h", "H", "Cancel", "Enter", "Decide"}, written(r), "Enter stands where it presses")
	r.Press(kit.KeyEnter)
	assert.Equal(t, "cancel", did[len(did)-1])
}

// written are the runs of text on the screen.
func written(r *robot.Robot) []string {
	var all []string
	for _, op := range r.List().Ops {
		if text, ok := op.(display.Text); ok {
			all = append(all, text.Run.Text)
		}
	}
	return all
}

func TestFocusMovesOnWhenItsElementGoes(t *testing.T) {
	cards := []string{"one", "two", "three"}
	r := sit(func(*kit.Frame) kit.Element {
		column := kit.Column(0)
		for i, card := range cards {
			column.Children = append(column.Children, button(card, func() {
				cards = append(cards[:i:i], cards[i+1:]...)
			}))
		}
		return column
	})
	r.Press(kit.KeyTab, kit.KeyTab, kit.KeyEnter)
	assert.Equal(t, "three", focus(r))
	r.Press(kit.KeyEnter)
	assert.Equal(t, "one", focus(r))
	r.Press(kit.KeyEnter)
	assert.Equal(t, "", focus(r))
}

func TestSameNamesAreToldApart(t *testing.T) {
	pressed := -1
	rows := func(*kit.Frame) kit.Element {
		column := kit.Column(0)
		for i := range 3 {
			column.Children = append(column.Children, button("open", func() { pressed = i }))
		}
		return column
	}
	r := sit(rows)
	_, err := r.Find(kit.RoleButton, "open")
	assert.ErrorContains(t, err, `3 of button "open"`)
	r.Press(kit.KeyTab, kit.KeyTab, kit.KeyEnter)
	assert.Equal(t, 1, pressed)
}

func TestDirtyGate(t *testing.T) {
	frames := 0
	ui := kit.New(assets.Dark)
	screen := func(*kit.Frame) kit.Element {
		frames++
		return kit.Column(0, button("a", func() {}))
	}
	_, changed := ui.Frame(screen)
	assert.False(t, changed, "nothing to draw before the size is known")
	ui.Handle(kit.Resize{Size: display.Sz(400, 300)})
	list, changed := ui.Frame(screen)
	assert.True(t, changed)
	again, changed := ui.Frame(screen)
	assert.False(t, changed)
	assert.Same(t, list, again)
	assert.Equal(t, 1, frames)

	for _, quiet := range []kit.Input{
		kit.Resize{Size: display.Sz(400, 300)},
		kit.PointerMove{At: display.Pt(300, 200)},
		kit.PointerMove{At: display.Pt(301, 200)},
		kit.Wheel{At: display.Pt(300, 200), DY: 9},
		kit.Tick{Now: time.Second},
	} {
		ui.Handle(quiet)
		_, changed = ui.Frame(screen)
		assert.False(t, changed, "%T changes nothing", quiet)
	}
	for _, loud := range []kit.Input{
		kit.PointerMove{At: display.Pt(5, 5)},
		kit.KeyPress{Key: kit.KeyTab},
		kit.Resize{Size: display.Sz(500, 300)},
		kit.Resize{Size: display.Sz(500, 300), Text: 1.5},
	} {
		ui.Handle(loud)
		_, changed = ui.Frame(screen)
		assert.True(t, changed, "%T changes something", loud)
	}
	ui.Invalidate()
	_, changed = ui.Frame(screen)
	assert.True(t, changed)
	ui.SetTheme(assets.Light)
	_, changed = ui.Frame(screen)
	assert.True(t, changed)
}

// moving asks for frames.
type moving struct{ until, wake time.Duration }

func (moving) Measure(*kit.Frame, kit.Size) kit.Size { return kit.Size{} }

func (m moving) Draw(f *kit.Frame, _ kit.Rect) {
	if f.Now() < m.until {
		f.Animate()
	}
	if f.Now() < m.wake {
		f.Wake(m.wake)
	}
}

func TestAnimationAndWaking(t *testing.T) {
	ui := kit.New(assets.Dark)
	ui.Handle(kit.Resize{Size: display.Sz(400, 300)})
	screen := fixed(moving{until: 3, wake: 7})
	ui.Frame(screen)
	var drawn []time.Duration
	for now := range time.Duration(12) {
		ui.Handle(kit.Tick{Now: now + 1})
		if _, changed := ui.Frame(screen); changed {
			drawn = append(drawn, now+1)
		}
	}
	assert.Equal(t, []time.Duration{1, 2, 3, 7}, drawn)
}

// TestPageKeysScrollTheScreen scrolls what nothing has the focus of.
func TestPageKeysScrollTheScreen(t *testing.T) {
	lines := kit.Column(0)
	for i := range 60 {
		lines.Children = append(lines.Children, kit.Text{Value: fmt.Sprintf("line %d", i)})
	}
	lines.Children = append(lines.Children, kit.Button{ID: "fold", Label: "fold"}, kit.Panel{Pad: kit.Insets{Top: 900}})
	r := sit(fixed(kit.Column(0, button("a", nil), kit.Grow(1, kit.Scroll{ID: "main", Label: "Main", Child: lines}))))
	in := func(label string) bool {
		n, err := r.Find(kit.RoleText, label)
		return err == nil && n.Visible.H >= n.Bounds.H
	}
	require.True(t, in("line 0"))
	r.Press(kit.KeyPageDown)
	assert.False(t, in("line 0"))
	r.Press(kit.KeyHome)
	assert.True(t, in("line 0"))
	r.UI.ToTop("fold")
	n, err := r.Find(kit.RoleButton, "fold")
	require.NoError(t, err)
	main, err := r.Find(kit.RoleScroll, "Main")
	require.NoError(t, err)
	assert.InDelta(t, main.Bounds.Y, n.Bounds.Y, 0.5, "what was opened stands at the top")
}

// TestListFollowsItsSelection selects from outside, as a key of the screen does.
func TestListFollowsItsSelection(t *testing.T) {
	selected := 0
	r := sit(func(*kit.Frame) kit.Element {
		name := func(i int) string { return fmt.Sprintf("row %d", i) }
		return kit.List{
			Label: "Inbox", Count: 100, Selected: selected, Name: name,
			Row: func(i int) kit.Element { return kit.Text{Value: name(i)} },
		}
	})
	r.List()
	for _, selected = range []int{80, 3} {
		r.UI.Invalidate()
		n, err := r.Find(kit.RoleRow, fmt.Sprintf("row %d", selected))
		require.NoError(t, err)
		assert.Equal(t, n.Bounds, n.Visible)
	}
}

func TestHintWaits(t *testing.T) {
	r := sit(fixed(kit.Column(0, kit.Button{Label: "a", Hint: "does this"}, button("b", nil))))
	shown := func() bool {
		_, err := r.Find(kit.RoleTooltip, "does this")
		return err == nil
	}
	r.UI.Handle(kit.PointerMove{At: display.Pt(5, 5)})
	assert.False(t, shown())
	r.Wait(400 * time.Millisecond)
	assert.False(t, shown())
	r.Wait(200 * time.Millisecond)
	assert.True(t, shown())
	r.UI.Handle(kit.PointerMove{At: display.Pt(5, 290)})
	assert.False(t, shown())
	r.Press(kit.KeyTab)
	assert.True(t, shown(), "at once when the focus comes by keyboard")
	r.Press("N")
	assert.False(t, shown(), "the next act puts it away")
	require.NoError(t, r.Click(kit.RoleButton, "a"))
	r.Wait(time.Minute)
	assert.False(t, shown(), "it does not come back after a press")
}

func TestDisabledButtonsSayWhy(t *testing.T) {
	r := sit(fixed(kit.Button{Label: "Attribute", Hint: "Names the actor.", Disabled: "No tear-line yet."}))
	r.Press(kit.KeyTab)
	_, err := r.Find(kit.RoleTooltip, "No tear-line yet.")
	assert.NoError(t, err)
}

func TestScreenInWords(t *testing.T) {
	r := sit(fixed(kit.Panel{Label: "Decisions", Child: kit.Column(0,
		kit.Heading("Open"),
		kit.Card{Label: "Send team", Value: "22 staff-hours", Key: "1", Selected: true, Child: kit.Text{Value: "Restores counting."}},
		kit.Button{Label: "Attribute", Disabled: "ODNI has not attributed it."},
		kit.Field{Label: "Why", Value: "Counting stops"},
		kit.Toggle{Label: "Sound", On: true},
		kit.Segmented{Label: "Confidence", Options: []string{"low", "even"}, Selected: 1},
		kit.Progress{Label: "Runs", Note: "12 s left"},
	)}))
	r.Press(kit.KeyTab)
	assert.Equal(t, strings.TrimSpace(`
group "Decisions"
  heading "Open"
  button "Send team" = "22 staff-hours", focused, selected [1]
    text "Restores counting."
  button "Attribute", disabled: ODNI has not attributed it.
  textbox "Why" = "Counting stops"
  switch "Sound" = "on", selected
  radiogroup "Confidence" = "even"
    radio "low"
    radio "even", selected
  progressbar "Runs" = "12 s left"
`), strings.TrimSpace(r.Text()))
	assert.Equal(t, []kit.Shortcut{{Keys: []kit.Key{"1"}, Label: "Send team"}}, r.UI.Shortcuts())
}

func TestComplaints(t *testing.T) {
	narrow := kit.Width(60, kit.Panel{Label: "Inbox", Child: kit.Row(0, button("a long label", nil), button("another", nil))})
	r := sit(fixed(kit.Row(0, narrow)))
	r.List()
	complaints := r.UI.Complaints()
	require.NotEmpty(t, complaints)
	assert.Contains(t, complaints[0], `group "Inbox": row at 0, 136 needs`)

	r = sit(fixed(kit.Column(0, kit.Grow(1, nil), kit.Text{Value: strings.Repeat("much text ", 300)})))
	r.List()
	assert.Contains(t, strings.Join(r.UI.Complaints(), "\n"), "is cut off at the bottom")
}

func TestMemoryBelongsToIDs(t *testing.T) {
	type counter struct{ n int }
	order := []string{"a", "b"}
	r := sit(func(f *kit.Frame) kit.Element {
		column := kit.Column(0)
		for _, id := range order {
			column.Children = append(column.Children, draw(func(f *kit.Frame, bounds kit.Rect) {
				s := f.Add(kit.Node{ID: kit.ID(id), Role: kit.RoleText, Bounds: bounds})
				c := kit.Remember[counter](f, s.ID)
				c.n++
				f.Add(kit.Node{Role: kit.RoleText, Label: fmt.Sprintf("%s drawn %d times", id, c.n), Bounds: bounds})
			}))
		}
		return column
	})
	r.List()
	order = []string{"b", "c"}
	r.UI.Invalidate()
	assert.Contains(t, r.Text(), "b drawn 2 times")
	assert.Contains(t, r.Text(), "c drawn 1 times")
}

// draw is an element made of one function.
type draw func(f *kit.Frame, bounds kit.Rect)

func (draw) Measure(*kit.Frame, kit.Size) kit.Size { return display.Sz(10, 10) }

func (d draw) Draw(f *kit.Frame, bounds kit.Rect) { d(f, bounds) }
