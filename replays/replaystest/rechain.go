// Package replaystest makes replay files for tests.
package replaystest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// hashColumn is the width of a replay's first column and the space after it.
const hashColumn = 2*sha256.Size + 1

// Rechain gives every line of a changed replay the hash that its text asks for,
// as somebody would who forges one. Lines shorter than a hash are kept as
// records.
func Rechain(file []byte) []byte {
	var out []byte
	var last [sha256.Size]byte
	for line := range bytes.Lines(file) {
		record := bytes.TrimSuffix(line, []byte("\n"))
		if len(record) > hashColumn {
			record = record[hashColumn:]
		}
		last = sha256.Sum256(append(last[:], record...))
		out = append(hex.AppendEncode(out, last[:]), ' ')
		out = append(append(out, record...), '\n')
	}
	return out
}
