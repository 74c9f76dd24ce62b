// Package rules holds the verbs: nine rule systems that read a state and emit
// events. They run in this order within a tick: decisions, injects, campaigns,
// intrusion, spread, detection, sharing, public, measures. One file holds each; the
// measures of platforms, which spread reads, have a place of their own before it.
//
// A system never changes the state itself: it emits, and the event is applied at
// once. Each system says when it is next due, from the state alone, so quiet
// ticks cost nothing. A tick in which something happened is always followed by
// one that runs, so that rates which the event moved are taken up.
//
// Continuous processes are hazards with a drawn need: a process gathers hazard
// at the rate in force and succeeds when it has gathered as much as a unit
// exponential drawn once under its own key. That is the law of competing
// hazards of the model (in a step an event happens with probability
// 1 − exp(H(e) − H(e+1))), and it is monotone: more of a control never helps the
// process along, under the same luck. A whole story may still turn out worse: an
// actor whom a control keeps out tries another way sooner.
package rules
