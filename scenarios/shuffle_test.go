package scenarios

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// unordered are the lists whose order means nothing.
var unordered = []string{"by", "to", "from", "after", "any", "depends_on", "congenial_to", "target", "phases", "org", "topic", "goal", "recovers"}

// shuffled returns the tree with its tables, keys and unordered lists in another
// order.
func shuffled(t *rapid.T, n *node, key string, depth int) *node {
	c := *n
	if n.form == tableForm {
		c.fields = slices.Clone(n.fields)
		for i := range c.fields {
			c.fields[i].value = shuffled(t, c.fields[i].value, c.fields[i].key, depth+1)
		}
		c.fields = rapid.Permutation(c.fields).Draw(t, "keys of "+key)
	}
	if n.form != listForm {
		return &c
	}
	c.items = slices.Clone(n.items)
	for i := range c.items {
		c.items[i] = shuffled(t, c.items[i], key, depth+1)
	}
	if depth == 1 || key == "step" || slices.Contains(unordered, key) {
		c.items = rapid.Permutation(c.items).Draw(t, "items of "+key)
	}
	return &c
}

// TestOrderMeansNothing shuffles tables, keys and lists of a pack: what it means
// stays the same to the last byte.
func TestOrderMeansNothing(t *testing.T) {
	for _, name := range []string{"testdata/small.toml", "us-2020", "cases/illinois-2016", "cases/new-hampshire-2024"} {
		pack, err := Open(name)
		require.NoError(t, err)
		options := []Options{{}}
		if postures := pack.Postures(); len(postures) > 0 {
			options = append(options, Options{Posture: postures[0]})
		}
		for _, o := range options {
			sc, err := pack.Compile(o)
			require.NoError(t, err)
			want, tries := ModelHash(sc), 0
			rapid.Check(t, func(rt *rapid.T) {
				if tries++; name != "testdata/small.toml" && tries > 8 {
					return // a large pack: a few orders suffice
				}
				other := *pack
				other.root = shuffled(rt, pack.root, "", 0)
				sc, err := other.Compile(o)
				require.NoError(rt, err)
				require.Equal(rt, want, ModelHash(sc))
			})
		}
	}
}
