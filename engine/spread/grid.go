package spread

import (
	"math/bits"

	"tabletop/engine/fixed"
)

// Tables have a column for every node of a grid over the uniform draw. Each half
// of the grid is laid out as a floating-point number is, in octaves of eight
// cells towards the end, so that rare luck is told apart as finely as common.
const (
	octaves   = 16
	eighths   = 8
	halfCells = (octaves + 1) * eighths // the innermost octave goes to the end
	cells     = 2 * halfCells
	nodes     = cells + 1
	lowBits   = 31 - octaves // of a draw in the octave that goes to the end
)

// endTail is the probability beyond the last node: between a cell's width and
// nothing, so that the few draws in it are right in the mean.
const endTail = fixed.Frac(1) << (64 - 23)

// column returns the cell of a 32-bit uniform draw, and how far into it the draw
// lies, of 65,536.
func column(u uint32) (cell int, part int64) {
	v := u
	if u >= 1<<31 {
		v = ^u
	}
	var c int
	var p uint32
	if n := bits.Len32(v); n <= lowBits {
		c, p = int(v>>(lowBits-3)), v<<(16-(lowBits-3))&0xffff
	} else {
		c, p = (n-lowBits)*eighths+int(v>>(n-4)&7), v<<(36-n)>>16
	}
	if u >= 1<<31 {
		return cells - 1 - c, 1<<16 - int64(p)
	}
	return c, int64(p)
}

// nodeAt returns the probability at a node.
func nodeAt(node int) fixed.Frac {
	if node > halfCells {
		return nodeAt(cells - node).Complement()
	}
	var v uint64
	if node < eighths {
		v = uint64(node) << (lowBits - 3)
	} else {
		v = uint64(eighths+node%eighths) << (node/eighths + lowBits - 4)
	}
	return max(fixed.Frac(v<<32), endTail)
}
