package kit

import (
	"math"

	"tabletop/assets"
	"tabletop/internal/kit/display"
)

// Layers puts modals over a screen. Only the last one that is not nil gets
// input; nil modals are left out.
func Layers(base Element, modals ...*Modal) Element { return layers{base, modals} }

type layers struct {
	base   Element
	modals []*Modal
}

// Measure implements Element.
func (l layers) Measure(f *Frame, limit Size) Size { return l.base.Measure(f, limit) }

// Draw implements Element.
func (l layers) Draw(f *Frame, bounds Rect) {
	l.base.Draw(f, bounds)
	outer := f.layer
	for _, modal := range l.modals {
		if modal != nil {
			f.layer++
			modal.draw(f)
		}
	}
	f.layer = outer
}

// Modal is a dialog that has to be answered or closed first. Tab stays inside
// it, Escape closes it.
type Modal struct {
	ID    string
	Title string
	Width float64 // 0 means 480 and a little more for larger text
	Body  Element
	// Actions are the buttons at its end, the safest first.
	Actions []Element
	OnClose func()
}

const modalPad = assets.Gutter

func (m *Modal) draw(f *Frame) {
	window := f.Size().At(0, 0)
	f.Paint(display.Box{Rect: window, Fill: f.Theme().Color(assets.Scrim)})
	width := m.Width
	if width == 0 {
		width = 480 * math.Sqrt(f.TextScale())
	}
	room := window.Inset(assets.Gutter).Size()
	content := Panel{Pad: All(modalPad), Child: m.content()}
	size := content.Measure(f, display.Sz(min(width, room.W), room.H))
	size = display.Sz(min(width, room.W), min(size.H, room.H))
	bounds := size.At((window.W-size.W)/2, (window.H-size.H)/2)
	n := Node{ID: ID(m.ID), Role: RoleDialog, Label: m.Title, Bounds: bounds}
	n.Cancel = m.OnClose
	f.Inside(n, func(State) {
		f.Paint(display.Box{
			Rect: bounds, Radius: assets.RadiusLarge, Width: assets.Thin,
			Fill: f.Theme().Color(assets.Surface), Stroke: f.Theme().Color(assets.Edge),
		})
		content.Draw(f, bounds)
	})
}

func (m *Modal) content() Element {
	title := Text{Value: m.Title, Style: assets.Heading, Heading: true}
	parts := []Element{Pad(Sides(assets.Tight, 0), title)}
	if m.Body != nil {
		parts = append(parts, Fit(Scroll{Label: m.Title, Child: Pad(All(assets.Tight), m.Body)}))
	}
	if len(m.Actions) > 0 {
		parts = append(parts, Row(assets.Near, append([]Element{Spacer()}, m.Actions...)...))
	}
	return Column(assets.Loose, parts...)
}
