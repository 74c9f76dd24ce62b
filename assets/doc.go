// Package assets holds what the desktop and the reports are drawn with: the
// fonts, the icons, and the design tokens (colours, type sizes, spacing and
// radii) in a light and a dark theme.
//
// It imports nothing of ours, so that every room may use it.
package assets
