// Package chart draws what is measured: charts, the network picture and the
// timeline. They are elements of the kit like any other; a report gets their
// display list from kit.Render.
package chart
