package kit

import (
	"strings"

	"tabletop/assets"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/text"
)

// Card is a panel that can be pressed as a whole.
type Card struct {
	ID       string
	Label    string // what the card is called
	Value    string // what else a screen reader says of it
	Key      Key
	Selected bool
	// Disabled is the reason why the card cannot be pressed. The card does not
	// show it by itself.
	Disabled string
	Child    Element
	OnPress  func()
}

// Measure implements Element.
func (c Card) Measure(f *Frame, limit Size) Size {
	return All(assets.Apart).add(c.Child.Measure(f, All(assets.Apart).cut(limit)))
}

// Draw implements Element.
func (c Card) Draw(f *Frame, bounds Rect) {
	f.Inside(Node{
		ID: ID(c.ID), Role: RoleButton, Label: c.Label, Value: c.Value, Selected: c.Selected, Disabled: c.Disabled,
		Bounds: bounds, Keys: keys(c.Key), Handlers: Handlers{Focusable: true, Press: c.OnPress},
	}, func(s State) {
		color := f.Theme().Color
		box := display.Box{
			Rect: bounds, Radius: assets.Radius, Width: assets.Thin,
			Fill: color(assets.Raised), Stroke: color(assets.Hairline),
		}
		switch {
		case c.Disabled != "":
			box.Fill = color(assets.Surface)
		case c.Selected:
			box.Stroke = color(assets.Ring)
		case s.Hovered:
			box.Stroke = color(assets.Edge)
			box.Fill = color(assets.Hover)
		}
		f.Paint(box)
		f.Ring(s, bounds, assets.Radius)
		c.Child.Draw(f, All(assets.Apart).within(bounds))
	})
}

// Badge is a word in capitals on a coloured ground.
type Badge struct {
	Label string
	Fill  assets.Color // Marking if unset
	Ink   assets.Color // OnMark if unset
}

const badgePadX, badgePadY = assets.Near + 2, assets.Tight

// Measure implements Element.
func (b Badge) Measure(f *Frame, _ Size) Size {
	return display.Sz(f.badgeRun(b.Label).Advance+2*badgePadX, f.Leading(assets.Caption)+2*badgePadY)
}

// Draw implements Element.
func (b Badge) Draw(f *Frame, bounds Rect) {
	f.Add(Node{Role: RoleText, Label: b.Label, Bounds: bounds})
	f.Paint(display.Box{Rect: bounds, Radius: assets.RadiusSmall, Fill: f.Color(b.Fill, assets.Marking)})
	run := f.badgeRun(b.Label)
	f.Paint(display.Text{
		At:  display.Pt(bounds.X+badgePadX, bounds.Y+run.Face.Baseline(bounds.H)),
		Run: run, Color: f.Color(b.Ink, assets.OnMark),
	})
}

// Progress shows how far long work has come.
type Progress struct {
	Label string
	Share float64 // from 0 to 1
	// Note says how far in words, such as the time left.
	Note string
}

// Measure implements Element.
func (p Progress) Measure(f *Frame, limit Size) Size {
	return display.Sz(limit.W, f.Leading(assets.Small)+assets.Tight+f.Em(0.4))
}

// Draw implements Element.
func (p Progress) Draw(f *Frame, bounds Rect) {
	f.Add(Node{Role: RoleProgress, Label: p.Label, Value: p.Note, Bounds: bounds})
	row := display.Rc(bounds.X, bounds.Y, bounds.W, f.Leading(assets.Small))
	note := f.width(p.Note, assets.Small)
	f.line(p.Label, assets.Small, f.Theme().Color(assets.Text), display.Rc(row.X, row.Y, row.W-note-assets.Near, row.H))
	f.line(p.Note, assets.Small, f.Theme().Color(assets.Muted), display.Rc(row.Right()-note, row.Y, note, row.H))
	bar := display.Rc(bounds.X, row.Bottom()+assets.Tight, bounds.W, f.Em(0.4))
	f.Paint(display.Box{Rect: bar, Radius: bar.H / 2, Fill: f.Theme().Color(assets.Hairline)})
	bar.W = max(bar.W*min(max(p.Share, 0), 1), bar.H)
	f.Paint(display.Box{Rect: bar, Radius: bar.H / 2, Fill: f.Theme().Color(assets.Blue)})
}

func (f *Frame) badgeRun(label string) text.Run {
	face := f.Face(assets.Caption)
	face.Weight = assets.Bold
	return face.Shape(strings.ToUpper(label))
}
