package screen

import (
	"strings"

	"tabletop/assets"
	"tabletop/internal/kit"
)

// everywhere are the keys that work in every part of every screen.
var everywhere = []kit.Shortcut{
	{Keys: []kit.Key{kit.KeyTab, kit.KeyBackTab}, Label: "Go to the next part of the screen, or back"},
	{Keys: []kit.Key{kit.KeyUp, kit.KeyDown, kit.KeyLeft, kit.KeyRight}, Label: "Move within a list, tabs or a choice"},
	{Keys: []kit.Key{kit.KeyPageUp, kit.KeyPageDown, kit.KeyHome, kit.KeyEnd}, Label: "Scroll"},
	{Keys: []kit.Key{kit.KeyEnter, kit.KeySpace}, Label: "Press what has the focus"},
	{Keys: []kit.Key{kit.KeyEscape}, Label: "Go back: close what was opened last"},
	{Keys: []kit.Key{"Ctrl++", "Ctrl+-", "Ctrl+0"}, Label: "Larger, smaller and normal text"},
	{Keys: []kit.Key{"F11"}, Label: "Fill the screen, or leave it again"},
}

// keyHelp shows what every key of a screen does.
type keyHelp struct {
	ui   *kit.UI
	keys []kit.Shortcut // shown while there are some
}

// open takes the keys from what is on the screen now, each with its hint where
// it has one.
func (h *keyHelp) open() {
	h.keys = nil
	for _, n := range h.ui.Nodes() {
		if len(n.Keys) == 0 {
			continue
		}
		says := n.Hint
		if says == "" {
			says = n.Label
		}
		h.keys = append(h.keys, kit.Shortcut{Keys: n.Keys, Label: says})
	}
	h.keys = append(h.keys, everywhere...)
}

// button opens the key help.
func (h *keyHelp) button() kit.Element {
	return kit.Button{Label: "Keys", Icon: assets.Help, Bare: true, Key: "?", Hint: "Shows what every key does.", OnPress: h.open}
}

// modal is the help itself, or nil.
func (h *keyHelp) modal(f *kit.Frame) *kit.Modal {
	if h.keys == nil {
		return nil
	}
	shut := func() { h.keys = nil }
	columns := 2
	if f.Size().W < f.Em(72) {
		columns = 1
	}
	return &kit.Modal{
		ID: "keys", Title: "Keys", Width: f.Em(34 * float64(columns)),
		Body:    kit.Grid{Columns: columns, Gap: assets.Near, Children: h.rows(f)},
		Actions: []kit.Element{kit.Button{Label: "Close", Key: kit.KeyEscape, Primary: true, OnPress: shut}},
		OnClose: shut,
	}
}

func (h *keyHelp) rows(f *kit.Frame) []kit.Element {
	rows := make([]kit.Element, 0, len(h.keys))
	for _, s := range h.keys {
		names := make([]string, len(s.Keys))
		for i, key := range s.Keys {
			names[i] = string(key)
		}
		rows = append(rows, kit.Row(assets.Apart,
			kit.Width(f.Em(8), kit.Text{Value: strings.Join(names, ", "), Style: assets.Figures, Ink: assets.Blue}),
			kit.Grow(1, kit.Text{Value: s.Label}),
		).Aligned(kit.Start))
	}
	return rows
}

// alarm says what went wrong and what to do about it.
func alarm(trouble error, title, todo string, shut func()) *kit.Modal {
	if trouble == nil {
		return nil
	}
	return &kit.Modal{
		ID: "alarm", Title: title, OnClose: shut,
		Body:    kit.Column(assets.Apart, kit.Text{Value: trouble.Error()}, kit.Text{Value: todo, Ink: assets.Muted}),
		Actions: []kit.Element{kit.Button{Label: "Close", Key: kit.KeyEscape, Primary: true, OnPress: shut}},
	}
}
