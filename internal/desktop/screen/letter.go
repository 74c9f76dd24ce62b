package screen

import (
	"slices"

	"tabletop/assets"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
)

// medium is how a message looks when it is opened.
type medium int

const (
	memo medium = iota
	phoneNote
	socialPost
	headline
	minutes
	ticket
	report
	notice
	finding
)

// mediums say what each medium is called and its icon in the inbox.
var mediums = [...]struct {
	name string
	icon assets.Icon
}{
	memo:       {"E-mail", assets.Mail},
	phoneNote:  {"Phone", assets.Phone},
	socialPost: {"Post", assets.Post},
	headline:   {"News", assets.News},
	minutes:    {"Meeting", assets.Clock},
	ticket:     {"Ticket", assets.Check},
	report:     {"Report", assets.Mail},
	notice:     {"Own watch", assets.Search},
	finding:    {"Examination", assets.Search},
}

// methods maps the pack's methods to mediums.
var methods = [...]medium{
	model.Email: memo, model.Phone: phoneNote, model.Post: socialPost, model.News: headline,
	model.Meeting: minutes, model.Ticket: ticket,
}

// letterKey tells the messages of an inbox apart for as long as a run lasts.
type letterKey struct {
	kind   model.MessageKind
	inject model.InjectID
	report int64
	topic  model.TopicID
	at     model.Tick
}

// letter is a message of the inbox in words.
type letter struct {
	key    letterKey
	at     model.Tick
	medium medium
	title  string
	from   string
	sender string   // from, for tight places
	text   []string // paragraphs
	facts  []fact   // what a report says, as a form would
	change string   // what it changes in what the seat knows
	again  []string // who told the same later, and when
}

// fact is one line of a form.
type fact struct{ name, value string }

// letters writes out the inbox, newest first. Reports that only repeat what an
// earlier message told are noted on that one.
func letters(sc *model.Scenario, snap *model.Snapshot) []letter {
	all := make([]letter, 0, len(snap.Inbox))
	told := map[model.TopicID]int{} // place of the last message with news of a topic
	best := map[model.TopicID]model.Message{}
	for i := range snap.Inbox {
		m := &snap.Inbox[i]
		if at, ok := told[m.Topic]; ok && m.Kind == model.ReportMessage && !news(m, best[m.Topic]) {
			all[at].again = append(all[at].again, shortName(sc, m.From)+" "+moment(&sc.Clock, m.Tick, snap.Tick))
			continue
		}
		if m.Topic != model.None {
			told[m.Topic], best[m.Topic] = len(all), sum(*m, best[m.Topic])
		}
		l := letter{key: letterKey{m.Kind, m.Inject, m.Report, m.Topic, m.Tick}, at: m.Tick}
		switch m.Kind {
		case model.InjectMessage:
			l.inject(&sc.Injects[m.Inject])
		case model.ReportMessage:
			l.report(sc, m)
		case model.NoticeMessage:
			l.notice(sc, m)
		case model.TipMessage:
			l.tip(sc, m)
		case model.FindingMessage:
			l.finding(sc, m)
		}
		if l.sender == "" {
			l.sender = l.from
		}
		l.change = change(sc, snap, m)
		all = append(all, l)
	}
	slices.Reverse(all)
	return all
}

// news says whether a report tells more than the messages before it.
func news(m *model.Message, before model.Message) bool {
	return m.Level > before.Level || m.Cause != model.CauseUnknown && m.Cause != before.Cause
}

// sum is the most that two messages tell of one topic.
func sum(m, before model.Message) model.Message {
	if m.Kind == model.InjectMessage {
		m.Level = model.SuspectedLevel
	}
	m.Level = max(m.Level, before.Level)
	if m.Cause == model.CauseUnknown {
		m.Cause = before.Cause
	}
	return m
}

func (l *letter) inject(in *model.Inject) {
	l.medium = methods[in.Method]
	l.title, l.from, l.text = in.Title, in.From, paragraphs(in.Text)
}

func (l *letter) report(sc *model.Scenario, m *model.Message) {
	l.medium = report
	l.title, l.from, l.sender = topicName(sc, m.Topic), sc.Orgs[m.From].Name, shortName(sc, m.From)+" · "+model.KnowledgeWords[m.Level]
	l.facts = []fact{
		{"About", "the " + topicKind(sc, m.Topic) + " “" + topicName(sc, m.Topic) + "”"},
		{"They say", says(m.Level, m.Cause)},
	}
	if made := ledger.Made(m.Made); made != "" {
		l.facts = append(l.facts, fact{"Your view", made})
	}
}

// says is what a report tells, as its sender would put it.
func says(level model.Knowledge, cause model.Cause) string {
	switch {
	case level == model.ConfirmedLevel && cause == model.CauseAttack:
		return "they have confirmed an attack."
	case level == model.ConfirmedLevel && cause == model.CauseBenign:
		return "they have confirmed an ordinary fault, no attack."
	case level == model.ConfirmedLevel:
		return "they have confirmed that it is there; its cause is not known."
	case cause == model.CauseAttack:
		return "they suspect an attack."
	case cause == model.CauseBenign:
		return "they suspect an ordinary fault, no attack."
	}
	return "they suspect something; its cause is not known."
}

func (l *letter) notice(sc *model.Scenario, m *model.Message) {
	l.medium = notice
	l.title, l.from = topicName(sc, m.Topic), "Your own people"
	switch sc.Topics[m.Topic].Of.Kind {
	case model.KindAsset:
		l.text = []string{"Something is wrong with this system. Nobody has looked into it closely yet."}
	case model.KindNarrative:
		claim := sc.Narratives[sc.Topics[m.Topic].Of.ID].Claim
		l.text = []string{"Your people see this claim spreading:", "“" + claim + "”"}
	default:
		l.text = []string{"Single incidents begin to look like parts of one campaign."}
	}
}

// tip is what outsiders say who hold no seat: a company that cleans up elsewhere, a
// researcher, somebody whose own system the intruder used.
func (l *letter) tip(sc *model.Scenario, m *model.Message) {
	l.medium = notice
	l.title, l.from = topicName(sc, m.Topic), "Somebody outside"
	l.text = []string{"Somebody who does not work for you says that an intruder is in this system. Nobody has looked into it closely yet."}
}

func (l *letter) finding(sc *model.Scenario, m *model.Message) {
	l.medium = finding
	l.title, l.from = topicName(sc, m.Topic), "Your own examination"
	l.sender = "Your examination · " + outcomes[m.Level]
	l.facts = []fact{
		{"About", "the " + topicKind(sc, m.Topic) + " “" + topicName(sc, m.Topic) + "”"},
		{"It is", findings[m.Level]},
		{"Cause", causes[m.Cause]},
	}
}

// Words for readers, by value.
var (
	causes   = [...]string{"not known", "an ordinary fault, no attack", "an attack"}
	findings = [...]string{"not there: nothing was found", "still only suspected", "confirmed"}
	outcomes = [...]string{"nothing found", "still suspected", "confirmed"}
)

// change says what a message changed in what the seat knows.
func change(sc *model.Scenario, snap *model.Snapshot, m *model.Message) string {
	if m.Topic == model.None {
		return ""
	}
	name := "“" + topicName(sc, m.Topic) + "”"
	known, ok := knownOf(snap, m.Topic)
	switch {
	case !ok:
		return "It leaves what you know of " + name + " as it was."
	case known.Confirmed == m.Tick && known.Cause == model.CauseBenign:
		return "You now know that " + name + " is an ordinary fault."
	case known.Confirmed == m.Tick:
		return "You now know for certain of " + name + "."
	case known.Suspected == m.Tick:
		return "You now suspect " + name + "."
	}
	return "You had heard of " + name + " before."
}

func knownOf(snap *model.Snapshot, t model.TopicID) (model.Known, bool) {
	for _, k := range snap.Known {
		if k.Topic == t {
			return k, true
		}
	}
	return model.Known{}, false
}
