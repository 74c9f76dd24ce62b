package scenarios

import "testing"

func BenchmarkList(b *testing.B) {
	for b.Loop() {
		if len(List()) == 0 {
			b.Fatal("no packs")
		}
	}
}

func BenchmarkCompileFlagship(b *testing.B) {
	pack, err := Embedded("us-2020")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := pack.Compile(Options{Posture: "2020"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenFlagship(b *testing.B) {
	for b.Loop() {
		if _, err := Embedded("us-2020"); err != nil {
			b.Fatal(err)
		}
	}
}
