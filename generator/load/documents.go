package load

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/pdf"
)

// readDocuments warns of the PDFs that name an author, and refuses one whose
// author is an erased name.
func readDocuments(fsys fs.FS, a *archive.Archive, o Options, faults *diag.List) error {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(a.Files)) {
		if strings.EqualFold(path.Ext(name), ".pdf") {
			names = append(names, name)
		}
	}
	found := make([]facts, len(names))
	var group errgroup.Group
	group.SetLimit(max(1, o.Jobs))
	for i, name := range names {
		group.Go(func() (err error) {
			found[i], err = o.Cache.attachment(name, func() (facts, error) {
				data, err := fs.ReadFile(fsys, a.Files[name].Name)
				return facts{authors: pdf.Authors(data)}, err
			})
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return fmt.Errorf("cannot read a document: %w", err)
	}
	const hint = "if that is not to be published, export the document anew without its properties, or: exiftool -all:all= FILE, then qpdf --linearize FILE NEW, for the first alone hides them only"
	for i, name := range names {
		at := diag.Position{File: a.File(name)}
		for _, author := range found[i].authors {
			if a.Erased.FindString(author) {
				faults.Add(&ErasedName, at, "the document names an erased name as its author", hint)
				continue
			}
			faults.Add(&documentMetadata, at, fmt.Sprintf("the document names its author: %q", author), hint)
		}
	}
	return nil
}
