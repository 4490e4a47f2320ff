package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/draft"
	"communique/generator/extract"
)

func importCommand() *cobra.Command {
	s := source{theme: "default", drafts: true, jobs: runtime.GOMAXPROCS(0)}
	var name, site string
	cmd := &cobra.Command{
		Use:   "import FILE… | import --site FOLDER",
		Short: "drafts statements from documents",
		Long: `Drafts a statement from each document: Markdown, plain text, HTML, Word (.docx) or PDF. It
finds the title, the date, the release line or embargo, the language, the countries and the
signatories, keeps the text and the document itself, and says what it found and where, what it
guessed, and what is missing. A signatory that the archive does not know gets a file of its own.
What was guessed asks for review in a comment, and the statement is a draft until that is
deleted. Nothing is overwritten.

With --site, moves the sources of a Jekyll, Hugo or Eleventy site into the archive, and writes
a report beside the content folder on what became of each file. Run it again to add what has
come since.`,
		Args: func(cmd *cobra.Command, files []string) error {
			if site != "" {
				return cobra.NoArgs(cmd, files)
			}
			return cobra.MinimumNArgs(1)(cmd, files)
		},
		RunE: func(cmd *cobra.Command, files []string) error {
			if err := s.check(); err != nil {
				return err
			}
			if site != "" {
				s.drafts = false
				return importSite(s, site, cmd.OutOrStdout(), cmd.ErrOrStderr())
			}
			if name != "" && len(files) > 1 {
				return errors.New("--slug names one statement, and there are several files")
			}
			return importDocuments(cmd.Context(), s, files, name, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&s.content, "content", "content", "the `folder` of the archive's content")
	f.StringVar(&site, "site", "", "the `folder` of a Jekyll, Hugo or Eleventy site to move into the archive, instead of documents")
	f.StringVar(&name, "slug", "", "the `name` of the statement's file, instead of one made of its title")
	f.StringVar(&s.now, "now", "", "the `time` to take for now: 2017-09-01 or 2017-09-01T09:00:00+07:00 (else SOURCE_DATE_EPOCH, else the clock)")
	_ = cmd.MarkFlagDirname("content")
	_ = cmd.MarkFlagDirname("site")
	return cmd
}

// importDocuments drafts a statement from each file, and then checks what it
// wrote. A file that cannot be read does not keep the others back.
func importDocuments(ctx context.Context, s source, files []string, name string, stdout, stderr io.Writer) error {
	content, err := s.open()
	if err != nil {
		return failed(err)
	}
	now, err := s.time()
	if err != nil {
		return failed(err)
	}
	a, _, err := s.load(content)
	if err != nil {
		return failed(err)
	}
	if _, err := fs.Stat(content, "archive.yaml"); err != nil {
		return failed(fmt.Errorf("no archive in %s: %w\n  hint: name the folder that holds archive.yaml with --content", s.content, err))
	}
	in := importer{a, draft.New(a, archive.DateOf(now)), s.content, name, stdout}
	var written []string
	var faults error
	for _, file := range files {
		made, err := in.document(ctx, file)
		written, faults = append(written, made...), errors.Join(faults, err)
		if unread := (*unreadError)(nil); err != nil && !errors.As(err, &unread) {
			break // what follows may name signatories that were not written
		}
	}
	return errors.Join(failed(faults), checkWritten(s, content, written, stdout, stderr))
}

// unreadError is that of a document of which nothing was taken.
type unreadError struct{ error }

func (e *unreadError) Unwrap() error { return e.error }

// importer brings documents into an archive.
type importer struct {
	archive *archive.Archive
	drafter *draft.Drafter
	dir     string // the content folder
	slug    string // of the statement; empty for one made of its title
	stdout  io.Writer
}

// document drafts a statement from a file, and returns the files that it wrote,
// named as positions name them.
func (in *importer) document(ctx context.Context, file string) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, &unreadError{fmt.Errorf("cannot read the document: %w", err)}
	}
	doc, err := extract.Read(ctx, filepath.Base(file), data)
	if err != nil {
		return nil, &unreadError{err}
	}
	d := in.drafter.Draft(doc, filepath.Base(file))
	id := d.ID(in.slug)
	if s := in.archive.Statement(id); s != nil {
		return nil, fmt.Errorf("%s: %s is there already; nothing was written\n  hint: %s", filepath.ToSlash(file), in.archive.File(s.Source.Path), slugHint)
	}
	statement := d.Statement(id)
	all := append(d.Signatories(), draft.File{Path: d.OriginalPath(id), Data: data}, statement)
	if err := create(in.dir, all); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.ToSlash(file), err)
	}
	var written []string
	for _, f := range all {
		written = append(written, in.archive.File(f.Path))
	}
	_, err = fmt.Fprintf(in.stdout, "%s: drafted from %s\n%s", in.archive.File(statement.Path), filepath.ToSlash(file), d.Report)
	return written, err
}

const slugHint = "if it is another statement, give this one a name of its own with --slug; else delete or move that"

// create writes files that are not there yet, all or none. What they refer to
// comes before them.
func create(dir string, files []draft.File) error {
	for i, f := range files {
		err := writeNew(dir, f.Path, f.Data)
		if err == nil {
			continue
		}
		for _, made := range slices.Backward(files[:i]) {
			name := filepath.Join(dir, filepath.FromSlash(made.Path))
			err = errors.Join(err, os.Remove(name))
			_ = os.Remove(filepath.Dir(name)) // where nothing else is in it
		}
		if there := (*thereError)(nil); errors.As(err, &there) {
			return fmt.Errorf("%s is there already; nothing was written\n  hint: %s", there.file, slugHint)
		}
		return err
	}
	return nil
}

// checkWritten prints what check says of the files that were written.
func checkWritten(s source, content fs.FS, written []string, stdout, stderr io.Writer) error {
	if len(written) == 0 {
		return nil
	}
	faults, err := faultsIn(s, content, written)
	if err != nil {
		return failed(err)
	}
	if err := diag.Print(stdout, faults, diag.Text, hasColour(stdout)); err != nil {
		return failed(err)
	}
	errors, warnings := faults.Count()
	fmt.Fprintln(stderr, faultCount(errors, warnings))
	if errors > 0 {
		return errFaults
	}
	return nil
}

// faultsIn returns what check says of some files, named as positions name them.
func faultsIn(s source, content fs.FS, files []string) (diag.List, error) {
	_, all, err := prepare(s, content, newStopwatch())
	if err != nil {
		return nil, err
	}
	of := make(map[string]bool, len(files))
	for _, name := range files {
		of[name] = true
	}
	return slices.DeleteFunc(all, func(d diag.Diagnostic) bool { return !of[d.File] }), nil
}
