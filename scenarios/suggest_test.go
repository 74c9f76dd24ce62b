package scenarios

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestClosest(t *testing.T) {
	candidates := []string{"analysts", "authority", "state", "stages", "id", "by"}
	for word, want := range map[string]string{
		"analyst": "analysts", "anlaysts": "analysts", "Analysts": "analysts", "stat": "state", "satte": "state",
		"stagse": "stages", "ib": "id", "xyz": "", "": "", "completely different": "", "state": "",
	} {
		assert.Equal(t, want, Closest(word, candidates), word)
	}
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"abc", "abc", 0},
		{"abc", "acb", 1}, // neighbours swapped
		{"kitten", "sitting", 3},
		{"saturday", "sunday", 3},
	} {
		assert.Equal(t, c.want, edits(c.a, c.b), "%s %s", c.a, c.b)
		assert.Equal(t, c.want, edits(c.b, c.a), "%s %s", c.b, c.a)
	}
}
