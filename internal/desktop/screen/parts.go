package screen

import (
	"math"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
)

// back is a part of a screen that Escape leaves.
type back struct {
	label string
	leave func()
	child kit.Element
}

// Measure implements kit.Element.
func (b back) Measure(f *kit.Frame, limit kit.Size) kit.Size { return b.child.Measure(f, limit) }

// Draw implements kit.Element.
func (b back) Draw(f *kit.Frame, bounds kit.Rect) {
	node := kit.Node{Role: kit.RoleGroup, Label: b.label, Bounds: bounds}
	node.Cancel = b.leave
	f.Inside(node, func(kit.State) { b.child.Draw(f, bounds) })
}

// keyOnly is something a key does that has no place of its own on the screen.
type keyOnly struct {
	label string
	key   kit.Key
	press func()
}

// Measure implements kit.Element.
func (k keyOnly) Measure(*kit.Frame, kit.Size) kit.Size { return kit.Size{} }

// Draw implements kit.Element.
func (k keyOnly) Draw(f *kit.Frame, bounds kit.Rect) {
	node := kit.Node{Role: kit.RoleButton, Label: k.label, Bounds: bounds, Keys: []kit.Key{k.key}}
	node.Press = k.press
	f.Add(node)
}

// flexible chooses how to lay itself out once it knows how much room there is.
type flexible func(f *kit.Frame, room kit.Size) kit.Element

// Measure implements kit.Element.
func (x flexible) Measure(f *kit.Frame, limit kit.Size) kit.Size {
	return x(f, limit).Measure(f, limit)
}

// Draw implements kit.Element.
func (x flexible) Draw(f *kit.Frame, bounds kit.Rect) { x(f, bounds.Size()).Draw(f, bounds) }

// upright is a hairline between two columns.
func upright() kit.Element { return kit.Width(assets.Thin, kit.Panel{Fill: assets.Hairline}) }

// pane is a column of the screen with a name at its top and something at the
// end of that line.
func pane(name string, trailing kit.Element, child kit.Element) kit.Element {
	head := kit.Row(assets.Near, kit.Grow(1, kit.Heading(name)), trailing)
	return kit.Panel{Fill: assets.Surface, Child: kit.Column(0,
		kit.Pad(kit.Insets{Left: assets.Apart, Top: assets.Near, Right: assets.Apart, Bottom: assets.Tight}, head),
		kit.Grow(1, child),
	)}
}

// paragraph is running text.
func paragraph(value string) kit.Element { return kit.Text{Value: value} }

// aside is what stands beside or under something, in smaller type.
func aside(value string) kit.Element {
	return kit.Text{Value: value, Style: assets.Small, Ink: assets.Muted}
}

// optional is the element, or nothing where the text is empty.
func optional(value string, make func(string) kit.Element) kit.Element {
	if value == "" {
		return nil
	}
	return make(value)
}

// natural is the size an element takes where there is no limit.
func natural(f *kit.Frame, e kit.Element) kit.Size {
	return e.Measure(f, display.Sz(math.Inf(1), math.Inf(1)))
}
