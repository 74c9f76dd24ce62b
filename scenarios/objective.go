package scenarios

import "tabletop/engine/model"

// objectives reads [[objective]] and their tasks.
func (c *compiler) objectives() {
	c.objective.each(c, func(t *table, at int) {
		o := &c.sc.Objectives[at]
		*o = model.Objective{
			ID:         c.objective.list[at].id,
			Text:       t.text("text", paragraphSize),
			Capability: t.text("core_capability", lineSize),
			Seat:       model.OrgID(t.mustRef("seat", c.org)),
		}
		t.need("task")
		t.tables("task", func(k *table, _ int) {
			o.Tasks = append(o.Tasks, model.TaskID(len(c.sc.Tasks)))
			c.task(k, at)
		})
	})
}

// task reads one critical task.
func (c *compiler) task(t *table, objective int) {
	task := model.Task{Objective: model.ObjectiveID(objective), Text: t.text("text", paragraphSize)}
	by, at := t.time("by", withinExercise), t.time("at", withinExercise)
	task.Deadline, task.Standing = by, t.node.get("at") != nil
	if task.Standing {
		task.Deadline = at
	}
	if (t.node.get("by") == nil) == (t.node.get("at") == nil) {
		c.report(t.node, t.path, MissingKey, "a task has either by = a time before which it is met, or at = a time at which it is judged")
	}
	id := len(c.sc.Tasks)
	c.sc.Tasks = append(c.sc.Tasks, task)
	s := scene{what: "an objective"}
	if seat := c.sc.Objectives[objective].Seat; seat != model.None {
		s.seats = []model.OrgID{seat}
	}
	if measure := t.need("measure"); measure != nil {
		c.later(measure, t.key("measure"), s, func(compiled model.Condition) { c.sc.Tasks[id].Measure = compiled })
	}
}
