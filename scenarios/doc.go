// Package scenarios turns scenario packs into [model.Scenario]: it reads TOML
// files, checks them strictly, and compiles what they mean. docs/packs.md
// describes the format.
//
// A pack goes through five stages, each a group of files here:
//
//   - [Open] and [Embedded] read files within bounds (pack.go, file.go);
//   - every file becomes a tree that keeps positions and literal text (tree.go,
//     syntax.go), and the trees are joined into one;
//   - a posture and single values are set on that tree by path (override.go);
//   - each table is decoded by a file of its own (org.go, asset.go, …) through
//     a reader that reports unknown, missing and ill-typed keys (table.go);
//   - names, conditions, effects and times become dense ids and integer trees
//     (index.go, condition.go, effect.go, calendar.go, moment.go).
//
// No stage stops at the first mistake: all are collected as [Problems], each
// with its place and, where there is one, a suggestion. A pack with a problem
// yields no scenario.
package scenarios
