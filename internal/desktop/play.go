package desktop

import (
	"errors"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/desktop/screen"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
)

// WindowOptions say how a window opens.
type WindowOptions struct {
	Light         bool // the light theme
	Width, Height int  // in logical pixels; 0: 1280 by 720
}

// Play opens a window in which a person plays one seat of an exercise, from the
// briefing to the outcome, and returns when it is closed. It must be called from
// the main goroutine. The person must hold the seat. The exercise is closed with
// the window; if it was not over, its replay can be resumed.
func Play(ex *exercise.Exercise, seat model.OrgID, o WindowOptions) error {
	ui := kit.New(o.theme())
	return errors.Join(o.run(ex.Scenario(), ui, screen.New(ui, ex, seat)), ex.Close())
}

// Choice is what exercise to start, and in which seat.
type Choice = screen.Choice

// Choose opens a window in which a person first chooses seat, posture, doctrine
// and seed, and then plays as in [Play]. The scenario says what there is to choose
// from; first is what is chosen at first; begin starts the exercise chosen, with
// the seat held by a person.
func Choose(sc *model.Scenario, first Choice, begin func(Choice) (*exercise.Exercise, error), o WindowOptions) error {
	ui := kit.New(o.theme())
	setup := screen.NewSetup(ui, sc, first, begin)
	return errors.Join(o.run(sc, ui, setup), setup.Close())
}

func (o WindowOptions) theme() *assets.Theme {
	if o.Light {
		return assets.Light
	}
	return assets.Dark
}

func (o WindowOptions) run(sc *model.Scenario, ui *kit.UI, app App) error {
	if o.Width <= 0 || o.Height <= 0 {
		o.Width, o.Height = 1280, 720
	}
	return RunWindow(sc.Title+" · EXERCISE", o.Width, o.Height, ui, app)
}
