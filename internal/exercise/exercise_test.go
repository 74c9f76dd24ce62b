package exercise

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/replays"
	"tabletop/scenarios"
)

func TestProbe(t *testing.T) {
	p, err := scenarios.Embedded("us-2020")
	require.NoError(t, err)
	sc, err := p.Compile(scenarios.Options{Posture: "2019"})
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "x.replay")
	x, err := Start(Options{Scenario: sc, Pack: p.Hash(), Seed: 1, Doctrine: "recommended", Replay: path})
	require.NoError(t, err)
	_, err = x.Advance(sc.Clock.End, 0)
	require.NoError(t, err)
	r, err := replays.Open(path)
	require.NoError(t, err)
	for _, m := range []string{"confidence-national", "false-posts", "votes-blocked", "hours-to-detect", "staff-hours", "intrusions"} {
		e, err := Explain(r, m, 0, sc.Clock.End)
		require.NoError(t, err)
		fmt.Println(e.Text())
	}
}
