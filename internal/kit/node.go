package kit

import (
	"fmt"
	"strings"
)

// ID tells the elements of a screen apart and stays the same from frame to
// frame: a path of the names of the scopes around an element and its own.
type ID string

// Role says what an element is, in ARIA's terms where it has one.
type Role string

// The roles.
const (
	RoleWindow    Role = "window"
	RoleText      Role = "text"
	RoleHeading   Role = "heading"
	RoleButton    Role = "button"
	RoleLink      Role = "link"
	RoleToggle    Role = "switch"
	RoleChoice    Role = "radiogroup"
	RoleOption    Role = "radio"
	RoleTabs      Role = "tablist"
	RoleTab       Role = "tab"
	RoleList      Role = "list"
	RoleRow       Role = "listitem"
	RoleField     Role = "textbox"
	RoleScroll    Role = "region"
	RoleSlider    Role = "slider"
	RoleSeparator Role = "separator"
	RoleGroup     Role = "group"
	RoleDialog    Role = "dialog"
	RoleTooltip   Role = "tooltip"
	RoleProgress  Role = "progressbar"
	RolePicture   Role = "img"
	RoleStatus    Role = "status"
)

// Node is what an element means: what a screen reader, a test or the key help
// is told, and what happens when the element is used.
type Node struct {
	ID    ID
	Role  Role
	Label string
	Value string
	// Disabled is the reason why the element cannot be used now, in plain
	// words; empty means that it can.
	Disabled string
	// Hint says more than the label; it shows beside the element while the
	// pointer rests on it or Tab has brought the focus there.
	Hint     string
	Focused  bool
	Selected bool
	Bounds   Rect
	// Visible is what the clips around the element leave of its bounds.
	Visible Rect
	// Keys use the element from anywhere on the screen.
	Keys []Key

	Handlers

	parent int // index of the node around it, or -1
	layer  int // 0 is the screen, 1 the first modal over it, and so on
}

// Handlers is what happens when an element is used. Any may be nil. They run
// between frames, never while a frame is drawn.
type Handlers struct {
	// Focusable elements can be reached with Tab.
	Focusable bool
	// Press: a click, Enter or Space on the focused element, or one of its Keys.
	Press func()
	// Key gets the keys pressed while the element or one inside it has the
	// focus, and says whether it used the key.
	Key func(k Key) bool
	// Type gets text typed while the element has the focus. While it is set,
	// keys that write text are no shortcuts.
	Type func(text string)
	// Pointer gets presses, drags and the release.
	Pointer func(p Pointer)
	// Scroll moves the content and says whether anything moved.
	Scroll func(dx, dy float64) bool
	// Reveal scrolls until the area, in window coordinates, can be seen.
	Reveal func(area Rect) bool
	// Cancel is what Escape does while the element's layer is on top.
	Cancel func()
}

// Pointer is a press on an element, a drag that began on it, or the release.
type Pointer struct {
	At      Point // from the element's top left corner
	Clicks  int   // 0 for a drag or the release
	Extend  bool
	Release bool
}

// Enabled says whether the element can be used.
func (n *Node) Enabled() bool { return n.Disabled == "" }

// String describes the node in one line, as in the text export of a screen.
func (n *Node) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %q", n.Role, n.Label)
	if n.Value != "" {
		fmt.Fprintf(&b, " = %q", n.Value)
	}
	for _, state := range []struct {
		on   bool
		name string
	}{{n.Focused, "focused"}, {n.Selected, "selected"}} {
		if state.on {
			b.WriteString(", " + state.name)
		}
	}
	if !n.Enabled() {
		fmt.Fprintf(&b, ", disabled: %s", n.Disabled)
	}
	if len(n.Keys) > 0 {
		fmt.Fprintf(&b, " [%s]", joinKeys(n.Keys))
	}
	return b.String()
}

func joinKeys(keys []Key) string {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = string(key)
	}
	return strings.Join(names, ", ")
}
