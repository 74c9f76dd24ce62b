package screen_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/desktop/screen"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
	"tabletop/internal/kit/robot"
	"tabletop/scenarios"
	"tabletop/scenarios/scenariotest"
)

// person sits in front of the screens of one seat.
type person struct {
	*robot.Robot
	t   testing.TB
	ex  *exercise.Exercise
	app *screen.App
	now time.Duration
}

// view is how a screen is looked at.
type view struct {
	size  kit.Size
	theme *assets.Theme
	text  float64
}

var usual = view{kit.Size{W: 1280, H: 720}, assets.Dark, 1}

// sit starts an exercise without a display and takes a seat in it. All other
// seats follow a doctrine.
func sit(t testing.TB, sc *model.Scenario, seat string, v view) *person {
	t.Helper()
	return begin(t, sc, seat, v, filepath.Join(t.TempDir(), "exercise.replay"))
}

// begin is sit with a replay written to a file, or to none.
func begin(t testing.TB, sc *model.Scenario, seat string, v view, replay string) *person {
	t.Helper()
	org, err := exercise.SeatNamed(sc, seat)
	require.NoError(t, err)
	ex, err := exercise.Start(exercise.Options{
		Scenario: sc, Seed: 31, Doctrine: "recommended", People: []model.OrgID{org}, Replay: replay,
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, ex.Close()) })
	ui := kit.New(v.theme)
	app := screen.New(ui, ex, org)
	p := &person{Robot: robot.New(ui, app.Screen, v.size), t: t, ex: ex, app: app}
	p.look(v)
	return p
}

// look changes how the screen is looked at.
func (p *person) look(v view) {
	p.UI.SetTheme(v.theme)
	p.UI.Handle(kit.Resize{Size: v.size, Text: v.text})
	p.List()
}

// wait lets time pass as a window does, until the exercise stands still.
func (p *person) wait() {
	p.t.Helper()
	const frame, patience = 16 * time.Millisecond, 100_000
	for range patience {
		if _, err := p.Find(kit.RoleButton, "Pause"); err != nil {
			return
		}
		p.now += frame
		p.app.Tick(p.now)
		p.Wait(frame)
	}
	p.t.Fatal("the exercise never stands still")
}

// choices are the seat's own decisions so far.
func (p *person) choices() []model.ChoiceState { return p.ex.View(p.ex.People()[0]).Choices() }

// click clicks a button, a link or whatever has that name.
func (p *person) click(role kit.Role, label string) {
	p.t.Helper()
	require.NoError(p.t, p.Click(role, label), p.Text())
}

// consider opens the form of a decision by the key that its card shows.
func (p *person) consider(decision string) {
	p.t.Helper()
	n, err := p.Find(kit.RoleButton, decision)
	require.NoError(p.t, err)
	require.Len(p.t, n.Keys, 1, "%q has no key", decision)
	p.Press(n.Keys...)
	p.sees(`dialog "` + decision + `"`)
}

// sees checks that the screen says something, in any of its elements.
func (p *person) sees(words ...string) {
	p.t.Helper()
	text := p.Text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			p.t.Fatalf("the screen does not say %q:\n%s", w, text)
		}
	}
}

// misses checks that the screen does not say something.
func (p *person) misses(words string) {
	p.t.Helper()
	require.NotContains(p.t, p.Text(), words)
}

// rightly checks that nothing on the screen is cut off, meets something else, or
// can't be read.
func (p *person) rightly(where string) {
	p.t.Helper()
	p.List()
	for _, complaint := range p.UI.Complaints() {
		p.t.Errorf("%s: %s", where, complaint)
	}
}

func small(t testing.TB) *model.Scenario { return scenariotest.Small(t) }

// flagship compiles scenarios/us-2020.
func flagship(t testing.TB) *model.Scenario {
	t.Helper()
	pack, err := scenarios.Embedded("us-2020")
	require.NoError(t, err)
	sc, err := pack.Compile(scenarios.Options{Posture: "2019"})
	require.NoError(t, err)
	return sc
}
