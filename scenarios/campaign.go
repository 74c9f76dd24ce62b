package scenarios

import (
	"slices"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// actors reads [[actor]].
func (c *compiler) actors() {
	c.aims = make([]model.Aim, len(c.actor.list))
	c.actor.each(c, func(t *table, at int) {
		c.aims[at] = t.aim("aim", model.Targeted)
		c.sc.Actors[at] = model.Actor{
			ID:       c.actor.list[at].id,
			Name:     t.text("name", lineSize),
			Brief:    t.maybe("brief", paragraphSize),
			Effort:   t.number("effort", positive),
			Skill:    t.number("skill", share.orNeutral("0")),
			Caution:  t.number("caution", share),
			Limit:    t.number("limit", factor),
			Patience: t.ticks("patience", duration),
			Parallel: t.count("parallel", count.within("1", "100", "between 1 and 100")),
		}
	})
}

// stepNames gathers the [[campaign.step]] tables of all campaigns; a step is
// named "campaign.step".
func (c *compiler) stepNames() {
	c.step = &rows{key: "step", word: "step", dense: map[string]int{}}
	for i := range c.campaign.list {
		campaign := &c.campaign.list[i]
		n := campaign.node.get("step")
		if n == nil || n.form != listForm {
			continue
		}
		cited := campaign.cited
		if e := campaign.node.get("evidence"); e != nil {
			cited = e.text
		}
		steps := c.rows("step."+campaign.id, "step", maxSteps-len(c.step.list), byID, n.items)
		for _, row := range steps.list {
			named := steps.find(row.id) == row.at
			row.at, row.cited = len(c.step.list), cited
			row.id = campaign.id + "." + row.id
			if named {
				c.step.dense[row.id] = row.at
				c.step.ids = append(c.step.ids, row.id)
			}
			c.step.list = append(c.step.list, row)
			c.campaignOf = append(c.campaignOf, i)
		}
	}
}

// campaigns reads [[campaign]] and its steps.
func (c *compiler) campaigns() {
	c.campaign.each(c, func(t *table, at int) {
		campaign := &c.sc.Campaigns[at]
		*campaign = model.Campaign{
			ID:      c.campaign.list[at].id,
			Title:   t.text("title", lineSize),
			KnownAs: t.text("known_as", lineSize),
			Actor:   model.ActorID(t.ref("actor", c.actor)),
			Begin:   t.mustTime("begin", withinExercise),
			Brief:   t.maybe("brief", paragraphSize),
			Source:  t.maybe("source", paragraphSize),
		}
		steps := t.need("step")
		if steps != nil && steps.form != listForm {
			c.report(steps, t.key("step"), WrongType, "expected [[campaign.step]] tables, not %s", steps.describe())
		}
		for i, of := range c.campaignOf {
			if of == at {
				campaign.Steps = append(campaign.Steps, model.StepID(i))
			}
		}
		campaign.Goal = t.goal("goal", at)
	})
	used := make([]string, len(c.step.list))
	c.step.each(c, func(t *table, at int) { used[at] = c.readStep(t, at) })
	c.techniques(slices.DeleteFunc(slices.Clone(used), func(id string) bool { return id == "" }))
	for at, id := range used {
		c.sc.Steps[at].Technique = c.technique(id)
	}
	c.acyclic(c.step, "requires", func(at int) []int { return from(c.sc.Steps[at].After) })
	c.reachable()
}

// readStep reads one step and returns the id of its technique.
func (c *compiler) readStep(t *table, at int) string {
	campaign := c.campaignOf[at]
	step := &c.sc.Steps[at]
	*step = model.Step{
		ID:       c.step.list[at].id,
		Campaign: model.CampaignID(campaign),
		Title:    t.text("title", lineSize),
		Target:   model.AssetID(t.ref("target", c.asset)),
		Holds:    t.flag("holds", false),
		After:    to[model.StepID](t.steps("after", campaign)),
		Any:      to[model.StepID](t.steps("any", campaign)),
		At:       t.time("at", withinExercise),
		Mean:     t.class("takes", days.orNeutral("0"), efforts),
		Chance:   t.class("chance", share.orNeutral("1"), chances),
		Noise:    t.noise("noise"),
	}
	if step.Holds && step.Target == model.None {
		c.report(t.node, t.key("holds"), MissingKey, "a step that holds its target names one with target")
	}
	t.effects("effects", scene{what: "a step"}, &step.Effects)
	if c.campaign.list[campaign].node.get("actor") == nil {
		if n := t.get("technique"); n != nil {
			c.report(n, t.key("technique"), UnknownKey, "a benign campaign has no techniques")
		}
		if n := t.get("aim"); n != nil {
			c.report(n, t.key("aim"), UnknownKey, "a benign campaign is aimed at nobody")
		}
		return ""
	}
	step.Aim = model.Targeted
	if actor := c.sc.Campaigns[campaign].Actor; actor != model.None {
		step.Aim = c.aims[actor]
	}
	step.Aim = t.aim("aim", step.Aim)
	return t.needTechnique("technique")
}

// aim reads how an attack picks whom it is against; absent means the default.
func (t *table) aim(key string, absent model.Aim) model.Aim {
	n := t.get(key)
	if n == nil {
		return absent
	}
	return model.Aim(max(0, t.c.word(n, t.key(key), model.AimWords[model.Automated:]))) + model.Automated
}

// goal reads the steps that a campaign is after: its own.
func (t *table) goal(key string, campaign int) []model.StepID {
	n := t.get(key)
	if n == nil {
		return nil
	}
	if t.node.get("actor") == nil {
		t.c.report(n, t.key(key), UnknownKey, "a benign campaign is after nothing")
	}
	goal := to[model.StepID](t.steps(key, campaign))
	for _, s := range goal {
		if t.c.campaignOf[s] != campaign {
			t.c.report(n, t.key(key), Dangling, "%s is a step of another campaign", t.c.step.list[s].id)
		}
	}
	return goal
}

// class is a word for a quantity that a published table classifies.
type class struct{ word, value string }

// The classes of C23: means of an exponential law in days of effort, and the chance
// of a path that may not exist.
var (
	efforts = []class{{"very-hard", "100 d"}, {"hard", "10 d"}, {"easy", "1 d"}}
	chances = []class{{"uncertain", "50%"}}
)

// class reads a quantity, or a word for it, which cites the row of its own.
func (t *table) class(key string, u unit, words []class) fixed.Num {
	n := t.node.get(key)
	for i, c := range words {
		join := ", "
		if i == 0 && !strings.Contains(u.example, " or ") {
			join = " or "
		}
		u.example = `"` + c.word + `"` + join + u.example
		if n != nil && n.form == textForm && n.text == c.word {
			t.get(key)
			t.c.cited(n, t.key(key), n.text, "C23", "", u)
			return fixed.Num(u.mustParse(c.value))
		}
	}
	return t.number(key, u)
}

// steps reads names of steps: of the same campaign, or "campaign.step".
func (t *table) steps(key string, campaign int) []int {
	var all []int
	for _, n := range t.items(key) {
		name := n.text
		if n.form == textForm && !strings.Contains(name, ".") {
			name = t.c.campaign.list[campaign].id + "." + name
		}
		at := t.c.step.find(name)
		if at < 0 || n.form != textForm {
			p := t.c.report(n, t.key(key), Dangling, "there is no step %q", shortened(n.text))
			p.near(n.text, t.c.stepsNear(campaign))
			continue
		}
		all = append(all, at)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// stepsNear lists the names by which a campaign's steps may require others.
func (c *compiler) stepsNear(campaign int) []string {
	names := slices.Clone(c.step.ids)
	for _, id := range c.step.ids {
		if local, own := strings.CutPrefix(id, c.campaign.list[campaign].id+"."); own {
			names = append(names, local)
		}
	}
	return names
}

// noises are the words for the noise of a step.
var noises = []struct {
	word  string
	noise fixed.Num
}{
	{"none", 0},
	{"low", fixed.MustParse("0.2")},
	{"medium", fixed.MustParse("0.5")},
	{"high", fixed.MustParse("0.9")},
}

// noise reads a word for noise, or a share; absent means none.
func (t *table) noise(key string) fixed.Num {
	if n := t.node.get(key); n != nil && n.form == textForm {
		for _, x := range noises {
			if x.word == n.text {
				t.get(key)
				return x.noise
			}
		}
	}
	u := share.orNeutral("0")
	u.name, u.example = "a noise", `"low", "medium", "high" or "35%"`
	return t.number(key, u)
}

// reachable reports steps that can never begin because what they require never
// happens. Steps in a circle of requirements are reported as that.
func (c *compiler) reachable() {
	done := make([]bool, len(c.sc.Steps))
	for changed := true; changed; {
		changed = false
		for i := range c.sc.Steps {
			if !done[i] && c.enabled(i, done) {
				done[i], changed = true, true
			}
		}
	}
	for i := range c.sc.Steps {
		if done[i] || c.circular(i) {
			continue
		}
		row := c.step.list[i]
		c.report(row.node, row.path, Unreachable, "the step can never begin: what it requires can't happen")
	}
}

func (c *compiler) enabled(step int, done []bool) bool {
	for _, s := range c.sc.Steps[step].After {
		if !done[s] {
			return false
		}
	}
	anyOf := c.sc.Steps[step].Any
	return len(anyOf) == 0 || slices.ContainsFunc(anyOf, func(s model.StepID) bool { return done[s] })
}

// circular reports whether a step lies on a circle of "after".
func (c *compiler) circular(step int) bool {
	seen := map[model.StepID]bool{}
	open := slices.Clone(c.sc.Steps[step].After)
	for len(open) > 0 {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		if int(next) == step {
			return true
		}
		if !seen[next] {
			seen[next] = true
			open = append(open, c.sc.Steps[next].After...)
		}
	}
	return false
}
