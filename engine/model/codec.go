package model

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
)

// Digest is the SHA-256 of a state's encoding.
type Digest [sha256.Size]byte

// String returns lower-case hexadecimal.
func (d Digest) String() string { return fmt.Sprintf("%x", d[:]) }

// Encode appends the state to b: tick, tick of the last stir, number of the last
// event, then every table in order as its number of rows and its cells, all
// little-endian 64-bit words.
func (s *State) Encode(b []byte) []byte {
	e := encoder{b: b}
	s.write(&e)
	return e.b
}

// Hash returns the digest of the whole state: the SHA-256 of its encoding.
func (s *State) Hash() Digest {
	e := encoder{b: make([]byte, 0, chunk), sum: sha256.New()}
	s.write(&e)
	e.sum.Write(e.b)
	return Digest(e.sum.Sum(nil))
}

// chunk is how many bytes are gathered before they are hashed.
const chunk = 4096

// encoder gathers words, and hands them on in chunks where it has a hash.
type encoder struct {
	b   []byte
	sum hash.Hash
}

func (e *encoder) word(v int64) {
	e.b = binary.LittleEndian.AppendUint64(e.b, uint64(v))
	if e.sum != nil && len(e.b) == chunk {
		e.sum.Write(e.b)
		e.b = e.b[:0]
	}
}

func (s *State) write(e *encoder) {
	e.word(int64(s.Tick))
	e.word(int64(s.Stirred))
	e.word(int64(s.LastEvent))
	var buf [1 << columnBits]*int64
	for t := range Tables {
		n := s.rows(t)
		e.word(n)
		for row := range n {
			for _, p := range s.cells(t, row, buf[:0]) {
				e.word(*p)
			}
		}
	}
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
