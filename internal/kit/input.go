package kit

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Input is one thing that happened: PointerMove, PointerPress, PointerRelease,
// Wheel, KeyPress, Typed, Resize or Tick. Inputs are plain values, so that a
// test, a recording and a window can all produce them.
type Input interface{ input() }

// PointerMove says where the pointer is.
type PointerMove struct{ At Point }

// PointerPress says that the main button went down. Clicks counts presses in
// quick succession at one place: 2 selects a word, 3 a line. Extend is set
// while Shift is held.
type PointerPress struct {
	At     Point
	Clicks int
	Extend bool
}

// PointerRelease says that the main button went up.
type PointerRelease struct{ At Point }

// Wheel says how far to scroll, in logical pixels; positive DY moves towards
// the end of the content.
type Wheel struct {
	At     Point
	DX, DY float64
}

// KeyPress says that a key that writes no text went down, or a chord.
type KeyPress struct{ Key Key }

// Typed says that text was typed. Keys that write text arrive only as text, so
// that every keyboard layout works, except for Space, which arrives as both.
type Typed struct{ Text string }

// Resize says how large the window is, in logical pixels, how many device
// pixels each of those has, and how much larger than normal text is set
// (0.8 to 2). Text 0 means 1.
type Resize struct {
	Size   Size
	Device float64
	Text   float64
}

// Tick says how much time has passed since the program started. It causes a
// frame only if an element waits for that time.
type Tick struct{ Now time.Duration }

func (PointerMove) input()    {}
func (PointerPress) input()   {}
func (PointerRelease) input() {}
func (Wheel) input()          {}
func (KeyPress) input()       {}
func (Typed) input()          {}
func (Resize) input()         {}
func (Tick) input()           {}

// Key is a key or chord, written as in key help: "N", "?", "Enter",
// "Shift+Tab", "Ctrl+Z". Modifiers stand in the order Ctrl, Alt, Shift.
type Key string

// The keys that have names.
const (
	KeyTab       Key = "Tab"
	KeyBackTab   Key = "Shift+Tab"
	KeyEnter     Key = "Enter"
	KeyEscape    Key = "Escape"
	KeySpace     Key = "Space"
	KeyLeft      Key = "Left"
	KeyRight     Key = "Right"
	KeyUp        Key = "Up"
	KeyDown      Key = "Down"
	KeyHome      Key = "Home"
	KeyEnd       Key = "End"
	KeyPageUp    Key = "PageUp"
	KeyPageDown  Key = "PageDown"
	KeyBackspace Key = "Backspace"
	KeyDelete    Key = "Delete"
)

// character says whether the key is one that writes text, and so arrives as
// Typed.
func (k Key) character() bool { return utf8.RuneCountInString(string(k)) == 1 }

// matches says whether typing the text presses the key. Letters match in
// either case.
func (k Key) matches(typed string) bool {
	return k.character() && strings.EqualFold(string(k), typed)
}

// types says whether pressing the key would write into a field or move its
// caret, so that it is no shortcut while a field has the focus.
func (k Key) types() bool {
	base, chord := strings.CutPrefix(string(k), "Ctrl+")
	if chord || strings.HasPrefix(base, "Alt+") {
		return false
	}
	if len(base) > 1 && base[0] == 'F' && unicode.IsDigit(rune(base[1])) {
		return false
	}
	return k != KeyEscape && k != KeyTab && k != KeyBackTab
}
