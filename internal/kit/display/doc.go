// Package display is the list of shapes that a screen comes down to, in
// logical pixels, in the order in which they are painted.
//
// Everything is decided when the list is made: painters only put shapes and
// glyphs where it says. So the window, a golden picture and a report show the
// same thing, and a test can judge a screen by its list alone (see Check).
package display
