// Package robot uses a screen as a person would: it looks for elements by role
// and name, clicks in their middle, and types. Tests of screens are written
// with it.
package robot

import (
	"fmt"
	"time"

	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
)

// Robot is a person in front of a screen.
type Robot struct {
	UI     *kit.UI
	Screen kit.Screen
	now    time.Duration
}

// New sits down in front of a screen in a window of a size.
func New(ui *kit.UI, screen kit.Screen, size kit.Size) *Robot {
	r := &Robot{UI: ui, Screen: screen}
	r.do(kit.Resize{Size: size})
	return r
}

// List returns what is on the screen now.
func (r *Robot) List() *display.List {
	list, _ := r.UI.Frame(r.Screen)
	return list
}

// Text returns what is on the screen in words.
func (r *Robot) Text() string {
	r.List()
	return r.UI.Text()
}

func (r *Robot) do(inputs ...kit.Input) {
	for _, in := range inputs {
		r.UI.Handle(in)
		r.UI.Frame(r.Screen)
	}
}

// Find finds the element with a role and a label.
func (r *Robot) Find(role kit.Role, label string) (*kit.Node, error) {
	r.List()
	return r.UI.Find(role, label)
}

// Click clicks in the middle of what can be seen of an element.
func (r *Robot) Click(role kit.Role, label string) error {
	n, err := r.Find(role, label)
	if err != nil {
		return err
	}
	if n.Visible.Empty() {
		return fmt.Errorf("%s %q is out of sight", role, label)
	}
	if !n.Enabled() {
		return fmt.Errorf("%s %q is disabled: %s", role, label, n.Disabled)
	}
	r.ClickAt(n.Visible.Center())
	return nil
}

// ClickAt clicks at a point.
func (r *Robot) ClickAt(at kit.Point) {
	r.do(kit.PointerMove{At: at}, kit.PointerPress{At: at, Clicks: 1}, kit.PointerRelease{At: at})
}

// Drag presses at a point, moves to another, and lets go.
func (r *Robot) Drag(from, to kit.Point) {
	r.do(kit.PointerMove{At: from}, kit.PointerPress{At: from, Clicks: 1},
		kit.PointerMove{At: to}, kit.PointerRelease{At: to})
}

// Scroll turns the wheel over the middle of an element.
func (r *Robot) Scroll(role kit.Role, label string, dy float64) error {
	n, err := r.Find(role, label)
	if err != nil {
		return err
	}
	r.do(kit.Wheel{At: n.Visible.Center(), DY: dy})
	return nil
}

// Press presses keys, one after the other. A key that writes text is typed.
func (r *Robot) Press(keys ...kit.Key) {
	for _, key := range keys {
		if len([]rune(string(key))) == 1 {
			r.Type(string(key))
			continue
		}
		r.do(kit.KeyPress{Key: key})
		if key == kit.KeySpace {
			r.do(kit.Typed{Text: " "})
		}
	}
}

// Type types a text, character by character.
func (r *Robot) Type(s string) {
	for _, c := range s {
		r.do(kit.Typed{Text: string(c)})
	}
}

// Wait lets time pass.
func (r *Robot) Wait(d time.Duration) {
	r.now += d
	r.do(kit.Tick{Now: r.now})
}

// Focused returns the element that has the focus, or nil.
func (r *Robot) Focused() *kit.Node {
	r.List()
	nodes := r.UI.Nodes()
	for i := len(nodes) - 1; i >= 0; i-- {
		if nodes[i].Focused {
			return &nodes[i]
		}
	}
	return nil
}
