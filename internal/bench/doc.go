// Package bench measures the spread process over a population of events with the
// published statistics, beside a NumPy program with the same tables, and holds that
// the two give the same posts. It has benchmarks and tests only; docs/performance.md
// says how to read them.
package bench
