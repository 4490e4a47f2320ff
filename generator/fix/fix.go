// Package fix repairs what has only one right answer in a content folder, and
// leaves all else to a person.
//
// What goes in is the folder as an fs.FS and a way to look at it, which is what
// packages load and check do; what comes out are the files that change, old
// and new bytes of each. Nothing is written.
//
// What is repaired:
//
//   - Bytes: UTF-16 with its mark becomes UTF-8, a byte order mark and blank
//     lines before the front matter go, CR LF and the CR of old Macs become LF.
//   - permalinks.tsv after a merge: git's marks go, and of two lines with one
//     address and record the one with the later day.
//   - References: a country's name becomes its code, a name or acronym of a
//     signatory its id, a path of a statement its id. The site stays as it
//     is, for it shows neither; but a name may come to mean two, and an id
//     cannot.
//   - Signatories that have no file get one with their name, and a comment that
//     asks for a review: those whose name is not like a known one.
//   - Faults that carry a diag.Fix.
//
// Edits are made in the bytes, at the positions that load keeps, and what is
// not repaired stays to the letter: comments, order, quotes, indentation. YAML
// is not written anew, for no writer of it keeps all that. A value that does
// not stand at its position in one line as it reads is left alone.
//
// One repair may uncover another, so the folder is looked at again until
// nothing is left to do; to repair twice is to repair once. A signatory's file
// that cannot be read may hold any name: as long as there is one, no name is
// replaced and no file made.
package fix

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/permalink"
)

// Look reads a content folder and says what is wrong with it.
type Look func(fs.FS) (*archive.Archive, diag.List, error)

// Change is a file that becomes another.
type Change struct {
	Path     string // within the content folder, as the file system has it
	Old, New []byte // Old is nil where there is no such file yet
}

// rounds is how often the folder is looked at. Three times is usual; for every
// hundred signatories without a file, which is how many near names are looked
// for at a time, it is once more.
const rounds = 100

// Run returns the changes that repair a folder, sorted by path.
func Run(fsys fs.FS, look Look) ([]Change, error) {
	o := &overlay{base: fsys, files: map[string][]byte{}}
	a, faults, err := look(o)
	if err != nil {
		return nil, err
	}
	// Text that cannot be read hides all that it says, so that comes first.
	changed, err := o.wholes(a)
	for n := 0; n < rounds && err == nil; n++ {
		if changed {
			a, faults, err = look(o)
		}
		if err == nil {
			changed, err = o.round(a, faults)
		}
		if !changed {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	return o.changes()
}

// wholes repairs the bytes of every text, whatever it says.
func (o *overlay) wholes(a *archive.Archive) (changed bool, err error) {
	mend := func(name string, mended func([]byte) []byte) error {
		old, err := fs.ReadFile(o, name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("cannot read a text again: %w", err)
		}
		if data := mended(old); !bytes.Equal(data, old) {
			o.files[name], changed = data, true
		}
		return nil
	}
	for _, name := range texts(a) {
		if err := mend(name, func(b []byte) []byte { return withoutBlankLines(plainText(b)) }); err != nil {
			return false, err
		}
	}
	if err := mend("archive.yaml", plainText); err != nil {
		return false, err
	}
	return changed, mend(permalink.Name, func(b []byte) []byte { return merged(plainText(b)) })
}

// texts returns the name of every text's file, by that and by its path, of
// which faults may have either.
func texts(a *archive.Archive) map[string]string {
	all := map[string]string{}
	add := func(versions archive.Versions) {
		for _, v := range versions {
			all[v.Source.Path], all[v.Source.Name()] = v.Source.Name(), v.Source.Name()
		}
	}
	for _, s := range slices.Concat(a.Statements, a.Removed) {
		add(s.Versions)
	}
	for _, s := range a.Signatories {
		add(s.Versions)
	}
	for _, t := range a.Topics {
		add(t.Versions)
	}
	for _, c := range a.Countries {
		add(c.Versions)
	}
	for _, p := range a.Pages {
		add(p.Versions)
	}
	return all
}

// round makes all edits that one look at the folder shows.
func (o *overlay) round(a *archive.Archive, faults diag.List) (changed bool, err error) {
	edits := map[string][]edit{}
	carried(a, faults, edits)
	names(a, faults, edits)
	for name, all := range edits {
		old, err := fs.ReadFile(o, name)
		if err != nil {
			return false, fmt.Errorf("cannot read a text again: %w", err)
		}
		if data := apply(old, all); !bytes.Equal(data, old) {
			o.files[name], changed = data, true
		}
	}
	if changed {
		return true, nil // an edit may yet uncover the name that a file is to have
	}
	for name, data := range stubs(a, faults) {
		if _, err := fs.Stat(o, name); errors.Is(err, fs.ErrNotExist) {
			o.files[name], changed = data, true
			o.added = append(o.added, name)
		}
	}
	return changed, nil
}

// carried collects the edits that faults carry.
func carried(a *archive.Archive, faults diag.List, edits map[string][]edit) {
	known := texts(a)
	known["archive.yaml"] = "archive.yaml"
	within := a.File("")
	for _, d := range faults {
		if name := known[strings.TrimPrefix(d.File, within)]; d.Fix != nil && d.Fix.Missing == "" && name != "" {
			edits[name] = append(edits[name], edit{d.Fix.At, d.Fix.Old, d.Fix.New})
		}
	}
}

// changes compares the files with those of the folder below.
func (o *overlay) changes() ([]Change, error) {
	var all []Change
	for _, name := range slices.Sorted(maps.Keys(o.files)) {
		old, err := fs.ReadFile(o.base, name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("cannot read a text again: %w", err)
		}
		all = append(all, Change{name, old, o.files[name]})
	}
	return all, nil
}
