package kit

// The focus moves through the nodes that can have it in the order in which
// they were drawn, within the topmost layer: a modal keeps it inside. Each
// layer has its own focus, so closing a modal puts the focus back where it was.

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

// first chooses what a new layer focuses: the first field, else the first
// element.
func first(all []*Node) *Node {
	for _, n := range all {
		if n.Type != nil && n.Enabled() {
			return n
		}
	}
	return all[0]
}

func (u *UI) setFocus(n *Node) {
	u.focus[u.layer] = n.ID
	u.reveal = true
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
	if at < 0 && step < 0 {
		at = 0
	}
	u.setFocus(all[(at+step+len(all))%len(all)])
}

func (u *UI) focused() *Node {
	for i := range u.nodes {
		if n := &u.nodes[i]; n.layer == u.layer && n.Focusable && n.ID == u.focusIn(u.layer) {
			return n
		}
	}
	return nil
}

// revealFocus asks every scrolling element around the focus, from the inside
// out, to show it.
func (u *UI) revealFocus() bool {
	n := u.focused()
	if n == nil {
		return false
	}
	for p := n.parent; p >= 0; p = u.nodes[p].parent {
		if reveal := u.nodes[p].Reveal; reveal != nil && reveal(n.Bounds) {
			return true
		}
	}
	return false
}
