// Package ledger answers why: it follows the causes that events name and says in
// plain words what happened. It reads events and the scenario, and nothing else:
// the events are how the truth changed, so the ledger is never at odds with it.
//
// A why-query takes a cell of the state and a stretch of time, and returns the
// change of that cell as a tree. The first level is what it all came from: a
// decision, an inject, a facilitator's override, a step of an actor, natural
// drift. Below stand the events through which each worked, down to those that
// changed the cell. At every node the amounts of the children sum to that of the
// node, exactly.
//
// The amount of an event is what it changed when it was applied. What a choice
// would have changed is a fork, never a share of a sum.
package ledger
