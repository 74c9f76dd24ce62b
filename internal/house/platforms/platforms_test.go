package platforms

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/cpu"

	"tabletop/internal/house/machine"
)

// TestGoldenReplays is rule 8: every platform verifies every golden replay to the same hash.
func TestGoldenReplays(t *testing.T) {
	const golden = "replays/golden"
	root := machine.Root(t)
	replays, err := filepath.Glob(filepath.Join(root, golden, "*.replay"))
	require.NoError(t, err)
	if len(replays) == 0 {
		t.Skipf("%s holds no replay", golden)
	}
	program := Program{Module: root, Package: "./cmd/tabletop", Tags: []string{"headless"}, Folder: golden, Args: []string{"verify"}}
	for _, replay := range replays {
		program.Args = append(program.Args, golden+"/"+filepath.Base(replay))
	}
	for name, difference := range compare(t, program) {
		assert.Empty(t, difference, "%s verifies the golden replays differently", name)
	}
}

// TestIntegersAgree shows that the harness itself gives every platform the same arguments and files.
func TestIntegersAgree(t *testing.T) {
	const folder = "internal/house/platforms/testdata/integers"
	program := Program{Module: machine.Root(t), Package: "./" + folder, Folder: folder, Args: []string{folder + "/keys.txt", "twice"}}
	for name, difference := range compare(t, program) {
		assert.Empty(t, difference, name)
	}
}

// TestFloatsDiffer breaks the rule: a program that hashes floats prints one thing here and another elsewhere, and the
// harness says where.
func TestFloatsDiffer(t *testing.T) {
	program := Program{Module: machine.Root(t), Package: "./internal/house/platforms/testdata/floats"}
	fused := []string{"linux-amd64-v3", "linux-arm64", "linux-s390x"} // compilers that join x*y+z into one rounding
	if !cpu.X86.HasFMA {
		t.Skip("which results differ is known for a machine whose processor has fused multiply-add, and this one has not")
	}
	differences := compare(t, program)
	for name, difference := range differences {
		switch {
		case slices.Contains(fused, name):
			assert.Contains(t, difference, "line 1: want \"x*y+z ", name)
		case name == "linux-amd64-v1":
			assert.Empty(t, difference, "the same build as the native one")
		default:
			assert.Contains(t, difference, "line 2: want \"exp ", name)
		}
	}
}

// compare runs a program on every platform that can be had here and returns how each differs from the native one.
func compare(t *testing.T, program Program) map[string]string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds for seven platforms; leave -short out to run it")
	}
	machine.ReadsTree(t)
	bin := t.TempDir()
	native, err := Native().Output(t.Context(), program, bin)
	require.NoError(t, err)
	require.NotEmpty(t, native)
	differences := map[string]string{}
	for _, platform := range Others() {
		t.Run(platform.Name, func(t *testing.T) {
			got, err := platform.Output(t.Context(), program, bin)
			if errors.Is(err, ErrUnavailable) {
				machine.Lacks(t, machine.Qemu, err.Error())
			}
			require.NoError(t, err)
			differences[platform.Name] = Difference(native, got)
		})
	}
	return differences
}

func TestDifference(t *testing.T) {
	assert.Empty(t, Difference("a\nb\n", "a\nb\n"))
	assert.Equal(t, `line 2: want "b", got "c"`, Difference("a\nb\n", "a\nc\n"))
	assert.Equal(t, "want 2 lines, got 3", Difference("a\nb", "a\nb\n"))
}

func TestUnavailableSaysWhatIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Platform{Name: "linux-mips", OS: Native().OS, Arch: "mips"}.Output(t.Context(), Program{}, t.TempDir())
	require.ErrorIs(t, err, ErrUnavailable)
	assert.Contains(t, err.Error(), "qemu-mips")
	_, err = Platform{Name: "plan9", OS: "plan9", Arch: "amd64"}.Output(t.Context(), Program{}, t.TempDir())
	require.ErrorIs(t, err, ErrUnavailable)
}
