// Integers prints keyed hashes of the lines of a file: the same on every processor.
package main

import (
	"fmt"
	"math/bits"
	"os"
	"strings"
)

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(os.Args[2:])
	for line := range strings.Lines(string(text)) {
		hash := uint64(0x9e3779b97f4a7c15)
		for _, b := range []byte(line) {
			high, low := bits.Mul64(hash^uint64(b), 0xbf58476d1ce4e5b9)
			hash = bits.RotateLeft64(high^low, 27)
		}
		fmt.Printf("%016x %d\n", hash, int64(hash)>>7)
	}
}
