package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

const (
	stateFolder  = ".communique"
	manifestFile = stateFolder + "/manifest"
	pendingFile  = stateFolder + "/pending"
	lockFile     = stateFolder + "/lock"
	tmpFolder    = stateFolder + "/tmp"
)

// refuseForeign returns an error if the folder holds files, but no trace of a build. Another build may be
// under way: its files come after pending, and pending goes after manifest has come, so this order of
// looking never takes its files for foreign ones.
func (f *Folder) refuseForeign() error {
	entries, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return f.fault("read the folder", ".", err)
	}
	var foreign string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			foreign = e.Name()
			break
		}
	}
	if foreign == "" {
		return nil
	}
	for _, name := range []string{pendingFile, manifestFile} {
		if _, err := f.root.Lstat(name); err == nil {
			return nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return f.fault("look at the file", name, err)
		}
	}
	return fmt.Errorf("%s: the folder holds files that no build wrote, such as %q; choose an empty folder, or delete it yourself",
		f.dir, foreign)
}

// acquire takes the lock, so that no other build writes here until Close or the end of the process.
func (f *Folder) acquire() error {
	if err := f.root.Mkdir(stateFolder, folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return f.fault("make the folder", stateFolder, err)
	}
	if info, err := f.root.Lstat(stateFolder); err != nil {
		return f.fault("look at the folder", stateFolder, err)
	} else if !info.IsDir() { // a link could lead the removal of tmp to a folder of somebody
		return fmt.Errorf("%s: not a folder; delete it yourself", f.place(stateFolder))
	}
	file, err := f.root.OpenFile(lockFile, os.O_RDWR|os.O_CREATE, fileMode)
	if err != nil {
		return f.fault("open the lock", lockFile, err)
	}
	free, err := lock(file)
	if free && err == nil {
		f.lock = file
		return nil
	}
	file.Close()
	if err != nil {
		return f.fault("take the lock", lockFile, err)
	}
	return fmt.Errorf("%s: another build is writing into this folder; wait until it ends", f.dir)
}

// recall reads what earlier builds left.
func (f *Folder) recall() (err error) {
	if f.manifest, err = f.readState(manifestFile); err != nil {
		return err
	}
	if f.pending, err = f.readState(pendingFile); err != nil {
		return err
	}
	f.ours = union(f.manifest.names, f.pending.names)
	return nil
}

func (f *Folder) readState(name string) (state, error) {
	data, err := f.root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return state{}, nil
	}
	if err != nil {
		return state{}, f.fault("read the file", name, err)
	}
	names, err := parse(path.Base(name), data)
	if err != nil {
		return state{}, fmt.Errorf("%s: damaged, or of another version: %w; delete %s yourself to have it built anew",
			f.place(name), err, f.dir)
	}
	return state{exists: true, names: names}, nil
}

// writeState puts a state file in place, with its bytes on the disk before its name.
func (f *Folder) writeState(name string, names []string) error {
	kind := path.Base(name)
	if err := create(f.tmp, kind, format(kind, names), (*os.File).Sync); err != nil {
		return f.fault("write the file", name, err)
	}
	if err := f.root.Rename(tmpFolder+"/"+kind, name); err != nil {
		return f.fault("put the file in place", name, err)
	}
	return nil
}

// makeTmp makes the folder for files under way, and clears away what a killed build left there.
func (f *Folder) makeTmp() (err error) {
	if err := f.root.RemoveAll(tmpFolder); err != nil {
		return f.fault("clear the folder", tmpFolder, err)
	}
	if err := f.root.Mkdir(tmpFolder, folderMode); err != nil {
		return f.fault("make the folder", tmpFolder, err)
	}
	if f.tmp, err = f.root.OpenRoot(tmpFolder); err != nil {
		return f.fault("open the folder", tmpFolder, err)
	}
	return nil
}

func (f *Folder) removeTmp() error {
	if f.tmp == nil {
		return nil
	}
	f.tmp.Close()
	f.tmp = nil
	if err := f.root.RemoveAll(tmpFolder); err != nil {
		return f.fault("remove the folder", tmpFolder, err)
	}
	return nil
}

// flushAll returns when all that was done so far is on the disk.
func (f *Folder) flushAll() error {
	if err := flush(f.lock); err != nil { // any open file of the file system will do
		return f.fault("flush to the disk", ".", err)
	}
	return nil
}
