// Package desktop shows the screens in a window, with Ebitengine. It alone
// knows of windows, keyboards and graphics cards: input becomes plain values of
// the kit, and display lists become triangles.
package desktop

import (
	"fmt"
	"strings"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
)

// App is what a window shows.
type App interface {
	// Screen makes the elements of a frame, as a kit.Screen does.
	Screen(f *kit.Frame) kit.Element
	// Tick is told how much time has passed since the window opened, some sixty
	// times a second. An app that changes asks its UI for a frame.
	Tick(now time.Duration)
}

// Sizes of a window in logical pixels.
const (
	leastWidth  = 800
	leastHeight = 480
)

// RunWindow opens a window and returns when it is closed. It must be called
// from the main goroutine. Ctrl with +, - and 0 sets the size of text, F11 goes
// to the full screen and back.
func RunWindow(title string, width, height int, ui *kit.UI, app App) error {
	ebiten.SetWindowTitle(title)
	ebiten.SetWindowSize(width, height)
	ebiten.SetWindowSizeLimits(leastWidth, leastHeight, -1, -1)
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetScreenClearedEveryFrame(false)
	w := &window{ui: ui, app: app, start: time.Now(), text: 1}
	if err := ebiten.RunGame(w); err != nil {
		return fmt.Errorf("the window can't be opened: %w", err)
	}
	return nil
}

// window implements ebiten.Game.
type window struct {
	ui      *kit.UI
	app     App
	painter painter
	start   time.Time
	list    *display.List // the last frame
	stale   bool          // the screen does not show it yet

	size  kit.Size // in logical pixels
	scale float64  // device pixels in a logical pixel
	text  float64

	chars []rune
	keys  []ebiten.Key
	press struct { // the last press of the main button
		at     kit.Point
		when   time.Duration
		clicks int
	}
	pointer kit.Point
}

// Layout is never called: LayoutF is.
func (w *window) Layout(int, int) (int, int) { return leastWidth, leastHeight }

// LayoutF gives the screen as many pixels as the window has on the device, so
// that text is never scaled after it is drawn.
func (w *window) LayoutF(width, height float64) (float64, float64) {
	w.scale = ebiten.Monitor().DeviceScaleFactor()
	w.size = display.Sz(width, height)
	return width * w.scale, height * w.scale
}

// Update takes in what happened since the last tick.
func (w *window) Update() error {
	now := time.Since(w.start)
	if w.list == nil {
		w.fitMonitor()
	}
	w.handle(kit.Resize{Size: w.size, Device: w.scale, Text: w.text})
	w.handle(kit.Tick{Now: now})
	w.handlePointer(now)
	w.handleText()
	w.handleKeys()
	w.app.Tick(now)
	w.layOut()
	return nil
}

// fitMonitor makes a window that is larger than the monitor smaller.
func (w *window) fitMonitor() {
	const most = 0.9 // of the monitor; bars and frames need some
	monitorWidth, monitorHeight := ebiten.Monitor().Size()
	width, height := ebiten.WindowSize()
	if width > monitorWidth || height > monitorHeight {
		ebiten.SetWindowSize(min(width, int(most*float64(monitorWidth))), min(height, int(most*float64(monitorHeight))))
	}
}

// handle takes in one input and lays the screen out again if that changed it:
// when ticks are slow many inputs come at once, and each must find the elements
// that the one before led to.
func (w *window) handle(in kit.Input) {
	w.ui.Handle(in)
	w.layOut()
}

func (w *window) layOut() {
	if list, changed := w.ui.Frame(w.app.Screen); changed || w.list == nil {
		w.list, w.stale = list, true
	}
}

// Draw paints only when something has changed; else the screen keeps what it
// shows.
func (w *window) Draw(screen *ebiten.Image) {
	if w.list == nil || !w.stale {
		return
	}
	w.stale = false
	screen.Clear()
	w.painter.paint(screen, w.list, w.scale)
}

// Presses this near to each other, in time and place, count as one double
// click.
const (
	doubleClickTime  = 400 * time.Millisecond
	doubleClickReach = 4
)

// wheelStep is how far one notch of a wheel scrolls.
const wheelStep = 48

func (w *window) handlePointer(now time.Duration) {
	x, y := ebiten.CursorPosition()
	at := display.Pt(float64(x)/w.scale, float64(y)/w.scale)
	if at != w.pointer {
		w.pointer = at
		w.handle(kit.PointerMove{At: at})
	}
	if inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft) {
		w.handle(kit.PointerPress{At: at, Clicks: w.clicks(at, now), Extend: ebiten.IsKeyPressed(ebiten.KeyShift)})
	}
	if inpututil.IsMouseButtonJustReleased(ebiten.MouseButtonLeft) {
		w.handle(kit.PointerRelease{At: at})
	}
	if dx, dy := ebiten.Wheel(); dx != 0 || dy != 0 {
		w.handle(kit.Wheel{At: at, DX: -dx * wheelStep, DY: -dy * wheelStep})
	}
	w.setCursor()
}

func (w *window) clicks(at kit.Point, now time.Duration) int {
	if now-w.press.when > doubleClickTime || w.press.at.Distance(at) > doubleClickReach {
		w.press.clicks = 0
	}
	w.press.clicks++
	w.press.at, w.press.when = at, now
	return w.press.clicks
}

func (w *window) setCursor() {
	shape := ebiten.CursorShapeDefault
	if n := w.ui.Hovered(); n != nil {
		switch {
		case n.Role == kit.RoleField:
			shape = ebiten.CursorShapeText
		case n.Press != nil && n.Enabled():
			shape = ebiten.CursorShapePointer
		}
	}
	if ebiten.CursorShape() != shape {
		ebiten.SetCursorShape(shape)
	}
}

// handleText reads characters, never key presses: they follow the keyboard's
// layout, and none is lost when ticks are slow.
func (w *window) handleText() {
	w.chars = ebiten.AppendInputChars(w.chars[:0])
	if control() {
		return
	}
	for _, r := range w.chars {
		w.handle(kit.Typed{Text: string(r)})
	}
}

func control() bool {
	return (ebiten.IsKeyPressed(ebiten.KeyControl) && !ebiten.IsKeyPressed(ebiten.KeyAlt)) || ebiten.IsKeyPressed(ebiten.KeyMeta)
}

// A key that moves or deletes repeats while it is held, after a while; in ticks.
// Others don't: nobody decides twice by holding Enter.
const (
	repeatAfter = 24
	repeatEvery = 3
)

var repeats = map[ebiten.Key]bool{
	ebiten.KeyArrowLeft: true, ebiten.KeyArrowRight: true, ebiten.KeyArrowUp: true, ebiten.KeyArrowDown: true,
	ebiten.KeyPageUp: true, ebiten.KeyPageDown: true, ebiten.KeyBackspace: true, ebiten.KeyDelete: true, ebiten.KeyTab: true,
}

func (w *window) handleKeys() {
	w.keys = inpututil.AppendJustPressedKeys(w.keys[:0])
	for key := range repeats {
		if held := inpututil.KeyPressDuration(key); held >= repeatAfter && held%repeatEvery == 0 {
			w.keys = append(w.keys, key)
		}
	}
	for _, key := range w.keys {
		if k := chord(key); k != "" && !w.own(k) {
			w.handle(kit.KeyPress{Key: k})
		}
	}
}

// own carries out the keys of the window itself.
func (w *window) own(k kit.Key) bool {
	const least, most, step = 0.8, 2, 0.1
	switch k {
	case "Ctrl+=", "Ctrl++", "Ctrl+Shift+=":
		w.text = min(w.text+step, most)
	case "Ctrl+-":
		w.text = max(w.text-step, least)
	case "Ctrl+0":
		w.text = 1
	case "F11":
		ebiten.SetFullscreen(!ebiten.IsFullscreen())
	default:
		return false
	}
	return true
}

// named are the keys that write no text, and Space.
var named = map[ebiten.Key]kit.Key{
	ebiten.KeyTab: kit.KeyTab, ebiten.KeyEnter: kit.KeyEnter, ebiten.KeyNumpadEnter: kit.KeyEnter,
	ebiten.KeyEscape: kit.KeyEscape, ebiten.KeySpace: kit.KeySpace, ebiten.KeyBackspace: kit.KeyBackspace,
	ebiten.KeyDelete: kit.KeyDelete, ebiten.KeyArrowLeft: kit.KeyLeft, ebiten.KeyArrowRight: kit.KeyRight,
	ebiten.KeyArrowUp: kit.KeyUp, ebiten.KeyArrowDown: kit.KeyDown, ebiten.KeyHome: kit.KeyHome, ebiten.KeyEnd: kit.KeyEnd,
	ebiten.KeyPageUp: kit.KeyPageUp, ebiten.KeyPageDown: kit.KeyPageDown,
	ebiten.KeyF1: "F1", ebiten.KeyF2: "F2", ebiten.KeyF3: "F3", ebiten.KeyF4: "F4", ebiten.KeyF5: "F5", ebiten.KeyF6: "F6",
	ebiten.KeyF7: "F7", ebiten.KeyF8: "F8", ebiten.KeyF9: "F9", ebiten.KeyF10: "F10", ebiten.KeyF11: "F11", ebiten.KeyF12: "F12",
}

// chord names a key with the modifiers that are held. Keys that write text have
// a name only with Ctrl or Alt.
func chord(key ebiten.Key) kit.Key {
	name, known := named[key]
	ctrl, alt := control(), ebiten.IsKeyPressed(ebiten.KeyAlt)
	if !known {
		if !ctrl && !alt {
			return ""
		}
		letter := ebiten.KeyName(key)
		if letter == "" {
			return ""
		}
		name = kit.Key(strings.ToUpper(letter))
	}
	prefix := kit.Key("")
	if ctrl {
		prefix += "Ctrl+"
	}
	if alt {
		prefix += "Alt+"
	}
	if ebiten.IsKeyPressed(ebiten.KeyShift) {
		prefix += "Shift+"
	}
	return prefix + name
}
