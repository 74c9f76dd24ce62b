package screen

import (
	"fmt"

	"tabletop/assets"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
)

// top is the bar above every screen of a running exercise: what is played,
// when it is, how time passes, and who looks.
func (a *App) top() kit.Element {
	return flexible(func(f *kit.Frame, room kit.Size) kit.Element {
		pad := kit.Sides(assets.Apart, assets.Near-1)
		one := kit.Row(assets.Apart, a.marking(), a.title(), a.when(), kit.Spacer(), a.controls(), a.whose())
		if natural(f, one).W+2*assets.Apart <= room.W {
			return kit.Panel{Fill: assets.Surface, Pad: pad, Child: one}
		}
		return kit.Panel{Fill: assets.Surface, Pad: pad, Child: kit.Column(assets.Tight,
			kit.Row(assets.Apart, a.marking(), a.when(), kit.Spacer(), kit.Fit(a.title()), a.whose()),
			kit.Row(assets.Apart, a.controls()),
		)}
	})
}

func (a *App) marking() kit.Element { return kit.Badge{Label: "Exercise"} }

// title says what is played, with what it takes to play it again.
func (a *App) title() kit.Element {
	sc := a.sight.sc
	return kit.Column(0,
		kit.Label(sc.Title, assets.Strong, assets.Text),
		kit.Label(fmt.Sprintf("%s · posture %s · seed %d", sc.ID, posture(sc.Posture), a.ex.Seed()), assets.Small, assets.Muted),
	)
}

func posture(id string) string {
	if id == "" {
		return "as written"
	}
	return id
}

// when says what time it is in the exercise.
func (a *App) when() kit.Element {
	clock, now := a.sight.clock(), a.sight.now
	return kit.Row(assets.Apart,
		kit.Label(days(clock, now), assets.Display, assets.Blue),
		kit.Column(0,
			kit.Label(dateTime(clock, now), assets.Title, assets.Text),
			kit.Label(phase(a.sight.sc, now), assets.Small, assets.Muted),
		),
	)
}

// controls let time pass.
func (a *App) controls() kit.Element {
	if a.result != nil {
		return kit.Row(assets.Tight+2,
			kit.Label("The exercise is over.", assets.Body, assets.Muted),
			kit.Button{Label: "Outcome", Key: "O", Primary: true, OnPress: func() { a.page = outcomePage }}, a.help.button(),
		)
	}
	run := kit.Button{
		ID: "run", Label: "Run", Icon: assets.Play, Key: kit.KeySpace,
		Hint: "Lets time run until the next message to you, or stops it.", OnPress: a.run,
	}
	if a.pace.running {
		run.Label, run.Icon, run.Selected = "Pause", assets.Pause, true
	}
	return kit.Row(assets.Tight+2,
		run,
		kit.Button{Label: "+1 h", Key: "H", Hint: "Lets one hour pass.", OnPress: a.step},
		kit.Button{
			ID: "speed", Label: speeds[a.pace.speed].name, Key: "S", Hint: "How fast time passes while it runs: press for the next speed.",
			OnPress: a.faster,
		},
		kit.Button{
			Label: "Message", Icon: assets.Jump, Key: "N", Hint: "Runs on until the next message to you.",
			OnPress: func() { a.jump(exercise.OnMessage) },
		},
		kit.Button{
			Label: "Decision", Icon: assets.Jump, Key: "D", Hint: "Runs on until an inject reaches you or something new may be decided, past mere reports.",
			OnPress: func() { a.jump(exercise.OnInject | exercise.OnDecision) },
		},
		a.help.button(),
	)
}

// whose says whose seat it is and leads back to its briefing.
func (a *App) whose() kit.Element {
	return kit.Column(0,
		kit.Text{Value: "Your seat", Style: assets.Caption, Ink: assets.Muted, Lines: 1},
		kit.Link{
			ID: "seat", Label: shortName(a.sight.sc, a.seat), Style: assets.Strong, Key: "B",
			Hint: "Opens your briefing again.", OnPress: func() { a.show(briefingPage) },
		},
	)
}
