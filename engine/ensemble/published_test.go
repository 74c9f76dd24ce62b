package ensemble_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/engine/ensemble"
	"tabletop/scenarios"
)

func TestScratch(t *testing.T) {
	for _, e := range scenarios.List() {
		if !e.Case {
			continue
		}
		pack, err := scenarios.Embedded(e.ID)
		require.NoError(t, err)
		sc, err := pack.Compile(scenarios.Options{})
		require.NoError(t, err)
		all, err := ensemble.Published(context.Background(), ensemble.Plan{Scenario: sc, From: 1, Runs: 500})
		require.NoError(t, err)
		for _, f := range all {
			fmt.Printf("%s %s: %s %s; %+v inside %v\n", e.ID, f.Published.ID, f.Published.Figure(), f.Published.Unit, f.Band, f.Inside)
		}
	}
}
