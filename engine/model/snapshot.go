package model

import "tabletop/engine/fixed"

// Snapshot is a [View] written out whole: what a seat's screen shows. Two
// states that differ only in what the seat has not learnt have equal snapshots.
type Snapshot struct {
	Seat      OrgID
	Tick      Tick
	HoursLeft fixed.Num
	HoursADay fixed.Num
	Known     []Known
	Inbox     []Message
	Sent      []Sent
	Channels  []ChannelSeen
	Assets    []AssetSeen
	Claims    []ClaimSeen
	Choices   []ChoiceState
	Measures  []MeasureSeen
}

// Known is a topic that the seat knows of.
type Known struct {
	Topic     TopicID
	Level     Knowledge
	Cause     Cause
	Suspected Tick
	Confirmed Tick
	Examined  Tick
}

// MessageKind says what a [Message] is.
type MessageKind int64

// Kinds of message.
const (
	InjectMessage MessageKind = iota
	ReportMessage
	NoticeMessage  // the seat's own people noticed
	TipMessage     // outsiders who hold no seat told it
	FindingMessage // the seat's own examination ended
)

// Message is one item of a seat's inbox.
type Message struct {
	Kind   MessageKind
	Tick   Tick
	Inject InjectID // None unless an inject
	Report int64    // row, None unless a report
	From   OrgID    // sender of a report, or None
	Topic  TopicID  // or None
	Level  Knowledge
	Cause  Cause
	Made   Outcome // what the seat made of a report
}

// Sent is a report that the seat has sent.
type Sent struct {
	Report int64
	To     OrgID
	Topic  TopicID
	At     Tick
	Status ReportStatus
}

// ChannelSeen is a channel that starts or ends at the seat.
type ChannelSeen struct {
	Channel ChannelID
	Open    bool
	Pace    fixed.Num
	Trust   fixed.Num // of the seat in the other end; Unknown where the channel ends elsewhere
}

// AssetSeen is an asset whose condition the seat sees or was told of.
type AssetSeen struct {
	Asset     AssetID
	Condition Health
	Since     Tick // None where the seat only heard of it
	FellBack  bool
}

// ClaimSeen is a narrative that the seat follows.
type ClaimSeen struct {
	Narrative NarrativeID
	Posts     int64
	Rate      fixed.Num // posts an hour
	Active    bool
	Corrected fixed.Num
}

// MeasureSeen is a headline measure that the seat knows.
type MeasureSeen struct {
	Measure MeasureID
	Value   fixed.Num
}

// Snapshot writes the view out.
func (v View) Snapshot() Snapshot {
	s := Snapshot{
		Seat: v.seat, Tick: v.st.Tick, HoursLeft: v.HoursLeft(), HoursADay: v.HoursADay(),
		Inbox: v.Inbox(), Sent: v.sent(), Choices: v.Choices(),
	}
	for t := range v.sc.Topics {
		if k := v.Knowledge(TopicID(t)); k.Level != NotKnown {
			s.Known = append(s.Known, Known{TopicID(t), k.Level, k.Cause, k.Suspected, k.Confirmed, k.Examined})
		}
	}
	for i, c := range v.sc.Channels {
		if c.From == v.seat || c.To == v.seat {
			s.Channels = append(s.Channels, ChannelSeen{
				ChannelID(i), v.st.Channels[i].Open != 0, v.st.Channels[i].Pace, v.Fact(TrustIn, int64(i), 0),
			})
		}
	}
	s.Assets = v.assets()
	s.Claims = v.claims()
	for m := range Measures {
		if Measures[m].Public {
			s.Measures = append(s.Measures, MeasureSeen{MeasureID(m), v.st.Measures[m].Value})
		}
	}
	return s
}

// Inbox lists what reached the seat, oldest first.
func (v View) Inbox() []Message {
	var in []Message
	for i := range v.sc.Injects {
		if v.inject(InjectReleased, int64(i)) == fixed.One {
			in = append(in, Message{
				Kind: InjectMessage, Tick: v.st.Injects[i].At, Inject: InjectID(i), Report: None, From: None,
				Topic: v.sc.Injects[i].Tells,
			})
		}
	}
	for i := range v.st.Reports {
		r := &v.st.Reports[i]
		if r.To == int64(v.seat) && r.Status == ReportDone {
			in = append(in, Message{ReportMessage, r.Reads, None, int64(i), OrgID(r.From), TopicID(r.Topic), r.Level, r.Cause, r.Outcome})
		}
	}
	return v.inOrder(append(in, v.own()...))
}

// own lists what the seat found by itself.
func (v View) own() []Message {
	var found []Message
	for t := range v.sc.Topics {
		k := v.Knowledge(TopicID(t))
		if k.Noticed != None {
			found = append(found, Message{NoticeMessage, k.Noticed, None, None, None, TopicID(t), SuspectedLevel, CauseUnknown, NotRead})
		}
		if k.Tipped != None {
			found = append(found, Message{TipMessage, k.Tipped, None, None, None, TopicID(t), SuspectedLevel, CauseUnknown, NotRead})
		}
		if k.Examined != None && k.Examined <= v.st.Tick {
			found = append(found, Message{FindingMessage, k.Examined, None, None, None, TopicID(t), k.Level, k.Cause, NotRead})
		}
	}
	return found
}

// inOrder sorts messages by time; those of one tick keep their order.
func (v View) inOrder(in []Message) []Message {
	for i := 1; i < len(in); i++ {
		for j := i; j > 0 && in[j].Tick < in[j-1].Tick; j-- {
			in[j], in[j-1] = in[j-1], in[j]
		}
	}
	return in
}

func (v View) sent() []Sent {
	var all []Sent
	for i := range v.st.Reports {
		if r := &v.st.Reports[i]; r.From == int64(v.seat) {
			all = append(all, Sent{int64(i), OrgID(r.To), TopicID(r.Topic), r.Sent, r.Status})
		}
	}
	return all
}

func (v View) assets() []AssetSeen {
	var seen []AssetSeen
	for i := range v.sc.Assets {
		a := AssetID(i)
		st := &v.st.Assets[i]
		if v.SeesAsset(a) {
			seen = append(seen, AssetSeen{a, v.Condition(a), st.Since, st.FellBack != 0})
		} else if v.Suspects(v.sc.TopicOf(Ref{KindAsset, int64(i)})) {
			seen = append(seen, AssetSeen{a, v.Condition(a), None, false})
		}
	}
	return seen
}

func (v View) claims() []ClaimSeen {
	var seen []ClaimSeen
	for i := range v.sc.Narratives {
		if !v.Suspects(v.sc.TopicOf(Ref{KindNarrative, int64(i)})) {
			continue
		}
		c := ClaimSeen{Narrative: NarrativeID(i), Corrected: v.st.Narratives[i].Corrected}
		for _, s := range v.sc.Narratives[i].Spreads {
			c.Posts += v.st.Spreads[s].Posts
			if v.st.Spreads[s].End != None {
				c.Active = true
				c.Rate = c.Rate.Add(v.st.Spreads[s].Rate)
			}
		}
		seen = append(seen, c)
	}
	return seen
}
