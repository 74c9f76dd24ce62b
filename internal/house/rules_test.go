package house

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestThisTree runs every rule on this repository.
func TestThisTree(t *testing.T) {
	root, err := FindRoot()
	require.NoError(t, err)
	tree, err := OpenTree(root)
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
