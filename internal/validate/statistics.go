package validate

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"tabletop/engine/fixed"
)

//go:embed events.csv
var eventsTable string

// A Statistic is one published figure about the events of Bak-Coleman et al.
// (2022): which quantity, which point of its distribution, and the row of the
// evidence table that it comes from.
type Statistic struct {
	Of     string    // "posts", "hours", "gain", …
	Point  string    // "p05", "max", "mean", …; for "share of largest", how many
	Value  fixed.Num // in the quantity's own unit
	Source string    // row of the evidence table
}

// statistics are the published figures that the population is made from and checked
// against, in the order of the table.
var statistics = sync.OnceValue(func() []Statistic {
	var all []Statistic
	for i, line := range strings.Split(strings.TrimSpace(eventsTable), "\n") {
		if i == 0 {
			continue
		}
		cells := strings.Split(line, ",")
		value, err := fixed.Parse(cells[2])
		if err != nil {
			panic(fmt.Sprintf("events.csv, line %d: %v", i+1, err)) // a table of our own; the tests read it
		}
		all = append(all, Statistic{cells[0], cells[1], value, cells[3]})
	}
	return all
})

// published returns one figure of the table.
func published(of, point string) fixed.Num {
	for _, s := range statistics() {
		if s.Of == of && s.Point == point {
			return s.Value
		}
	}
	panic("events.csv has no " + of + " " + point)
}

// percentiles returns the quantiles of a quantity that the table gives, by their
// probability in hundredths, ascending.
func percentiles(of string) (at []int64, values []fixed.Num) {
	for _, s := range statistics() {
		if s.Of != of || !strings.HasPrefix(s.Point, "p") {
			continue
		}
		n, err := strconv.ParseInt(s.Point[1:], 10, 64)
		if err != nil {
			continue
		}
		at, values = append(at, n), append(values, s.Value)
	}
	return at, values
}
