package screen

import (
	"tabletop/assets"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
)

// message shows one message as the medium it came by.
func (a *App) message(i int) kit.Element {
	l := &a.sight.letters[i]
	shut := func() { a.reading = false }
	head := kit.Row(assets.Near,
		kit.Glyph{Icon: mediums[l.medium].icon, Style: assets.Small},
		kit.Grow(1, kit.Label(mediums[l.medium].name+" · "+moment(a.sight.clock(), l.at, a.sight.now), assets.Small, assets.Muted)),
		kit.Button{Label: "Close the message", Icon: assets.Cross, Bare: true, OnPress: shut},
	)
	body := kit.Scroll{ID: "message", Label: l.title, Child: a.sheet(l)}
	return back{"Message", shut, kit.Pad(
		kit.Insets{Left: assets.Near, Top: assets.Tight, Right: assets.Near, Bottom: assets.Near},
		kit.Column(assets.Tight, head, kit.Grow(1, body)),
	)}
}

// sheet is the message itself and under it what it changes.
func (a *App) sheet(l *letter) kit.Element {
	var face kit.Element
	switch l.medium {
	case socialPost:
		face = post(l)
	case headline:
		face = frontPage(l)
	case ticket:
		face = a.filed(l)
	case report, finding:
		face = a.record(l)
	default:
		face = a.paper(l)
	}
	var change kit.Element
	if l.change != "" {
		change = kit.Pad(kit.Sides(assets.Tight, 0), kit.Text{Style: assets.Small, Ink: assets.Muted, Spans: []kit.Span{
			{Value: "What this changes: ", Ink: assets.Text}, {Value: l.change},
		}})
	}
	again := optional(list(l.again, "and"), func(who string) kit.Element {
		return kit.Pad(kit.Sides(assets.Tight, 0), aside("Told again by "+who+"."))
	})
	return kit.Column(assets.Near, face, change, again)
}

// paper is a memo, a telephone note, or minutes.
func (a *App) paper(l *letter) kit.Element {
	to := shortName(a.sight.sc, a.seat)
	head := l.from + " → " + to
	switch l.medium {
	case phoneNote:
		head = l.from + " on the telephone"
	case minutes:
		head = l.from + ", in a meeting"
	case notice:
		head = l.from
	}
	parts := []kit.Element{
		kit.Text{Value: head, Style: assets.Strong, Ink: assets.Ink},
		kit.Text{Value: dateTime(a.sight.clock(), l.at) + " · " + exercise.Marking, Style: assets.Small, Ink: assets.FaintInk},
		kit.Panel{Fill: assets.Hairline, Pad: kit.Insets{Top: assets.Thin}},
		kit.Text{Value: l.title, Style: assets.Title, Ink: assets.Ink, Heading: true},
	}
	return sheetOf(assets.Paper, append(parts, inkOn(l.text)...)...)
}

func inkOn(text []string) []kit.Element {
	var parts []kit.Element
	for _, p := range text {
		parts = append(parts, kit.Text{Value: p, Ink: assets.Ink})
	}
	return parts
}

func sheetOf(fill assets.Color, parts ...kit.Element) kit.Element {
	return kit.Panel{Fill: fill, Radius: assets.RadiusSmall, Pad: kit.All(assets.Apart), Child: kit.Column(assets.Near, parts...)}
}

// post looks like a post on a platform.
func post(l *letter) kit.Element {
	parts := []kit.Element{
		kit.Row(assets.Near,
			kit.Glyph{Icon: assets.Post, Style: assets.Heading, Ink: assets.Purple},
			kit.Grow(1, kit.Text{Value: l.from, Style: assets.Strong}),
		),
		kit.Text{Value: l.title, Style: assets.Title, Heading: true},
	}
	for _, p := range l.text {
		parts = append(parts, kit.Text{Value: p, Style: assets.Title})
	}
	return sheetOf(assets.Raised, append(parts, marked())...)
}

// frontPage looks like a piece of news.
func frontPage(l *letter) kit.Element {
	parts := []kit.Element{
		kit.Text{Value: l.from, Style: assets.Caption, Ink: assets.FaintInk},
		kit.Text{Value: l.title, Style: assets.Heading, Ink: assets.Ink, Heading: true},
	}
	parts = append(parts, inkOn(l.text)...)
	parts = append(parts, kit.Text{Value: exercise.Marking, Style: assets.Small, Ink: assets.FaintInk})
	return sheetOf(assets.Paper, parts...)
}

// filed looks like a ticket in a tracking system.
func (a *App) filed(l *letter) kit.Element {
	parts := []kit.Element{
		kit.Text{Value: "Ticket", Style: assets.Caption, Ink: assets.Muted},
		kit.Text{Value: l.title, Style: assets.Title, Heading: true},
		line("Opened by", l.from),
		line("Opened", dateTime(a.sight.clock(), l.at)),
		kit.Divider{},
	}
	for _, p := range l.text {
		parts = append(parts, paragraph(p))
	}
	return sheetOf(assets.Raised, append(parts, marked())...)
}

// record is a report of another organisation or a finding of the seat's own.
func (a *App) record(l *letter) kit.Element {
	name := "Report"
	if l.medium == finding {
		name = "Finding"
	}
	parts := []kit.Element{
		kit.Text{Value: name, Style: assets.Caption, Ink: assets.Muted},
		kit.Text{Value: l.title, Style: assets.Title, Heading: true},
		line("From", l.from),
		line("Read", dateTime(a.sight.clock(), l.at)),
		kit.Divider{},
	}
	for _, fact := range l.facts {
		parts = append(parts, line(fact.name, fact.value))
	}
	return sheetOf(assets.Raised, append(parts, marked())...)
}

// line is one line of a form: a name and what stands there.
func line(name, value string) kit.Element {
	return kit.Text{Spans: []kit.Span{{Value: name + ": ", Ink: assets.Muted}, {Value: value}}}
}

func marked() kit.Element {
	return kit.Text{Value: exercise.Marking, Style: assets.Small, Ink: assets.Muted}
}
