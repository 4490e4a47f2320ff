package demo

import (
	"bytes"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// collect returns the files of a sample, and fails on a path that comes twice.
func collect(t testing.TB, o Options) map[string][]byte {
	t.Helper()
	files, err := Files(o)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for path, b := range files {
		if _, twice := all[path]; twice {
			t.Fatalf("%s comes twice", path)
		}
		all[path] = b
	}
	return all
}

func TestOptionsRefused(t *testing.T) {
	for _, c := range []struct {
		options Options
		want    string
	}{
		{Options{}, "statements: 0 is not between 1 and 1000000000"},
		{Options{Statements: -1}, "statements: -1"},
		{Options{Statements: 1e9 + 1}, "statements: 1000000001"},
		{Options{Statements: 1, Signatories: 49}, "signatories: 49 is not between 50 and 3840"},
		{Options{Statements: 1, Signatories: 3841}, "signatories: 3841"},
		{Options{Statements: 1, Languages: []string{"en", "tlh"}}, `no sample sentences in "tlh"; there are some in ar, en, es, fr, km, pt, ru`},
		{Options{Statements: 1, Languages: []string{"fr", "en", "fr"}}, `"fr" is named twice`},
	} {
		_, err := Files(c.options)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.options, err, c.want)
		}
		dir := filepath.Join(t.TempDir(), "new")
		if Write(dir, c.options) == nil {
			t.Errorf("Write(%+v): no error", c.options)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("Write(%+v): made the folder", c.options)
		}
	}
}

func TestSeed(t *testing.T) {
	o := Options{Statements: 100, Signatories: 60, Languages: []string{"en", "ru"}, Seed: 7}
	first := collect(t, o)
	if !maps.EqualFunc(first, collect(t, o), bytes.Equal) {
		t.Error("the same options gave other bytes")
	}
	o.Seed++
	for path, b := range collect(t, o) {
		if strings.HasPrefix(path, "statements/") && bytes.Equal(b, first[path]) {
			t.Errorf("%s is the same for another seed", path)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, o := range []Options{
		{Statements: 1},
		{Statements: 300, Signatories: 50},
		{Statements: 1000, Signatories: 777, Languages: []string{"km", "en"}},
	} {
		got := map[string]int{}
		for path := range collect(t, o) {
			folder, name, _ := strings.Cut(path, "/")
			if strings.Count(name, ".") == 1 {
				got[folder]++
			}
		}
		want := map[string]int{"statements": o.Statements, "signatories": o.Signatories, "topics": 15, "countries": 1, "pages": 1}
		if o.Signatories == 0 {
			want["signatories"] = 400
		}
		delete(got, "archive.yaml")
		if !maps.Equal(got, want) {
			t.Errorf("%+v: %v, want %v", o, got, want)
		}
	}
}

func TestFilesStops(t *testing.T) {
	files, err := Files(Options{Statements: 1e9})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range files {
		if n++; n == 1000 {
			break
		}
	}
}

func TestWrite(t *testing.T) {
	o := Options{Statements: 200, Signatories: 50, Languages: []string{"fr", "en"}}
	dir := filepath.Join(t.TempDir(), "new", "content")
	if err := Write(dir, o); err != nil {
		t.Fatal(err)
	}
	want := collect(t, o)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		path := filepath.ToSlash(rel)
		if !bytes.Equal(b, want[path]) {
			t.Errorf("%s differs from what Files gives", path)
		}
		delete(want, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(want) > 0 {
		t.Errorf("not written: %v", slices.Sorted(maps.Keys(want)))
	}
	if err := Write(dir, o); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("into a full folder: %v", err)
	}
	if err := Write(filepath.Join(dir, "archive.yaml"), o); err == nil {
		t.Error("into a file: no error")
	}
	if err := Write(t.TempDir(), o); err != nil {
		t.Errorf("into an empty folder: %v", err)
	}
}

func BenchmarkFiles(b *testing.B) {
	files, err := Files(Options{Statements: 1e9, Languages: []string{"en", "fr"}})
	if err != nil {
		b.Fatal(err)
	}
	next, stop := iter.Pull2(files)
	defer stop()
	b.ReportAllocs()
	for b.Loop() {
		_, text, _ := next()
		b.SetBytes(int64(len(text)))
	}
}
