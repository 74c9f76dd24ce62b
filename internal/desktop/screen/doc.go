// Package screen holds the screens of one person's seat: the briefing, the
// exercise and the outcome. Each is a function of the exercise that returns
// elements of the kit; none of them knows of windows.
//
// Screens hold no rules. What a seat sees comes from its View, what it may
// decide from Legal; a screen turns both into words and pictures.
package screen
