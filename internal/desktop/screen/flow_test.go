package screen_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
	"tabletop/internal/desktop/screen"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/robot"
	"tabletop/replays"
)

// TestKeyboardAlone plays a whole exercise with keys, from the briefing to the
// outcome.
func TestKeyboardAlone(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	p.sees("You are", "Alder County elections", "seed 31", `"Start the exercise" [Enter]`, "Alder County network")
	p.Press(kit.KeyEnter)
	p.sees("Situation", "Exercise control", "What you know")

	p.Press("N") // to the telephone call
	p.wait()
	p.sees("An odd log-in", "Inbox · 2 new")
	p.Press(kit.KeyDown)
	p.sees("The vendor's account logged in from abroad.", "You now suspect “Vendor's remote access”.", "Inbox · 1 new")
	p.Press(kit.KeyDown)
	p.sees("Early voting has closed.")
	p.misses("logged in from abroad")
	p.Press(kit.KeyEscape)
	p.misses("Early voting has closed.")

	p.consider("Report it")
	p.sees("On: Vendor's remote access")
	p.Type("The vendor is ")
	p.Type("everybody's.")
	p.Press(kit.KeyTab, kit.KeyRight) // from the reason to the confidence
	p.Press(kit.KeyTab, kit.KeyTab)   // past Cancel to Decide
	require.Equal(t, "Decide", p.Focused().Label)
	p.Press(kit.KeyEnter)
	p.sees("Decided 12:40", "1 under way")
	require.Len(t, p.choices(), 1)
	assert.Equal(t, model.KindAsset, model.Kind(p.choices()[0].TargetKind))

	p.Press("W")
	p.sees("Under way", "Report it: Vendor's remote access", "System, suspected since")
	p.Press("P", "S", "S", kit.KeySpace)
	p.wait()
	for !p.ex.Done() {
		p.Press("N")
		p.wait()
	}
	p.sees("Outcome", "critical tasks met", "Headline measures", "What happened", "Final hash", p.ex.Outcome().Hash, p.ex.Replay())
	p.Press(kit.KeyEscape)
	p.sees("The exercise is over.")
	p.Press("O")
	p.sees("What you decided · 1")
	verify(t, p, "The vendor is everybody's.", model.HighConfidence)
}

// TestMouseAlone plays a whole exercise with clicks and typed words.
func TestMouseAlone(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	p.click(kit.RoleButton, "Start the exercise")
	p.click(kit.RoleButton, "Message")
	p.wait()
	p.click(kit.RoleRow, "An odd log-in")
	p.sees("The vendor's account logged in from abroad.")
	p.click(kit.RoleButton, "Close the message")
	p.misses("logged in from abroad")

	p.click(kit.RoleTab, "What you know")
	p.sees("System, suspected since")
	p.click(kit.RoleTab, "Network")
	p.click(kit.RoleButton, "State election office")
	p.sees("You tell them: usually in 10 min.")

	p.click(kit.RoleButton, "Report it")
	p.click(kit.RoleOption, "low")
	p.click(kit.RoleField, "Your reason, in one line")
	p.Type("They asked for it.")
	p.click(kit.RoleButton, "Decide")
	p.sees("Decided 12:40")

	p.click(kit.RoleButton, "+1 h")
	p.click(kit.RoleButton, "1 h/s")
	p.click(kit.RoleButton, "4 h/s")
	p.sees("12 h/s")
	p.click(kit.RoleButton, "Run")
	p.sees("Pause")
	p.click(kit.RoleButton, "Pause")
	p.sees("Run")
	for !p.ex.Done() {
		p.click(kit.RoleButton, "Decision")
		p.wait()
	}
	p.sees("Outcome", p.ex.Outcome().Hash)
	p.click(kit.RoleButton, "Back to the last screen")
	p.click(kit.RoleButton, "Outcome")
	verify(t, p, "They asked for it.", model.LowConfidence)
}

// verify checks that the replay of an exercise that is over proves it, and that
// it holds the person's decision with its reason.
func verify(t *testing.T, p *person, rationale string, sure model.Confidence) {
	t.Helper()
	r, err := replays.Open(p.ex.Replay())
	require.NoError(t, err)
	verified, err := replays.Verify(r, nil)
	require.NoError(t, err)
	assert.Equal(t, p.ex.Outcome().Hash, verified.Hash.String())
	var own []model.Command
	for _, c := range r.Commands() {
		if !c.Auto {
			own = append(own, c.Command)
		}
	}
	require.Len(t, own, 1)
	assert.Equal(t, rationale, own[0].Rationale)
	assert.Equal(t, sure, own[0].Confidence)
}

// TestTimeStopsByItself lets time run and checks that a message stops it.
func TestTimeStopsByItself(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	p.Press(kit.KeyEnter, kit.KeySpace)
	p.sees("Pause")
	p.wait()
	assert.Len(t, p.ex.View(p.ex.People()[0]).Inbox(), 2, "it runs until a message comes")
	p.sees(`"Run" [Space]`)
}

func TestFormStopsTime(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	p.Press(kit.KeyEnter, kit.KeySpace, "1")
	p.sees("dialog")
	before := p.ex.Tick()
	p.wait()
	p.Press(kit.KeyEscape)
	assert.Equal(t, before, p.ex.Tick())
	p.misses("dialog")
	assert.Empty(t, p.choices())
}

// TestRefusal shows why a decision was not accepted: no target chosen among
// several, or no longer possible since its form was opened.
func TestRefusal(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	p.Press(kit.KeyEnter)
	p.consider("Hand out security keys")
	p.Press(kit.KeyEnter)
	p.sees("Not accepted: choose on what.")
	p.Press(kit.KeyDown, kit.KeyTab) // the list has the focus, then the reason
	require.Equal(t, kit.RoleField, p.Focused().Role)
	_, err := p.ex.Advance(2*model.Day, 0)
	require.NoError(t, err)
	p.Press(kit.KeyEnter)
	p.sees("Not accepted: Not in this phase.")
	p.rightly("refusal")
	p.Press(kit.KeyEscape)
	assert.Empty(t, p.choices())
}

// TestReadNext opens what has not been opened, the oldest first.
func TestReadNext(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	p.Press(kit.KeyEnter, "N")
	p.wait()
	p.Press("R")
	p.sees("Early voting has closed.")
	p.Press("R")
	p.sees("The vendor's account logged in from abroad.")
	p.Press("R")
	p.sees("The vendor's account logged in from abroad.")
}

// TestNotNow shows every decision that is not open, with its reason.
func TestNotNow(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	p.Press(kit.KeyEnter, "M")
	p.sees("Not now", "disabled: You know nothing of it yet.")
	p.Press("M")
	p.misses("You know nothing of it yet.")
}

// TestKeysHelp holds the key help to the keys that the screen has.
func TestKeysHelp(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	p.Press(kit.KeyEnter)
	keys := p.UI.Shortcuts()
	p.Press("?")
	p.sees(`dialog "Keys"`)
	for _, k := range keys {
		for _, key := range k.Keys {
			_, err := p.Find(kit.RoleText, string(key))
			assert.NoError(t, err)
		}
	}
	p.Press(kit.KeyEscape)
	p.misses(`dialog "Keys"`)
}

// TestKeysAreUnique finds keys that would do two things, on every page.
func TestKeysAreUnique(t *testing.T) {
	for _, v := range []view{usual, {kit.Size{W: 960, H: 600}, usual.theme, 1}} {
		p := sit(t, small(t), "alder", v)
		for _, page := range []kit.Key{"L", kit.KeyEnter, "W", "M", "C", kit.KeyDown} {
			p.Press(page)
			seen := map[kit.Key]string{}
			for _, s := range p.UI.Shortcuts() {
				for _, key := range s.Keys {
					assert.Empty(t, seen[key], "%s does %q and %q", key, seen[key], s.Label)
					seen[key] = s.Label
				}
			}
		}
	}
}

// TestBriefingAgain goes back to the briefing in the midst of an exercise.
func TestBriefingAgain(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	p.Press(kit.KeyEnter, "H", "B")
	p.sees("Back to the exercise", "What you have")
	p.Press(kit.KeyEscape)
	p.sees("E−2", "09:00 EST")
	p.Press("B", kit.KeyEnter)
	p.sees("09:00 EST")
}

// TestJumpsQueue presses for the next message faster than it comes.
func TestJumpsQueue(t *testing.T) {
	slow, fast := sit(t, small(t), "alder", usual), sit(t, small(t), "alder", usual)
	slow.Press(kit.KeyEnter)
	for range 3 {
		slow.Press("N")
		slow.wait()
	}
	fast.Press(kit.KeyEnter, "N", "N", "N")
	fast.wait()
	assert.Equal(t, slow.ex.Tick(), fast.ex.Tick())
	require.False(t, fast.ex.Done())
	fast.Press("N", "N", kit.KeySpace)
	assert.Equal(t, slow.ex.Tick(), fast.ex.Tick(), "a pause forgets what was asked for")
	fast.wait()
	assert.Equal(t, slow.ex.Tick(), fast.ex.Tick())
}

// TestDigitsStay holds every card to the digit that it was first shown with.
func TestDigitsStay(t *testing.T) {
	p := begin(t, flagship(t), "cisa", usual, "")
	p.Press(kit.KeyEnter)
	digits := map[string]kit.Key{}
	holder := map[kit.Key]string{}
	for range 6 {
		p.Press("D")
		p.wait()
		for _, n := range p.UI.Nodes() {
			if len(n.Keys) != 1 || n.Keys[0] < "1" || n.Keys[0] > "9" {
				continue
			}
			if had, ok := digits[n.Label]; ok {
				assert.Equal(t, had, n.Keys[0], n.Label)
			}
			if _, taken := holder[n.Keys[0]]; !taken {
				digits[n.Label], holder[n.Keys[0]] = n.Keys[0], n.Label
			}
		}
	}
	assert.Greater(t, len(digits), 4)
}

// TestGoOn takes up an exercise that was left, in the seat that was held.
func TestGoOn(t *testing.T) {
	p := sit(t, small(t), "alder", usual)
	p.Press(kit.KeyEnter, "N")
	p.wait()
	p.Press("N")
	p.wait()
	at := p.ex.Tick()
	require.NoError(t, p.ex.Close())

	ex, err := exercise.Resume(p.ex.Replay(), exercise.ResumeOptions{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, ex.Close()) })
	ui := kit.New(usual.theme)
	app := screen.New(ui, ex, ex.People()[0])
	again := &person{Robot: robot.New(ui, app.Screen, usual.size), t: t, ex: ex, app: app}
	again.look(usual)
	assert.Equal(t, at, ex.Tick())
	again.sees("An odd log-in", "Network", `"Run" [Space]`)
	again.rightly("going on")
	for !ex.Done() {
		again.Press("N")
		again.wait()
	}
	again.sees("Outcome", ex.Outcome().Hash)
	again.rightly("outcome")
}

// TestPictureStandsStill holds the network and the strip to their places while an
// organisation is chosen and while time passes.
func TestPictureStandsStill(t *testing.T) {
	p := begin(t, flagship(t), "cisa", usual, "")
	p.Press(kit.KeyEnter)
	bounds := func(role kit.Role, label string) kit.Rect {
		n, err := p.Find(role, label)
		require.NoError(t, err)
		return n.Bounds
	}
	odni, day := bounds(kit.RoleButton, "ODNI"), bounds(kit.RoleGroup, "Messages")
	p.click(kit.RoleButton, "ODNI")
	p.sees("They tell you:")
	p.rightly("chosen")
	assert.Equal(t, odni, bounds(kit.RoleButton, "ODNI"))
	p.Press(kit.KeyEscape)
	election := p.writtenAt("3 Nov · Election Day")
	for range 4 {
		p.Press("N")
		p.wait()
	}
	assert.Equal(t, day, bounds(kit.RoleGroup, "Messages"))
	assert.Equal(t, election, p.writtenAt("3 Nov · Election Day"), "time keeps its scale")
}

// writtenAt is where a run of text stands.
func (p *person) writtenAt(words string) display.Point {
	p.t.Helper()
	for _, op := range p.List().Ops {
		if text, ok := op.(display.Text); ok && text.Run.Text == words {
			return text.At
		}
	}
	p.t.Fatalf("%q is not on the screen", words)
	return display.Point{}
}

// TestWhatOpensIsInSight opens the decisions that are not open at the end of a
// long column, and decides from there.
func TestWhatOpensIsInSight(t *testing.T) {
	p := begin(t, flagship(t), "cisa", usual, "")
	p.Press(kit.KeyEnter, "M")
	column, err := p.Find(kit.RoleScroll, "Decisions")
	require.NoError(t, err)
	found := false
	for _, n := range p.UI.Nodes() {
		if len(n.Keys) == 1 && n.Keys[0] == "M" {
			found = true
			assert.InDelta(t, column.Bounds.Y, n.Visible.Y, 0.5, "the fold stands at the top")
		}
	}
	assert.True(t, found)
	p.Press("1")
	p.Type("They asked.")
	p.Press(kit.KeyEnter)
	done, err := p.Find(kit.RoleGroup, "Done")
	require.NoError(t, err)
	assert.InDelta(t, done.Bounds.H, done.Visible.H, 0.5, "what was decided is told in sight")
}
