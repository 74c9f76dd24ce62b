package chart

import (
	"math"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
)

// Timeline is a strip of lanes over one span of time, with a line at now. If it
// can seek, it is a scrubber: a press, a drag and the arrow keys move now.
type Timeline struct {
	ID       string
	Label    string
	Value    string // what a screen reader says of now
	From, To float64
	Now      float64
	Ticks    []Tick
	// Flags are days that matter, named at the top in their colour.
	Flags []Flag
	// Shades are spans set apart by their ground.
	Shades []Shade
	Lanes  []Lane
	// OnSeek makes the timeline a scrubber; Step is how far an arrow key goes.
	OnSeek func(at float64)
	Step   float64
}

// Flag is a named moment.
type Flag struct {
	At    float64
	Label string
	Color assets.Color // Yellow if unset
}

// Shade is a span of time set apart.
type Shade struct{ From, To float64 }

// Lane is one row: marks, or the course of a measure, or both.
type Lane struct {
	Name  string
	Marks []Mark
	// Course is a measure over time. The lane's height stands for Low to High;
	// where they are equal, for the course's own range.
	Course    []XY
	Low, High float64
	Color     assets.Color // of the course; Text if unset
	// Note stands at the lane's end: the measure now, in words.
	Note string
	Ink  assets.Color // of the note; Muted if unset
	// Widest is the widest note that is expected. Room is kept for it, so that
	// time keeps its scale while notes change.
	Widest string
}

// Mark is one event.
type Mark struct {
	At    float64
	Label string       // read out
	Icon  assets.Icon  // an upright bar if empty
	Color assets.Color // Blue if unset
}

// Measure implements kit.Element.
func (t Timeline) Measure(f *kit.Frame, limit kit.Size) kit.Size {
	return display.Sz(limit.W, t.head(f)+float64(len(t.Lanes))*t.lane(f)+assets.Tight)
}

func (t Timeline) head(f *kit.Frame) float64 { return f.Leading(assets.Small) + assets.Tight }
func (t Timeline) lane(f *kit.Frame) float64 { return f.Leading(assets.Small) + assets.Near }

// strip is a timeline on one frame.
type strip struct {
	Timeline
	f      *kit.Frame
	outer  kit.Rect
	inner  kit.Rect // where time runs
	height float64  // of a lane
}

// Draw implements kit.Element.
func (t Timeline) Draw(f *kit.Frame, bounds kit.Rect) {
	s := &strip{Timeline: t, f: f, outer: bounds}
	var names, notes float64
	for _, lane := range t.Lanes {
		names = max(names, s.width(lane.Name))
		notes = max(notes, s.width(lane.Note), s.width(lane.Widest))
	}
	if notes > 0 {
		notes += assets.Apart
	}
	names += assets.Loose
	s.height = max(bounds.H-t.head(f), 0) / float64(max(len(t.Lanes), 1))
	s.inner = display.Rc(bounds.X+names, bounds.Y, max(bounds.W-names-notes, 0), bounds.H)
	node := kit.Node{ID: kit.ID(t.ID), Role: kit.RolePicture, Label: t.Label, Value: t.Value, Bounds: bounds}
	if t.OnSeek != nil {
		node.Role, node.Focusable = kit.RoleSlider, true
		node.Key, node.Pointer = s.key, s.pointer
	}
	f.Inside(node, func(state kit.State) {
		s.drawGround()
		for i, lane := range t.Lanes {
			s.drawLane(i, lane)
		}
		s.drawNow()
		f.Ring(state, bounds.Inset(-assets.Tight), assets.RadiusSmall)
	})
}

func (s *strip) width(label string) float64 { return s.f.Face(assets.Small).Shape(label).Advance }

func (s *strip) x(at float64) float64 {
	if !(s.From < s.To) {
		return s.inner.X
	}
	return s.inner.X + s.inner.W*min(max((at-s.From)/(s.To-s.From), 0), 1)
}

func (s *strip) pointer(p kit.Pointer) {
	if !p.Release {
		share := (p.At.X + s.outer.X - s.inner.X) / s.inner.W
		s.OnSeek(s.From + (s.To-s.From)*min(max(share, 0), 1))
	}
}

func (s *strip) key(k kit.Key) bool {
	at := s.Now
	switch k {
	case kit.KeyLeft:
		at -= s.Step
	case kit.KeyRight:
		at += s.Step
	case kit.KeyHome:
		at = s.From
	case kit.KeyEnd:
		at = s.To
	default:
		return false
	}
	s.OnSeek(min(max(at, s.From), s.To))
	return true
}

// upright draws a line from the top of the strip to its bottom.
func (s *strip) upright(x, top, width float64, c display.Color) {
	s.f.Paint(display.Line{
		Points: []kit.Point{display.Pt(x, top), display.Pt(x, s.outer.Bottom())}, Color: c, Width: width,
	})
}

// drawGround draws shades, days and their names. A flag's name goes before a
// day's where both would meet; a day that can't be named gets no line either.
func (s *strip) drawGround() {
	for _, shade := range s.Shades {
		left, right := s.x(shade.From), s.x(shade.To)
		fill := s.f.Theme().Color(assets.Blue)
		fill.A = 0x22
		s.f.Paint(display.Box{Rect: display.Rc(left, s.outer.Y, right-left, s.outer.H), Fill: fill})
	}
	var taken []kit.Rect
	for _, flag := range s.Flags {
		taken = s.name(flag.At, flag.Label, s.f.Color(flag.Color, assets.Yellow), taken)
	}
	for _, tick := range s.Ticks {
		named := len(taken)
		if taken = s.name(tick.At, tick.Label, s.f.Theme().Color(assets.Muted), taken); len(taken) > named {
			s.upright(s.x(tick.At), s.outer.Y+s.head(s.f), assets.Thin, s.f.Theme().Color(assets.Hairline))
		}
	}
	for _, flag := range s.Flags {
		s.upright(s.x(flag.At), s.outer.Y+s.head(s.f), assets.Thin, s.f.Color(flag.Color, assets.Yellow))
	}
}

// name writes a label at a moment, unless it would meet one written before.
func (s *strip) name(at float64, label string, ink display.Color, taken []kit.Rect) []kit.Rect {
	width := s.width(label)
	x := min(s.x(at)+assets.Tight, s.outer.Right()-width)
	box := display.Rc(x, s.outer.Y, width, s.head(s.f))
	for _, other := range taken {
		if box.X < other.Right()+assets.Near && other.X < box.Right()+assets.Near {
			return taken
		}
	}
	s.write(label, box, ink)
	return append(taken, box)
}

func (s *strip) write(label string, box kit.Rect, ink display.Color) {
	face := s.f.Face(assets.Small)
	run, short := face.Shape(label).Truncate(box.W + 0.5)
	s.f.Paint(display.Text{At: display.Pt(box.X, box.Y+face.Baseline(box.H)), Run: run, Color: ink, Short: short})
}

func (s *strip) drawLane(i int, lane Lane) {
	h := s.height
	row := display.Rc(s.outer.X, s.outer.Y+s.head(s.f)+float64(i)*h, s.outer.W, h)
	s.f.Inside(kit.Node{Role: kit.RoleGroup, Label: lane.Name, Value: lane.Note, Bounds: row}, func(kit.State) {
		s.write(lane.Name, display.Rc(row.X, row.Y, s.inner.X-row.X, h), s.f.Theme().Color(assets.Muted))
		s.drawCourse(lane, row)
		for _, mark := range lane.Marks {
			s.drawMark(mark, row)
		}
		if lane.Note != "" {
			left := s.inner.Right() + assets.Apart
			s.write(lane.Note, display.Rc(left, row.Y, row.Right()-left, h), s.f.Color(lane.Ink, assets.Muted))
		}
	})
}

func (s *strip) drawCourse(lane Lane, row kit.Rect) {
	values := make([]float64, len(lane.Course))
	for i, q := range lane.Course {
		values[i] = q.Y
	}
	low, high := lane.Low, lane.High
	if low == high {
		low, high = span(values)
	}
	line := display.Line{Color: s.f.Color(lane.Color, assets.Text), Width: 1.5}
	for _, q := range lane.Course {
		if !math.IsNaN(q.Y) {
			y := row.Bottom() - 3 - (row.H-6)*(q.Y-low)/(high-low)
			line.Points = append(line.Points, display.Pt(s.x(q.X), y))
		}
	}
	if line.Points = thin(line.Points); len(line.Points) > 1 {
		s.f.Paint(line)
	}
}

func (s *strip) drawMark(m Mark, row kit.Rect) {
	x, ink := s.x(m.At), s.f.Color(m.Color, assets.Blue)
	if m.Label != "" {
		s.f.Add(kit.Node{Role: kit.RoleText, Label: m.Label, Bounds: display.Rc(x-2, row.Y, 4, row.H)})
	}
	if m.Icon == "" {
		s.f.Paint(display.Box{Rect: display.Rc(x-1.5, row.Y+4, 3, row.H-8), Fill: ink})
		return
	}
	side := s.f.Face(assets.Small).Size
	s.f.Paint(display.Icon{Rect: display.Rc(x-side/2, row.Center().Y-side/2, side, side), Name: m.Icon, Color: ink})
}

// drawNow draws the line at now with a pointer at its top, below the names of
// days.
func (s *strip) drawNow() {
	x, ink := s.x(s.Now), s.f.Theme().Color(assets.Yellow)
	top := s.outer.Y + s.head(s.f) - 2
	s.upright(x, top, assets.Thick, ink)
	s.f.Paint(display.Area{Color: ink, Points: []kit.Point{
		display.Pt(x-5, top), display.Pt(x+5, top), display.Pt(x, top+6),
	}})
}
