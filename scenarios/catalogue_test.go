package scenarios

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

// shared opens a file of the data that is kept beside the repository, or skips.
func shared(t *testing.T, name string) *os.File {
	t.Helper()
	folder := os.Getenv("TABLETOP_SHARED")
	if folder == "" {
		folder = filepath.Join("..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		t.Skipf("the shared data are not here: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// named reads ids and names from a table of the shared data.
func named(t *testing.T, file string) map[string]string {
	t.Helper()
	records, err := csv.NewReader(shared(t, file)).ReadAll()
	require.NoError(t, err)
	all := map[string]string{}
	for _, r := range records[1:] {
		all[strings.TrimSpace(r[0])] = strings.TrimSpace(r[1])
	}
	return all
}

// TestCatalogues holds the tables of ids against the published ones.
func TestCatalogues(t *testing.T) {
	for _, c := range []struct {
		have  catalogue
		files []string
	}{
		{attack(), []string{"data/attack/enterprise-techniques.csv", "data/attack/enterprise-mitigations.csv"}},
		{disarm(), []string{"data/disarm/techniques.csv", "data/disarm/countermeasures.csv"}},
	} {
		want := map[string]string{}
		for _, file := range c.files {
			for id, name := range named(t, file) {
				want[id] = name
			}
		}
		assert.Equal(t, want, c.have.names, c.files)
	}
}

func TestCatalogueLookups(t *testing.T) {
	for id, want := range map[string]string{
		"T1566.001": "Spearphishing Attachment",
		"T0087.002": "Deceptively Edit Video (Cheap Fakes)",
		"M1032":     "", // a mitigation
		"T99999":    "",
		"":          "",
	} {
		got, ok := TechniqueName(id)
		assert.Equal(t, want, got, id)
		assert.Equal(t, want != "", ok, id)
	}
	for _, text := range []string{attackText, disarmText, evidenceText} {
		assert.True(t, strings.HasPrefix(text, "# "), "each table says where it comes from")
	}
	assert.Contains(t, attackText, "The MITRE Corporation. This work is reproduced and distributed with the\n# permission of The MITRE Corporation.")
}

// TestEvidenceTable holds our table against the reference: the same rows, the
// same parameters and values but for words that only made sense in a table.
func TestEvidenceTable(t *testing.T) {
	rows := Evidence()
	require.Len(t, rows, 33+23+18+11)
	for _, row := range rows {
		assert.Regexp(t, `^[DCKT]\d+$`, row.ID)
		assert.Contains(t, []string{"read", "unverified"}, row.Mark, row.ID)
		assert.NotEmpty(t, row.Parameter)
		assert.NotEmpty(t, row.Value)
		assert.NotRegexp(t, `^same\b`, row.Source, row.ID)
	}
	text, err := os.ReadFile(shared(t, "reference/evidence.md").Name())
	require.NoError(t, err)
	found := regexp.MustCompile(`(?m)^\| ([CDKT]\d+) \| (.*?) \| (.*?) \| .*? \| (\w+) \|`).FindAllStringSubmatch(string(text), -1)
	require.Len(t, found, len(rows))
	for _, m := range found {
		row, ok := EvidenceFor(m[1])
		require.True(t, ok, m[1])
		assert.Equal(t, m[3], row.Value, m[1])
		assert.Equal(t, m[4], row.Mark, m[1])
	}
}

// TestParametersAreCited checks the tags from which [model] is read.
func TestParametersAreCited(t *testing.T) {
	fields := reflect.TypeFor[model.Params]()
	keys := map[string]bool{}
	for i := range fields.NumField() {
		f := fields.Field(i)
		key, evidence := f.Tag.Get("toml"), f.Tag.Get("evidence")
		assert.False(t, keys[key] || key == "", "%s needs a key of its own", f.Name)
		keys[key] = true
		_, known := EvidenceFor(evidence)
		assert.True(t, known || evidence == assumption, "%s: evidence %q", f.Name, evidence)
		_, err := paramUnit(f.Type).parse(f.Tag.Get("default"))
		assert.NoError(t, err, f.Name)
		if span := f.Tag.Get("range"); span != "" {
			low, high, ok := strings.Cut(span, "..")
			require.True(t, ok, f.Name)
			var bounds [3]int64
			for j, text := range []string{low, f.Tag.Get("default"), high} {
				bounds[j], err = paramUnit(f.Type).parse(text)
				assert.NoError(t, err, f.Name)
			}
			assert.True(t, bounds[0] <= bounds[1] && bounds[1] <= bounds[2], "%s: %s outside %s", f.Name, f.Tag.Get("default"), span)
		}
	}
	sc := compileText(t, smallText(t), Options{})
	cited := map[string]bool{}
	for _, c := range sc.Citations {
		cited[c.Path] = true
	}
	for key := range keys {
		assert.True(t, cited["model."+key], "model.%s", key)
	}
}
