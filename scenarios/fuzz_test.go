package scenarios

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/model"
)

// FuzzPack adds a file of any content to the small pack. Nothing panics, every
// problem has a place in a file, the two parsers agree, and what compiles plays.
func FuzzPack(f *testing.F) {
	names, err := filepath.Glob("testdata/broken/*.toml")
	require.NoError(f, err)
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(string(text))
	}
	for _, text := range corners {
		f.Add(text)
	}
	f.Add("format = 1\n[model]\nviews = { value = 7, evidence = \"D27\" }\n[[phase]]\nid = \"p\"\ntitle = \"P\"\nfrom = \"E 12:00\"\n")
	small := &fstest.MapFile{Data: []byte(smallText(f))}
	f.Fuzz(func(t *testing.T, text string) {
		sameAsTOML(t, "fuzz.toml", text)
		pack, err := OpenFS(fstest.MapFS{"small.toml": small, "fuzz.toml": {Data: []byte(text)}}, "")
		if err != nil {
			t.Fatal(err)
		}
		found := pack.Check()
		for _, p := range found {
			if p.Message == "" || p.Line < 0 || p.Line > 0 && (p.Column < 1 || p.File != "small.toml" && p.File != "fuzz.toml") {
				t.Errorf("a problem without a place: %+v", p)
			}
			for _, r := range p.String() {
				if r != '\n' && r != '\t' && steers(r) {
					t.Errorf("a control character reaches the terminal: %q", p.String())
				}
			}
		}
		if len(found) == 0 {
			sc, err := pack.Compile(Options{})
			require.NoError(t, err)
			engine.New(sc, 1).Advance(min(sc.Clock.End, 2*model.Day))
		}
	})
}

// FuzzSet sets any value at any path of the small pack.
func FuzzSet(f *testing.F) {
	for _, seed := range [][2]string{
		{"org.cisa.analysts", "3"},
		{"channel.cisa>chirp.open", "true"},
		{"channel.cisa>chirp.stages.legal", "2 h"},
		{"asset.net-alder.controls.mfa", "none"},
		{"step.ransom.login.chance", "10%"},
		{"org.cisa.watch", "[]"},
		{"scenario.zone", "Europe/Oslo"},
		{"posture.open.set", "{}"},
		{"doctrine.recommended.rule.1.when", "true"},
		{"control.mfa.none.group", "x"},
		{"org.cisa", "{ id = 1 }"},
		{"audience.rural.use.chirp", "\x1b"},
		{"inject.queues.at", "2020-11-03 09:30"},
	} {
		f.Add(seed[0], seed[1])
	}
	pack := openText(f, smallText(f))
	f.Fuzz(func(t *testing.T, path, value string) {
		sc, err := pack.Compile(Options{Sets: []model.Set{{Path: path, Value: value}}})
		if err == nil {
			engine.New(sc, 1).Advance(min(sc.Clock.End, model.Day))
			return
		}
		for _, r := range err.Error() {
			if r != '\n' && r != '\t' && steers(r) {
				t.Errorf("a control character reaches the terminal: %q", err.Error())
			}
		}
	})
}
