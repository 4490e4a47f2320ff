package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"communique/generator/archive"
	"communique/generator/migrate"
)

// importSite moves the site in the folder dir into the archive: it writes what
// is not there yet, checks it, and writes the report beside the content folder.
func importSite(s source, dir string, stdout, stderr io.Writer) error {
	content, err := s.open()
	if err != nil {
		return failed(err)
	}
	now, err := s.time()
	if err != nil {
		return failed(err)
	}
	if _, err := fs.Stat(content, "archive.yaml"); err != nil {
		return failed(fmt.Errorf("no archive in %s: %w\n  hint: name the folder that holds archive.yaml with --content", s.content, err))
	}
	old, err := os.OpenRoot(dir)
	if err != nil {
		return failed(fmt.Errorf("cannot open the old site: %w", err))
	}
	defer old.Close()
	a, _, err := s.load(content)
	if err != nil {
		return failed(err)
	}
	plan, err := migrate.New(old.FS(), a, archive.DateOf(now))
	if err != nil {
		return failed(fmt.Errorf("cannot move the site in %s: %w\n  hint: name the folder that holds its sources, not the one that it is published from", dir, err))
	}
	if len(plan.Files) == 0 {
		_, err := fmt.Fprintf(stdout, "%s: nothing new\n", dir)
		return failed(err)
	}
	var written []string
	for _, f := range plan.Files {
		if err := moveFile(s.content, old.FS(), f); err != nil {
			return failed(err)
		}
		written = append(written, a.File(f.Path))
	}
	faults, err := faultsIn(s, content, written)
	if err != nil {
		return failed(err)
	}
	report, err := writeReport(filepath.Dir(filepath.Clean(s.content)), plan.Report(faults))
	if err != nil {
		return failed(err)
	}
	count, warnings := faults.Count()
	if _, err := fmt.Fprintf(stdout, "%s: %s written; %s\n  next: read %s, then communique check\n", dir, number(len(plan.Files), "file"), plan.Tally(), report); err != nil {
		return failed(err)
	}
	fmt.Fprintln(stderr, faultCount(count, warnings))
	if count > 0 {
		return errFaults
	}
	return nil
}

// moveFile writes a file of the plan. One that has come in the meantime stays
// as it is.
func moveFile(dir string, old fs.FS, f migrate.File) error {
	data := f.Data
	if f.From != "" {
		var err error
		if data, err = fs.ReadFile(old, f.From); err != nil {
			return fmt.Errorf("cannot read the old site: %w", err)
		}
	}
	return writeNew(dir, f.Path, data)
}

// writeReport writes the report under a name that is free, and returns that.
func writeReport(dir string, data []byte) (string, error) {
	for n := 1; ; n++ {
		name := "import-report.md"
		if n > 1 {
			name = fmt.Sprintf("import-report-%d.md", n)
		}
		switch err := writeNew(dir, name, data); {
		case errors.Is(err, fs.ErrExist):
		case err != nil:
			return "", err
		default:
			return filepath.ToSlash(filepath.Join(dir, name)), nil
		}
	}
}
