package text

import (
	"fmt"
	"strings"
)

// Cache keeps wrapped paragraphs from one frame to the next. The zero value is
// ready.
type Cache struct{ now, before map[paragraphKey][]Line }

type paragraphKey struct {
	face  Face
	text  string
	width float64
}

// Wrap is like the function Wrap. The lines must not be changed.
func (c *Cache) Wrap(spans []Span, width float64) []Line {
	key := keyOf(spans, width)
	if lines, ok := c.now[key]; ok {
		return lines
	}
	lines, ok := c.before[key]
	if !ok {
		lines = Wrap(spans, width)
	}
	if c.now == nil {
		c.now = map[paragraphKey][]Line{}
	}
	c.now[key] = lines
	return lines
}

// Turn ends a frame: what was not asked for since the last Turn is forgotten.
func (c *Cache) Turn() { c.now, c.before = nil, c.now }

func keyOf(spans []Span, width float64) paragraphKey {
	if len(spans) == 1 {
		return paragraphKey{spans[0].Face, spans[0].Text, width}
	}
	var b strings.Builder
	for _, span := range spans {
		fmt.Fprintf(&b, "%v\x00%s\x00", span.Face, span.Text)
	}
	return paragraphKey{text: b.String(), width: width}
}
