package model

// Headline measures, by [MeasureID]. They are shown side by side and never
// merged into one number.
const (
	ConfidenceOwnVote MeasureID = iota
	ConfidenceCounty
	ConfidenceState
	ConfidenceNational
	FalsePosts
	PeopleExposed
	VotesBlocked
	HoursLost
	Intrusions
	RecordsLeaked
	HoursToDetect
	HoursToShare
	HoursToAct
	TruePostsHeld
	FalseAlarms
	StaffHours
	MeasureCount
)

// Measure describes one headline measure.
type Measure struct {
	ID       string // word in paths: "votes-blocked"
	Title    string
	Unit     string
	Decimals int
	Better   int64 // +1: more is better; −1: less is better
	Public   bool  // every seat knows it
}

// Measures describes the headline measures, by [MeasureID].
var Measures = [MeasureCount]Measure{
	{"confidence-own-vote", "Confident that their own vote counts", "%", 1, +1, true},
	{"confidence-county", "Confident in the county's count", "%", 1, +1, true},
	{"confidence-state", "Confident in the state's count", "%", 1, +1, true},
	{"confidence-national", "Confident in the national count", "%", 1, +1, true},
	{"false-posts", "Posts of false and misleading claims", "posts", 0, -1, false},
	{"people-exposed", "People exposed to such claims, each claim counted", "thousand", 0, -1, false},
	{"votes-blocked", "Votes blocked", "votes", 0, -1, true},
	{"hours-lost", "Hours of election service lost", "h", 1, -1, true},
	{"intrusions", "Assets held by an adversary", "assets", 0, -1, false},
	{"records-leaked", "Records stolen", "records", 0, -1, false},
	{"hours-to-detect", "Hours incidents went unnoticed", "h", 1, -1, false},
	{"hours-to-share", "Hours from notice to a partner's reading it", "h", 1, -1, false},
	{"hours-to-act", "Hours from notice to an act against it", "h", 1, -1, false},
	{"true-posts-held", "True posts held back", "posts", 0, -1, true},
	{"false-alarms", "Benign faults called attacks", "", 0, -1, true},
	{"staff-hours", "Staff-hours spent", "h", 0, -1, false},
}

// ConfidenceMeasure returns the headline measure of a level of confidence.
func ConfidenceMeasure(l Level) MeasureID { return ConfidenceOwnVote + MeasureID(l) }

// MeasureNamed returns the measure of a word, or None.
func MeasureNamed(word string) MeasureID {
	for i := range Measures {
		if Measures[i].ID == word {
			return MeasureID(i)
		}
	}
	return None
}
