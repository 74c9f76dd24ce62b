package desktop_test

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	serverWidth  = 1280
	serverHeight = 720
)

// requireDisplay skips a test that needs a virtual display, unless the
// environment says that it must run here.
func requireDisplay(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("opens real windows")
	}
	for _, name := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(name); err != nil {
			if strings.Contains(os.Getenv("TABLETOP_REQUIRE"), "display") {
				t.Fatalf("%s is required here and missing; make setup installs it", name)
			}
			t.Skipf("%s is missing; make setup installs it", name)
		}
	}
}

// xserver is a virtual display with one program on it.
type xserver struct {
	t       *testing.T
	display string
	frames  string // where the server keeps its picture
	program *exec.Cmd
	window  uint32
	ended   chan error
	output  strings.Builder
}

// startServer starts a virtual display of its own, on a free number.
func startServer(t *testing.T) *xserver {
	t.Helper()
	x := &xserver{t: t, frames: t.TempDir()}
	read, write, err := os.Pipe()
	require.NoError(t, err)
	defer read.Close()
	server := exec.Command("Xvfb", "-displayfd", "3", "-fbdir", x.frames, "-nolisten", "tcp",
		"-screen", "0", fmt.Sprintf("%dx%dx24", serverWidth, serverHeight))
	server.ExtraFiles = []*os.File{write}
	require.NoError(t, server.Start())
	require.NoError(t, write.Close())
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGTERM)
		_ = server.Wait()
	})
	var number int
	_, err = fmt.Fscan(read, &number)
	require.NoError(t, err, "Xvfb did not start")
	x.display = fmt.Sprintf(":%d", number)
	return x
}

// start runs a program on the display, in a folder.
func (x *xserver) start(dir, name string, args ...string) {
	x.t.Helper()
	x.program = exec.Command(name, args...)
	x.program.Dir, x.program.Env = dir, x.env()
	x.program.Stdout, x.program.Stderr = &x.output, &x.output
	require.NoError(x.t, x.program.Start())
	x.ended = make(chan error, 1)
	go func() { x.ended <- x.program.Wait() }()
	x.t.Cleanup(func() { _ = x.program.Process.Kill() })
	id := x.xdotool("search", "--sync", "--onlyvisible", "--name", "EXERCISE")
	_, err := fmt.Sscan(id, &x.window)
	require.NoError(x.t, err, id)
}

func (x *xserver) env() []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "DISPLAY=") && !strings.HasPrefix(v, "WAYLAND_DISPLAY=") {
			env = append(env, v)
		}
	}
	return append(env, "DISPLAY="+x.display)
}

// log is what the program wrote. It is whole once the program has ended.
func (x *xserver) log() string {
	select {
	case err := <-x.ended:
		x.ended <- err
		return fmt.Sprintf("the program ended (%v): %s", err, x.output.String())
	default:
		return "the program is running"
	}
}

// close closes the window as its user would and expects the program to end well.
func (x *xserver) close() {
	x.t.Helper()
	require.NoError(x.t, askToClose("/tmp/.X11-unix/X"+x.display[1:], x.window))
	select {
	case err := <-x.ended:
		x.ended <- err
		require.NoError(x.t, err, x.output.String())
	case <-time.After(30 * time.Second):
		x.t.Fatal("the program does not end when its window is closed")
	}
}

func (x *xserver) xdotool(args ...string) string {
	x.t.Helper()
	const patience = "60"
	cmd := exec.Command("timeout", append([]string{patience, "xdotool"}, args...)...)
	cmd.Env = x.env()
	out, err := cmd.CombinedOutput()
	require.NoError(x.t, err, "xdotool %q: %s\n%s", args, out, x.log())
	return string(out)
}

// held is how long keys and buttons stay down: longer than a slow frame.
const held = "0.15"

func (x *xserver) clickAt(across, down int) {
	x.t.Helper()
	x.xdotool("mousemove", fmt.Sprint(across), fmt.Sprint(down), "sleep", held, "mousedown", "1", "sleep", held, "mouseup", "1")
}

func (x *xserver) keystroke(keysym string) {
	x.t.Helper()
	x.xdotool("keydown", keysym, "sleep", held, "keyup", keysym)
}

func (x *xserver) typed(words string) {
	x.t.Helper()
	x.xdotool("type", "--delay", "60", words)
}

// picture reads what the display shows, or nil while it can't be read. The
// server keeps it as an X window dump: a header of big-endian words, the
// colours, then the pixels (X11/XWDFile.h).
func (x *xserver) picture() image.Image {
	dump, err := os.ReadFile(filepath.Join(x.frames, "Xvfb_screen0"))
	if err != nil || len(dump) < 100 {
		return nil
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(dump[4*i:])) }
	header, width, height, stride, colours := word(0), word(4), word(5), word(12), word(19)
	const bytesPerColour = 12
	pixels := dump[header+colours*bytesPerColour:]
	if len(pixels) < stride*height {
		return nil
	}
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for i := range width {
			p := pixels[y*stride+4*i:]
			picture.SetRGBA(i, y, color.RGBA{R: p[2], G: p[1], B: p[0], A: 0xff})
		}
	}
	return picture
}

// keep writes a picture beside the test's other artifacts (go test -artifacts).
func keep(t *testing.T, number int, name string, picture image.Image) {
	t.Helper()
	if picture == nil {
		return
	}
	file, err := os.Create(filepath.Join(t.ArtifactDir(), fmt.Sprintf("%02d %s.png", number, name)))
	require.NoError(t, err)
	require.NoError(t, png.Encode(file, picture))
	require.NoError(t, file.Close())
}
