package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"communique/generator/fix"
)

// TestWriteChange checks that a repair does not overwrite what somebody wrote
// while it was made, and that a file that is to be made is not there yet.
func TestWriteChange(t *testing.T) {
	dir := t.TempDir()
	s := source{content: dir}
	file := filepath.Join(dir, "topics", "a.md")
	for _, c := range []struct {
		name, disk string
		change     fix.Change
		changed    bool
	}{
		{"as it was", "old", fix.Change{Path: "topics/a.md", Old: []byte("old"), New: []byte("new")}, false},
		{"changed meanwhile", "other", fix.Change{Path: "topics/a.md", Old: []byte("old"), New: []byte("new")}, true},
		{"not there", "", fix.Change{Path: "topics/a.md", New: []byte("new")}, false},
		{"made meanwhile", "other", fix.Change{Path: "topics/a.md", New: []byte("new")}, true},
	} {
		if err := os.RemoveAll(filepath.Dir(file)); err != nil {
			t.Fatal(err)
		}
		want := "new"
		if c.changed {
			want = c.disk
		}
		if c.disk != "" {
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(c.disk), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		content, err := s.open()
		if err != nil {
			t.Fatal(err)
		}
		err = writeChange(s, content, c.change)
		got, readErr := os.ReadFile(file)
		if errors.Is(err, errChanged) != c.changed || err != nil && !c.changed || readErr != nil || string(got) != want {
			t.Errorf("%s: %v, the file holds %q, %v", c.name, err, got, readErr)
		}
	}
}
