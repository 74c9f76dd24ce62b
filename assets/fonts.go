package assets

import (
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
)

// Weight is one cut of the Go typeface. The fonts come from a Go module under
// a BSD licence; they cover Latin, Greek and Cyrillic, and all their digits
// are equally wide, so columns of figures line up in every cut.
type Weight uint8

// The cuts in use.
const (
	Regular Weight = iota
	Medium
	Bold
	Italic
	Mono
	weightCount
)

// Weights lists every cut.
func Weights() []Weight {
	all := make([]Weight, weightCount)
	for i := range all {
		all[i] = Weight(i)
	}
	return all
}

// TTF returns the TrueType file of the cut. It must not be changed.
func (w Weight) TTF() []byte {
	switch w {
	case Medium:
		return gomedium.TTF
	case Bold:
		return gobold.TTF
	case Italic:
		return goitalic.TTF
	case Mono:
		return gomono.TTF
	default:
		return goregular.TTF
	}
}

// CSS returns the family, weight and style under which a browser finds the
// cut, with families to fall back on.
func (w Weight) CSS() (family, weight, style string) {
	family, weight, style = "Go, 'Segoe UI', 'Helvetica Neue', sans-serif", "400", "normal"
	switch w {
	case Medium:
		weight = "500"
	case Bold:
		weight = "700"
	case Italic:
		style = "italic"
	case Mono:
		family = "'Go Mono', Consolas, Menlo, monospace"
	}
	return family, weight, style
}
