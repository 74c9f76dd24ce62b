package scenarios

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Pack is a scenario pack as read from its files, not yet checked.
type Pack struct {
	Name  string // as the user named it
	files []*file
	root  *node    // the files joined
	found Problems // of reading
	holes bool     // parts could not be read
}

// Open reads a pack: a folder of TOML files, or one file. Only files ending in
// .toml directly in the folder belong to it; links may not lead out of it. The
// error says why nothing could be read; mistakes within files are left to
// [Pack.Compile] and [Pack.Check].
func Open(name string) (*Pack, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("no pack %s: %w", name, reason(err))
	}
	if !info.IsDir() {
		return openFile(name)
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("can't open the pack %s: %w", name, reason(err))
	}
	defer root.Close()
	return OpenFS(root.FS(), filepath.ToSlash(name))
}

func openFile(name string) (*Pack, error) {
	p := &Pack{Name: name}
	if err := p.read(os.DirFS(filepath.Dir(name)), filepath.Base(name), filepath.ToSlash(name)); err != nil {
		return nil, fmt.Errorf("can't read the pack %s: %w", name, reason(err))
	}
	p.join()
	return p, nil
}

// reason drops the operation and path that the caller names itself.
func reason(err error) error {
	if wrapped, ok := err.(*fs.PathError); ok {
		return wrapped.Err
	}
	return err
}

// OpenFS reads a pack from the top of a file system. The name is shown before
// the names of files.
func OpenFS(fsys fs.FS, name string) (*Pack, error) {
	p := &Pack{Name: name}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("can't read the pack %s: %w", name, reason(err))
	}
	size := 0
	for _, entry := range entries {
		base := entry.Name()
		if entry.IsDir() || !strings.HasSuffix(base, ".toml") {
			continue
		}
		if len(p.files) == maxFiles {
			p.found = append(p.found, Problem{Kind: Limit, File: name, Message: fmt.Sprintf("a pack may have %d files", maxFiles)})
			break
		}
		if err := p.read(fsys, base, path.Join(name, base)); err != nil {
			p.found = append(p.found, Problem{Kind: Syntax, File: path.Join(name, base), Message: "can't be read: " + reason(err).Error()})
			continue
		}
		size += len(p.files[len(p.files)-1].raw)
	}
	if size > maxPackSize {
		p.found = append(p.found, Problem{Kind: Limit, File: name, Message: fmt.Sprintf("the files have %d bytes together; a pack may have %d", size, maxPackSize)})
		p.files = nil
	}
	if len(p.files) == 0 && len(p.found) == 0 {
		return nil, fmt.Errorf("no pack in %s: it holds no .toml file", name)
	}
	p.join()
	return p, nil
}

// read adds a file, whole or with the problem that keeps it from being parsed.
func (p *Pack) read(fsys fs.FS, base, shown string) error {
	f, problem, err := readFile(fsys, base, shown)
	if err != nil {
		return err
	}
	if f == nil {
		f = &file{name: shown, base: base, lines: []int{0}}
	}
	if problem == nil && f.text == "" {
		empty := f.problem(Syntax, 0, "", "is empty; every file of a pack begins with format = %s", formatNumber)
		problem = &empty
	}
	if problem != nil {
		p.found = append(p.found, *problem)
		f = &file{name: shown, base: base, raw: f.raw, lines: []int{0}}
	}
	p.files = append(p.files, f)
	return nil
}

// join parses the files and joins their tables into one tree: lists of tables
// are appended, all else may stand once.
func (p *Pack) join() {
	p.root = &node{form: tableForm, file: &file{name: p.Name, lines: []int{0}, whole: true}}
	for _, f := range p.files {
		tree, found := f.read()
		p.found = append(p.found, found...)
		p.holes = p.holes || len(found) > 0 || f.text == ""
		if tree == nil || f.text == "" {
			continue
		}
		p.found = append(p.found, checkFormat(f, tree)...)
		p.add(f, tree)
	}
}

func (p *Pack) add(f *file, tree *node) {
	if f.evidence = tree.get("evidence"); f.evidence != nil {
		f.cited = f.evidence.text
	}
	for _, field := range tree.fields {
		if field.key == "format" || field.key == "evidence" {
			continue
		}
		there := p.root.get(field.key)
		switch {
		case there == nil:
			p.root.fields = append(p.root.fields, field)
		case there.form == listForm && field.value.form == listForm:
			there.items = append(there.items, field.value.items...)
		case there.form == listForm || field.value.form == listForm:
			p.found = append(p.found, f.problem(WrongType, field.start, field.key, "elsewhere in the pack %s is a list of tables; write [[%s]]", field.key, field.key))
		default:
			line, _ := there.file.position(there.start)
			p.found = append(p.found, f.problem(Duplicate, field.start, field.key,
				"[%s] may stand once in a pack; it also stands at %s:%d", field.key, there.file.name, line))
		}
	}
}

// formatNumber is the version of the pack format read here.
const formatNumber = "1"

func checkFormat(f *file, tree *node) Problems {
	n := tree.get("format")
	switch {
	case n == nil:
		return Problems{f.problem(MissingKey, 0, "format", "every file of a pack begins with format = %s", formatNumber)}
	case n.form != integerForm || n.text != formatNumber:
		return Problems{f.problem(WrongType, n.start, "format", "this program reads format %s, not %s", formatNumber, n.text)}
	}
	return nil
}

// Hash returns the SHA-256 of the pack's files, in lower-case hexadecimal: for
// each file in the order of names, the length of the name, the name, the length
// of the content and the content, lengths as eight big-endian bytes.
func (p *Pack) Hash() string {
	files := slices.Clone(p.files)
	slices.SortFunc(files, func(a, b *file) int { return strings.Compare(a.base, b.base) })
	h := sha256.New()
	var size [8]byte
	put := func(b []byte) {
		binary.BigEndian.PutUint64(size[:], uint64(len(b)))
		h.Write(size[:])
		h.Write(b)
	}
	for _, f := range files {
		put([]byte(f.base))
		put(f.raw)
	}
	return hex.EncodeToString(h.Sum(nil))
}
