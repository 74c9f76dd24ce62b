package validate

import (
	"encoding/csv"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/internal/house/machine"
	"tabletop/scenarios"
)

func TestEveryStatisticCitesARowOfTheEvidence(t *testing.T) {
	require.Len(t, statistics(), strings.Count(eventsTable, "\n")-1)
	for _, s := range statistics() {
		_, known := scenarios.EvidenceFor(s.Source)
		assert.True(t, known, "%s %s cites %q", s.Of, s.Point, s.Source)
	}
}

// TestStatisticsAreThePublishedOnes compares the table of our own with the
// summary of the events that the evidence was compiled from.
func TestStatisticsAreThePublishedOnes(t *testing.T) {
	file, err := os.Open(machine.Shared(t, "data/calibration/event-summary.csv"))
	require.NoError(t, err)
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	checked := 0
	for _, record := range records[1:] {
		names, values := record[0], strings.FieldsFunc(record[1], func(r rune) bool { return strings.ContainsRune("/, ", r) })
		of, points := ours(names)
		if of == nil {
			continue
		}
		require.Len(t, values, len(points), names)
		for i, point := range points {
			want, err := strconv.ParseFloat(values[i], 64)
			require.NoError(t, err, names)
			assert.InDelta(t, want, float(published(of[0], point)), 1e-6, "%s, %s", names, point)
			checked++
		}
	}
	assert.Equal(t, 44, checked, "figures compared")
}

// ours names the figures of a line of the summary as events.csv does.
func ours(names string) (of, points []string) {
	at := regexp.MustCompile(` p\d`).FindStringIndex(names)
	head, rest := names, ""
	if at != nil {
		head, rest = names[:at[0]], strings.Fields(names[at[0]:])[0]
	}
	quantiles := strings.Split(rest, "/")
	switch {
	case strings.HasPrefix(names, "post-level events"):
		return []string{"events"}, []string{"summarised"}
	case strings.HasPrefix(names, "sum of posts"):
		return []string{"posts"}, []string{"summarised"}
	case strings.HasPrefix(names, "ln(posts)"):
		return []string{"log posts"}, []string{"mean", "deviation"}
	case strings.HasPrefix(names, "ln(duration"):
		return []string{"log ticks"}, []string{"mean", "deviation"}
	case strings.HasPrefix(names, "correlation of"):
		return []string{"log posts and log ticks"}, []string{"correlation"}
	case strings.HasPrefix(names, "share of posts"):
		return []string{"share of largest"}, []string{"5", "23", "45"}
	}
	known := map[string]string{ // by what stands before the quantiles
		"posts per event": "posts", "duration h": "hours", "beta per event": "gain",
		"delta (decay)": "decay", "alpha": "base rate", "lambda": "ageing",
	}
	if name, ok := known[head]; ok {
		return []string{name}, quantiles
	}
	return nil, nil
}
