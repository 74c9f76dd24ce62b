package scenarios

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sameAsTOML holds our tree against BurntSushi/toml on one document: both take
// it or both refuse it, and what they read is the same.
func sameAsTOML(t testing.TB, name, text string) {
	t.Helper()
	f := newFile(name, name, []byte(text))
	if _, bad := f.refuse(); bad {
		return // never reaches a parser
	}
	tree, wrong := parse(f)
	var want map[string]any
	_, err := toml.Decode(f.text, &want)
	switch {
	case wrong != nil && wrong.kind != Syntax:
		return // bounds are our own
	case err != nil:
		assert.NotNil(t, wrong, "%s: only BurntSushi/toml refuses it: %v", name, err)
	case wrong != nil && strings.HasPrefix(name, "/invalid/"):
		// BurntSushi/toml takes a few documents that TOML does not allow.
	case wrong != nil:
		assert.Fail(t, "only our tree refuses it", "%s: %s", name, wrong.text)
	default:
		sameValue(t, name, tree, want)
	}
}

func sameValue(t testing.TB, path string, n *node, want any) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		require.Equal(t, tableForm, n.form, path)
		require.Len(t, n.fields, len(want), path)
		for key, value := range want {
			child := n.get(key)
			require.NotNil(t, child, "%s.%s", path, key)
			sameValue(t, path+"."+key, child, value)
		}
	case []map[string]any:
		require.Equal(t, listForm, n.form, path)
		require.Len(t, n.items, len(want), path)
		for i := range want {
			sameValue(t, fmt.Sprintf("%s[%d]", path, i), n.items[i], want[i])
		}
	case []any:
		require.Equal(t, listForm, n.form, path)
		require.Len(t, n.items, len(want), path)
		for i := range want {
			sameValue(t, fmt.Sprintf("%s[%d]", path, i), n.items[i], want[i])
		}
	case string:
		require.Equal(t, textForm, n.form, path)
		require.Equal(t, want, n.text, path)
	case bool:
		require.Equal(t, strconv.FormatBool(want), n.text, path)
	case int64:
		require.Equal(t, integerForm, n.form, path)
		got, err := strconv.ParseInt(strings.TrimPrefix(n.text, "+"), 0, 64)
		require.NoError(t, err, path)
		require.Equal(t, want, got, path)
	case float64:
		require.Equal(t, decimalForm, n.form, path)
		if math.IsNaN(want) {
			require.Equal(t, "nan", strings.TrimLeft(n.text, "+-"), path)
			return
		}
		got, err := strconv.ParseFloat(strings.ReplaceAll(n.text, "_", ""), 64)
		require.NoError(t, err, path)
		require.Equal(t, want, got, path)
	case time.Time:
		require.Contains(t, []form{dateForm, hourForm, momentForm, instantForm}, n.form, path)
	default:
		require.Failf(t, "unexpected type", "%s: %T", path, want)
	}
}

// TestTreeAgreesWithTOML runs over every pack we have and a table of corners.
func TestTreeAgreesWithTOML(t *testing.T) {
	for _, pattern := range []string{"testdata/*.toml", "testdata/broken/*.toml", "us-2020/*.toml"} {
		names, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, name := range names {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			sameAsTOML(t, name, string(text))
		}
	}
	for i, text := range corners {
		sameAsTOML(t, fmt.Sprintf("corner %d", i), text)
	}
}

var corners = []string{
	"", "\n", "# only a comment", "a = 1", "a = 1\n", "a = 1 # comment\n", "a.b.c = 1\na.b.d = 2\n", "'a b'.\"c d\" = 1\n",
	"[a]\nb = 1\n[a.c]\nd = 2\n", "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n[[a.e]]\nf = 4\n",
	"[a.b.c]\n[a]\nd = 1\n", "[a]\n[a]\n", "a = 1\na = 2\n", "a = 1\n[a]\n", "[[a]]\n[a]\n", "a = []\n[[a]]\n", "a = {}\n[a.b]\n",
	"a = {b = 1}\na.c = 2\n", "a = { b = 1, c = [1, 2, { d = 'x' }] }\n", "a = [[1, 2], ['x']]\n", "a = [\n 1, # one\n 2,\n]\n",
	"a = { b = 1,\n c = 2,\n}\n", "a = 14_000\nb = -0\nc = +7\nd = 0xff\ne = 0o17\nf = 0b11\n", "a = 0.1\nb = 1e3\nc = -2.5E-2\nd = inf\ne = nan\n",
	"a = 012\n", "a = 1__0\n", "a = .5\n", "a = 5.\n", "a = 1e\n", "a = true\nb = false\n", "a = True\n",
	"a = 2020-10-01\nb = 2020-10-01 19:00\nc = 2020-10-01T19:00:00Z\nd = 19:00:00\n", "a = 2020-13-01\n", "a = 2020-10-01 25:00:00\n",
	`a = "\u00e9\t\"\\"` + "\n", `a = "\x41\e"` + "\n", `a = "\q"` + "\n", "a = 'C:\\x'\n", "a = \"\"\"\n one \\\n   two\n\"\"\"\n", "a = '''\nx''y'''''\n",
	"a = \"\"\"never", "a = \"never\n", "a = 'never\n", "a = [1, 2\n", "a = { b = 1\n", "a\n", "= 1\n", "a = \n", "[a\n", "[[a]\n", "a b = 1\n", "a = 1 2\n",
	"a = 12 days\n", "a = 35%\n", "\"\" = 1\n", "ä = 1\n", "\"ä\" = 1\n",
}

// TestTreeAgreesOnTheCorpus runs over the language-neutral corpus that
// BurntSushi/toml is tested with.
func TestTreeAgreesOnTheCorpus(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/BurntSushi/toml").Output()
	if err != nil {
		t.Skip("the go command can't say where the corpus lies")
	}
	folder := filepath.Join(strings.TrimSpace(string(out)), "internal", "toml-test", "tests")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the module is unpacked without its corpus")
	}
	documents := 0
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".toml" {
			return err
		}
		text, err := os.ReadFile(path)
		documents++
		sameAsTOML(t, strings.TrimPrefix(path, folder), string(text))
		return err
	})
	require.NoError(t, err)
	assert.Greater(t, documents, 400)
}

func TestTreeKeepsPlacesAndLiterals(t *testing.T) {
	f := newFile("x.toml", "x.toml", []byte("\uFEFFformat = 1\r\n[[a]]\r\n  'é' = 1\r\n  share = 0.10000000000000000001\r\n  list = [\r\n    { b = '''\r\nlong''' }, \"x\"]\r\n"))
	tree, wrong := parse(f)
	require.Nil(t, wrong)
	row := tree.get("a").items[0]
	assert.Equal(t, "0.10000000000000000001", row.get("share").text)
	place := func(offset int) string {
		line, column := f.position(offset)
		return fmt.Sprintf("%d:%d", line, column)
	}
	assert.Equal(t, "2:3", place(row.start))
	assert.Equal(t, "3:9", place(row.get("é").start))
	assert.Equal(t, "4:11", place(row.get("share").start))
	assert.Equal(t, "5:10", place(row.get("list").start))
	assert.Equal(t, "6:5", place(row.get("list").items[0].start))
	long := row.get("list").items[0].get("b")
	assert.Equal(t, "long", long.text)
	assert.Equal(t, "7:3", place(long.offset(2)))
}

func TestPlacesInsideTexts(t *testing.T) {
	for _, c := range []struct {
		literal, mark string
	}{
		{`'a | b'`, "|"},
		{`"a | b"`, "|"},
		{`"a \" \\ | b"`, "|"},
		{`"\u00e9\U0001F600\x41\t| b"`, "|"},
		{"'''\na\n| b'''", "|"},
		{"\"\"\"\na \\\n   | b\"\"\"", "|"},
		{"\"\"\"a\n\\u00e9 | b\"\"\"", "|"},
	} {
		f := newFile("x.toml", "x.toml", []byte("key = "+c.literal+"\n"))
		tree, wrong := parse(f)
		require.Nil(t, wrong, c.literal)
		n := tree.get("key")
		at := n.offset(strings.Index(n.text, c.mark))
		assert.Equal(t, c.mark, f.text[at:at+1], c.literal)
	}
}

func TestBoundsOnShape(t *testing.T) {
	for name, text := range map[string]string{
		"deep lists":    "a = " + strings.Repeat("[", 50) + strings.Repeat("]", 50),
		"deep tables":   "a = " + strings.Repeat("{ a = ", 50) + "1" + strings.Repeat("}", 50),
		"very deep":     "a = " + strings.Repeat("[", 900_000),
		"deep header":   "[" + strings.Repeat("a.", 50) + "a]\n",
		"deep key":      strings.Repeat("a.", 200_000) + "a = 1\n",
		"many keys":     manyKeys(10_000),
		"long list":     "a = [" + strings.Repeat("1,", 10_000) + "]\n",
		"many sections": strings.Repeat("[[a]]\n", 10_000),
	} {
		t.Run(name, func(t *testing.T) {
			_, wrong := parse(newFile("x.toml", "x.toml", []byte(text)))
			require.NotNil(t, wrong)
			assert.Equal(t, Limit, wrong.kind, wrong.text)
		})
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d = 1\n", i)
	}
	return b.String()
}
