package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"communique/generator/diag"
	"communique/generator/output"
	"communique/generator/preflight"
	"communique/generator/site"
)

// hostFiles returns the files of a site for the preflight, found in the
// content where they are copied from there, and below out where they are not.
func hostFiles(s *site.Site, out string) []preflight.File {
	var files []preflight.File
	for p := range s.All {
		f := preflight.File{Name: p.Path.File(), Place: filepath.ToSlash(filepath.Join(out, p.Path.File()))}
		if p.Content != "" {
			f.Place = s.Archive.File(p.Content)
		}
		files = append(files, f)
	}
	return files
}

// lookOver prints what hosts would refuse or ignore in the site that was
// written.
func lookOver(stderr io.Writer, s *site.Site, folder *output.Folder, out string) error {
	files := hostFiles(s, out)
	for i := range files {
		files[i].Size = folder.Size(files[i].Name)
	}
	// As they are, for there may be one that no build has written.
	headers, err := os.ReadFile(filepath.Join(out, "_headers"))
	redirects, err2 := os.ReadFile(filepath.Join(out, "_redirects"))
	for _, err := range []error{err, err2} {
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	found := preflight.Built(filepath.ToSlash(out), files, headers, redirects)
	return diag.Print(stderr, found, diag.Text, hasColour(stderr))
}
