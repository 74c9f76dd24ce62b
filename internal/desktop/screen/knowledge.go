package screen

import (
	"fmt"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/kit"
)

// knowledge is what the seat knows in words: incidents and claims, what is under
// way, and how its own systems are.
func (a *App) knowledge() kit.Element {
	s := a.sight
	var parts []kit.Element
	section := func(name, empty string, rows []kit.Element) {
		parts = append(parts, kit.Heading(name))
		if len(rows) == 0 {
			rows = []kit.Element{kit.Text{Value: empty, Ink: assets.Muted}}
		}
		parts = append(parts, rows...)
		parts = append(parts, kit.Panel{Pad: kit.Insets{Top: assets.Tight}})
	}
	section(fmt.Sprintf("What you know · %d", len(s.snap.Known)), "Nothing out of the ordinary yet.", s.knownRows())
	section("Under way", "Nothing of yours is under way.", s.underWayRows())
	if rows := s.ownRows(); len(rows) > 0 {
		section("Your systems", "", rows)
	}
	section("The public", "", a.publicRows())
	return kit.Pad(kit.All(assets.Apart), kit.Scroll{ID: "knowledge", Label: "What you know", Child: kit.Column(assets.Near, parts...)})
}

// row is one line of the list: a mark, a name, and what is to be said of it.
func row(mark kit.Element, name, says string, spans ...kit.Span) kit.Element {
	text := append([]kit.Span{{Value: name, Style: assets.Strong, Ink: assets.Text}, {Value: "  " + says}}, spans...)
	return kit.Row(assets.Near, mark, kit.Grow(1, kit.Text{Ink: assets.Muted, Spans: text})).Aligned(kit.Start)
}

var levelMarks = map[model.Knowledge]kit.Glyph{
	model.SuspectedLevel: {Icon: assets.Diamond, Ink: assets.Amber, Label: "suspected"},
	model.ConfirmedLevel: {Icon: assets.Warning, Ink: assets.Orange, Label: "confirmed"},
}

// knownRows lists what the seat knows of, the newest first.
func (s *sight) knownRows() []kit.Element {
	known := newestFirst(s.snap.Known)
	rows := make([]kit.Element, 0, len(known))
	for _, k := range known {
		mark := levelMarks[k.Level]
		if k.Cause == model.CauseBenign {
			mark = kit.Glyph{Icon: assets.Check, Ink: assets.Green, Label: "no attack"}
		}
		rows = append(rows, row(mark, topicName(s.sc, k.Topic), s.level(k)+s.lately(k)))
	}
	return rows
}

func newestFirst(known []model.Known) []model.Known {
	sorted := append([]model.Known(nil), known...)
	last := func(k model.Known) model.Tick { return max(k.Suspected, k.Confirmed) }
	for i := 1; i < len(sorted); i++ {
		for j := i; j > 0 && last(sorted[j]) > last(sorted[j-1]); j-- {
			sorted[j], sorted[j-1] = sorted[j-1], sorted[j]
		}
	}
	return sorted
}

// level says how well the seat knows something and since when.
func (s *sight) level(k model.Known) string {
	kind := capital(topicKind(s.sc, k.Topic))
	at := func(t model.Tick) string { return moment(s.clock(), t, s.now) }
	switch {
	case k.Level == model.ConfirmedLevel && k.Cause == model.CauseBenign:
		return fmt.Sprintf("%s, an ordinary fault: found %s.", kind, at(k.Confirmed))
	case k.Level == model.ConfirmedLevel && k.Cause == model.CauseAttack:
		return fmt.Sprintf("%s, an attack: confirmed %s.", kind, at(k.Confirmed))
	case k.Level == model.ConfirmedLevel:
		return fmt.Sprintf("%s, confirmed %s.", kind, at(k.Confirmed))
	}
	return fmt.Sprintf("%s, suspected since %s.", kind, at(k.Suspected))
}

// lately says how it goes with what the seat knows of.
func (s *sight) lately(k model.Known) string {
	of := s.sc.Topics[k.Topic].Of
	says := ""
	if k.Examined != model.None && k.Examined > s.now {
		says += " Your people are examining it."
	}
	switch of.Kind {
	case model.KindAsset:
		for _, a := range s.snap.Assets {
			if int64(a.Asset) == of.ID && a.Condition != model.Healthy {
				says += " It is " + model.ConditionWords[a.Condition] + "."
			}
		}
	case model.KindNarrative:
		for _, c := range s.snap.Claims {
			if int64(c.Narrative) == of.ID {
				says += claimCourse(c)
			}
		}
	}
	return says
}

func claimCourse(c model.ClaimSeen) string {
	says := " " + count(c.Posts) + " posts so far"
	if c.Active {
		says += ", " + decimal(real(c.Rate), 0) + " an hour now"
	}
	says += "."
	if c.Corrected > 0 {
		says += " Corrections have reached " + decimal(real(c.Corrected)*100, 0) + "% of the public."
	}
	return says
}

// underWayRows lists decisions that have yet to take effect and reports that
// have yet to be read.
func (s *sight) underWayRows() []kit.Element {
	var rows []kit.Element
	for _, c := range s.underWay() {
		name := s.sc.Decisions[c.Decision].Title
		if target := (model.Ref{Kind: model.Kind(c.TargetKind), ID: c.Target}); !target.IsNothing() {
			name += ": " + refName(s.sc, target)
		}
		rows = append(rows, row(kit.Glyph{Icon: assets.Clock}, name, "Takes effect "+moment(s.clock(), c.Due, s.now)+"."))
	}
	for _, r := range s.onTheWay(model.None) {
		says := "Sent " + moment(s.clock(), r.At, s.now) + ", on its way."
		if r.Status == model.ReportWaiting {
			says = "Sent " + moment(s.clock(), r.At, s.now) + ", waiting to be read."
		}
		rows = append(rows, row(kit.Glyph{Icon: assets.Mail}, shortName(s.sc, r.To)+": "+topicName(s.sc, r.Topic), says))
	}
	return rows
}

// ownRows lists the seat's own systems.
func (s *sight) ownRows() []kit.Element {
	var rows []kit.Element
	for i := range s.sc.Assets {
		if s.sc.Assets[i].Owner != s.seat {
			continue
		}
		mark, says := kit.Glyph{Icon: assets.Check, Ink: assets.Green}, "in service"
		switch grave, word := s.health(model.AssetID(i)); {
		case grave == confirmedHarm:
			mark, says = levelMarks[model.ConfirmedLevel], word
		case grave == suspectedHarm:
			mark, says = levelMarks[model.SuspectedLevel], word
		case word != "":
			says = word
		}
		rows = append(rows, row(mark, s.sc.Assets[i].Name, capital(says)+"."))
	}
	return rows
}

// publicRows are the headline measures that everyone knows, each with its
// course so far.
func (a *App) publicRows() []kit.Element {
	clock := a.sight.clock()
	share := float64(max(a.sight.now, 0)) / float64(max(clock.End, 1))
	var rows []kit.Element
	for _, m := range a.sight.snap.Measures {
		of := model.Measures[m.Measure]
		g := public(m.Measure, of.Title, assets.Blue)
		rows = append(rows, kit.Grid{Columns: 2, Gap: assets.Apart, Children: []kit.Element{
			kit.Text{Spans: []kit.Span{{Value: of.Title}, {Value: "  " + a.course.reading(g), Ink: assets.Muted}}},
			a.course.spark(g, share),
		}})
	}
	return rows
}
