// Package replays keeps what happened in an exercise: it writes the journal as
// the run goes, reads it back however it was cut off, folds its events into the
// state at any moment, and verifies it by simulating it again.
//
// # The file
//
// A replay is UTF-8 text, one record a line:
//
//	hash SP json LF
//
// The hash is lower-case hexadecimal SHA-256 over the 32 bytes of the hash
// before (zeros for the first line) and the JSON bytes as written. It proves
// that the file is whole, not who wrote it. Dropping the first column leaves
// JSON Lines. Each JSON value is an object with one key, the kind of record:
//
//	{"head":{…}}       format, rules epoch, engine version, seed, scenario, hashes; for a branch its parent
//	{"scenario":{…}}   the compiled scenario whole, and the state before the first tick
//	{"command":{…}}    what a seat or the facilitator did, automated seats included
//	{"event":{…}}      how the truth changed: one event as the rules emitted it
//	{"note":{…}}       wall-clock times, texts and ratings; outside the simulation
//	{"tick":{…}}       state hash and headline measures, each simulated hour, each pause, each command
//	{"end":{…}}        final hash, measures and verdicts
//	{"continued":{…}}  the file that the exercise went on in
//
// Things and cells are named by path ("org.cisa", "asset.roll.condition").
// Fixed-point numbers are decimal strings, columns of words hold the word, and
// every other number is an integer: ids, event numbers, and ticks of five
// minutes, −1 for none.
//
// A file without end or continued was interrupted, and is still valid: all its
// complete records count. Because the file holds its scenario and its first
// state, folding its events needs no rules: files of any rules epoch keep their
// history. Only [Verify] needs rules of the same epoch.
//
// # Bounds
//
// A file may be packed with gzip; it is then read as what it holds. Unpacked, a
// file has at most [MaxFile] bytes and a line at most
// [MaxLine]; texts in commands and notes have at most [MaxText] bytes.
package replays
