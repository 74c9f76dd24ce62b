package chart

import (
	"fmt"
	"math"
	"strings"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
)

// Chart shows series, bands and bars over one axis, with their names beside
// them rather than in a legend.
type Chart struct {
	Label string
	// Value is what a screen reader says of the chart; empty lists the ends of
	// its series.
	Value   string
	X, Y    Axis
	Bands   []Band
	Bars    []Bar
	Series  []Series
	Markers []Marker
	// OnPress, if any, gets the place on the X axis that is pressed.
	OnPress func(x float64)
}

// XY is a point of a series. A Y that is not a number leaves a gap.
type XY struct{ X, Y float64 }

// Series is a line.
type Series struct {
	Name   string
	Color  assets.Color // Text if unset
	Points []XY
	Step   bool // keeps each value until the next point
	Dashed bool
}

// Band is the room between two lines, such as the middle 90% of many runs.
// Bands are translucent and show through each other.
type Band struct {
	Color  assets.Color
	Points []Range
}

// Range is one place of a band.
type Range struct{ X, Low, High float64 }

// Bar is a column from the X axis up.
type Bar struct {
	From, To, Y float64
	Color       assets.Color // Gray if unset
}

// Marker marks a place on the X axis.
type Marker struct {
	X     float64
	Label string
	Icon  assets.Icon  // at the top of the line
	Color assets.Color // Yellow if unset
}

const (
	bandAlpha = 0x44
	lineWidth = 1.75
)

// Measure implements kit.Element.
func (c Chart) Measure(f *kit.Frame, limit kit.Size) kit.Size {
	return display.Sz(min(limit.W, f.Em(60)), min(limit.H, f.Em(24)))
}

// plot is a chart with its axes fitted to the room there is.
type plot struct {
	Chart
	f     *kit.Frame
	inner kit.Rect // between the axes
	names float64  // room for names at the right
}

// Draw implements kit.Element.
func (c Chart) Draw(f *kit.Frame, bounds kit.Rect) {
	node := kit.Node{Role: kit.RolePicture, Label: c.Label, Value: c.describe(), Bounds: bounds}
	p := c.plot(f, bounds)
	if c.OnPress != nil {
		node.Pointer = func(at kit.Pointer) {
			if at.Clicks > 0 {
				c.OnPress(p.X.value((at.At.X + bounds.X - p.inner.X) / p.inner.W))
			}
		}
	}
	f.Add(node)
	p.drawAxes()
	f.Clip(display.Clip{Rect: p.inner.Inset(-assets.Thick)}, func() {
		for _, band := range c.Bands {
			p.drawBand(band)
		}
		for _, bar := range c.Bars {
			p.drawBar(bar)
		}
		for _, series := range c.Series {
			p.drawSeries(series)
		}
	})
	p.drawMarkers()
	p.drawNames()
}

// describe says in words how each series begins and ends.
func (c Chart) describe() string {
	if c.Value != "" {
		return c.Value
	}
	var parts []string
	for _, s := range c.Series {
		if n := len(s.Points); n > 0 {
			parts = append(parts, fmt.Sprintf("%s from %s to %s", s.Name, c.Y.format(s.Points[0].Y), c.Y.format(s.Points[n-1].Y)))
		}
	}
	return strings.Join(parts, "; ")
}

func (c Chart) plot(f *kit.Frame, bounds kit.Rect) *plot {
	p := &plot{Chart: c, f: f}
	lowX, highX, lowY, highY := c.extent()
	line := f.Leading(assets.Small)
	top := line / 2
	if rows := c.markerRows(); rows > 0 {
		top = line * float64(rows)
	}
	p.inner = display.Rc(bounds.X, bounds.Y+top, bounds.W, bounds.H-top-line-assets.Tight)
	p.Y = c.Y.fit(lowY, highY, int(p.inner.H/(3*line)))
	left := 0.0
	for _, tick := range p.Y.Ticks {
		left = max(left, p.width(tick.Label))
	}
	for _, s := range c.Series {
		if s.Name != "" {
			p.names = max(p.names, p.width(s.Name)+assets.Near)
		}
	}
	p.names = min(p.names, bounds.W/3)
	p.inner.X += left + assets.Near
	p.inner.W -= left + assets.Near + p.names
	p.X = c.X
	if p.X.Low == p.X.High {
		p.X.Low, p.X.High = lowX, highX
	}
	p.X = p.X.fit(p.X.Low, p.X.High, int(p.inner.W/f.Em(7)))
	return p
}

// extent returns the ranges of everything drawn.
func (c Chart) extent() (lowX, highX, lowY, highY float64) {
	var xs, ys []float64
	for _, s := range c.Series {
		for _, q := range s.Points {
			xs, ys = append(xs, q.X), append(ys, q.Y)
		}
	}
	for _, b := range c.Bands {
		for _, r := range b.Points {
			xs, ys = append(xs, r.X), append(ys, r.Low, r.High)
		}
	}
	for _, b := range c.Bars {
		xs, ys = append(xs, b.From, b.To), append(ys, b.Y)
		if !c.Y.Log {
			ys = append(ys, 0)
		}
	}
	lowX, highX = span(xs)
	lowY, highY = span(ys)
	return lowX, highX, lowY, highY
}

func (p *plot) width(s string) float64 { return p.f.Face(assets.Small).Shape(s).Advance }

func (p *plot) x(v float64) float64 { return p.inner.X + p.inner.W*p.X.share(v) }
func (p *plot) y(v float64) float64 { return p.inner.Bottom() - p.inner.H*p.Y.share(v) }

func (p *plot) color(c, otherwise assets.Color) display.Color { return p.f.Color(c, otherwise) }

// write puts a small text with its middle at y; align says which end is at x.
func (p *plot) write(s string, x, y float64, align kit.Align, ink display.Color, room float64) {
	face := p.f.Face(assets.Small)
	run, short := face.Shape(s).Truncate(room)
	switch align {
	case kit.Middle:
		x -= run.Advance / 2
	case kit.Finish:
		x -= run.Advance
	}
	p.f.Paint(display.Text{At: display.Pt(x, y+face.CapHeight()/2), Run: run, Color: ink, Short: short})
}

func (p *plot) drawAxes() {
	hairline, ink := p.color(assets.Hairline, 0), p.color(assets.Muted, 0)
	for _, tick := range p.Y.Ticks {
		y := p.y(tick.At)
		p.f.Paint(display.Line{
			Points: []kit.Point{display.Pt(p.inner.X, y), display.Pt(p.inner.Right(), y)}, Color: hairline, Width: assets.Thin,
		})
		p.write(tick.Label, p.inner.X-assets.Near, y, kit.Finish, ink, p.inner.W)
	}
	baseline := p.inner.Bottom() + assets.Tight + p.f.Leading(assets.Small)/2
	end := math.Inf(-1)
	for _, tick := range p.X.Ticks {
		half := p.width(tick.Label) / 2
		x := min(max(p.x(tick.At), p.inner.X-assets.Near+half), p.inner.Right()+p.names-half)
		if x-half < end+assets.Near {
			continue
		}
		end = x + half
		p.write(tick.Label, x, baseline, kit.Middle, ink, 2*half+1)
	}
}

func (p *plot) drawBand(b Band) {
	var points []kit.Point
	for _, r := range b.Points {
		points = append(points, display.Pt(p.x(r.X), p.y(r.High)))
	}
	for i := len(b.Points) - 1; i >= 0; i-- {
		points = append(points, display.Pt(p.x(b.Points[i].X), p.y(b.Points[i].Low)))
	}
	fill := p.color(b.Color, assets.Blue)
	fill.A = bandAlpha
	p.f.Paint(display.Area{Points: points, Color: fill})
}

func (p *plot) drawBar(b Bar) {
	left, right, top := p.x(b.From), p.x(b.To), p.y(b.Y)
	gap := min(1, (right-left)/4)
	p.f.Paint(display.Box{
		Rect: display.Rc(left+gap/2, top, right-left-gap, p.inner.Bottom()-top), Fill: p.color(b.Color, assets.Gray),
	})
}

func (p *plot) drawSeries(s Series) {
	line := display.Line{Color: p.color(s.Color, assets.Text), Width: lineWidth}
	if s.Dashed {
		line.Dash = display.Dash{On: 6, Off: 4}
	}
	flush := func() {
		if line.Points = thin(line.Points); len(line.Points) > 1 {
			p.f.Paint(line)
		}
		line.Points = nil
	}
	for _, q := range s.Points {
		if math.IsNaN(q.Y) {
			flush()
			continue
		}
		at := display.Pt(p.x(q.X), p.y(q.Y))
		if n := len(line.Points); s.Step && n > 0 {
			line.Points = append(line.Points, display.Pt(at.X, line.Points[n-1].Y))
		}
		line.Points = append(line.Points, at)
	}
	flush()
}
