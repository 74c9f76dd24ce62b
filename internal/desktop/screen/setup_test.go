package screen_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/desktop/screen"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
	"tabletop/internal/kit/robot"
)

// chooser sits in front of the start screen of a scenario. What it starts is
// kept in chosen.
func chooser(t *testing.T, sc *model.Scenario, chosen *screen.Choice, fail error) *person {
	t.Helper()
	ui := kit.New(assets.Dark)
	setup := screen.NewSetup(ui, sc, screen.Choice{Doctrine: "recommended", Seed: 7}, func(c screen.Choice) (*exercise.Exercise, error) {
		*chosen = c
		if fail != nil {
			return nil, fail
		}
		return exercise.Start(exercise.Options{
			Scenario: sc, Seed: c.Seed, Doctrine: c.Doctrine, People: []model.OrgID{sc.OrgNamed(c.Seat)},
		})
	})
	t.Cleanup(func() { require.NoError(t, setup.Close()) })
	return &person{Robot: robot.New(ui, setup.Screen, usual.size), t: t}
}

func TestSetupByKeys(t *testing.T) {
	var chosen screen.Choice
	p := chooser(t, small(t), &chosen, nil)
	p.sees(`listitem "Alder County elections", selected`, "Seed")
	p.Press(kit.KeyDown, kit.KeyDown, kit.KeyUp)
	p.sees(`listitem "Chirp", selected`)
	p.Press(kit.KeyTab, kit.KeyTab, kit.KeyTab, kit.KeyRight) // to the posture
	p.sees("What two years of preparation would have changed.")
	p.Press(kit.KeyEnter)
	assert.Equal(t, screen.Choice{Seat: "chirp", Posture: "open", Doctrine: "recommended", Seed: 7}, chosen)
	p.sees("Briefing · Chirp", "seed 7", "Start the exercise")
}

func TestSetupByMouse(t *testing.T) {
	var chosen screen.Choice
	p := chooser(t, small(t), &chosen, nil)
	p.click(kit.RoleRow, "Harlow County elections")
	p.click(kit.RoleOption, "none")
	p.click(kit.RoleField, "Seed")
	p.Press("Ctrl+A")
	p.Type("x")
	p.sees("disabled: “x” is no seed. A seed is a whole number")
	p.sees(`text "“x” is no seed.`)
	p.rightly("wrong seed")
	p.Press(kit.KeyEnter)
	p.misses("Briefing")
	p.Press("Ctrl+A")
	p.Type("99x")
	p.Press(kit.KeyEnter)
	p.misses("Briefing")
	p.sees(`text "“99x” is no seed.`)
	p.Press("Ctrl+A")
	p.Type("42")
	p.click(kit.RoleButton, "Go to the briefing")
	assert.Equal(t, screen.Choice{Seat: "harlow", Doctrine: "none", Seed: 42}, chosen)
	p.sees("Briefing · Harlow County elections", "seed 42")
}

// TestSetupFails shows why an exercise could not be started.
func TestSetupFails(t *testing.T) {
	var chosen screen.Choice
	p := chooser(t, small(t), &chosen, errors.New("the disk is full"))
	p.Press(kit.KeyEnter)
	p.sees("The exercise could not be started", "the disk is full", "Change what is chosen and try again.")
	p.rightly("failure")
	p.Press(kit.KeyEscape)
	p.misses("the disk is full")
}

func TestSetupFits(t *testing.T) {
	for name, sc := range map[string]*model.Scenario{"small": small(t), "flagship": flagship(t)} {
		var chosen screen.Choice
		p := chooser(t, sc, &chosen, nil)
		for _, v := range views() {
			p.look(v)
			p.rightly(name + ", " + v.String())
		}
		p.Press("?")
		p.sees("Next seat")
		p.rightly(name + ", keys")
	}
}

// TestEnterGoesOnAfterAClick: what was clicked on the start screen has the focus no
// more on the next one, where Enter starts the exercise.
func TestEnterGoesOnAfterAClick(t *testing.T) {
	var chosen screen.Choice
	p := chooser(t, small(t), &chosen, nil)
	p.click(kit.RoleOption, "open")
	p.Press(kit.KeyEnter)
	p.sees("Start the exercise")
	p.Press(kit.KeyEnter)
	p.misses("Start the exercise")
	p.sees("Inbox")
}
