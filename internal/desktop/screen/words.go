package screen

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// real is a fixed-point number as the charts need it.
func real(n fixed.Num) float64 { return float64(n) / float64(fixed.One) }

// count writes a whole number with its thousands set apart.
func count(n int64) string {
	digits := strconv.FormatInt(max(n, -n), 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if n < 0 {
		return "−" + digits
	}
	return digits
}

// decimal writes a number with a fixed number of decimals.
func decimal(v float64, decimals int) string {
	scale := math.Pow10(decimals)
	v = math.Round(v*scale) / scale
	whole, fraction := math.Modf(math.Abs(v))
	text := count(int64(whole))
	if decimals > 0 {
		text += strconv.FormatFloat(fraction, 'f', decimals, 64)[1:]
	}
	if v < 0 {
		return "−" + text
	}
	return text
}

// quantity writes a value in its unit: "58.4%", "12 h", "340 votes".
func quantity(v float64, unit string, decimals int) string {
	text := decimal(v, decimals)
	switch unit {
	case "":
		return text
	case "%":
		return text + "%"
	}
	return text + " " + unit
}

// tidy writes a number with a decimal only where it needs one.
func tidy(n fixed.Num) string {
	v := real(n)
	if v == math.Trunc(v) {
		return decimal(v, 0)
	}
	return decimal(v, 1)
}

// staffHours writes an amount of work: "4 staff-hours".
func staffHours(n fixed.Num) string {
	if n == fixed.One {
		return "1 staff-hour"
	}
	return tidy(n) + " staff-hours"
}

// span writes a length of time as people say it: "15 min", "3 h", "2 d 4 h".
func span(t model.Tick) string {
	switch {
	case t < model.Hour:
		return fmt.Sprintf("%d min", max(t, 0)*model.MinutesPerTick)
	case t < model.Day:
		text := fmt.Sprintf("%d h", t/model.Hour)
		if minutes := t % model.Hour * model.MinutesPerTick; minutes > 0 {
			text += fmt.Sprintf(" %d min", minutes)
		}
		return text
	}
	text := fmt.Sprintf("%d d", t/model.Day)
	if hours := t % model.Day / model.Hour; hours > 0 {
		text += fmt.Sprintf(" %d h", hours)
	}
	return text
}

// lead says when a decision takes effect.
func lead(t model.Tick) string {
	if t == 0 {
		return "takes effect at once"
	}
	return "takes effect in " + span(t)
}

// days writes the days to the election: "E−12", "E", "E+3".
func days(clock *model.Clock, t model.Tick) string {
	switch n := clock.DaysToElection(t); {
	case n > 0:
		return fmt.Sprintf("E−%d", n)
	case n < 0:
		return fmt.Sprintf("E+%d", -n)
	}
	return "E"
}

var (
	monthNames = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	dayNames   = [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
)

// dateTime writes a local time in full: "Tue 27 Oct 2020 · 09:25 EDT".
func dateTime(clock *model.Clock, t model.Tick) string {
	l := clock.Local(t)
	return fmt.Sprintf("%s %d %s %d · %02d:%02d %s",
		dayNames[l.Weekday], l.Day, monthNames[l.Month-1], l.Year, l.Hour, l.Minute, l.Abbrev)
}

// date writes a day: "15 Sep".
func date(clock *model.Clock, t model.Tick) string {
	l := clock.Local(t)
	return fmt.Sprintf("%d %s", l.Day, monthNames[l.Month-1])
}

// timeOfDay writes the time of a tick: "09:25".
func timeOfDay(clock *model.Clock, t model.Tick) string {
	l := clock.Local(t)
	return fmt.Sprintf("%02d:%02d", l.Hour, l.Minute)
}

// moment writes a time as short as it can be told from now: "09:10" today,
// "Mon 09:10" within six days, "12 Oct 09:10" otherwise.
func moment(clock *model.Clock, t, now model.Tick) string {
	at := timeOfDay(clock, t)
	switch distance := max(now-t, t-now); {
	case clock.SameDay(t, now):
		return at
	case distance < 6*model.Day:
		return dayNames[clock.Local(t).Weekday] + " " + at
	}
	return date(clock, t) + " " + at
}

// briefMoment is moment for a narrow column: "09:10", "Mon", "12 Oct".
func briefMoment(clock *model.Clock, t, now model.Tick) string {
	switch {
	case clock.SameDay(t, now):
		return timeOfDay(clock, t)
	case now-t < 6*model.Day:
		return dayNames[clock.Local(t).Weekday]
	}
	return date(clock, t)
}

// phase writes where the exercise stands: "Phase 3 of 4 · Early voting".
func phase(sc *model.Scenario, t model.Tick) string {
	at := sc.PhaseAt(t)
	if at == model.None {
		return "Before the first phase"
	}
	return fmt.Sprintf("Phase %d of %d · %s", at+1, len(sc.Phases), sc.Phases[at].Title)
}

// shortName is what an organisation is called in tight places.
func shortName(sc *model.Scenario, org model.OrgID) string {
	if o := &sc.Orgs[org]; o.Short != "" {
		return o.Short
	}
	return sc.Orgs[org].Name
}

// topicName is what a topic is called.
func topicName(sc *model.Scenario, t model.TopicID) string { return refName(sc, sc.Topics[t].Of) }

// topicKind says what sort of thing a topic is.
func topicKind(sc *model.Scenario, t model.TopicID) string {
	switch sc.Topics[t].Of.Kind {
	case model.KindAsset:
		return "system"
	case model.KindNarrative:
		return "claim"
	}
	return "campaign"
}

// refName is what a thing of the scenario is called.
func refName(sc *model.Scenario, r model.Ref) string {
	switch r.Kind {
	case model.KindOrg:
		return sc.Orgs[r.ID].Name
	case model.KindAsset:
		return sc.Assets[r.ID].Name
	case model.KindNarrative:
		return sc.Narratives[r.ID].Name
	case model.KindCampaign:
		return sc.Campaigns[r.ID].SeatName()
	case model.KindActor:
		return sc.Actors[r.ID].Name
	case model.KindTopic:
		return topicName(sc, model.TopicID(r.ID))
	case model.KindPlatform:
		return sc.Orgs[sc.Platforms[r.ID].Org].Name
	case model.KindAudience:
		return sc.Audiences[r.ID].Name
	case model.KindChannel:
		c := sc.Channels[r.ID]
		return shortName(sc, c.From) + " → " + shortName(sc, c.To)
	}
	return r.Kind.String()
}

// csf is a function of NIST CSF 2.0 in words: "Respond (RS)".
func csf(code string) string {
	names := map[string]string{
		"GV": "Govern", "ID": "Identify", "PR": "Protect", "DE": "Detect", "RS": "Respond", "RC": "Recover",
	}
	if name, ok := names[code]; ok {
		return name + " (" + code + ")"
	}
	return code
}

// paragraphs splits a text of a pack: an empty line ends a paragraph, and what
// was broken to fit the file is joined again.
func paragraphs(text string) []string {
	var all []string
	for part := range strings.SplitSeq(text, "\n\n") {
		if joined := strings.Join(strings.Fields(part), " "); joined != "" {
			all = append(all, joined)
		}
	}
	return all
}

// plural writes a count with its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return count(int64(n)) + " " + many
}

// capital writes a sentence's first letter large.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// list joins words as a sentence does: "a, b and c".
func list(words []string, last string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}
