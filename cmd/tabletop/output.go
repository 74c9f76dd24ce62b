package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"tabletop/replays"
)

// output remembers that something could not be written, so that a command whose
// output was lost does not claim to have succeeded.
type output struct {
	to     io.Writer
	failed error // the first failure
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.to.Write(b)
	if o.failed == nil {
		o.failed = err
	}
	return n, err
}

// printText writes text for people. Control characters never reach a terminal.
func printText(cmd *cobra.Command, format string, args ...any) {
	fmt.Fprint(cmd.OutOrStdout(), replays.Printable(fmt.Sprintf(format, args...)))
}

// printNotice writes what is no output of the command to standard error.
func printNotice(cmd *cobra.Command, format string, args ...any) {
	fmt.Fprintln(cmd.ErrOrStderr(), replays.Printable(fmt.Sprintf(format, args...)))
}

// printJSON writes a value as indented JSON in which control and format
// characters are escaped.
func printJSON(cmd *cobra.Command, v any) error {
	var text strings.Builder
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(cmd.OutOrStdout(), escapeControls(text.String()))
	return err
}

// escapeControls writes what encoding/json leaves of control and format
// characters as \u escapes. Outside strings JSON has none but line ends.
func escapeControls(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := surrogates(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// surrogates splits a character beyond the basic plane as UTF-16 does.
func surrogates(r rune) (high, low rune) {
	r -= 0x10000
	return 0xd800 + r>>10, 0xdc00 + r&0x3ff
}
