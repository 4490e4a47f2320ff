//go:build unix

package output

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// limit is how long a file of the limited child can be. The kernel refuses more, as on a full disk.
const limit = 2000

// limitedSite is a site that cannot be built within the limit, which comes out when a file is written, or,
// in a site of many small files, when the names are. put streams b.csv, for its name has five letters.
func limitedSite(where string) site {
	switch where {
	case "write":
		return site{"a.html": strings.Repeat("n", limit+1), "b.html": "new"}
	case "stream":
		return site{"b.csv": strings.Repeat("n", limit+1)}
	}
	s := site{"a.html": "new"}
	for i := range limit / 8 {
		s[fmt.Sprintf("d/%08d", i)] = ""
	}
	return s
}

func init() { roles["limit"] = buildLimited }

func buildLimited(dir, arg string) error {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		return err
	}
	s := limitedSite(arg)
	f, err := Open(dir, s.names())
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	if err := write(f, s); err != nil {
		return errors.Join(fmt.Errorf("write: %w", err), f.Close())
	}
	if _, err := f.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func TestNoRoomLeft(t *testing.T) {
	for where, name := range map[string]string{"write": "a.html", "stream": "b.csv", "commit": pendingFile} {
		t.Run(where, func(t *testing.T) {
			dir := t.TempDir()
			mustBuild(t, dir, site{"a.html": "old", "b.html": "old"})
			before := tree(t, dir)
			out, err := child("limit", where, dir).Output()
			if err == nil {
				t.Fatal("no error")
			}
			step := strings.Replace(where, "stream", "write", 1)
			want := fmt.Sprintf("%s: %s: cannot write the file: %s\n", step, filepath.Join(dir, name), syscall.EFBIG)
			if string(out) != want {
				t.Errorf("the build says %q, want %q", out, want)
			}
			wantSame(t, tree(t, dir), before)
			mustBuild(t, dir, limitedSite(where))
			wantPublished(t, dir, limitedSite(where))
		})
	}
}

func TestModesWhateverTheUmask(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	defer syscall.Umask(syscall.Umask(0o077))
	mustBuild(t, dir, site{"a.html": "a", "x/b.html": "b"})
	mine := filepath.Join(dir, "mine")
	if err := errors.Join(os.Mkdir(mine, 0o700), os.WriteFile(filepath.Join(mine, "own"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	wantModes(t, dir, map[string]os.FileMode{"": 0o755, "x": 0o755, "a.html": 0o644, "x/b.html": 0o644})

	// A build that was killed before it set a mode, and a folder that is not ours.
	if err := errors.Join(os.Chmod(filepath.Join(dir, "x"), 0o700), os.Chmod(filepath.Join(dir, "a.html"), 0o600)); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, dir, site{"a.html": "a", "x/b.html": "b", "mine/c.html": "c"})
	wantModes(t, dir, map[string]os.FileMode{"": 0o755, "x": 0o755, "a.html": 0o644, "x/b.html": 0o644,
		"mine": 0o700, "mine/own": 0o600, "mine/c.html": 0o644})
}

func wantModes(t *testing.T, dir string, want map[string]os.FileMode) {
	t.Helper()
	for name, mode := range want {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != mode {
			t.Errorf("%q has mode %v, want %v", name, got, mode)
		}
	}
}

func TestPermissionDenied(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may do everything")
	}
	dir := t.TempDir()
	mustBuild(t, dir, site{"a.html": "a", "x/b.html": "b"})
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	_, err := build(dir, site{"a.html": "new", "x/b.html": "b"})
	wantError(t, err, dir+"/a.html: cannot put the file in place: permission denied")
	wantPublished(t, dir, site{"a.html": "a", "x/b.html": "b"})
}
