package scenarios

import "tabletop/engine/model"

// platforms reads [[platform]], one for each organisation of that kind.
func (c *compiler) platforms() {
	c.platform.each(c, func(t *table, at int) {
		p := &c.sc.Platforms[at]
		*p = model.Platform{
			Org:      model.OrgID(t.ref("org", c.org)),
			Users:    t.count("users", count),
			Posts:    t.count("daily_posts", count),
			Audience: t.number("followers", positive.within("1", "1000000", "between 1 and 1,000,000")),
		}
		for _, word := range model.EnforcementWords {
			p.Policies = append(p.Policies, t.policy(word))
		}
		if p.Org >= 0 && c.sc.Orgs[p.Org].Kind != model.PlatformCompany {
			c.report(t.node, t.key("org"), WrongType, "%s is no organisation of kind platform", c.sc.Orgs[p.Org].ID)
		}
	})
	for at := range c.sc.Orgs {
		if row := c.org.list[at]; c.sc.Orgs[at].Kind == model.PlatformCompany && c.platform.find(row.id) < 0 {
			c.report(row.node, row.path, MissingKey, "a platform also needs a [[platform]] table with org = %q", row.id)
		}
	}
}

// policy reads how a platform carries out one enforcement. Absent means that it
// never can.
func (t *table) policy(word string) model.Policy {
	p := t.sub(word)
	if p == nil {
		return model.Policy{}
	}
	defer p.done()
	policy := model.Policy{
		Effect:   p.number("effect", share),
		Coverage: p.number("coverage", share),
		Latency:  p.ticks("latency", duration),
		Auto:     p.flag("auto", false),
		Ready:    p.flag("ready", true),
	}
	if word == model.EnforcementWords[model.Takedown] {
		policy.Above = p.number("above", positive.orUnlimited())
	}
	return policy
}

// platformOf finds the platform that an organisation runs, -1 when none.
func (c *compiler) platformOf(org int) int {
	for i := range c.sc.Platforms {
		if int(c.sc.Platforms[i].Org) == org {
			return i
		}
	}
	return -1
}
