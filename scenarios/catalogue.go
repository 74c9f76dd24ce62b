package scenarios

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

var (
	//go:embed attack.txt
	attackText string
	//go:embed disarm.txt
	disarmText string
)

// catalogue holds the ids of a published framework and their names.
type catalogue struct {
	ids   []string
	names map[string]string
}

var (
	attack = sync.OnceValue(func() catalogue { return readCatalogue(attackText) })
	disarm = sync.OnceValue(func() catalogue { return readCatalogue(disarmText) })
)

func readCatalogue(text string) catalogue {
	c := catalogue{names: map[string]string{}}
	for line := range strings.Lines(text) {
		id, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			c.ids = append(c.ids, id)
			c.names[id] = name
		}
	}
	return c
}

// TechniqueName returns the name of an ATT&CK or DISARM technique.
func TechniqueName(id string) (string, bool) {
	if !strings.HasPrefix(id, "T") {
		return "", false
	}
	for _, c := range []catalogue{attack(), disarm()} {
		if name, ok := c.names[id]; ok {
			return name, true
		}
	}
	return "", false
}

// catalogued reads an id of one letter from a catalogue; "" when it is absent
// or unknown.
func (t *table) catalogued(key, letter, word string, from ...func() catalogue) string {
	n := t.get(key)
	if n == nil {
		return ""
	}
	if n.form != textForm {
		t.c.report(n, t.key(key), WrongType, "expected the id of %s, not %s", article(word), n.describe())
		return ""
	}
	var known []string
	for _, c := range from {
		known = append(known, c().ids...)
	}
	if strings.HasPrefix(n.text, letter) && slices.Contains(known, n.text) {
		return n.text
	}
	p := t.c.report(n, t.key(key), Dangling, "there is no %s %q", word, shortened(n.text))
	known = slices.DeleteFunc(known, func(id string) bool { return !strings.HasPrefix(id, letter) })
	if parent, _, sub := strings.Cut(n.text, "."); sub && slices.Contains(known, parent) {
		p.Suggestion = parent
	} else if strings.HasPrefix(n.text, letter) {
		p.near(n.text, known)
	}
	if p.Suggestion == "" && p.Message != "" {
		p.Message += "; its ids look like " + examples(letter, from)
	}
	return ""
}

// examples are the first ids of a letter, with their names, one of each catalogue.
func examples(letter string, from []func() catalogue) string {
	var all []string
	for _, c := range from {
		ids := c().ids
		if at := slices.IndexFunc(ids, func(id string) bool { return strings.HasPrefix(id, letter) }); at >= 0 {
			all = append(all, fmt.Sprintf("%s (%s)", ids[at], c().names[ids[at]]))
		}
	}
	return strings.Join(all, " or ")
}

// technique reads the id of an ATT&CK or DISARM technique that may be absent.
func (t *table) technique(key string) string {
	return t.catalogued(key, "T", "technique", attack, disarm)
}

// needTechnique reads the id of a technique that must be there.
func (t *table) needTechnique(key string) string {
	t.need(key)
	return t.technique(key)
}
