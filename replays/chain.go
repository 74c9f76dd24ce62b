package replays

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// Bounds of a file.
const (
	MaxFile = 2 << 30  // bytes of a replay
	MaxLine = 64 << 20 // bytes of one line; only the scenario comes near
	MaxText = 16 << 10 // bytes of a rationale or a note
)

// Digest is one link of a file's chain of hashes.
type Digest [sha256.Size]byte

// String returns lower-case hexadecimal.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// hashColumn is the width of the first column and the space after it.
const hashColumn = 2*sha256.Size + 1

// link returns the hash of a record that follows another.
func link(previous Digest, record []byte) Digest {
	h := sha256.New()
	h.Write(previous[:])
	h.Write(record)
	var d Digest
	h.Sum(d[:0])
	return d
}

// appendLine appends a record as a line and returns its hash.
func appendLine(b []byte, previous Digest, record []byte) ([]byte, Digest) {
	d := link(previous, record)
	b = hex.AppendEncode(b, d[:])
	b = append(b, ' ')
	b = append(b, record...)
	return append(b, '\n'), d
}

// splitLine takes a line, without its LF, apart.
func splitLine(line []byte) (stated Digest, record []byte, ok bool) {
	if len(line) <= hashColumn || line[hashColumn-1] != ' ' {
		return Digest{}, nil, false
	}
	column := line[:hashColumn-1]
	if !bytes.Equal(column, bytes.ToLower(column)) {
		return Digest{}, nil, false
	}
	if _, err := hex.Decode(stated[:], column); err != nil {
		return Digest{}, nil, false
	}
	return stated, line[hashColumn:], true
}
