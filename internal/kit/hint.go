package kit

import (
	"time"

	"tabletop/assets"
	"tabletop/internal/kit/display"
)

// hintDelay is how long the pointer rests on an element before its hint shows.
const hintDelay = 500 * time.Millisecond

// drawHint shows the hint of the element that Tab has just brought the focus to,
// or of the one under the pointer, once it has rested there. The next act puts
// either away.
func (f *Frame) drawHint() {
	u := f.ui
	if n := f.hinted(u.focusIn(u.layer)); n != nil && u.tabbed {
		f.Above(func() { f.hint(n) })
		return
	}
	n := f.hinted(u.hover)
	if n == nil || u.pressed != "" || u.quiet {
		return
	}
	if due := u.rested + hintDelay; u.now < due {
		f.Wake(due)
		return
	}
	f.Above(func() { f.hint(n) })
}

func (f *Frame) hinted(id ID) *Node {
	for i := range f.nodes {
		if n := &f.nodes[i]; n.ID == id && n.Hint != "" && n.layer == f.ui.layer && !n.Visible.Empty() {
			return n
		}
	}
	return nil
}

// hint draws a node's hint under it, or over it where there is no room.
func (f *Frame) hint(n *Node) {
	window := f.Size().At(0, 0).Inset(assets.Tight)
	box := Panel{
		Fill: assets.Raised, Edge: assets.Edge, Radius: assets.RadiusSmall, Pad: Sides(assets.Near, assets.Tight),
		Child: Text{Value: n.Hint, Style: assets.Small},
	}
	size := box.Measure(f, display.Sz(min(f.Em(26), window.W), window.H))
	at := n.Visible
	bounds := size.At(at.X, at.Bottom()+assets.Tight)
	if bounds.Bottom() > window.Bottom() {
		bounds.Y = at.Y - size.H - assets.Tight
	}
	bounds.X = max(min(bounds.X, window.Right()-size.W), window.X)
	f.layer = f.ui.layer
	f.Inside(Node{Role: RoleTooltip, Label: n.Hint, Bounds: bounds}, func(State) {
		f.Paint(display.Box{Rect: bounds, Fill: f.Theme().Color(assets.Raised)})
		box.Draw(f, bounds)
	})
}
