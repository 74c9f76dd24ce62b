package scenarios

import "strings"

// offset finds the byte of the file at which a byte of a text's value stands,
// through quotes and escapes.
func (n *node) offset(at int) int {
	if n.form != textForm || n.end > len(n.file.text) || n.start >= n.end {
		return n.start
	}
	raw := n.file.text[n.start:n.end]
	quote := raw[:1]
	open := 1
	if strings.HasPrefix(raw, strings.Repeat(quote, 3)) {
		open = 3
		if strings.HasPrefix(raw[open:], "\n") {
			open++
		}
	}
	i := open
	for i < len(raw) {
		read, made := 1, 1
		if quote == `"` && raw[i] == '\\' {
			read, made = escape(raw[i:])
		}
		if at < made || at == 0 && made > 0 {
			break
		}
		i, at = i+read, at-made
	}
	return n.start + min(i, len(raw))
}

// escape returns how many bytes an escape takes up in the file, and how many in
// the value.
func escape(raw string) (read, made int) {
	if len(raw) < 2 {
		return 1, 1
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[raw[1]]
	if digits > 0 {
		read = min(2+digits, len(raw))
		var r rune
		for _, d := range strings.ToLower(raw[2:read]) {
			r = r<<4 | rune(strings.IndexRune("0123456789abcdef", d)&15)
		}
		return read, len(string(r))
	}
	if strings.ContainsRune(" \t\n", rune(raw[1])) { // joins lines
		return len(raw) - len(strings.TrimLeft(raw[1:], " \t\n")), 0
	}
	return 2, 1
}
