package rules

import (
	"slices"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// send puts a report on its way: classify + legal + transport, each stage lognormal
// by its median, times the channel's pace. Sharing helps by
// reach × latency × actionability and by nothing else.
func (w *World) send(t model.TopicID, to model.OrgID, indicators bool, c cause) {
	if t == model.None || c.self == model.None || c.self == to {
		return
	}
	know := &w.st.Knowledge[w.sc.KnowledgeRow(c.self, t)]
	ch := w.channel(c.self, to)
	if know.Level == model.NotKnown || ch == model.None || w.st.Channels[ch].Open == 0 {
		return
	}
	channel := &w.sc.Channels[ch]
	if channel.NeedsConsent && w.st.Orgs[c.self].Consents == 0 {
		return
	}
	row := int64(len(w.st.Reports))
	w.emit(c, model.ReportSent, w.sc.Topics[t].Of, ref(model.KindChannel, ch),
		set(model.ColReportFrom, row, c.self), set(model.ColReportTo, row, to), set(model.ColReportTopic, row, t),
		set(model.ColReportLevel, row, know.Level), set(model.ColReportCause, row, know.Cause),
		set(model.ColReportIndicators, row, flag(indicators)), set(model.ColReportClassified, row, flag(channel.Classified)),
		set(model.ColReportSent, row, w.st.Tick), set(model.ColReportArrives, row, max(w.st.Tick+w.travel(ch, t, row), w.carries(ch))),
		set(model.ColReportReads, row, model.Tick(model.None)), set(model.ColReportChoice, row, c.choice),
		set(model.ColReportEvent, row, w.next()))
}

// travel draws how long a report is on its way. The key names the channel and
// the topic, and counts the reports of both, so that another report elsewhere
// changes nobody's luck.
func (w *World) travel(ch model.ChannelID, t model.TopicID, before int64) model.Tick {
	channel := &w.sc.Channels[ch]
	same := w.between(before, model.ReportState{From: int64(channel.From), To: int64(channel.To), Topic: int64(t)})
	stage := func(name string, median model.Tick) fixed.Num {
		if median == 0 {
			return 0
		}
		return w.draw(name, w.t.channels[ch]).With(w.t.topics[t]).At(same).
			Lognormal(fixed.FromInt(int64(median)), channel.Spread)
	}
	total := stage("classify", channel.Classify).Add(stage("legal", channel.Legal)).Add(stage("transport", channel.Transport))
	return max(1, model.Tick(total.Mul(w.st.Channels[ch].Pace).Round()))
}

// carries returns the first tick at which a channel may deliver one more report:
// a channel of limited throughput delivers that many in any 24 hours, and the rest
// wait.
func (w *World) carries(ch model.ChannelID) model.Tick {
	channel := &w.sc.Channels[ch]
	if channel.Throughput == 0 {
		return 0
	}
	var arrivals []model.Tick
	for i := range w.st.Reports {
		if r := &w.st.Reports[i]; r.From == int64(channel.From) && r.To == int64(channel.To) {
			arrivals = append(arrivals, r.Arrives)
		}
	}
	if int64(len(arrivals)) < channel.Throughput {
		return 0
	}
	slices.Sort(arrivals)
	return arrivals[int64(len(arrivals))-channel.Throughput] + model.Day
}

// sharing moves reports along: they arrive, wait for an analyst, and are read. What
// readers find out by themselves proves what they were told.
func (w *World) sharing() {
	w.proveExamined()
	for row := w.pendingReports(); row < len(w.st.Reports); row++ {
		r := &w.st.Reports[row]
		switch {
		case r.Status == model.ReportTravelling && r.Arrives <= w.st.Tick:
			w.arrive(int64(row))
		case r.Status == model.ReportWaiting && r.Reads <= w.st.Tick:
			w.read(int64(row))
		}
	}
}

// pendingReports returns the first report that is neither read nor lost.
func (w *World) pendingReports() int {
	for w.reports < len(w.st.Reports) && w.st.Reports[w.reports].Status >= model.ReportDone {
		w.reports++
	}
	return w.reports
}

func (w *World) arrive(row int64) {
	r := w.st.Reports[row]
	to := model.OrgID(r.To)
	c := cause{rule: model.RuleSharing, event: r.Event, self: to, choice: model.None}
	ch := w.channel(model.OrgID(r.From), to)
	topic := w.sc.Topics[r.Topic].Of
	secret := r.Classified != 0 && w.st.Orgs[to].Cleared == 0 && w.st.Topics[r.Topic].TearLine == 0
	if w.st.Channels[ch].Open == 0 || secret {
		w.emit(c, model.ReportLost, topic, ref(model.KindChannel, ch),
			set(model.ColReportStatus, row, model.ReportLostStatus), set(model.ColReportEvent, row, w.next()))
		return
	}
	w.emit(c, model.ReportArrived, topic, ref(model.KindChannel, ch),
		set(model.ColReportStatus, row, model.ReportWaiting), set(model.ColReportReads, row, w.triaged(row)))
}

// triaged returns when a report that arrives now will have been read. Triage is a
// queue in order of arrival with a place for each analyst (K14); a single part-time
// one is slow. A place comes free when the report before is read, so that the queue
// needs no memory of its own. Who is trusted less is checked longer, and what is
// known already is recognised sooner. Without analysts nothing is read.
func (w *World) triaged(row int64) model.Tick {
	r := &w.st.Reports[row]
	to := model.OrgID(r.To)
	analysts := w.st.Orgs[to].Analysts
	if analysts <= 0 {
		return w.sc.Clock.End + 1
	}
	places := max(1, analysts.Floor())
	doubt := fixed.One.Sub(w.trust(model.OrgID(r.From), to)).Mul(w.sc.Params.Doubt)
	work := w.draw("triage", w.t.orgs[to]).With(w.t.topics[r.Topic]).With(w.t.orgs[r.From]).At(w.between(row, *r)).
		Lognormal(fixed.FromInt(int64(w.sc.Orgs[to].Triage)), w.sc.Params.TriageSpread).Div(min(analysts, fixed.One)).Mul(fixed.One.Add(doubt))
	if outcome, _ := w.weighReport(row, model.None); outcome == model.Repeated {
		work = work.Mul(w.sc.Params.RepeatWork)
	}
	var ends []model.Tick
	for i := w.pendingReports(); i < len(w.st.Reports); i++ {
		if other := &w.st.Reports[i]; other.To == r.To && other.Status == model.ReportWaiting {
			ends = append(ends, other.Reads)
		}
	}
	from := w.st.Tick
	if int64(len(ends)) >= places {
		slices.Sort(ends)
		from = max(from, ends[int64(len(ends))-places])
	}
	return w.onShift(to, from, max(1, model.Tick(work.Round())))
}

// between counts the reports before a row that have the sender, the reader and the
// topic of another.
func (w *World) between(row int64, like model.ReportState) int64 {
	var same int64
	for i := range row {
		o := &w.st.Reports[i]
		if o.From == like.From && o.To == like.To && o.Topic == like.Topic {
			same++
		}
	}
	return same
}

// onShift returns when work begun at a tick is done, given that it goes on
// during the organisation's shift only.
func (w *World) onShift(org model.OrgID, from, work model.Tick) model.Tick {
	if o := &w.sc.Orgs[org]; o.ShiftTo-o.ShiftFrom >= 24*60 {
		return from + work
	}
	v := model.NewView(w.sc, w.st, org)
	for from < w.sc.Clock.End { // what the exercise does not live to see needs no hour
		minute := w.sc.Clock.MinuteOfDay(from)
		begins, ends := v.ShiftAt(from)
		switch {
		case minute < begins:
			from = w.sc.Clock.NextMinute(from, begins)
			continue
		case minute >= ends: // the next day's hours may be others
			from = w.sc.Clock.NextMinute(from, 0)
			continue
		}
		left := model.Tick((ends - minute) / model.MinutesPerTick)
		if work <= left {
			return from + work
		}
		from, work = from+max(left, 1), work-left
	}
	return from + work
}

// readings are the events of reading a report, by what its reader made of it.
var readings = [...]model.What{
	model.Taught: model.ReportRead, model.Repeated: model.ReportRepeated, model.SetAside: model.ReportSetAside,
	model.Overruled: model.ReportContradicted, model.Overruling: model.ReportContradicted,
}

// read has a report understood: its reader learns, unless it relies too little on
// who says so or holds the contrary for good reasons.
func (w *World) read(row int64) {
	r := w.st.Reports[row]
	to, t := model.OrgID(r.To), model.TopicID(r.Topic)
	c := cause{rule: model.RuleSharing, event: r.Event, self: to, choice: model.None}
	event := model.EventID(w.next())
	outcome, changes := w.weighReport(row, event)
	changes = append(changes, set(model.ColReportStatus, row, model.ReportDone),
		set(model.ColReportOutcome, row, outcome), set(model.ColReportEvent, row, event))
	topic := &w.st.Topics[t]
	if outcome != model.SetAside && w.underway(t) && topic.Detected != model.None && topic.Shared == model.None {
		changes = append(changes, set(model.ColTopicShared, int64(t), w.st.Tick))
		changes = append(changes, w.took(t, model.HoursToShare, w.st.Tick-topic.Detected)...)
	}
	object := ref(model.KindOrg, to)
	if outcome != model.Taught {
		object = ref(model.KindChannel, w.channel(model.OrgID(r.From), to))
	}
	c.event = w.emit(c, readings[outcome], w.sc.Topics[t].Of, object, changes...)
	if r.Indicators != 0 && outcome != model.SetAside && outcome != model.Overruled {
		w.indicate(to, t, c)
	}
	switch {
	case outcome == model.Overruled && w.foundOut(to, t):
		w.prove(to, t, byItself, c)
	case w.st.Knowledge[w.sc.KnowledgeRow(to, t)].Level == model.ConfirmedLevel:
		w.prove(to, t, model.OrgID(r.From), c)
	}
}

// indicate gives an organisation what to look for.
func (w *World) indicate(to model.OrgID, t model.TopicID, c cause) {
	if changes := w.indicators(to, t); len(changes) > 0 {
		w.emit(c, model.IndicatorGiven, w.sc.Topics[t].Of, ref(model.KindOrg, to), changes...)
	}
}

// indicators returns what an organisation would learn to look for: the techniques
// of the steps that the campaign behind a topic has begun. Only what matches exactly
// is lifted fully; related techniques by the overlap of feeds (K10).
func (w *World) indicators(to model.OrgID, t model.TopicID) []model.Change {
	campaign := w.behind(t)
	if campaign == model.None {
		return nil
	}
	p := &w.sc.Params
	var changes []model.Change
	for _, s := range w.sc.Campaigns[campaign].Steps {
		technique := w.sc.Steps[s].Technique
		if technique == model.None {
			continue
		}
		lift := fixed.One.Add(p.IndicatorLift.Sub(fixed.One).Mul(p.Overlap))
		if w.st.Steps[s].Began != model.None {
			lift = p.IndicatorLift
		}
		row := w.sc.IndicatorRow(to, technique)
		if w.st.Indicators[row].Lift < lift {
			changes = append(changes, set(model.ColIndicatorLift, row, lift), set(model.ColIndicatorEvent, row, w.next()))
		}
	}
	return changes
}

func (w *World) sharingDue() model.Tick {
	due := model.Never
	for i := w.pendingReports(); i < len(w.st.Reports); i++ {
		switch r := &w.st.Reports[i]; r.Status {
		case model.ReportTravelling:
			due = min(due, r.Arrives)
		case model.ReportWaiting:
			due = min(due, r.Reads)
		}
	}
	return due
}
