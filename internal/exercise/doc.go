// Package exercise conducts one exercise in progress: the run, who holds each
// seat, the pace, what the facilitator does, and the journal. The desktop, the
// command line and the terminal play all drive it, so whatever one of them can
// do, the others and a test can.
//
// An [Exercise] begins with [Start] or, after a crash, with [Resume]. Time moves
// by [Exercise.Advance] alone; people act by [Exercise.Submit]. Seats that no
// person holds decide by a doctrine, on the hour, and what they decide is
// journaled as a command like anyone's. Every event, command and hourly state
// hash is in the journal before the call that caused it returns, and every command
// is on the disk before time goes on.
//
// An [Outcome] says how an exercise went: objectives with their evidence,
// headline measures, what happened in ten lines, and the final hash. It is made
// from the events alone, so replays of any epoch have one. A [Situation] is how
// things stand at one moment, in truth or as one seat knows it.
//
// An Exercise belongs to one goroutine.
package exercise
