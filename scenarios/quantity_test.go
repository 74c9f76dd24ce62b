package scenarios

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

func TestQuantities(t *testing.T) {
	for _, c := range []struct {
		u    unit
		text string
		want int64
	}{
		{share, "35%", int64(fixed.MustParse("0.35"))},
		{share, "0.1%", int64(fixed.MustParse("0.001"))}, // rounded once, from 0.001
		{share, "35 %", int64(fixed.MustParse("0.35"))},
		{share, "0.35", int64(fixed.MustParse("0.35"))},
		{share, "1", int64(fixed.One)},
		{number, "-2.5", int64(fixed.MustParse("-2.5"))},
		{factor, "0.81", int64(fixed.MustParse("0.81"))},
		{count, "14_000", 14000},
		{duration, "5 min", 1},
		{duration, "30 min", 6},
		{duration, "6 h", int64(6 * model.Hour)},
		{duration, "6h", int64(6 * model.Hour)},
		{duration, "2.5 h", 30},
		{duration, "2 d", int64(2 * model.Day)},
		{duration, "3 w", int64(21 * model.Day)},
		{duration, "0", 0},
		{duration, "1 min", 1},    // a duration above 0 has at least one tick
		{duration, "271 min", 54}, // 54.2 ticks
		{duration, "520 w", int64(longest)},
		{days, "6 h", int64(fixed.MustParse("0.25"))},
		{days, "2 w", int64(fixed.FromInt(14))},
		{staffHours, "90 min", int64(fixed.MustParse("1.5"))},
	} {
		got, err := c.u.parse(c.text)
		assert.NoError(t, err, c.text)
		assert.Equal(t, c.want, got, "%s %q", c.u.name, c.text)
	}
}

func TestNoQuantities(t *testing.T) {
	for _, c := range []struct {
		u    unit
		text string
		hint string
	}{
		{share, "a third", ""},
		{share, "%", ""},
		{share, "1e2%", ""},
		{count, "14,000", ""},
		{count, "1.5", ""},
		{count, "", ""},
		{count, "_", ""},
		{count, strings.Repeat("9", 19), ""},
		{duration, "6", ""},
		{duration, "h", ""},
		{duration, "", ""},
		{duration, "6 hours", "6 h"},
		{duration, "3 Days", "3 d"},
		{duration, "1.2.3 h", ""},
		{duration, "6 h 30 min", ""},
	} {
		_, err := c.u.parse(c.text)
		assert.Error(t, err, "%s %q", c.u.name, c.text)
		if c.u.hint != nil {
			assert.Equal(t, c.hint, c.u.hint(c.text), c.text)
		}
	}
	for _, text := range []string{"-6 h", "100000 w", "99999999999 d"} {
		got, err := duration.parse(text)
		assert.True(t, err != nil || got < duration.low || got > duration.high, text)
	}
}

// FuzzQuantity: no text makes a parser panic or leave its representation's range.
func FuzzQuantity(f *testing.F) {
	for _, seed := range []string{"35%", "6 h", "-1.5", "14_000", "1e9 d", "%", "0.00000000001 min", "9999999999999999999"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, u := range []unit{share, number, factor, positive, count, duration, days, staffHours, place} {
			value, err := u.parse(text)
			if u.name == duration.name && err == nil && strings.HasPrefix(strings.TrimSpace(text), "-") && value > 0 {
				t.Errorf("%s %q gave %d", u.name, text, value)
			}
			if u.hint != nil {
				if meant := u.hint(text); meant != "" {
					if _, err := u.parse(meant); err != nil {
						t.Errorf("the hint %q for %q is no %s", meant, text, u.name)
					}
				}
			}
		}
	})
}
