package kit

import "tabletop/internal/kit/display"

// Point, Size and Rect are those of the display list, in logical pixels.
type (
	Point = display.Point
	Size  = display.Size
	Rect  = display.Rect
)

// Element is a part of a screen. Elements are plain values: a screen makes
// them afresh for each frame and nothing keeps them. What must last longer,
// such as how far a list is scrolled, is kept by the UI (see Remember).
type Element interface {
	// Measure returns the size the element wants. It should stay within limit;
	// a side of the limit may be infinite. It must not draw.
	Measure(f *Frame, limit Size) Size
	// Draw lays the element out within bounds, which may be larger or smaller
	// than what it measured: it adds shapes and nodes to the frame and draws
	// the elements inside it, in the order in which they are to be focused.
	Draw(f *Frame, bounds Rect)
}

// Screen makes the elements of one frame. It reads what it shows and changes
// nothing; changes happen in the handlers of elements.
type Screen func(f *Frame) Element
