// Package validate holds the model against published results, by the code that
// plays scenarios.
//
// Most targets are counterfactuals of Bak-Coleman et al. (2022), Nature Human
// Behaviour 6:1372: how many fewer posts there would have been over 454 viral
// events, had content been nudged, slowed, removed, or accounts banned. The
// paper's events are not public, so a population is synthesised from their
// published statistics (events.csv), never from the results to be reproduced.
// Every event's base rate is then solved so that it makes the posts observed, and
// every condition is run through package spread with common luck.
//
// The statistics of events are those of 465 events of a revision of the paper; the
// population has 454, as in the paper whose results are the targets. The two have
// the same posts per event within 2%.
package validate
