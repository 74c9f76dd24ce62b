package scenarios

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/engine"
	"tabletop/engine/model"
)

// mutants calls try with every tree that differs from n in one place: a key or
// item left out, or its value replaced by one of another form.
func mutants(n *node, path string, try func(root *node, what string)) {
	oddities := []*node{
		{form: textForm, text: ""},
		{form: textForm, text: "no such thing"},
		{form: integerForm, text: "0"},
		{form: integerForm, text: "-1"},
		{form: decimalForm, text: "1e300"},
		{form: flagForm, text: "true"},
		{form: listForm},
		{form: tableForm},
		{form: dateForm, text: "2020-11-03"},
	}
	replace := func(with func(*node) *node, value *node, name string) {
		for i, odd := range oddities {
			o := *odd
			o.file, o.start, o.end = value.file, value.start, value.end
			try(with(&o), fmt.Sprintf("%s := oddity %d", name, i))
		}
		mutants(value, name, func(changed *node, what string) { try(with(changed), what) })
	}
	for i, f := range n.fields {
		name := path + "." + f.key
		without := *n
		without.fields = slices.Delete(slices.Clone(n.fields), i, i+1)
		try(&without, "without "+name)
		replace(func(value *node) *node { return n.with(f.key, value) }, f.value, name)
	}
	for i, item := range n.items {
		name := fmt.Sprintf("%s[%d]", path, i)
		without := *n
		without.items = slices.Delete(slices.Clone(n.items), i, i+1)
		try(&without, "without "+name)
		replace(func(value *node) *node {
			with := *n
			with.items = slices.Clone(n.items)
			with.items[i] = value
			return &with
		}, item, name)
	}
}

// TestMutatedPacks breaks the small pack and a case in single places. Nothing
// panics; a mutant is reported, or it plays and its outcomes can be measured.
func TestMutatedPacks(t *testing.T) {
	replayed, err := Embedded("illinois-2016")
	require.NoError(t, err)
	for _, c := range []struct {
		pack             *Pack
		options          Options
		every            int // one place in so many, to be quick; 1 takes a quarter of a minute
		reported, played int // at least
	}{
		{openText(t, smallText(t)), Options{Posture: "open"}, 7, 500, 50},
		{replayed, Options{}, 11, 150, 20},
	} {
		reported, played, step := 0, 0, 0
		mutants(c.pack.root, "", func(root *node, what string) {
			if step++; step%c.every != 0 {
				return
			}
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("%s: %v", what, r)
				}
			}()
			mutant := *c.pack
			mutant.root = root
			sc, err := mutant.Compile(c.options)
			if err != nil {
				reported++
				return
			}
			played++
			run := engine.New(sc, 1)
			run.Advance(model.Day)
			for i := range outcomes(sc) {
				sc.Case.Published[i].Measure.Value(model.TruthFacts{Scenario: sc, State: run.State()})
			}
		})
		require.Greater(t, reported, c.reported, c.pack.Name)
		require.Greater(t, played, c.played, c.pack.Name)
	}
}

func outcomes(sc *model.Scenario) []model.Published {
	if sc.Case == nil {
		return nil
	}
	return sc.Case.Published
}
