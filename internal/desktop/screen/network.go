package screen

import (
	"fmt"
	"math"
	"strings"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/kit"
	"tabletop/internal/kit/chart"
)

// network is the picture of the organisations: channels to and from the seat,
// reports under way, and whose systems are known to be in trouble.
func (a *App) network() kit.Element {
	picture := flexible(func(f *kit.Frame, room kit.Size) kit.Element {
		notes := room.W >= f.Em(42) && room.H >= f.Em(26)
		return chart.Network{
			ID: "network", Label: "Organisations and your channels to them",
			Nodes: arranged(f, a.sight.places(a.org, notes), room), Links: a.sight.links(notes),
			OnPress: func(i int) { a.choose(i) },
		}
	})
	// The legend keeps its height whatever it says, so that the picture stands
	// still.
	legend := flexible(func(f *kit.Frame, _ kit.Size) kit.Element {
		return kit.Height(legendLines*f.Leading(assets.Small)+assets.Tight, kit.Scroll{ID: "legend", Label: "Legend", Child: a.legend()})
	})
	return kit.Column(0, kit.Grow(1, picture), kit.Pad(kit.Insets{Left: assets.Apart, Right: assets.Apart, Bottom: assets.Near}, legend))
}

// legendLines is how many lines of small type stand under the picture.
const legendLines = 3

// choose shows more of an organisation, and less when it is chosen again.
func (a *App) choose(i int) {
	if a.org == i {
		i = -1
	}
	a.org = i
}

// legend says what the picture means, or, once an organisation is chosen, what
// the seat has to do with it.
func (a *App) legend() kit.Element {
	if a.org < 0 {
		sign := func(icon assets.Icon, ink assets.Color, word string) kit.Element {
			return kit.Row(assets.Tight, kit.Glyph{Icon: icon, Style: assets.Small, Ink: ink}, kit.Label(word, assets.Small, assets.Muted))
		}
		return kit.Column(assets.Tight,
			aside("Solid: you can tell them · dotted arrow: only they can tell you · dashed: closed both ways · dot: your report"),
			kit.Row(assets.Apart,
				kit.Grow(1, kit.Text{Style: assets.Small, Ink: assets.Muted, Lines: 1, Spans: kinds}),
				sign(assets.Warning, assets.Orange, "confirmed"), sign(assets.Diamond, assets.Amber, "suspected"),
			))
	}
	org := &a.sight.sc.Orgs[a.org]
	return back{org.Name, func() { a.org = -1 }, kit.Text{Style: assets.Small, Ink: assets.Muted, Spans: []kit.Span{
		{Value: org.Name + ". ", Ink: assets.Text, Style: assets.Strong}, {Value: strings.Join(a.sight.about(model.OrgID(a.org)), " ")},
	}}}
}

// kinds say what the colours of the boxes mean.
var kinds = []kit.Span{
	{Value: "Offices, agencies", Ink: assets.Blue},
	{Value: " · "},
	{Value: "platforms", Ink: assets.Green},
	{Value: " · "},
	{Value: "civil society, news", Ink: assets.Purple},
	{Value: " · others grey"},
}

var outlines = map[model.OrgKind]assets.Color{
	model.FederalAgency: assets.Blue, model.ElectionOffice: assets.Blue, model.SharingCentre: assets.Blue,
	model.PlatformCompany: assets.Green, model.CivilSociety: assets.Purple, model.NewsMedia: assets.Purple,
}

// places puts every organisation where the pack says.
func (s *sight) places(chosen int, notes bool) []chart.Place {
	places := make([]chart.Place, len(s.sc.Orgs))
	for i := range s.sc.Orgs {
		id, org := model.OrgID(i), &s.sc.Orgs[i]
		p := chart.Place{
			X: real(org.X), Y: real(org.Y), Name: shortName(s.sc, id), Color: outlines[org.Kind],
			Self: id == s.seat, Select: i == chosen,
		}
		switch grave, words := s.trouble(id); {
		case grave == confirmedHarm:
			p.Note, p.Mark, p.Ink, p.Color = words, assets.Warning, assets.Orange, assets.Orange
		case grave == suspectedHarm:
			p.Note, p.Mark, p.Ink, p.Color = words, assets.Diamond, assets.Amber, assets.Amber
		case notes && p.Self:
			p.Note = "you"
		case notes:
			p.Note = s.contact(id)
		}
		places[i] = p
	}
	return places
}

// contact says what last passed between the seat and an organisation within the
// last two days.
func (s *sight) contact(org model.OrgID) string {
	const lately = 2 * model.Day
	for i := len(s.snap.Inbox) - 1; i >= 0; i-- {
		m := &s.snap.Inbox[i]
		if m.Kind == model.ReportMessage && m.From == org && s.now-m.Tick < lately {
			return "told you " + moment(s.clock(), m.Tick, s.now)
		}
	}
	for i := len(s.snap.Sent) - 1; i >= 0; i-- {
		r := &s.snap.Sent[i]
		if r.To != org || s.now-r.At >= lately {
			continue
		}
		switch r.Status {
		case model.ReportDone:
			return "has read your report"
		case model.ReportLostStatus:
			return "your report was lost"
		}
	}
	return ""
}

// assetNouns are short words for the kinds of asset, by value.
var assetNouns = [...]string{
	"voter roll", "results site", "pollbooks", "network", "mailboxes", "vendor system", "accounts", "public site",
	"counting", "printing",
}

// trouble says what the seat knows to be wrong with an organisation's systems:
// the gravest, and how many more.
func (s *sight) trouble(org model.OrgID) (gravity, string) {
	worst, words, more := wellOff, "", 0
	for i := range s.sc.Assets {
		if s.sc.Assets[i].Owner != org {
			continue
		}
		grave, word := s.health(model.AssetID(i))
		if grave == wellOff {
			continue
		}
		more++
		if grave > worst {
			worst, words = grave, assetNouns[s.sc.Assets[i].Kind]+" "+word
		}
	}
	if more > 1 {
		words += fmt.Sprintf(" +%d", more-1)
	}
	return worst, words
}

// links are the channels between the seat and others, both ways in one line.
func (s *sight) links(notes bool) []chart.Link {
	var all []chart.Link
	for i := range s.sc.Orgs {
		other := model.OrgID(i)
		way := s.reach(other)
		if way == apart {
			continue
		}
		link := chart.Link{From: int(s.seat), To: i}
		link.Dashed, link.Inward = way == shut, way == inward
		if waiting := s.onTheWay(other); len(waiting) > 0 {
			link.Strong, link.Color = true, assets.Blue
			if notes {
				link.Note = plural(len(waiting), "report", "reports") + " on the way"
			}
			for _, r := range waiting {
				link.Dots = append(link.Dots, s.progress(r, s.channel(s.seat, other)))
			}
		}
		all = append(all, link)
	}
	return all
}

// reach is which way the channels between the seat and another are open.
type reach int

const (
	apart   reach = iota // no channel
	shut                 // closed both ways
	inward               // only they can tell the seat
	outward              // only the seat can tell them
	mutual
)

func (s *sight) reach(other model.OrgID) reach {
	out, back := s.channel(s.seat, other), s.channel(other, s.seat)
	sends, hears := out != nil && out.Open, back != nil && back.Open
	switch {
	case sends && hears:
		return mutual
	case sends:
		return outward
	case hears:
		return inward
	case out == nil && back == nil:
		return apart
	}
	return shut
}

// channel is what the seat sees of the channel from one organisation to another.
func (s *sight) channel(from, to model.OrgID) *model.ChannelSeen {
	for i := range s.snap.Channels {
		c := &s.sc.Channels[s.snap.Channels[i].Channel]
		if c.From == from && c.To == to {
			return &s.snap.Channels[i]
		}
	}
	return nil
}

// delay is how long a channel usually takes.
func (s *sight) delay(c *model.ChannelSeen) model.Tick {
	channel := &s.sc.Channels[c.Channel]
	usual := real(c.Pace) * float64(channel.Classify+channel.Legal+channel.Transport)
	return model.Tick(math.Round(usual))
}

// progress is how far along its channel a report stands. The sender can't
// watch it; the picture shows what the channel usually takes.
func (s *sight) progress(r model.Sent, c *model.ChannelSeen) float64 {
	const read = 0.93 // it has arrived and waits to be read
	if r.Status == model.ReportWaiting || c == nil {
		return read
	}
	usual := max(s.delay(c), 1)
	return min(max(float64(s.now-r.At)/float64(usual), 0.08), read-0.05)
}

// about says what the seat has to do with an organisation, in sentences.
func (s *sight) about(org model.OrgID) []string {
	var says []string
	if org == s.seat {
		says = append(says, "This is you.")
	} else {
		says = append(says, s.way("You tell them", s.channel(s.seat, org)), s.way("They tell you", s.channel(org, s.seat)))
	}
	for _, r := range s.onTheWay(org) {
		where := "on its way"
		if r.Status == model.ReportWaiting {
			where = "waiting to be read"
		}
		says = append(says, fmt.Sprintf("Your report on “%s” of %s is %s.", topicName(s.sc, r.Topic), moment(s.clock(), r.At, s.now), where))
	}
	for i := range s.sc.Assets {
		if s.sc.Assets[i].Owner != org {
			continue
		}
		if grave, word := s.health(model.AssetID(i)); grave > wellOff {
			says = append(says, s.sc.Assets[i].Name+": "+word+".")
		}
	}
	return says
}

func (s *sight) way(who string, c *model.ChannelSeen) string {
	switch {
	case c == nil:
		return who + ": no channel."
	case !c.Open:
		return who + ": the channel is closed."
	}
	says := who + ": usually in " + span(s.delay(c))
	channel := &s.sc.Channels[c.Channel]
	if channel.Classified {
		says += ", classified"
	}
	if channel.NeedsConsent {
		says += ", with consent"
	}
	return says + "."
}
