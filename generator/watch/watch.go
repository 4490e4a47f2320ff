// Package watch says that something in a folder, or in a folder below it, may
// have changed. It never says what: whoever is told looks again.
//
// Folders are watched, never files, for an editor that saves by putting a new
// file in the place of the old one would take the watch away with it. Three
// things that systems' notices do not tell are found in other ways:
//
//   - A new folder may have been filled before it was watched, and one that was
//     moved takes its watches along under its old name. So whenever a folder
//     comes, goes or moves, or the queue of notices has overflowed, all watches
//     are set anew, and then it is said that something may have changed.
//   - The folder itself may be removed, be made again, or be a link that is
//     turned elsewhere. So what its name leads to is looked at four times a
//     second.
//   - A branch that is switched changes thousands of files, and a save is three
//     or four notices. So nothing is said until it has been quiet for a moment,
//     but at most for a second.
//
// Where the system sends no notices, as with network and some container file
// systems, or allows no more watches, the files' stamps are compared instead:
// twice a second, or less often in a folder that takes long to walk. Names that
// begin with a dot are passed over; the folder's own may.
package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	quiet    = 10 * time.Millisecond  // after the last notice of a change
	patience = time.Second            // at most, while notices keep coming
	glance   = 250 * time.Millisecond // between two looks at the folder's name
	interval = 500 * time.Millisecond // between two polls
)

// Watcher watches one folder.
type Watcher struct {
	// C receives when something may have changed. What happens while nobody
	// receives is told once, afterwards.
	C <-chan struct{}

	told    chan struct{}
	dir     string
	say     func(string)
	every   time.Duration // between two polls
	done    chan struct{} // closed by Close
	ended   chan struct{} // closed when nothing runs any more
	notices *fsnotify.Watcher
	add     func(*fsnotify.Watcher, string) error
	folders map[string]bool // those that are watched
	root    fs.FileInfo     // what dir led to when the watches were set; nil: nothing
}

// Folder watches a folder, which need not be there yet. What changes after it
// has returned is told. With poll it does not rely on the system's notices. say
// is called, from another goroutine, with what its user should know: that, and
// why, it has begun to poll by itself.
func Folder(dir string, poll bool, say func(string)) *Watcher {
	w := newWatcher(dir, say)
	w.start(poll)
	return w
}

func newWatcher(dir string, say func(string)) *Watcher {
	told := make(chan struct{}, 1)
	return &Watcher{
		C: told, told: told, dir: filepath.Clean(dir), say: say, every: interval,
		done: make(chan struct{}), ended: make(chan struct{}),
		add: (*fsnotify.Watcher).Add,
	}
}

// Close ends the watching and gives its watches back to the system. Nothing
// is received from C afterwards but what was told before.
func (w *Watcher) Close() {
	close(w.done)
	<-w.ended
}

func (w *Watcher) start(poll bool) {
	var err error
	if !poll {
		err = w.arm()
	}
	go func() {
		defer close(w.ended)
		defer w.disarm()
		if !poll && err == nil {
			err = w.listen()
		}
		if err != nil {
			w.say(fmt.Sprintf("the system does not watch %s: %v; looking at its files twice a second instead%s", w.dir, err, hint(err)))
		}
		if poll || err != nil {
			w.poll()
		}
	}()
}

// tell says that something may have changed.
func (w *Watcher) tell() {
	select {
	case w.told <- struct{}{}:
	default: // it is said already, and nobody has listened yet
	}
}

// listen waits for notices, until Close or until the system has no more
// watches to give.
func (w *Watcher) listen() error {
	tick := time.NewTicker(glance)
	defer tick.Stop()
	for {
		var anew bool
		select {
		case <-w.done:
			return nil
		case <-tick.C:
			if anew = w.rootChanged(); !anew {
				continue
			}
		case e := <-w.notices.Events:
			anew = w.concernsFolders(e)
		case <-w.notices.Errors: // the queue has overflowed, or worse
			anew = true
		}
		anew = w.settle() || anew
		if anew {
			if err := w.arm(); err != nil {
				return err
			}
		}
		w.tell()
	}
}

// settle takes notices until none has come for a moment, and reports whether
// the watches must be set anew.
func (w *Watcher) settle() (anew bool) {
	limit := time.After(patience)
	for {
		select {
		case <-w.done:
			return false
		case <-limit:
			return anew
		case <-time.After(quiet):
			return anew
		case e := <-w.notices.Events:
			anew = w.concernsFolders(e) || anew
		case <-w.notices.Errors:
			anew = true
		}
	}
}

// concernsFolders reports whether a notice says that a folder has come, gone
// or moved. A folder that is gone again when it is looked at has left a second
// notice.
func (w *Watcher) concernsFolders(e fsnotify.Event) bool {
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		if w.folders[e.Name] {
			return true
		}
	}
	if e.Has(fsnotify.Create) && !hidden(e.Name) {
		info, err := os.Lstat(e.Name)
		return err == nil && info.IsDir()
	}
	return false
}

// rootChanged reports whether the folder's name leads elsewhere than it did.
func (w *Watcher) rootChanged() bool {
	info, err := os.Stat(w.dir)
	if err != nil || w.root == nil {
		return (err == nil) != (w.root != nil)
	}
	return !os.SameFile(info, w.root)
}

// arm watches the folder and all below it, in place of what was watched so
// far: the library's own bookkeeping goes wrong where a folder was moved and
// another has come in its place.
func (w *Watcher) arm() error {
	notices, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	w.disarm()
	w.notices, w.folders, w.root = notices, map[string]bool{}, nil
	root, err := os.Stat(w.dir)
	if err != nil {
		return nil // rootChanged will see it come
	}
	w.root = root
	return w.watch(w.dir)
}

func (w *Watcher) disarm() {
	if w.notices != nil {
		_ = w.notices.Close() // it gives back all that it has in any case
	}
}

// watch watches a folder before it looks what is in it: what comes later
// is noticed. What cannot be read is for whoever looks again to report.
func (w *Watcher) watch(dir string) error {
	switch err := w.add(w.notices, dir); {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return nil
	case err != nil:
		return err
	}
	w.folders[dir] = true
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if e.IsDir() && !hidden(e.Name()) {
			if err := w.watch(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func hidden(name string) bool { return strings.HasPrefix(filepath.Base(name), ".") }
