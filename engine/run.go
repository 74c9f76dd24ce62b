// Package engine runs one exercise: a pure, deterministic core that knows
// nothing of files, screens or clocks.
//
// # Contract
//
// A [Run] is a scenario, a seed and a state. Commands are its only input
// ([Run.Submit]), events its only output ([Run.Submit], [Run.Advance]). The same
// scenario, seed and commands at the same ticks give the same events and the same
// hash, bit for bit, on every operating system and processor that Go supports.
//
//   - A refused command, a query, a View or a drawing leaves the hash as it was.
//   - Advancing in one leap or tick by tick gives the same events.
//   - Clone, and Encode with [Decode], give a run that goes on exactly alike.
//   - A Run is not safe for use by several goroutines. Its clones share nothing
//     that changes, so each may go to a goroutine of its own.
package engine

import (
	"strings"

	"tabletop/engine/model"
	"tabletop/engine/rules"
)

// RulesEpoch counts the changes of the rules that move a hash. A replay is
// verified only by rules of its own epoch.
const RulesEpoch = 2

// Version is the engine's version, for the head of replays.
const Version = "0.1.0"

// Run is one exercise in progress.
type Run struct {
	sc    *model.Scenario
	seed  uint64
	world *rules.World
}

// New returns a run before its first tick; Advance(0) runs that.
func New(sc *model.Scenario, seed uint64) *Run {
	return &Run{sc: sc, seed: seed, world: rules.New(sc, seed)}
}

// Again returns a run of the same scenario with another seed before its first tick.
// It shares what is built from the scenario, which takes New some milliseconds.
func (r *Run) Again(seed uint64) *Run {
	return &Run{sc: r.sc, seed: seed, world: r.world.Again(seed)}
}

// Decode returns a run that goes on from an encoded state of the same scenario
// and seed.
func Decode(sc *model.Scenario, seed uint64, b []byte) (*Run, error) {
	st, err := model.Decode(b)
	if err != nil {
		return nil, err
	}
	for t := range model.Tables {
		if n := st.Rows(t); n != sc.TableRows(t) && !t.Grows() {
			return nil, model.ErrEncoding
		}
	}
	return &Run{sc: sc, seed: seed, world: rules.Resume(sc, seed, st)}, nil
}

// Scenario returns the scenario in play.
func (r *Run) Scenario() *model.Scenario { return r.sc }

// Seed returns the seed of the run's luck.
func (r *Run) Seed() uint64 { return r.seed }

// State returns the state as it is. Callers must not change it.
func (r *Run) State() *model.State { return r.world.State() }

// Tick returns the last tick whose rules have run, −1 before the first.
func (r *Run) Tick() model.Tick { return r.State().Tick }

// Done reports whether the exercise has reached its end.
func (r *Run) Done() bool { return r.Tick() >= r.sc.Clock.End }

// Next returns the next tick at which anything is due, at most the end.
func (r *Run) Next() model.Tick { return min(r.world.Next(), r.sc.Clock.End) }

// Advance runs every due tick up to and including to, and returns what happened.
// It never goes back and never beyond the end.
func (r *Run) Advance(to model.Tick) []model.Event {
	to = min(to, r.sc.Clock.End)
	for r.Tick() < to {
		next := r.world.Next()
		if next > to {
			r.State().Pass(to)
			break
		}
		r.world.Tick(next)
	}
	return r.world.Taken()
}

// Refusal is why a command was not carried out, in plain words.
type Refusal struct{ Reasons []string }

// Error joins the reasons.
func (r *Refusal) Error() string { return strings.Join(r.Reasons, " ") }

// Submit carries out a command at the current tick. A refused command returns a
// *[Refusal] and changes nothing.
func (r *Run) Submit(c model.Command) ([]model.Event, error) {
	if r.Done() {
		return nil, &Refusal{[]string{"The exercise is over."}}
	}
	if reasons := r.world.Submit(c); len(reasons) > 0 {
		return nil, &Refusal{reasons}
	}
	return r.world.Taken(), nil
}

// Legal lists what a seat may decide now, and with reasons what it may not. It
// reads that seat's View and nothing else.
func (r *Run) Legal(seat model.OrgID) []model.Option { return r.world.Legal(seat) }

// Permits reports whether a seat may take a decision for a target now, as Legal
// would say.
func (r *Run) Permits(seat model.OrgID, d model.DecisionID, target model.Ref) bool {
	return r.world.Permits(seat, d, target)
}

// Expected says what a decision's measures would do to the posts of claims that the
// seat knows of.
func (r *Run) Expected(seat model.OrgID, d model.DecisionID, target model.Ref) []model.Expectation {
	return r.world.Expected(seat, d, target)
}

// Reckoned says what one measure by a platform's policy would do to a claim there. It
// rests on the scenario alone, and is not for seats.
func (r *Run) Reckoned(s model.SpreadID, m model.Enforcement) model.Expectation {
	return r.world.Reckoned(s, m)
}

// View returns what a seat knows.
func (r *Run) View(seat model.OrgID) model.View { return model.NewView(r.sc, r.State(), seat) }

// Clone returns a run of its own at the same point.
func (r *Run) Clone() *Run { return &Run{sc: r.sc, seed: r.seed, world: r.world.Clone()} }

// Hash returns the digest of the whole state.
func (r *Run) Hash() model.Digest { return r.State().Hash() }

// Encode returns the state for [Decode].
func (r *Run) Encode() []byte { return r.State().Encode(nil) }
