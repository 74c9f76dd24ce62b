package kit

import (
	"fmt"
	"strings"

	"tabletop/internal/kit/display"
)

// Nodes lists the nodes of the last frame, in the order in which they were
// drawn.
func (u *UI) Nodes() []Node { return u.nodes }

// Find returns the one node of the topmost layer with a role and a label. If
// there is none, or more than one, the error lists what there is.
func (u *UI) Find(role Role, label string) (*Node, error) {
	var found []*Node
	var others []string
	for i := range u.nodes {
		n := &u.nodes[i]
		switch {
		case n.layer != u.layer || n.Role != role:
		case n.Label == label:
			found = append(found, n)
		default:
			others = append(others, fmt.Sprintf("%q", n.Label))
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, fmt.Errorf("no %s %q; there is: %s", role, label, strings.Join(others, ", "))
	default:
		return nil, fmt.Errorf("%d of %s %q", len(found), role, label)
	}
}

// Complaints lists what is wrong with the last frame: content that has too
// little room, and what display.Check finds. A screen is right when there are
// none at every size and text scale it is made for.
func (u *UI) Complaints() []string {
	return append(u.complaints[:len(u.complaints):len(u.complaints)], display.Check(u.list)...)
}

// Text describes the whole screen in words, one element a line, indented by
// what lies inside what.
func (u *UI) Text() string {
	var b strings.Builder
	for i := range u.nodes {
		n := &u.nodes[i]
		for p := n.parent; p >= 0; p = u.nodes[p].parent {
			b.WriteString("  ")
		}
		b.WriteString(n.String())
		b.WriteByte('\n')
	}
	return b.String()
}

// Shortcut is a key and what it does.
type Shortcut struct {
	Keys  []Key
	Label string
}

// Shortcuts lists the keys that work on the screen now, in the order of their
// elements, for the key help.
func (u *UI) Shortcuts() []Shortcut {
	var all []Shortcut
	for i := range u.nodes {
		if n := &u.nodes[i]; n.layer == u.layer && len(n.Keys) > 0 {
			all = append(all, Shortcut{Keys: n.Keys, Label: n.Label})
		}
	}
	return all
}

// Hovered returns the element under the pointer that the pointer can use, or
// nil.
func (u *UI) Hovered() *Node { return u.node(u.hover) }
