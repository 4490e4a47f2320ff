package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// site is what a build is to publish: bytes by name.
type site map[string]string

func (s site) names() []string { return slices.Sorted(maps.Keys(s)) }

// build writes the site with a few goroutines and commits.
func build(dir string, s site) (Result, error) {
	f, err := Open(dir, s.names())
	if err != nil {
		return Result{}, err
	}
	if err := write(f, s); err != nil {
		return Result{}, errors.Join(err, f.Close())
	}
	return f.Commit()
}

func write(f *Folder, s site) error {
	names := s.names()
	var wg sync.WaitGroup
	var failed [4]error
	for worker := range failed {
		wg.Go(func() {
			for i := worker; i < len(names); i += len(failed) {
				if err := put(f, names[i], s[names[i]]); err != nil {
					failed[worker] = err
					return
				}
			}
		})
	}
	wg.Wait()
	return errors.Join(failed[:]...)
}

// put gives the bytes of a name, of every other name as a stream: what this package promises does not
// depend on the way.
func put(f *Folder, name, data string) error {
	if len(name)%2 == 0 {
		return f.Write(name, []byte(data))
	}
	return f.Stream(name, func(w io.Writer) error { return inPieces(w, data) })
}

// inPieces writes the data in pieces of many lengths, none among them.
func inPieces(w io.Writer, data string) error {
	for n := 0; data != ""; n = (n*3 + 1) % (2 * bufferSize) {
		piece := data[:min(n, len(data))]
		if _, err := io.WriteString(w, piece); err != nil {
			return err
		}
		data = data[len(piece):]
	}
	return nil
}

func mustBuild(t *testing.T, dir string, s site) Result {
	t.Helper()
	r, err := build(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tree reads all below the folder: files by name, folders as "name/", links as "name -> target".
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || p == dir {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		switch {
		case d.IsDir():
			found[name+"/"] = ""
		case d.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(p)
			found[name+" -> "+target] = ""
			return err
		default:
			data, err := os.ReadFile(p)
			found[name] = string(data)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// published is the tree without the private state.
func published(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := tree(t, dir)
	maps.DeleteFunc(found, func(name, _ string) bool { return strings.HasPrefix(name, stateFolder+"/") })
	return found
}

// wantPublished compares what is published with the files, and the folders that these need.
func wantPublished(t *testing.T, dir string, want site) {
	t.Helper()
	all := map[string]string{}
	maps.Copy(all, want)
	for _, p := range foldersOf(want.names()) {
		all[p+"/"] = ""
	}
	wantSame(t, published(t, dir), all)
}

func wantSame(t *testing.T, got, want map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if data, found := got[name]; !found {
			t.Errorf("%q is missing", name)
		} else if data != want[name] {
			t.Errorf("%q holds %.60q, want %.60q", name, data, want[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, wanted := want[name]; !wanted {
			t.Errorf("%q is there", name)
		}
	}
}

// wantError checks that the message holds all parts.
func wantError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one with %q", parts)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), filepath.FromSlash(part)) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
}

// lay puts files there that no build wrote.
func lay(t *testing.T, dir string, s site) {
	t.Helper()
	for name, data := range s {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte(data), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestBuildTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "yet")
	old := site{"index.html": "one", "2017/a.html": "aa", "2017/b.html": "bb", "gone/far/c.html": "c", "empty": ""}
	if r, want := mustBuild(t, dir, old), (Result{Written: 5, Bytes: 8, BytesWritten: 8}); r != want {
		t.Errorf("first build: %+v, want %+v", r, want)
	}
	wantPublished(t, dir, old)

	long := strings.Repeat("x", 3*bufferSize)
	next := site{"index.html": "two", "2017/a.html": "aa", "2017/b.html": long, "2018/d.html": "d", "empty": ""}
	if r, want := mustBuild(t, dir, next), (Result{3, 2, 1, int64(6 + len(long)), int64(4 + len(long))}); r != want {
		t.Errorf("second build: %+v, want %+v", r, want)
	}
	wantPublished(t, dir, next)

	changed := strings.Repeat("x", 3*bufferSize-1) + "y"
	next["2017/b.html"] = changed
	if r := mustBuild(t, dir, next); r.Written != 1 {
		t.Errorf("a change of the last byte: %+v", r)
	}
	wantPublished(t, dir, next)
}

func TestUnchangedIsNotTouched(t *testing.T) {
	dir := t.TempDir()
	s := site{"a.html": "a", "x/b.html": "b"}
	mustBuild(t, dir, s)
	long := time.Date(2017, 9, 1, 9, 0, 0, 0, time.UTC)
	all := []string{"a.html", "x/b.html", "x", stateFolder + "/manifest"}
	for _, name := range all {
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	if r := mustBuild(t, dir, s); r.Unchanged != 2 || r.Written != 0 || r.BytesWritten != 0 || r.Bytes != 2 {
		t.Errorf("%+v", r)
	}
	for _, name := range all {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || !info.ModTime().Equal(long) {
			t.Errorf("%s was touched: %v, %v", name, info.ModTime(), err)
		}
	}
}

func TestSameSiteSameState(t *testing.T) {
	s := site{"b.html": "b", "a/c.html": "c", "a.html": "a"}
	fresh, grown := t.TempDir(), t.TempDir()
	mustBuild(t, fresh, s)
	mustBuild(t, grown, site{"a": "now a folder", "b.html/x": "now a file", "z/z": "z"})
	mustBuild(t, grown, s)
	wantSame(t, tree(t, grown), tree(t, fresh))
	wantSame(t, tree(t, fresh), map[string]string{
		"b.html": "b", "a/": "", "a/c.html": "c", "a.html": "a", ".communique/": "", ".communique/lock": "",
		".communique/manifest": "communique manifest 1\na.html\na/c.html\nb.html\n",
	})
}

func TestFailedBuildChangesNothing(t *testing.T) {
	dir := t.TempDir()
	s := site{"a.html": "a", "x/b.html": "b"}
	mustBuild(t, dir, s)
	before := tree(t, dir)
	f, err := Open(dir, []string{"a.html", "x", "y/c.html"})
	if err != nil {
		t.Fatal(err)
	}
	if err := write(f, site{"a.html": "new", "x": "a file now", "y/c.html": "c"}); err != nil {
		t.Fatal(err)
	}
	wantSame(t, published(t, dir), map[string]string{"a.html": "a", "x/": "", "x/b.html": "b"})
	for range 2 {
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	wantSame(t, tree(t, dir), before)
	if r := mustBuild(t, dir, s); r.Unchanged != 2 {
		t.Errorf("%+v", r)
	}
}

func TestDotFilesAndForeignFilesStay(t *testing.T) {
	dir := t.TempDir()
	own := site{".gitignore": "*", ".git/HEAD": "ref"}
	lay(t, dir, own)
	mustBuild(t, dir, site{"a/b/c.html": "c", "kept/d.html": "d", "other/e.html": "e"})
	lay(t, dir, site{"kept/.keep": "", "other/mine.txt": "mine", "empty/x": ""})
	if err := os.Remove(filepath.Join(dir, "empty", "x")); err != nil {
		t.Fatal(err)
	}
	if r := mustBuild(t, dir, site{"f.html": "f"}); r.Removed != 3 {
		t.Errorf("%+v", r)
	}
	want := map[string]string{"f.html": "f", "kept/": "", "kept/.keep": "", "other/": "", "other/mine.txt": "mine", "empty/": "", ".git/": ""}
	maps.Copy(want, own)
	wantSame(t, published(t, dir), want)
}

func TestManyFolders(t *testing.T) {
	dir := t.TempDir()
	s := site{}
	for i := range maxOpen + 50 {
		s[fmt.Sprintf("y/%03d/a.html", i)] = "a"
	}
	mustBuild(t, dir, s)
	s["y/000/a.html"], s["y/561/a.html"] = "b", "b"
	delete(s, "y/001/a.html")
	delete(s, "y/560/a.html")
	if r := mustBuild(t, dir, s); r.Written != 2 || r.Removed != 2 || r.Unchanged != len(s)-2 {
		t.Errorf("%+v", r)
	}
	wantPublished(t, dir, s)
}

func TestOrderOfPublication(t *testing.T) {
	dir := t.TempDir()
	old := site{"z.html": "old", "m.html": "old", "a.html": "old"}
	mustBuild(t, dir, old)
	f, err := Open(dir, []string{"z.html", "m.html", "a.html"})
	if err != nil {
		t.Fatal(err)
	}
	if err := write(f, site{"z.html": "new", "m.html": "new", "a.html": "new"}); err != nil {
		t.Fatal(err)
	}
	middle := filepath.Join(dir, "m.html")
	if err := os.Remove(middle); err != nil {
		t.Fatal(err)
	}
	lay(t, dir, site{"m.html/in the way": ""})
	_, err = f.Commit()
	wantError(t, err, middle, "put the file in place")
	wantSame(t, published(t, dir), map[string]string{"z.html": "new", "m.html/": "", "m.html/in the way": "", "a.html": "old"})

	if err := os.RemoveAll(middle); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, dir, old)
	wantPublished(t, dir, old)
}

func TestOneBuildAtATime(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, site{"a": "a"})
	first, err := Open(dir, []string{"b"})
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Write("b", []byte("b")); err != nil {
		t.Fatal(err)
	}
	_, err = Open(dir, []string{"c"})
	wantError(t, err, dir, "another build")
	if _, err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, dir, site{"c": "c"})
	wantPublished(t, dir, site{"c": "c"})
}

func TestBugsPanic(t *testing.T) {
	for what, bug := range map[string]func(*Folder){
		"unannounced":        func(f *Folder) { _ = f.Write("c", nil) },
		"twice":              func(f *Folder) { _ = f.Write("a", nil); _ = f.Write("a", nil) },
		"never written":      func(f *Folder) { _ = f.Write("a", nil); _, _ = f.Commit() },
		"after the end":      func(f *Folder) { _ = f.Close(); _ = f.Write("a", nil) },
		"commit after close": func(f *Folder) { _ = f.Close(); _, _ = f.Commit() },
	} {
		t.Run(what, func(t *testing.T) {
			f, err := Open(t.TempDir(), []string{"a", "b"})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			bug(f)
		})
	}
}

func TestFaultsAreReportedAsTheyAre(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, site{"file": ""})
	_, err := Open(filepath.Join(dir, "file"), []string{"a"})
	wantError(t, err, dir+"/file", "open the folder")
	_, err = Open(filepath.Join(dir, "file", "below"), []string{"a"})
	wantError(t, err, dir+"/file/below", "make")
	if !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("%v is not ENOTDIR", err)
	}
	public := filepath.Join(dir, "public")
	_, err = build(public, site{strings.Repeat("n", 300): ""})
	wantError(t, err, "nnn", "more than 255 bytes")
}
