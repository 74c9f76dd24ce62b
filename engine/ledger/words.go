package ledger

import (
	"fmt"
	"strconv"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Decimals is the number of decimals in which a cell is shown.
func Decimals(cell model.Cell) int {
	if cell.Column == model.ColMeasureValue && cell.Row >= 0 && cell.Row < int64(model.MeasureCount) {
		return model.Measures[cell.Row].Decimals
	}
	if cell.Column.Kind() == model.FixedColumn {
		return 2
	}
	return 0
}

// units turns the number of a fixed-point cell into units of its last shown
// decimal.
func units(cell model.Cell, value int64) fixed.Num {
	scale := int64(1)
	for range Decimals(cell) {
		scale *= 10
	}
	return fixed.Num(value).MulInt(scale)
}

// CellName names a cell in words: a measure by its title, others by their path.
func CellName(sc *model.Scenario, cell model.Cell) string {
	if cell.Column == model.ColMeasureValue && cell.Row >= 0 && cell.Row < int64(model.MeasureCount) {
		return model.Measures[cell.Row].Title
	}
	return sc.CellPath(cell)
}

// Value writes a cell's number as people read it: "61.0%", "1,204 posts",
// "encrypted", "E−12 19:00".
func Value(sc *model.Scenario, cell model.Cell, value int64) string {
	switch cell.Column.Kind() {
	case model.WordColumn:
		if words := cell.Column.Words(); value >= 0 && value < int64(len(words)) {
			return words[value]
		}
	case model.TickColumn:
		switch {
		case value == model.None:
			return "none"
		case model.Tick(value) >= model.Never:
			return "never"
		}
		return sc.Clock.Relative(model.Tick(value))
	case model.EventColumn:
		return "event " + strconv.FormatInt(value, 10)
	case model.FixedColumn:
		shown := units(cell, value).Round()
		return Units(shown, Decimals(cell)) + unitOf(cell, shown, "%")
	}
	return grouped(value)
}

// Amount writes a shown amount of change with its sign: "−3.2 points", "+1,204
// posts". Shown is in units of the cell's last decimal, as in a [Tree].
func Amount(cell model.Cell, shown int64) string {
	sign := "+"
	switch {
	case shown == 0:
		sign = "±"
	case shown < 0:
		sign, shown = "−", -shown
	}
	return sign + Units(shown, Decimals(cell)) + unitOf(cell, shown, " points")
}

// Change writes an amount of change as a state holds it, rounded.
func Change(cell model.Cell, amount int64) string {
	if cell.Column.Kind() == model.FixedColumn {
		amount = units(cell, amount).Round()
	}
	return Amount(cell, amount)
}

// Made says to its reader what was made of a report, and nothing where it was simply
// believed or known already.
func Made(o model.Outcome) string {
	switch o {
	case model.SetAside:
		return "You rely too little on those who say so, and set it aside."
	case model.Overruled:
		return "It contradicts what you hold, and you keep to that."
	case model.Overruling:
		return "It contradicts what you held, and now outweighs it."
	}
	return ""
}

// unitOf is the unit of a measure, after the number: "1 vote", "2 votes".
func unitOf(cell model.Cell, shown int64, percent string) string {
	if cell.Column != model.ColMeasureValue || cell.Row < 0 || cell.Row >= int64(model.MeasureCount) {
		return ""
	}
	switch unit := model.Measures[cell.Row].Unit; unit {
	case "":
		return ""
	case "%":
		return percent
	default:
		if shown == 1 && Decimals(cell) == 0 {
			unit = strings.TrimSuffix(unit, "s")
		}
		return " " + unit
	}
}

// Number writes a number without a unit: whole where it is whole or large, and
// with two decimals otherwise.
func Number(n fixed.Num) string {
	if n == fixed.FromInt(n.Floor()) || n.Abs() >= fixed.FromInt(100_000) {
		return grouped(n.Round())
	}
	return Units(n.MulInt(100).Round(), 2)
}

// Units writes a number of last decimals: 12345 with one decimal is "1,234.5".
func Units(n int64, decimals int) string {
	if decimals == 0 {
		return grouped(n)
	}
	scale := int64(1)
	for range decimals {
		scale *= 10
	}
	sign := ""
	if n < 0 && n/scale == 0 {
		sign = "−"
	}
	rest := n % scale
	if rest < 0 {
		rest = -rest
	}
	return fmt.Sprintf("%s%s.%0*d", sign, grouped(n/scale), decimals, rest)
}

// grouped writes a whole number with commas between thousands.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(digits[i])
	}
	return sign + b.String()
}
