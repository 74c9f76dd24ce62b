package scenarios

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/engine/model"
)

// written says what an effect of the model means, in words.
func (c *compiler) says(e model.Effect) string {
	var parts []string
	for _, arg := range []model.Argument{e.A, e.B} {
		switch {
		case arg.Bind != model.Fixed:
			parts = append(parts, [...]string{"", "target", "self", "owner"}[arg.Bind])
		case arg.Ref.Kind == model.KindControl:
			parts = append(parts, c.control.list[arg.Ref.ID].id)
		case arg.Ref.Kind == model.KindTopic:
			parts = append(parts, "topic "+c.topicName(int(arg.Ref.ID)))
		case arg.Ref.IsNothing():
			parts = append(parts, "-")
		default:
			r := map[model.Kind]*rows{
				model.KindAsset: c.asset, model.KindNarrative: c.narrative, model.KindOrg: c.org, model.KindActor: c.actor,
			}[arg.Ref.Kind]
			parts = append(parts, r.list[arg.Ref.ID].id)
		}
	}
	text := fmt.Sprintf("%s %s %s %d %s %s", model.VerbWords[e.Verb], strings.Join(parts, " "), e.N, e.For,
		model.EnforcementWords[e.Measure], model.LevelWords[e.Level])
	if e.To > 0 {
		text += fmt.Sprintf(" %d-%d", e.From, e.To)
	}
	return text
}

// TestEffects holds every form of every effect against what it compiles to:
// verb, A, B, N, ticks, platform measure, level of confidence.
func TestEffects(t *testing.T) {
	c := smallCompiler(t)
	state, alder, chirp := model.OrgID(c.org.find("state")), model.OrgID(c.org.find("alder")), model.OrgID(c.org.find("chirp"))
	asset := scene{what: "a test", seats: []model.OrgID{state, alder}, targets: []model.Ref{{Kind: model.KindAsset, ID: 0}}}
	claim := scene{what: "a test", seats: []model.OrgID{chirp}, targets: []model.Ref{{Kind: model.KindNarrative, ID: 0}}}
	org := scene{what: "a test", seats: []model.OrgID{state}, targets: []model.Ref{{Kind: model.KindOrg, ID: int64(alder)}}}
	for _, e := range []struct {
		s    scene
		text string
		want string // several are separated by |
	}{
		{asset, "steal net-harlow", "steal net-harlow - 1 0 label own-vote"},
		{asset, "steal target share 40%", "steal target - 0.4 0 label own-vote"},
		{asset, "encrypt net-harlow for 9 d", "encrypt net-harlow - 1 2592 label own-vote"},
		{asset, "outage net-harlow for 90min (C20, assumption)", "outage net-harlow - 1 18 label own-vote"},
		{asset, "  deface   results-site  for 3 h ", "deface results-site - 1 36 label own-vote"},
		{asset, "leave net-harlow", "leave net-harlow - 1 0 label own-vote"},
		{asset, "burst torn-ballots", "burst torn-ballots - 1 0 label own-vote"},
		{asset, "pulse torn-ballots times 1.5", "pulse torn-ballots - 1.5 0 label own-vote"},
		{asset, "report target to cisa", "report target cisa 1 0 label own-vote"},
		{asset, "report ransom to counties", "report topic ransom alder 1 0 label own-vote | report topic ransom harlow 1 0 label own-vote"},
		{asset, "indicators torn-ballots to owner", "indicators topic torn-ballots owner 1 0 label own-vote"},
		{org, "report torn-ballots to target", "report topic torn-ballots target 1 0 label own-vote"},
		{asset, "fit net-harlow mfa security-key", "fit net-harlow mfa.security-key 1 0 label own-vote"},
		{asset, "fit target backups offline-weekly 80%", "fit target backups.offline-weekly 0.8 0 label own-vote"},
		{claim, "enforce label target", "enforce target self 1 0 label own-vote"},
		{claim, "enforce remove torn-ballots on self", "enforce torn-ballots self 1 0 remove own-vote"},
		{asset, "enforce remove torn-ballots", "enforce torn-ballots chirp 1 0 remove own-vote"},
		{asset, "enforce friction on chirp", "enforce - chirp 1 0 friction own-vote"},
		{claim, "enforce friction", "enforce - self 1 0 friction own-vote"},
		{claim, "ready breaker", "ready - self 1 0 breaker own-vote"},
		{asset, "ready breaker on platforms", "ready - chirp 1 0 breaker own-vote"},
		{asset, "correct torn-ballots reach 10%", "correct torn-ballots - 0.1 0 label own-vote"},
		{claim, "prebunk target reach 10%", "prebunk target - 0.1 0 label own-vote"},
		{asset, "explain national reach 10%", "explain - - 0.1 0 label national"},
		{asset, "open cisa>chirp", "open cisa chirp 1 0 label own-vote"},
		{asset, "close self>cisa", "close self cisa 1 0 label own-vote"},
		{asset, "hasten alder>state times 0.5", "hasten alder state 0.5 0 label own-vote"},
		{org, "open self>target", "open self target 1 0 label own-vote"},
		{asset, "clear state", "clear state - 1 0 label own-vote"},
		{asset, "consent owner", "consent owner - 1 0 label own-vote"},
		{asset, "consent counties", "consent alder - 1 0 label own-vote | consent harlow - 1 0 label own-vote"},
		{asset, "tear-line ransom", "tear-line topic ransom - 1 0 label own-vote"},
		{asset, "examine target for 6 h", "examine target - 1 72 label own-vote"},
		{asset, "evict target", "evict target - 1 0 label own-vote"},
		{asset, "isolate target for 1 d", "isolate target - 1 288 label own-vote"},
		{asset, "restore net-alder times 0.5", "restore net-alder - 0.5 0 label own-vote"},
		{asset, "fall-back net-alder", "fall-back net-alder - 1 0 label own-vote"},
		{asset, "hunt target times 3 for 5 d", "hunt target - 3 1440 label own-vote"},
		{asset, "attribute ransom", "attribute topic ransom - 1 0 label own-vote"},
		{asset, "indict ring by 0.2", "indict ring - 0.2 0 label own-vote"},
		{asset, "surge self by 4 for 3 d", "surge self - 4 864 label own-vote"},
		{asset, "surge self by 2 for 5 d on 06:00-24:00", "surge self - 2 1440 label own-vote 360-1440"},
		{asset, "credit state by -2", "credit state - -2 0 label own-vote"},
	} {
		var got []string
		for _, compiled := range c.effect(quoted(e.text), "test", "test.1", e.s) {
			assert.Equal(t, strings.TrimSpace(e.text), compiled.Text)
			got = append(got, c.says(compiled))
		}
		require.Empty(t, c.problems, e.text)
		assert.Equal(t, e.want, strings.Join(got, " | "), e.text)
	}
}

func TestEveryVerbHasAForm(t *testing.T) {
	for verb := model.NoVerb + 1; verb < model.Verbs; verb++ {
		assert.NotEmpty(t, effectForms[verb], model.VerbWords[verb])
	}
}

func TestNumbersOfEffectsAreCited(t *testing.T) {
	c := smallCompiler(t)
	c.sc.Citations = nil
	c.effect(quoted("outage net-harlow for 6 h (C20)"), "step.x.effects", "step.x.effects.1", scene{what: "a step"})
	c.effect(quoted("burst torn-ballots times 2"), "step.x.effects", "step.x.effects.1", scene{what: "a step"})
	assert.Equal(t, []model.Citation{
		{Path: `step.x.effects "outage net-harlow for 6 h (C20)"`, Value: "6 h", Evidence: "C20"},
		{Path: `step.x.effects "burst torn-ballots times 2"`, Value: "2", Evidence: "assumption"},
	}, c.sc.Citations)
}

// FuzzEffect: no text makes the compiler panic; each is compiled or reported.
func FuzzEffect(f *testing.F) {
	for verb, form := range effectForms {
		f.Add(model.VerbWords[verb] + " " + form)
	}
	for _, seed := range []string{"", "outage net-harlow for 6 h (C20)", "open self>target", "fit target mfa none 10%", "report target to all", "surge owner by 1 for 1 d ()", "enforce label", "((", "credit owner by -1e9"} {
		f.Add(seed)
	}
	c := smallCompiler(f)
	var all []model.OrgID
	for i := range c.sc.Orgs {
		all = append(all, model.OrgID(i))
	}
	scenes := []scene{
		{what: "a step"},
		{what: "a decision", seats: all, targets: []model.Ref{{Kind: model.KindAsset, ID: 0}}},
		{what: "a decision", seats: all, targets: []model.Ref{{Kind: model.KindNarrative, ID: 0}, {Kind: model.KindOrg, ID: 0}}},
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range scenes {
			c.problems = nil
			n := quoted(text)
			if compiled := c.effect(n, "test", "test.1", s); len(compiled) > 0 != (len(c.problems) == 0) && !strings.Contains(text, "(") {
				t.Errorf("%q: %d effects and %d problems", text, len(compiled), len(c.problems))
			}
			for _, p := range c.problems {
				if p.Line != 1 || p.Column < 1 || p.Column > len(n.file.text)+1 {
					t.Errorf("%q: a place outside the text: %s", text, p)
				}
			}
		}
	})
}
