package validate

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/internal/house/machine"
)

const header = "id,source,metric,nudge,nudge_share,nudge_from_min,nudge_choice,breaker,breaker_share,breaker_from_min,removal_share,removal_at_min,ban_rule,published_pct,tolerance_pts,how_read\n"

func TestATargetIsReadWhole(t *testing.T) {
	targets, err := ParseTargets("t.csv", strings.NewReader(header+
		`a,"Fig 4a, b",total_posts_change_pct,0.9,0.25,271,largest,0.8,0.05,120,0.2,240,3strike-100k+verified+platform-removed,-53.1,8,digitised`+"\n"+
		"b,,,,,,,,,,,,,-1,2,\n"))
	require.NoError(t, err)
	assert.Equal(t, []Target{{
		ID: "a", Source: "Fig 4a, b", Published: -53.1, Tolerance: 8, HowRead: "digitised",
		Condition: Condition{
			Nudge: fixed.MustParse("0.9"), NudgeShare: fixed.MustParse("0.25"), NudgeFrom: 271, Largest: true,
			Breaker: fixed.MustParse("0.8"), BreakerShare: fixed.MustParse("0.05"), BreakerFrom: 120,
			RemovalShare: fixed.MustParse("0.2"), RemovalAt: 240,
			Bans: []Rule{{Strikes, 100_000}, {Kind: Verified}, {Kind: PlatformRemoved}},
		},
	}, {
		ID: "b", Published: -1, Tolerance: 2,
		Condition: Condition{Nudge: fixed.One, NudgeFrom: never, Breaker: fixed.One, BreakerFrom: never, RemovalAt: never},
	}}, targets, "an empty cell is never or none")
}

// TestMistakesAreAllReported with line, column and what to do.
func TestMistakesAreAllReported(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"empty":        {"", "t.csv:1: is empty; the first line names the columns: " + strings.TrimSuffix(header, "\n")},
		"no targets":   {header, "t.csv:1: has no targets below the line of column names"},
		"not text":     {"\xff\xfe", "t.csv:1: is not UTF-8 text; save it as UTF-8"},
		"wrong column": {"id,nudgee,published_pct,tolerance_pts,id\n", "t.csv:1: there is no column \"nudgee\"; did you mean \"nudge\"?\nt.csv:1: column \"id\" comes twice; take one out"},
		"missing":      {"id,nudge\n", "t.csv:1: column \"published_pct\" is missing; add it\nt.csv:1: column \"tolerance_pts\" is missing; add it"},
		"cells": {
			"id,nudge,published_pct,tolerance_pts\na,1\nb,x,-1,2\nb,0,-1e9,\n,20,nan,-2\n",
			`t.csv:2: has 2 cells where the first line has 4 columns; an empty cell keeps its comma
t.csv:3: nudge: "x" is not a number; write one such as 0.9
t.csv:4: id: "b" is also the id in line 3; give every target a name of its own
t.csv:4: nudge: 0 would stop all sharing; give a multiplier above 0, or use removal_share
t.csv:4: published_pct: -1e9 is outside the range from -100 to 1,000,000
t.csv:4: tolerance_pts: is empty; every target has one
t.csv:5: id: is empty; give every target a name of its own
t.csv:5: nudge: 20 is outside the range from 0 to 10
t.csv:5: published_pct: "nan" is not a number
t.csv:5: tolerance_pts: -2 is outside the range from 0 to 1,000,000`,
		},
		"words": {
			"id,metric,nudge_choice,nudge_from_min,removal_share,ban_rule,published_pct,tolerance_pts\n" +
				"a,views,biggest,-5,1.5,3strike-10x+verifed++nobody+verified+verified,1,1\n",
			`t.csv:2: metric: "views" is not known; the only one is total_posts_change_pct
t.csv:2: nudge_from_min: "-5" is not a whole number of minutes from 0 to 1,000,000; leave the cell empty for never
t.csv:2: nudge_choice: "biggest" is not known; write "random" or "largest"
t.csv:2: removal_share: 1.5 is outside the range from 0 to 1
t.csv:2: ban_rule: "3strike-10x" needs a threshold from 1k to 100m followers, such as 3strike-50k
t.csv:2: ban_rule: there is no rule "verifed"; did you mean "verified"?
t.csv:2: ban_rule: names no rule beside a "+"; take the "+" out or name one
t.csv:2: ban_rule: there is no rule "nobody"; write 3strike-10k (with any threshold), verified or platform-removed, joined by +
t.csv:2: ban_rule: names "verified" twice; once is enough`,
		},
		"quotes": {"id,published_pct,tolerance_pts\na\"b,1,1\n", `t.csv:2: bare " in non-quoted-field; put a cell that holds a quote or a comma in quotes, and double the quotes inside`},
	} {
		targets, err := ParseTargets("t.csv", strings.NewReader(c.file))
		assert.Nil(t, targets, name)
		assert.EqualError(t, err, c.want, name)
	}
}

func TestFilesAreBounded(t *testing.T) {
	_, err := ParseTargets("t.csv", strings.NewReader(strings.Repeat("a", MaxBytes+1)))
	require.EqualError(t, err, "t.csv:1: is larger than 1024 KiB; split it")
	many := "id,published_pct,tolerance_pts\n"
	for i := range MaxTargets + 9 {
		many += fmt.Sprintf("%d,1,1\n", i)
	}
	_, err = ParseTargets("t.csv", strings.NewReader(many))
	require.EqualError(t, err, "t.csv:1002: has more than 1000 targets; split the file")
	_, err = ParseTargets("t.csv", strings.NewReader("id,published_pct,tolerance_pts\n"+strings.Repeat("a,1,1\n", 200)))
	require.ErrorContains(t, err, "and 99 more", "no more than a hundred problems are written out")
	_, err = ParseTargets("t.csv", strings.NewReader("id,source,published_pct,tolerance_pts\na,"+strings.Repeat("x", 500)+",1,1\n"))
	assert.EqualError(t, err, "t.csv:2: source: has more than 400 characters")
}

// TestDefaultTargetsAreThePublishedOnes compares them with the file that the
// evidence was compiled into, condition by condition.
func TestDefaultTargetsAreThePublishedOnes(t *testing.T) {
	file, err := os.Open(machine.Shared(t, "data/calibration/targets.csv"))
	require.NoError(t, err)
	defer file.Close()
	theirs, err := ParseTargets("targets.csv", file)
	require.NoError(t, err)
	own := DefaultTargets()
	require.Len(t, own, len(theirs))
	for i := range own {
		assert.Equal(t, theirs[i].Condition, own[i].Condition, own[i].ID)
		assert.InDelta(t, theirs[i].Published, own[i].Published, 1e-9, own[i].ID)
		assert.InDelta(t, theirs[i].Tolerance, own[i].Tolerance, 1e-9, own[i].ID)
	}
	evidence, err := os.ReadFile(machine.Shared(t, "reference/evidence.md"))
	require.NoError(t, err)
	for _, target := range own {
		row := tableRow(string(evidence), target.ID)
		require.NotEmpty(t, row, target.ID)
		assert.Contains(t, row[3], strings.TrimSuffix(strings.TrimPrefix(figured(target), "-"), ".0"), "%s in %v", target.ID, row)
	}
}

// figured is what a target publishes, as the evidence writes it.
func figured(t Target) string {
	f := Figure{Unit: "%"}
	return strings.TrimSuffix(f.number(&t.Published), "%")
}

// tableRow finds the cells of a row of a Markdown table by its first cell.
func tableRow(text, id string) []string {
	for line := range strings.Lines(text) {
		cells := strings.Split(line, "|")
		if len(cells) > 4 && strings.TrimSpace(cells[1]) == id {
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			return cells
		}
	}
	return nil
}

func FuzzParseTargets(f *testing.F) {
	f.Add(targetsTable)
	f.Add(header + "a,,,0.9,1,0,random,1,0,,0,,3strike-1m+verified,-5,1,printed\n")
	f.Add("id,published_pct,tolerance_pts\n\"a\n\",0x1p3,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		targets, err := ParseTargets("fuzz.csv", strings.NewReader(text))
		if err != nil {
			assert.Empty(t, targets)
			assert.NotEmpty(t, err.Error())
			return
		}
		assert.NotEmpty(t, targets)
		for _, target := range targets {
			c := target.Condition
			assert.Positive(t, c.Nudge)
			assert.True(t, c.RemovalShare >= 0 && c.RemovalShare <= fixed.One)
			assert.True(t, c.NudgeFrom >= 0 && c.BreakerFrom >= 0 && c.RemovalAt >= 0)
			assert.LessOrEqual(t, len(c.Bans), MaxRules)
		}
	})
}

func TestBoundsArePlain(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 0.5: "0.5", 10: "10", -100: "-100", 999: "999", 1000: "1,000", -1000: "-1,000", 1e6: "1,000,000", 12345.25: "12,345.25",
	} {
		assert.Equal(t, want, plain(x))
	}
}
