// Package gallery shows every widget of the kit with canned data. A test paints
// them all; a window lets one try them.
package gallery

import (
	"tabletop/assets"
	"tabletop/internal/kit"
)

// Story is one widget in use, or a few that belong together.
type Story struct {
	Name string
	// Size is the size of its window at a text scale of 1.
	Size kit.Size
	// New returns a screen with fresh data of its own.
	New func() kit.Screen
	// Inputs bring it into the state to be shown.
	Inputs []kit.Input
}

// Stories lists the gallery.
func Stories() []Story {
	var all []Story
	for _, room := range [][]Story{controls(), texts(), containers(), pictures(), {Dense()}} {
		all = append(all, room...)
	}
	return all
}

// card puts a story on a surface.
func card(children ...kit.Element) kit.Element {
	return kit.Panel{
		Fill: assets.Surface, Pad: kit.All(assets.Loose),
		Child: kit.Column(assets.Apart, children...),
	}
}

// press is a handler for buttons that only show that they can be pressed.
func press() {}
