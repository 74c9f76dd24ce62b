// Package card holds docs/model-card.md to the code. What the code can say (the
// constants, the measures, the evidence, what runs came to) stands in the card between
// marks and is written by this test; what people wrote may name only what exists.
package card

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/scenarios"
)

var (
	update = flag.Bool("update", false, "write the generated parts of docs/model-card.md")
	full   = flag.Bool("full", false, "compare the parts that take a minute as well (make card)")
)

var cardFile = filepath.Join("..", "..", "..", "docs", "model-card.md")

// part is one generated part of the card.
type part struct {
	name  string
	write func(t *testing.T) string
	slow  bool // compared under -full alone
}

func parts() []part {
	return []part{
		{name: "gain", write: gains},
		{name: "measures", write: measures},
		{name: "parameters", write: parameters},
		{name: "validation", write: validation},
		{name: "variation", write: variation, slow: true},
		{name: "sensitivity", write: sensitivity, slow: true},
		{name: "cases", write: cases},
		{name: "doubts", write: doubts, slow: true},
		{name: "evidence", write: evidence},
	}
}

func begin(name string) string { return "<!-- " + name + ": begin -->\n" }
func end(name string) string   { return "<!-- " + name + ": end -->" }

// cut splits a text about a generated part.
func cut(text, name string) (before, inside, after string, ok bool) {
	before, rest, found := strings.Cut(text, begin(name))
	inside, after, ended := strings.Cut(rest, end(name))
	return before, inside, after, found && ended && !strings.Contains(after, begin(name))
}

func readCard(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(cardFile)
	require.NoError(t, err)
	return string(text)
}

// TestCardSaysWhatTheCodeSays compares every generated part, or writes it with -update.
func TestCardSaysWhatTheCodeSays(t *testing.T) {
	text := readCard(t)
	for _, p := range parts() {
		before, inside, after, ok := cut(text, p.name)
		if !assert.True(t, ok, "docs/model-card.md needs the marks of %q once each", p.name) || p.slow && !*full && !*update {
			continue
		}
		want := "\n" + p.write(t) + "\n"
		if *update {
			text = before + begin(p.name) + want + end(p.name) + after
			continue
		}
		assert.Equal(t, want, inside, "part %q of docs/model-card.md; go test ./internal/validate/card -update writes it", p.name)
	}
	if *update {
		require.NoError(t, os.WriteFile(cardFile, []byte(text), 0o644))
	}
}

// TestEveryMarkHasItsPart: a part that nothing writes would grow old unseen.
func TestEveryMarkHasItsPart(t *testing.T) {
	var marked, written []string
	for _, m := range regexp.MustCompile(`<!-- ([a-z]+): begin -->`).FindAllStringSubmatch(readCard(t), -1) {
		marked = append(marked, m[1])
	}
	for _, p := range parts() {
		written = append(written, p.name)
	}
	assert.ElementsMatch(t, written, marked)
}

func TestCut(t *testing.T) {
	one := "a\n<!-- x: begin -->\nold<!-- x: end -->\nb"
	before, inside, after, ok := cut(one, "x")
	assert.True(t, ok)
	assert.Equal(t, [3]string{"a\n", "old", "\nb"}, [3]string{before, inside, after})
	for _, broken := range []string{"", "<!-- x: begin -->\n", "<!-- x: end -->", one + one} {
		_, _, _, ok := cut(broken, "x")
		assert.False(t, ok, broken)
	}
}

// prose is what people wrote of the card.
func prose(t *testing.T) string {
	text := readCard(t)
	for _, p := range parts() {
		before, _, after, _ := cut(text, p.name)
		text = before + after
	}
	return text
}

// TestProseNamesWhatExists: rows of the evidence table, and constants of the model.
func TestProseNamesWhatExists(t *testing.T) {
	text, constants := prose(t), map[string]bool{}
	for _, c := range scenarios.Constants() {
		constants[c.Name] = true
	}
	rows := regexp.MustCompile(`\b[DCKT][0-9]+\b`).FindAllString(text, -1)
	require.Greater(t, len(rows), 30)
	for _, id := range rows {
		_, ok := scenarios.EvidenceFor(id)
		assert.True(t, ok, "the card cites %s, which the evidence table has not", id)
	}
	named := regexp.MustCompile("`([a-z]+(?:_[a-z]+)*)`").FindAllStringSubmatch(text, -1)
	require.Greater(t, len(named), 40)
	for _, m := range named {
		assert.True(t, constants[m[1]], "the card names the constant %s, which the model has not", m[1])
	}
	for name := range constants {
		family, _, _ := strings.Cut(name, "_")
		mentioned := strings.Contains(text, "`"+name+"`") || strings.Contains(text, "`"+family+"_…`")
		assert.True(t, mentioned, "the card says nothing of the constant %s", name)
	}
}
