package screen

import (
	"fmt"

	"tabletop/assets"
	"tabletop/internal/kit"
)

// Widths in ems at which the screen changes its layout.
const (
	threeColumns = 88 // below this, inbox and decisions share one column
	lowWindow    = 62 // below this height, the strip shows fewer measures
)

// exercise is the screen on which the exercise is played.
func (a *App) exercise(f *kit.Frame) kit.Element {
	size := f.Size()
	wide := size.W >= f.Em(threeColumns)
	body := a.narrowBody(f)
	if wide {
		body = a.wideBody(f)
	}
	return kit.Column(0,
		a.top(),
		kit.Divider{},
		kit.Grow(1, body),
		kit.Divider{},
		a.strip(size.H >= f.Em(lowWindow)),
		keyOnly{"Read the oldest message not opened yet", "R", a.readNext},
		a.themeKey(),
	)
}

// wideBody shows inbox, picture and decisions side by side.
func (a *App) wideBody(f *kit.Frame) kit.Element {
	w := f.Size().W
	return kit.Row(0,
		kit.Width(min(max(w*0.22, f.Em(20)), f.Em(30)), a.inbox(false)),
		upright(),
		kit.Grow(1, a.picture()),
		upright(),
		kit.Width(min(max(w*0.26, f.Em(23)), f.Em(34)), a.decisions()),
	).Aligned(kit.Stretch)
}

// narrowBody shows the picture beside one column for inbox and decisions.
func (a *App) narrowBody(f *kit.Frame) kit.Element {
	column := kit.Tabs{
		ID: "side", Label: "Inbox and decisions", Selected: a.side, OnSelect: func(i int) { a.side = i }, Fill: assets.Surface,
		Names: []string{fmt.Sprintf("Inbox (%d)", a.unread()), fmt.Sprintf("Decisions (%d)", a.openDecisions())},
	}
	extra := []kit.Element{keyOnly{"Show the inbox", "I", func() { a.side = 0 }}, keyOnly{"Show the decisions", "C", func() { a.side = 1 }}}
	if a.side == 0 {
		column.Child = a.inbox(true)
		if a.result == nil {
			extra = append(extra, a.cardKeys()...)
		}
	} else {
		column.Child = a.decisions()
	}
	return kit.Row(0, append([]kit.Element{
		kit.Width(f.Size().W*0.42, column),
		upright(),
		kit.Grow(1, a.picture()),
	}, extra...)...).Aligned(kit.Stretch)
}

// picture is the middle of the screen, in tabs.
func (a *App) picture() kit.Element {
	tabs := kit.Tabs{
		ID: "picture", Label: "Picture", Names: []string{"Network", "What you know"}, Selected: a.tab,
		OnSelect: func(i int) { a.tab = i },
	}
	if a.tab == 0 {
		tabs.Child = a.network()
	} else {
		tabs.Child = a.knowledge()
	}
	return kit.Panel{Fill: assets.Window, Child: kit.Column(0,
		kit.Grow(1, tabs),
		keyOnly{"Show the network", "P", func() { a.tab = 0 }},
		keyOnly{"Show what you know", "W", func() { a.tab = 1 }},
	)}
}

// openDecisions counts the decisions open now; there are none once it is over.
func (a *App) openDecisions() int {
	if a.ex.Done() {
		return 0
	}
	return len(a.sight.open)
}
