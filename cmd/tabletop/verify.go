package main

import (
	"github.com/spf13/cobra"

	"tabletop/engine/model"
	"tabletop/replays"
)

func verifyCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify FILE...",
		Short: "Simulate replays again and compare every event and hash",
		Long: `Verify checks the chain of hashes, simulates the commands again, and compares
every event, state hash and measure. It prints "ok FILE epoch E ticks T hash H",
where H is the hash of the final state, or names the first place that differs:
tick, rule, subject and field. A replay made by rules of another epoch can't be
verified (exit code 3); everything else still works on it. A file without an end
was interrupted: what it holds is true, and a last record that was never
finished is left out, which verify says.`,
		Example: "  tabletop verify first.replay\n  tabletop verify *.replay",
		Args:    arguments(1, -1, "a FILE"),
		RunE:    func(cmd *cobra.Command, args []string) error { return verify(cmd, args, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object a file")
	return cmd
}

// verified is what verify prints of one file as JSON.
type verified struct {
	File   string `json:"file"`
	OK     bool   `json:"ok"`
	*proof        // of a file that is ok
	Error  string `json:"error,omitempty"`
}

// proof is what verification found.
type proof struct {
	Epoch       int        `json:"epoch"`
	Ticks       model.Tick `json:"ticks"`
	Hash        string     `json:"hash"`
	Events      int        `json:"events"`
	Commands    int        `json:"commands"`
	Interrupted bool       `json:"interrupted"`
	Broken      bool       `json:"broken_last_record"` // it was left out
}

func verify(cmd *cobra.Command, files []string, asJSON bool) error {
	var failed []error
	for _, file := range files {
		found, err := verifyFile(cmd, file)
		switch {
		case asJSON:
			if err := printJSON(cmd, verdict(file, found, err)); err != nil {
				return err
			}
			if err != nil {
				err = silentError{err}
			}
		case err == nil:
			printText(cmd, "ok %s epoch %d ticks %d hash %s%s\n", file, found.Epoch, found.Tick, found.Hash, interruption(found))
		}
		if err != nil {
			failed = append(failed, err)
		}
	}
	return joined(failed)
}

func verdict(file string, found replays.Verified, err error) verified {
	if err != nil {
		return verified{File: file, Error: err.Error()}
	}
	return verified{File: file, OK: true, proof: &proof{
		found.Epoch, found.Tick, found.Hash.String(), found.Events, found.Commands, found.Interrupted, found.Broken,
	}}
}

func verifyFile(cmd *cobra.Command, file string) (replays.Verified, error) {
	r, err := replays.Open(file)
	if err != nil {
		return replays.Verified{}, err
	}
	p := newProgress(cmd.ErrOrStderr(), "verifying", r.Last())
	defer p.end()
	return replays.Verify(r, p.at)
}

// interruption says whether a file lacks its end, and whether it was cut within a
// record.
func interruption(found replays.Verified) string {
	switch {
	case found.Interrupted && found.Broken:
		return " (interrupted; a broken last record was left out)"
	case found.Interrupted:
		return " (interrupted)"
	case found.Broken:
		return " (what follows the end was left out)"
	}
	return ""
}
