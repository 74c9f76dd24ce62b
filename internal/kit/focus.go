package kit

import (
	"math"
	"strings"
)

// The focus moves through the nodes that can have it in the order in which
// they were drawn, within the topmost layer: a modal keeps it inside. Each
// layer has its own focus. Closing a modal over another puts the focus back
// where it was; closing the last leaves the screen without one, so that keys mean
// what the screen says, and Tab goes on from where the focus was.

func (u *UI) focusIn(layer int) ID {
	if layer < len(u.focus) {
		return u.focus[layer]
	}
	return ""
}

// focusable lists the nodes of the topmost layer that can have the focus.
func (u *UI) focusable() []*Node {
	var all []*Node
	for i := range u.nodes {
		if n := &u.nodes[i]; n.layer == u.layer && n.Focusable {
			all = append(all, n)
		}
	}
	return all
}

// settleFocus drops the focus of layers that are gone, gives a new layer its
// first focus, and finds a neighbour for a focus whose element is gone.
func (u *UI) settleFocus() bool {
	if len(u.focus) > u.layer+1 {
		u.focus, u.order = u.focus[:u.layer+1], u.order[:u.layer+1]
		if u.layer == 0 {
			u.Unfocus()
		}
		return true
	}
	all := u.focusable()
	if len(u.focus) < u.layer+1 {
		for len(u.focus) < u.layer+1 {
			u.focus, u.order = append(u.focus, ""), append(u.order, 0)
		}
		if len(all) > 0 {
			u.setFocus(first(all))
			return true
		}
		return false
	}
	id := u.focus[u.layer]
	if id == "" {
		return false
	}
	for i, n := range all {
		if n.ID == id {
			u.order[u.layer] = i
			return false
		}
	}
	if len(all) == 0 {
		u.focus[u.layer] = ""
	} else {
		u.setFocus(all[min(u.order[u.layer], len(all)-1)])
	}
	return true
}

// first chooses what a new layer focuses: the first field or list in which nothing
// is chosen yet, else the first element.
func first(all []*Node) *Node {
	for _, n := range all {
		if (n.Type != nil || n.Role == RoleList && n.Value == "") && n.Enabled() {
			return n
		}
	}
	return all[0]
}

func (u *UI) setFocus(n *Node) {
	u.focus[u.layer] = n.ID
	u.reveal, u.tabbed = true, false
	u.dirty = true
}

// Focus gives the focus to an element of the topmost layer.
func (u *UI) Focus(id ID) {
	for _, n := range u.focusable() {
		if n.ID == id {
			u.setFocus(n)
		}
	}
}

// Unfocus takes the focus away, as where one screen gives way to another. The next
// Tab goes on from there.
func (u *UI) Unfocus() {
	if u.focus[u.layer] != "" {
		u.focus[u.layer], u.left = "", true
	}
}

// moveFocus moves the focus by one, around the ends.
func (u *UI) moveFocus(step int) {
	all := u.focusable()
	if len(all) == 0 {
		return
	}
	at := -1
	for i, n := range all {
		if n.ID == u.focus[u.layer] {
			at = i
		}
	}
	switch {
	case at < 0 && u.left:
		at = min(u.order[u.layer], len(all)-1)
	case at < 0 && step < 0:
		at = 0
	}
	u.setFocus(all[(at+step+len(all))%len(all)])
	u.tabbed, u.left = true, false
}

func (u *UI) focused() *Node {
	for i := range u.nodes {
		if n := &u.nodes[i]; n.layer == u.layer && n.Focusable && n.ID == u.focusIn(u.layer) {
			return n
		}
	}
	return nil
}

// ToTop scrolls, with the next frame, until the element of that name (the ID it
// was given, else its role and label, as in "group:Done") stands at the top of what scrolls it, or as near as it can.
func (u *UI) ToTop(name string) {
	u.toTop, u.dirty = name, true
}

// raise does what ToTop asked for.
func (u *UI) raise() bool {
	for i := range u.nodes {
		n := &u.nodes[i]
		if id := string(n.ID); n.layer != u.layer || id[strings.LastIndex(id, "/")+1:] != u.toTop {
			continue
		}
		area := n.Bounds
		area.H = math.MaxFloat32 // more than there is room for: the top counts
		return u.revealIn(n, area)
	}
	return false
}

// revealFocus asks every scrolling element around the focus, from the inside
// out, to show it.
func (u *UI) revealFocus() bool {
	n := u.focused()
	return n != nil && u.revealIn(n, n.Bounds)
}

func (u *UI) revealIn(n *Node, area Rect) bool {
	for p := n.parent; p >= 0; p = u.nodes[p].parent {
		if reveal := u.nodes[p].Reveal; reveal != nil && reveal(area) {
			return true
		}
	}
	return false
}
