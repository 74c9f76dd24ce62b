package model

import "tabletop/engine/fixed"

// Params are the constants of the model that hold for every scenario. Each
// names its evidence row or is an assumption; the pack's [model] table may set
// another value. Shares are 0..1.
type Params struct {
	// Spread (D4–D11, D27).
	Delta           fixed.Num `json:"delta" toml:"delta" evidence:"D6" default:"0.5" range:"0.2..0.85"`                                // decay of momentum a tick
	Lambda          fixed.Num `json:"lambda" toml:"lambda" evidence:"D6" default:"1" range:"0.09..1.74"`                               // ageing of momentum a tick
	Dispersion      fixed.Num `json:"dispersion" toml:"dispersion" evidence:"assumption" default:"5" range:"0.5..20"`                  // φ of posts a tick; tuned, see the model card
	Followers       fixed.Num `json:"followers_spread" toml:"followers_spread" evidence:"D10" default:"2" range:"1..3"`                // sigma of the log of follower counts: 1,300 accounts above 100,000 for 21,000 above 10,000
	Onset           fixed.Num `json:"onset" toml:"onset" evidence:"assumption" default:"0.01" range:"0..0.1"`                          // posts with which a burst begins, as a share of its mean a tick, at least one
	StrikesAbove    fixed.Num `json:"strikes_above" toml:"strikes_above" evidence:"D10" default:"10000" range:"10000..500000"`         // followers above which repeated offenders are taken down
	Strikes         fixed.Num `json:"strikes" toml:"strikes" evidence:"assumption" default:"0.6" range:"0.3..0.95"`                    // share of posters above that who are repeated offenders; tuned on V8 to V10, see the model card
	Carry           fixed.Num `json:"carry" toml:"carry" evidence:"assumption" default:"0.01" range:"0..0.1"`                          // share of the followers reached on a claim's first platform who carry it to the others
	Distrusting     fixed.Num `json:"distrusting" toml:"distrusting" evidence:"D13" default:"0.32" range:"0..1"`                       // share of a label's effect lost on the most distrustful: 16.7 of 24.7%
	PrebunkSharing  fixed.Num `json:"prebunk_sharing" toml:"prebunk_sharing" evidence:"assumption" default:"0.1" range:"0..0.3"`       // cut of sharing among the prebunked; D32 has recognition, not sharing
	Cap             int64     `json:"cap" toml:"cap" evidence:"D3" default:"3400000" range:"100000..10000000"`                         // posts a tick never exceed twice the largest event's total
	SizeTime        fixed.Num `json:"size_time" toml:"size_time" evidence:"D4" default:"0.79" range:"0.5..0.95"`                       // correlation of log size and log duration
	TimeSpread      fixed.Num `json:"time_spread" toml:"time_spread" evidence:"assumption" default:"0.98" range:"0.7..1.1"`            // sigma of log duration; the tails of D4 give 0.73 and 1.07
	EchoPower       fixed.Num `json:"echo_power" toml:"echo_power" evidence:"D11" default:"0.935" range:"0.5..1.2"`                    // posts after a peak go as the peak to this power
	EchoSpread      fixed.Num `json:"echo_spread" toml:"echo_spread" evidence:"D11" default:"1.30" range:"0.5..2"`                     // sigma of the log of the posts after a peak
	EchoDelay       Tick      `json:"echo_delay" toml:"echo_delay" evidence:"assumption" default:"24 h" range:"6 h..72 h"`             // median time from the end of a burst to its echo
	EchoDelaySpread fixed.Num `json:"echo_delay_spread" toml:"echo_delay_spread" evidence:"assumption" default:"0.6" range:"0.2..1.2"` // sigma of the log
	BridgeAt        fixed.Num `json:"bridge_at" toml:"bridge_at" evidence:"assumption" default:"0.08" range:"0.01..0.3"`               // share of the median size after which a burst reaches other platforms
	BridgeSpread    fixed.Num `json:"bridge_spread" toml:"bridge_spread" evidence:"assumption" default:"0.7" range:"0.2..1.5"`         // sigma of the log
	Views           fixed.Num `json:"views" toml:"views" evidence:"D27" default:"360" range:"50..2000"`                                // people a post reaches: 29 M served from 80,000 posts
	Pulse           fixed.Num `json:"pulse" toml:"pulse" evidence:"assumption" default:"0.3" range:"0..1"`                             // momentum that one amplification adds
	Reupload        fixed.Num `json:"reupload" toml:"reupload" evidence:"assumption" default:"0.15" range:"0..0.5"`                    // share of removed posting that comes back
	Replace         fixed.Num `json:"replace" toml:"replace" evidence:"assumption" default:"0.3" range:"0..0.8"`                       // share of taken-down accounts replaced
	LatencySpread   fixed.Num `json:"latency_spread" toml:"latency_spread" evidence:"assumption" default:"0.7" range:"0.2..1.5"`       // sigma of the log of a platform measure's latency

	// Intruders (C23).
	Slow   fixed.Num `json:"slow" toml:"slow" evidence:"assumption" default:"0.1" range:"0..0.5"`        // share of attempts let through at or below which a step counts as stalled, and uses up the actor's patience
	Haste  fixed.Num `json:"haste" toml:"haste" evidence:"assumption" default:"0.25" range:"0.05..2"`    // days added to every step's mean when an actor weighs how quick it is
	Whim   fixed.Num `json:"whim" toml:"whim" evidence:"assumption" default:"0.001" range:"0.0001..0.1"` // least appeal of a step to an actor, so that none is out of the question
	Caught fixed.Num `json:"caught" toml:"caught" evidence:"assumption" default:"0.1" range:"0..0.4"`    // caution that being thrown out of an asset adds to an actor

	// Detection and recovery (C13–C15, C19).
	Dwell         fixed.Num `json:"dwell" toml:"dwell" evidence:"C13" default:"10" range:"5..30"`                            // days until half of all intrusions are known of, where the owner keeps no watch of its own
	Outside       fixed.Num `json:"outside" toml:"outside" evidence:"C14" default:"0.54" range:"0.3..0.8"`                   // share of intrusions that the owner is told of by outsiders, all else being plain
	NoiseLift     fixed.Num `json:"noise_lift" toml:"noise_lift" evidence:"assumption" default:"2" range:"0..6"`             // what a step of full noise adds to the pace of detection, as a multiple of it
	IndicatorLift fixed.Num `json:"indicator_lift" toml:"indicator_lift" evidence:"assumption" default:"4" range:"1..10"`    // for a matching step; for others only the overlap counts
	Overlap       fixed.Num `json:"overlap" toml:"overlap" evidence:"K10" default:"0.03" range:"0.025..0.04"`                // part of an indicator's lift that holds for other techniques of the same campaign
	Workload      fixed.Num `json:"workload" toml:"workload" evidence:"assumption" default:"0.5" range:"0..0.9"`             // detection lost when a day's staff-hours are all spent
	OutageSpread  fixed.Num `json:"outage_spread" toml:"outage_spread" evidence:"assumption" default:"0.5" range:"0.2..1"`   // sigma of the log of the length of an outage
	ExamineSpread fixed.Num `json:"examine_spread" toml:"examine_spread" evidence:"assumption" default:"0.5" range:"0.2..1"` // sigma of the log of the length of an examination
	TriageSpread  fixed.Num `json:"triage_spread" toml:"triage_spread" evidence:"assumption" default:"0.5" range:"0.2..1"`   // sigma of the log of one report's triage

	// Public (T1–T8). Logit points unless said otherwise.
	Reversion   fixed.Num `json:"reversion" toml:"reversion" evidence:"assumption" default:"0.03" range:"0..0.1"`              // share of the way back to baseline a day
	Exposure    fixed.Num `json:"exposure" toml:"exposure" evidence:"assumption" default:"0.25" range:"0.05..0.6"`             // fall for a whole audience exposed to one delegitimising claim; sign from T4
	Congenial   fixed.Num `json:"congenial" toml:"congenial" evidence:"assumption" default:"3" range:"1..6"`                   // times more in congenial audiences; sign from T4
	Corrected   fixed.Num `json:"corrected" toml:"corrected" evidence:"assumption" default:"0.1" range:"0..0.3"`               // share of the fall that a later correction saves; T4 measured none
	Prebunked   fixed.Num `json:"prebunked" toml:"prebunked" evidence:"assumption" default:"0.5" range:"0.1..0.8"`             // share of the fall that prebunking saves; sign from T7
	PrebunkHalf Tick      `json:"prebunk_half" toml:"prebunk_half" evidence:"assumption" default:"336 h" range:"168 h..672 h"` // protection halves; weeks by D32
	Explained   fixed.Num `json:"explained" toml:"explained" evidence:"assumption" default:"0.44" range:"0..0.75"`             // rise, at the median of formats that work, of an audience fully reached that believes the speaker: T8's 4.6 to 13.0 points near 50%, over a credibility of 70%
	OutageFall  fixed.Num `json:"outage_fall" toml:"outage_fall" evidence:"assumption" default:"0.04" range:"0..0.2"`          // a visible outage for one day
	BlockedFall fixed.Num `json:"blocked_fall" toml:"blocked_fall" evidence:"assumption" default:"6" range:"0..20"`            // for the whole electorate blocked
	FalseAlarm  fixed.Num `json:"false_alarm" toml:"false_alarm" evidence:"assumption" default:"0.15" range:"0..0.4"`          // crying attack over a benign cause
	AlarmCredit fixed.Num `json:"alarm_credit" toml:"alarm_credit" evidence:"assumption" default:"5" range:"0..20"`            // points of credibility that a false alarm costs who raised it
	Attributed  fixed.Num `json:"attributed" toml:"attributed" evidence:"assumption" default:"0.2" range:"0..0.5"`             // caution a public attribution adds to an actor

	// What a kind of claim moves: the part of Exposure by which each level of confidence
	// falls. That claims of fraud move the national count most, and claims about how to
	// vote the own vote, follows T3 and T4 in sign only.
	SuppressOwnVote      fixed.Num `json:"suppress_own_vote" toml:"suppress_own_vote" evidence:"assumption" default:"0.5" range:"0..1"`
	SuppressCounty       fixed.Num `json:"suppress_county" toml:"suppress_county" evidence:"assumption" default:"0.3" range:"0..1"`
	SuppressState        fixed.Num `json:"suppress_state" toml:"suppress_state" evidence:"assumption" default:"0.2" range:"0..1"`
	SuppressNational     fixed.Num `json:"suppress_national" toml:"suppress_national" evidence:"assumption" default:"0.1" range:"0..1"`
	DelegitimiseOwnVote  fixed.Num `json:"delegitimise_own_vote" toml:"delegitimise_own_vote" evidence:"assumption" default:"0.3" range:"0..1"`
	DelegitimiseCounty   fixed.Num `json:"delegitimise_county" toml:"delegitimise_county" evidence:"assumption" default:"0.5" range:"0..1"`
	DelegitimiseState    fixed.Num `json:"delegitimise_state" toml:"delegitimise_state" evidence:"assumption" default:"0.8" range:"0..1"`
	DelegitimiseNational fixed.Num `json:"delegitimise_national" toml:"delegitimise_national" evidence:"assumption" default:"1" range:"0..1"`
	ThreatenOwnVote      fixed.Num `json:"threaten_own_vote" toml:"threaten_own_vote" evidence:"assumption" default:"0.4" range:"0..1"`
	ThreatenCounty       fixed.Num `json:"threaten_county" toml:"threaten_county" evidence:"assumption" default:"0.3" range:"0..1"`
	ThreatenState        fixed.Num `json:"threaten_state" toml:"threaten_state" evidence:"assumption" default:"0.3" range:"0..1"`
	ThreatenNational     fixed.Num `json:"threaten_national" toml:"threaten_national" evidence:"assumption" default:"0.3" range:"0..1"`
	LeakOwnVote          fixed.Num `json:"leak_own_vote" toml:"leak_own_vote" evidence:"assumption" default:"0" range:"0..1"`
	LeakCounty           fixed.Num `json:"leak_county" toml:"leak_county" evidence:"assumption" default:"0" range:"0..1"`
	LeakState            fixed.Num `json:"leak_state" toml:"leak_state" evidence:"assumption" default:"0.1" range:"0..1"`
	LeakNational         fixed.Num `json:"leak_national" toml:"leak_national" evidence:"assumption" default:"0.3" range:"0..1"`

	// Who speaks, and whether it is believed.
	ExplainedSpread fixed.Num `json:"explained_spread" toml:"explained_spread" evidence:"T8" default:"0.43" range:"0..0.8"`          // sigma of the log of what formats that work achieve: 13.0, 7.7, 7.5 and 4.6 points
	NullFormats     fixed.Num `json:"null_formats" toml:"null_formats" evidence:"assumption" default:"0.43" range:"0..0.6"`          // chance that a format does nothing: three did, in four states the other worked
	PrebunkRise     fixed.Num `json:"prebunk_rise" toml:"prebunk_rise" evidence:"assumption" default:"0.05" range:"0..0.15"`         // rise of an audience fully reached before a claim; sign from T7
	CreditReversion fixed.Num `json:"credit_reversion" toml:"credit_reversion" evidence:"assumption" default:"0.01" range:"0..0.05"` // share of the way that credibility goes back a day
	DenialCredit    fixed.Num `json:"denial_credit" toml:"denial_credit" evidence:"assumption" default:"5" range:"0..20"`            // points lost for denying what is true
	OverreachCredit fixed.Num `json:"overreach_credit" toml:"overreach_credit" evidence:"assumption" default:"4" range:"0..20"`      // points lost by a platform that holds back every true post for a day, in plain sight

	// Coordination (K5, K7, K14). Trust is a reader's in one sender, 0..1.
	Trust      fixed.Num `json:"trust" toml:"trust" evidence:"assumption" default:"0.6" range:"0.3..0.95"`          // at the start, over channels that name none of their own
	Heed       fixed.Num `json:"heed" toml:"heed" evidence:"assumption" default:"0.3" range:"0..0.6"`               // sum of trust in those who say so from which a suspicion is taken up
	Believe    fixed.Num `json:"believe" toml:"believe" evidence:"assumption" default:"0.5" range:"0.2..0.9"`       // and from which a finding is taken as confirmed
	Suspicion  fixed.Num `json:"suspicion" toml:"suspicion" evidence:"assumption" default:"0.5" range:"0.2..1"`     // weight of a suspicion where reports contradict each other, a finding's being 1
	Doubt      fixed.Num `json:"doubt" toml:"doubt" evidence:"assumption" default:"1" range:"0..3"`                 // triage that a sender without any trust costs on top, as a multiple
	RepeatWork fixed.Num `json:"repeat_work" toml:"repeat_work" evidence:"assumption" default:"0.3" range:"0.1..1"` // share of triage that it takes to recognise what is known already
	TrustGain  fixed.Num `json:"trust_gain" toml:"trust_gain" evidence:"assumption" default:"0.1" range:"0..0.3"`   // share of what is missing to full trust that a report proved right wins
	TrustLoss  fixed.Num `json:"trust_loss" toml:"trust_loss" evidence:"assumption" default:"0.3" range:"0..0.6"`   // share of its trust that a sender proved wrong loses
}

// MostGain is the gain from which on bursts would grow without end: momentum that
// lasts feeds on itself. What counts is what a tick still keeps of it half an hour
// into a burst, δ·e^(−6λ); see D5 and D6.
func (p *Params) MostGain() fixed.Num {
	return fixed.One.Sub(fixed.MulExp(p.Delta, p.Lambda.MulInt(-6)))
}
