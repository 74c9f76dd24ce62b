package screen

import (
	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
)

// page is one of the screens.
type page int

const (
	briefingPage page = iota
	exercisePage
	outcomePage
)

// App shows an exercise to the person who holds one seat. Make its picture with
// Screen, and let time pass with Tick.
type App struct {
	ui   *kit.UI
	ex   *exercise.Exercise
	seat model.OrgID

	page    page
	started bool
	pace    pace
	sight   *sight
	course  course

	tab      int                        // of the picture
	side     int                        // of the side column, where both don't fit
	digits   [numbered]model.DecisionID // the decision that each of the keys 1 to 9 opens, or None
	declined bool                       // the decisions that are not open are shown too
	org      int                        // the organisation chosen in the network, or -1
	opened   letterKey
	reading  bool // a message is open
	read     map[letterKey]bool
	form     *form
	help     keyHelp
	given    map[model.EventID]reason // why decisions were taken, by their event
	said     string                   // what the last act led to
	result   *exercise.Outcome        // once the exercise is over
	trouble  error                    // what went wrong and has not been put away
}

// New returns the screens of a seat that a person holds.
func New(ui *kit.UI, ex *exercise.Exercise, seat model.OrgID) *App {
	a := &App{ui: ui, ex: ex, seat: seat, org: -1, read: map[letterKey]bool{}, given: map[model.EventID]reason{}, help: keyHelp{ui: ui}}
	for i := range a.digits {
		a.digits[i] = model.None
	}
	a.course.recall(ex.History())
	a.look()
	if ex.Tick() > 0 {
		a.goOn()
	}
	return a
}

// goOn takes up an exercise that was left: what came before the last hour counts
// as read, and the briefing is not shown again.
func (a *App) goOn() {
	for i := range a.sight.letters {
		if l := &a.sight.letters[i]; l.at < a.sight.now-model.Hour {
			a.read[l.key] = true
		}
	}
	a.start()
	if a.ex.Done() {
		a.finish()
	}
}

// Screen is the picture of the moment; it implements kit.Screen.
func (a *App) Screen(f *kit.Frame) kit.Element {
	var base kit.Element
	switch a.page {
	case briefingPage:
		base = a.briefing(f)
	case exercisePage:
		base = a.exercise(f)
	case outcomePage:
		base = a.outcome(f)
	}
	return kit.Layers(base, a.decisionForm(f), a.help.modal(f), a.alarm())
}

func (a *App) alarm() *kit.Modal {
	return alarm(a.trouble, "The exercise could not go on",
		"What was decided before is kept. Close this and try again; if it comes back, end the program and go on from the replay.",
		func() { a.trouble = nil })
}

// light changes between the dark theme and the light one.
func (a *App) light() {
	if a.ui.Theme() == assets.Dark {
		a.ui.SetTheme(assets.Light)
		return
	}
	a.ui.SetTheme(assets.Dark)
}

// themeKey lets a key change the theme where no control does.
func (a *App) themeKey() kit.Element { return keyOnly{"Light or dark", "L", a.light} }

// look reads the exercise again after something may have changed.
func (a *App) look() {
	a.sight = see(a.ex, a.seat)
	a.number()
	a.course.note(a.ex.View(a.seat))
	a.ui.Invalidate()
}

// start leaves the briefing for the exercise.
func (a *App) start() { a.page, a.started = exercisePage, true }

// show goes to a page and stops the clock.
func (a *App) show(p page) {
	a.pace.stop()
	a.page = p
}

// open shows the message at a place in the inbox.
func (a *App) open(i int) {
	if i < 0 || i >= len(a.sight.letters) {
		return
	}
	a.opened, a.reading = a.sight.letters[i].key, true
	a.read[a.opened] = true
}

// openedAt is the place of the open message in the inbox, or -1.
func (a *App) openedAt() int {
	for i := range a.sight.letters {
		if a.reading && a.sight.letters[i].key == a.opened {
			return i
		}
	}
	return -1
}

// unread counts the messages that have not been opened.
func (a *App) unread() int {
	n := 0
	for i := range a.sight.letters {
		if !a.read[a.sight.letters[i].key] {
			n++
		}
	}
	return n
}
