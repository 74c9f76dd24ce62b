package scenarios

import (
	"cmp"
	"slices"
)

// Doubt is a quantity of a pack that is known within a range only. Setting Low or
// High at Path, as --set does, plays the pack at an end of the range.
type Doubt struct {
	Path  string `json:"path"`  // "org.state.analysts"
	Range string `json:"range"` // as written: "3..12"
	Low   string `json:"low"`
	High  string `json:"high"`
}

// Doubts lists the quantities of the pack that have a range, in the order of their
// paths. The error is that of [Pack.Compile].
func (p *Pack) Doubts(o Options) ([]Doubt, error) {
	c, found := p.compile(o)
	if len(found) > 0 {
		return nil, found
	}
	slices.SortStableFunc(c.doubts, func(a, b Doubt) int { return cmp.Compare(a.Path, b.Path) })
	return c.doubts, nil
}
