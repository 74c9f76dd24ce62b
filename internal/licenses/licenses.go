// Package licenses holds the notices that the licences of other people's work ask to be passed on with the binary: the
// text of the file NOTICE. `make notice` remakes both; a test holds them to each other and to what is linked.
package licenses

import _ "embed"

//go:embed notice.txt
var notice string

// Text returns the notices, in UTF-8, lines ended by LF.
func Text() string { return notice }
