package replays

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

// eventful writes a journal with many events.
func eventful(b *testing.B, n int) []byte {
	b.Helper()
	sc := sample()
	h := newHappening(sc, 3)
	j, err := Create(filepath.Join(b.TempDir(), "bench.replay"), Head{}, sc, h.st, false)
	require.NoError(b, err)
	for i := range n / 10 {
		require.NoError(b, j.Events(h.apply(b, model.Tick(i), 10)))
	}
	require.NoError(b, j.End(h.st))
	return read(b, j.Path())
}

func BenchmarkRead(b *testing.B) {
	file := eventful(b, 10_000)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := Read("bench", bytes.NewReader(file))
		require.NoError(b, err)
	}
}

func BenchmarkAppendEvent(b *testing.B) {
	h := newHappening(sample(), 3)
	events := h.apply(b, 1, 1000)
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		for i := range events {
			buf = h.names.appendEvent(buf[:0], events[i])
		}
	}
}
