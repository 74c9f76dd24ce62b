package kit

import "tabletop/internal/kit/display"

// Grid puts elements in rows of equally wide columns. Each row is as high as
// its highest element.
type Grid struct {
	// Columns is how many there are; 0 means as many as are at least Least wide.
	Columns  int
	Least    float64
	Gap      float64
	Children []Element
}

func (g Grid) columns(width float64) int {
	if g.Columns > 0 {
		return g.Columns
	}
	most := int((width + g.Gap) / (max(g.Least, 1) + g.Gap))
	return max(min(most, len(g.Children)), 1)
}

// rows calls each row with its children, the width of a column and its height.
func (g Grid) rows(f *Frame, limit Size, each func(children []Element, w, h float64)) {
	columns := g.columns(limit.W)
	w := max((limit.W-g.Gap*float64(columns-1))/float64(columns), 0)
	for start := 0; start < len(g.Children); start += columns {
		row := g.Children[start:min(start+columns, len(g.Children))]
		h := 0.0
		for _, child := range row {
			h = max(h, child.Measure(f, display.Sz(w, limit.H)).H)
		}
		each(row, w, h)
	}
}

// Measure implements Element.
func (g Grid) Measure(f *Frame, limit Size) Size {
	total := -g.Gap
	g.rows(f, limit, func(_ []Element, _, h float64) { total += h + g.Gap })
	return display.Sz(limit.W, max(total, 0))
}

// Draw implements Element.
func (g Grid) Draw(f *Frame, bounds Rect) {
	y := bounds.Y
	g.rows(f, bounds.Size(), func(children []Element, w, h float64) {
		for i, child := range children {
			child.Draw(f, display.Rc(bounds.X+float64(i)*(w+g.Gap), y, w, h))
		}
		y += h + g.Gap
	})
}

// Stack draws elements over each other in the same place.
func Stack(children ...Element) Element { return stack(children) }

type stack []Element

// Measure implements Element.
func (s stack) Measure(f *Frame, limit Size) Size {
	var size Size
	for _, child := range s {
		if child != nil {
			own := child.Measure(f, limit)
			size = display.Sz(max(size.W, own.W), max(size.H, own.H))
		}
	}
	return size
}

// Draw implements Element.
func (s stack) Draw(f *Frame, bounds Rect) {
	for _, child := range s {
		if child != nil {
			child.Draw(f, bounds)
		}
	}
}
