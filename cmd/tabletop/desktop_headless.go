//go:build headless

package main

import "github.com/spf13/cobra"

// openDesktop is nil: this build has no desktop.
var openDesktop func(*cobra.Command, windowRequest) error
