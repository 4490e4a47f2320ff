package output

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestStreamDiffers changes a long file at each place where a comparison in pieces may go wrong, and finds
// the new bytes; then writes the same again, and finds the file untouched.
func TestStreamDiffers(t *testing.T) {
	const name = "signatures.csv" // an even length: put would not stream it
	old := strings.Repeat("0123456789abcdef", 3*bufferSize/16) + "end"
	at := func(i int) string { return old[:i] + "X" + old[i+1:] }
	texts := map[string]string{
		"empty": "", "longer": old + "more", "one more": old + "m", "twice": old + old,
		"one less": old[:len(old)-1], "a piece less": old[:bufferSize], "other": strings.Repeat("x", 2*bufferSize),
	}
	for _, i := range []int{0, 1, bufferSize - 1, bufferSize, bufferSize + 1, 2*bufferSize - 1, 2 * bufferSize, len(old) - 1} {
		texts[fmt.Sprintf("at %d", i)] = at(i)
	}
	for what, text := range texts {
		t.Run(what, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, name)
			streamed(t, dir, name, old)
			if r := streamed(t, dir, name, text); r.Written != 1 || r.BytesWritten != int64(len(text)) {
				t.Errorf("other bytes: %+v", r)
			}
			wantPublished(t, dir, site{name: text})
			long := time.Date(2017, 9, 1, 9, 0, 0, 0, time.UTC)
			if err := os.Chtimes(file, long, long); err != nil {
				t.Fatal(err)
			}
			if r := streamed(t, dir, name, text); r.Unchanged != 1 || r.Bytes != int64(len(text)) {
				t.Errorf("the same bytes: %+v", r)
			}
			if info, err := os.Stat(file); err != nil || !info.ModTime().Equal(long) {
				t.Errorf("the file was touched: %v, %v", info, err)
			}
		})
	}
}

// streamed builds a site of one file, and checks that nothing was put aside for a file that is the same.
func streamed(t *testing.T, dir, name, data string) Result {
	t.Helper()
	f, err := Open(dir, []string{name})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	before, err := os.ReadFile(filepath.Join(dir, name))
	same := err == nil && string(before) == data
	if err := f.Stream(name, func(w io.Writer) error { return inPieces(w, data) }); err != nil {
		t.Fatal(err)
	}
	aside, err := os.ReadDir(filepath.Join(dir, tmpFolder))
	if err != nil {
		t.Fatal(err)
	}
	if same != (len(aside) == 0) {
		t.Errorf("%d files are put aside, and the bytes are the same: %v", len(aside), same)
	}
	r, err := f.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestStreamFails has the bytes end in an error, while they are those of the published file and after that.
func TestStreamFails(t *testing.T) {
	failed := errors.New("the text has gone")
	for _, begun := range []string{"", "sa", "other", strings.Repeat("other", bufferSize)} {
		dir := t.TempDir()
		mustBuild(t, dir, site{"a.csv": "same"})
		before := tree(t, dir)
		f, err := Open(dir, []string{"a.csv"})
		if err != nil {
			t.Fatal(err)
		}
		err = f.Stream("a.csv", func(w io.Writer) error { return errors.Join(inPieces(w, begun), failed) })
		if !errors.Is(err, failed) {
			t.Errorf("%.10q: %v", begun, err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		wantSame(t, tree(t, dir), before)
	}
}

// TestStreamOverForeign streams to the name of a file that no build wrote: its very bytes are fine, others
// are an error that a writer that goes on, or tells of something else, cannot hide.
func TestStreamOverForeign(t *testing.T) {
	mine := strings.Repeat("mine", bufferSize)
	for _, text := range []string{mine, mine[1:], mine + "m", "", "other"} {
		dir := t.TempDir()
		mustBuild(t, dir, site{"x": "x"})
		lay(t, dir, site{"a": mine})
		f, err := Open(dir, []string{"a"})
		if err != nil {
			t.Fatal(err)
		}
		err = f.Stream("a", func(w io.Writer) error {
			_ = inPieces(w, text)
			_, err := w.Write(nil)
			return err
		})
		if text == mine {
			if err != nil {
				t.Error(err)
			}
		} else {
			wantError(t, err, dir+"/a:", "no build wrote this file")
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		wantPublished(t, dir, site{"a": mine, "x": "x"})
	}
}
