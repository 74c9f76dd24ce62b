package main

import (
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

// noDisplay says why the X11 display can't be opened, or nothing. Elsewhere than on
// Windows and macOS the window needs one; on Wayland, Xwayland gives it.
func noDisplay() string {
	display := os.Getenv("DISPLAY")
	switch {
	case display == "" && os.Getenv("WAYLAND_DISPLAY") != "":
		return "there is a Wayland display, and the window needs an X11 one, as Xwayland gives"
	case display == "":
		return "there is no display"
	case !answers(display):
		return fmt.Sprintf("the display %q can't be opened", display)
	}
	return ""
}

// answers reports whether an X server listens behind a display's name, HOST:N.SCREEN.
// No server has a name of another form.
func answers(display string) bool {
	const patience = 3 * time.Second
	colon := strings.LastIndexByte(display, ':')
	if colon < 0 {
		return false
	}
	host := display[:colon]
	number, _, _ := strings.Cut(display[colon+1:], ".")
	n, err := strconv.ParseUint(number, 10, 16)
	if err != nil {
		return false
	}
	type address struct{ network, at string }
	socket := fmt.Sprintf("/tmp/.X11-unix/X%d", n)
	var all []address
	switch {
	case host == "" || host == "unix":
		all = []address{{"unix", socket}, {"unix", "@" + socket}, {"tcp", fmt.Sprintf("localhost:%d", 6000+n)}}
	case strings.HasPrefix(host, "/"):
		all = []address{{"unix", display}, {"unix", host}}
	default:
		host = strings.Trim(strings.TrimPrefix(host, "tcp/"), "[]")
		all = []address{{"tcp", net.JoinHostPort(host, strconv.FormatUint(6000+n, 10))}}
	}
	for _, a := range all {
		if c, err := net.DialTimeout(a.network, a.at, patience); err == nil {
			_ = c.Close() // nothing was said on it
			return true
		}
	}
	return false
}
