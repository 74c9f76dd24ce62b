package main

import (
	"runtime"

	"github.com/spf13/cobra"

	"tabletop/engine"
	"tabletop/internal/licenses"
	"tabletop/replays"
)

func versionCommand() *cobra.Command {
	var withLicenses, asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the version, or with --licenses the notices of other people's work",
		Example: "  tabletop version\n  tabletop version --licenses",
		Args:    arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case withLicenses:
				printText(cmd, "%s", licenses.Text())
			case asJSON:
				return printJSON(cmd, versions())
			default:
				v := versions()
				printText(cmd, "tabletop %s\nengine %s, rules epoch %d, replay format %d\n%s %s\n",
					v.Version, v.Engine, v.Epoch, v.Format, v.Go, v.Platform)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&withLicenses, "licenses", false, "print the licences and notices of what is inside")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// versionInfo is what version prints.
type versionInfo struct {
	Version  string `json:"version"`
	Engine   string `json:"engine"`
	Epoch    int    `json:"epoch"`
	Format   int    `json:"replay_format"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func versions() versionInfo {
	return versionInfo{
		version, engine.Version, engine.RulesEpoch, replays.Format, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH,
	}
}
