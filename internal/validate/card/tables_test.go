package card

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
	"tabletop/engine/spread"
	"tabletop/scenarios"
)

// table writes rows as Markdown, the first as the head.
func table(rows [][]string) string {
	var b strings.Builder
	for i, row := range rows {
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
		if i == 0 {
			b.WriteString("|" + strings.Repeat(" --- |", len(row)) + "\n")
		}
	}
	return b.String()
}

// gains is the worked example: what nudges leave of stories of several gains, by the
// closed form and as the engine expects it of a burst in the upper quartile of size and
// length (D3, D4).
func gains(*testing.T) string {
	const posts, ticks = 14_000, 90
	rows := [][]string{{"gain $g$", "10% nudge, by the equation", "10% nudge, typical large burst", "20% nudge, the same", "40% nudge, the same"}}
	pool := spread.NewPool(spread.Accounts{Mean: fixed.FromInt(4_450), Sigma: fixed.FromInt(2)})
	fewer := func(left fixed.Num) string {
		return fmt.Sprintf("%d%% fewer posts", fixed.One.Sub(left).MulInt(100).Round())
	}
	for _, gain := range []string{"0.10", "0.18", "0.33", "0.50", "0.75", "0.90"} {
		size := fixed.FromInt(posts)
		law := spread.MeanField(spread.Law{Gain: fixed.MustParse(gain), Delta: fixed.Half, Lambda: fixed.One}, pool, size, ticks)
		var closed string
		row := []string{gain, ""}
		for _, nudge := range []int64{10, 20, 40} {
			nudged, free := spread.Free, spread.Free
			nudged.Eta = fixed.Log(fixed.FromRatio(100-nudge, 100))
			if closed == "" {
				closed = fewer(law.Expected(pool, &nudged, &free))
			}
			row = append(row, fewer(law.Left(pool, &nudged, spread.Level(size, ticks), ticks)))
		}
		row[1] = closed
		rows = append(rows, row)
	}
	return table(rows)
}

func measures(*testing.T) string {
	rows := [][]string{{"measure", "unit", "better", "known to"}}
	for _, m := range model.Measures {
		better, known := "less", "the facilitator and the debrief"
		if m.Better > 0 {
			better = "more"
		}
		if m.Public {
			known = "every seat"
		}
		rows = append(rows, []string{m.Title, orDash(m.Unit), better, known})
	}
	return table(rows)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func evidence(*testing.T) string {
	rows := [][]string{{"row", "what", "finding", "source", "how known"}}
	for _, r := range scenarios.Evidence() {
		rows = append(rows, []string{r.ID, cell(r.Parameter), cell(r.Value), cell(r.Source), r.Mark})
	}
	return table(rows)
}

// cell makes a text safe inside a table of Markdown.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "*", `\*`, "$", `\$`, "~", `\~`, "<", "&lt;", ">", "&gt;").Replace(s)
}

// words are what the source says of the constants: headings of groups and meanings.
type words struct{ heading, meaning map[string]string }

// readWords reads the comments of [model.Params].
func readWords(t *testing.T) words {
	t.Helper()
	path := filepath.Join("..", "..", "..", "engine", "model", "params.go")
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	require.NoError(t, err)
	w := words{map[string]string{}, map[string]string{}}
	ast.Inspect(file, func(n ast.Node) bool {
		fields, ok := n.(*ast.StructType)
		if !ok {
			return true
		}
		for _, f := range fields.Fields.List {
			raw, err := strconv.Unquote(f.Tag.Value)
			require.NoError(t, err)
			name := reflect.StructTag(raw).Get("toml")
			w.heading[name] = strings.Join(strings.Fields(f.Doc.Text()), " ")
			w.meaning[name] = strings.TrimSpace(f.Comment.Text())
		}
		return false
	})
	return w
}

// parameters lists every constant of the model by group, as the source has them.
func parameters(t *testing.T) string {
	w := readWords(t)
	var b strings.Builder
	var rows [][]string
	all, assumed := scenarios.Constants(), 0
	for _, c := range all {
		if heading := w.heading[c.Name]; heading != "" {
			b.WriteString(group(rows) + titled(heading) + "\n\n")
			rows = [][]string{{"constant", "meaning", "value", "range", "rests on"}}
		}
		require.NotEmpty(t, rows, "the first constant needs a heading")
		if strings.Contains(c.Evidence, "assumption") {
			assumed++
		}
		rows = append(rows, []string{"`" + c.Name + "`", meaning(w, c.Name), c.Default, strings.Replace(c.Range, "..", " to ", 1), c.Evidence})
	}
	b.WriteString(group(rows))
	fmt.Fprintf(&b, "Of these %d constants %d rest on a row of the evidence and %d are assumptions.\n", len(all), len(all)-assumed, assumed)
	return b.String()
}

// titled sets the first sentence of a heading in bold.
func titled(heading string) string {
	first, rest, _ := strings.Cut(heading, ". ")
	return strings.TrimSpace("**" + cell(strings.TrimSuffix(first, ".")) + ".** " + cell(rest))
}

func group(rows [][]string) string {
	if len(rows) == 0 {
		return ""
	}
	return table(rows) + "\n"
}

// meaning is what the source says of a constant. Those of kinds of claims, such as
// suppress_own_vote, say it by their name.
func meaning(w words, name string) string {
	if said := w.meaning[name]; said != "" {
		return cell(strings.ReplaceAll(said, ", see the model card", ", see below"))
	}
	kind, level, _ := strings.Cut(name, "_")
	return "claims that " + kind + ", " + strings.ReplaceAll(level, "_", " ")
}

// figure writes what runs came to.
func figure(x float64, unit string) string {
	if math.IsInf(x, 0) {
		return "not by the end"
	}
	return strings.TrimSpace(strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) + " " + unit)
}
