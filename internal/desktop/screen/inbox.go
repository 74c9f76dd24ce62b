package screen

import (
	"fmt"

	"tabletop/assets"
	"tabletop/internal/kit"
)

// inbox lists what reached the seat, newest first, with the open message below
// it, or in its place where there is little room.
func (a *App) inbox(instead bool) kit.Element {
	at := a.openedAt()
	name := "Inbox"
	if n := a.unread(); n > 0 {
		name = fmt.Sprintf("Inbox · %d new", n)
	}
	step := kit.Row(0,
		kit.Button{Label: "Mark all as read", Icon: assets.Check, Bare: true, Key: "A", Hint: "Marks all messages as read.", OnPress: a.readAll},
		kit.Button{Label: "Newer message", Icon: assets.ChevronUp, Bare: true, Key: kit.KeyUp, OnPress: func() { a.browse(-1) }},
		kit.Button{Label: "Older message", Icon: assets.ChevronDown, Bare: true, Key: kit.KeyDown, OnPress: func() { a.browse(+1) }},
	)
	list := kit.List{
		ID: "inbox", Label: "Inbox", Count: len(a.sight.letters), Selected: at,
		Row:      a.envelope,
		Name:     func(i int) string { return a.sight.letters[i].title },
		OnSelect: a.open,
		Empty:    "Nothing has reached you yet. Let time pass with Run or +1 h.",
	}
	if at < 0 {
		return pane(name, step, list)
	}
	if instead {
		return pane(name, step, a.message(at))
	}
	return pane(name, step, flexible(func(f *kit.Frame, room kit.Size) kit.Element {
		const share = 0.4 // of the list at most; the message gets what it does not need
		height := min(list.Measure(f, room).H, room.H*share)
		return kit.Column(0, kit.Height(height, list), kit.Divider{}, kit.Grow(1, a.message(at)))
	}))
}

func (a *App) readAll() {
	for i := range a.sight.letters {
		a.read[a.sight.letters[i].key] = true
	}
}

// readNext opens the oldest message that has not been opened.
func (a *App) readNext() {
	for i := len(a.sight.letters) - 1; i >= 0; i-- {
		if !a.read[a.sight.letters[i].key] {
			a.side = 0
			a.open(i)
			return
		}
	}
}

// browse opens the next message up or down the inbox, or the newest where none
// is open.
func (a *App) browse(by int) {
	at := a.openedAt()
	if at < 0 {
		a.open(0)
		return
	}
	a.open(at + by)
}

// senders says who told it, and how many told it again.
func (l *letter) senders() string {
	if len(l.again) == 0 {
		return l.sender
	}
	return fmt.Sprintf("%s · +%d", l.sender, len(l.again))
}

// envelope is one row of the inbox.
func (a *App) envelope(i int) kit.Element {
	l := &a.sight.letters[i]
	dot := kit.Element(kit.Glyph{Icon: assets.Dot, Style: assets.Small, Ink: assets.Blue, Label: "unread"})
	style := assets.Strong
	if a.read[l.key] {
		dot, style = kit.Glyph{Style: assets.Small}, assets.Body
	}
	m := mediums[l.medium]
	return kit.Pad(kit.Sides(assets.Apart, assets.Tight+2), kit.Column(0,
		kit.Row(assets.Tight+2,
			dot,
			kit.Grow(1, kit.Label(l.title, style, assets.Text)),
			kit.Label(briefMoment(a.sight.clock(), l.at, a.sight.now), assets.Small, assets.Muted),
		),
		kit.Row(assets.Tight+2,
			kit.Glyph{Icon: m.icon, Style: assets.Small, Ink: assets.Muted},
			kit.Grow(1, kit.Label(l.senders(), assets.Small, assets.Muted)),
		),
	))
}
