package scenarios

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// effectForms is the grammar of effects: after the verb come slots in capitals,
// words to be written as they are, and in brackets what may be left out.
var effectForms = [model.Verbs]string{
	model.Steal:      "ASSET [share SHARE]",
	model.Encrypt:    "ASSET for DURATION",
	model.Outage:     "ASSET for DURATION",
	model.Deface:     "ASSET for DURATION",
	model.Leave:      "ASSET",
	model.Burst:      "NARRATIVE [times FACTOR]",
	model.Pulse:      "NARRATIVE [times FACTOR]",
	model.Report:     "TOPIC to ORGS",
	model.Indicators: "TOPIC to ORGS",
	model.Fit:        "ASSET GROUP LEVEL [SHARE]",
	model.Enforce:    "MEASURE [NARRATIVE] [on PLATFORM]",
	model.Ready:      "MEASURE [on PLATFORM]",
	model.Correct:    "NARRATIVE reach SHARE",
	model.Prebunk:    "NARRATIVE reach SHARE",
	model.Explain:    "CONFIDENCE reach SHARE",
	model.Open:       "CHANNEL",
	model.Close:      "CHANNEL",
	model.Hasten:     "CHANNEL times FACTOR",
	model.Clear:      "ORG",
	model.Consent:    "ORG",
	model.TearLine:   "TOPIC",
	model.Examine:    "TOPIC for DURATION",
	model.Evict:      "ASSET",
	model.Isolate:    "ASSET for DURATION",
	model.Restore:    "ASSET times SHARE",
	model.FallBack:   "ASSET",
	model.Hunt:       "ASSET times FACTOR for DURATION",
	model.Attribute:  "TOPIC",
	model.Indict:     "ACTOR by NUMBER",
	model.Surge:      "ORG by FACTOR for DURATION [on SHIFT]",
	model.Credit:     "ORG by NUMBER",
}

// actingVerbs are what only an organisation does, so that they mean nothing in
// a campaign or an inject.
var actingVerbs = []model.Verb{
	model.Report, model.Indicators, model.Examine, model.Attribute,
}

// effects compiles a list of effects once all tables are known.
func (t *table) effects(key string, s scene, into *[]model.Effect) {
	for i, n := range t.items(key) {
		if n.form != textForm {
			t.c.report(n, t.key(key), WrongType, `expected an effect such as "outage roll for 6 h", not %s`, n.describe())
			continue
		}
		path, row := t.key(key), t.key(key)
		if t.node.get(key).form == listForm {
			row = fmt.Sprintf("%s.%d", path, i+1)
		}
		t.c.effects = append(t.c.effects, func() { *into = append(*into, t.c.effect(n, path, row, s)...) })
	}
}

// maxEffects bounds the effects of a pack, lists of organisations written out.
const maxEffects = 20_000

// effectSize bounds the text of one effect, in bytes.
const effectSize = 300

// effect compiles one effect: several of the model where it names several
// organisations. Nothing is returned after a report. The row is the effect's own path,
// by which it can be set.
func (c *compiler) effect(n *node, path, row string, s scene) []model.Effect {
	if len(n.text) > effectSize {
		c.report(n, path, Limit, "the effect has %d bytes; at most %d fit here", len(n.text), effectSize)
		return nil
	}
	p := effectParser{c: c, n: n, path: path, row: row, scene: s, words: split(n.text)}
	nobody := model.Argument{Ref: model.Nothing}
	p.effect = model.Effect{A: nobody, B: nobody, N: fixed.One, Text: strings.TrimSpace(n.text)}
	if !p.parse() {
		return nil
	}
	if c.effectCount += max(1, len(p.a)) * max(1, len(p.b)); c.effectCount > maxEffects {
		c.report(n, path, Limit, "a pack may have %d effects, organisations counted one by one", maxEffects)
		return nil
	}
	var all []model.Effect
	for _, a := range orOne(p.a, p.effect.A) {
		for _, b := range orOne(p.b, p.effect.B) {
			e := p.effect
			e.A, e.B = a, b
			all = append(all, e)
		}
	}
	return all
}

func orOne(several []model.Argument, one model.Argument) []model.Argument {
	if len(several) == 0 {
		return []model.Argument{one}
	}
	return several
}

// span of a text: a word and where it stands.
type word struct {
	text  string
	start int
}

// split cuts a text into words at spaces.
func split(text string) []word {
	var words []word
	start := -1
	for i, r := range text + " " {
		space := r == ' ' || r == '\t' || r == '\n'
		if space && start >= 0 {
			words = append(words, word{text[start:i], start})
			start = -1
		} else if !space && start < 0 {
			start = i
		}
	}
	return words
}

// effectParser reads one effect by the form of its verb.
type effectParser struct {
	c       *compiler
	n       *node
	path    string
	row     string // path by which the effect can be set
	scene   scene
	words   []word
	effect  model.Effect
	a, b    []model.Argument // where an argument stands for several
	form    string
	group   string
	cited   string
	span    string // range of the last number, where it has one
	counted []counted
	end     int // where the words end in the text, before the brackets
}

// fail reports a mistake at a word.
func (p *effectParser) fail(w word, kind Kind, format string, args ...any) *Problem {
	return p.c.reportIn(p.n, w.start, p.path, kind, format, args...)
}

// missing is where a missing word would stand.
func (p *effectParser) missing() word { return word{"", len(strings.TrimRight(p.n.text, " \t\n"))} }

func (p *effectParser) parse() bool {
	if len(p.words) == 0 {
		p.fail(word{}, Effect, "the effect is empty")
		return false
	}
	first := p.words[0]
	verb := slices.Index(model.VerbWords, first.text)
	if verb <= 0 {
		p.fail(first, Effect, "there is no effect %q", shortened(first.text)).near(first.text, model.VerbWords[1:])
		return false
	}
	p.effect.Verb, p.form = model.Verb(verb), effectForms[verb]
	if slices.Contains(actingVerbs, p.effect.Verb) && len(p.scene.seats) == 0 {
		p.fail(first, Effect, "%q is what an organisation does; %s has none that acts", first.text, p.scene.what)
		return false
	}
	p.words = p.words[1:]
	p.citation()
	if !p.follow(strings.Fields(strings.NewReplacer("[", "[ ", "]", " ]").Replace(p.form))) {
		return false
	}
	if len(p.words) > 0 {
		p.fail(p.words[0], Effect, "unexpected %q; the form is: %s %s", shortened(p.words[0].text), first.text, p.form)
		return false
	}
	p.cite()
	return p.complete(first)
}

// citation takes a closing "(C20)" off the words: the evidence of the numbers
// before it, which are assumptions otherwise.
func (p *effectParser) citation() {
	p.cited, p.end = assumption, len(p.n.text)
	for i, w := range p.words {
		if !strings.HasPrefix(w.text, "(") {
			continue
		}
		last := p.words[len(p.words)-1]
		text := p.n.text[w.start : last.start+len(last.text)]
		if strings.HasSuffix(text, ")") {
			p.cited, p.span = p.c.bracketed(p.n, p.path, text[1:len(text)-1])
			p.words, p.end = p.words[:i], w.start
		}
		return
	}
}

// follow reads words along a form.
func (p *effectParser) follow(form []string) bool {
	for i := 0; i < len(form); i++ {
		part := form[i]
		if part == "[" {
			end := i + slices.Index(form[i:], "]")
			if p.begins(form[i+1], form[end:]) && !p.follow(form[i+1:end]) {
				return false
			}
			i = end
			continue
		}
		if len(p.words) == 0 {
			p.fail(p.missing(), Effect, "%s is missing; the form is: %s %s", part, model.VerbWords[p.effect.Verb], p.form)
			return false
		}
		w := p.words[0]
		p.words = p.words[1:]
		if part != strings.ToUpper(part) {
			if w.text != part {
				p.fail(w, Effect, "expected %q, not %q; the form is: %s %s", part, shortened(w.text), model.VerbWords[p.effect.Verb], p.form)
				return false
			}
			continue
		}
		if !p.slot(part, w) {
			return false
		}
	}
	return true
}

// begins reports whether an optional part that starts with a word or slot is
// there: its word is next, or some word that belongs to nothing after it.
func (p *effectParser) begins(part string, after []string) bool {
	if len(p.words) == 0 {
		return false
	}
	if part != strings.ToUpper(part) {
		return p.words[0].text == part
	}
	return !slices.Contains(after, p.words[0].text)
}

// slot reads what a slot of the form holds.
func (p *effectParser) slot(name string, w word) bool {
	switch name {
	case "ASSET":
		return p.thing(w, p.c.asset, model.KindAsset)
	case "NARRATIVE":
		return p.thing(w, p.c.narrative, model.KindNarrative)
	case "ACTOR":
		return p.thing(w, p.c.actor, model.KindActor)
	case "TOPIC":
		return p.topic(w)
	case "ORG":
		return p.orgs(w, &p.a)
	case "ORGS":
		return p.orgs(w, &p.b)
	case "PLATFORM":
		return p.platform(w)
	case "CHANNEL":
		return p.channel(w)
	case "GROUP":
		p.group = w.text
		return true
	case "LEVEL":
		return p.level(w)
	case "MEASURE":
		return p.oneOf(w, "measure of a platform", model.EnforcementWords, func(i int) { p.effect.Measure = model.Enforcement(i) })
	case "CONFIDENCE":
		return p.oneOf(w, "level of confidence", model.LevelWords, func(i int) { p.effect.Level = model.Level(i) })
	case "DURATION":
		return p.duration(w)
	case "SHARE":
		return p.number(w, share)
	case "FACTOR":
		return p.number(w, factor)
	case "SHIFT":
		return p.shift(w)
	}
	return p.number(w, number.within("-1000", "1000", "between -1000 and 1000"))
}

func (p *effectParser) oneOf(w word, what string, words []string, set func(int)) bool {
	at := slices.Index(words, w.text)
	if at < 0 {
		p.fail(w, Effect, "there is no %s %q; there are %s", what, shortened(w.text), strings.Join(words, ", ")).near(w.text, words)
		return false
	}
	set(at)
	return true
}

// number reads a number of a unit into N.
func (p *effectParser) number(w word, u unit) bool {
	value, err := u.parse(w.text)
	if err != nil {
		p.fail(w, WrongType, "expected %s such as %s, not %q", u.name, strings.Trim(u.example, `"`), shortened(w.text))
		return false
	}
	if value < u.low || value > u.high {
		f := p.fail(w, OutOfRange, "the value must lie %s, unlike %s", u.bounds, w.text)
		if u.hint != nil {
			f.Suggestion = u.hint(w.text)
		}
		return false
	}
	p.effect.N = fixed.Num(value)
	p.quantity(w, w.text, value, u)
	return true
}

// shift reads "06:00-24:00".
func (p *effectParser) shift(w word) bool {
	var err error
	p.effect.From, p.effect.To, err = parseShift(w.text)
	switch {
	case errors.Is(err, errUnit):
		p.fail(w, WrongType, "expected a shift such as 06:00-24:00, not %q", shortened(w.text))
	case err != nil:
		p.fail(w, BadTime, "%s, unlike %s", shiftBounds, w.text)
	}
	return err == nil
}

// duration reads "9 d" or "9d".
func (p *effectParser) duration(w word) bool {
	text := w.text
	if len(p.words) > 0 && strings.Trim(text, "0123456789.") == "" {
		text += " " + p.words[0].text
		p.words = p.words[1:]
	}
	ticks, err := duration.parse(text)
	switch {
	case err != nil:
		f := p.fail(w, WrongType, "expected %s such as 6 h, not %q", duration.name, shortened(text))
		f.Suggestion = duration.hint(text)
		return false
	case ticks <= 0 || ticks > duration.high:
		p.fail(w, OutOfRange, "the duration must lie above 0 and within 520 weeks, unlike %s", text)
		return false
	}
	p.effect.For = model.Tick(ticks)
	p.quantity(w, text, ticks, duration)
	return true
}

// counted is a number of an effect: its text, where that stands, and what it means.
type counted struct {
	text     string
	from, to int // in the effect's text
	value    int64
	unit     unit
}

// quantity notes a number that began at a word.
func (p *effectParser) quantity(w word, text string, value int64, u unit) {
	to := p.end
	if len(p.words) > 0 {
		to = p.words[0].start
	}
	p.counted = append(p.counted, counted{text, w.start, to, value, u})
}

// cite records where the numbers come from. A range is the last one's.
func (p *effectParser) cite() {
	for i, q := range p.counted {
		span := ""
		if i == len(p.counted)-1 {
			span = p.span
		}
		p.c.cite(fmt.Sprintf("%s %q", p.path, p.effect.Text), q.text, p.cited, span)
		p.c.ranged(p.n, p.row, q.value, span, q.unit, func(end string) string {
			return strings.TrimSpace(p.n.text[:q.from] + end + " " + p.n.text[q.to:p.end])
		})
	}
}
