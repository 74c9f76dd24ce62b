package chart

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"tabletop/assets"
	"tabletop/internal/kit"
	"tabletop/internal/kit/display"
	"tabletop/internal/kit/robot"
)

func sit(e kit.Element) *robot.Robot {
	return robot.New(kit.New(assets.Dark), func(*kit.Frame) kit.Element { return e }, display.Sz(500, 300))
}

func labels(a Axis) []string {
	var all []string
	for _, tick := range a.Ticks {
		all = append(all, tick.Label)
	}
	return all
}

func TestAxis(t *testing.T) {
	for _, c := range []struct {
		name      string
		axis      Axis
		low, high float64
		want      []string
	}{
		{"round steps", Axis{}, 0.3, 9.2, []string{"0", "2", "4", "6", "8", "10"}},
		{"fractions", Axis{}, 0.1, 0.32, []string{"0.1", "0.15", "0.2", "0.25", "0.3", "0.35"}},
		{"below zero", Axis{}, -15, 12, []string{"−20", "−10", "0", "10", "20"}},
		{"thousands", Axis{}, 0, 12000, []string{"0", "5,000", "10,000", "15,000"}},
		{"a range that was set", Axis{Low: 1, High: 4}, 0, 99, []string{"1", "2", "3", "4"}},
		{"all the same", Axis{}, 5, 5, []string{"4.5", "4.75", "5", "5.25", "5.5"}},
		{"decades", Axis{Log: true}, 3, 900, []string{"1", "10", "100", "1,000"}},
		{"decades of a set range", Axis{Low: 1, High: 50000, Log: true}, 3, 900, []string{"1", "10", "100", "1,000", "10,000"}},
		{"decades of nothing", Axis{Log: true}, 0, 0, []string{"1", "10"}},
		{"own words", Axis{Format: func(v float64) string { return fmt.Sprintf("%g%%", v) }}, 0, 4, []string{"0%", "1%", "2%", "3%", "4%"}},
		{"own ticks", Axis{Ticks: []Tick{{2, "E−7"}}}, 0, 4, []string{"E−7"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := labels(c.axis.fit(c.low, c.high, 5))
			if c.name == "all the same" {
				assert.Contains(t, got, "5")
				return
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// Whatever the range, ticks are few, lie on the axis, and rise.
func TestAxisTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e6, 1e6).Draw(t, "low")
		a := Axis{Log: rapid.Bool().Draw(t, "log")}.fit(low, low+rapid.Float64Range(0, 1e6).Draw(t, "length"), 6)
		require.Less(t, a.Low, a.High)
		require.LessOrEqual(t, len(a.Ticks), 12)
		for i, tick := range a.Ticks {
			require.GreaterOrEqual(t, tick.At, a.Low-1e-6*(a.High-a.Low))
			require.LessOrEqual(t, tick.At, a.High+1e-6*(a.High-a.Low))
			require.True(t, i == 0 || tick.At > a.Ticks[i-1].At)
		}
	})
}

func TestAxisIsItsOwnInverse(t *testing.T) {
	for _, a := range []Axis{{Low: -3, High: 9}, {Low: 1, High: 1e5, Log: true}} {
		for _, share := range []float64{0, 0.25, 0.5, 1} {
			assert.InDelta(t, share, a.share(a.value(share)), 1e-9)
		}
	}
	a := Axis{Low: 1, High: 100, Log: true}
	assert.InDelta(t, 0.5, a.share(10), 1e-9)
	assert.Zero(t, a.share(0), "zero stands on the edge of a log axis")
}

func TestChartInWords(t *testing.T) {
	r := sit(Chart{
		Label: "Confidence",
		Series: []Series{
			{Name: "as played", Points: []XY{{0, 58}, {9, 60.5}}},
			{Name: "nothing", Points: []XY{{0, 58}, {9, 55}}},
		},
		Markers: []Marker{{X: 3, Label: "decision 23"}},
	})
	assert.Equal(t, "img \"Confidence\" = \"as played from 58 to 60.5; nothing from 58 to 55\"\ntext \"decision 23\"\n", r.Text())
	assert.Empty(t, r.UI.Complaints())
}

func TestChartPress(t *testing.T) {
	var at []float64
	r := sit(Chart{
		X: Axis{Low: 0, High: 10}, Series: []Series{{Points: []XY{{0, 1}, {10, 2}}}},
		OnPress: func(x float64) { at = append(at, x) },
	})
	r.List()
	r.ClickAt(display.Pt(499.9, 100))
	r.ClickAt(display.Pt(0, 100))
	require.Len(t, at, 2)
	assert.InDelta(t, 10, at[0], 0.1)
	assert.Zero(t, at[1])
}

// lines returns the lines of a colour.
func lines(list *display.List, c assets.Color) []display.Line {
	var all []display.Line
	for _, op := range list.Ops {
		if line, ok := op.(display.Line); ok && line.Color == assets.Dark.Color(c) {
			all = append(all, line)
		}
	}
	return all
}

func TestGapsAndSteps(t *testing.T) {
	nan := math.NaN()
	r := sit(Chart{Series: []Series{
		{Color: assets.Blue, Points: []XY{{0, 1}, {1, 2}, {2, nan}, {3, 2}, {4, 1}}},
		{Color: assets.Green, Step: true, Points: []XY{{0, 1}, {2, 2}, {4, 1}}},
	}})
	list := r.List()
	assert.Len(t, lines(list, assets.Blue), 2, "a value that is not a number leaves a gap")
	steps := lines(list, assets.Green)
	require.Len(t, steps, 1)
	require.Len(t, steps[0].Points, 5)
	for i := 1; i < 5; i++ {
		a, b := steps[0].Points[i-1], steps[0].Points[i]
		assert.True(t, a.X == b.X || a.Y == b.Y, "a step goes level or upright")
	}
}

// Charts take whatever a run gives them.
func TestAnyChart(t *testing.T) {
	value := rapid.OneOf(rapid.Float64Range(-1e9, 1e9), rapid.SampledFrom([]float64{0, math.NaN(), 1e-300, 1e300}))
	rapid.Check(t, func(t *rapid.T) {
		c := Chart{Label: "any", Y: Axis{Log: rapid.Bool().Draw(t, "log")}}
		for i := range rapid.IntRange(0, 3).Draw(t, "series") {
			s := Series{Name: fmt.Sprintf("series %d", i), Step: rapid.Bool().Draw(t, "step")}
			for x := range rapid.IntRange(0, 8).Draw(t, "points") {
				s.Points = append(s.Points, XY{float64(x), value.Draw(t, "y")})
			}
			c.Series = append(c.Series, s)
		}
		for range rapid.IntRange(0, 6).Draw(t, "markers") {
			c.Markers = append(c.Markers, Marker{X: rapid.Float64Range(-2, 9).Draw(t, "x"), Label: "marker"})
		}
		r := sit(c)
		list := r.List()
		require.Empty(t, r.UI.Complaints())
		for _, op := range list.Ops {
			e := op.Extent()
			require.False(t, math.IsNaN(e.X+e.Y+e.W+e.H), "%T %v", op, op)
		}
	})
}

func TestThin(t *testing.T) {
	few := []kit.Point{display.Pt(0, 1), display.Pt(50, 2), display.Pt(99, 1)}
	assert.Equal(t, few, thin(few))
	var many []kit.Point
	for i := range 1000 {
		many = append(many, display.Pt(float64(i)/100, float64(i*37%100)))
	}
	thinned := thin(many)
	assert.LessOrEqual(t, len(thinned), 40)
	assert.Equal(t, many[0], thinned[0])
	assert.Equal(t, many[999], thinned[len(thinned)-1])
	assert.Equal(t, display.Bounds(many), display.Bounds(thinned), "peaks are kept")
}

func TestNetwork(t *testing.T) {
	pressed := -1
	r := sit(Network{
		Label: "Who can tell whom",
		Nodes: []Place{
			{X: 0.5, Y: 0.5, Name: "CISA", Note: "you", Self: true},
			{X: 0, Y: 0, Name: "FBI"},
			{X: 1, Y: 1, Name: "Harlow Co.", Note: "ENCRYPTED", Mark: assets.Warning},
		},
		Links:   []Link{{From: 0, To: 1, Dots: []float64{0.5, 7}, Note: "1 report in transit"}, {From: 0, To: 2, Dashed: true}, {From: 1, To: 1}},
		OnPress: func(i int) { pressed = i },
	})
	assert.Empty(t, r.UI.Complaints())
	require.NoError(t, r.Click(kit.RoleButton, "Harlow Co."))
	assert.Equal(t, 2, pressed)
	r.Press(kit.KeyTab, kit.KeyEnter)
	assert.Equal(t, 0, pressed, "Tab goes on from the last node to the first")
	harlow, err := r.Find(kit.RoleButton, "Harlow Co.")
	require.NoError(t, err)
	assert.Equal(t, "ENCRYPTED", harlow.Value)
	assert.True(t, display.Rc(0, 0, 500, 300).Contains(harlow.Bounds, 0), "nodes stay inside")
}

func TestEdge(t *testing.T) {
	box := display.Rc(0, 0, 20, 10)
	assert.Equal(t, display.Pt(20, 5), edge(box, display.Pt(100, 5)))
	assert.Equal(t, display.Pt(10, 0), edge(box, display.Pt(10, -50)))
	assert.Equal(t, display.Pt(12, 5), edge(box, display.Pt(12, 5)), "a point inside is not passed by")
}

func TestTimelineSeeks(t *testing.T) {
	now := 5.0
	r := robot.New(kit.New(assets.Dark), func(*kit.Frame) kit.Element {
		return Timeline{
			Label: "Whole exercise", Value: fmt.Sprintf("day %.0f", now), From: 0, To: 10, Now: now, Step: 1,
			OnSeek: func(at float64) { now = at },
			Lanes: []Lane{
				{Name: "Decisions", Marks: []Mark{{At: 2, Label: "Send team", Icon: assets.Diamond}}},
				{Name: "Confidence", Course: []XY{{0, 1}, {5, 2}}, Note: "58.4%"},
			},
			Ticks: []Tick{{0, "1 Sep"}, {0.1, "2 Sep"}}, Flags: []Flag{{At: 8, Label: "Election Day"}},
		}
	}, display.Sz(500, 100))
	r.Press(kit.KeyTab, kit.KeyRight, kit.KeyRight, kit.KeyLeft)
	assert.InDelta(t, 6, now, 1e-9)
	r.Press(kit.KeyEnd, kit.KeyRight)
	assert.InDelta(t, 10, now, 1e-9)
	r.Press(kit.KeyHome)
	assert.Zero(t, now)
	r.Drag(display.Pt(0, 50), display.Pt(499, 50))
	assert.InDelta(t, 10, now, 1e-9)
	assert.Empty(t, r.UI.Complaints())
	assert.Equal(t, `slider "Whole exercise" = "day 10", focused
  group "Decisions"
    text "Send team"
  group "Confidence" = "58.4%"
`, r.Text())
}

func TestTimelineWithoutTime(t *testing.T) {
	r := sit(Timeline{Label: "none", Lanes: []Lane{{Name: "Decisions", Marks: []Mark{{At: 3}}}}})
	assert.NotPanics(t, func() { r.List() })
	assert.Empty(t, r.UI.Complaints())
}

func TestSpark(t *testing.T) {
	for _, points := range [][]float64{nil, {1}, {2, 2, 2}, {math.NaN(), 1, math.NaN(), 3}} {
		r := sit(kit.Height(30, Spark{Label: "Confidence", Value: "58.4%", Points: points, Color: assets.Blue}))
		for _, line := range lines(r.List(), assets.Blue) {
			for _, q := range line.Points {
				assert.True(t, display.Rc(0, 0, 500, 30).Has(q), "%v in %v", q, points)
			}
		}
		assert.Contains(t, r.Text(), `img "Confidence" = "58.4%"`)
	}
}
