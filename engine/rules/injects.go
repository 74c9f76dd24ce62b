package rules

import "tabletop/engine/model"

// injects releases what is due by time or by condition on the truth.
func (w *World) injects() {
	truth := model.TruthFacts{Scenario: w.sc, State: w.st}
	because := cause{rule: model.RuleInjects, self: model.None, target: model.Nothing, choice: model.None}
	for i := range w.sc.Injects {
		inject, st := &w.sc.Injects[i], &w.st.Injects[i]
		if st.Status != model.InjectPlanned {
			continue
		}
		if st.At == model.None && inject.When != nil && w.stirred() && inject.When.Holds(truth) {
			w.emit(because, model.InjectChanged, ref(model.KindInject, int64(i)), model.Nothing,
				set(model.ColInjectRipe, int64(i), w.st.Tick), set(model.ColInjectAt, int64(i), w.st.Tick+inject.After))
		}
		if st.At != model.None && st.At <= w.st.Tick {
			w.release(model.InjectID(i), because)
		}
	}
}

// release delivers an inject: its readers learn what it tells, and its effects
// come about.
func (w *World) release(id model.InjectID, because cause) {
	inject := &w.sc.Injects[id]
	event := model.EventID(w.next())
	changes := []model.Change{
		set(model.ColInjectStatus, int64(id), model.InjectOut),
		set(model.ColInjectAt, int64(id), w.st.Tick),
		set(model.ColInjectEvent, int64(id), event),
	}
	if inject.Tells != model.None {
		for _, org := range inject.To {
			changes = append(changes, w.learn(org, inject.Tells, model.SuspectedLevel, model.CauseUnknown, event)...)
		}
		changes = append(changes, w.detected(inject.Tells, model.FoundByInject, model.None)...)
	}
	because.event = w.emit(because, model.InjectReleasedEvent, ref(model.KindInject, id), model.Nothing, changes...)
	for i := range inject.Effects {
		w.apply(&inject.Effects[i], because)
	}
}

// injectsDue is the next planned time. While an inject waits for a condition,
// the systems also run on the hour, since conditions may ask what time alone
// changes.
func (w *World) injectsDue() model.Tick {
	due := model.Never
	for i := range w.st.Injects {
		st := &w.st.Injects[i]
		switch {
		case st.Status != model.InjectPlanned:
		case st.At != model.None:
			due = min(due, st.At)
		case w.sc.Injects[i].When != nil:
			due = min(due, model.NextHour(w.st.Tick))
		}
	}
	return due
}

// stirred reports whether conditions may have changed: something happened in
// this tick or the one before it, or an hour begins. It makes the outcome the
// same whether quiet ticks are run or leapt over.
func (w *World) stirred() bool {
	return w.st.Stirred >= w.st.Tick-1 || w.st.Tick%model.Hour == 0
}
