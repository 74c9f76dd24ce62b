package kit

import (
	"fmt"

	"tabletop/assets"
	"tabletop/internal/kit/display"
)

// Split shows two elements with a bar between them that can be dragged, or
// moved with the arrow keys.
type Split struct {
	ID    string
	Label string // what the bar is called, such as "Width of the inbox"
	// Stacked puts the first above the second instead of left of it.
	Stacked bool
	// Share is how much of the room the first gets until the bar is moved.
	Share float64
	// Least is the least room each keeps.
	Least         float64
	First, Second Element
}

// splitting is where the bar was moved to.
type splitting struct {
	share float64
	moved bool
}

const barWidth = assets.Tight + 2

// Measure implements Element.
func (p Split) Measure(_ *Frame, limit Size) Size { return limit }

// Draw implements Element.
func (p Split) Draw(f *Frame, bounds Rect) {
	f.Inside(Node{ID: ID(p.ID), Role: RoleGroup, Label: p.Label, Bounds: bounds}, func(s State) {
		kept := Remember[splitting](f, s.ID)
		length := max(p.along(bounds.Size())-barWidth, 1)
		if !kept.moved {
			kept.share = p.Share
		}
		share := p.limit(kept.share, length)
		first, bar, second := p.cut(bounds, share*length)
		move := func(to float64) { *kept = splitting{p.limit(to, length), true} }
		p.First.Draw(f, first)
		p.drawBar(f, bar, share, func(k Key) bool {
			to, ok := p.key(k, share)
			if ok {
				move(to)
			}
			return ok
		}, func(at Pointer) {
			if at.Clicks == 0 && !at.Release {
				move(share + (p.along(display.Sz(at.At.X, at.At.Y))-barWidth/2)/length)
			}
		})
		p.Second.Draw(f, second)
	})
}

func (p Split) drawBar(f *Frame, bar Rect, share float64, key func(Key) bool, pointer func(Pointer)) {
	s := f.Add(Node{
		Role: RoleSeparator, Label: p.Label, Value: fmt.Sprintf("%.0f%%", share*100), Bounds: bar,
		Handlers: Handlers{Focusable: true, Key: key, Pointer: pointer},
	})
	line := display.Rc(bar.Center().X, bar.Y, assets.Thin, bar.H)
	if p.Stacked {
		line = display.Rc(bar.X, bar.Center().Y, bar.W, assets.Thin)
	}
	f.Paint(display.Box{Rect: line, Fill: f.Theme().Color(assets.Hairline)})
	if s.Hovered || s.Pressed || s.Ring {
		f.Paint(display.Box{Rect: bar, Radius: barWidth / 2, Fill: f.Theme().Color(assets.Ring)})
	}
}

func (p Split) key(k Key, share float64) (to float64, ok bool) {
	const nudge = 0.02
	switch {
	case k == KeyLeft && !p.Stacked, k == KeyUp && p.Stacked:
		return share - nudge, true
	case k == KeyRight && !p.Stacked, k == KeyDown && p.Stacked:
		return share + nudge, true
	}
	return share, false
}

// limit keeps the least room on both sides; where there is too little for
// both, each gets half.
func (p Split) limit(share, length float64) float64 {
	least := min(p.Least/length, 0.5)
	return min(max(share, least), 1-least)
}

func (p Split) along(s Size) float64 {
	if p.Stacked {
		return s.H
	}
	return s.W
}

// cut divides bounds into the first element, the bar and the second.
func (p Split) cut(r Rect, at float64) (first, bar, second Rect) {
	if p.Stacked {
		return display.Rc(r.X, r.Y, r.W, at), display.Rc(r.X, r.Y+at, r.W, barWidth),
			display.Rc(r.X, r.Y+at+barWidth, r.W, r.H-at-barWidth)
	}
	return display.Rc(r.X, r.Y, at, r.H), display.Rc(r.X+at, r.Y, barWidth, r.H),
		display.Rc(r.X+at+barWidth, r.Y, r.W-at-barWidth, r.H)
}
