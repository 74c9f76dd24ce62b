package screen

import (
	"tabletop/internal/kit"
)

// outcome is the last screen: what was tested and met, and what happened.
func (a *App) outcome(*kit.Frame) kit.Element {
	return kit.Column(0, a.top())
}
