package rules

import (
	"tabletop/engine/model"
)

// callIn returns the changes by which a surge of analysts comes to an organisation
// until a tick. Each surge goes home at its own time, whatever others there are. One
// that works longer hours lengthens everybody's shift while it lasts.
func (w *World) callIn(o model.OrgID, e *model.Effect, end model.Tick) []model.Change {
	analysts, org, row := e.N, int64(o), int64(len(w.st.Surges))
	next := end
	if first := w.st.Orgs[o].SurgeEnd; first != model.None {
		next = min(next, first)
	}
	return []model.Change{
		add(model.ColOrgAnalysts, org, analysts), add(model.ColOrgSurgeBy, org, analysts), set(model.ColOrgSurgeEnd, org, next),
		set(model.ColSurgeOrg, row, org), set(model.ColSurgeAnalysts, row, analysts), set(model.ColSurgeEnd, row, end),
		set(model.ColSurgeEvent, row, w.next()),
		set(model.ColSurgeShiftFrom, row, e.From), set(model.ColSurgeShiftTo, row, e.To),
	}
}

// endSurges sends home the surges whose time is over.
func (w *World) endSurges() {
	for i := range w.st.Orgs {
		if end := w.st.Orgs[i].SurgeEnd; end != model.None && end <= w.st.Tick {
			w.sendHome(int64(i))
		}
	}
}

func (w *World) sendHome(org int64) {
	var changes []model.Change
	var came []model.EventID
	next := model.Tick(model.None)
	for row := range w.st.Surges {
		surge := &w.st.Surges[row]
		switch {
		case surge.Org != org || surge.Done != 0:
		case surge.End <= w.st.Tick:
			came = append(came, surge.Event)
			changes = append(changes, set(model.ColSurgeDone, int64(row), int64(1)),
				add(model.ColOrgAnalysts, org, surge.Analysts.Neg()), add(model.ColOrgSurgeBy, org, surge.Analysts.Neg()))
		case next == model.None || surge.End < next:
			next = surge.End
		}
	}
	because := byDecisions
	if len(came) > 0 {
		because.event = came[0]
		came = came[1:]
	}
	w.emit(because, model.OrgChanged, ref(model.KindOrg, org), model.Nothing,
		append(changes, set(model.ColOrgSurgeEnd, org, next))...)
	w.also(came...)
}
