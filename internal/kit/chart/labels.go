package chart

import (
	"math"
	"sort"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
)

// drawNames writes the name of each series beside its end, in its colour, and
// moves names apart that would meet.
func (p *plot) drawNames() {
	type name struct {
		series Series
		y      float64
	}
	var names []name
	for _, s := range p.Series {
		for i := len(s.Points) - 1; i >= 0 && s.Name != ""; i-- {
			if !math.IsNaN(s.Points[i].Y) {
				names = append(names, name{s, p.y(s.Points[i].Y)})
				break
			}
		}
	}
	sort.SliceStable(names, func(i, j int) bool { return names[i].y < names[j].y })
	line := p.f.Leading(assets.Small)
	for i := range names {
		least := p.inner.Y + line*0.4 // clear of the labels of markers
		if i > 0 {
			least = names[i-1].y + line
		}
		names[i].y = max(names[i].y, least)
	}
	for i := len(names) - 1; i >= 0; i-- {
		limit := p.inner.Bottom()
		if i < len(names)-1 {
			limit = names[i+1].y - line
		}
		names[i].y = min(names[i].y, limit)
	}
	for _, n := range names {
		x := p.inner.Right() + assets.Near
		p.write(n.series.Name, x, n.y, kit.Start, p.color(n.series.Color, assets.Text), p.names-assets.Near+1)
	}
}

// maxMarkerRows is how many rows marker labels may be spread over.
const maxMarkerRows = 3

// markerRows is how many rows the labels of markers get above the chart.
func (c Chart) markerRows() int {
	labelled := 0
	for _, m := range c.Markers {
		if m.Label != "" || m.Icon != "" {
			labelled++
		}
	}
	return min(labelled, maxMarkerRows)
}

// drawMarkers draws the lines and writes each label in the first row where it
// meets no other. A label that fits in no row is left to the screen reader.
func (p *plot) drawMarkers() {
	line := p.f.Leading(assets.Small)
	rows := max(p.markerRows(), 1)
	ends := make([]float64, rows)
	for i := range ends {
		ends[i] = math.Inf(-1)
	}
	markers := append([]Marker(nil), p.Markers...)
	sort.SliceStable(markers, func(i, j int) bool { return markers[i].X < markers[j].X })
	for _, m := range markers {
		x, ink := p.x(m.X), p.color(m.Color, assets.Yellow)
		p.f.Add(kit.Node{Role: kit.RoleText, Label: m.Label, Bounds: display.Rc(x, p.inner.Y, 1, p.inner.H)})
		top := p.inner.Y
		width := p.width(m.Label)
		if m.Icon != "" {
			width += line
		}
		left := min(x+assets.Tight, p.inner.Right()+p.names-width)
		for row := range ends {
			if left < ends[row]+assets.Near {
				continue
			}
			ends[row] = left + width
			top = p.inner.Y - line*float64(rows-row)
			p.drawMarkerLabel(m, left, top+line/2, ink)
			break
		}
		p.f.Paint(display.Line{
			Points: []kit.Point{display.Pt(x, top), display.Pt(x, p.inner.Bottom())}, Color: ink, Width: 1,
		})
	}
}

func (p *plot) drawMarkerLabel(m Marker, x, y float64, ink display.Color) {
	if m.Icon != "" {
		side := p.f.Face(assets.Small).Size
		p.f.Paint(display.Icon{Rect: display.Rc(x, y-side/2, side, side), Name: m.Icon, Color: ink})
		x += p.f.Leading(assets.Small)
	}
	p.write(m.Label, x, y, kit.Start, ink, p.inner.Right()+p.names-x+1)
}
