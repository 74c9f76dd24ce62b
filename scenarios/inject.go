package scenarios

import (
	"cmp"
	"slices"

	"tabletop/engine/model"
)

// injects reads [[inject]] and numbers those of a pack that gives no numbers.
func (c *compiler) injects() {
	c.inject.each(c, func(t *table, at int) {
		in := &c.sc.Injects[at]
		*in = model.Inject{
			ID:        c.inject.list[at].id,
			Number:    t.count("number", count.within("1", "100000", "between 1 and 100,000").orNeutral("0").plain()),
			Title:     t.text("title", lineSize),
			At:        t.time("at", withinExercise),
			After:     t.ticks("after", duration.orNeutral("0").plain()),
			From:      t.text("from", lineSize),
			To:        t.mustOrgs("to"),
			Method:    model.Method(t.word("method", model.MethodWords)),
			Text:      t.text("text", paragraphSize),
			Expected:  t.maybe("expected", paragraphSize),
			Objective: model.ObjectiveID(t.ref("objective", c.objective)),
			Note:      t.maybe("note", paragraphSize),
			Tells:     model.TopicID(t.ref("tells", c.topic)),
			Phase:     model.None,
		}
		if in.At != model.None {
			in.Phase = c.sc.PhaseAt(in.At)
		}
		s := scene{what: "an inject", truth: true}
		if when := t.get("when"); when != nil {
			in.When = &model.Condition{}
			c.later(when, t.key("when"), s, func(compiled model.Condition) { *in.When = compiled })
		}
		t.released()
		t.effects("effects", s, &in.Effects)
	})
	c.numbers()
}

// released checks that an inject has a time or a condition, and not both.
func (t *table) released() {
	at, when, after := t.node.get("at"), t.node.get("when"), t.node.get("after")
	switch {
	case at == nil && when == nil:
		t.c.report(t.node, t.path, MissingKey, "the inject needs at = a time, or when = a condition")
	case at != nil && when != nil:
		t.c.report(when, t.key("when"), Duplicate, "the inject has a time as well; keep one of at and when")
	case after != nil && when == nil:
		t.c.report(after, t.key("after"), UnknownKey, "after counts from when a condition holds; this inject has a time")
	}
}

// numbers checks the numbers of injects. Where the pack gives none they go by
// planned time, those that wait for a condition last, then by id.
func (c *compiler) numbers() {
	numbered := map[int64]int{}
	for at := range c.sc.Injects {
		row, n := c.inject.list[at], c.sc.Injects[at].Number
		if n == 0 {
			continue
		}
		if other, taken := numbered[n]; taken {
			c.report(row.node.get("number"), row.path+".number", Duplicate, "%d is already the number of %s", n, c.inject.list[other].id)
			continue
		}
		numbered[n] = at
	}
	if len(numbered) == 0 {
		c.number()
		return
	}
	for at := range c.sc.Injects {
		if row := c.inject.list[at]; row.node.get("number") == nil {
			c.report(row.node, row.path+".number", MissingKey, "other injects have a number, so this one needs one too")
		}
	}
}

func (c *compiler) number() {
	order := make([]int, len(c.sc.Injects))
	for i := range order {
		order[i] = i
	}
	planned := func(at int) model.Tick {
		if at := c.sc.Injects[at].At; at != model.None {
			return at
		}
		return model.Never
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(planned(a), planned(b)) })
	for i, at := range order {
		c.sc.Injects[at].Number = int64(i + 1)
	}
}
