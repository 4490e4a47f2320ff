package main

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"communique/generator/demo"
	"communique/generator/diag"
	"communique/generator/output"
	"communique/generator/render"
)

// TestSameBytes builds one archive in several ways, and finds the same bytes:
// the same input gives the same site, whatever the number of workers, the
// time zone, the order in which the file system names the files, their times,
// and where they lie.
func TestSameBytes(t *testing.T) {
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	if err := demo.Write(content, demo.Options{Statements: 220, Signatories: 50, Languages: []string{"en", "ar"}, Seed: 7}); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "some", "other place", "inhalt")
	if err := os.CopyFS(elsewhere, os.DirFS(content)); err != nil {
		t.Fatal(err)
	}
	builds := []struct {
		name    string
		content string
		jobs    int
		zone    string
		order   func(a, b string) int
	}{
		{"1 worker", content, 1, "UTC", cmp.Compare[string]},
		{"8 workers", content, 8, "UTC", cmp.Compare[string]},
		{"Kiritimati", content, 8, "Pacific/Kiritimati", cmp.Compare[string]},
		{"Niue, elsewhere, backwards", elsewhere, 3, "Pacific/Niue", func(a, b string) int { return cmp.Compare(b, a) }},
	}
	var first map[string][]byte
	for i, b := range builds {
		zone, err := time.LoadLocation(b.zone)
		if err != nil {
			t.Fatal(err)
		}
		before := time.Local
		time.Local = zone
		out := filepath.Join(dir, "out"+strconv.Itoa(i))
		buildOrdered(t, source{content: b.content, jobs: b.jobs, now: "2026-01-01"}, out, b.order)
		time.Local = before
		files := readAll(t, out)
		if first == nil {
			first = files
			continue
		}
		for name, data := range first {
			if !bytes.Equal(files[name], data) {
				t.Errorf("%s: %s is not the same", b.name, name)
			}
		}
		if len(files) != len(first) {
			t.Errorf("%s: %d files, not %d", b.name, len(files), len(first))
		}
	}
	if len(first) < 600 {
		t.Errorf("only %d files: the archive is too small to show anything", len(first))
	}
}

// TestSameBytesInAnyEnvironment builds one archive in processes of their own,
// and finds the same bytes and modes: whatever the language and the file mask
// of the user, the processors, when the content was checked out, and the time
// of day, or the day where no embargo ends in between.
func TestSameBytesInAnyEnvironment(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell of Unix")
	}
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	if err := os.CopyFS(content, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	later := filepath.Join(dir, "later") // checked out in another year
	if err := os.CopyFS(later, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(later, func(name string, _ fs.DirEntry, err error) error {
		long := time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC)
		return cmp.Or(err, os.Chtimes(name, long, long))
	})
	if err != nil {
		t.Fatal(err)
	}
	var first map[string][]byte
	var modes map[string]fs.FileMode
	for i, b := range []struct {
		content, umask, now string
		env                 []string
	}{
		{content, "022", "2026-01-01T00:00:00Z", []string{"LC_ALL=C", "LANG=C", "TZ=UTC", "GOMAXPROCS=1"}},
		{content, "022", "2026-01-01T23:59:59Z", []string{"LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "LANGUAGE=tr", "TZ=Asia/Kathmandu", "GOMAXPROCS=8"}},
		{later, "077", "2026-02-03T04:05:06+14:00", []string{"LC_ALL=ar_EG.ISO-8859-6", "TZ=:bogus", "HOME=", "COLUMNS=10", "GOGC=1"}},
		{later, "000", "2026-01-02", []string{"LANG=", "TZ=Pacific/Apia", "GODEBUG=randautoseed=0"}},
	} {
		out := filepath.Join(dir, "out"+strconv.Itoa(i))
		cmd := exec.Command("sh", "-c", `umask `+b.umask+` && exec communique build --content "$0" --out "$1" --now "$2"`, b.content, out, b.now)
		cmd.Env = append(append(os.Environ(), "CI=true"), b.env...)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v: %s", b.env, err, said)
		}
		files, have := readAll(t, out), modesOf(t, out)
		if first == nil {
			first, modes = files, have
		}
		for name, data := range first {
			if !bytes.Equal(files[name], data) {
				t.Errorf("%v: %s is not the same", b.env, name)
			}
		}
		if len(files) != len(first) || !maps.Equal(have, modes) {
			t.Errorf("%v: %d files, not %d, or other modes", b.env, len(files), len(first))
		}
	}
}

// modesOf returns the modes of the published files and folders.
func modesOf(t *testing.T, dir string) map[string]fs.FileMode {
	t.Helper()
	modes := map[string]fs.FileMode{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && name == ".communique" { // private, and as private as the user has it
			err = fs.SkipDir
		}
		if err != nil {
			return err
		}
		info, err := d.Info()
		modes[name] = info.Mode()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return modes
}

// buildOrdered is build with the files of every folder in another order.
func buildOrdered(t *testing.T, s source, out string, order func(a, b string) int) {
	t.Helper()
	content := ordered{os.DirFS(s.content), order}
	planned, faults, err := prepare(s, content, newStopwatch())
	if err != nil {
		t.Fatal(err)
	}
	if len(faults) > 0 {
		_ = diag.Print(os.Stderr, faults, diag.Text, false)
		t.Fatal("the sample has faults")
	}
	folder, err := output.Open(out, planned.site.Files())
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	r := render.New(planned.site, planned.theme, content)
	if err := writePages(r, planned.site, folder, s.jobs, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Commit(); err != nil {
		t.Fatal(err)
	}
}

// ordered is a file system that lists folders in an order of its own.
type ordered struct {
	fs.FS
	order func(a, b string) int
}

func (o ordered) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	slices.SortFunc(entries, func(x, y fs.DirEntry) int { return o.order(x.Name(), y.Name()) })
	return entries, err
}

func readAll(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestNothingChanged builds twice: the second build writes nothing, and the
// files keep their times.
func TestNothingChanged(t *testing.T) {
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	if err := os.CopyFS(content, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	s := source{content: content, jobs: 2, now: "2026-01-01"}
	out := filepath.Join(dir, "public")
	if err := build(s, out, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	home := filepath.Join(out, "index.html")
	if err := os.Chtimes(home, long, long); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	if err := build(s, out, &said, io.Discard); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(home)
	if err != nil {
		t.Fatal(err)
	}
	if !info.ModTime().Equal(long) {
		t.Errorf("a file that did not change was written again: %s", said.String())
	}
}
