package fix

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"time"
)

// overlay is a folder in which some files have other bytes, and some are new.
// A new one may lie in a folder that is new too.
type overlay struct {
	base  fs.FS
	files map[string][]byte // by name
	added []string          // the names of those that are new
}

// Open opens a file, of this or of the folder below.
func (o *overlay) Open(name string) (fs.File, error) {
	if data, ok := o.files[name]; ok {
		return &file{bytes.NewReader(data), info{name, int64(len(data)), 0o644}}, nil
	}
	f, err := o.base.Open(name)
	if errors.Is(err, fs.ErrNotExist) && len(o.below(name)) > 0 {
		return &file{bytes.NewReader(nil), info{name, 0, fs.ModeDir | 0o755}}, nil
	}
	return f, err
}

// ReadDir lists a folder, with the files that are new in it.
func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.base, name)
	added := o.below(name)
	if err != nil && (!errors.Is(err, fs.ErrNotExist) || len(added) == 0) {
		return nil, err
	}
	entries = append(entries, added...)
	slices.SortStableFunc(entries, func(x, y fs.DirEntry) int { return cmp.Compare(x.Name(), y.Name()) })
	return slices.CompactFunc(entries, func(x, y fs.DirEntry) bool { return x.Name() == y.Name() }), nil
}

// below returns what is new right in a folder.
func (o *overlay) below(folder string) []fs.DirEntry {
	var all []fs.DirEntry
	for _, name := range o.added {
		switch dir := path.Dir(name); folder {
		case dir:
			all = append(all, fs.FileInfoToDirEntry(info{name, int64(len(o.files[name])), 0o644}))
		case path.Dir(dir):
			all = append(all, fs.FileInfoToDirEntry(info{dir, 0, fs.ModeDir | 0o755}))
		}
	}
	return all
}

// file is an open file of the overlay.
type file struct {
	*bytes.Reader
	info info
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

// info describes a file of the overlay. It has no time, for nothing may depend
// on one.
type info struct {
	name string
	size int64
	mode fs.FileMode
}

func (i info) Name() string       { return path.Base(i.name) }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.mode.IsDir() }
func (i info) Sys() any           { return nil }
