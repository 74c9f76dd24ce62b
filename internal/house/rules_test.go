package house

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/internal/house/machine"
)

// TestThisTree runs every rule on this repository.
func TestThisTree(t *testing.T) {
	machine.ReadsTree(t)
	tree, err := OpenTree(machine.Root(t))
	require.NoError(t, err)
	for _, rule := range Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			findings, err := rule.Check(tree)
			require.NoError(t, err)
			for _, finding := range findings {
				t.Errorf("%s", finding)
			}
			if len(findings) > 0 {
				t.Logf("the rule: %s", rule.Says)
			}
		})
	}
}
