package ledger

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Incident is one incident of an asset, or one claim, and how long people took over
// it. Times are ticks, None where it never came to that.
type Incident struct {
	Topic    model.TopicID
	Begun    model.EventID // the event that began it
	Start    model.Tick
	Detected model.Tick // first noticed by anyone
	Shared   model.Tick // first report of it read by another who heeded it
	Acted    model.Tick // first act against it in force
	Ended    model.Tick // None while it goes on; a claim's never ends
	Found    model.Finding

	// What it added to the headline measures of hours, by stage: from its start to the
	// notice, from the notice to the reading and to the act. What never came counts up
	// to its end, or the exercise's.
	ToDetect, ToShare, ToAct fixed.Num
}

// Incidents lists the incidents of a run in the order in which they began. Initial
// is the state before the events. What is no incident of its own is left out: who is
// behind a campaign, and stories that are true.
func Incidents(sc *model.Scenario, initial *model.State, events []model.Event) []Incident {
	f := incidentFold{sc: sc, open: make([]int, len(sc.Topics))}
	for t := range f.open {
		f.open[t] = model.None
		if st := &initial.Topics[t]; st.Start != model.None && f.counts(model.TopicID(t)) {
			f.begin(Incident{
				Topic: model.TopicID(t), Begun: st.Event, Start: st.Start, Detected: st.Detected,
				Shared: st.Shared, Acted: st.Acted, Ended: model.None, Found: st.Found,
			})
		}
	}
	for i := range events {
		f.see(&events[i])
	}
	return f.all
}

// incidentFold gathers incidents; open is the last one of each topic, by its place in
// all.
type incidentFold struct {
	sc   *model.Scenario
	all  []Incident
	open []int
}

func (f *incidentFold) begin(i Incident) {
	f.open[i.Topic] = len(f.all)
	f.all = append(f.all, i)
}

// counts reports whether a topic has incidents.
func (f *incidentFold) counts(t model.TopicID) bool {
	switch of := f.sc.Topics[t].Of; of.Kind {
	case model.KindAsset:
		return true
	case model.KindNarrative:
		return f.sc.Narratives[of.ID].Truth != model.True
	}
	return false
}

// see follows one event. Hours that it counts belong to its subject's incident, as it
// stands before the event begins another.
func (f *incidentFold) see(e *model.Event) {
	hours := f.of(f.topicOf(e))
	for _, c := range e.Changes {
		switch c.Cell.Column.Table() {
		case model.TableTopics:
			f.mark(e, c)
		case model.TableMeasures:
			if hours != nil && !c.Set {
				hours.count(model.MeasureID(c.Cell.Row), fixed.Num(c.Value))
			}
		}
	}
}

// topicOf returns the topic of the incident that an event is about, or None.
func (f *incidentFold) topicOf(e *model.Event) model.TopicID {
	if e.What == model.InjectReleasedEvent && e.Subject.Kind == model.KindInject &&
		e.Subject.ID >= 0 && e.Subject.ID < int64(len(f.sc.Injects)) {
		return f.sc.Injects[e.Subject.ID].Tells
	}
	return f.sc.TopicOf(e.Subject)
}

// of returns the last incident of a topic, or nil.
func (f *incidentFold) of(t model.TopicID) *Incident {
	if t < 0 || int(t) >= len(f.open) || f.open[t] == model.None {
		return nil
	}
	return &f.all[f.open[t]]
}

// mark notes what an event sets of a topic.
func (f *incidentFold) mark(e *model.Event, c model.Change) {
	t := model.TopicID(c.Cell.Row)
	if t < 0 || int(t) >= len(f.open) || !c.Set || !f.counts(t) {
		return
	}
	at := model.Tick(c.Value)
	if c.Cell.Column == model.ColTopicStart && at != model.None {
		f.begin(Incident{
			Topic: t, Begun: e.ID, Start: at,
			Detected: model.None, Shared: model.None, Acted: model.None, Ended: model.None,
		})
		return
	}
	i := f.of(t)
	if i == nil {
		return
	}
	switch c.Cell.Column {
	case model.ColTopicDetected:
		i.Detected = at
	case model.ColTopicShared:
		i.Shared = at
	case model.ColTopicActed:
		i.Acted = at
	case model.ColTopicEnded:
		i.Ended = at
	case model.ColTopicFound:
		i.Found = model.Finding(c.Value)
	}
}

// count adds hours to the stage that a measure is of.
func (i *Incident) count(m model.MeasureID, hours fixed.Num) {
	switch m {
	case model.HoursToDetect:
		i.ToDetect = i.ToDetect.Add(hours)
	case model.HoursToShare:
		i.ToShare = i.ToShare.Add(hours)
	case model.HoursToAct:
		i.ToAct = i.ToAct.Add(hours)
	}
}
