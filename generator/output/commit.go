package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
)

// Commit publishes the site and ends the build. Every name must have been written, without an error:
// anything else is a bug, and panics. No Write or Stream may be under way.
//
// After an error the result is empty, and some files may be new and some old, each of them whole; the
// next build puts it right.
func (f *Folder) Commit() (Result, error) {
	result := f.tally()
	var err error
	if !f.isPublished(result) {
		err = f.publish(&result)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return Result{}, err
	}
	return result, nil
}

// tally counts what was written.
func (f *Folder) tally() Result {
	if f.closed {
		panic("output: commit after the end of the build")
	}
	var r Result
	for i, name := range f.names {
		e := &f.entries[i]
		switch e.stage.Load() {
		case announced:
			panic(fmt.Sprintf("output: commit, but %q was announced and not written", name))
		case underWay:
			panic(fmt.Sprintf("output: commit, but the write of %q failed or is under way", name))
		case unchanged:
			r.Unchanged++
		default:
			r.Written++
			r.BytesWritten += e.size
		}
		r.Bytes += e.size
	}
	return r
}

// isPublished reports whether the folder is, down to the state, what Commit would make of it.
func (f *Folder) isPublished(r Result) bool {
	return r.Written == 0 && f.manifest.exists && !f.pending.exists && len(f.narrow) == 0 &&
		slices.Equal(f.manifest.names, f.sorted)
}

// publish goes through the steps in the package comment.
func (f *Folder) publish(r *Result) error {
	stale := without(f.ours, f.sorted)
	for _, step := range []func() error{
		func() error { return f.writeState(pendingFile, union(f.pending.names, f.sorted)) },
		f.flushAll,
		func() error { return f.install(r) },
		func() error { return f.removeStale(r, stale) },
		func() error { return f.removeEmptied(stale) },
		f.flushAll,
		func() error { return f.writeState(manifestFile, f.sorted) },
		f.removeTmp,
		f.flushAll,
		func() error { return f.remove(pendingFile) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// install puts the new files in place, one after the other: the order is a promise, and systems take
// renames between folders one at a time anyway.
func (f *Folder) install(r *Result) error {
	for _, p := range f.narrow {
		if err := f.widen(p); err != nil {
			return err
		}
	}
	for _, adds := range []bool{true, false} {
		for i := range f.names {
			stage := f.entries[i].stage.Load()
			if stage == unchanged || adds != (stage == added) {
				continue
			}
			if err := f.installFile(i, stage, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// installFile puts the new file of the name with the number i in place.
func (f *Folder) installFile(i int, stage uint32, r *Result) error {
	name := f.names[i]
	removed, err := f.makeFolder(path.Dir(name))
	r.Removed += removed
	if err != nil {
		return err
	}
	if stage == stagedOverFolder {
		removed, err := f.clearFolder(name)
		r.Removed += removed
		if err != nil {
			return err
		}
	}
	if err := f.root.Rename(tmpFolder+"/"+strconv.Itoa(i), name); err != nil {
		return f.fault("put the file in place", name, err)
	}
	return nil
}

// removeStale removes files that an earlier build wrote and this one did not.
func (f *Folder) removeStale(r *Result, stale []string) error {
	for _, name := range stale {
		d, err := f.look(path.Dir(name))
		if err != nil {
			return err
		}
		if !d.stands {
			continue
		}
		root, base := f.at(name)
		info, err := root.Lstat(base)
		switch {
		case errors.Is(err, fs.ErrNotExist), err == nil && info.IsDir():
			continue // it has gone already, for a folder perhaps
		case err != nil:
			return f.fault("look at the file", name, err)
		}
		if err := root.Remove(base); err != nil {
			return f.fault("remove the file", name, err)
		}
		r.Removed++
	}
	return nil
}

// removeEmptied removes the folders that the stale files were in, if the site needs them no more and
// nothing else is in them.
func (f *Folder) removeEmptied(stale []string) error {
	for _, p := range foldersOf(stale) {
		if firstBelow(f.sorted, p) != "" {
			continue
		}
		d, err := f.look(p)
		if err != nil {
			return err
		}
		if !d.stands {
			continue
		}
		if err := f.remove(p); err != nil && !errors.Is(err, fs.ErrExist) { // ErrExist: it is not empty
			return err
		}
	}
	return nil
}

// remove removes a file or an empty folder, if it is there.
func (f *Folder) remove(name string) error {
	if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return f.fault("remove", name, err)
	}
	return nil
}
