package kit

import (
	"math"

	"tabletop/internal/kit/display"
)

// Align says where children stand across a row or a column.
type Align uint8

// The alignments. Stretch gives each child the whole breadth.
const (
	Stretch Align = iota
	Start
	Middle
	Finish
)

// Flow is a row or a column of elements.
type Flow struct {
	Vertical bool
	Gap      float64
	Align    Align
	Children []Element
}

// Row puts elements side by side, in the middle of its height. Nil children
// are left out.
func Row(gap float64, children ...Element) Flow {
	return Flow{Gap: gap, Align: Middle, Children: children}
}

// Column puts elements under each other, each as wide as the column. Nil
// children are left out.
func Column(gap float64, children ...Element) Flow {
	return Flow{Vertical: true, Gap: gap, Children: children}
}

// Aligned returns the row or column with another alignment.
func (w Flow) Aligned(a Align) Flow {
	w.Align = a
	return w
}

// Grow makes a child of a row or column take what room is left, shared out
// among all that grow. A nil child grows as empty space.
func Grow(share float64, child Element) Element { return grown{share, child} }

// Spacer is empty space that pushes its neighbours apart.
func Spacer() Element { return grown{1, nil} }

// Fit makes a child of a row or column give way: it gets the size it wants, but
// no more than its neighbours leave.
func Fit(child Element) Element { return fitted{child} }

type fitted struct{ Element }

func isFitted(e Element) bool {
	_, ok := e.(fitted)
	return ok
}

type grown struct {
	share float64
	child Element
}

// Measure implements Element.
func (g grown) Measure(f *Frame, limit Size) Size {
	if g.child == nil {
		return Size{}
	}
	return g.child.Measure(f, limit)
}

// Draw implements Element.
func (g grown) Draw(f *Frame, bounds Rect) {
	if g.child != nil {
		g.child.Draw(f, bounds)
	}
}

// Measure implements Element.
func (w Flow) Measure(f *Frame, limit Size) Size {
	var total, breadth float64
	for _, size := range w.sizes(f, limit) {
		along, across := w.turn(size)
		total += along
		breadth = max(breadth, across)
	}
	return w.unturn(total+w.gaps(), breadth)
}

// Draw implements Element.
func (w Flow) Draw(f *Frame, bounds Rect) {
	sizes := w.sizes(f, bounds.Size())
	at, side := w.turn(display.Sz(bounds.X, bounds.Y))
	_, breadth := w.turn(bounds.Size())
	w.complain(f, sizes, bounds)
	for i, child := range w.Children {
		if child == nil {
			continue
		}
		along, across := w.turn(sizes[i])
		if w.Align == Stretch {
			across = breadth
		}
		across = min(across, breadth)
		offset := 0.0
		switch w.Align {
		case Middle:
			offset = (breadth - across) / 2
		case Finish:
			offset = breadth - across
		}
		corner := w.unturn(at, side+offset)
		child.Draw(f, w.unturn(along, across).At(corner.W, corner.H))
		at += along + w.Gap
	}
}

// complain notes that there is too little room for the children.
func (w Flow) complain(f *Frame, sizes []Size, bounds Rect) {
	room, _ := w.turn(bounds.Size())
	need := w.gaps()
	for _, size := range sizes {
		along, _ := w.turn(size)
		need += along
	}
	if need > room+1 {
		kind := "row"
		if w.Vertical {
			kind = "column"
		}
		f.complain("%s at %.0f, %.0f needs %.0f px and has %.0f", kind, bounds.X, bounds.Y, need, room)
	}
}

// sizes returns the size of each child: first those that insist on theirs,
// then those that fit into what is left, then those that grow.
func (w Flow) sizes(f *Frame, limit Size) []Size {
	length, breadth := w.turn(limit)
	endless := math.IsInf(length, 1)
	sizes := make([]Size, len(w.Children))
	left := length - w.gaps()
	measure := func(i int, child Element) {
		sizes[i] = child.Measure(f, w.unturn(max(left, 0), breadth))
		along, _ := w.turn(sizes[i])
		left -= along
	}
	var shares float64
	for i, child := range w.Children {
		switch g, grows := child.(grown); {
		case child == nil || isFitted(child):
		case grows && !endless:
			shares += g.share
		default:
			measure(i, child)
		}
	}
	for i, child := range w.Children {
		if isFitted(child) {
			measure(i, child)
		}
	}
	for i, child := range w.Children {
		if g, grows := child.(grown); grows && !endless {
			along := max(left, 0) * g.share / shares
			_, across := w.turn(g.Measure(f, w.unturn(along, breadth)))
			sizes[i] = w.unturn(along, across)
		}
	}
	return sizes
}

func (w Flow) gaps() float64 {
	count := 0
	for _, child := range w.Children {
		if child != nil {
			count++
		}
	}
	return w.Gap * float64(max(count-1, 0))
}

// turn splits a size into its length along and its breadth across the flow,
// and unturn puts it together again.
func (w Flow) turn(s Size) (along, across float64) {
	if w.Vertical {
		return s.H, s.W
	}
	return s.W, s.H
}

func (w Flow) unturn(along, across float64) Size {
	if w.Vertical {
		return display.Sz(across, along)
	}
	return display.Sz(along, across)
}
