package model

import (
	"cmp"
	"slices"
	"sort"

	"tabletop/engine/fixed"
)

// Scenario is what a pack means after checking: nothing left to resolve, dense
// ids, read-only, shared by every run. Tables are in the order of their ids'
// names, so that shuffling a file's tables changes nothing.
type Scenario struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Version  string   `json:"version"`
	Summary  string   `json:"summary"`
	Question string   `json:"question,omitempty"` // what the exercise asks
	AsOf     string   `json:"as_of"`              // date the facts are dated to, 2020-10-01
	Posture  string   `json:"posture,omitempty"`  // the posture applied at load
	Sets     []Set    `json:"sets,omitempty"`     // values set over the pack, --set
	Sources  []Source `json:"sources,omitempty"`
	Clock    Clock    `json:"clock"`
	Params   Params   `json:"params"`

	Phases     []Phase     `json:"phases,omitempty"`
	Orgs       []Org       `json:"orgs"`
	Channels   []Channel   `json:"channels,omitempty"`
	Controls   []Control   `json:"controls,omitempty"`
	Assets     []Asset     `json:"assets,omitempty"`
	Slots      []Slot      `json:"slots,omitempty"` // controls as fitted on assets
	Actors     []Actor     `json:"actors,omitempty"`
	Campaigns  []Campaign  `json:"campaigns,omitempty"`
	Steps      []Step      `json:"steps,omitempty"`
	Techniques []Technique `json:"techniques,omitempty"` // every technique a step uses
	Narratives []Narrative `json:"narratives,omitempty"`
	Platforms  []Platform  `json:"platforms,omitempty"`
	Spreads    []Spread    `json:"spreads,omitempty"` // narrative × platform
	Audiences  []Audience  `json:"audiences,omitempty"`
	Topics     []Topic     `json:"topics,omitempty"`  // what an organisation may know of: every asset, then every narrative, then every campaign
	Watches    []Watch     `json:"watches,omitempty"` // who may notice what
	Decisions  []Decision  `json:"decisions,omitempty"`
	Injects    []Inject    `json:"injects,omitempty"`
	Objectives []Objective `json:"objectives,omitempty"`
	Tasks      []Task      `json:"tasks,omitempty"`
	Doctrines  []Doctrine  `json:"doctrines,omitempty"`
	Postures   []Posture   `json:"postures,omitempty"` // those the pack offers, for display
	Case       *Case       `json:"case,omitempty"`     // what was published, where the scenario replays a real case
	Citations  []Citation  `json:"citations,omitempty"`
}

// Set is one value set over the pack's own: a path and its new literal text.
type Set struct {
	Path  string `json:"path"`
	Value string `json:"value"`
}

// Source is a document that the scenario rests on.
type Source struct {
	Title string `json:"title"`
	Date  string `json:"date,omitempty"`
	Where string `json:"where,omitempty"`
}

// Citation ties a number of the pack to its evidence row, or to "assumption".
type Citation struct {
	Path     string `json:"path"`            // "org.cisa.analysts"
	Value    string `json:"value"`           // as written
	Evidence string `json:"evidence"`        // "C13", "assumption"
	Range    string `json:"range,omitempty"` // as written: "0.5..3"
}

// Phase is a named stretch of the exercise, from its tick to the next phase.
type Phase struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	From  Tick   `json:"from"`
}

// OrgKind groups organisations; words in packs and in the network picture.
type OrgKind int64

// Kinds of organisation.
const (
	FederalAgency OrgKind = iota
	ElectionOffice
	PlatformCompany
	SharingCentre
	CivilSociety
	NewsMedia
	PoliticalCampaign
	Vendor
)

// OrgKindWords are the pack's words for [OrgKind], by value.
var OrgKindWords = []string{
	"agency", "election-office", "platform", "sharing-centre", "civil-society", "media", "campaign", "vendor",
}

// Org is an agency, election office, platform, vendor, newsroom or campaign.
type Org struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Short       string    `json:"short,omitempty"` // for tight places; Name where empty
	Kind        OrgKind   `json:"kind"`
	Seat        bool      `json:"seat,omitempty"` // a person may hold it
	Fictional   bool      `json:"fictional,omitempty"`
	Brief       string    `json:"brief,omitempty"`
	Analysts    fixed.Num `json:"analysts"` // people on shift who triage and act, > 0
	ShiftFrom   int64     `json:"shift_from"`
	ShiftTo     int64     `json:"shift_to"`            // local minutes of the day, From < To; 0..1440 is round the clock
	Cleared     bool      `json:"cleared,omitempty"`   // may read classified reports (K7)
	Consents    bool      `json:"consents,omitempty"`  // has consented to its data being passed on (K4)
	Detection   fixed.Num `json:"detection"`           // multiplies the rate at which it notices, 1 is the evidence median
	Triage      Tick      `json:"triage"`              // median work to triage one report
	Credibility fixed.Num `json:"credibility"`         // 0..1
	X           fixed.Num `json:"x"`                   // place in the network picture, 0..1
	Y           fixed.Num `json:"y"`                   //
	AsOf        string    `json:"as_of,omitempty"`     // date of the facts about it
	Authority   string    `json:"authority,omitempty"` // what it may do, in words

	Shifts        []PhaseShift `json:"shifts,omitempty"`         // longer hours of some phases (K14)
	CredibilityBy []fixed.Num  `json:"credibility_by,omitempty"` // 0..1 by AudienceID; empty: Credibility with each
}

// PhaseShift is a shift that holds during a phase, in local minutes of the day. It
// lengthens the organisation's own and never shortens it.
type PhaseShift struct {
	Phase PhaseID `json:"phase"`
	From  int64   `json:"from"`
	To    int64   `json:"to"`
}

// Channel is a way from one organisation to another.
type Channel struct {
	From         OrgID     `json:"from"`
	To           OrgID     `json:"to"`
	Open         bool      `json:"open,omitempty"`
	Classify     Tick      `json:"classify,omitempty"` // median delays, lognormal
	Legal        Tick      `json:"legal,omitempty"`
	Transport    Tick      `json:"transport,omitempty"`
	Spread       fixed.Num `json:"spread"`                  // sigma of the log of each delay
	NeedsConsent bool      `json:"needs_consent,omitempty"` // carries nothing until From consents (K4)
	Classified   bool      `json:"classified,omitempty"`    // only cleared readers may act, unless a tear-line exists (K7)
	AsOf         string    `json:"as_of,omitempty"`
	Trust        fixed.Num `json:"trust"`                // 0..1: how far To relies on what From reports, at the start
	Throughput   int64     `json:"throughput,omitempty"` // reports it carries in any 24 hours; 0: as many as are sent
}

// Control is one level of one defence: "mfa" at level "security-key".
type Control struct {
	Group      string    `json:"group"` // "mfa"
	Level      string    `json:"level"` // "security-key"
	Title      string    `json:"title,omitempty"`
	Function   string    `json:"csf,omitempty"`        // NIST CSF 2.0: GV ID PR DE RS RC
	Mitigation string    `json:"mitigation,omitempty"` // ATT&CK mitigation id
	Blocks     []Block   `json:"blocks,omitempty"`
	Detection  fixed.Num `json:"detection"`          // multiplies detection on the asset by organisations that watch it, 1 is none
	Recovery   fixed.Num `json:"recovery"`           // multiplies outage length, 1 is none
	Recovers   []Health  `json:"recovers,omitempty"` // conditions from which it helps to recover; none: all
	Survives   fixed.Num `json:"survives"`           // chance that it is left to recover with after an encryption (C19), 0..1
}

// Helps reports whether the control shortens the way back from a condition.
func (c *Control) Helps(from Health) bool {
	return len(c.Recovers) == 0 || slices.Contains(c.Recovers, from)
}

// Aim is how an attacker picks whom a step is against. Controls on log-ins stop
// different shares of each kind (C1–C3).
type Aim int64

// Aims. AnyAim stands in a [Block] that holds whatever the aim.
const (
	AnyAim    Aim = iota
	Automated     // by machine, against everyone
	Bulk          // one message to many
	Targeted      // by hand, against the chosen
)

// AimWords are the pack's words for [Aim], by value.
var AimWords = []string{"any", "automated", "bulk", "targeted"}

// Block is the share of attempts by one technique that a control stops.
type Block struct {
	Technique TechniqueID `json:"technique"`
	Aim       Aim         `json:"aim,omitempty"` // of the attempts it stops
	Share     fixed.Num   `json:"share"`         // 0..1
}

// AssetKind groups assets.
type AssetKind int64

// Kinds of asset.
const (
	RegistrationDatabase AssetKind = iota
	ResultsSite
	Pollbooks
	CountyNetwork
	Mailboxes
	VendorSystem
	SocialAccounts
	PublicSite
	CountingSystem
	PrintService
)

// AssetKindWords are the pack's words for [AssetKind], by value.
var AssetKindWords = []string{
	"registration-database", "results-site", "pollbooks", "county-network", "mailboxes",
	"vendor-system", "social-accounts", "public-site", "counting-system", "print-service",
}

// Asset is something attackers want and an organisation keeps.
type Asset struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Owner     OrgID     `json:"owner"`
	Kind      AssetKind `json:"kind"`
	DependsOn []AssetID `json:"depends_on,omitempty"`
	Slots     []int64   `json:"slots,omitempty"`    // positions in Scenario.Slots
	Records   int64     `json:"records,omitempty"`  // records it stores
	Accounts  int64     `json:"accounts,omitempty"` // like accounts it stands for, each taken by itself; 0: it is one thing
	Public    bool      `json:"public,omitempty"`   // everyone sees when it is out
	Voters    int64     `json:"voters,omitempty"`   // voters it serves
	Rate      fixed.Num `json:"rate,omitempty"`     // voters an hour who need it while in use
	Fallback  fixed.Num `json:"fallback"`           // share of service kept by hand, 0..1 (C20)
	Leave     fixed.Num `json:"leave,omitempty"`    // share of unserved voters who do not come back
	Uses      []Span    `json:"uses,omitempty"`     // when its absence costs hours and votes
}

// Span is a stretch of ticks, From included, To not.
type Span struct {
	From Tick `json:"from"`
	To   Tick `json:"to"`
}

// Holds reports whether the tick lies in the span.
func (s Span) Holds(t Tick) bool { return s.From <= t && t < s.To }

// Slot is a control as fitted on an asset when the exercise starts.
type Slot struct {
	Asset    AssetID   `json:"asset"`
	Group    string    `json:"group"`
	Level    ControlID `json:"level"`
	Coverage fixed.Num `json:"coverage"` // share of the asset's users or parts it covers, 0..1
}

// Actor is a threat actor. No real person is ever one.
type Actor struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Brief    string    `json:"brief,omitempty"`
	Effort   fixed.Num `json:"effort"`          // team-days of work a day
	Skill    fixed.Num `json:"skill,omitempty"` // 0..1: share of a step's noise that its craft hides
	Caution  fixed.Num `json:"caution"`         // 0..1: how much noise repels it
	Limit    fixed.Num `json:"limit"`           // caution at which it gives up
	Patience Tick      `json:"patience"`        // how long it presses a stalled path
	Parallel int64     `json:"parallel"`        // steps it works on at once, ≥ 1
}

// Campaign is a graph of steps. Without an actor it is a benign cause: the
// same machinery, and the exercise tests whether people cry attack.
type Campaign struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`              // says what it is: for the facilitator and the debrief
	KnownAs string   `json:"known_as,omitempty"` // what investigators call it, without giving away what comes
	Actor   ActorID  `json:"actor"`              // None: benign
	Begin   Tick     `json:"begin"`
	Steps   []StepID `json:"steps"`
	Goal    []StepID `json:"goal,omitempty"` // what the actor is after; none: every step with an effect and every last one
	Brief   string   `json:"brief,omitempty"`
	Source  string   `json:"source,omitempty"` // the case it follows
}

// SeatName returns what a seat is shown for the campaign: what it is known as,
// and its id where it has no such name. It is never the title, which tells the
// plot.
func (c *Campaign) SeatName() string { return cmp.Or(c.KnownAs, c.ID) }

// Benign reports whether no one means harm.
func (c *Campaign) Benign() bool { return c.Actor == None }

// Step is one move of a campaign.
type Step struct {
	ID        string      `json:"id"` // "county-ransom.encrypt"
	Campaign  CampaignID  `json:"campaign"`
	Title     string      `json:"title"`
	Technique TechniqueID `json:"technique"`       // None for a benign cause
	Aim       Aim         `json:"aim,omitempty"`   // never AnyAim in a step of an actor
	Target    AssetID     `json:"target"`          // None where no asset is attacked
	Holds     bool        `json:"holds,omitempty"` // success leaves the actor on the target
	After     []StepID    `json:"after,omitempty"` // all must be done
	Any       []StepID    `json:"any,omitempty"`   // one must be done, where there are some
	At        Tick        `json:"at"`              // not before; None where free
	Mean      fixed.Num   `json:"mean"`            // days of effort, exponential law (C23); 0: as soon as possible
	Chance    fixed.Num   `json:"chance"`          // that the path exists at all, 0..1, drawn once
	Noise     fixed.Num   `json:"noise"`           // 0..1
	Effects   []Effect    `json:"effects,omitempty"`
}

// Technique is an ATT&CK or DISARM technique that some step uses.
type Technique struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

// Truth says whether a narrative's claim is true.
type Truth int64

// Degrees of truth.
const (
	False Truth = iota
	Misleading
	True
)

// TruthWords are the pack's words for [Truth], by value.
var TruthWords = []string{"false", "misleading", "true"}

// NarrativeKind says what a claim is for.
type NarrativeKind int64

// Kinds of narrative.
const (
	Suppress NarrativeKind = iota
	Delegitimise
	Threaten
	Leak
	Inform
)

// NarrativeKindWords are the pack's words for [NarrativeKind], by value.
var NarrativeKindWords = []string{"suppress", "delegitimise", "threaten", "leak", "inform"}

// Narrative is a claim that spreads in bursts.
type Narrative struct {
	ID        string        `json:"id"`
	Name      string        `json:"name"`
	Claim     string        `json:"claim"`
	Truth     Truth         `json:"truth"`
	Kind      NarrativeKind `json:"kind"`
	Size      fixed.Num     `json:"size"`     // median posts of a burst on its first platform (D3)
	Deviation fixed.Num     `json:"spread"`   // sigma of the log of the size
	Gain      fixed.Num     `json:"gain"`     // virality gain g, 0..0.95 (D5)
	Duration  Tick          `json:"duration"` // median length of a burst (D4)
	Congenial []AudienceID  `json:"congenial,omitempty"`
	Spreads   []SpreadID    `json:"spreads"` // one for each platform, the first where it starts
	Technique string        `json:"technique,omitempty"`
}

// Measure of a platform against content.
type Enforcement int64

// Enforcements; each acts on one part of the spread process.
const (
	Label    Enforcement = iota // acts on η, this narrative
	Remove                      // acts on the posts themselves, with coverage and re-upload
	Demote                      // acts on the follower sum
	Takedown                    // removes accounts from the pool, with replacement
	Breaker                     // acts on the gain (D8)
	Friction                    // acts on η of everything on the platform (D25)
	Prompt                      // accuracy prompt, acts on η of every false claim (D12)
	Enforcements
)

// EnforcementWords are the pack's words for [Enforcement], by value.
var EnforcementWords = []string{"label", "remove", "demote", "takedown", "breaker", "friction", "prompt"}

// WholePlatform reports whether the enforcement acts on all content.
func (e Enforcement) WholePlatform() bool { return e == Friction || e == Prompt }

// Visible reports whether everyone sees the enforcement at work; demotion and
// breakers are known to the platform alone.
func (e Enforcement) Visible() bool { return e != Demote && e != Breaker }

// Platform is a venue that an organisation runs.
type Platform struct {
	Org      OrgID     `json:"org"`
	Users    int64     `json:"users"`    // people who see its posts, those in no audience included
	Posts    int64     `json:"posts"`    // posts a day about the election that are true, for the cost of friction
	Audience fixed.Num `json:"audience"` // mean followers of a poster
	Policies []Policy  `json:"policies"` // one for each Enforcement, by value
}

// Policy is how a platform carries out one enforcement.
type Policy struct {
	Effect   fixed.Num `json:"effect"`   // label, friction, prompt: cut of sharing; demote: cut of followers; takedown: share of the accounts found; breaker: cut of gain; remove: share removed
	Coverage fixed.Num `json:"coverage"` // label, friction, prompt: share of the posts it reaches; the others: chance that it reaches the story; 0..1
	Latency  Tick      `json:"latency"`  // median, lognormal (D16, K18)
	Auto     bool      `json:"auto,omitempty"`
	Ready    bool      `json:"ready,omitempty"` // the policy exists; without it a decision must make it first
	Above    fixed.Num `json:"above,omitempty"` // takedown: followers above which repeated offenders go; 0: Params.StrikesAbove
}

// Spread is one narrative on one platform.
type Spread struct {
	Narrative NarrativeID `json:"narrative"`
	Platform  PlatformID  `json:"platform"`
	First     bool        `json:"first,omitempty"` // where its bursts start
	Share     fixed.Num   `json:"share"`           // size here relative to the first platform
}

// Level is one of the levels at which the public has confidence.
type Level int64

// Levels of confidence (T3).
const (
	OwnVote Level = iota
	County
	StateWide
	National
	Levels
)

// LevelWords are the pack's words for [Level], by value.
var LevelWords = []string{"own-vote", "county", "state", "national"}

// Audience is a segment of the public.
type Audience struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Size       int64       `json:"size"`            // people
	Use        []fixed.Num `json:"use"`             // share who use each platform, by PlatformID
	Confidence []fixed.Num `json:"confidence"`      // baseline share confident, by Level, 0..1
	Distrust   fixed.Num   `json:"distrust"`        // 0..1: how far labels and officials fail to reach it (D13)
	Start      []fixed.Num `json:"start,omitempty"` // share confident before the first tick, by Level; empty: Confidence
}

// Topic is a thing that an organisation may know of: an asset's incident, a
// narrative, or who is behind a campaign.
type Topic struct {
	Of Ref `json:"of"`
}

// Watch lets an organisation notice a topic by itself, or outsiders find an
// intrusion and tell its owner.
type Watch struct {
	Org       OrgID     `json:"org"` // None: outsiders
	Topic     TopicID   `json:"topic"`
	Median    fixed.Num `json:"median"`              // days until half of all would be known of (C13, C15, K15)
	Elsewhere fixed.Num `json:"elsewhere,omitempty"` // 0..1: share of these that others find (C14)
}

// Discovery splits how an intrusion into an asset comes to light between its
// owner's watch and outsiders. Median is the time in days until half of all are
// known of either way (C13), and outside the share of them that outsiders find
// (C14): competing hazards of a constant rate, which add up to ln 2 over the median.
func Discovery(owner OrgID, t TopicID, median, outside fixed.Num) (inside, outsiders Watch) {
	return Watch{owner, t, median, outside}, Watch{None, t, median, fixed.One.Sub(outside)}
}

// Decision is something a seat may choose.
type Decision struct {
	ID       string        `json:"id"`
	Title    string        `json:"title"`
	Says     string        `json:"says,omitempty"`
	By       []OrgID       `json:"by"`
	Targets  []Ref         `json:"targets,omitempty"`  // none: it has no target
	OwnOnly  bool          `json:"own_only,omitempty"` // assets are targets of their owner's decision alone
	Cost     fixed.Num     `json:"cost"`               // staff-hours
	Lead     Tick          `json:"lead"`               // until it takes effect
	Once     bool          `json:"once,omitempty"`     // once for each target and seat
	Every    Tick          `json:"every,omitempty"`    // least time between repeats
	Phases   []PhaseID     `json:"phases,omitempty"`   // none: any
	Needs    []Requirement `json:"needs,omitempty"`
	Effects  []Effect      `json:"effects,omitempty"`
	Function string        `json:"csf,omitempty"`
	Counter  string        `json:"counter,omitempty"` // DISARM counter
	Likely   string        `json:"likely,omitempty"`  // likely effect, in words
	Evidence string        `json:"evidence,omitempty"`
	Question string        `json:"question,omitempty"` // to think about afterwards
}

// Requirement is a condition on the deciding seat's View, with the plain
// reason shown when it does not hold.
type Requirement struct {
	If     Condition `json:"if"`
	Reason string    `json:"reason"`
}

// Inject is a line of the MSEL.
type Inject struct {
	ID        string      `json:"id"`
	Number    int64       `json:"number"` // as printed in the MSEL
	Title     string      `json:"title"`
	At        Tick        `json:"at"`   // None where it waits for When
	When      *Condition  `json:"when"` // reads the truth
	After     Tick        `json:"after,omitempty"`
	From      string      `json:"from"` // sender as people say it
	To        []OrgID     `json:"to"`
	Method    Method      `json:"method"`
	Text      string      `json:"text"`
	Expected  string      `json:"expected,omitempty"`
	Objective ObjectiveID `json:"objective"`
	Note      string      `json:"note,omitempty"`
	Effects   []Effect    `json:"effects,omitempty"`
	Tells     TopicID     `json:"tells"` // topic that readers learn of as suspected, or None
	Phase     PhaseID     `json:"phase"`
}

// Method is how an inject reaches people.
type Method int64

// Methods of delivery.
const (
	Email Method = iota
	Phone
	Post
	News
	Meeting
	Ticket
)

// MethodWords are the pack's words for [Method], by value.
var MethodWords = []string{"email", "phone", "post", "news", "meeting", "ticket"}

// Objective is what the exercise tests.
type Objective struct {
	ID         string   `json:"id"`
	Text       string   `json:"text"`
	Capability string   `json:"core_capability"`
	Seat       OrgID    `json:"seat"` // whose View its tasks read
	Tasks      []TaskID `json:"tasks"`
}

// Task is one critical task with a measurable condition.
type Task struct {
	Objective ObjectiveID `json:"objective"`
	Text      string      `json:"text"`
	Measure   Condition   `json:"measure"`
	Deadline  Tick        `json:"deadline"`
	Standing  bool        `json:"standing,omitempty"` // judged at the deadline; otherwise met as soon as it holds
}

// Doctrine is how automated seats decide: ordered rules for each organisation.
type Doctrine struct {
	ID    string         `json:"id"`
	Title string         `json:"title"`
	Rules []DoctrineRule `json:"rules"` // grouped by organisation, see Group
}

// Group brings the rules of each organisation together, in their order.
func (d *Doctrine) Group() {
	slices.SortStableFunc(d.Rules, func(a, b DoctrineRule) int { return cmp.Compare(a.Org, b.Org) })
}

// Of returns the rules of one organisation in their order.
func (d *Doctrine) Of(seat OrgID) []DoctrineRule {
	from := sort.Search(len(d.Rules), func(i int) bool { return d.Rules[i].Org >= seat })
	to := from
	for to < len(d.Rules) && d.Rules[to].Org == seat {
		to++
	}
	return d.Rules[from:to]
}

// DoctrineRule has an organisation take a decision when a condition on its own
// View holds. Rules are tried in order.
type DoctrineRule struct {
	Org      OrgID      `json:"org"`
	When     *Condition `json:"when,omitempty"` // nil: always
	Decision DecisionID `json:"decision"`
	Target   Ref        `json:"target"` // Nothing: any legal target for which When holds
}

// Posture names a set of changes to the pack.
type Posture struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Summary string `json:"summary,omitempty"`
}
