package main

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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
	s := source{content: fixture, jobs: 2, now: "2026-01-01"}
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
