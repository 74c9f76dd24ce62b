package rules

import (
	"slices"
	"sync"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/engine/rng"
)

// tables are what a run looks up again and again: the hashes of names under
// which luck is drawn, and who belongs to whom. They are built once from the
// scenario and shared by every clone.
type tables struct {
	steps, watches, spreads, assets []uint64 // hashes of name paths, for keys
	channels, orgs, topics          []uint64
	narratives, decisions           []uint64

	assetTopic     []model.TopicID // by AssetID
	narrativeTopic []model.TopicID
	campaignTopic  []model.TopicID
	platformOf     []model.PlatformID // by OrgID, None where it runs none
	attackers      [][]model.StepID   // steps aimed at each asset
	wanted         []bool             // steps that actors take for their own sake
	final          []bool             // steps that nothing follows
	weights        []fixed.Num        // each audience's share of the public
	people         int64              // the public
	users          []fixed.Num        // by PlatformID: thousands who see its posts
	between        []model.ChannelID  // by from × organisations + to
	options        []int64            // by DecisionID: where its options begin in World.taken
	optionCount    int64

	venues func() *venues // built when the first burst begins
}

func newTables(sc *model.Scenario) *tables {
	t := &tables{}
	hash := func(kind string, k model.Kind, n int) []uint64 {
		out := make([]uint64, n)
		for i := range out {
			out[i] = rng.HashName(kind + "." + sc.Name(ref(k, int64(i))))
		}
		return out
	}
	t.steps = hash("step", model.KindStep, len(sc.Steps))
	t.spreads = hash("spread", model.KindSpread, len(sc.Spreads))
	t.assets = hash("asset", model.KindAsset, len(sc.Assets))
	t.channels = hash("channel", model.KindChannel, len(sc.Channels))
	t.orgs = hash("org", model.KindOrg, len(sc.Orgs))
	t.topics = hash("topic", model.KindTopic, len(sc.Topics))
	t.narratives = hash("narrative", model.KindNarrative, len(sc.Narratives))
	t.decisions = hash("decision", model.KindDecision, len(sc.Decisions))
	for _, w := range sc.Watches {
		t.watches = append(t.watches, rng.HashName("watch."+sc.WatcherName(w.Org)+"/"+sc.Name(sc.Topics[w.Topic].Of)))
	}
	t.link(sc)
	t.wanted = wants(sc)
	for i := range sc.Steps {
		t.final = append(t.final, unfollowed(sc, model.StepID(i)))
	}
	t.number(sc)
	t.venues = sync.OnceValue(func() *venues { return newVenues(sc, t.weights) })
	return t
}

// number gives every channel its place by its ends, and every option (decision,
// seat, target) a number.
func (t *tables) number(sc *model.Scenario) {
	t.between = make([]model.ChannelID, len(sc.Orgs)*len(sc.Orgs))
	for i := range t.between {
		t.between[i] = model.None
	}
	for i, c := range sc.Channels {
		t.between[int(c.From)*len(sc.Orgs)+int(c.To)] = model.ChannelID(i)
	}
	for i := range sc.Decisions {
		t.options = append(t.options, t.optionCount)
		t.optionCount += int64(len(sc.Decisions[i].By) * max(1, len(sc.Decisions[i].Targets)))
	}
}

// channel returns the channel from one organisation to another, or None.
func (w *World) channel(from, to model.OrgID) model.ChannelID {
	return w.t.between[int(from)*len(w.sc.Orgs)+int(to)]
}

// option returns the number of an option, or None where there is no such one.
func (w *World) option(seat model.OrgID, d model.DecisionID, target model.Ref) int64 {
	decision := &w.sc.Decisions[d]
	by, at := slices.Index(decision.By, seat), slices.Index(decision.Targets, target)
	if len(decision.Targets) == 0 && target.IsNothing() {
		at = 0
	}
	if by < 0 || at < 0 {
		return model.None
	}
	return w.t.options[d] + int64(by*max(1, len(decision.Targets))+at)
}

// last returns the row of the last choice of an option, or None. The index is
// made from the choices and follows them, so it holds nothing of its own.
func (w *World) last(seat model.OrgID, d model.DecisionID, target model.Ref) int64 {
	for ; w.indexed < len(w.st.Choices); w.indexed++ {
		c := &w.st.Choices[w.indexed]
		o := w.option(model.OrgID(c.Seat), model.DecisionID(c.Decision), model.Ref{Kind: model.Kind(c.TargetKind), ID: c.Target})
		if o != model.None {
			w.taken[o] = int64(w.indexed) + 1
		}
	}
	o := w.option(seat, d, target)
	if o == model.None {
		return model.None
	}
	return w.taken[o] - 1
}

func (t *tables) link(sc *model.Scenario) {
	topics := func(k model.Kind, n int) []model.TopicID {
		out := make([]model.TopicID, n)
		for i := range out {
			out[i] = sc.TopicOf(ref(k, int64(i)))
		}
		return out
	}
	t.assetTopic = topics(model.KindAsset, len(sc.Assets))
	t.narrativeTopic = topics(model.KindNarrative, len(sc.Narratives))
	t.campaignTopic = topics(model.KindCampaign, len(sc.Campaigns))
	for o := range sc.Orgs {
		t.platformOf = append(t.platformOf, sc.PlatformOf(model.OrgID(o)))
	}
	t.attackers = make([][]model.StepID, len(sc.Assets))
	for i := range sc.Steps {
		if a := sc.Steps[i].Target; a != model.None {
			t.attackers[a] = append(t.attackers[a], model.StepID(i))
		}
	}
	for _, a := range sc.Audiences {
		t.people += a.Size
	}
	for _, a := range sc.Audiences {
		t.weights = append(t.weights, fixed.FromRatio(a.Size, t.people))
	}
	for p := range sc.Platforms {
		var ours fixed.Num // who use it by the audiences' own account
		for _, a := range sc.Audiences {
			ours = ours.Add(fixed.FromRatio(a.Size, 1000).Mul(a.Use[p]))
		}
		t.users = append(t.users, max(ours, fixed.FromRatio(sc.Platforms[p].Users, 1000)))
	}
}

// draw returns the key of a thing's luck in one stream. Luck that repeats adds
// the tick or a number of its own with At.
func (w *World) draw(stream string, name uint64) rng.Key { return w.key.Name(stream).With(name) }
