package screen

import (
	"fmt"
	"slices"
	"strings"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
)

// briefing says who the person is, what they have, and what is asked.
func (a *App) briefing(f *kit.Frame) kit.Element {
	s := a.sight
	body := kit.Scroll{ID: "briefing", Label: "Briefing", Child: kit.Pad(kit.Sides(assets.Gutter, assets.Loose), a.columns(f))}
	start := kit.Button{ID: "start", Label: "Start the exercise", Icon: assets.Play, Key: kit.KeyEnter, Primary: true, OnPress: a.start}
	if a.started {
		start.Label = "Back to the exercise"
	}
	head := kit.Panel{Fill: assets.Surface, Pad: kit.Sides(assets.Gutter, assets.Near), Child: kit.Row(assets.Apart,
		a.marking(), kit.Fit(a.title()), kit.Spacer(), kit.Label("Briefing · "+shortName(s.sc, a.seat), assets.Title, assets.Text),
		a.help.button(),
	)}
	foot := kit.Panel{Fill: assets.Surface, Pad: kit.Sides(assets.Gutter, assets.Near), Child: kit.Row(assets.Apart,
		kit.Grow(1, aside(exercise.Marking+". Illustration, not prediction. What you decide is kept in the replay under your seat, without names of persons.")),
		kit.Toggle{Label: "Light", Key: "L", On: a.ui.Theme() == assets.Light, OnChange: func(bool) { a.light() }}, start,
	)}
	page := kit.Column(0, head, kit.Divider{}, kit.Grow(1, body), kit.Divider{}, foot)
	if a.started {
		return back{"Briefing", a.start, page}
	}
	return page
}

// columns lays the briefing out in two columns where there is room.
func (a *App) columns(f *kit.Frame) kit.Element {
	who := kit.Column(assets.Near, a.whoYouAre()...)
	what := kit.Column(assets.Near, append(a.whatYouHave(), a.whatIsAsked()...)...)
	if f.Size().W < f.Em(threeColumns) {
		return kit.Column(assets.Gutter, who, what)
	}
	return kit.Row(2*assets.Gutter, kit.Grow(1, who), kit.Grow(1, what)).Aligned(kit.Start)
}

func (a *App) whoYouAre() []kit.Element {
	sc := a.sight.sc
	org := &sc.Orgs[a.seat]
	parts := []kit.Element{kit.Heading("You are"), kit.Text{Value: org.Name, Style: assets.Heading, Heading: true}}
	if org.Fictional {
		parts = append(parts, aside("A fictional organisation."))
	}
	parts = append(parts, texts(org.Brief)...)
	if org.Authority != "" {
		parts = append(parts, gap(), kit.Heading("What you may do"))
		parts = append(parts, texts(org.Authority)...)
	}
	parts = append(parts, gap(), kit.Heading("The exercise"))
	parts = append(parts, kit.Text{Value: sc.Title, Style: assets.Title})
	parts = append(parts, texts(sc.Question)...)
	return append(parts, texts(sc.Summary)...)
}

func (a *App) whatYouHave() []kit.Element {
	s := a.sight
	org := &s.sc.Orgs[a.seat]
	parts := []kit.Element{
		kit.Heading("What you have"),
		line("People", fmt.Sprintf("%s analysts, %s; %s a day", tidy(org.Analysts), shift(org), staffHours(s.snap.HoursADay))),
		line("Clearance", map[bool]string{true: "you may read classified reports", false: "none: classified reports stay closed to you without a tear-line"}[org.Cleared]),
	}
	parts = append(parts,
		line("You can tell", orNone(s.reached(mutual, outward))),
		line("Can tell you", orNone(s.reached(mutual, inward))),
		line("Channels closed both ways", orNone(s.reached(shut))))
	for i := range s.sc.Assets {
		if s.sc.Assets[i].Owner == a.seat {
			parts = append(parts, row(kit.Glyph{Icon: assets.Dot, Ink: assets.Blue}, s.sc.Assets[i].Name, s.defences(model.AssetID(i))))
		}
	}
	return append(parts, gap())
}

// shift says when an organisation works.
func shift(org *model.Org) string {
	if org.ShiftFrom == 0 && org.ShiftTo == 24*60 {
		return "round the clock"
	}
	return fmt.Sprintf("%02d:%02d to %02d:%02d", org.ShiftFrom/60, org.ShiftFrom%60, org.ShiftTo/60, org.ShiftTo%60)
}

// reached lists the organisations with which the channels are open in one of the
// ways.
func (s *sight) reached(ways ...reach) []string {
	var names []string
	for i := range s.sc.Orgs {
		if slices.Contains(ways, s.reach(model.OrgID(i))) {
			names = append(names, shortName(s.sc, model.OrgID(i)))
		}
	}
	return names
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return list(names, "and")
}

// defences names the controls fitted on an asset when the exercise starts.
func (s *sight) defences(asset model.AssetID) string {
	var fitted []string
	for _, i := range s.sc.Assets[asset].Slots {
		slot := &s.sc.Slots[i]
		control := &s.sc.Controls[slot.Level]
		if control.Level == "none" {
			continue
		}
		name := control.Title
		if name == "" {
			name = control.Group + ": " + control.Level
		}
		fitted = append(fitted, fmt.Sprintf("%s %s%%", name, decimal(real(slot.Coverage)*100, 0)))
	}
	if len(fitted) == 0 {
		return "Nothing guards it yet."
	}
	return strings.Join(fitted, " · ")
}

// whatIsAsked lists the objectives, first those that are judged by what this
// seat knows.
func (a *App) whatIsAsked() []kit.Element {
	sc := a.sight.sc
	var yours, others []kit.Element
	for i := range sc.Objectives {
		o := &sc.Objectives[i]
		if o.Seat == a.seat {
			yours = append(yours, row(kit.Glyph{Icon: assets.Dot, Ink: assets.Yellow, Label: "yours"}, o.Text, "Judged by what you know · "+o.Capability))
		} else {
			others = append(others, row(kit.Glyph{Icon: assets.Dot, Ink: assets.Muted}, o.Text, o.Capability))
		}
	}
	return append(append([]kit.Element{kit.Heading("What is tested")}, yours...), others...)
}

func texts(value string) []kit.Element {
	var parts []kit.Element
	for _, p := range paragraphs(value) {
		parts = append(parts, paragraph(p))
	}
	return parts
}
