package spread

// columns is how many cells a row of a surface has: one for each cell of the grid
// over the uniform draw.
const columns = cells

// surface is a table over rows and uniform draws, interpolated linearly in both.
type surface []patch

// patch is what interpolation needs at one place of a surface, side by side so that
// a lookup touches one place in memory: the value at the lower node of this row, how
// much it rises to the next node, and both of the next row.
type patch struct{ at, rise, next, nextRise uint32 }

// newSurface lays rows of values at the nodes of the grid out as patches. Values
// never fall along a row. The last row has none after it and is level from there on.
func newSurface(rows [][]uint32) surface {
	s := make(surface, 0, len(rows)*columns)
	for i, row := range rows {
		next := rows[min(i+1, len(rows)-1)]
		for c := range columns {
			s = append(s, patch{row[c], row[c+1] - row[c], next[c], next[c+1] - next[c]})
		}
	}
	return s
}

// value interpolates at a place of 65,536 between the nodes, and of 65,536 between
// the rows.
func (p *patch) value(along, across uint64) int64 {
	low := uint64(p.at) + uint64(p.rise)*along>>16
	high := uint64(p.next) + uint64(p.nextRise)*along>>16
	return int64(low) + (int64(high)-int64(low))*int64(across)>>16
}

// Sheet is a table laid out plainly, for a program that is to compute with the same
// numbers.
type Sheet struct {
	Edges []uint64   // by node: the draw at which it lies, of 2^32
	Rows  [][]uint32 // values by row and node, 2^Bits to the unit
	Bits  int
}

func (s surface) sheet(bits int) Sheet {
	out := Sheet{Bits: bits}
	for node := range nodes {
		out.Edges = append(out.Edges, edge(node))
	}
	for at := 0; at < len(s); at += columns {
		var row []uint32
		for _, p := range s[at:][:columns] {
			row = append(row, p.at)
		}
		last := &s[at+columns-1]
		out.Rows = append(out.Rows, append(row, last.at+last.rise))
	}
	return out
}

// Sheet returns the counts of posts by their mean: eight rows to the octave, evenly
// spaced in each, from 1 to 512. A count is the whole part of its value.
func (t *Tables) Sheet() Sheet { return t.posts.at.sheet(countBits) }

// Sheet returns the log of followers and one reached by each poster, in the mean, by
// the number of posters: two rows to the octave, from 1 to 4,194,304. The first
// two are alike.
func (p *Pool) Sheet() Sheet { return p.at.sheet(logBits) }
