package load

import (
	"bytes"
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
// reports those that cannot be shown or cleaned of what is not shown.
func readPictures(fsys fs.FS, a *archive.Archive, jobs int, faults *diag.List) error {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(a.Files)) {
		if picture.Named(name) != "" {
			names = append(names, name)
		}
	}
	files, found := make([]archive.File, len(names)), make([]*picture.Error, len(names))
	var group errgroup.Group
	group.SetLimit(max(1, jobs))
	for i, name := range names {
		group.Go(func() error {
			files[i] = a.Files[name]
			err := readPicture(fsys, &files[i])
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
func readPicture(fsys fs.FS, to *archive.File) error {
	data, err := fs.ReadFile(fsys, to.Name)
	if err != nil {
		return err
	}
	width, height, err := picture.Size(bytes.NewReader(data), to.Name)
	if err != nil {
		return err
	}
	if _, err := picture.Clean(data); err != nil {
		return err
	}
	to.Width, to.Height = width, height
	return nil
}
