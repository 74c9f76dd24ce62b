//go:build headless

package main

import (
	"github.com/spf13/cobra"

	"tabletop/engine/model"
	"tabletop/internal/exercise"
)

// openDesktop and resumeDesktop are nil: this build has no desktop.
var (
	openDesktop   func(*cobra.Command, windowRequest) error
	resumeDesktop func(*exercise.Exercise, model.OrgID) error
)
