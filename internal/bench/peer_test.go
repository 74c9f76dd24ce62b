package bench

import (
	"bufio"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/spread"
	"tabletop/internal/house/machine"
	"tabletop/internal/validate"
)

//go:embed peer.py
var program string

// peer is the NumPy program at work.
type peer struct {
	t   testing.TB
	in  io.WriteCloser
	out *json.Decoder
}

// newPeer starts the program and gives it the tables and the population. Without
// NumPy the test skips.
func newPeer(t testing.TB, p population) *peer {
	t.Helper()
	cmd := exec.Command(python(t), "-c", program)
	in, err := cmd.StdinPipe()
	require.NoError(t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	cmd.Stderr = t.Output()
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		in.Close()
		require.NoError(t, cmd.Wait())
	})
	q := &peer{t, in, json.NewDecoder(bufio.NewReader(out))}
	q.introduce(p)
	return q
}

// python finds a Python that has NumPy: the system's, where Debian's package puts it,
// or the first on the path.
func python(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import numpy").Run() == nil {
			return name
		}
	}
	machine.Lacks(t, machine.NumPy, "no python3 here has NumPy; on Debian, install python3-numpy")
	return ""
}

func (q *peer) introduce(p population) {
	posts, reach := p.Tables.Sheet(), p.Everybody.Sheet()
	head, err := json.Marshal(map[string]any{
		"cap": p.Cap, "nodes": len(posts.Edges), "posts": len(posts.Rows), "reach": len(reach.Rows),
		"phi": float(validate.Defaults().Dispersion), "events": len(p.Laws),
	})
	require.NoError(q.t, err)
	_, err = fmt.Fprintf(q.in, "%s\n", head)
	require.NoError(q.t, err)
	edges := make([]float64, len(posts.Edges))
	for i, e := range posts.Edges {
		edges[i] = float64(e)
	}
	q.send(edges)
	q.send(plain(posts))
	q.send(plain(reach))
	for _, of := range []func(event int) fixed.Num{
		func(i int) fixed.Num { return p.Laws[i].Alpha }, func(i int) fixed.Num { return p.Laws[i].Gain },
		func(i int) fixed.Num { return p.Laws[i].Delta }, func(i int) fixed.Num { return p.Laws[i].Lambda },
		func(i int) fixed.Num { return p.Starts[i] }, func(i int) fixed.Num { return fixed.FromInt(p.Events[i].Ticks) },
	} {
		column := make([]float64, len(p.Laws))
		for i := range column {
			column[i] = float(of(i))
		}
		q.send(column)
	}
}

func float(x fixed.Num) float64 { return float64(x) / (1 << 32) }

// plain is a sheet's values, row by row.
func plain(s spread.Sheet) (values []float64) {
	for _, row := range s.Rows {
		for _, v := range row {
			values = append(values, float64(v)/float64(int64(1)<<s.Bits))
		}
	}
	return values
}

func (q *peer) send(data any) {
	require.NoError(q.t, binary.Write(q.in, binary.LittleEndian, data))
}

// speed has the program run the whole population, and returns the seconds and each
// event's posts.
func (q *peer) speed(runs int) (seconds float64, posts []float64) {
	_, err := fmt.Fprintf(q.in, "speed %d\n", runs)
	require.NoError(q.t, err)
	var answer struct {
		Seconds float64
		Posts   []float64
	}
	require.NoError(q.t, q.out.Decode(&answer))
	return answer.Seconds, answer.Posts
}

// tick has the program draw one tick of many runs in floats of so many bits.
func (q *peer) tick(bits int, draws []uint64, momentum, alpha, gain []float64) (posts, reached []float64) {
	_, err := fmt.Fprintf(q.in, "tick %d %d\n", bits, len(draws))
	require.NoError(q.t, err)
	for _, data := range []any{draws, momentum, alpha, gain} {
		q.send(data)
	}
	var answer struct{ Posts, Reached []float64 }
	require.NoError(q.t, q.out.Decode(&answer))
	return answer.Posts, answer.Reached
}

func num(x float64) fixed.Num { return fixed.Num(math.Round(x * (1 << 32))) }
