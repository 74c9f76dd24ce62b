package exercise

import (
	"fmt"
	"slices"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/ledger"
	"tabletop/engine/model"
	"tabletop/replays"
)

// Situation is how things stand at one moment: in truth, or as one seat knows it.
type Situation struct {
	Scenario string `json:"scenario"`
	Title    string `json:"title"`
	Moment
	Days     int64  `json:"days_to_election"`
	Phase    string `json:"phase,omitempty"`
	Seat     string `json:"seat,omitempty"` // empty: the truth
	SeatName string `json:"seat_name,omitempty"`

	HoursLeft *fixed.Num `json:"staff_hours_left,omitempty"`
	HoursADay *fixed.Num `json:"staff_hours_a_day,omitempty"`

	Measures  []Reading `json:"measures"`
	Assets    []Asset   `json:"assets"` // not healthy or held; a seat's own all
	Claims    []Claim   `json:"claims"`
	Known     []Known   `json:"known,omitempty"`     // by a seat
	Inbox     []Mail    `json:"inbox,omitempty"`     // of a seat, oldest first
	Campaigns []Stage   `json:"campaigns,omitempty"` // in truth
	Decisions []Choice  `json:"decisions"`
}

// Reading is one headline measure.
type Reading struct {
	ID    string    `json:"id"`
	Title string    `json:"title"`
	Value fixed.Num `json:"value"`
	Text  string    `json:"text"`
}

// Asset is the condition of an asset.
type Asset struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Condition string `json:"condition"`
	Since     string `json:"since,omitempty"`
	FellBack  bool   `json:"fallback,omitempty"`
	Holder    string `json:"held_by,omitempty"` // campaign; in truth only
}

// Claim is a narrative that runs or ran.
type Claim struct {
	ID     string    `json:"id"`
	Name   string    `json:"name"`
	Posts  int64     `json:"posts"`
	Rate   fixed.Num `json:"posts_an_hour"`
	Active bool      `json:"active"`
}

// Known is what a seat knows of a topic.
type Known struct {
	Topic string `json:"topic"`
	Name  string `json:"name"`
	Level string `json:"level"`
	Cause string `json:"cause"`
	Since string `json:"since"`
}

// Mail is one message of an inbox.
type Mail struct {
	Moment
	Kind  string `json:"kind"` // inject, report, notice, finding
	From  string `json:"from,omitempty"`
	Title string `json:"title"`
	Text  string `json:"text,omitempty"`
}

// Stage is how far a campaign is.
type Stage struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	State string `json:"state"`
	Done  int    `json:"steps_done"`
	Steps int    `json:"steps"`
}

// Choice is a decision that was taken.
type Choice struct {
	Moment
	Seat     string `json:"seat"`
	Decision string `json:"decision"`
	Title    string `json:"title"`
	Target   string `json:"target,omitempty"`
	InEffect bool   `json:"in_effect"`
}

// Truth returns the situation as it is.
func Truth(sc *model.Scenario, st *model.State) Situation {
	s := situation(sc, st)
	for m := range model.MeasureCount {
		s.Measures = append(s.Measures, reading(sc, m, st.Measures[m].Value))
	}
	for i := range sc.Assets {
		a := &st.Assets[i]
		if a.Condition == model.Healthy && a.Holder == model.None {
			continue
		}
		seen := asset(sc, model.AssetSeen{Asset: model.AssetID(i), Condition: a.Condition, Since: a.Since, FellBack: a.FellBack != 0})
		if a.Holder != model.None {
			seen.Holder = sc.Campaigns[a.Holder].ID
		}
		s.Assets = append(s.Assets, seen)
	}
	for i := range sc.Narratives {
		c := model.ClaimSeen{Narrative: model.NarrativeID(i)}
		for _, id := range sc.Narratives[i].Spreads {
			c.Posts += st.Spreads[id].Posts
			c.Rate = c.Rate.Add(st.Spreads[id].Rate)
			c.Active = c.Active || st.Spreads[id].End != model.None
		}
		if c.Posts > 0 || c.Active {
			s.Claims = append(s.Claims, claim(sc, c))
		}
	}
	for i := range sc.Campaigns {
		stage := Stage{ID: sc.Campaigns[i].ID, Title: sc.Campaigns[i].Title, State: model.CampaignStatusWords[st.Campaigns[i].Status]}
		for _, step := range sc.Campaigns[i].Steps {
			stage.Steps++
			if st.Steps[step].Status == model.StepDoneStage {
				stage.Done++
			}
		}
		s.Campaigns = append(s.Campaigns, stage)
	}
	s.Decisions = choices(sc, st.Choices)
	return s
}

// Seen returns the situation as a seat knows it: its View, and nothing else.
func Seen(sc *model.Scenario, st *model.State, seat model.OrgID) Situation {
	s := situation(sc, st)
	view := model.NewView(sc, st, seat).Snapshot()
	s.Seat, s.SeatName = sc.Orgs[seat].ID, sc.Orgs[seat].Name
	s.HoursLeft, s.HoursADay = &view.HoursLeft, &view.HoursADay
	for _, m := range view.Measures {
		s.Measures = append(s.Measures, reading(sc, m.Measure, m.Value))
	}
	for _, a := range view.Assets {
		s.Assets = append(s.Assets, asset(sc, a))
	}
	for _, c := range view.Claims {
		s.Claims = append(s.Claims, claim(sc, c))
	}
	for _, k := range view.Known {
		of := sc.Topics[k.Topic].Of
		s.Known = append(s.Known, Known{
			sc.Name(of), ledger.Name(sc, of), model.KnowledgeWords[k.Level], model.CauseWords[k.Cause], sc.Clock.Relative(k.Suspected),
		})
	}
	for _, m := range view.Inbox {
		s.Inbox = append(s.Inbox, mail(sc, m))
	}
	s.Decisions = choices(sc, view.Choices)
	return s
}

func situation(sc *model.Scenario, st *model.State) Situation {
	now := max(0, st.Tick)
	s := Situation{Scenario: sc.ID, Title: sc.Title, Moment: moment(sc, now), Days: sc.Clock.DaysToElection(now)}
	if p := sc.PhaseAt(now); p != model.None {
		s.Phase = sc.Phases[p].Title
	}
	return s
}

func reading(sc *model.Scenario, m model.MeasureID, value fixed.Num) Reading {
	return Reading{model.Measures[m].ID, model.Measures[m].Title, value, ledger.Value(sc, measureCell(m), int64(value))}
}

func asset(sc *model.Scenario, a model.AssetSeen) Asset {
	out := Asset{
		ID: sc.Assets[a.Asset].ID, Name: sc.Assets[a.Asset].Name,
		Condition: model.ConditionWords[a.Condition], FellBack: a.FellBack,
	}
	if a.Since != model.None && a.Condition != model.Healthy {
		out.Since = sc.Clock.Relative(a.Since)
	}
	return out
}

func claim(sc *model.Scenario, c model.ClaimSeen) Claim {
	n := &sc.Narratives[c.Narrative]
	return Claim{n.ID, n.Name, c.Posts, c.Rate, c.Active}
}

func choices(sc *model.Scenario, all []model.ChoiceState) []Choice {
	var out []Choice
	for _, c := range all {
		target := model.Ref{Kind: model.Kind(c.TargetKind), ID: c.Target}
		choice := Choice{
			Moment: moment(sc, c.At), Seat: sc.Orgs[c.Seat].ID, Decision: sc.Decisions[c.Decision].ID,
			Title: sc.Decisions[c.Decision].Title, InEffect: c.Done != 0,
		}
		if !target.IsNothing() {
			choice.Target = ledger.Name(sc, target)
		}
		out = append(out, choice)
	}
	return out
}

// mail writes a message out as a person reads it.
func mail(sc *model.Scenario, m model.Message) Mail {
	out := Mail{Moment: moment(sc, m.Tick)}
	topic := ""
	if m.Topic != model.None {
		topic = ledger.Name(sc, sc.Topics[m.Topic].Of)
	}
	switch m.Kind {
	case model.InjectMessage:
		in := &sc.Injects[m.Inject]
		out.Kind, out.From, out.Title, out.Text = model.MethodWords[in.Method], in.From, in.Title, in.Text
	case model.ReportMessage:
		out.Kind, out.From = "report", ledger.ShortName(sc, m.From)
		out.Title = topic + ": " + model.KnowledgeWords[m.Level]
		if m.Cause != model.CauseUnknown {
			out.Title += ", " + model.CauseWords[m.Cause]
		}
		out.Text = ledger.Made(m.Made)
	case model.NoticeMessage:
		out.Kind, out.Title = "notice", "Your own people noticed: "+topic
	case model.TipMessage:
		out.Kind, out.Title = "tip", "Outsiders told you: "+topic
	case model.FindingMessage:
		out.Kind, out.Title = "finding", "Your examination found: "+topic+": "+model.CauseWords[m.Cause]
	}
	return out
}

// Text writes the situation for reading in a terminal.
func (s Situation) Text() string {
	var b strings.Builder
	whose := "The truth"
	if s.Seat != "" {
		whose = "What " + s.SeatName + " knows"
	}
	fmt.Fprintf(&b, "%s\n\n%s\n%s · %s", Marking, s.Title, s.Date, s.Time)
	if s.Phase != "" {
		fmt.Fprintf(&b, " · %s", s.Phase)
	}
	fmt.Fprintf(&b, "\n%s", whose)
	if s.HoursLeft != nil {
		fmt.Fprintf(&b, " · %s of %s staff-hours left today", ledger.Number(*s.HoursLeft), ledger.Number(*s.HoursADay))
	}
	b.WriteString("\n")
	section(&b, "Headline measures", len(s.Measures), func(i int) string { return s.Measures[i].Title + ": " + s.Measures[i].Text })
	section(&b, "Assets", len(s.Assets), func(i int) string { return s.Assets[i].text() })
	section(&b, "Claims", len(s.Claims), func(i int) string { return s.Claims[i].text() })
	section(&b, "Known", len(s.Known), func(i int) string {
		k := s.Known[i]
		return fmt.Sprintf("%s: %s, cause %s, since %s", k.Name, k.Level, k.Cause, k.Since)
	})
	section(&b, "Inbox", len(s.Inbox), func(i int) string { return s.Inbox[i].text() })
	section(&b, "Campaigns", len(s.Campaigns), func(i int) string {
		c := s.Campaigns[i]
		return fmt.Sprintf("%s: %s, %d of %d steps done", c.Title, c.State, c.Done, c.Steps)
	})
	section(&b, "Decisions", len(s.Decisions), func(i int) string { return s.Decisions[i].text() })
	return replays.Printable(b.String())
}

func section(b *strings.Builder, title string, n int, line func(int) string) {
	if n == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", title)
	for i := range n {
		fmt.Fprintf(b, "  %s\n", line(i))
	}
}

func (a Asset) text() string {
	parts := []string{a.Name + ": " + a.Condition}
	if a.Since != "" {
		parts = append(parts, "since "+a.Since)
	}
	if a.FellBack {
		parts = append(parts, "served by hand")
	}
	if a.Holder != "" {
		parts = append(parts, "held by the campaign "+a.Holder)
	}
	return strings.Join(parts, ", ")
}

func (c Claim) text() string {
	text := fmt.Sprintf("%s: %s posts", c.Name, ledger.Units(c.Posts, 0))
	if c.Active {
		text += fmt.Sprintf(", %s an hour now", ledger.Units(c.Rate.Round(), 0))
	}
	return text
}

func (m Mail) text() string {
	text := fmt.Sprintf("%-11s  %s: %s", m.Time, m.Kind, m.Title)
	if m.From != "" {
		text += " (from " + m.From + ")"
	}
	if m.Text != "" {
		text += "\n" + indented(m.Text, "               ")
	}
	return text
}

func (c Choice) text() string {
	text := fmt.Sprintf("%-11s  %s: %s", c.Time, c.Seat, c.Title)
	if c.Target != "" {
		text += " (" + c.Target + ")"
	}
	if !c.InEffect {
		text += ", not yet in effect"
	}
	return text
}

// indented sets each line of a text in, for reading aloud in order.
func indented(text, by string) string {
	lines := slices.Collect(strings.Lines(text))
	for i := range lines {
		lines[i] = by + strings.TrimRight(lines[i], "\n")
	}
	return strings.Join(lines, "\n")
}
