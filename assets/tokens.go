package assets

import (
	"image/color"
	"math"
)

// Color names what a colour is for; a Theme says which colour that is.
type Color uint8

// The colours of the desktop. Data colours follow Okabe and Ito's palette
// (https://jfly.uni-koeln.de/color/), which stays apart under the common forms
// of colour blindness; still no colour carries meaning alone.
const (
	// Unset lets an element choose its own colour.
	Unset Color = iota

	// Backgrounds, from the deepest to the nearest.
	Window  // behind everything
	Surface // bars and side columns
	Raised  // cards and the picture
	Control // buttons
	Well    // the inside of a field
	Hover   // a control or row under the pointer
	Chosen  // a selected control or row
	Action  // the one button that carries the screen's purpose
	Paper   // a memo, an e-mail, a printed page
	Marking // the EXERCISE marking
	Scrim   // over a screen behind a modal

	// Edges.
	Hairline // separates, carries no meaning
	Fold     // separates on Paper
	Edge     // the outline of a control
	Ring     // the focus ring

	// Text.
	Text     // what is read first
	Muted    // what is read second
	OnAction // on Action
	Ink      // on Paper
	FaintInk // second on Paper
	OnMark   // on Marking

	// Data and states.
	Blue   // channels, reports, the seat itself
	Yellow // now, and the day
	Orange // confirmed harm
	Amber  // suspected
	Green  // decisions, good news
	Purple // society and stories
	Gray   // closed, absent

	colorCount
)

// Theme gives every Color its value.
type Theme struct {
	Name   string
	colors [colorCount]color.NRGBA
}

// Color returns the value of c. Unset is fully transparent.
func (t *Theme) Color(c Color) color.NRGBA { return t.colors[c] }

// Dark is the theme of an operations room.
var Dark = &Theme{Name: "dark", colors: [colorCount]color.NRGBA{
	Window: rgb(0x10151c), Surface: rgb(0x171d26), Raised: rgb(0x1f2630), Control: rgb(0x222a35),
	Well: rgb(0x10151c), Hover: rgb(0x2a3441), Chosen: rgb(0x234163), Action: rgb(0x2367a6), Paper: rgb(0xf4f1ea),
	Marking: rgb(0xf0e05a), Scrim: rgba(0x070a0e, 0xb4),
	Hairline: rgb(0x2b3440), Fold: rgb(0xd8d3c6), Edge: rgb(0x3a4553), Ring: rgb(0x56b4e9),
	Text: rgb(0xeef2f7), Muted: rgb(0x9fadc0), OnAction: rgb(0xffffff),
	Ink: rgb(0x1c232d), FaintInk: rgb(0x596270), OnMark: rgb(0x14181d),
	Blue: rgb(0x56b4e9), Yellow: rgb(0xf0e05a), Orange: rgb(0xf0824a), Amber: rgb(0xe8a33c),
	Green: rgb(0x36b893), Purple: rgb(0xdf8fc4), Gray: rgb(0x8593a6),
}}

// Light is the theme for daylight and for print.
var Light = &Theme{Name: "light", colors: [colorCount]color.NRGBA{
	Window: rgb(0xe6eaef), Surface: rgb(0xf6f8fa), Raised: rgb(0xffffff), Control: rgb(0xf3f5f8),
	Well: rgb(0xffffff), Hover: rgb(0xe7edf4), Chosen: rgb(0xcfe3f6), Action: rgb(0x155a98), Paper: rgb(0xfffdf7),
	Marking: rgb(0xf0e05a), Scrim: rgba(0x202833, 0x80),
	Hairline: rgb(0xd3d9e1), Fold: rgb(0xd8d3c6), Edge: rgb(0xa9b4c1), Ring: rgb(0x0b67b2),
	Text: rgb(0x17202b), Muted: rgb(0x4f5c6c), OnAction: rgb(0xffffff),
	Ink: rgb(0x1c232d), FaintInk: rgb(0x596270), OnMark: rgb(0x14181d),
	Blue: rgb(0x0a5fa5), Yellow: rgb(0x806500), Orange: rgb(0x901a08), Amber: rgb(0x855200),
	Green: rgb(0x00684c), Purple: rgb(0x9a3580), Gray: rgb(0x5c6776),
}}

// Style names the role a piece of text plays.
type Style uint8

// The styles, in the order in which a screen uses most of them.
const (
	Body    Style = iota // running text
	Strong               // running text that matters
	Small                // what stands beside or under it
	Caption              // names a group: small capitals, spaced
	Title                // names a card or a pane
	Heading              // names a screen; the clock
	Display              // the one figure seen from the back of the room
	Figures              // codes, hashes, columns of figures
	styleCount
)

// Type is how a style is set.
type Type struct {
	Weight   Weight
	Size     float64 // in logical pixels at a text scale of 1
	Leading  float64 // height of a line as a multiple of Size
	Tracking float64 // added after each glyph, as a fraction of Size
	Capitals bool
}

var types = [styleCount]Type{
	Body:    {Weight: Regular, Size: 13, Leading: 1.4},
	Strong:  {Weight: Medium, Size: 13, Leading: 1.4},
	Small:   {Weight: Regular, Size: 12, Leading: 1.4},
	Caption: {Weight: Regular, Size: 11, Leading: 1.4, Tracking: 0.1, Capitals: true},
	Title:   {Weight: Medium, Size: 14, Leading: 1.4},
	Heading: {Weight: Medium, Size: 18, Leading: 1.3},
	Display: {Weight: Bold, Size: 26, Leading: 1.2},
	Figures: {Weight: Mono, Size: 12, Leading: 1.4},
}

// Type returns how the style is set.
func (s Style) Type() Type { return types[s] }

// Spacing in logical pixels. Elements keep to these steps.
const (
	Tight  = 4.0
	Near   = 8.0
	Apart  = 12.0
	Loose  = 16.0
	Gutter = 24.0
)

// Radii and widths in logical pixels.
const (
	RadiusSmall  = 3.0
	Radius       = 5.0
	RadiusLarge  = 8.0
	Thin         = 1.0 // an edge
	Thick        = 2.0 // a focus ring, a line of a chart
	ScrollbarGap = 10.0
)

// Contrast returns the contrast ratio of two opaque colours, from 1 to 21, by
// WCAG 2.2, definitions of "contrast ratio" and "relative luminance".
func Contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func rgb(v uint32) color.NRGBA { return rgba(v, 0xff) }

func rgba(v uint32, alpha uint8) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: alpha}
}
