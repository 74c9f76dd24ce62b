package screen_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/kit"
)

// state is one look of the screens: its name and the keys that lead to it from
// the state before.
type state struct {
	name string
	keys []kit.Key
	do   func(p *person) // before the keys
}

// states lead through every part of the screens, for the seat "alder" of the
// small pack.
var states = []state{
	{name: "briefing"},
	{name: "first", keys: []kit.Key{kit.KeyEnter}},
	{name: "not-now", keys: []kit.Key{"M"}},
	{name: "meeting", keys: []kit.Key{"M", kit.KeyDown}},
	{name: "briefing-again", keys: []kit.Key{kit.KeyEscape, "B"}},
	{name: "phone", keys: []kit.Key{kit.KeyEscape, "N", kit.KeyDown}},
	{name: "form", do: func(p *person) { p.consider("Report it") }},
	{name: "decided", keys: []kit.Key{kit.KeyEnter}},
	{name: "knowledge", keys: []kit.Key{"W"}},
	{name: "keys", keys: []kit.Key{"?"}},
	{name: "organisation", keys: []kit.Key{kit.KeyEscape, "P"}, do: func(p *person) { p.Press(kit.KeyEscape) }},
	{name: "hint", keys: []kit.Key{kit.KeyTab, kit.KeyTab}},
	{name: "form-of-choice", do: func(p *person) { p.consider("Hand out security keys") }},
	{name: "later", keys: []kit.Key{kit.KeyEscape, "N", "N", "N", "N", kit.KeyDown}},
	{name: "news", keys: []kit.Key{"N", "N", "A", kit.KeyUp, kit.KeyUp, kit.KeyUp, kit.KeyUp, kit.KeyUp}},
	{name: "outcome", keys: []kit.Key{"N", "N", "N", "N", "N", "N"}},
	{name: "over", keys: []kit.Key{kit.KeyEscape}},
}

// visit leads a person through the states and stops at each.
func visit(p *person, at func(name string)) {
	for _, s := range states {
		if s.do != nil {
			s.do(p)
		}
		for _, key := range s.keys {
			p.Press(key)
			p.wait()
		}
		at(s.name)
	}
}

// views are the windows in which nothing may be cut off: those that are asked
// for, the least that a window can be, and the ends of the text scale.
func views() []view {
	var all []view
	for _, theme := range []*assets.Theme{assets.Dark, assets.Light} {
		for _, size := range []kit.Size{{W: 1280, H: 720}, {W: 1920, H: 1080}} {
			for _, text := range []float64{1, 1.5} {
				all = append(all, view{size, theme, text})
			}
		}
	}
	return append(all,
		view{kit.Size{W: 960, H: 600}, assets.Dark, 1},
		view{kit.Size{W: 1280, H: 720}, assets.Dark, 0.8},
		view{kit.Size{W: 1920, H: 1080}, assets.Light, 2},
		view{kit.Size{W: 3840, H: 2160}, assets.Dark, 2},
	)
}

func (v view) String() string {
	return fmt.Sprintf("%s %gx%g %g%%", v.theme.Name, v.size.W, v.size.H, v.text*100)
}

// TestFits holds every state of the screens to the kit's checks in every view:
// all text inside its clip, no two texts over each other, contrast enough.
func TestFits(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	visit(p, func(name string) {
		for _, v := range views() {
			p.look(v)
			p.rightly(name + ", " + v.String())
		}
		p.look(usual)
	})
}

// TestFitsNarrow checks the decisions where they share a column with the inbox.
func TestFitsNarrow(t *testing.T) {
	p := sit(t, small(t), "alder", view{kit.Size{W: 1280, H: 720}, assets.Dark, 1.5})
	p.Press(kit.KeyEnter, "N")
	p.wait()
	p.Press("C")
	p.sees(`button "Report it"`)
	p.rightly("decisions")
	p.Press("M")
	p.rightly("decisions not open")
	p.Press("I")
	p.consider("Report it")
	p.rightly("form")
}

// TestFitsFlagship goes through the flagship in each of its seats.
func TestFitsFlagship(t *testing.T) {
	if testing.Short() {
		t.Skip("plays the flagship once for each seat")
	}
	sc := flagship(t)
	for i := range sc.Orgs {
		seat := sc.Orgs[i].ID
		t.Run(seat, func(t *testing.T) { tour(begin(t, sc, seat, usual, "")) })
	}
}

// tour looks at a seat of the flagship now and then.
func tour(p *person) {
	p.check("briefing")
	p.Press(kit.KeyEnter)
	p.check("empty inbox")
	for _, day := range []model.Tick{12, 40, 59, 61} {
		_, err := p.ex.Advance(day*model.Day+9*model.Hour, 0)
		require.NoError(p.t, err)
		p.Press("H", kit.KeyDown)
		p.check(fmt.Sprintf("day %d, a message open", day))
		p.Press("W")
		p.check(fmt.Sprintf("day %d, knowledge", day))
		p.Press("P", "1")
		p.check(fmt.Sprintf("day %d, form", day))
		p.Press(kit.KeyEscape, kit.KeyEscape)
	}
	p.Press("M")
	p.check("not now")
	_, err := p.ex.Advance(p.ex.Scenario().Clock.End-1, 0)
	require.NoError(p.t, err)
	p.Press("H")
	p.check("outcome")
}

// check looks at the screen as it usually is and with large text.
func (p *person) check(where string) {
	p.t.Helper()
	p.rightly(where)
	large := view{kit.Size{W: 1280, H: 720}, assets.Light, 1.5}
	p.look(large)
	p.rightly(where + ", " + large.String())
	p.look(usual)
}
