package validate

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/scenarios"
)

// A Rule takes accounts out of the pool of posters.
type Rule struct {
	Kind  RuleKind
	Above int64 // followers, for [Strikes]
}

// RuleKind says which accounts a rule takes out. All are accounts with three
// strikes: they took part in three incidents or more.
type RuleKind uint8

// The rules of the paper.
const (
	Strikes         RuleKind = iota // those above a number of followers
	Verified                        // those the platform had verified
	PlatformRemoved                 // those the platform had removed already
)

// MaxRules is the most rules that one condition may join.
const MaxRules = 8

// Words of the ban_rule column.
const (
	strikesWord  = "3strike-"
	verifiedWord = "verified"
	removedWord  = "platform-removed"
)

// ParseRules reads the ban_rule column: rules joined by +, each "3strike-10k" with
// any threshold, "verified" or "platform-removed". An empty text is no rule.
func ParseRules(text string) ([]Rule, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	words := strings.Split(text, "+")
	if len(words) > MaxRules {
		return nil, fmt.Errorf("joins %d rules; the most is %d", len(words), MaxRules)
	}
	var rules []Rule
	var problems []error
	for _, word := range words {
		rule, err := parseRule(strings.TrimSpace(word))
		if err == nil && slices.Contains(rules, rule) {
			err = fmt.Errorf("names %q twice; once is enough", strings.TrimSpace(word))
		}
		if err != nil {
			problems = append(problems, err)
			continue
		}
		rules = append(rules, rule)
	}
	return rules, errors.Join(problems...)
}

func parseRule(word string) (Rule, error) {
	switch word {
	case verifiedWord:
		return Rule{Kind: Verified}, nil
	case removedWord:
		return Rule{Kind: PlatformRemoved}, nil
	case "":
		return Rule{}, fmt.Errorf(`names no rule beside a "+"; take the "+" out or name one`)
	}
	if text, ok := strings.CutPrefix(word, strikesWord); ok {
		return parseStrikes(word, text)
	}
	if near := scenarios.Closest(word, []string{verifiedWord, removedWord, strikesWord + "10k"}); near != "" {
		return Rule{}, fmt.Errorf("there is no rule %q; did you mean %q?", word, near)
	}
	return Rule{}, fmt.Errorf("there is no rule %q; write %s10k (with any threshold), %s or %s, joined by +", word, strikesWord, verifiedWord, removedWord)
}

// parseStrikes reads a threshold: followers, with k for thousand or m for million.
func parseStrikes(word, text string) (Rule, error) {
	const lowest, highest = 1_000, 100_000_000
	unit := int64(1)
	if digits, ok := strings.CutSuffix(text, "k"); ok {
		text, unit = digits, 1_000
	} else if digits, ok := strings.CutSuffix(text, "m"); ok {
		text, unit = digits, 1_000_000
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil || int64(n) > highest/unit || int64(n)*unit < lowest {
		return Rule{}, fmt.Errorf("%q needs a threshold from 1k to 100m followers, such as %s50k", word, strikesWord)
	}
	return Rule{Strikes, int64(n) * unit}, nil
}

// verifiedShares is the share of accounts with three strikes that were verified, by
// size (assumption): one in ten above ten thousand followers, half above a hundred
// thousand, nine in ten above a million. [Constants.Verified] multiplies them.
var verifiedShares = [...]struct{ above, tenths int64 }{{10_000, 1}, {100_000, 5}, {1_000_000, 9}}

// A cut takes a share of the posters above a number of followers out.
type cut struct{ above, share fixed.Num }

// cuts turns rules into cuts that do not overlap: what is taken out of one size
// by several rules at once counts once. Accounts with three strikes make the
// share [Constants.Strikes] of the posts by accounts of any one size.
func (k *Constants) cuts(rules []Rule) []cut {
	edges := []int64{10_000, 100_000, 1_000_000}
	for _, r := range rules {
		if r.Kind == Strikes {
			edges = append(edges, r.Above)
		}
	}
	slices.Sort(edges)
	var out []cut
	left := fixed.One
	for _, edge := range slices.Compact(edges) {
		stays := fixed.One.Sub(k.Strikes.Mul(k.caught(rules, edge)))
		if stays < left {
			out = append(out, cut{fixed.FromInt(edge), fixed.One.Sub(stays.Div(left))})
			left = stays
		}
	}
	return out
}

// caught is the share of the accounts with three strikes just above a size that
// some rule takes out.
func (k *Constants) caught(rules []Rule, size int64) fixed.Num {
	free := fixed.One
	for _, r := range rules {
		switch {
		case r.Kind == Strikes && size >= r.Above:
			return fixed.One
		case r.Kind == Verified:
			free = free.Mul(fixed.One.Sub(k.verified(size)))
		case r.Kind == PlatformRemoved && size >= 10_000:
			free = free.Mul(fixed.One.Sub(k.Removed))
		}
	}
	return fixed.One.Sub(free)
}

// verified is the share of the accounts with three strikes just above a size that
// were verified.
func (k *Constants) verified(size int64) fixed.Num {
	share := fixed.Num(0)
	for _, v := range verifiedShares {
		if size >= v.above {
			share = min(fixed.FromRatio(v.tenths, 10).Mul(k.Verified), fixed.One)
		}
	}
	return share
}

// String writes a rule as the ban_rule column has it.
func (r Rule) String() string {
	switch {
	case r.Kind == Verified:
		return verifiedWord
	case r.Kind == PlatformRemoved:
		return removedWord
	case r.Above%1_000_000 == 0:
		return fmt.Sprintf("%s%dm", strikesWord, r.Above/1_000_000)
	case r.Above%1_000 == 0:
		return fmt.Sprintf("%s%dk", strikesWord, r.Above/1_000)
	}
	return fmt.Sprintf("%s%d", strikesWord, r.Above)
}
