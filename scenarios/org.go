package scenarios

import (
	"errors"
	"regexp"
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// orgs reads [[org]]; what each watches waits for topics.
func (c *compiler) orgs() {
	c.org.each(c, func(t *table, at int) {
		org := &c.sc.Orgs[at]
		*org = model.Org{
			ID:          c.org.list[at].id,
			Name:        t.text("name", lineSize),
			Short:       t.maybe("short", 30),
			Kind:        model.OrgKind(t.word("kind", model.OrgKindWords)),
			Seat:        t.flag("seat", false),
			Fictional:   t.flag("fictional", false),
			Brief:       t.maybe("brief", paragraphSize),
			Authority:   t.maybe("authority", paragraphSize),
			Analysts:    t.number("analysts", positive.within("0.01", "10000", "above 0 and at most 10,000")),
			Cleared:     t.flag("cleared", false),
			Consents:    t.flag("consents", false),
			Detection:   t.number("detection", factor.orNeutral("1")),
			Triage:      t.ticks("triage", duration),
			Credibility: t.number("credibility", share),
			X:           t.number("x", place),
			Y:           t.number("y", place),
			AsOf:        t.day("as_of", false),
		}
		org.ShiftFrom, org.ShiftTo = t.shift("shift")
		org.Shifts = t.phaseShifts("shift_in")
		org.CredibilityBy = t.credibilityBy("credibility_by", org.Credibility)
		t.asked = append(t.asked, "watch")
		c.county = append(c.county, t.flag("county", false))
		if c.county[at] && org.Kind != model.ElectionOffice {
			c.report(t.node, t.key("county"), WrongType, "only an election office can be a county's")
		}
	})
	if len(c.org.list) == 0 {
		c.report(c.root, "org", MissingKey, "the pack has no [[org]]")
	}
}

var shiftPattern = regexp.MustCompile(`^(\d{1,2}):(\d{2}) ?[-–] ?(\d{1,2}):(\d{2})$`)

// shift reads "08:00-18:00" or "always" as minutes of the day.
func (t *table) shift(key string) (from, to int64) {
	n := t.need(key)
	if n == nil {
		return 0, 24 * 60
	}
	from, to, err := parseShift(n.text)
	switch {
	case n.form != textForm || errors.Is(err, errUnit):
		t.c.report(n, t.key(key), WrongType, `expected a shift such as "08:00-18:00", or "always", not %s`, n.describe())
	case err != nil:
		t.c.report(n, t.key(key), BadTime, "%s, unlike %s", shiftBounds, n.text)
	}
	return from, to
}

const shiftBounds = "a shift begins and ends within one day, the beginning first"

// parseShift reads a shift as minutes of the day, and gives the whole day with an
// error: [errUnit] for what is no shift at all.
func parseShift(text string) (from, to int64, err error) {
	if text == "always" {
		return 0, 24 * 60, nil
	}
	m := shiftPattern.FindStringSubmatch(text)
	if m == nil {
		return 0, 24 * 60, errUnit
	}
	first, err1 := parseMinute(m[1], m[2])
	last, err2 := parseMinute(m[3], m[4])
	if m[3] == "24" && m[4] == "00" {
		last, err2 = 24*60, nil
	}
	if err1 != nil || err2 != nil || first >= last {
		return 0, 24 * 60, errMoment
	}
	return int64(first), int64(last), nil
}

// phaseShifts reads { election = "06:00-24:00" }, the longer hours of some phases.
func (t *table) phaseShifts(key string) []model.PhaseShift {
	s := t.sub(key)
	if s == nil {
		return nil
	}
	var all []model.PhaseShift
	for i, row := range t.c.phase.list {
		if row.id != "" && s.node.get(row.id) != nil {
			from, to := s.shift(row.id)
			all = append(all, model.PhaseShift{Phase: model.PhaseID(i), From: from, To: to})
		}
	}
	s.strays("phase", t.c.phase.ids)
	return all
}

// credibilityBy reads { rural = "60%" }, an organisation's credibility with single
// audiences; with the others it is the one given for all.
func (t *table) credibilityBy(key string, with fixed.Num) []fixed.Num {
	s := t.sub(key)
	if s == nil {
		return nil
	}
	all := slices.Repeat([]fixed.Num{with}, len(t.c.audience.list))
	for i, row := range t.c.audience.list {
		if row.id != "" && s.node.get(row.id) != nil {
			all[i] = s.number(row.id, share)
		}
	}
	s.strays("audience", t.c.audience.ids)
	return all
}

// orgWords are the words for several organisations.
var orgWords = []string{
	"agencies", "election-offices", "platforms", "sharing-centres", "civil-societies", "newsrooms", "campaigns", "vendors",
	"counties", "seats", "all",
}

// orgsNamed returns the organisations that a word means: one, or all that a
// plural covers; none when the word means nothing.
func (c *compiler) orgsNamed(word string) []int {
	if at := c.org.find(word); at >= 0 {
		return []int{at}
	}
	meant := slices.Index(orgWords, word)
	if meant < 0 {
		return nil
	}
	var all []int
	for i := range c.sc.Orgs {
		org := &c.sc.Orgs[i]
		switch {
		case word == "all", word == "counties" && c.county[i], word == "seats" && org.Seat, meant == int(org.Kind):
			all = append(all, i)
		}
	}
	return all
}

// seated reports whether somebody may play the pack.
func (c *compiler) seated() bool {
	return slices.ContainsFunc(c.sc.Orgs, func(o model.Org) bool { return o.Seat })
}

// seats reports a pack in which no person may hold a seat.
func (c *compiler) seats() {
	if len(c.sc.Orgs) > 0 && !c.seated() {
		c.report(c.root, "org", MissingKey, "no organisation is a seat; write seat = true in each [[org]] that a person may hold")
	}
}

// orgsIn resolves a name or plural that stands at an offset in a text.
func (c *compiler) orgsIn(n *node, offset int, path, word string) []int {
	all := c.orgsNamed(word)
	switch {
	case len(all) > 0:
	case word == "seats" && !c.seated():
		// which is reported once, for the pack
	case slices.Contains(orgWords, word):
		c.reportIn(n, offset, path, Dangling, "the pack has no %s", word)
	default:
		p := c.reportIn(n, offset, path, Dangling, "there is no organisation %q", shortened(word))
		p.near(word, append(slices.Clone(c.org.ids), orgWords...))
	}
	return all
}

// orgList reads a list of organisations in ascending order, each once.
func (t *table) orgList(key string) []model.OrgID {
	var all []int
	for _, n := range t.items(key) {
		if n.form != textForm {
			t.c.report(n, t.key(key), WrongType, "expected the id of an organisation, not %s", n.describe())
			continue
		}
		all = append(all, t.c.orgsIn(n, 0, t.key(key), n.text)...)
	}
	slices.Sort(all)
	return to[model.OrgID](slices.Compact(all))
}

// mustOrgs reads a list of organisations that must not be empty.
func (t *table) mustOrgs(key string) []model.OrgID {
	n := t.need(key)
	all := t.orgList(key)
	if n != nil && n.form == listForm && len(n.items) == 0 {
		t.c.report(n, t.key(key), MissingKey, "the list names nobody")
	}
	return all
}
