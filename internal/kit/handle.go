package kit

import "slices"

// Handle takes in one input. What it changes shows in the next frame.
func (u *UI) Handle(in Input) {
	switch in := in.(type) {
	case Resize:
		u.resize(in)
	case Tick:
		u.now = in.Now
		if u.animate || (u.wake > 0 && u.now >= u.wake) {
			u.dirty, u.animate, u.wake = true, false, 0
		}
	case PointerMove:
		u.move(in.At)
	case PointerPress:
		u.press(in)
	case PointerRelease:
		u.release(in.At)
	case Wheel:
		u.scroll(in)
	case KeyPress:
		u.key(in.Key)
	case Typed:
		u.typed(in.Text)
	}
}

func (u *UI) resize(in Resize) {
	if in.Text == 0 {
		in.Text = 1
	}
	if in.Device == 0 {
		in.Device = 1
	}
	if u.size != in.Size || u.device != in.Device || u.text != in.Text {
		u.size, u.device, u.text = in.Size, in.Device, in.Text
		u.dirty = true
	}
}

// hit finds the element under a point that the pointer can use.
func (u *UI) hit(at Point) ID {
	if n := u.under(at, func(n *Node) bool { return n.Press != nil || n.Pointer != nil || n.Hint != "" }); n != nil {
		return n.ID
	}
	return ""
}

// under finds the frontmost node of the topmost layer at a point that serves.
func (u *UI) under(at Point, serves func(n *Node) bool) *Node {
	for i := len(u.nodes) - 1; i >= 0; i-- {
		if n := &u.nodes[i]; n.layer == u.layer && n.Visible.Has(at) && serves(n) {
			return n
		}
	}
	return nil
}

func (u *UI) node(id ID) *Node {
	for i := range u.nodes {
		if u.nodes[i].ID == id {
			return &u.nodes[i]
		}
	}
	return nil
}

func (u *UI) move(at Point) {
	u.pointer = at
	if hover := u.hit(at); hover != u.hover {
		u.hover, u.rested, u.dirty, u.quiet = hover, u.now, true, false
	}
	if n := u.node(u.pressed); n != nil && n.Pointer != nil {
		n.Pointer(Pointer{At: n.local(at)})
		u.dirty = true
	}
}

func (n *Node) local(at Point) Point { return Point{X: at.X - n.Bounds.X, Y: at.Y - n.Bounds.Y} }

func (u *UI) press(in PointerPress) {
	u.move(in.At)
	u.act(false)
	n := u.node(u.hover)
	u.focusByPress(n)
	if n == nil || !n.Enabled() {
		return
	}
	u.pressed = n.ID
	if n.Pointer != nil {
		n.Pointer(Pointer{At: n.local(in.At), Clicks: max(in.Clicks, 1), Extend: in.Extend})
	}
}

// act notes that something was done, and puts hints away.
func (u *UI) act(byKeyboard bool) {
	u.byKeyboard, u.dirty, u.tabbed, u.quiet = byKeyboard, true, false, true
}

// focusByPress moves the focus as a press on a node does. What is only pressed,
// such as a button, does not keep it: Enter and Space would press it again, where
// the screen says that they do something else. Tab goes on from there.
func (u *UI) focusByPress(n *Node) {
	u.focus[u.layer], u.left = u.focusFor(n), false
	if focus := u.focused(); focus != nil && focus.Press != nil && focus.Type == nil && focus.Key == nil {
		for i, other := range u.focusable() {
			if other.ID == focus.ID {
				u.order[u.layer] = i
			}
		}
		u.Unfocus()
	}
}

// focusFor is what a press on a node focuses: the node or the first one around
// it that can have the focus. A press on nothing takes the focus away.
func (u *UI) focusFor(n *Node) ID {
	for n != nil {
		if n.Focusable {
			return n.ID
		}
		if n.parent < 0 {
			break
		}
		n = &u.nodes[n.parent]
	}
	return ""
}

func (u *UI) release(at Point) {
	n := u.node(u.pressed)
	u.pressed = ""
	u.pointer, u.hover, u.dirty = at, u.hit(at), true
	if n == nil {
		return
	}
	if n.Pointer != nil {
		n.Pointer(Pointer{At: n.local(at), Release: true})
	}
	if n.Press != nil && u.hover == n.ID {
		n.Press()
	}
}

func (u *UI) scroll(in Wheel) {
	u.move(in.At)
	n := u.under(in.At, func(n *Node) bool { return n.Scroll != nil && n.Scroll(in.DX, in.DY) })
	if n != nil {
		u.dirty = true
	}
}

// key offers a key to the focused element and those around it, then to the
// focus order, then to what Escape closes, then to the shortcuts.
func (u *UI) key(k Key) {
	u.act(true)
	n := u.focused()
	if n != nil && u.offer(n, k) {
		return
	}
	switch k {
	case KeyTab:
		u.moveFocus(+1)
	case KeyBackTab:
		u.moveFocus(-1)
	case KeyEscape:
		u.cancel()
	default:
		if n == nil || n.Type == nil || !k.types() {
			if u.shortcut(func(key Key) bool { return key == k }) {
				return
			}
		}
		u.page(k)
	}
}

func (u *UI) offer(n *Node, k Key) bool {
	if (k == KeyEnter || k == KeySpace) && n.Press != nil {
		if n.Enabled() {
			n.Press()
		}
		return true
	}
	for {
		if n.Key != nil && n.Enabled() && n.Key(k) {
			return true
		}
		if n.parent < 0 {
			return false
		}
		n = &u.nodes[n.parent]
	}
}

func (u *UI) cancel() {
	for i := len(u.nodes) - 1; i >= 0; i-- {
		if n := &u.nodes[i]; n.layer == u.layer && n.Cancel != nil {
			n.Cancel()
			return
		}
	}
}

// page lets keys that scroll, and that nothing else wants, scroll the largest
// region in sight.
func (u *UI) page(k Key) {
	switch k {
	case KeyPageUp, KeyPageDown, KeyHome, KeyEnd:
	default:
		return
	}
	var main *Node
	for i := range u.nodes {
		n := &u.nodes[i]
		if n.layer != u.layer || n.Role != RoleScroll || n.Key == nil {
			continue
		}
		if main == nil || n.Visible.W*n.Visible.H > main.Visible.W*main.Visible.H {
			main = n
		}
	}
	if main != nil {
		main.Key(k)
	}
}

// shortcut presses what a key is written on, and says whether there was any.
func (u *UI) shortcut(pressed func(Key) bool) bool {
	for i := range u.nodes {
		n := &u.nodes[i]
		if n.layer == u.layer && n.Enabled() && n.Press != nil && slices.ContainsFunc(n.Keys, pressed) {
			n.Press()
			return true
		}
	}
	return false
}

func (u *UI) typed(s string) {
	u.dirty, u.tabbed, u.quiet = true, false, true
	if n := u.focused(); n != nil && n.Type != nil {
		if n.Enabled() {
			n.Type(s)
		}
		return
	}
	for _, r := range s {
		u.shortcut(func(key Key) bool { return key.matches(string(r)) })
	}
}
