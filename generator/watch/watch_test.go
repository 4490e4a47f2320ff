package watch

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// rounds is how often each change is made. A miss is a matter of moments, so
// a few rounds find the plain faults only.
var rounds = flag.Int("rounds", 3, "how often the watcher is tried with each change")

// change does something to a folder; round tells its names apart.
type change struct {
	name string
	do   func(dir string, round int) error
}

var changes = []change{
	{"a file is written in place", func(dir string, round int) error {
		return write(filepath.Join(dir, "statements/2017/one.md"), round)
	}},
	{"vim saves: the old file becomes the backup, a new one takes its place", func(dir string, round int) error {
		name := filepath.Join(dir, "statements/2017/one.md")
		return errors.Join(os.Rename(name, name+"~"), write(name, round), os.Remove(name+"~"))
	}},
	{"VS Code and others save: a new file is renamed over the old", func(dir string, round int) error {
		name := filepath.Join(dir, "statements/2017/one.md")
		return errors.Join(write(name+".tmp", round), os.Rename(name+".tmp", name))
	}},
	{"a file is renamed", func(dir string, round int) error {
		name := filepath.Join(dir, "statements/2017/one.md")
		return errors.Join(os.Rename(name, filepath.Join(dir, "statements/2017/two.md")),
			os.Rename(filepath.Join(dir, "statements/2017/two.md"), name))
	}},
	{"a file is put into nested new folders", func(dir string, round int) error {
		deep := filepath.Join(dir, fmt.Sprintf("statements/n%d/a/b/c", round))
		return errors.Join(os.MkdirAll(deep, 0o755), write(filepath.Join(deep, "x.md"), round))
	}},
	{"a file is written in a folder that was renamed", func(dir string, round int) error {
		from, to := filepath.Join(dir, fmt.Sprintf("statements/f%d", round)), filepath.Join(dir, fmt.Sprintf("statements/t%d", round))
		return errors.Join(os.MkdirAll(filepath.Join(from, "sub"), 0o755), os.Rename(from, to),
			os.MkdirAll(filepath.Join(from, "sub"), 0o755), write(filepath.Join(to, "sub/x.md"), round), write(filepath.Join(from, "sub/x.md"), round))
	}},
	{"the folder is removed and made again", func(dir string, round int) error {
		return errors.Join(os.RemoveAll(dir), os.MkdirAll(filepath.Join(dir, "statements/2017"), 0o755),
			write(filepath.Join(dir, "statements/2017/one.md"), round))
	}},
	{"the folder is moved away, and another takes its place", func(dir string, round int) error {
		other := dir + ".new"
		return errors.Join(os.MkdirAll(filepath.Join(other, "statements/2017"), 0o755), write(filepath.Join(other, "statements/2017/one.md"), round),
			os.Rename(dir, dir+".old"), os.Rename(other, dir), os.RemoveAll(dir+".old"))
	}},
}

// TestNoMiss makes every change to real files, in one folder after the other,
// and asks each time whether whoever looks again when told sees the last state.
// After each change one more file is written where the change has been, for a
// lost watch shows only then.
func TestNoMiss(t *testing.T) {
	for _, poll := range []bool{false, true} {
		for _, c := range changes {
			t.Run(fmt.Sprintf("%s, poll %v", c.name, poll), func(t *testing.T) {
				t.Parallel()
				dir := filepath.Join(t.TempDir(), "content")
				if err := os.MkdirAll(filepath.Join(dir, "statements/2017"), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := write(filepath.Join(dir, "statements/2017/one.md"), -1); err != nil {
					t.Fatal(err)
				}
				w := start(t, dir, poll)
				defer w.Close()
				for round := range *rounds {
					if err := c.do(dir, round); err != nil {
						t.Fatal(err)
					}
					await(t, w, dir)
					for _, folder := range folders(t, dir) {
						if err := write(filepath.Join(folder, "after.md"), round); err != nil {
							t.Fatal(err)
						}
						await(t, w, dir)
					}
				}
			})
		}
	}
}

// start watches a folder, and polls more often than a user's machine has to.
func start(t *testing.T, dir string, poll bool) *Watcher {
	w := newWatcher(dir, func(s string) { t.Error(s) })
	w.every = 20 * time.Millisecond
	w.start(poll)
	return w
}

// await fails unless somebody who looks when told sees how a folder is now.
func await(t *testing.T, w *Watcher, dir string) {
	t.Helper()
	want := look(dir)
	deadline := time.After(20 * time.Second)
	for {
		select {
		case <-w.C:
			if look(dir) == want {
				return
			}
		case <-deadline:
			t.Fatal("a change was missed")
		}
	}
}

// look returns all that is in a folder, as text.
func look(dir string) string {
	var b strings.Builder
	_ = filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		data, _ := os.ReadFile(name)
		fmt.Fprintln(&b, name, string(data))
		return nil
	})
	return b.String()
}

// folders returns up to eight folders of dir, the last first.
func folders(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			all = append([]string{name}, all...)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all[:min(8, len(all))]
}

func write(name string, round int) error {
	return os.WriteFile(name, []byte(fmt.Sprintf("round %d at %d", round, time.Now().UnixNano())), 0o644)
}

// TestManyFiles changes as many files at once as a switch of branches does.
func TestManyFiles(t *testing.T) {
	files := 2000
	if *rounds > 3 {
		files = 20000
	}
	dir := t.TempDir()
	for i := range files / 100 {
		if err := os.Mkdir(filepath.Join(dir, fmt.Sprint(i)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	told := 0
	w := Folder(dir, false, func(s string) { t.Error(s) })
	defer w.Close()
	for i := range files {
		if err := write(filepath.Join(dir, fmt.Sprint(i%(files/100)), fmt.Sprint(i)), 0); err != nil {
			t.Fatal(err)
		}
		select {
		case <-w.C:
			told++
		default:
		}
	}
	await(t, w, dir)
	if told > files/10 {
		t.Errorf("told %d times of %d files; that is no rest for whoever looks", told, files)
	}
}

// TestOverflow fills the system's queue while nobody takes notices from it.
func TestOverflow(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the queue of this system cannot be filled on purpose")
	}
	dir := t.TempDir()
	w := newWatcher(dir, func(s string) { t.Error(s) })
	if err := w.arm(); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "new"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 20000 { // the queue has room for 16,384; the library takes some more
		name := filepath.Join(dir, fmt.Sprint(i%100))
		if err := write(name, i); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	go func() {
		defer close(w.ended)
		if err := w.listen(); err != nil {
			t.Error(err)
		}
	}()
	await(t, w, dir)
	if err := write(filepath.Join(dir, "new", "x.md"), 0); err != nil {
		t.Fatal(err)
	}
	await(t, w, dir)
	w.Close()
}

// TestNotThereYet watches a folder that comes later, below another that does.
func TestNotThereYet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "later", "content")
	w := Folder(dir, false, func(s string) { t.Error(s) })
	defer w.Close()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	await(t, w, dir)
	if err := write(filepath.Join(dir, "x.md"), 0); err != nil {
		t.Fatal(err)
	}
	await(t, w, dir)
}

// TestLinkIsTurned watches a link, which is then made to lead elsewhere.
func TestLinkIsTurned(t *testing.T) {
	for _, poll := range []bool{false, true} {
		base := t.TempDir()
		for _, name := range []string{"one", "two"} {
			if err := errors.Join(os.Mkdir(filepath.Join(base, name), 0o755), write(filepath.Join(base, name, "x.md"), 0)); err != nil {
				t.Fatal(err)
			}
		}
		link := filepath.Join(base, "content")
		if err := os.Symlink("one", link); err != nil {
			t.Skip(err)
		}
		w := start(t, link, poll)
		defer w.Close()
		if err := errors.Join(os.Symlink("two", link+".new"), os.Rename(link+".new", link)); err != nil {
			t.Fatal(err)
		}
		await(t, w, link+"/.")
		if err := write(filepath.Join(base, "two", "x.md"), 1); err != nil {
			t.Fatal(err)
		}
		await(t, w, link+"/.")
	}
}

// TestLimit gives the watcher fewer watches than it needs.
func TestLimit(t *testing.T) {
	dir := t.TempDir()
	for i := range 5 {
		if err := os.Mkdir(filepath.Join(dir, fmt.Sprint(i)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	said := make(chan string, 1)
	w := newWatcher(dir, func(s string) { said <- s })
	left := 3
	w.add = func(n *fsnotify.Watcher, name string) error {
		if left--; left < 0 {
			return fmt.Errorf("cannot watch: %w", syscall.ENOSPC)
		}
		return n.Add(name)
	}
	w.every = 20 * time.Millisecond
	w.start(false)
	defer w.Close()
	if s := <-said; !strings.Contains(s, "twice a second") || !strings.Contains(s, "max_user_watches") {
		t.Errorf("said %q", s)
	}
	if err := write(filepath.Join(dir, "4", "x.md"), 0); err != nil {
		t.Fatal(err)
	}
	await(t, w, dir)
}

// TestNoPeace asks that nothing is told while nothing happens.
func TestNoPeace(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	w := Folder(dir, false, func(s string) { t.Error(s) })
	defer w.Close()
	if err := write(filepath.Join(dir, ".git", "index"), 0); err != nil {
		t.Fatal(err)
	}
	select {
	case <-w.C:
		t.Error("told of a change in a hidden folder")
	case <-time.After(2 * glance):
	}
}
