package kit

import (
	"math"

	"tabletop/assets"
	"tabletop/internal/kit/display"
)

// Render draws one element by itself, for a report or a picture. A height of 0
// means as high as the element wants.
func Render(e Element, theme *assets.Theme, size Size, title string) *display.List {
	u := New(theme)
	if size.H == 0 {
		u.size = display.Sz(size.W, math.Inf(1))
		size.H = e.Measure(&Frame{ui: u}, u.size).H
	}
	u.Handle(Resize{Size: size})
	list, _ := u.Frame(func(*Frame) Element { return e })
	list.Title = title
	return list
}
