package rules

import "time"

// SystemNames are the rule systems in their order within a tick.
var SystemNames = [systemCount]string{
	"decisions", "injects", "campaigns", "intrusion", "enforcement", "spread", "detection", "sharing", "public", "measures",
}

// TimeSystems has every rule system add the time that it takes to an entry, until
// the function that it returns is called.
func TimeSystems(took *[systemCount]time.Duration) (stop func()) {
	plain := systems
	for i := range systems {
		systems[i].run = func(w *World) {
			begin := time.Now()
			plain[i].run(w)
			took[i] += time.Since(begin)
		}
	}
	return func() { systems = plain }
}
