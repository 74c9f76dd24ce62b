package main

import (
	"io"
	"strings"
	"testing"
)

// BenchmarkPacks is the quiet start: building the command line and listing the
// packs. What the process does before main is shown by GODEBUG=inittrace=1.
func BenchmarkPacks(b *testing.B) {
	for b.Loop() {
		if code := execute([]string{"packs"}, strings.NewReader(""), io.Discard, io.Discard); code != exitOK {
			b.Fatal(code)
		}
	}
}
