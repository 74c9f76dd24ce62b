package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// measures counts what is lost while assets are out, judges critical tasks, and
// closes the books at the end.
func (w *World) measures() {
	for a := range w.sc.Assets {
		w.serve(model.AssetID(a))
	}
	w.judge()
	if w.st.Tick == w.sc.Clock.End {
		if w.sc.Clock.MinuteOfDay(w.st.Tick) != 0 { // at midnight the day has been counted
			w.holdTruePosts(cause{rule: model.RuleMeasures, self: model.None, choice: model.None})
		}
		w.close()
	}
}

// blockedFell lowers confidence for votes blocked, as a share of the public.
func (w *World) blockedFell(a model.AssetID, blocked fixed.Num, c cause) {
	fall := fixed.MulDiv(w.sc.Params.BlockedFall, blocked, fixed.FromInt(w.t.people))
	for i := range w.sc.Audiences {
		var changes []model.Change
		for l := range model.Levels {
			changes = append(changes, w.confidence(model.AudienceID(i), l, fall.Neg())...)
		}
		if len(changes) > 0 {
			w.emit(c, model.BlockedFell, ref(model.KindAsset, a), ref(model.KindAudience, int64(i)), changes...)
		}
	}
}

// judge decides critical tasks from the View of their objective's seat.
func (w *World) judge() {
	hourly := w.st.Tick >= 0 && w.st.Tick%model.Hour == 0
	for i := range w.sc.Tasks {
		task := &w.sc.Tasks[i]
		late := w.st.Tick >= task.Deadline
		if w.st.Tasks[i].Status != model.TaskOpen || !late && (task.Standing || !hourly) {
			continue
		}
		view := model.NewView(w.sc, w.st, w.sc.Objectives[task.Objective].Seat)
		met := task.Measure.Holds(view)
		if !met && !late {
			continue
		}
		status, what := model.TaskMissedStatus, model.TaskMissed
		if met {
			status, what = model.TaskMetStatus, model.TaskMet
		}
		w.emit(cause{rule: model.RuleMeasures, self: model.None, choice: model.None}, what, ref(model.KindTask, int64(i)), model.Nothing,
			set(model.ColTaskStatus, int64(i), status), set(model.ColTaskAt, int64(i), w.st.Tick),
			set(model.ColTaskEvent, int64(i), w.next()))
	}
}

// took counts the hours of one stage of an incident. They are those of assets and of
// claims that are not true; who is behind a campaign is no incident of its own, and a
// true story is none.
func (w *World) took(t model.TopicID, m model.MeasureID, span model.Tick) []model.Change {
	of := w.sc.Topics[t].Of
	if of.Kind == model.KindCampaign || of.Kind == model.KindNarrative && w.sc.Narratives[of.ID].Truth == model.True {
		return nil
	}
	return []model.Change{measure(m, hours(span))}
}

// close counts the hours of incidents that nobody noticed, shared or acted on by
// the end.
func (w *World) close() {
	for i := range w.st.Topics {
		t := model.TopicID(i)
		if !w.underway(t) {
			continue
		}
		if changes := w.unmended(t); len(changes) > 0 {
			c := cause{rule: model.RuleMeasures, event: w.st.Topics[i].Event, self: model.None, choice: model.None}
			w.emit(c, model.HoursCounted, w.sc.Topics[t].Of, model.Nothing, changes...)
		}
	}
}

// measuresDue is the next hour while an asset in use is down or a task waits for
// its condition, and the next deadline.
func (w *World) measuresDue() model.Tick {
	due := w.sc.Clock.End
	for a := range w.sc.Assets {
		if w.st.Assets[a].Missing > 0 {
			due = min(due, model.NextHour(w.st.Tick))
		}
	}
	for i := range w.sc.Tasks {
		if w.st.Tasks[i].Status != model.TaskOpen {
			continue
		}
		due = min(due, max(w.sc.Tasks[i].Deadline, w.st.Tick+1))
		if !w.sc.Tasks[i].Standing {
			due = min(due, model.NextHour(w.st.Tick))
		}
	}
	return due
}
