package kit_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tabletop/assets"
	"tabletop/internal/kit"
)

type vote struct {
	inbox  []string
	open   int
	reason string
	asking bool
}

func (v *vote) Screen(f *kit.Frame) kit.Element {
	inbox := kit.List{
		Label: "Inbox", Count: len(v.inbox), Selected: v.open,
		Name:     func(i int) string { return v.inbox[i] },
		OnSelect: func(i int) { v.open = i },
		Row: func(i int) kit.Element {
			return kit.Pad(kit.All(assets.Near), kit.Label(v.inbox[i], assets.Strong, assets.Text))
		},
	}
	memo := kit.Panel{Fill: assets.Raised, Pad: kit.All(assets.Loose), Child: kit.Column(assets.Near,
		kit.Heading("Report"),
		kit.Text{Value: v.inbox[v.open]},
		kit.Field{Label: "Why", Value: v.reason, Lines: 3, OnChange: func(s string) { v.reason = s }},
		kit.Row(assets.Near, kit.Spacer(),
			kit.Button{Label: "Publish", Key: "P", Primary: true, OnPress: func() { v.asking = true }}),
	)}
	screen := kit.Row(assets.Apart,
		kit.Width(f.Em(20), inbox),
		kit.Grow(1, memo),
	).Aligned(kit.Stretch)
	return kit.Layers(screen, v.question())
}

func (v *vote) question() *kit.Modal {
	if !v.asking {
		return nil
	}
	no := func() { v.asking = false }
	return &kit.Modal{
		Title: "Publish now?", Body: kit.Text{Value: "It can't be taken back."}, OnClose: no,
		Actions: []kit.Element{kit.Button{Label: "Not yet", OnPress: no}},
	}
}

func Example() {
	v := &vote{inbox: []string{"Harlow County: systems encrypted", "Video of torn ballots spreads"}}

	ui := kit.New(assets.Dark)
	ui.Handle(kit.Resize{Size: kit.Size{W: 1280, H: 720}})
	list, changed := ui.Frame(v.Screen)

	fmt.Println(list.Size.W, changed)
	ui.Handle(kit.Typed{Text: "p"})
	ui.Frame(v.Screen)
	fmt.Print(ui.Text())
	// Output:
	// 1280 true
	// list "Inbox" = "Harlow County: systems encrypted"
	//   listitem "Harlow County: systems encrypted", selected
	//     text "Harlow County: systems encrypted"
	//   listitem "Video of torn ballots spreads"
	//     text "Video of torn ballots spreads"
	// heading "Report"
	// text "Harlow County: systems encrypted"
	// textbox "Why"
	// button "Publish" [P]
	// dialog "Publish now?"
	//   heading "Publish now?"
	//   region "Publish now?"
	//     text "It can't be taken back."
	//   button "Not yet", focused
}

// The code in the package's documentation is that of the example, which
// compiles.
func TestDocumentationCompiles(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	example, err := os.ReadFile("example_test.go")
	require.NoError(t, err)
	lines := 0
	for line := range strings.Lines(string(doc)) {
		if code, ok := strings.CutPrefix(line, "//\t"); ok {
			lines++
			assert.Contains(t, string(example), strings.TrimSpace(code))
		}
	}
	assert.Greater(t, lines, 40)
}
