package screen

import (
	"time"

	"tabletop/engine/model"
)

// speeds are how fast time can pass, from slow to fast.
var speeds = [...]struct {
	name string
	hour time.Duration // for one simulated hour
}{
	{"1 h/s", time.Second},
	{"4 h/s", 250 * time.Millisecond},
	{"12 h/s", time.Second / 12},
}

// pace is how simulated time passes by itself.
type pace struct {
	running bool
	speed   int
	next    time.Duration // when the next hour is due; 0 until the first tick of a run
}

func (p *pace) stop() { p.running, p.next = false, 0 }

// due says whether an hour should pass now. Hours that a slow machine missed
// are not made up for.
func (p *pace) due(now time.Duration) bool {
	if !p.running {
		return false
	}
	hour := speeds[p.speed].hour
	if p.next == 0 {
		p.next = now + hour
		return false
	}
	if now < p.next {
		return false
	}
	p.next = max(p.next+hour, now)
	return true
}

// run starts the clock, or stops it.
func (a *App) run() {
	if a.pace.running {
		a.pace.stop()
		return
	}
	if !a.ex.Done() {
		a.pace.running = true
	}
}

// stop is why time stops by itself.
type stop func(before, now *sight) bool

// message stops at a new message to the seat.
func message(before, now *sight) bool { return len(now.letters) > len(before.letters) }

// opening stops at a new message too, and when something may be decided that
// could not be before.
func opening(before, now *sight) bool {
	if message(before, now) {
		return true
	}
	for i := range now.open {
		if !before.mayDecide(now.open[i].id) {
			return true
		}
	}
	return false
}

// step lets one hour pass.
func (a *App) step() {
	a.pace.stop()
	a.advance(1)
}

// jump lets time pass until there is a reason to stop, or the exercise ends.
func (a *App) jump(reason stop) {
	a.pace.stop()
	from := a.sight
	for !a.ex.Done() && a.trouble == nil {
		a.advance(1)
		if reason(from, a.sight) {
			return
		}
	}
}

// advance lets hours pass and stops the clock at a new message and at the end.
func (a *App) advance(hours model.Tick) {
	before := a.sight
	to := (a.ex.Tick()/model.Hour + hours) * model.Hour
	if err := a.ex.Advance(to); err != nil {
		a.fail(err)
		return
	}
	a.course.note(a.ex, a.seat)
	a.look()
	a.said = ""
	if message(before, a.sight) {
		a.pace.stop()
	}
	if a.ex.Done() {
		a.show(outcomePage)
	}
}

func (a *App) fail(err error) {
	a.pace.stop()
	a.trouble = err
	a.ui.Invalidate()
}
