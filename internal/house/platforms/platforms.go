// Package platforms builds one program for many processors, runs it on each, and compares what it prints.
//
// It is the check of rule 8 of determinism: whatever machine verifies a replay, the hashes are the same. Processors that
// the machine at hand is not are emulated: by qemu-user, and for WebAssembly by wazero, which the module pins as a tool.
package platforms

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sys/cpu"
)

// ErrUnavailable says that this machine cannot run a platform's programs; the error that wraps it says what is missing.
var ErrUnavailable = errors.New("platform unavailable")

// A Platform is one way to build a program and to run it.
type Platform struct {
	Name  string
	OS    string   // as GOOS
	Arch  string   // as GOARCH
	Build []string // more of the environment to build in
	Run   []string // more of the environment to run in
}

// Native is the machine at hand, built for as go build does without being told.
func Native() Platform {
	return Platform{Name: "native", OS: runtime.GOOS, Arch: runtime.GOARCH}
}

// Others lists the platforms that must agree with the native one.
func Others() []Platform {
	return []Platform{
		{Name: "linux-amd64-v1", OS: "linux", Arch: "amd64", Build: []string{"GOAMD64=v1"}},
		{Name: "linux-amd64-v3", OS: "linux", Arch: "amd64", Build: []string{"GOAMD64=v3"}},
		{Name: "linux-amd64-plain", OS: "linux", Arch: "amd64", Build: []string{"GOAMD64=v1"}, Run: []string{"GODEBUG=cpu.all=off"}},
		{Name: "linux-386", OS: "linux", Arch: "386"},
		{Name: "linux-arm64", OS: "linux", Arch: "arm64"},
		{Name: "linux-s390x", OS: "linux", Arch: "s390x"},
		{Name: "wasip1-wasm", OS: "wasip1", Arch: "wasm"},
	}
}

// A Program is what to build and how to call it.
type Program struct {
	Module  string   // folder of the module; programs run in it
	Package string   // as for go build, relative to Module
	Tags    []string // build tags
	Folder  string   // slash-separated folder below Module that the program reads; nothing else is open to WebAssembly
	Args    []string
}

// Output builds the program into the folder bin, runs it on the platform, and returns what it printed on standard output.
// The error wraps ErrUnavailable if the platform's programs cannot run here; a program that fails is an error too.
func (p Platform) Output(ctx context.Context, program Program, bin string) (string, error) {
	binary := filepath.Join(bin, p.Name+".exe")
	command, err := p.command(ctx, program, binary)
	if err != nil {
		return "", err
	}
	if err := p.build(ctx, program, binary); err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Dir = program.Module
	cmd.Env = append(os.Environ(), p.Run...)
	out, err := output(cmd)
	if err != nil {
		return "", fmt.Errorf("run on %s: %w", p.Name, err)
	}
	return out, nil
}

func (p Platform) build(ctx context.Context, program Program, binary string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", binary, "-tags", strings.Join(program.Tags, ","), program.Package)
	cmd.Dir = program.Module
	cmd.Env = append(os.Environ(), "GOOS="+p.OS, "GOARCH="+p.Arch, "CGO_ENABLED=0")
	cmd.Env = append(cmd.Env, p.Build...)
	if _, err := output(cmd); err != nil {
		return fmt.Errorf("build for %s: %w", p.Name, err)
	}
	return nil
}

// command returns how to start a built program here, or ErrUnavailable and why it cannot be.
func (p Platform) command(ctx context.Context, program Program, binary string) ([]string, error) {
	switch {
	case p.OS == "wasip1":
		return underWazero(ctx, program, binary)
	case p.OS != runtime.GOOS:
		return nil, fmt.Errorf("%w: %s needs %s, and this is %s", ErrUnavailable, p.Name, p.OS, runtime.GOOS)
	case p.direct():
		return append([]string{binary}, program.Args...), nil
	}
	name := "qemu-" + qemuName(p.Arch)
	for _, candidate := range []string{name, name + "-static"} {
		if emulator, err := exec.LookPath(candidate); err == nil {
			return append([]string{emulator, binary}, program.Args...), nil
		}
	}
	return nil, fmt.Errorf("%w: %s needs %s, which Debian and Ubuntu have in the package qemu-user", ErrUnavailable, p.Name, name)
}

// direct says whether the processor at hand runs the platform's programs by itself.
func (p Platform) direct() bool {
	for _, setting := range p.Build {
		if setting == "GOAMD64=v3" && !(cpu.X86.HasAVX2 && cpu.X86.HasBMI1 && cpu.X86.HasBMI2 && cpu.X86.HasFMA) {
			return false
		}
	}
	return p.Arch == runtime.GOARCH || p.Arch == "386" && runtime.GOARCH == "amd64"
}

func qemuName(arch string) string {
	switch arch {
	case "386":
		return "i386"
	case "amd64":
		return "x86_64"
	case "arm64":
		return "aarch64"
	}
	return arch
}

// underWazero opens to the program the one folder that it reads, at the path that its arguments name.
func underWazero(ctx context.Context, program Program, binary string) ([]string, error) {
	cmd := exec.CommandContext(ctx, "go", "tool", "-n", "wazero")
	cmd.Dir = program.Module
	tool, err := output(cmd)
	if err != nil {
		return nil, fmt.Errorf("the go command cannot provide wazero: %w", err)
	}
	command := []string{strings.TrimSpace(tool), "run", "-env=PWD=/"}
	if program.Folder != "" {
		host := filepath.Join(program.Module, filepath.FromSlash(program.Folder))
		command = append(command, "-mount="+host+":"+path.Join("/", program.Folder)+":ro")
	}
	return append(append(command, binary), program.Args...), nil
}

// output runs a command and returns its standard output. The error holds the end of what it said on standard error.
func output(cmd *exec.Cmd) (string, error) {
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		said := stderr.String()
		if len(said) > 2000 {
			said = "..." + said[len(said)-2000:]
		}
		return "", fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, said)
	}
	return stdout.String(), nil
}

// Difference names the first line in which two outputs differ, or nothing if they are equal.
func Difference(want, got string) string {
	if want == got {
		return ""
	}
	wanted, printed := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(wanted), len(printed)) {
		if wanted[i] != printed[i] {
			return fmt.Sprintf("line %d: want %q, got %q", i+1, wanted[i], printed[i])
		}
	}
	return fmt.Sprintf("want %d lines, got %d", len(wanted), len(printed))
}
