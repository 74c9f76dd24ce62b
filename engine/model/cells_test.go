package model

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sample returns a state with two rows in every table, all cells zero.
func sample() *State {
	s := &State{}
	for t := range Tables {
		s.resize(t, 2)
	}
	return s
}

func TestEveryFieldOfEveryRowIsACell(t *testing.T) {
	s := sample()
	v := reflect.ValueOf(s).Elem()
	for table := range Tables {
		field := v.FieldByIndex([]int{int(table) + 3}) // after Tick, Stirred, LastEvent
		require.Equal(t, reflect.Slice, field.Kind(), table.String())
		row := field.Index(1)
		cells := s.cells(table, 1, nil)
		require.Len(t, cells, row.NumField(), table.String())
		require.Len(t, table.Columns(), row.NumField(), table.String())
		for i := range row.NumField() {
			assert.Equal(t, row.Field(i).Addr().Pointer(), reflect.ValueOf(cells[i]).Pointer(),
				"%s column %s is field %s", table, table.Columns()[i], row.Type().Field(i).Name)
		}
	}
	assert.Equal(t, int(Tables)+3, v.NumField(), "a field outside the tables would not be in the hash")
}

func TestEveryCellIsInTheHashAndSurvivesEncoding(t *testing.T) {
	s := sample()
	before := s.Hash()
	for table := range Tables {
		for _, column := range table.Columns() {
			c := Cell{column, 1}
			changed := s.Clone()
			*changed.cell(c) = 7
			assert.NotEqual(t, before, changed.Hash(), column.String())

			decoded, err := Decode(changed.Encode(nil))
			require.NoError(t, err)
			assert.Equal(t, changed, decoded)
			where, differs := s.Difference(changed)
			assert.True(t, differs)
			assert.Equal(t, c, where)
		}
	}
	assert.Equal(t, before, s.Hash(), "a clone shares nothing")
}

func TestDecodeRefusesWhatIsNoState(t *testing.T) {
	whole := sample().Encode(nil)
	for _, bad := range [][]byte{nil, whole[:len(whole)-1], append(whole[:len(whole):len(whole)], 0)} {
		_, err := Decode(bad)
		assert.ErrorIs(t, err, ErrEncoding)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(sample().Encode(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Decode(b)
		if err == nil {
			assert.Equal(t, b, s.Encode(nil))
		}
	})
}

func TestApply(t *testing.T) {
	s := sample()
	e := Event{ID: 1, Tick: 5, Changes: []Change{
		{Cell: Cell{ColMeasureValue, 1}, Value: 3},
		{Cell: Cell{ColReportFrom, 2}, Set: true, Value: 9},
		{Cell: Cell{ColReportTo, 2}, Set: true, Value: 8},
	}}
	require.NoError(t, s.Apply(&e))
	assert.Equal(t, Tick(5), s.Tick)
	assert.EqualValues(t, 3, s.Measures[1].Value)
	require.Len(t, s.Reports, 3, "the next row of a table that grows is added")
	assert.EqualValues(t, 9, s.Reports[2].From)
	assert.EqualValues(t, 8, s.Reports[2].To)

	for name, bad := range map[string]Event{
		"out of order":  {ID: 3, Tick: 6},
		"back in time":  {ID: 2, Tick: 4},
		"no such row":   {ID: 2, Tick: 6, Changes: []Change{{Cell: Cell{ColMeasureValue, 2}}}},
		"row too far":   {ID: 2, Tick: 6, Changes: []Change{{Cell: Cell{ColReportTo, 4}}}},
		"no such table": {ID: 2, Tick: 6, Changes: []Change{{Cell: Cell{Column(Tables) << columnBits, 0}}}},
	} {
		before := s.Hash()
		assert.Error(t, s.Apply(&bad), name)
		assert.Equal(t, before, s.Hash(), name)
	}
}
