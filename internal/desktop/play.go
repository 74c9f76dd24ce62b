package desktop

import (
	"errors"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/desktop/screen"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
)

// PlayOptions say how the window of an exercise opens.
type PlayOptions struct {
	Seat          model.OrgID // whose screens it shows; a person must hold it
	Light         bool        // the light theme
	Width, Height int         // of the window in logical pixels; 0: 1280 by 720
}

// Play opens a window in which a person plays one seat of an exercise, from the
// briefing to the outcome, and returns when it is closed. It must be called from
// the main goroutine. The exercise is closed with the window; if it was not over,
// its replay can be resumed.
func Play(ex *exercise.Exercise, o PlayOptions) error {
	if o.Width <= 0 || o.Height <= 0 {
		o.Width, o.Height = 1280, 720
	}
	theme := assets.Dark
	if o.Light {
		theme = assets.Light
	}
	ui := kit.New(theme)
	title := ex.Scenario().Title + " · EXERCISE"
	return errors.Join(RunWindow(title, o.Width, o.Height, ui, screen.New(ui, ex, o.Seat)), ex.Close())
}
