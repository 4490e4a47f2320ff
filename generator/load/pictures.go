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
func readPictures(fsys fs.FS, a *archive.Archive, o Options, faults *diag.List) error {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(a.Files)) {
		if picture.Named(name) != "" {
			names = append(names, name)
		}
	}
	found := make([]facts, len(names))
	var group errgroup.Group
	group.SetLimit(max(1, o.Jobs))
	for i, name := range names {
		group.Go(func() (err error) {
			found[i], err = o.Cache.attachment(name, func() (facts, error) { return readPicture(fsys, a.Files[name]) })
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return fmt.Errorf("cannot read a picture: %w", err)
	}
	for i, name := range names {
		a.Files[name] = found[i].file
		if fault := found[i].fault; fault != nil {
			faults.Add(&unreadablePicture, diag.Position{File: a.File(name)}, fmt.Sprintf("%q %s", path.Base(name), fault.Fault), fault.Hint)
		}
	}
	return nil
}

// readPicture reads the size of one, and whether it can be cleaned.
func readPicture(fsys fs.FS, file archive.File) (facts, error) {
	data, err := fs.ReadFile(fsys, file.Name)
	if err != nil {
		return facts{}, err
	}
	width, height, err := picture.Size(bytes.NewReader(data), file.Name)
	if err == nil {
		_, err = picture.Clean(data)
	}
	if fault, ok := errors.AsType[*picture.Error](err); ok {
		return facts{file: file, fault: fault}, nil
	}
	file.Width, file.Height = width, height
	return facts{file: file}, err
}
