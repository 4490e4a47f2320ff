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

// TestReplaceAfterKill has what killed runs left beside a file, and what looks
// like it and is not. It goes even where the file has its bytes already, but
// not from a folder that nobody may write to.
func TestReplaceAfterKill(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "permalinks.tsv")
	write := func(name string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte("one\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	foreign := []string{".permalinks.tsv.", ".permalinks.tsv.1a", ".permalinks.tsv.bak", "permalinks.tsv.1"}
	for _, name := range foreign {
		write(name)
	}
	if err := os.Mkdir(filepath.Join(dir, ".permalinks.tsv.7"), 0o755); err != nil {
		t.Fatal(err)
	}
	replace := func(data string) {
		t.Helper()
		write(".permalinks.tsv.1")
		write(".permalinks.tsv.4294967295")
		if _, err := output.Replace(file, []byte(data)); err != nil {
			t.Error(err)
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != len(foreign)+2 {
			t.Errorf("in the folder: %v, %v", entries, err)
		}
	}
	replace("one\n")
	replace("one\n")
	replace("two\n")
	write(".permalinks.tsv.1")
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if _, err := output.Replace(file, []byte("two\n")); err != nil {
		t.Error(err)
	}
	if _, err := output.Replace(file, []byte("three\n")); !errors.Is(err, output.ErrReadOnly) {
		t.Error(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, ".permalinks.tsv.1")); err != nil {
		t.Errorf("a read-only folder was written to: %v", err)
	}
}
