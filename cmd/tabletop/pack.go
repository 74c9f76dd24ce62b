package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/scenarios"
)

// openPack opens a pack by the id of an embedded one, or by path. An id wins
// over a folder of the same name, which ./ID names.
func openPack(name string) (*scenarios.Pack, error) {
	var ids []string
	for _, e := range scenarios.List() {
		if e.ID == name {
			return scenarios.Embedded(name)
		}
		ids = append(ids, e.ID)
	}
	if exists(name) {
		return scenarios.Open(name)
	}
	meant := ""
	if near := scenarios.Closest(name, append(ids, neighbours(name)...)); near != "" {
		meant = fmt.Sprintf("; did you mean %q?", near)
	}
	return nil, usage("there is no pack %q%s Inside the program: %s. Name any other by the path of its folder or file",
		name, cmp.Or(meant, "."), strings.Join(ids, ", "))
}

// neighbours lists what lies where a path leads: folders and TOML files, any of
// which might be a pack.
func neighbours(name string) []string {
	folder, _ := filepath.Split(name)
	entries, err := os.ReadDir(cmp.Or(folder, "."))
	if err != nil {
		return nil // then nothing there was meant
	}
	var all []string
	for _, e := range entries {
		if e.IsDir() || strings.HasSuffix(e.Name(), ".toml") {
			all = append(all, folder+e.Name())
		}
	}
	return all
}

// packFlags are the flags that say how a pack is compiled.
type packFlags struct {
	posture string
	sets    []string
}

// compile opens and compiles a pack.
func (f *packFlags) compile(name string) (*scenarios.Pack, *model.Scenario, error) {
	options := scenarios.Options{Posture: f.posture}
	for _, set := range f.sets {
		path, value, ok := strings.Cut(set, "=")
		if !ok || path == "" {
			return nil, nil, usage("--set %q is no PATH=VALUE; write --set org.cisa.analysts=9", set)
		}
		options.Sets = append(options.Sets, model.Set{Path: path, Value: value})
	}
	pack, err := openPack(name)
	if err != nil {
		return nil, nil, err
	}
	if known := pack.Postures(); f.posture != "" && !slices.Contains(known, f.posture) {
		if _, err := pack.Compile(scenarios.Options{}); err != nil {
			return nil, nil, err // which may be why the posture is not there
		}
		return nil, nil, usageError{exercise.Unknown("posture", f.posture, known)}
	}
	sc, err := pack.Compile(options)
	var found scenarios.Problems
	if errors.As(err, &found) && !slices.ContainsFunc(found, func(p scenarios.Problem) bool { return !p.OfSet() }) {
		err = usageError{err} // the pack is right, and what was set in it is not
	}
	return pack, sc, err
}

// completePack offers the embedded packs to the shell.
func completePack(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var ids []string
	for _, e := range scenarios.List() {
		ids = append(ids, e.ID+"\t"+e.Title)
	}
	return ids, cobra.ShellCompDirectiveDefault
}
