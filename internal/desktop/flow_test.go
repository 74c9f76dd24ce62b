package desktop_test

import (
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/desktop"
	"tabletop/internal/desktop/screen"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/raster"
	"tabletop/internal/kit/robot"
	"tabletop/scenarios/scenariotest"
)

// TestWindow plays a whole short exercise in the window of the real binary, with
// real clicks and keys, and proves its replay. A robot plays the same exercise
// without a window: it says where to click, and after each act the window must
// show what the robot's screen says.
func TestWindow(t *testing.T) {
	requireDisplay(t)
	binary := filepath.Join(t.TempDir(), "tabletop")
	build := exec.Command("go", "build", "-o", binary, "tabletop/cmd/tabletop")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	for _, way := range []string{"clicks", "keys"} {
		t.Run(way, func(t *testing.T) {
			w := openWindow(t, binary, way == "keys")
			w.play()
			w.prove(binary)
		})
	}
}

const (
	seat       = "alder"
	replayName = "exercise.replay" // relative, so that both outcomes name it alike
)

// window is the real window and the robot that knows what it should show.
type window struct {
	*xserver
	t     *testing.T
	keys  bool // it is used by keys, and by clicks otherwise
	dir   string
	ex    *exercise.Exercise
	app   desktop.App
	robot *robot.Robot
	now   time.Duration
	shots int
	at    image.Point // of the pointer
}

// openWindow starts the binary. By keys it begins with the briefing of a seat
// that is named; by clicks the seat is chosen on the start screen.
func openWindow(t *testing.T, binary string, keys bool) *window {
	w := &window{
		xserver: startServer(t), t: t, keys: keys, dir: t.TempDir(), at: image.Pt(serverWidth/2, serverHeight/2),
	}
	args := []string{"play", scenariotest.SmallPath(t), "--seed", "31", "--replay", replayName}
	if keys {
		args = append(args, "--seat", seat)
	}
	w.start(w.dir, binary, args...)
	sc := scenariotest.Small(t)
	t.Chdir(t.TempDir())
	ui := kit.New(assets.Dark)
	if keys {
		ex, err := w.begin(sc, screen.Choice{Seat: seat, Doctrine: "recommended", Seed: 31})
		require.NoError(t, err)
		w.app = screen.New(ui, ex, sc.OrgNamed(seat))
	} else {
		first := screen.Choice{Doctrine: "recommended", Seed: 31}
		w.app = screen.NewSetup(ui, sc, first, func(c screen.Choice) (*exercise.Exercise, error) { return w.begin(sc, c) })
	}
	w.robot = robot.New(ui, w.app.Screen, kit.Size{W: serverWidth, H: serverHeight})
	w.settled("opened")
	return w
}

// begin starts the robot's exercise.
func (w *window) begin(sc *model.Scenario, c screen.Choice) (*exercise.Exercise, error) {
	ex, err := exercise.Start(exercise.Options{
		Scenario: sc, Seed: c.Seed, Doctrine: c.Doctrine, People: []model.OrgID{sc.OrgNamed(c.Seat)},
		Replay: replayName, Now: time.Now,
	})
	if err == nil {
		w.ex = ex
		w.t.Cleanup(func() { require.NoError(w.t, ex.Close()) })
	}
	return ex, err
}

// act presses a button, or its key.
func (w *window) act(label string, key kit.Key) {
	w.t.Helper()
	if w.keys {
		w.press(key)
	} else {
		w.click(kit.RoleButton, label)
	}
	w.settled(label)
}

// play leads from the briefing, or from the start screen, to the outcome.
func (w *window) play() {
	w.t.Helper()
	if !w.keys {
		w.click(kit.RoleRow, "Harlow County elections")
		w.click(kit.RoleRow, "Alder County elections")
		w.act("Go to the briefing", "")
	}
	w.act("Start the exercise", kit.KeyEnter)
	w.act("Message", "N")
	if w.keys {
		w.press(kit.KeyDown)
	} else {
		w.click(kit.RoleRow, "An odd log-in")
	}
	w.settled("message")
	w.sees("The vendor's account logged in from abroad.")
	w.act("Report it", w.keyOf("Report it"))
	w.write("It may be every county's vendor.")
	w.settled("form")
	w.act("Decide", kit.KeyEnter)
	w.sees("Decided")
	w.act("+1 h", "H")
	w.act("Keys", "?")
	w.act("Close", kit.KeyEscape)
	for !w.ex.Done() {
		w.act("Message", "N")
	}
	w.sees("Final hash")
	w.act("Back to the last screen", kit.KeyEscape)
	w.sees("The exercise is over.")
}

// prove verifies the replay that the window wrote, and that it came to the same
// end as the robot's.
func (w *window) prove(binary string) {
	w.t.Helper()
	out, err := exec.Command(binary, "verify", filepath.Join(w.dir, replayName)).CombinedOutput()
	require.NoError(w.t, err, string(out))
	assert.True(w.t, strings.HasPrefix(string(out), "ok "), string(out))
	assert.Contains(w.t, string(out), w.ex.Outcome().Hash)
	w.close()
}

func (w *window) sees(words string) {
	w.t.Helper()
	require.Contains(w.t, w.robot.Text(), words)
}

// keyOf is the key that a button shows.
func (w *window) keyOf(label string) kit.Key {
	w.t.Helper()
	n, err := w.robot.Find(kit.RoleButton, label)
	require.NoError(w.t, err)
	require.NotEmpty(w.t, n.Keys)
	return n.Keys[0]
}

func (w *window) click(role kit.Role, label string) {
	w.t.Helper()
	n, err := w.robot.Find(role, label)
	require.NoError(w.t, err)
	at := n.Visible.Center()
	w.at = image.Pt(int(at.X), int(at.Y))
	w.clickAt(w.at.X, w.at.Y)
	w.robot.ClickAt(display.Pt(float64(w.at.X), float64(w.at.Y)))
}

func (w *window) press(key kit.Key) {
	w.t.Helper()
	w.keystroke(keysyms[key])
	w.robot.Press(key)
}

func (w *window) write(words string) {
	w.t.Helper()
	w.typed(words)
	w.robot.Type(words)
}

// keysyms are what X calls the keys that the test presses.
var keysyms = map[kit.Key]string{
	kit.KeyEnter: "Return", kit.KeyDown: "Down", kit.KeyEscape: "Escape",
	"N": "n", "H": "h", "?": "question", "1": "1", "2": "2", "3": "3",
}

// rest lets time pass for the robot: what flies by is over, and hints show.
func (w *window) rest() *display.List {
	const frame, patience = 16 * time.Millisecond, 100_000
	for range patience {
		if _, err := w.robot.Find(kit.RoleButton, "Pause"); err != nil {
			break
		}
		w.now += frame
		w.app.Tick(w.now)
		w.robot.Wait(frame)
	}
	w.robot.Wait(time.Second)
	return w.robot.List()
}

// settled waits until the window shows what the robot's screen does, and keeps a
// picture of it.
func (w *window) settled(name string) {
	w.t.Helper()
	const patience, pause = 60 * time.Second, 100 * time.Millisecond
	list := w.rest()
	want := raster.Paint(list, 1)
	var wrong []string
	var got image.Image
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(pause) {
		if got = w.picture(); got == nil {
			continue
		}
		if wrong = w.unlike(list, want, got); len(wrong) == 0 {
			break
		}
	}
	w.shots++
	keep(w.t, w.shots, name, got)
	if got == nil || len(wrong) > 0 {
		keep(w.t, w.shots, name+" wanted", want)
		w.t.Fatalf("after %q the window shows something else than %q\n%s", name, wrong, w.log())
	}
}

// unlike lists the texts that a picture of the window does not show as they are
// painted without one. Edges that are not upright are softened in another way, so
// shapes are left to the eye. What the pointer covers is left out, and the hash of
// the replay, which holds the time of day.
func (w *window) unlike(list *display.List, want *image.RGBA, got image.Image) []string {
	const tolerance, pointer = 12, 24 // mean difference of a channel; pixels
	var wrong []string
	chain := ""
	if w.ex != nil {
		chain = w.ex.Outcome().Chain
	}
	covered := image.Rect(w.at.X-pointer, w.at.Y-pointer, w.at.X+pointer, w.at.Y+pointer)
	for _, op := range list.Ops {
		text, ok := op.(display.Text)
		if !ok || text.Run.Text == "" || len(text.Run.Text) > 8 && strings.Contains(chain, text.Run.Text) {
			continue
		}
		ink := text.Ink().Intersect(list.Size.At(0, 0))
		box := image.Rect(int(ink.X), int(ink.Y), int(ink.Right())+1, int(ink.Bottom())+1).Intersect(want.Bounds())
		if !box.Overlaps(covered) && worst(want, got, box) > tolerance {
			wrong = append(wrong, text.Run.Text)
		}
	}
	return wrong
}

// worst is the greatest difference of any part of a text about as wide as a
// letter, so that one wrong letter tells.
func worst(want, got image.Image, box image.Rectangle) int {
	const letter = 8
	most := 0
	for x := box.Min.X; x < box.Max.X; x += letter {
		most = max(most, difference(want, got, image.Rect(x, box.Min.Y, min(x+letter, box.Max.X), box.Max.Y)))
	}
	return most
}

// difference is the mean difference of a channel within a rectangle, 0 to 255.
func difference(want, got image.Image, box image.Rectangle) int {
	sum, n := 0, 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			r1, g1, b1, _ := want.At(x, y).RGBA()
			r2, g2, b2, _ := got.At(x, y).RGBA()
			for _, d := range []int{int(r1) - int(r2), int(g1) - int(g2), int(b1) - int(b2)} {
				sum += max(d, -d) >> 8
				n++
			}
		}
	}
	return sum / max(n, 1)
}
