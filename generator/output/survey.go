package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// maxOpen bounds the folders that are kept open at once. An open one saves walking its path for every
// file in it: half the time of looking at a file.
const maxOpen = 512

// folder is what stands where the site needs, or needed, a folder.
type folder struct {
	stands bool     // a folder, reached through folders only, never through a symbolic link
	ours   bool     // not a folder, but written by an earlier build
	root   *os.Root // open, or nil
	mode   fs.FileMode
}

// survey looks at every folder of the site. After it f.folders does not change until Commit.
func (f *Folder) survey() error {
	f.folders = map[string]*folder{".": {stands: true, root: f.root}}
	for _, name := range f.names {
		if err := f.surveyFolder(path.Dir(name)); err != nil {
			return err
		}
	}
	return nil
}

func (f *Folder) surveyFolder(p string) error {
	if f.folders[p] != nil {
		return nil
	}
	if err := f.surveyFolder(path.Dir(p)); err != nil {
		return err
	}
	d, err := f.look(p)
	switch {
	case err != nil:
		return err
	case !d.stands && d.mode != 0 && !d.ours:
		return fmt.Errorf("%s: a folder must stand here, but a file or link does that no build wrote; move it away or delete it yourself",
			f.place(p))
	case d.stands && f.opened < maxOpen:
		root, name := f.at(p)
		if d.root, err = root.OpenRoot(name); err != nil {
			return f.fault("open the folder", p, err)
		}
		f.opened++
	}
	if d.stands && d.mode.Perm()&folderMode != folderMode && firstBelow(f.ours, p) != "" {
		f.narrow = append(f.narrow, p)
	}
	return nil
}

// replaced reports whether a file of ours must go for the folder p.
func (f *Folder) replaced(p string) bool {
	d := f.folders[p]
	return !d.stands && (d.mode != 0 || f.replaced(path.Dir(p)))
}

// look finds out once what stands at p, and above it. The mode is 0 where nothing does.
func (f *Folder) look(p string) (*folder, error) {
	if d := f.folders[p]; d != nil {
		return d, nil
	}
	parent, err := f.look(path.Dir(p))
	if err != nil {
		return nil, err
	}
	d := &folder{ours: contains(f.ours, p)}
	if parent.stands {
		root, name := f.at(p)
		info, err := root.Lstat(name)
		switch {
		case err == nil:
			d.stands, d.mode = info.IsDir(), info.Mode()
		case !errors.Is(err, fs.ErrNotExist):
			return nil, f.fault("look at the folder", p, err)
		}
	}
	f.folders[p] = d
	return d, nil
}

// at returns the nearest way to a file: its folder, if open, and the name there.
func (f *Folder) at(name string) (*os.Root, string) {
	if d := f.folders[path.Dir(name)]; d != nil && d.root != nil {
		return d.root, path.Base(name)
	}
	return f.root, name
}

// filesBelow returns all files in the folder p, where the site has a file, or an error if one of them is
// not ours.
func (f *Folder) filesBelow(p string) ([]string, error) {
	var files []string
	err := fs.WalkDir(f.root.FS(), p, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return f.fault("read the folder", name, err)
		case contains(f.ours, name):
			files = append(files, name)
		case !d.IsDir() || strings.HasPrefix(d.Name(), "."):
			return fmt.Errorf("%s: a file must stand here, but a folder does, with %q in it that no build wrote; move it away or delete it yourself",
				f.place(p), name)
		}
		return nil
	})
	return files, err
}

// clearFolder removes the folder p, in which all files are ours, and returns how many these were.
func (f *Folder) clearFolder(p string) (removed int, err error) {
	files, err := f.filesBelow(p) // looked at once more: Write was a while ago
	if err != nil {
		return 0, err
	}
	if err := f.root.RemoveAll(p); err != nil {
		return 0, f.fault("remove the folder", p, err)
	}
	return len(files), nil
}

// makeFolder makes the folder p and those above it, where they do not stand, and returns how many files
// of earlier builds had to go for it.
func (f *Folder) makeFolder(p string) (removed int, err error) {
	d := f.folders[p]
	if d.stands {
		return 0, nil
	}
	if removed, err = f.makeFolder(path.Dir(p)); err != nil {
		return removed, err
	}
	if d.mode != 0 { // a file of ours: survey refuses any other
		if err := f.root.Remove(p); err != nil {
			return removed, f.fault("remove the file", p, err)
		}
		removed++
	}
	if err := f.root.Mkdir(p, folderMode); err != nil {
		return removed, f.fault("make the folder", p, err)
	}
	d.stands = true
	return removed, f.widen(p)
}

// widen gives a folder of ours the full mode, if the umask withheld some of it.
func (f *Folder) widen(p string) error {
	info, err := f.root.Lstat(p)
	if err == nil && info.Mode().Perm()&folderMode != folderMode {
		err = f.root.Chmod(p, folderMode)
	}
	if err != nil {
		return f.fault("set the mode of the folder", p, err)
	}
	return nil
}
