package screen

import (
	"slices"
	"strconv"
	"time"

	"tabletop/assets"
	"tabletop/engine/model"
	"tabletop/internal/exercise"
	"tabletop/internal/kit"
)

// Choice is what exercise to start, and in which seat.
type Choice struct {
	Seat     string // id of an organisation
	Posture  string // id; empty: the pack as written
	Doctrine string // id, of the seats that nobody holds; empty: they do nothing
	Seed     uint64
}

// Setup is the start screen: it lets a person choose seat, posture, doctrine and
// seed, starts the exercise, and shows it from then on.
type Setup struct {
	ui     *kit.UI
	sc     *model.Scenario
	begin  func(Choice) (*exercise.Exercise, error)
	choice Choice
	seed   string // as typed

	help    keyHelp
	app     *App
	ex      *exercise.Exercise
	trouble error
}

// NewSetup returns the start screen of a scenario with what is chosen at first.
// Begin starts the exercise chosen; the person holds the seat.
func NewSetup(ui *kit.UI, sc *model.Scenario, first Choice, begin func(Choice) (*exercise.Exercise, error)) *Setup {
	s := &Setup{ui: ui, sc: sc, begin: begin, choice: first, seed: strconv.FormatUint(first.Seed, 10), help: keyHelp{ui: ui}}
	if _, err := exercise.SeatNamed(sc, first.Seat); err != nil {
		if seats := exercise.SeatIDs(sc); len(seats) > 0 {
			s.choice.Seat = seats[0]
		}
	}
	return s
}

// Screen is the picture of the moment; it implements kit.Screen.
func (s *Setup) Screen(f *kit.Frame) kit.Element {
	if s.app != nil {
		return s.app.Screen(f)
	}
	return kit.Layers(s.page(f), s.help.modal(f), alarm(s.trouble, "The exercise could not be started", "Change what is chosen and try again.", func() { s.trouble = nil }))
}

// Tick says how much time has passed since the program started.
func (s *Setup) Tick(now time.Duration) {
	if s.app != nil {
		s.app.Tick(now)
	}
}

// Close closes the exercise, if one was started.
func (s *Setup) Close() error {
	if s.ex == nil {
		return nil
	}
	return s.ex.Close()
}

func (s *Setup) start() {
	if s.seedTrouble() != "" {
		return
	}
	ex, err := s.begin(s.choice)
	if err != nil {
		s.trouble = err
		return
	}
	s.ex, s.app = ex, New(s.ui, ex, s.seat())
	s.ui.Unfocus() // what had it is gone, and Enter belongs to the new screen
	s.ui.Invalidate()
}

func (s *Setup) seat() model.OrgID { return s.sc.OrgNamed(s.choice.Seat) }

func (s *Setup) page(f *kit.Frame) kit.Element {
	head := kit.Panel{Fill: assets.Surface, Pad: kit.Sides(assets.Gutter, assets.Near), Child: kit.Row(assets.Apart,
		kit.Badge{Label: "Exercise"},
		kit.Column(0, kit.Label(s.sc.Title, assets.Strong, assets.Text), kit.Label(s.sc.ID+" "+s.sc.Version+" · as of "+s.sc.AsOf, assets.Small, assets.Muted)),
		kit.Spacer(), kit.Label("New exercise", assets.Title, assets.Text), s.help.button(),
	)}
	who := kit.Column(assets.Near, s.who()...)
	how := kit.Column(assets.Near, s.how()...)
	columns := kit.Element(kit.Row(2*assets.Gutter, kit.Grow(3, who), kit.Grow(2, how)).Aligned(kit.Start))
	if f.Size().W < f.Em(threeColumns) {
		columns = kit.Column(assets.Gutter, how, who)
	}
	return kit.Column(0,
		head, kit.Divider{},
		kit.Grow(1, kit.Row(0,
			kit.Width(f.Em(20), pane("Take a seat", nil, s.seats())), upright(),
			kit.Grow(1, kit.Scroll{ID: "setup", Label: "The exercise", Child: kit.Pad(kit.Sides(assets.Gutter, assets.Loose), columns)}),
		).Aligned(kit.Stretch)),
		kit.Divider{}, s.foot(),
		keyOnly{"Previous seat", kit.KeyUp, func() { s.move(-1) }}, keyOnly{"Next seat", kit.KeyDown, func() { s.move(+1) }},
	)
}

func (s *Setup) foot() kit.Element {
	start := kit.Button{ID: "begin", Label: "Go to the briefing", Icon: assets.Play, Key: kit.KeyEnter, Primary: true, OnPress: s.start}
	start.Disabled = s.seedTrouble()
	light := kit.Toggle{Label: "Light", Key: "L", On: s.ui.Theme() == assets.Light, OnChange: func(on bool) {
		s.ui.SetTheme(map[bool]*assets.Theme{false: assets.Dark, true: assets.Light}[on])
	}}
	return kit.Panel{Fill: assets.Surface, Pad: kit.Sides(assets.Gutter, assets.Near), Child: kit.Row(assets.Apart,
		kit.Grow(1, aside(exercise.Marking+". "+exercise.Illustration)), light, start,
	)}
}

// seedTrouble says why what was typed is no seed, or nothing.
func (s *Setup) seedTrouble() string {
	const rule = "A seed is a whole number from 0 to 18,446,744,073,709,551,615, in digits alone."
	switch _, err := strconv.ParseUint(s.seed, 10, 64); {
	case err == nil:
		return ""
	case s.seed == "":
		return "There is no seed. " + rule
	}
	return "“" + s.seed + "” is no seed. " + rule
}

// move chooses the seat before or after the one that is chosen.
func (s *Setup) move(by int) {
	ids := exercise.SeatIDs(s.sc)
	if at := slices.Index(ids, s.choice.Seat) + by; at >= 0 && at < len(ids) {
		s.choice.Seat = ids[at]
	}
}

// seats lists the seats that a person may hold.
func (s *Setup) seats() kit.Element {
	ids := exercise.SeatIDs(s.sc)
	return kit.List{
		ID: "seats", Label: "Seats", Count: len(ids), Selected: slices.Index(ids, s.choice.Seat),
		Name:     func(i int) string { return shortName(s.sc, s.sc.OrgNamed(ids[i])) },
		OnSelect: func(i int) { s.choice.Seat = ids[i] },
		OnOpen:   func(i int) { s.choice.Seat = ids[i]; s.start() },
		Row: func(i int) kit.Element {
			org := &s.sc.Orgs[s.sc.OrgNamed(ids[i])]
			return kit.Pad(kit.Sides(assets.Apart, assets.Tight), kit.Column(0,
				kit.Label(shortName(s.sc, s.sc.OrgNamed(ids[i])), assets.Strong, assets.Text),
				kit.Label(orgNouns[org.Kind], assets.Small, assets.Muted),
			))
		},
	}
}

// orgNouns are words for the kinds of organisation, by value.
var orgNouns = [...]string{
	"Federal agency", "Election office", "Platform", "Sharing centre", "Civil society", "News", "Campaign", "Vendor",
}

// who says whose seat is chosen and what the exercise asks.
func (s *Setup) who() []kit.Element {
	org := &s.sc.Orgs[s.seat()]
	parts := []kit.Element{kit.Heading("Your seat"), kit.Text{Value: org.Name, Style: assets.Heading, Heading: true}}
	if org.Fictional {
		parts = append(parts, aside("A fictional organisation."))
	}
	parts = append(parts, texts(org.Brief)...)
	parts = append(parts, gap(), kit.Heading("The exercise"), kit.Text{Value: s.sc.Title, Style: assets.Title})
	return append(append(parts, texts(s.sc.Question)...), texts(s.sc.Summary)...)
}

// how lets the person choose the posture, the doctrine and the seed.
func (s *Setup) how() []kit.Element {
	parts := append(s.postures(), s.doctrines()...)
	return append(parts,
		kit.Heading("Seed"),
		kit.Field{ID: "seed", Label: "Seed", Value: s.seed, OnSubmit: s.start, OnChange: func(text string) {
			s.seed = text
			if seed, err := strconv.ParseUint(text, 10, 64); err == nil {
				s.choice.Seed = seed
			}
		}},
		optional(s.seedTrouble(), func(trouble string) kit.Element {
			return kit.Row(assets.Near, kit.Glyph{Icon: assets.Warning, Ink: assets.Orange, Label: "mistake"},
				kit.Grow(1, kit.Text{Value: trouble, Ink: assets.Orange})).Aligned(kit.Start)
		}),
		aside("The same seed, posture and decisions give the same exercise again, to the last bit."),
	)
}

func (s *Setup) postures() []kit.Element {
	if len(s.sc.Postures) == 0 {
		return nil
	}
	choice := kit.Segmented{ID: "posture", Label: "Posture", Options: []string{"as written"}, OnSelect: func(i int) {
		s.choice.Posture = ""
		if i > 0 {
			s.choice.Posture = s.sc.Postures[i-1].ID
		}
	}}
	title, summary := "The pack as written", ""
	for i := range s.sc.Postures {
		p := &s.sc.Postures[i]
		choice.Options = append(choice.Options, p.ID)
		if p.ID == s.choice.Posture {
			choice.Selected, title, summary = i+1, p.Title, p.Summary
		}
	}
	parts := []kit.Element{kit.Heading("Posture: how ready everybody is"), kit.Row(0, choice), kit.Text{Value: title, Style: assets.Strong}}
	for _, p := range paragraphs(summary) {
		parts = append(parts, aside(p))
	}
	return append(parts, gap())
}

func (s *Setup) doctrines() []kit.Element {
	if len(s.sc.Doctrines) == 0 {
		return nil
	}
	choice := kit.Segmented{ID: "doctrine", Label: "Doctrine", Selected: -1, OnSelect: func(i int) { s.choice.Doctrine = s.sc.Doctrines[i].ID }}
	title := "They do nothing"
	for i := range s.sc.Doctrines {
		d := &s.sc.Doctrines[i]
		choice.Options = append(choice.Options, d.ID)
		if d.ID == s.choice.Doctrine {
			choice.Selected, title = i, d.Title
		}
	}
	return []kit.Element{kit.Heading("How the other seats decide"), kit.Row(0, choice), kit.Text{Value: title, Style: assets.Strong}, gap()}
}
