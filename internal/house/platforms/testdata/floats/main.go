// Floats prints hashes of floating-point results: a processor that fuses a multiplication with an addition changes the
// first, and one whose exponential function is computed another way the second.
package main

import (
	"fmt"
	"math"
)

func main() {
	var sums, powers uint64
	x, y, z := 0.1, 0.7, 0.3
	for range 100_000 {
		z = fraction(x*y + z)
		x = fraction(float64(x*1.61) + 0.137)
		y = fraction(float64(y*1.37) + 0.211)
		sums = sums*31 + math.Float64bits(z)
		powers = powers*31 + math.Float64bits(math.Exp(float64(x*9)))
	}
	fmt.Printf("x*y+z %016x\n", sums)
	fmt.Printf("exp %016x\n", powers)
}

//go:noinline
func fraction(x float64) float64 { return x - math.Floor(x) }
