package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"

	"communique/generator/archive"
	"communique/generator/check"
	"communique/generator/diag"
	"communique/generator/erase"
	"communique/generator/fix"
	"communique/generator/output"
)

// repair shows what has only one right answer in the content and, if it is to
// write, repairs it. A file that was changed while the folder was looked at is
// left as it is.
func repair(s source, write bool, stdout, stderr io.Writer) error {
	content, err := s.open()
	if err != nil {
		return err
	}
	now, err := s.time()
	if err != nil {
		return err
	}
	var erased *erase.Matcher
	changes, err := fix.Run(content, func(fsys fs.FS) (*archive.Archive, diag.List, error) {
		a, faults, err := s.load(fsys)
		if err != nil {
			return nil, nil, err
		}
		erased = a.Erased
		faults = append(faults, check.Check(a, archive.DateOf(now))...)
		faults.Sort()
		return a, faults, nil
	})
	if err != nil {
		return err
	}
	repaired := 0
	for _, c := range changes {
		name := path.Join(filepath.ToSlash(s.content), c.Path)
		if write {
			if err := writeChange(s, content, c); err != nil {
				return fmt.Errorf("cannot repair %s: %w", name, err)
			}
		}
		if err := showChange(stdout, name, c, erased); err != nil {
			return err
		}
		repaired++
	}
	switch {
	case repaired > 0 && write:
		fmt.Fprintf(stderr, "%s repaired; look at the changes before you commit them\n", number(repaired, "file"))
	case repaired > 0:
		fmt.Fprintf(stderr, "check --fix would repair %s\n", number(repaired, "file"))
	}
	return nil
}

var errChanged = errors.New("it was changed meanwhile; run check --fix again")

// writeChange writes a repaired file, unless it is another by now than the one
// that was repaired.
func writeChange(s source, content fs.FS, c fix.Change) error {
	now, err := fs.ReadFile(content, c.Path)
	switch {
	case c.Old == nil && errors.Is(err, fs.ErrNotExist):
		return writeNew(s.content, c.Path, c.New)
	case err != nil:
		return err
	case c.Old == nil || !bytes.Equal(now, c.Old):
		return errChanged
	}
	_, err = output.Replace(filepath.Join(s.content, filepath.FromSlash(c.Path)), c.New)
	return err
}

// showChange prints a change as git does, so that git apply can read it. Lines
// near an erased name are not shown: what is printed may be public.
func showChange(w io.Writer, name string, c fix.Change, erased *erase.Matcher) error {
	if erased.Find(c.Old) || erased.Find(c.New) {
		_, err := fmt.Fprintf(w, "%s: changed; not shown, for it would repeat an erased name\n", name)
		return err
	}
	inA, inB := path.Join("a", name), path.Join("b", name)
	from, head := inA, ""
	if c.Old == nil {
		from, head = "/dev/null", "new file mode 100644\n"
	}
	_, text, _ := bytes.Cut(diff.Diff(from, c.Old, inB, c.New), []byte("\n"))
	if isTerminal(w) {
		text = bytes.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
				return '\uFFFD'
			}
			return r
		}, text)
	}
	_, err := fmt.Fprintf(w, "diff --git %s %s\n%s%s", inA, inB, head, text)
	return err
}
