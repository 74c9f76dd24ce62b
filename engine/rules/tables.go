package rules

import (
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
	narratives                      []uint64

	assetTopic     []model.TopicID // by AssetID
	narrativeTopic []model.TopicID
	campaignTopic  []model.TopicID
	platformOf     []model.PlatformID // by OrgID, None where it runs none
	attackers      [][]model.StepID   // steps aimed at each asset
	weights        []fixed.Num        // each audience's share of the public
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
	for _, w := range sc.Watches {
		t.watches = append(t.watches, rng.HashName("watch."+sc.Orgs[w.Org].ID+"/"+sc.Name(sc.Topics[w.Topic].Of)))
	}
	t.link(sc)
	return t
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
	var people int64
	for _, a := range sc.Audiences {
		people += a.Size
	}
	for _, a := range sc.Audiences {
		t.weights = append(t.weights, fixed.FromRatio(a.Size, people))
	}
}

// draw returns the key of a thing's luck in one stream. Luck that repeats adds
// the tick or a number of its own with At.
func (w *World) draw(stream string, name uint64) rng.Key { return w.key.Name(stream).With(name) }
