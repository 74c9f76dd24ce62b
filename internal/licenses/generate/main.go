// Generate writes NOTICE and internal/licenses/notice.txt: the notices for every module that the binary links on the
// systems it is released for, read from the module cache. Run it in the root of the module, as `make notice` does.
//
//	go run ./internal/licenses/generate [PACKAGE...]
//
// Without packages it reads what ./cmd/tabletop links.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	packages := os.Args[1:]
	if len(packages) == 0 {
		packages = []string{"./cmd/tabletop"}
	}
	if err := write(packages); err != nil {
		fmt.Fprintln(os.Stderr, "notice:", err)
		os.Exit(1)
	}
}

func write(packages []string) error {
	works, err := linkedWorks(packages)
	if err != nil {
		return err
	}
	text, err := notice(works)
	if err != nil {
		return err
	}
	for _, name := range []string{"NOTICE", filepath.Join("internal", "licenses", "notice.txt")} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
