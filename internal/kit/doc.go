// Package kit is the desktop's own set of widgets, in pure Go. It knows nothing
// of windows: inputs come in as plain values, pictures go out as display lists,
// and what every element means can be read as text.
//
// # Writing a screen
//
// A screen is a function that returns elements. It runs again for every frame
// and reads what it shows; changes are made by the handlers of its elements:
//
//	type vote struct {
//		inbox  []string
//		open   int
//		reason string
//		asking bool
//	}
//
//	func (v *vote) Screen(f *kit.Frame) kit.Element {
//		inbox := kit.List{
//			Label: "Inbox", Count: len(v.inbox), Selected: v.open,
//			Name:     func(i int) string { return v.inbox[i] },
//			OnSelect: func(i int) { v.open = i },
//			Row: func(i int) kit.Element {
//				return kit.Pad(kit.All(assets.Near), kit.Label(v.inbox[i], assets.Strong, assets.Text))
//			},
//		}
//		memo := kit.Panel{Fill: assets.Raised, Pad: kit.All(assets.Loose), Child: kit.Column(assets.Near,
//			kit.Heading("Report"),
//			kit.Text{Value: v.inbox[v.open]},
//			kit.Field{Label: "Why", Value: v.reason, Lines: 3, OnChange: func(s string) { v.reason = s }},
//			kit.Row(assets.Near, kit.Spacer(),
//				kit.Button{Label: "Publish", Key: "P", Primary: true, OnPress: func() { v.asking = true }}),
//		)}
//		screen := kit.Row(assets.Apart,
//			kit.Width(f.Em(20), inbox),
//			kit.Grow(1, memo),
//		).Aligned(kit.Stretch)
//		return kit.Layers(screen, v.question())
//	}
//
//	func (v *vote) question() *kit.Modal {
//		if !v.asking {
//			return nil
//		}
//		no := func() { v.asking = false }
//		return &kit.Modal{
//			Title: "Publish now?", Body: kit.Text{Value: "It can't be taken back."}, OnClose: no,
//			Actions: []kit.Element{kit.Button{Label: "Not yet", OnPress: no}},
//		}
//	}
//
// A UI runs it. Handle takes in what happened; Frame draws only if that, or a
// call of Invalidate, may have changed the picture:
//
//	ui := kit.New(assets.Dark)
//	ui.Handle(kit.Resize{Size: kit.Size{W: 1280, H: 720}})
//	list, changed := ui.Frame(v.Screen)
//
// # Layout
//
// Row and Column lay out from the start; Grow shares out the room that is left,
// Fit gives way, Width and Height set a size, Pad and Panel put room and a
// surface around a child. Every length is in logical pixels; Frame.Em gives
// lengths that grow with the text. All that text needs grows by itself.
//
// # Identity
//
// What outlives a frame (the focus, a caret, how far a list is scrolled) is kept
// under an element's ID: its own, or its role and label, within the elements
// around it. Give an ID to elements whose label changes while they are in use.
//
// # Keys
//
// Tab and Shift+Tab go through the elements in the order in which they are
// drawn, Enter and Space press, arrows move within lists, tabs and choices,
// Escape closes the topmost modal. An element's Key presses it from anywhere,
// except that keys which write text do so while a field has the focus. Page keys,
// Home and End that nothing else wants scroll the largest region in sight. A
// button that was clicked keeps no focus, so that Enter and Space do what the
// screen says; while one has it, Enter and Space show on no other.
//
// # New elements
//
// Anything with Measure and Draw is an element. Draw paints shapes with
// Frame.Paint, says what it means with Frame.Add (or Inside, when others are
// inside it), and gets back whether it is focused, hovered or pressed. Package
// chart has examples.
package kit
