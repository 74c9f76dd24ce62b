package display

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"tabletop/assets"
)

// IconGrid is the side of the square that icons are drawn on.
const IconGrid = 16.0

// IconStroke is the width of an icon's strokes on that grid.
const IconStroke = 1.5

// Shape is one icon as polylines and polygons on the icon grid.
type Shape struct {
	Lines [][]Point // to be stroked IconStroke wide
	Areas [][]Point // to be filled
}

// IconShape returns the shape of an icon. An unknown name has an empty shape.
func IconShape(name assets.Icon) Shape { return iconShapes()[name] }

// iconShapes panics on a broken drawing: they are compiled in, and a test
// reads them all.
var iconShapes = sync.OnceValue(func() map[assets.Icon]Shape {
	shapes := map[assets.Icon]Shape{}
	for _, name := range assets.Icons() {
		drawing := name.Drawing()
		lines, errLines := flatten(drawing.Stroke)
		areas, errAreas := flatten(drawing.Fill)
		if errLines != nil || errAreas != nil {
			panic(fmt.Sprintf("display: icon %s: %v %v", name, errLines, errAreas))
		}
		shapes[name] = Shape{Lines: lines, Areas: areas}
	}
	return shapes
})

// flatten turns path data with the commands M, L, H, V, C and Z into polylines.
func flatten(path string) ([][]Point, error) {
	var lines [][]Point
	words := strings.Fields(path)
	for len(words) > 0 {
		command, first := words[0][0], words[0][1:]
		count, ok := map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'Z': 0}[command]
		if !ok {
			return nil, fmt.Errorf("path %q: unknown command %q", path, command)
		}
		words = words[1:]
		if first != "" {
			words = append([]string{first}, words...)
		}
		if len(words) < count {
			return nil, fmt.Errorf("path %q: %c needs %d numbers", path, command, count)
		}
		args, err := numbers(words[:count])
		if err != nil {
			return nil, fmt.Errorf("path %q: %w", path, err)
		}
		words = words[count:]
		if command != 'M' && len(lines) == 0 {
			return nil, fmt.Errorf("path %q: must start with M", path)
		}
		lines = extend(lines, command, args)
	}
	return lines, nil
}

func numbers(words []string) ([]float64, error) {
	args := make([]float64, len(words))
	for i, word := range words {
		var err error
		if args[i], err = strconv.ParseFloat(word, 64); err != nil {
			return nil, err
		}
	}
	return args, nil
}

func extend(lines [][]Point, command byte, args []float64) [][]Point {
	if command == 'M' {
		return append(lines, []Point{{args[0], args[1]}})
	}
	line := &lines[len(lines)-1]
	last := (*line)[len(*line)-1]
	switch command {
	case 'L':
		*line = append(*line, Point{args[0], args[1]})
	case 'H':
		*line = append(*line, Point{args[0], last.Y})
	case 'V':
		*line = append(*line, Point{last.X, args[0]})
	case 'C':
		*line = append(*line, curve(last, Point{args[0], args[1]}, Point{args[2], args[3]}, Point{args[4], args[5]})...)
	case 'Z':
		*line = append(*line, (*line)[0])
	}
	return lines
}

// curve returns points along a cubic Bézier curve, without its start.
func curve(a, b, c, d Point) []Point {
	const steps = 8
	points := make([]Point, steps)
	for i := range points {
		t := float64(i+1) / steps
		ab, bc, cd := a.Toward(b, t), b.Toward(c, t), c.Toward(d, t)
		points[i] = ab.Toward(bc, t).Toward(bc.Toward(cd, t), t)
	}
	return points
}

// Strokes cuts a line into the pieces its dash pattern shows. A line without
// a pattern is one piece.
func (l Line) Strokes() [][]Point {
	if l.Dash.On <= 0 || l.Dash.Off <= 0 || len(l.Points) < 2 {
		return [][]Point{l.Points}
	}
	var (
		pieces [][]Point
		piece  = []Point{l.Points[0]}
		on     = true
		left   = l.Dash.On
	)
	for i := 1; i < len(l.Points); i++ {
		from, to := l.Points[i-1], l.Points[i]
		for length := from.Distance(to); length > left; length = from.Distance(to) {
			from = from.Toward(to, left/length)
			if on {
				pieces = append(pieces, append(piece, from))
				left = l.Dash.Off
			} else {
				piece = []Point{from}
				left = l.Dash.On
			}
			on = !on
		}
		left -= from.Distance(to)
		if on {
			piece = append(piece, to)
		}
	}
	if on && len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}
