package house

import (
	"errors"
	"go/token"
	"io/fs"
	"slices"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"
)

// stableMod is the second mod file, with the last released Ebitengine, which `make lint` type-checks the window against.
const stableMod = "internal/desktop/stable.mod"

// stableOnly lists modules that the released Ebitengine requires and the pinned one does not.
func stableOnly() []string {
	return []string{"github.com/jezek/xgb"}
}

// checkStable compares the two mod files: the stable one has a release of Ebitengine, and otherwise the same modules.
func checkStable(t *Tree) ([]Finding, error) {
	pinned, err := t.requirements("go.mod")
	if err != nil {
		return nil, err
	}
	stable, err := t.requirements(stableMod)
	if errors.Is(err, fs.ErrNotExist) {
		return []Finding{whole(stableMod, "is missing; remake it with make stable")}, nil
	}
	if err != nil {
		return nil, err
	}
	var findings []Finding
	for _, want := range pinned {
		got := slices.IndexFunc(stable, func(r *modfile.Require) bool { return r.Mod.Path == want.Mod.Path })
		switch {
		case got < 0:
			findings = append(findings, whole(stableMod, "lacks %s; remake it with make stable", want.Mod))
		case want.Mod.Path == ebitengine:
			if version := stable[got].Mod.Version; semver.Prerelease(version) != "" {
				findings = append(findings, requirement(stable[got], "Ebitengine "+version+" is no release; the fall-back must be one"))
			}
		case stable[got].Mod != want.Mod:
			findings = append(findings, requirement(stable[got], stable[got].Mod.String()+" differs from go.mod, which has "+want.Mod.Version+"; remake it with make stable"))
		}
	}
	for _, got := range stable {
		known := slices.ContainsFunc(pinned, func(r *modfile.Require) bool { return r.Mod.Path == got.Mod.Path })
		if !known && !slices.Contains(stableOnly(), got.Mod.Path) {
			findings = append(findings, requirement(got, got.Mod.String()+" is not in go.mod; remake it with make stable"))
		}
	}
	return sorted(findings), nil
}

func (t *Tree) requirements(name string) ([]*modfile.Require, error) {
	text, err := t.read(name)
	if err != nil {
		return nil, err
	}
	mod, err := modfile.Parse(name, text, nil)
	if err != nil {
		return nil, err
	}
	return mod.Require, nil
}

func requirement(r *modfile.Require, text string) Finding {
	return Finding{token.Position{Filename: stableMod, Line: r.Syntax.Start.Line, Column: r.Syntax.Start.LineRune}, text}
}
