package scenarios

import (
	"fmt"
	"slices"

	"tabletop/engine/model"
)

// scene is where a condition or an effect stands.
type scene struct {
	what    string        // "a step", "the decision warn"
	truth   bool          // reads the truth instead of a view
	seats   []model.OrgID // who acts, and whose view is read
	targets []model.Ref   // what "target" may be; none where it means nothing
	unsure  bool          // the targets could not be read; that is reported already
}

// kinds lists the kinds of thing that "target" may be.
func (s scene) kinds() []model.Kind {
	var all []model.Kind
	for _, t := range s.targets {
		if !slices.Contains(all, t.Kind) {
			all = append(all, t.Kind)
		}
	}
	return all
}

// refuse says why "target" can't stand for one of these kinds, or nothing. Every
// possible target must fit; where some is true, one that does suffices.
func (s scene) refuse(some bool, fits ...model.Kind) string {
	if s.unsure {
		return ""
	}
	if len(s.targets) == 0 {
		return fmt.Sprintf("%s has no target", s.what)
	}
	kinds := s.kinds()
	if some && slices.ContainsFunc(kinds, func(k model.Kind) bool { return slices.Contains(fits, k) }) {
		return ""
	}
	for _, kind := range kinds {
		if !slices.Contains(fits, kind) {
			return fmt.Sprintf("target may be %s in %s, which does not fit here", article(kind.String()), s.what)
		}
	}
	return ""
}

// topicKinds are the kinds of thing that one may know of.
var topicKinds = []model.Kind{model.KindAsset, model.KindNarrative, model.KindCampaign}
