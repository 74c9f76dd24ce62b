package scenarios

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHostilePacksEnd gives the loader packs that are made to grow: each is
// refused with a bound, soon and in little memory.
func TestHostilePacksEnd(t *testing.T) {
	var orgs, narratives strings.Builder
	for i := range maxOrgs - 5 {
		fmt.Fprintf(&orgs, "[[org]]\nid = \"o%d\"\nname = \"O\"\nkind = \"agency\"\nseat = true\nevidence = \"assumption\"\nanalysts = 1\nshift = \"always\"\ntriage = \"1 h\"\ncredibility = 1\nx = 0\ny = 0\n", i)
	}
	for i := range maxNarratives - 2 {
		fmt.Fprintf(&narratives, "[[narrative]]\nid = \"n%d\"\nname = \"N\"\nclaim = \"N\"\ntruth = \"false\"\nkind = \"leak\"\nevidence = \"assumption\"\nsize = { median = 1, spread = 1 }\ngain = 0\nduration = \"1 h\"\nplatforms = \"chirp\"\n", i)
	}
	decision := func(key, values string) string {
		return "[[decision]]\nid = \"big\"\ntitle = \"Big\"\nby = \"all\"\nevidence = \"assumption\"\ncost = \"1 h\"\nlead = \"1 h\"\n" + key + " = [" + values + "]\n"
	}
	wrong := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "\"agencis-%d\",", i)
		}
		return b.String()
	}
	for name, c := range map[string]struct{ text, want string }{
		"effects": {orgs.String() + decision("effects", strings.Repeat("\"report ransom to all\",", 1500)), "a pack may have 20000 effects"},
		"rules": {
			orgs.String() + decision("phases", "") + "[[doctrine]]\nid = \"big\"\ntitle = \"Big\"\n" + strings.Repeat("[[doctrine.rule]]\norg = \"all\"\ndo = \"big\"\nwhen = \"true\"\n", 1900),
			"a doctrine may have 4000 rules",
		},
		"channels": {orgs.String() + strings.Repeat("[[channel]]\nfrom = \"all\"\nto = \"all\"\n", 1900), "name more than 40000 channels"},
		"targets":  {narratives.String() + decision("target", strings.Repeat("\"narratives\",", 2000)), ""},
		"mistakes": {decision("target", wrong(2000)) + strings.Replace(decision("target", wrong(2000)), "big", "bigger", 1), "there are more mistakes than the first 1000"},
		"rows":     {strings.Repeat("[[phase]]\n", 1000), "too many tables: there may be 50 of them"},
		"steps":    {"[[campaign]]\nid = \"big\"\n" + strings.Repeat("[[campaign.step]]\n", 1500), "too many tables"},
		"watches":  {strings.Replace(orgs.String(), "x = 0", "x = 0\nwatch = ["+strings.Repeat("{},", 60)+"]", 1), "the list may have 50 tables"},
		"blocks":   {"[[control]]\ngroup = \"a\"\nlevel = \"none\"\nblocks = [" + strings.Repeat("{},", 300) + "]\n", "may block 200 techniques"},
	} {
		t.Run(name, func(t *testing.T) {
			pack, err := OpenFS(fstest.MapFS{"small.toml": {Data: []byte(smallText(t))}, "more.toml": {Data: []byte("format = 1\n" + c.text)}}, "")
			require.NoError(t, err)
			_, found := pack.compile(Options{})
			says := ""
			for _, p := range found {
				says += p.Message + "\n"
			}
			assert.Contains(t, says, c.want)
			assert.LessOrEqual(t, len(found), maxProblems+1)
		})
	}
}
