package output_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"communique/generator/output"
)

// TestReplace writes one file: new, the same, other bytes, and where nobody
// may write. Nothing is left beside it.
func TestReplace(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "permalinks.tsv")
	replace := func(data string, want bool) {
		t.Helper()
		changed, err := output.Replace(file, []byte(data))
		if err != nil || changed != want {
			t.Errorf("changed: %v, %v", changed, err)
		}
		if have, err := os.ReadFile(file); err != nil || string(have) != data {
			t.Errorf("the file has %q, %v", have, err)
		}
	}
	replace("one\n", true)
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	if err := os.Chtimes(file, long, long); err != nil {
		t.Fatal(err)
	}
	replace("one\n", false)
	if info, err := os.Stat(file); err != nil || !info.ModTime().Equal(long) {
		t.Errorf("the file was written again: %v", err)
	}
	replace("two\n", true)
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	for _, name := range []string{file, dir} {
		before, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(name, before.Mode().Perm()&^0o222); err != nil {
			t.Fatal(err)
		}
		if _, err := output.Replace(file, []byte("three\n")); !errors.Is(err, output.ErrReadOnly) {
			t.Errorf("%s is read-only: %v", name, err)
		}
		if _, err := output.Replace(file, []byte("two\n")); err != nil {
			t.Errorf("%s has its bytes, but: %v", name, err)
		}
		if err := os.Chmod(name, before.Mode().Perm()); err != nil {
			t.Fatal(err)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("beside the file: %v, %v", entries, err)
	}
}
