package rules

import (
	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// How outsiders find an intrusion and its owner comes to know (C14). Their share of
// the hazard is the world's, not the owner's: no control, hunt or workload of the
// owner moves it. Organisations that watch the asset themselves are part of the
// world, so what their watches find is taken off it.

// outsiders is the hazard a day at which outsiders who keep no watch find an
// intrusion, zero while there is none or the owner is being told.
func (w *World) outsiders(watch *model.Watch) fixed.Num {
	t, owner := watch.Topic, w.owner(watch.Topic)
	if !w.attacked(t) || w.onItsWay(t, owner) {
		return 0
	}
	rate := inPart(watch)
	for i := range w.sc.Watches {
		if other := &w.sc.Watches[i]; other.Topic == t && other.Org != owner && other.Org != model.None {
			rate = rate.Sub(w.st.Watches[i].Rate)
		}
	}
	return max(rate, 0)
}

// attacked reports whether a topic has an incident that has not ended, and someone
// meant it.
func (w *World) attacked(t model.TopicID) bool {
	return t != model.None && w.underway(t) && w.hostile(w.behind(t))
}

// owner returns who owns the asset that a topic is about, or None.
func (w *World) owner(t model.TopicID) model.OrgID {
	if of := w.sc.Topics[t].Of; of.Kind == model.KindAsset {
		return w.sc.Assets[of.ID].Owner
	}
	return model.None
}

// onItsWay reports whether a report of a topic to an organisation has still to be
// read.
func (w *World) onItsWay(t model.TopicID, to model.OrgID) bool {
	for i := w.pendingReports(); i < len(w.st.Reports); i++ {
		r := &w.st.Reports[i]
		if r.Topic == int64(t) && r.To == int64(to) && r.Status < model.ReportDone {
			return true
		}
	}
	return false
}

// tip has outsiders find an incident. An organisation that may write to the owner
// comes to know of it and reports it the usual way, which takes the time that its
// channel takes. Where there is none, someone without a seat tells the owner at once.
func (w *World) tip(t model.TopicID, c cause, also ...model.Change) {
	owner := w.owner(t)
	if finder := w.finder(t, owner); finder != model.None {
		c.self = finder
		c.event = w.notice(finder, t, c, also...)
		w.send(t, owner, false, c)
		return
	}
	changes := append(w.learn(owner, t, model.SuspectedLevel, model.CauseUnknown, model.EventID(w.next())),
		set(model.ColKnowledgeTipped, w.sc.KnowledgeRow(owner, t), w.st.Tick))
	changes = append(changes, also...)
	w.emit(c, model.OutsidersTold, w.sc.Topics[t].Of, ref(model.KindOrg, owner),
		append(changes, w.detected(t, model.FoundOutside, model.None)...)...)
}

// finder draws which organisation outsiders turn to or come from: the stronger its
// watch, the likelier. It is None where nobody can tell the owner. Who knows already
// has had the choice to tell.
func (w *World) finder(t model.TopicID, owner model.OrgID) model.OrgID {
	best, arrival := model.OrgID(model.None), fixed.Max
	for i := range w.sc.Orgs {
		org := model.OrgID(i)
		if !w.mayTell(org, owner, t) || w.knows(org, t) || w.sc.Orgs[org].Detection <= 0 {
			continue
		}
		at := w.draw("finder", w.t.orgs[org]).With(w.t.topics[t]).At(int64(w.st.Topics[t].Start)).
			Exponential(fixed.One).Div(w.sc.Orgs[org].Detection)
		if best == model.None || at < arrival {
			best, arrival = org, at
		}
	}
	return best
}

// mayTell reports whether an organisation whose business it is to tell victims has
// a channel to the owner that would carry a report of a topic.
func (w *World) mayTell(org, owner model.OrgID, t model.TopicID) bool {
	switch w.sc.Orgs[org].Kind {
	case model.FederalAgency, model.SharingCentre, model.PlatformCompany, model.Vendor:
	default:
		return false
	}
	ch := w.channel(org, owner)
	if org == owner || ch == model.None || w.st.Channels[ch].Open == 0 {
		return false
	}
	channel := &w.sc.Channels[ch]
	return (!channel.NeedsConsent || w.st.Orgs[org].Consents != 0) &&
		(!channel.Classified || w.st.Orgs[owner].Cleared != 0 || w.st.Topics[t].TearLine != 0)
}

// side is how an incident came to light that an organisation noticed.
func (w *World) side(t model.TopicID, org model.OrgID) model.Finding {
	switch w.owner(t) {
	case model.None:
		return model.NotFound
	case org:
		return model.FoundInside
	}
	return model.FoundOutside
}
