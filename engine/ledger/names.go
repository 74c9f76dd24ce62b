package ledger

import (
	"strconv"

	"tabletop/engine/model"
)

// Name returns what a seat is shown for a thing: its name or title, not its id.
// A campaign goes by what it is known as, since its title tells the plot;
// [Describe] and [Why], which tell the truth, use titles.
func Name(sc *model.Scenario, r model.Ref) string {
	if r.Kind == model.KindTopic && r.ID >= 0 && r.ID < int64(len(sc.Topics)) {
		r = sc.Topics[r.ID].Of
	}
	if r.Kind == model.KindCampaign && r.ID >= 0 && r.ID < int64(len(sc.Campaigns)) {
		return sc.Campaigns[r.ID].SeatName()
	}
	return namer{sc}.Name(r)
}

// ShortName is Name for tight places: an organisation's short name where it has
// one.
func ShortName(sc *model.Scenario, o model.OrgID) string {
	return namer{sc}.Name(model.Ref{Kind: model.KindOrg, ID: int64(o)})
}

// namer finds what people call things.
type namer struct{ sc *model.Scenario }

// Subject names whom an event is about.
func (n namer) Subject(e *model.Event) string { return n.orSomeone(e.Subject, "Something") }

// Object names whom else it concerns.
func (n namer) Object(e *model.Event) string { return n.orSomeone(e.Object, "Somebody") }

func (n namer) orSomeone(r model.Ref, otherwise string) string {
	if r.IsNothing() {
		return otherwise
	}
	return n.Name(r)
}

// exists reports whether a thing is in the scenario.
func (n namer) exists(r model.Ref) bool {
	if r.Kind == model.KindTask {
		return r.ID >= 0 && r.ID < int64(len(n.sc.Tasks))
	}
	found, ok := n.sc.RefNamed(r.Kind, n.sc.Name(r))
	return ok && found == r
}

// Name returns what people call a thing, and its id where it has no other name.
func (n namer) Name(r model.Ref) string {
	if r.Kind == model.KindReport {
		return "report " + strconv.FormatInt(r.ID, 10)
	}
	if n.exists(r) {
		if name := n.world(r); name != "" {
			return name
		}
	}
	return n.sc.Name(r)
}

// world names what belongs to the world that is played.
func (n namer) world(r model.Ref) string {
	switch r.Kind {
	case model.KindOrg:
		return n.org(model.OrgID(r.ID))
	case model.KindPlatform:
		return n.org(n.sc.Platforms[r.ID].Org)
	case model.KindAsset:
		return n.sc.Assets[r.ID].Name
	case model.KindActor:
		return n.sc.Actors[r.ID].Name
	case model.KindCampaign:
		return n.sc.Campaigns[r.ID].Title
	case model.KindStep:
		return n.sc.Steps[r.ID].Title
	case model.KindNarrative:
		return "“" + n.sc.Narratives[r.ID].Name + "”"
	case model.KindAudience:
		return n.sc.Audiences[r.ID].Name
	case model.KindSpread:
		s := &n.sc.Spreads[r.ID]
		return "“" + n.sc.Narratives[s.Narrative].Name + "” on " + n.org(n.sc.Platforms[s.Platform].Org)
	case model.KindTopic:
		return n.Name(n.sc.Topics[r.ID].Of)
	}
	return n.plan(r)
}

// plan names what belongs to the exercise rather than to the world.
func (n namer) plan(r model.Ref) string {
	switch r.Kind {
	case model.KindChannel:
		from, to := n.ends(r)
		return "Channel from " + from + " to " + to
	case model.KindControl:
		return n.sc.Controls[r.ID].Title
	case model.KindTechnique:
		return n.sc.Techniques[r.ID].Name
	case model.KindDecision:
		return n.sc.Decisions[r.ID].Title
	case model.KindInject:
		i := &n.sc.Injects[r.ID]
		return "Inject " + strconv.FormatInt(i.Number, 10) + ": " + i.Title
	case model.KindObjective:
		return n.sc.Objectives[r.ID].Text
	case model.KindTask:
		return n.sc.Tasks[r.ID].Text
	case model.KindPhase:
		return n.sc.Phases[r.ID].Title
	case model.KindMeasure:
		return model.Measures[r.ID].Title
	case model.KindScenario:
		return n.sc.Title
	}
	return ""
}

func (n namer) org(o model.OrgID) string {
	if org := &n.sc.Orgs[o]; org.Short != "" {
		return org.Short
	}
	return n.sc.Orgs[o].Name
}

// ends names the two ends of a channel.
func (n namer) ends(r model.Ref) (from, to string) {
	if r.Kind != model.KindChannel || r.ID < 0 || r.ID >= int64(len(n.sc.Channels)) {
		return "Somebody", "somebody"
	}
	c := &n.sc.Channels[r.ID]
	return n.org(c.From), n.org(c.To)
}

func (n namer) benign(r model.Ref) bool {
	return r.Kind == model.KindCampaign && n.exists(r) && n.sc.Campaigns[r.ID].Benign()
}
