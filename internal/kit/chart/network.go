package chart

import (
	"math"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
)

// Network is a picture of organisations and the channels between them. Nodes
// stand where they are told to; dots on a channel are reports on their way.
type Network struct {
	ID     string
	Label  string
	Nodes  []Place
	Links  []Link
	Legend string
	// OnPress, if any, gets the index of a node that is pressed.
	OnPress func(i int)
}

// Place is one node of the picture.
type Place struct {
	// X and Y say where its middle stands, as shares of the picture from the
	// top left corner.
	X, Y   float64
	Name   string
	Note   string       // a second line
	Color  assets.Color // of its outline
	Mark   assets.Icon  // before the note, for a state that must not be missed
	Ink    assets.Color // of the note
	Self   bool         // the seat's own
	Select bool
}

// Link is a channel between two nodes, given by their indexes.
type Link struct {
	From, To int
	Color    assets.Color // Gray if unset
	Dashed   bool         // closed
	// Inward draws a dotted line with an arrow head at From: only To can send.
	Inward bool
	Strong bool
	Note   string
	// Dots are reports on their way: shares of the way from From to To.
	Dots []float64
}

// Measure implements kit.Element.
func (n Network) Measure(_ *kit.Frame, limit kit.Size) kit.Size { return limit }

// Draw implements kit.Element.
func (n Network) Draw(f *kit.Frame, bounds kit.Rect) {
	group := kit.Node{ID: kit.ID(n.ID), Role: kit.RolePicture, Label: n.Label, Bounds: bounds}
	f.Inside(group, func(kit.State) {
		boxes := n.layout(f, bounds)
		ways := make([][]kit.Point, len(n.Links))
		for i, link := range n.Links {
			ways[i] = route(boxes, link.From, link.To)
			n.drawLink(f, link, ways[i])
		}
		taken := boxes[:len(boxes):len(boxes)]
		for i, link := range n.Links {
			taken = n.drawNote(f, link, ways[i], taken)
		}
		for i := range n.Nodes {
			n.drawPlace(f, i, boxes[i])
		}
		if n.Legend != "" {
			text := kit.Text{Value: n.Legend, Style: assets.Small, Ink: assets.Gray}
			size := text.Measure(f, bounds.Inset(assets.Apart).Size())
			text.Draw(f, size.At(bounds.X+assets.Apart, bounds.Bottom()-assets.Near-size.H))
		}
	})
}

// layout returns the box of each node, inside bounds.
func (n Network) layout(f *kit.Frame, bounds kit.Rect) []kit.Rect {
	room := bounds.Inset(assets.Near)
	if n.Legend != "" {
		room.H -= f.Leading(assets.Small)
	}
	boxes := make([]kit.Rect, len(n.Nodes))
	for i, place := range n.Nodes {
		size := place.content(f).Measure(f, room.Size())
		x := room.X + room.W*place.X - size.W/2
		y := room.Y + room.H*place.Y - size.H/2
		boxes[i] = size.At(
			max(min(x, room.Right()-size.W), room.X),
			max(min(y, room.Bottom()-size.H), room.Y),
		)
	}
	return boxes
}

func (p Place) content(f *kit.Frame) kit.Element {
	lines := []kit.Element{
		kit.Text{Value: p.Name, Style: assets.Strong, Lines: 1, Align: kit.Middle},
	}
	if p.Note != "" {
		var mark kit.Element
		ink := p.Ink
		if ink == assets.Unset {
			ink = assets.Muted
		}
		if p.Mark != "" {
			mark = kit.Glyph{Icon: p.Mark, Style: assets.Small, Ink: ink}
		}
		lines = append(lines, kit.Row(assets.Tight, mark, kit.Label(p.Note, assets.Small, ink)))
	}
	return kit.Pad(kit.Sides(assets.Apart, assets.Tight), kit.Column(0, lines...).Aligned(kit.Middle))
}

func (n Network) drawPlace(f *kit.Frame, i int, box kit.Rect) {
	place := n.Nodes[i]
	node := kit.Node{Role: kit.RoleButton, Label: place.Name, Value: place.Note, Selected: place.Select, Bounds: box}
	if n.OnPress != nil {
		node.Focusable = true
		node.Press = func() { n.OnPress(i) }
	} else {
		node.Role = kit.RoleGroup
	}
	f.Inside(node, func(s kit.State) {
		shape := display.Box{
			Rect: box, Radius: assets.Radius, Width: 1.5,
			Fill: f.Theme().Color(assets.Surface), Stroke: f.Color(place.Color, assets.Gray),
		}
		if place.Self {
			shape.Stroke, shape.Fill, shape.Width = f.Theme().Color(assets.Yellow), f.Theme().Color(assets.Hover), 2
		}
		if s.Hovered {
			shape.Fill = f.Theme().Color(assets.Hover)
		}
		f.Paint(shape)
		if s.Ring || place.Select {
			f.Paint(display.Box{
				Rect: box.Inset(-3), Radius: assets.Radius + 3, Width: assets.Thick, Stroke: f.Theme().Color(assets.Ring),
			})
		}
		place.content(f).Draw(f, box)
	})
}

func (n Network) drawLink(f *kit.Frame, link Link, way []kit.Point) {
	line := display.Line{Points: way, Color: f.Color(link.Color, assets.Gray), Width: 1}
	if link.Strong {
		line.Width = 2
	}
	switch {
	case link.Dashed:
		line.Dash = display.Dash{On: 5, Off: 5}
	case link.Inward:
		line.Dash = display.Dash{On: 2, Off: 3}
		f.Paint(arrow(way[0], along(way, 0.1), f.Em(0.7), line.Color))
	}
	f.Paint(line)
	for _, share := range link.Dots {
		f.Paint(display.Disc(along(way, min(max(share, 0), 1)), f.Em(0.35), f.Theme().Color(assets.Blue)))
	}
}

// drawNote writes a channel's note beside it, where it covers no node and no
// other note.
func (n Network) drawNote(f *kit.Frame, link Link, way []kit.Point, taken []kit.Rect) []kit.Rect {
	if link.Note == "" {
		return taken
	}
	note := kit.Label(link.Note, assets.Small, assets.Muted)
	size := note.Measure(f, f.Size())
	best, fewest := kit.Rect{}, math.MaxInt
	for _, share := range []float64{0.5, 0.35, 0.65, 0.2, 0.8} {
		at := along(way, share)
		for _, box := range []kit.Rect{
			size.At(at.X+assets.Near, at.Y-size.H/2),
			size.At(at.X-assets.Near-size.W, at.Y-size.H/2),
			size.At(at.X-size.W/2, at.Y-size.H-assets.Tight),
			size.At(at.X-size.W/2, at.Y+assets.Tight),
		} {
			if meets := n.meets(box, way, taken); meets < fewest {
				best, fewest = box, meets
			}
		}
	}
	note.Draw(f, best)
	return append(taken, best)
}

// meets counts what a note would cover, its own channel included.
func (n Network) meets(box kit.Rect, way []kit.Point, taken []kit.Rect) int {
	count := 0
	for _, other := range taken {
		if !box.Intersect(other).Empty() {
			count++
		}
	}
	for i := range 21 {
		if box.Has(along(way, float64(i)/20)) {
			count++
			break
		}
	}
	return count
}
