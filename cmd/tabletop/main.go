// Command tabletop plays election-threat tabletop exercises: in a window, in a
// terminal, or headless. Run it with --help for its commands.
package main

import "os"

// version is the release, set when the binary is linked for one.
var version = "development"

func main() { os.Exit(execute(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
