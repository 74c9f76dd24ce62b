package model

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// Digest is the SHA-256 of a state's encoding.
type Digest [sha256.Size]byte

// String returns lower-case hexadecimal.
func (d Digest) String() string { return fmt.Sprintf("%x", d[:]) }

// Encode appends the state to b: tick, tick of the last stir, number of the last event, then every table in order as
// its number of rows and its cells, all little-endian 64-bit words.
func (s *State) Encode(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(s.Tick))
	b = binary.LittleEndian.AppendUint64(b, uint64(s.Stirred))
	b = binary.LittleEndian.AppendUint64(b, uint64(s.LastEvent))
	var buf [1 << columnBits]*int64
	for t := range Tables {
		n := s.rows(t)
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
		for row := range n {
			for _, p := range s.cells(t, row, buf[:0]) {
				b = binary.LittleEndian.AppendUint64(b, uint64(*p))
			}
		}
	}
	return b
}

// Hash returns the digest of the whole state.
func (s *State) Hash() Digest { return sha256.Sum256(s.Encode(make([]byte, 0, s.size()))) }

// size returns how many bytes the encoding takes.
func (s *State) size() int64 {
	words := int64(3)
	for t := range Tables {
		words += 1 + s.rows(t)*int64(len(tables[t].columns))
	}
	return 8 * words
}

// ErrEncoding is returned for bytes that are no encoding of a state.
var ErrEncoding = errors.New("not an encoded state")

// maxRows bounds a table while decoding, so that bad bytes can't ask for memory.
const maxRows = 1 << 20

// Decode reads a state that Encode wrote.
func Decode(b []byte) (*State, error) {
	d := decoder{b: b}
	s := &State{Tick: Tick(d.word()), Stirred: Tick(d.word()), LastEvent: EventID(d.word())}
	var buf [1 << columnBits]*int64
	for t := range Tables {
		n := d.word()
		if d.bad || n < 0 || n > maxRows || n*int64(len(tables[t].columns))*8 > int64(len(d.b)) {
			return nil, ErrEncoding
		}
		s.resize(t, n)
		for row := range n {
			for _, p := range s.cells(t, row, buf[:0]) {
				*p = d.word()
			}
		}
	}
	if d.bad || len(d.b) != 0 {
		return nil, ErrEncoding
	}
	return s, nil
}

type decoder struct {
	b   []byte
	bad bool
}

func (d *decoder) word() int64 {
	if len(d.b) < 8 {
		d.bad = true
		return 0
	}
	v := int64(binary.LittleEndian.Uint64(d.b))
	d.b = d.b[8:]
	return v
}

// Difference names the first cell in which two states differ; ok is false when
// they are the same.
func (s *State) Difference(o *State) (cell Cell, ok bool) {
	var a, b [1 << columnBits]*int64
	for t := range Tables {
		if s.rows(t) != o.rows(t) {
			return Cell{Column(t) << columnBits, min(s.rows(t), o.rows(t))}, true
		}
		for row := range s.rows(t) {
			theirs := o.cells(t, row, b[:0])
			for i, p := range s.cells(t, row, a[:0]) {
				if *p != *theirs[i] {
					return Cell{Column(t)<<columnBits + Column(i), row}, true
				}
			}
		}
	}
	return Cell{}, false
}
