package screen

import (
	"time"

	"tabletop/engine/model"
	"tabletop/internal/kit"
)

// Exercise is an exercise in progress, as the screens of a seat use it.
type Exercise interface {
	Scenario() *model.Scenario
	Seed() uint64
	Tick() model.Tick
	Done() bool
	View(seat model.OrgID) model.View
	Legal(seat model.OrgID) []model.Option
	// Submit carries out a person's decision. The error says in plain words why
	// it was not.
	Submit(c model.Command) error
	// Advance lets time pass, automated seats and all, up to a tick.
	Advance(to model.Tick) error
}

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
	ex   Exercise
	seat model.OrgID

	page    page
	started bool
	pace    pace
	sight   *sight
	course  course

	tab      int  // of the picture
	side     int  // of the side column, where both don't fit
	declined bool // the decisions that are not open are shown too
	org      int  // the organisation chosen in the network, or -1
	opened   letterKey
	reading  bool // a message is open
	read     map[letterKey]bool
	form     *form
	keys     []kit.Shortcut // shown by the key help while not nil
	said     string         // what the last act led to
	trouble  error          // what went wrong and has not been put away
}

// New returns the screens of a seat. The exercise must have run its first tick.
func New(ui *kit.UI, ex Exercise, seat model.OrgID) *App {
	a := &App{ui: ui, ex: ex, seat: seat, org: -1, read: map[letterKey]bool{}}
	a.course.note(ex, seat)
	a.look()
	return a
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
	return kit.Layers(base, a.decisionForm(f), a.keyHelp(f), a.alarm())
}

// Tick says how much time has passed since the program started. While the
// exercise runs, simulated time passes with it.
func (a *App) Tick(now time.Duration) {
	if a.pace.due(now) {
		a.advance(1)
	}
}

// look reads the exercise again after something may have changed.
func (a *App) look() {
	a.sight = see(a.ex, a.seat)
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
