package screen_test

import (
	"testing"

	"tabletop/engine/model"
	"tabletop/internal/kit"
)

// later is the flagship a few days before the election, with a message open.
func later(b *testing.B) *person {
	p := sit(b, flagship(b), "state", usual)
	if _, err := p.ex.Advance(55*model.Day, 0); err != nil {
		b.Fatal(err)
	}
	p.Press(kit.KeyEnter, "H", kit.KeyDown)
	return p
}

// BenchmarkFrame draws the exercise screen.
func BenchmarkFrame(b *testing.B) {
	p := later(b)
	for b.Loop() {
		p.UI.Invalidate()
		p.List()
	}
}

// BenchmarkHour lets one hour pass and reads the exercise anew.
func BenchmarkHour(b *testing.B) {
	p := later(b)
	for b.Loop() {
		p.Press("H")
	}
}
