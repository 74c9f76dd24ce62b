package validate

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/engine/fixed"
)

func TestRulesAreReadAndWrittenAlike(t *testing.T) {
	for text, rules := range map[string][]Rule{
		"":                 nil,
		"3strike-10k":      {{Strikes, 10_000}},
		"3strike-2500":     {{Strikes, 2_500}},
		"3strike-1m":       {{Strikes, 1_000_000}},
		" verified ":       {{Kind: Verified}},
		"platform-removed": {{Kind: PlatformRemoved}},
		"3strike-50k + verified+platform-removed": {{Strikes, 50_000}, {Kind: Verified}, {Kind: PlatformRemoved}},
	} {
		got, err := ParseRules(text)
		require.NoError(t, err, text)
		assert.Equal(t, rules, got, text)
		for _, r := range rules {
			again, err := ParseRules(r.String())
			require.NoError(t, err)
			assert.Equal(t, []Rule{r}, again)
		}
	}
	for _, text := range []string{"3strike-", "3strike-k", "3strike-999", "3strike-101m", "3strike-99999999999k", "3strike--10k", "+", "verified,platform-removed"} {
		_, err := ParseRules(text)
		assert.Error(t, err, text)
	}
}

// left is the share of posters of a size that some cuts leave.
func left(all []cut, size int64) float64 {
	share := 1.0
	for _, c := range all {
		if fixed.FromInt(size) > c.above {
			share *= 1 - float(c.share)
		}
	}
	return share
}

// TestCutsCountNobodyTwice: what several rules take out of one size counts once,
// and all of them together take no more than those with three strikes.
func TestCutsCountNobodyTwice(t *testing.T) {
	const repeat = 0.7
	k := Defaults()
	k.Strikes = fixed.MustParse("0.7")
	for name, c := range map[string]struct {
		rules []Rule
		left  map[int64]float64
	}{
		"none":               {nil, map[int64]float64{100: 1, 1 << 30: 1}},
		"3strike-10k":        {[]Rule{{Strikes, 10_000}}, map[int64]float64{9_999: 1, 10_001: 0.3, 2_000_000: 0.3}},
		"two thresholds":     {[]Rule{{Strikes, 500_000}, {Strikes, 50_000}}, map[int64]float64{49_000: 1, 60_000: 0.3, 600_000: 0.3}},
		"verified":           {[]Rule{{Kind: Verified}}, map[int64]float64{9_000: 1, 20_000: 0.93, 200_000: 0.65, 2_000_000: 0.37}},
		"removed already":    {[]Rule{{Kind: PlatformRemoved}}, map[int64]float64{9_000: 1, 20_000: 0.95, 2_000_000: 0.95}},
		"verified are among": {[]Rule{{Strikes, 100_000}, {Kind: Verified}}, map[int64]float64{20_000: 0.93, 200_000: 0.3, 2_000_000: 0.3}},
	} {
		all := k.cuts(c.rules)
		for size, want := range c.left {
			assert.InDelta(t, want, left(all, size), 1e-4, "%s at %d followers", name, size)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		var rules []Rule
		for range rapid.IntRange(0, 4).Draw(t, "rules") {
			rules = append(rules, Rule{RuleKind(rapid.IntRange(0, 2).Draw(t, "kind")), rapid.Int64Range(1_000, 2_000_000).Draw(t, "above")})
		}
		size := rapid.Int64Range(1, 5_000_000).Draw(t, "size")
		share := left(k.cuts(rules), size)
		assert.GreaterOrEqual(t, share, 1-repeat-1e-6)
		if len(rules) > 0 {
			assert.LessOrEqual(t, share, left(k.cuts(rules[1:]), size)+1e-6, "one more rule takes no fewer")
		}
	})
}

// TestWhoWasVerifiedIsAConstant: half as many, twice as many, and never more than all.
func TestWhoWasVerifiedIsAConstant(t *testing.T) {
	k := Defaults()
	for factor, want := range map[string][3]float64{"0.5": {0.05, 0.25, 0.45}, "1": {0.1, 0.5, 0.9}, "2": {0.2, 1, 1}} {
		k.Verified = fixed.MustParse(factor)
		for i, size := range [...]int64{20_000, 200_000, 2_000_000} {
			assert.InDelta(t, want[i], float(k.verified(size)), 1e-9, "%s at %d followers", factor, size)
		}
		assert.Zero(t, k.verified(9_999))
	}
}
