package screen

import (
	"time"

	"tabletop/engine/model"
	"tabletop/internal/exercise"
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

// leap is how many hours pass at one tick of the window while the exercise
// jumps ahead. It leaves time to draw, so that a person sees the hours go by
// and can stop them.
const leap = 8

// pace is how simulated time passes by itself.
type pace struct {
	running bool
	until   exercise.Stops // what ends a jump; 0 while time runs at a speed
	speed   int
	queue   []exercise.Stops // jumps asked for while one was under way
	next    time.Duration    // when the next hour is due; 0 until the first tick of a run
}

func (p *pace) stop() { p.running, p.until, p.next, p.queue = false, 0, 0, nil }

// arrive ends a run, and begins the next jump if one was asked for.
func (p *pace) arrive() {
	queue := p.queue
	p.stop()
	if len(queue) > 0 {
		p.running, p.until, p.queue = true, queue[0], queue[1:]
	}
}

// due says how many hours should pass now. Hours that a slow machine missed are
// not made up for.
func (p *pace) due(now time.Duration) int {
	if !p.running {
		return 0
	}
	if p.until != 0 {
		return leap
	}
	hour := speeds[p.speed].hour
	if p.next == 0 {
		p.next = now + hour
	}
	if now < p.next {
		return 0
	}
	p.next = max(p.next+hour, now)
	return 1
}

// Tick says how much time has passed since the program started. While the
// exercise runs, simulated time passes with it.
func (a *App) Tick(now time.Duration) {
	if a.form != nil || a.help.keys != nil || a.trouble != nil {
		a.pace.stop() // nothing passes while the screen waits for an answer
	}
	hours := a.pace.due(now)
	if hours == 0 {
		return
	}
	stops := a.pace.until
	if stops == 0 {
		stops = exercise.OnMessage
	}
	for range hours {
		if !a.advance(stops) {
			a.pace.arrive()
			break
		}
	}
	a.look()
}

// run starts the clock, or stops it.
func (a *App) run() {
	if a.pace.running {
		a.pace.stop()
		if err := a.ex.Pause(); err != nil {
			a.fail(err)
		}
		return
	}
	a.pace.running = !a.ex.Done()
}

// step lets time pass to the next full hour.
func (a *App) step() {
	a.pace.stop()
	a.advance(0)
	a.look()
}

// jump lets time fly until there is a reason to stop, or the exercise ends. A
// jump asked for during another follows it.
func (a *App) jump(until exercise.Stops) {
	if a.pace.running && a.pace.until != 0 {
		a.pace.queue = append(a.pace.queue, until)
		return
	}
	a.pace.stop()
	a.pace.running, a.pace.until = !a.ex.Done(), until
}

// faster chooses the next speed, and the slowest after the fastest.
func (a *App) faster() { a.pace.speed = (a.pace.speed + 1) % len(speeds) }

// advance lets time pass to the next full hour or to the first stop, and says
// whether it may go on. A report that only repeats what is known is no stop.
func (a *App) advance(stops exercise.Stops) bool {
	hour := (max(a.ex.Tick(), 0)/model.Hour + 1) * model.Hour
	halt, err := a.ex.Advance(hour, stops)
	a.course.note(a.ex.View(a.seat))
	a.said = ""
	switch {
	case err != nil:
		a.fail(err)
		return false
	case a.ex.Done():
		a.finish()
		return false
	}
	return halt.Reason == exercise.TimeReached || halt.Reason == exercise.MessageArrived && !a.heardNews()
}

// finish shows how the exercise went.
func (a *App) finish() {
	o := a.ex.Outcome()
	a.result = &o
	a.show(outcomePage)
}

// heardNews says whether the inbox holds more than when it was last looked at,
// beyond reports that repeat what is known.
func (a *App) heardNews() bool {
	snap := a.ex.View(a.seat).Snapshot()
	return len(letters(a.ex.Scenario(), &snap)) > len(a.sight.letters)
}

func (a *App) fail(err error) {
	a.pace.stop()
	a.trouble = err
	a.ui.Invalidate()
}
