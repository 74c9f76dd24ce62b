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
