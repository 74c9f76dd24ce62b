package kit

import (
	"time"

	"tabletop/assets"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/text"
)

// UI turns inputs and screens into display lists. It keeps what outlives a
// frame: the focus, the pointer, and the memory of elements. Use it from one
// goroutine.
type UI struct {
	// Clipboard is where fields copy to and paste from.
	Clipboard Clipboard

	theme  *assets.Theme
	size   Size
	device float64
	text   float64
	now    time.Duration

	dirty      bool
	animate    bool
	wake       time.Duration
	list       *display.List
	nodes      []Node
	complaints []string
	memory     map[ID]any
	wraps      text.Cache

	layer      int   // the topmost layer, the only one that gets input
	focus      []ID  // in each layer
	order      []int // place of the focus in the focus order of each layer
	left       bool  // the focus was taken away; order says from where
	byKeyboard bool
	tabbed     bool   // Tab has just moved the focus: its hint shows
	quiet      bool   // something was done since the pointer came to where it is: no hint
	reveal     bool   // scroll until the focus can be seen
	toTop      string // name of the element to scroll to the top

	pointer Point
	hover   ID
	rested  time.Duration // when the pointer came to the element under it
	pressed ID
}

// Clipboard holds text between programs. Where the system's cannot be had, a
// Pocket serves.
type Clipboard interface {
	Read() string
	Write(text string)
}

// Pocket is a clipboard inside the program.
type Pocket struct{ text string }

// Read returns what was written last.
func (p *Pocket) Read() string { return p.text }

// Write replaces the text.
func (p *Pocket) Write(text string) { p.text = text }

// New returns a UI with a theme. It draws nothing until a Resize says how
// large the window is.
func New(theme *assets.Theme) *UI {
	return &UI{
		Clipboard: &Pocket{}, theme: theme, device: 1, text: 1, dirty: true,
		list: &display.List{}, memory: map[ID]any{}, focus: []ID{""}, order: []int{0},
		pointer: Point{X: -1, Y: -1},
	}
}

// SetTheme changes the theme.
func (u *UI) SetTheme(theme *assets.Theme) {
	u.dirty = u.dirty || u.theme != theme
	u.theme = theme
}

// Theme is the theme in use.
func (u *UI) Theme() *assets.Theme { return u.theme }

// Device is the number of device pixels in a logical pixel.
func (u *UI) Device() float64 { return u.device }

// Invalidate asks for a frame because what screens show has changed.
func (u *UI) Invalidate() { u.dirty = true }

// Frame draws the screen if anything has changed since the last frame, and
// says whether it did. The list stays valid until the next frame.
func (u *UI) Frame(screen Screen) (*display.List, bool) {
	if !u.dirty || u.size.W <= 0 || u.size.H <= 0 {
		return u.list, false
	}
	u.dirty = false
	// Where the focus stands is known only once the nodes are: drawing again
	// shows the ring in its new place and scrolls it into view.
	const attempts = 4
	for range attempts {
		u.draw(screen)
		if !u.settle() {
			break
		}
	}
	return u.list, true
}

func (u *UI) draw(screen Screen) {
	window := u.size.At(0, 0)
	f := &Frame{ui: u, ids: map[ID]int{}, clips: []Rect{window}, parent: -1}
	f.list.Size = u.size
	f.Paint(display.Box{Rect: window, Fill: f.Color(assets.Window, assets.Window)})
	if root := screen(f); root != nil {
		root.Draw(f, window)
	}
	u.layer = 0
	for i := range f.nodes {
		u.layer = max(u.layer, f.nodes[i].layer)
	}
	f.drawHint()
	for len(f.above) > 0 {
		above := f.above
		f.above = nil
		for _, draw := range above {
			draw()
		}
	}
	u.nodes = f.nodes
	u.wraps.Turn()
	u.list, u.complaints, u.animate, u.wake = &f.list, f.complaints, f.animate, f.wake
}

// settle brings the focus and the pointer in line with the nodes of the last
// frame. It says whether that changed what the frame should look like.
func (u *UI) settle() bool {
	changed := u.settleFocus()
	if u.reveal && u.revealFocus() {
		changed = true
	}
	u.reveal = false
	if u.toTop != "" && u.raise() {
		changed = true
	}
	u.toTop = ""
	if hover := u.hit(u.pointer); hover != u.hover && u.pressed == "" {
		u.hover, u.rested, changed = hover, u.now, true
	}
	return changed
}
