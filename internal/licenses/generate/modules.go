package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A work is something of others that the binary holds: a module, the standard library, or a typeface.
type work struct {
	name    string // module path and version, or what it is
	licence string // text of its licence
	notice  string // text of its NOTICE file, if it has one
}

// fontPackages is where the Go fonts are; fontLicence holds their licence, which the module's own does not cover.
const (
	fontPackages = "golang.org/x/image/font/gofont/"
	fontLicence  = "font/gofont/ttfs/README"
)

// linkedWorks lists what the packages link on any of the systems the project is released for, sorted by name.
func linkedWorks(packages []string) ([]work, error) {
	folders := map[string]string{} // by module path and version
	var fonts string
	for _, system := range []string{"linux", "windows", "darwin"} {
		lines, err := listModules(system, packages)
		if err != nil {
			return nil, err
		}
		for _, line := range lines {
			name, folder, found := strings.Cut(line.module, "\t")
			if !found {
				continue // the standard library, or a package of our own
			}
			folders[name] = folder
			if strings.HasPrefix(line.pkg, fontPackages) {
				fonts = folder
			}
		}
	}
	works, err := readGo()
	if err != nil {
		return nil, err
	}
	if fonts != "" {
		text, err := os.ReadFile(filepath.Join(fonts, filepath.FromSlash(fontLicence)))
		if err != nil {
			return nil, err
		}
		works = append(works, work{name: "The Go fonts, by Bigelow & Holmes", licence: string(text)})
	}
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		w, err := readModule(name, folders[name])
		if err != nil {
			return nil, err
		}
		works = append(works, w)
	}
	return works, nil
}

// A listed package is one line of go list.
type listed struct {
	pkg    string
	module string // "path version\tfolder", empty for the standard library
}

func listModules(system string, packages []string) ([]listed, error) {
	args := []string{"list", "-deps", "-f", "{{.ImportPath}}\t{{with .Module}}{{if .Version}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}"}
	cmd := exec.Command("go", append(args, packages...)...)
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list for %s: %w\n%s", system, err, stderr.String())
	}
	var lines []listed
	for line := range strings.Lines(string(out)) {
		pkg, module, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		lines = append(lines, listed{pkg, module})
	}
	return lines, nil
}

func readGo() ([]work, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "LICENSE"))
	return []work{{name: "The Go standard library and runtime", licence: string(text)}}, err
}

// readModule finds the licence and the notice of a module, under the names that are in use.
func readModule(name, folder string) (work, error) {
	licence, err := firstFile(folder, "LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING")
	if err != nil {
		return work{}, fmt.Errorf("%s has no licence file: %w", name, err)
	}
	notice, err := firstFile(folder, "NOTICE", "NOTICE.txt", "NOTICE.md")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return work{}, err
	}
	return work{name, licence, notice}, nil
}

func firstFile(folder string, names ...string) (string, error) {
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err == nil || !errors.Is(err, os.ErrNotExist) {
			return string(text), err
		}
	}
	return "", os.ErrNotExist
}
