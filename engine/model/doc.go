// Package model holds the nouns of an exercise: what a scenario is, what
// changes while it is played, and the commands and events that say so.
//
// A [Scenario] is what a pack means after checking: dense integer ids, nothing
// left to resolve, read-only and shared by every run. A [State] is everything
// that changes. A [Command] is the only input. An [Event] is the only way a
// State changes: [State.Apply] adds or sets the cells that the event names and
// knows no rules, so folding a file's events gives the state at any moment
// without the rules that made them.
//
// The package does no I/O, holds no clock and draws no luck.
package model
