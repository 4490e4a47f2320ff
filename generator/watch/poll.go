package watch

import (
	"errors"
	"hash/maphash"
	"io/fs"
	"path/filepath"
	"syscall"
	"time"

	"communique/generator/stamp"
)

// poll compares the files' stamps until Close.
func (w *Watcher) poll() {
	var last uint64
	settled := false // so that what changed before the first survey is told
	for {
		start := time.Now()
		now, calm := w.survey(start)
		// A file that was written a moment ago may have been written once more
		// within the same tick of its clock. It is looked at until that is past.
		if now != last || !settled {
			w.tell()
		}
		last, settled = now, calm
		select {
		case <-w.done:
			return
		case <-time.After(max(w.every, 10*time.Since(start))):
		}
	}
}

var seed = maphash.MakeSeed()

// survey returns a sum over the names and stamps of all files and folders, and
// whether all of them are settled at a time. What cannot be read is left out,
// which is a state too.
func (w *Watcher) survey(now time.Time) (sum uint64, settled bool) {
	settled = true
	root, err := filepath.EvalSymlinks(w.dir) // WalkDir follows no link, not even this one
	if err != nil {
		return 0, settled
	}
	type file struct {
		name  string
		stamp stamp.Stamp
	}
	_ = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case name != root && hidden(name):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case err != nil:
			return nil
		}
		f := file{name: name}
		if info, err := d.Info(); err == nil && !d.IsDir() {
			f.stamp = stamp.Of(info)
			settled = settled && f.stamp.Settled(now)
		}
		sum += maphash.Comparable(seed, f)
		return nil
	})
	return sum, settled
}

// hint says how to get more watches, where that is what was wanting.
func hint(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "\n  hint: the system lets its users watch no more folders; on Linux: sudo sysctl fs.inotify.max_user_watches=524288"
	case errors.Is(err, syscall.EMFILE):
		return "\n  hint: too many programs watch folders; on Linux: sudo sysctl fs.inotify.max_user_instances=1024, on macOS: ulimit -n 65536"
	}
	return ""
}
