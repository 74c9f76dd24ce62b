package chart

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
)

func TestRoute(t *testing.T) {
	box := func(x, y float64) kit.Rect { return display.Rc(x-40, y-12, 80, 24) }
	for name, c := range map[string]struct {
		boxes  []kit.Rect
		behind int
		bent   bool
	}{
		"nothing between":            {[]kit.Rect{box(50, 50), box(450, 50), box(250, 150)}, 0, false},
		"a box between in a row":     {[]kit.Rect{box(50, 50), box(450, 50), box(250, 50)}, 0, true},
		"a box between in a column":  {[]kit.Rect{box(250, 20), box(250, 420), box(260, 220)}, 0, true},
		"a box that is only grazed":  {[]kit.Rect{box(50, 50), box(450, 50), box(250, 66)}, 0, true},
		"a gap between two":          {[]kit.Rect{display.Rc(568, 241, 94, 42), display.Rc(316, 437, 80, 24), display.Rc(323, 326, 143, 41), display.Rc(524, 351, 78, 25)}, 0, true},
		"two boxes, one after other": {[]kit.Rect{box(50, 50), box(650, 50), box(250, 50), box(450, 50)}, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			way := route(c.boxes, 0, 1)
			assert.Equal(t, c.behind, behind(way, c.boxes, 0, 1))
			assert.Equal(t, c.bent, len(way) > 2)
			assert.Equal(t, way[0], along(way, 0))
			end := along(way, 1)
			assert.InDelta(t, way[len(way)-1].X, end.X, 1e-9)
			assert.InDelta(t, way[len(way)-1].Y, end.Y, 1e-9)
		})
	}
}
