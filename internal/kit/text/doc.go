// Package text measures, breaks and rasterises text in the Go typeface, left
// to right.
//
// Text is shaped once, into a Run: one glyph for each rune, each with its
// place. Everything after that (wrapping, truncation, the caret of a field,
// the painters) works on runs, so every painter shows the same text in the
// same places.
package text
