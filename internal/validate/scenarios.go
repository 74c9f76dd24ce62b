package validate

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"slices"

	"tabletop/engine"
	"tabletop/engine/ensemble"
	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/scenarios"
)

// caseRuns is how many seeds a case is played over, from 1.
const caseRuns = 500

// ofScenarios returns the targets that are played as scenarios; no population has
// part in them.
func ofScenarios(ctx context.Context, o Options) ([]Result, error) {
	found, err := discovery(ctx, o.Workers)
	if err != nil {
		return nil, err
	}
	illinois, err := replay(ctx, "V18", "illinois-2016", o.Workers)
	if err != nil {
		return nil, err
	}
	phosphorus, err := replay(ctx, "V19", "phosphorus-2019", o.Workers)
	return []Result{found, illinois, phosphorus}, err
}

// otherCases returns the case packs that are no target.
func otherCases(ctx context.Context, o Options) ([]Result, error) {
	hall, err := replay(ctx, "C20", "hall-county-2020", o.Workers)
	if err != nil {
		return nil, err
	}
	call, err := replay(ctx, "D31", "new-hampshire-2024", o.Workers)
	return []Result{hall, call}, err
}

// replay sets what was published of a case beside the central 80% of its runs.
func replay(ctx context.Context, id, name string, workers int) (Result, error) {
	pack, err := scenarios.Embedded(name)
	if err != nil {
		return Result{}, err
	}
	sc, err := pack.Compile(scenarios.Options{})
	if err != nil {
		return Result{}, fmt.Errorf("the case %s: %w", name, err)
	}
	all, err := ensemble.Published(ctx, ensemble.Plan{Scenario: sc, From: 1, Runs: caseRuns, Workers: workers})
	if err != nil {
		return Result{}, fmt.Errorf("the case %s: %w", name, err)
	}
	var figures []Figure
	for _, finding := range all {
		p := &finding.Published
		f := Figure{Name: p.ID, Unit: p.Unit, Within: finding.Inside}
		f.Median, f.Low, f.High = known(finding.Band.Median), known(finding.Band.Low), known(finding.Band.High)
		f.AtLeast, f.AtMost = bound(p.AtLeast), bound(p.AtMost)
		if finding.Bounded() {
			f.Share = known(finding.Share)
		}
		figures = append(figures, f)
	}
	return result(id, "case "+name+", "+sc.Case.Published[0].Evidence, "", figures...), nil
}

// bound is one end of what a source gives, or nil where it gives none.
func bound(x fixed.Num) *float64 {
	if x == fixed.Min || x == fixed.Max {
		return nil
	}
	v := float(x)
	return &v
}

//go:embed office/pack.toml
var officePack embed.FS

// intrusions is how many are played for V17: enough that the share found outside
// is known to within 1.5 points nineteen times in twenty.
const intrusions = 4_000

// discovery is V17: how long an intrusion stays that nobody hurries, and how often
// outsiders tell its owner, by the defaults of the model.
func discovery(ctx context.Context, workers int) (Result, error) {
	sc, err := office()
	if err != nil {
		return Result{}, err
	}
	dwell, outside := make([]float64, intrusions), make([]float64, intrusions)
	each(intrusions, workers, func(_, i int) {
		if ctx.Err() != nil {
			return
		}
		run := engine.New(sc, uint64(i)+1)
		run.Advance(sc.Clock.End)
		topic := &run.State().Topics[sc.TopicOf(model.Ref{Kind: model.KindAsset})]
		dwell[i] = float64(sc.Clock.End-topic.Start) / float64(model.Day) // as long as it was watched, where nobody came to know
		if topic.Detected != model.None {
			dwell[i] = float64(topic.Detected-topic.Start) / float64(model.Day)
		}
		if topic.Found == model.FoundOutside {
			outside[i] = 100
		}
	})
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	median := given("dwell", "d", 10, 1)
	share := given("found outside", "%", 54, 3)
	median.summarise(dwell)
	share.summarise(shares(outside))
	return ofInput(result("V17", "Mandiant M-Trends 2024, press", "", median, share)), nil
}

// shares returns the means over groups of a hundred.
func shares(values []float64) []float64 {
	const group = 100
	var out []float64
	for chunk := range slices.Chunk(values, group) {
		sum := 0.0
		for _, v := range chunk {
			sum += v
		}
		out = append(out, sum/float64(len(chunk)))
	}
	return out
}

// office compiles the scenario of one intrusion.
func office() (*model.Scenario, error) {
	folder, err := fs.Sub(officePack, "office")
	if err != nil {
		return nil, err
	}
	pack, err := scenarios.OpenFS(folder, "office")
	if err != nil {
		return nil, err
	}
	return pack.Compile(scenarios.Options{})
}
