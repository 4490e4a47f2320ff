package load

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/permalink"
)

// readPermalinks reads the record of published addresses, which a new archive
// has not got yet.
func readPermalinks(fsys fs.FS, a *archive.Archive, faults *diag.List) error {
	data, err := fs.ReadFile(fsys, permalink.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("cannot read the published addresses: %w", err)
	}
	f := &file{name: a.File(permalink.Name), path: permalink.Name, faults: faults}
	// A line with an erased name has to go, so nothing else is asked of it.
	erased := map[uint32]bool{}
	for _, s := range a.Erased.All(data) {
		at := placeOf(data, s)
		if !erased[at.Line] {
			f.fault(&ErasedName, at, "an erased name stands here", "delete this line; the name is reason enough, and the only one, to give up an address")
		}
		erased[at.Line] = true
	}
	all, bad := permalink.Parse(data)
	for _, b := range bad {
		if erased[b.Line] {
			continue
		}
		at := diag.Position{File: a.File(permalink.Name), Pos: diag.Pos{Line: b.Line, Column: b.Column}}
		if b.Twice > 0 {
			faults.Add(&permalinkTwice, at, b.Message, fmt.Sprintf("it stands in line %d too; keep the line with the earlier day", b.Twice))
			continue
		}
		faults.Add(&brokenPermalink, at, b.Message, "write address, id and day with a tab between them; after a merge keep the lines of both sides, and delete the marks")
	}
	a.Permalinks = slices.DeleteFunc(all, func(p archive.Permalink) bool { return erased[p.Line] })
	return nil
}
