package exercise

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/scenarios"
)

func TestProbe(t *testing.T) {
	p, err := scenarios.Embedded("us-2020")
	require.NoError(t, err)
	sc, err := p.Compile(scenarios.Options{Posture: "2019"})
	require.NoError(t, err)
	x, err := Start(Options{Scenario: sc, Pack: p.Hash(), Seed: 1, Doctrine: "recommended", Replay: filepath.Join(t.TempDir(), "x.replay")})
	require.NoError(t, err)
	_, err = x.Advance(sc.Clock.End, 0)
	require.NoError(t, err)
	fmt.Println(x.Outcome().Text())
}
