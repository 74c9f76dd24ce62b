package scenarios

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

func smallText(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/small.toml")
	require.NoError(t, err)
	return string(text)
}

func openText(t testing.TB, text string) *Pack {
	t.Helper()
	pack, err := OpenFS(fstest.MapFS{"pack.toml": {Data: []byte(text)}}, "")
	require.NoError(t, err)
	return pack
}

func compileText(t testing.TB, text string, o Options) *model.Scenario {
	t.Helper()
	sc, err := openText(t, text).Compile(o)
	require.NoError(t, err)
	return sc
}

func TestEmbeddedPacksAreFlawless(t *testing.T) {
	require.NotEmpty(t, List())
	for _, e := range List() {
		pack, err := Embedded(e.ID)
		require.NoError(t, err)
		assert.Empty(t, pack.Check().Error())
		sc, err := pack.Compile(Options{})
		require.NoError(t, err)
		assert.Equal(t, e, Entry{
			ID: sc.ID, Title: sc.Title, Version: sc.Version, Summary: sc.Summary, Question: sc.Question, AsOf: sc.AsOf,
			Case: sc.Case != nil,
		}, "the list and the pack say the same")
	}
	_, err := Embedded("us-2002")
	assert.ErrorContains(t, err, `did you mean "us-2020"?`)
}

func TestFolderAndFileAreTheSamePack(t *testing.T) {
	text := smallText(t)
	head, rest, ok := strings.Cut(text, "# ---- assets")
	require.True(t, ok)
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "b.toml"), []byte(head), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "a.toml"), []byte("format = 1\n"+rest), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "README.md"), []byte("not part of it"), 0o644))
	split, err := Open(folder)
	require.NoError(t, err)
	sc, err := split.Compile(Options{})
	require.NoError(t, err)
	whole, err := Open("testdata/small.toml")
	require.NoError(t, err)
	same, err := whole.Compile(Options{})
	require.NoError(t, err)
	assert.Equal(t, ModelHash(same), ModelHash(sc))
	assert.NotEqual(t, whole.Hash(), split.Hash(), "a pack's hash is that of its bytes")
}

func TestLineEndingsAndMarksDoNotMatter(t *testing.T) {
	text := smallText(t)
	windows := "\uFEFF" + strings.ReplaceAll(text, "\n", "\r\n")
	assert.Equal(t, ModelHash(compileText(t, text, Options{})), ModelHash(compileText(t, windows, Options{})))
}

func TestScenarioSurvivesJSON(t *testing.T) {
	sc := compileText(t, smallText(t), Options{Posture: "open", Sets: []model.Set{{Path: "org.cisa.analysts", Value: "7"}}})
	text, err := json.Marshal(sc)
	require.NoError(t, err)
	var back model.Scenario
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&back))
	assert.Equal(t, *sc, back)
	assert.Equal(t, ModelHash(sc), ModelHash(&back))
}

func TestOpenSaysWhyNot(t *testing.T) {
	empty := t.TempDir()
	for name, want := range map[string]string{
		filepath.Join(empty, "missing.toml"): "no such file or directory",
		empty:                                "it holds no .toml file",
	} {
		_, err := Open(name)
		assert.ErrorContains(t, err, want)
		assert.ErrorContains(t, err, name)
	}
}

// TestPathsStayInThePack tries what a hostile folder may hold.
func TestPathsStayInThePack(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "outside.toml")
	require.NoError(t, os.WriteFile(outside, []byte("format = 1\nsecret = 1\n"), 0o644))
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "pack.toml"), []byte(smallText(t)), 0o644))
	if err := os.Symlink(outside, filepath.Join(folder, "link.toml")); err != nil {
		t.Skip("no symbolic links here")
	}
	require.NoError(t, os.Symlink("pack.toml", filepath.Join(folder, "loop.toml")))
	require.NoError(t, os.Mkdir(filepath.Join(folder, "folder.toml"), 0o755))
	pack, err := Open(folder)
	require.NoError(t, err)
	found := pack.Check().Error()
	assert.Contains(t, found, "link.toml: can't be read")
	assert.NotContains(t, found, "secret")
}

func TestBoundsOnFiles(t *testing.T) {
	many := fstest.MapFS{}
	for i := range maxFiles + 1 {
		many[fmt.Sprintf("%03d.toml", i)] = &fstest.MapFile{Data: []byte("format = 1\n")}
	}
	large := fstest.MapFS{}
	for i := range 5 {
		large[fmt.Sprintf("%d.toml", i)] = &fstest.MapFile{Data: bytes.Repeat([]byte("#\n"), maxFileSize/2)}
	}
	for _, c := range []struct {
		name string
		fsys fstest.MapFS
		want string
	}{
		{"one large file", fstest.MapFS{"a.toml": {Data: make([]byte, maxFileSize+1)}}, "a file of a pack may have 1048576"},
		{"many large files", large, "a pack may have 4194304"},
		{"many files", many, "a pack may have 64 files"},
		{"a device", fstest.MapFS{"a.toml": {Mode: os.ModeDevice}}, "is not a regular file"},
		{"UTF-16", fstest.MapFS{"a.toml": {Data: []byte("\xff\xfef\x00")}}, "save it as UTF-8"},
		{"Latin-1", fstest.MapFS{"a.toml": {Data: []byte("# caf\xe9\n")}}, "a.toml:1:6: the file is not UTF-8 text from here on"},
		{"escape sequence", fstest.MapFS{"a.toml": {Data: []byte("# \x1b[2J\n")}}, "a.toml:1:3: the control character U+001B is not allowed"},
		{"text that turns round", fstest.MapFS{"a.toml": {Data: []byte("# \u202E\n")}}, "the control character U+202E is not allowed"},
		{"spelled escape", fstest.MapFS{"a.toml": {Data: []byte("format = 1\na = \"\\u001b[2J\"\n")}}, "a.toml:2:5: the text holds a control character"},
		{"spelled in a key", fstest.MapFS{"a.toml": {Data: []byte("format = 1\n\"\\u009b\" = 1\n")}}, "a.toml:2:1: the key holds a control character"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack, err := OpenFS(c.fsys, "")
			require.NoError(t, err)
			_, err = pack.Compile(Options{})
			assert.ErrorContains(t, err, c.want)
			assert.NotContains(t, err.Error(), "\x1b")
		})
	}
}

func TestProblemsAreBounded(t *testing.T) {
	found := make(Problems, MaxPrinted+23)
	lines := strings.Split(found.Error(), "\n")
	assert.Len(t, lines, MaxPrinted+1)
	assert.Equal(t, "and 23 more", lines[MaxPrinted])
}

func TestSetsAndPostures(t *testing.T) {
	text := smallText(t)
	sc := compileText(t, text, Options{})
	open := compileText(t, text, Options{Posture: "open"})
	set := compileText(t, text, Options{Posture: "open", Sets: []model.Set{
		{Path: "org.cisa.analysts", Value: "7.5"},
		{Path: "channel.alder>state.open", Value: "false"},
		{Path: "step.ransom.login.takes", Value: "3 d"},
		{Path: "model.exposure", Value: "0.5"},
		{Path: "asset.net-harlow.controls.mfa", Value: "security-key 61%"},
		{Path: "platform.chirp.label.coverage", Value: `"70%"`},
		{Path: "control.mfa.security-key.blocks.1.share", Value: "80%"},
		{Path: "objective.notify.task.1.by", Value: "E 10:00"},
		{Path: "scenario.end", Value: "E+2 12:00"},
	}})
	cisa := sc.OrgNamed("cisa")
	assert.Equal(t, []string{"3", "5", "7.5"}, []string{sc.Orgs[cisa].Analysts.String(), open.Orgs[cisa].Analysts.String(), set.Orgs[cisa].Analysts.String()})
	between := sc.ChannelBetween(cisa, sc.OrgNamed("chirp"))
	assert.Equal(t, []bool{false, true, true}, []bool{sc.Channels[between].Open, open.Channels[between].Open, set.Channels[between].Open})
	down := sc.ChannelBetween(sc.OrgNamed("alder"), sc.OrgNamed("state"))
	assert.Equal(t, []bool{true, true, false}, []bool{sc.Channels[down].Open, open.Channels[down].Open, set.Channels[down].Open})
	assert.Equal(t, "3", set.Steps[1].Mean.String())
	assert.Equal(t, "0.5", set.Params.Exposure.String())
	assert.Equal(t, "0.7", set.Platforms[0].Policies[model.Label].Coverage.String())
	assert.True(t, open.Platforms[0].Policies[model.Label].Auto)
	assert.Equal(t, sc.Clock.End+model.Day, set.Clock.End)
	assert.Equal(t, "open", set.Posture)
	assert.Contains(t, set.Citations, model.Citation{Path: "org.cisa.analysts", Value: "7.5", Evidence: "set"})
	assert.Contains(t, open.Citations, model.Citation{Path: "org.cisa.analysts", Value: "5", Evidence: "assumption"})
	assert.NotEqual(t, ModelHash(sc), ModelHash(open))
}

// TestTrustShiftsAndCredibility holds what a pack may leave out: a channel's trust is
// the model's, its throughput has no limit, an organisation keeps its shift in every
// phase, and all audiences believe it alike.
func TestTrustShiftsAndCredibility(t *testing.T) {
	sc := compileText(t, smallText(t), Options{Sets: []model.Set{
		{Path: "model.trust", Value: "0.65"}, {Path: "audience.distrustful.start.national", Value: "30%"},
	}})
	channel := func(from, to string) model.Channel {
		return sc.Channels[sc.ChannelBetween(sc.OrgNamed(from), sc.OrgNamed(to))]
	}
	assert.Equal(t, fixed.MustParse("0.65"), channel("alder", "state").Trust)
	assert.Zero(t, channel("alder", "state").Throughput)
	for _, ends := range [][2]string{{"cisa", "chirp"}, {"chirp", "cisa"}} {
		assert.Equal(t, fixed.MustParse("0.6"), channel(ends[0], ends[1]).Trust)
		assert.EqualValues(t, 6, channel(ends[0], ends[1]).Throughput)
	}
	state, cisa := &sc.Orgs[sc.OrgNamed("state")], &sc.Orgs[sc.OrgNamed("cisa")]
	assert.Equal(t, []model.PhaseShift{{Phase: 1, From: 6 * 60, To: 24 * 60}}, state.Shifts)
	assert.Empty(t, cisa.Shifts)
	assert.Equal(t, []fixed.Num{fixed.MustParse("0.4"), fixed.MustParse("0.55")}, state.CredibilityBy, "distrustful, trusting")
	assert.Empty(t, cisa.CredibilityBy)
	from, to := sc.ShiftAt(sc.OrgNamed("state"), 0)
	assert.Equal(t, [2]int64{8 * 60, 18 * 60}, [2]int64{from, to})
	from, to = sc.ShiftAt(sc.OrgNamed("state"), sc.Clock.Election)
	assert.Equal(t, [2]int64{6 * 60, 24 * 60}, [2]int64{from, to})
	distrustful := sc.Audiences[0]
	assert.Equal(t, fixed.MustParse("0.33"), distrustful.Confidence[model.National])
	assert.Equal(t, fixed.MustParse("0.3"), distrustful.Start[model.National])
	assert.Equal(t, distrustful.Confidence[model.County], distrustful.Start[model.County], "levels not named start at their baseline")
	assert.Empty(t, sc.Audiences[1].Start)
}

func TestSetWithoutTable(t *testing.T) {
	text := strings.Replace(smallText(t), "[model]\nexposure = { value = \"0.25\", evidence = \"assumption\", range = \"0.05..0.6\" }\n", "", 1)
	require.NotContains(t, text, "[model]")
	sc := compileText(t, text, Options{Sets: []model.Set{{Path: "model.views", Value: "70"}, {Path: "model.echo_delay", Value: "6 h"}}})
	assert.Equal(t, "70", sc.Params.Views.String())
	assert.Equal(t, 6*model.Hour, sc.Params.EchoDelay)
}

func TestWrongSets(t *testing.T) {
	pack := openText(t, smallText(t))
	for path, want := range map[string]string{
		"org.cisa.analist":        `--set org.cisa.analist: unknown key analist; did you mean "analysts"?`,
		"org.ciza.analysts":       `did you mean "org.cisa.analysts"?`,
		"org.cisa":                "names a whole table",
		"org.cisa.analysts.value": "has no parts",
		"model.exposre":           `did you mean "exposure"?`,
		"channel.cisa>chrip.open": `did you mean "cisa>chirp"?`,
		"":                        "a path leads to one value",
		"\x1b[2J":                 "a path leads to one value",
		"org.cisa.triage":         `expected a duration such as "30 min", "6 h", "2 d" or "3 w", not the number 3`,
	} {
		if path == "org.cisa.analysts.value" {
			path = "org.state.analysts.value"
		}
		_, err := pack.Compile(Options{Sets: []model.Set{{Path: path, Value: "3"}}})
		assert.ErrorContains(t, err, want, path)
		assert.NotContains(t, fmt.Sprint(err), "\x1b")
	}
	_, err := pack.Compile(Options{Posture: "opne"})
	assert.ErrorContains(t, err, `the pack has no posture "opne"; did you mean "open"?`)
}

// TestSmallPack reads off what the small pack means, table by table.
func TestSmallPack(t *testing.T) {
	sc := compileText(t, smallText(t), Options{})
	ids := func(n int, id func(int) string) string {
		var all []string
		for i := range n {
			all = append(all, id(i))
		}
		return strings.Join(all, " ")
	}
	assert.Equal(t, "alder chirp cisa harlow state", ids(len(sc.Orgs), func(i int) string { return sc.Orgs[i].ID }))
	assert.Equal(t, "net-alder net-harlow results-site vendor-remote", ids(len(sc.Assets), func(i int) string { return sc.Assets[i].ID }))
	assert.Equal(t, "ransom.encrypt ransom.login ransom.spread-alder ransom.spread-harlow roster.fault video.post video.push",
		ids(len(sc.Steps), func(i int) string { return sc.Steps[i].ID }))
	assert.Equal(t, "T0049 T0087.002 T1021.001 T1078 T1486 T1566", ids(len(sc.Techniques), func(i int) string { return sc.Techniques[i].ID }))
	assert.Equal(t, 4+2+3, len(sc.Topics))
	assert.Equal(t, "eve election", ids(len(sc.Phases), func(i int) string { return sc.Phases[i].ID }))

	roster := sc.Campaigns[1]
	assert.True(t, roster.Benign())
	push := sc.Steps[6]
	assert.Equal(t, []model.StepID{0, 5}, push.Any)
	assert.Equal(t, "E 09:00", sc.Clock.Relative(push.At))

	alder := sc.Assets[0]
	require.Len(t, alder.Slots, 2)
	mfa := sc.Slots[alder.Slots[1]]
	assert.Equal(t, "mfa security-key 0.61", fmt.Sprint(mfa.Group, " ", sc.Controls[mfa.Level].Level, " ", mfa.Coverage))

	queues := sc.Injects[3]
	assert.Equal(t, "queues", queues.ID)
	assert.Equal(t, "E 09:30", sc.Clock.Relative(queues.At))
	assert.Equal(t, []model.OrgID{0, 3}, queues.To)
	assert.Equal(t, sc.TopicOf(model.Ref{Kind: model.KindCampaign, ID: 1}), queues.Tells)
	assert.Equal(t, "election", sc.Phases[queues.Phase].ID)

	recommended := sc.Doctrines[1]
	assert.Equal(t, "alder alder chirp cisa harlow harlow harlow state state state",
		ids(len(recommended.Rules), func(i int) string { return sc.Orgs[recommended.Rules[i].Org].ID }))
	for _, rule := range recommended.Rules {
		if rule.Decision == sc.DecisionNamed("explain") {
			assert.Equal(t, `knows("torn-ballots") >= suspected && days_to_election <= 1`, rule.When.Text)
		}
	}
}
