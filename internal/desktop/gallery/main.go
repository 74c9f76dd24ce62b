// Command gallery shows each widget of the kit in a window, to be tried by
// hand. The arrow keys in the list, or a click, go from one to the next.
package main

import (
	"fmt"
	"os"
	"time"

	"tabletop/assets"
	"tabletop/internal/desktop"
	"tabletop/internal/kit"
	"tabletop/internal/kit/gallery"
)

func main() {
	ui := kit.New(assets.Dark)
	if err := desktop.RunWindow("Gallery", 1280, 720, ui, show(ui)); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// exhibit is the gallery as an app.
type exhibit struct {
	ui      *kit.UI
	stories []gallery.Story
	screens []kit.Screen
	chosen  int
}

func show(ui *kit.UI) *exhibit {
	e := &exhibit{ui: ui, stories: gallery.Stories()}
	for _, story := range e.stories {
		e.screens = append(e.screens, story.New())
	}
	return e
}

// Tick implements desktop.App.
func (e *exhibit) Tick(time.Duration) {}

// Screen implements desktop.App.
func (e *exhibit) Screen(f *kit.Frame) kit.Element {
	list := kit.List{
		Label: "Widgets", Count: len(e.stories), Selected: e.chosen, OnSelect: func(i int) { e.chosen = i },
		Name: func(i int) string { return e.stories[i].Name },
		Row: func(i int) kit.Element {
			return kit.Pad(kit.Sides(assets.Apart, assets.Near), kit.Label(e.stories[i].Name, assets.Body, assets.Text))
		},
	}
	light := kit.Toggle{Label: "Light theme", Key: "L", On: e.ui.Theme() == assets.Light, OnChange: func(on bool) {
		e.ui.SetTheme(map[bool]*assets.Theme{false: assets.Dark, true: assets.Light}[on])
	}}
	return kit.Row(0,
		kit.Width(f.Em(14), kit.Panel{Fill: assets.Surface, Child: kit.Column(0,
			kit.Grow(1, list), kit.Pad(kit.All(assets.Apart), light),
		)}),
		kit.Grow(1, kit.Pad(kit.All(assets.Gutter), e.screens[e.chosen](f))),
	).Aligned(kit.Stretch)
}
