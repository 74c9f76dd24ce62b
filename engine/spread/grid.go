package spread

import (
	"math/bits"

	"tabletop/engine/fixed"
)

// Tables have a column for every node of a grid over the uniform draw: even cells
// in the middle, and at either end octaves of four cells as a floating-point
// number has, so that rare luck is told apart too.
const (
	evenBits  = 7             // the middle has cells of 2^-7, but for the first and the last
	tailBits  = 32 - evenBits // of a draw in a tail
	lowBits   = 15            // of a draw in the octave that goes to the end
	tailCells = (tailBits - lowBits + 1) * 4
	middle    = 1<<evenBits - 2
	cells     = 2*tailCells + middle
	nodes     = cells + 1
)

// endTail is the probability beyond the last node: between a cell's width and
// nothing, so that the few draws in it are right in the mean.
const endTail = fixed.Frac(1) << (64 - 23)

// column returns the cell of a 32-bit uniform draw, and how far into it the draw
// lies, of 65,536.
func column(u uint32) (cell int, part uint64) {
	if even := u>>tailBits - 1; even < middle {
		return tailCells + int(even), uint64(u>>(tailBits-16)) & 0xffff
	}
	if u < 1<<31 {
		return tail(u)
	}
	cell, part = tail(^u)
	return cells - 1 - cell, 1<<16 - part
}

// tail returns the place of a draw in the lower tail.
func tail(v uint32) (cell int, part uint64) {
	n := bits.Len32(v)
	if n <= lowBits {
		return int(v >> (lowBits - 2)), uint64(v << (16 - (lowBits - 2)) & 0xffff)
	}
	return (n-lowBits)*4 + int(v>>(n-3)&3), uint64(v << (35 - n) >> 16)
}

// nodeAt returns the probability at a node.
func nodeAt(node int) fixed.Frac {
	if node > tailCells+middle {
		return nodeAt(cells - node).Complement()
	}
	return max(fixed.Frac(edge(node)<<32), endTail)
}

// edge returns the draw at which a node's cell begins, of 2^32.
func edge(node int) uint64 {
	switch {
	case node > tailCells+middle:
		return 1<<32 - edge(cells-node)
	case node >= tailCells:
		return uint64(node-tailCells+1) << tailBits
	case node < 4:
		return uint64(node) << (lowBits - 2)
	default:
		return uint64(4+node%4) << (node/4 + lowBits - 3)
	}
}
