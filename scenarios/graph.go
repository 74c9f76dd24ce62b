package scenarios

import (
	"slices"
	"strings"
)

// acyclic reports each circle of things that need one another, once, at the
// first of them by name.
func (c *compiler) acyclic(r *rows, verb string, needs func(at int) []int) {
	for _, circle := range circles(len(r.list), needs) {
		var names []string
		for _, at := range append(circle, circle[0]) {
			names = append(names, r.list[at].id)
		}
		row := r.list[circle[0]]
		c.report(row.node, row.path, Cycle, "it %s itself: %s", verb, strings.Join(names, " → "))
	}
}

// circles finds circles in a graph of n nodes: at least one in every set of
// nodes that reach each other, each beginning with its lowest node.
func circles(n int, next func(int) []int) [][]int {
	const (
		fresh = iota
		open
		closed
	)
	state := make([]int, n)
	var path []int
	var found [][]int
	var visit func(at int)
	visit = func(at int) {
		state[at] = open
		path = append(path, at)
		for _, to := range next(at) {
			switch {
			case to < 0:
			case state[to] == fresh:
				visit(to)
			case state[to] == open:
				found = append(found, fromLowest(path[slices.Index(path, to):]))
			}
		}
		path = path[:len(path)-1]
		state[at] = closed
	}
	for at := range n {
		if state[at] == fresh {
			visit(at)
		}
	}
	return found
}

// fromLowest turns a circle so that it begins with its lowest node.
func fromLowest(circle []int) []int {
	at := slices.Index(circle, slices.Min(circle))
	return append(slices.Clone(circle[at:]), circle[:at]...)
}
