package house

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// A Tree is the source of one Go module on disk.
type Tree struct {
	Root   string   // folder of go.mod
	Module string   // module path
	Files  []string // slash-separated and relative to Root, sorted: what is committed, and what would be if added now
	Kept   []string // the part of Files that version control keeps; all of them where there is none

	fset    *token.FileSet
	sources []*source
	core    []corePackage // loaded when a rule first asks
}

// A source is one parsed Go file outside testdata.
type source struct {
	path   string // relative to the root
	folder string // the path of its package, relative to the root; "." at the root
	test   bool   // its name ends in _test.go
	ast    *ast.File
}

// OpenTree reads the module whose go.mod is in root. All its Go files must parse.
func OpenTree(root string) (*Tree, error) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	t := &Tree{Root: root, Module: modfile.ModulePath(mod), fset: token.NewFileSet()}
	if t.Files, t.Kept, err = listFiles(root); err != nil {
		return nil, err
	}
	return t, t.parse()
}

// listFiles asks git, which knows what is ignored. Without git, as in an unpacked archive, it lists all there is.
func listFiles(root string) (all, kept []string, err error) {
	if _, err := os.Stat(filepath.Join(root, ".git")); err == nil {
		if kept, err = gitFiles(root, "--cached"); err == nil {
			others, err := gitFiles(root, "--others", "--exclude-standard")
			all = slices.Concat(kept, others)
			slices.Sort(all)
			return all, kept, err
		}
	}
	err = fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name == "dist" || name == ".git"):
			return fs.SkipDir
		case !entry.IsDir():
			all = append(all, name)
		}
		return nil
	})
	return all, all, err
}

func gitFiles(root string, flags ...string) ([]string, error) {
	cmd := exec.Command("git", append([]string{"-C", root, "ls-files", "-z"}, flags...)...)
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var files []string
	for name := range strings.SplitSeq(string(bytes.TrimSuffix(out, []byte{0})), "\x00") {
		// A file deleted but not yet committed is still listed.
		if info, err := os.Lstat(filepath.Join(root, name)); err == nil && info.Mode().IsRegular() {
			files = append(files, name)
		}
	}
	return files, nil
}

// parse reads every Go file whatever its build tags, so that no platform escapes a rule.
func (t *Tree) parse() error {
	var failed []error
	for _, name := range t.Files {
		if path.Ext(name) != ".go" || slices.Contains(strings.Split(path.Dir(name), "/"), "testdata") {
			continue
		}
		text, err := t.read(name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(t.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		t.sources = append(t.sources, &source{
			path:   name,
			folder: path.Dir(name),
			test:   strings.HasSuffix(name, "_test.go"),
			ast:    file,
		})
	}
	return errors.Join(failed...)
}

func (t *Tree) read(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(t.Root, filepath.FromSlash(name)))
}

// at makes a finding at a place in a parsed file.
func (t *Tree) at(pos token.Pos, format string, args ...any) Finding {
	return Finding{t.fset.Position(pos), fmt.Sprintf(format, args...)}
}

// inside returns the path of one of our packages relative to the module, and false for anybody else's.
func (t *Tree) inside(importPath string) (string, bool) {
	if importPath == t.Module {
		return ".", true
	}
	return strings.CutPrefix(importPath, t.Module+"/")
}

// whole makes a finding about a file as a whole.
func whole(file, format string, args ...any) Finding {
	return Finding{token.Position{Filename: file}, fmt.Sprintf(format, args...)}
}
