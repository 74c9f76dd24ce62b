package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"tabletop/engine/model"
)

// progress shows how far a simulation is, on standard error, where that is a
// terminal.
type progress struct{ bar *progressbar.ProgressBar }

func newProgress(errs io.Writer, doing string, until model.Tick) *progress {
	file, ok := errs.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) || until <= 0 {
		return &progress{}
	}
	return &progress{progressbar.NewOptions64(int64(until),
		progressbar.OptionSetWriter(errs), progressbar.OptionSetDescription(doing),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetWidth(30), progressbar.OptionSetPredictTime(true))}
}

func (p *progress) at(t model.Tick) {
	if p.bar != nil {
		_ = p.bar.Set64(max(0, int64(t))) // a bar that can't be drawn is no failure
	}
}

func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
