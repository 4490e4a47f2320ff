package load

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"golang.org/x/sync/errgroup"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/picture"
)

// readPictures notes the size of each attachment that is a picture, and
// reports those that cannot be shown. Of a picture its header is read; of an
// SVG that is somebody's logo all, for that is where it is refused.
func readPictures(fsys fs.FS, a *archive.Archive, jobs int, faults *diag.List) error {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(a.Files)) {
		if picture.Named(name) != "" {
			names = append(names, name)
		}
	}
	logos := map[string]bool{}
	for _, s := range a.Signatories {
		logos[s.Logo] = true
	}
	files, found := make([]archive.File, len(names)), make([]*picture.Error, len(names))
	var group errgroup.Group
	group.SetLimit(max(1, jobs))
	for i, name := range names {
		group.Go(func() error {
			files[i] = a.Files[name]
			err := readPicture(fsys, &files[i], logos[name])
			if fault, ok := errors.AsType[*picture.Error](err); ok {
				found[i] = fault
				return nil
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return fmt.Errorf("cannot read a picture: %w", err)
	}
	for i, name := range names {
		a.Files[name] = files[i]
		if fault := found[i]; fault != nil {
			faults.Add(&unreadablePicture, diag.Position{File: a.File(name)}, fmt.Sprintf("%q %s", path.Base(name), fault.Fault), fault.Hint)
		}
	}
	return nil
}

// readPicture reads the size of one.
func readPicture(fsys fs.FS, to *archive.File, logo bool) error {
	f, err := fsys.Open(to.Name)
	if err != nil {
		return err
	}
	width, height, err := picture.Size(f, to.Name)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if logo && picture.Named(to.Name) == picture.SVG {
		data, err := fs.ReadFile(fsys, to.Name)
		if err != nil {
			return err
		}
		if _, err := picture.Logo(data, width, height); err != nil {
			return err
		}
	}
	to.Width, to.Height = width, height
	return nil
}
