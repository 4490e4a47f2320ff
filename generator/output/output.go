// Package output writes a site into the folder that is deployed, and is the only package that does.
// Its promise: a build never harms what is published.
//
// # What goes in
//
// The caller knows every name before a byte is made, and gives them to [Open] in the order in which they
// are to appear: pages and assets first, then the lists that link to them. Then any number of goroutines
// call [Folder.Write], or for a large file [Folder.Stream], once a name, and [Folder.Commit] publishes. A
// build that failed calls [Folder.Close] alone, and what is published stays as it was, byte for byte.
//
// A name is a path as in [fs.ValidPath], in Unicode NFC, without control characters and backslashes, with
// at most 255 bytes between two slashes. No
// element begins with a dot: dot files belong to the owner of the folder (.git, .gitignore), are never
// written and never removed. Two names that differ only by case, or by what else a file system takes for
// the same, would be one file there; the plan of the site refuses them, this package does not look.
//
// # What comes out
//
// Every file is whole, the old one or the new one. Write and Stream put new bytes into .communique/tmp, or
// leave it at finding that the published file has them already: such a file keeps its bytes and its
// modification time. Commit then goes through these steps; a build killed in any of them is repaired by
// the next Commit, since the state tells which files can be ours:
//
//  1. write pending: the names that this build and an unfinished one before it may have put in place
//  2. flush: all new bytes are on the disk before the first of them is seen
//  3. rename the new files into place: first those at names where nothing stands, then those that replace
//     something, both in the order of the names
//  4. remove the files that an earlier build wrote and this one did not, and the folders emptied by that
//  5. flush, then write manifest: the names of the site
//  6. remove tmp, flush, remove pending
//
// So every link that leads somewhere before a build and after it leads somewhere at each moment between, if
// one starts from an old page: what it leads to is in place before the first page that could link there is
// replaced, and is removed after the last one. A new page may link to a list that is not there yet, but
// nothing links to the new page.
//
// A build that changes nothing does none of these and writes nothing.
//
// # State
//
// The folder .communique holds manifest, pending while a build is under way, tmp while one is, and an
// empty file that is locked by the build under way. The lock is the kernel's (flock, LockFileEx) and dies
// with the process. The first line of manifest and pending names the format and its version, every
// further line is a name, sorted bytewise. The same site gives the same bytes: no time, no machine.
//
// # Flushing
//
// A rename can reach the disk before the bytes of the file; after a power cut the file would be empty. So
// bytes are flushed before the renames, and renames before the manifest that claims them. On Linux one
// syncfs does it: for 10,000 files it took about a seventh of the time of an fsync each. It returns
// errors of the disk from Linux 5.8 on. On macOS every file is handed to the drive with fsync and the drive is told
// once to flush; elsewhere every file is flushed by itself, and the order of renames is left to the
// journal of the file system.
//
// # What is refused
//
//   - a folder that holds anything but dot files, but neither manifest nor pending: no build wrote it
//   - a folder into which another build is writing
//   - a folder in the place of a file, if it holds a file that no build wrote, and a file or symbolic link
//     in the place of a folder, if no build wrote it; what a build wrote is removed
//   - a manifest or pending that is damaged or of another version
//
// All this is found before the first published file changes. A symbolic link in the place of a file is
// replaced and never followed; a file that no build wrote is an error of Write and Stream, unless it has the
// very bytes. Nothing below the folder is reached but
// through [os.Root]. Everything must be on one file system.
//
// Files get the mode 0644 and folders 0755 whatever the umask is, save the folders above the output. A
// file that lacks some of it is written again, a folder of ours is corrected, and nothing else has its
// mode changed.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

const (
	fileMode   fs.FileMode = 0o644
	folderMode fs.FileMode = 0o755
)

// Folder is an output folder during one build.
type Folder struct {
	dir     string
	names   []string       // in the order of publication
	sorted  []string       // the same, as in the manifest
	index   map[string]int // of names
	entries []entry        // one a name

	root     *os.Root
	tmp      *os.Root // nil when there is none
	lock     *os.File
	closed   bool
	manifest state
	pending  state
	ours     []string // names of both, sorted: files that earlier builds wrote or may have written

	folders map[string]*folder
	opened  int      // how many of folders are open
	narrow  []string // folders of ours that lack some of folderMode
	buffers sync.Pool
}

// Result says what a build did.
type Result struct {
	Written      int   // files that are new or have new bytes
	Unchanged    int   // files that had their bytes already
	Removed      int   // files of earlier builds that are no more
	Bytes        int64 // size of all files of the site
	BytesWritten int64 // size of those in Written
}

// Open begins a build into the folder dir, which is made if need be, with those above it. The names are all
// files of the site, in the order in which they are to appear. What is published does not change.
//
// It returns an error for a name that cannot be written (see the package comment), that comes twice, or
// that is the folder of another one; for a folder that is refused; and for faults of the environment.
// If there is no error, the caller must call Close in the end.
func Open(dir string, names []string) (*Folder, error) {
	f := &Folder{dir: dir, names: slices.Clone(names)}
	f.buffers.New = func() any { return new([bufferSize]byte) }
	if err := f.plan(); err != nil {
		return nil, err
	}
	for _, step := range []func() error{f.enter, f.acquire, f.recall, f.makeTmp, f.survey} {
		if err := step(); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return f, nil
}

// enter opens the folder, or makes it, and refuses one that no build wrote before anything is put there.
func (f *Folder) enter() error {
	made := false
	if err := os.MkdirAll(filepath.Dir(f.dir), folderMode); err != nil {
		return f.fault("make the folders above", ".", err)
	}
	switch err := os.Mkdir(f.dir, folderMode); {
	case err == nil:
		made = true
	case !errors.Is(err, fs.ErrExist):
		return f.fault("make the folder", ".", err)
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return f.fault("open the folder", ".", err)
	}
	f.root = root
	if made {
		return f.widen(".")
	}
	return f.refuseForeign()
}

// Size returns how many bytes the file of a name has, which must have been written.
func (f *Folder) Size(name string) int64 { return f.entries[f.index[name]].size }

// Close ends the build and gives the folder free. Without a Commit before, what is published stays as it
// was. After a Commit, or called again, it does nothing. No Write or Stream may be under way.
func (f *Folder) Close() error {
	if f.closed {
		return nil
	}
	f.closed = true
	for _, d := range f.folders {
		if d.root != nil && d.root != f.root {
			d.root.Close()
		}
	}
	err := f.removeTmp()
	if f.lock != nil {
		f.lock.Close()
	}
	if f.root != nil {
		f.root.Close()
	}
	return err
}

// fault wraps an error of the environment with the path of the machine and what was tried.
func (f *Folder) fault(tried, name string, err error) error {
	var onPath *fs.PathError
	var onLink *os.LinkError
	switch { // these repeat the path, relative to some open folder
	case errors.As(err, &onPath):
		err = onPath.Err
	case errors.As(err, &onLink):
		err = onLink.Err
	}
	return fmt.Errorf("%s: cannot %s: %w", f.place(name), tried, err)
}

// place is a name as a path of the machine, for messages.
func (f *Folder) place(name string) string {
	return filepath.Join(f.dir, filepath.FromSlash(name))
}
