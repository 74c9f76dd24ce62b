package model

// Column names a column of a table: the table in the high bits, the position
// of the column in the low ones.
type Column int64

const columnBits = 5

// ColumnKind says how a column's numbers are written.
type ColumnKind int64

// Kinds of column.
const (
	CountColumn ColumnKind = iota // a whole number, an id, or 0 and 1
	FixedColumn                   // fixed point
	TickColumn                    // a tick
	EventColumn                   // an event's number
	WordColumn                    // one of a list of words
)

type columnShape struct {
	name  string
	kind  ColumnKind
	words []string
}

type tableShape struct {
	name    string
	columns []columnShape
}

// Table returns the column's table.
func (c Column) Table() Table { return Table(c >> columnBits) }

func (c Column) index() int64 { return int64(c) & (1<<columnBits - 1) }

func (c Column) shape() (columnShape, bool) {
	t := c.Table()
	if t < 0 || t >= Tables || c.index() >= int64(len(tables[t].columns)) {
		return columnShape{name: "unknown"}, false
	}
	return tables[t].columns[c.index()], true
}

// Name returns the column's word in paths: "condition".
func (c Column) Name() string {
	shape, _ := c.shape()
	return shape.name
}

// Kind returns how the column's numbers are written.
func (c Column) Kind() ColumnKind {
	shape, _ := c.shape()
	return shape.kind
}

// Words returns the words of a [WordColumn], by value.
func (c Column) Words() []string {
	shape, _ := c.shape()
	return shape.words
}

// String returns "asset.condition".
func (c Column) String() string { return c.Table().String() + "." + c.Name() }

// String returns the table's word in paths: "asset".
func (t Table) String() string {
	if t < 0 || t >= Tables {
		return "unknown"
	}
	return tables[t].name
}

// Columns lists the columns of a table in order.
func (t Table) Columns() []Column {
	all := make([]Column, len(tables[t].columns))
	for i := range all {
		all[i] = Column(t)<<columnBits + Column(i)
	}
	return all
}

// Grows reports whether rows are added to the table while a run goes on.
func (t Table) Grows() bool { return t == TableChoices || t == TableReports || t == TableSurges }

// Rows returns the number of rows of a table.
func (s *State) Rows(t Table) int64 { return s.rows(t) }

// Get returns the number in a cell; ok is false when there is no such cell.
func (s *State) Get(c Cell) (value int64, ok bool) {
	if _, known := c.Column.shape(); !known || c.Row < 0 || c.Row >= s.rows(c.Column.Table()) {
		return 0, false
	}
	return *s.cell(c), true
}

// accepts reports whether an event may change the cell: it exists, or it is in
// the next row of a table that grows.
func (s *State) accepts(c Cell) bool {
	if _, known := c.Column.shape(); !known || c.Row < 0 {
		return false
	}
	t := c.Column.Table()
	return c.Row < s.rows(t) || t.Grows() && c.Row == s.rows(t)
}

// cell returns the cell's place, adding the row where a table grows.
func (s *State) cell(c Cell) *int64 {
	t := c.Column.Table()
	if c.Row == s.rows(t) {
		s.resize(t, c.Row+1)
	}
	var buf [1 << columnBits]*int64
	return s.cells(t, c.Row, buf[:0])[c.Column.index()]
}

func resized[T any](rows []T, n int64) []T {
	if n <= int64(len(rows)) {
		return rows[:n]
	}
	return append(rows, make([]T, n-int64(len(rows)))...)
}

// NewState returns a state with a row, all zero, for everything that the
// scenario has.
func NewState(sc *Scenario) *State {
	s := &State{}
	for t := range Tables {
		s.resize(t, sc.TableRows(t))
	}
	return s
}
